"""与上年对比: the lines and their filters, explanations where they belong, what is left over, measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.tasks.files import write_sample
from desktop.tasks.last_year import next_year
from desktop.views.lines import LineTable
from desktop.views.main_window import MainWindow
from desktop.views.pages.left_list import _written
from tests.windows import SMALLEST, opened_window, press


@pytest.fixture(scope="module")
def next_file(tmp_path_factory) -> Path:
    """Return the complete sample's next year."""
    folder = tmp_path_factory.mktemp("years")
    write_sample("complete", folder / "2023.jxzp")
    next_year(folder / "2023.jxzp", 2024, folder / "2024.jxzp")
    return folder / "2024.jxzp"


@pytest.fixture
def window(qapp, next_file, tmp_path) -> Iterator[MainWindow]:
    path = tmp_path / "2024.jxzp"
    path.write_bytes(next_file.read_bytes())
    with opened_window(qapp, path) as made:
        made.workspace.visit("compare")
        yield made


def shown(window) -> Any:
    return window.workspace.page("compare")


def lines(window) -> list[tuple[str, ...]]:
    return [each.cells for each in window.workspace.page("compare").table.rows.lines]


def test_last_year_stands_beside_this_year_and_follows_an_edit(window) -> None:
    first = next(each for each in lines(window) if each[1] == "年初预算数")
    assert first[3] == "—"
    before = first[2]
    for row in window.desk.report.budget:
        window.desk.write(f"budget/{row.id}/initial", "100")
    after = next(each for each in lines(window) if each[1] == "年初预算数")
    assert (after[0], after[2], after[3]) == ("▲", before, "400.00")
    assert after[5].endswith("%")
    assert window.workspace.page("compare").table.rows.headerData(2, Qt.Orientation.Horizontal) == "2023年"


def test_lines_are_filtered_and_split_by_sub_project(window) -> None:
    page = window.workspace.page("compare")
    for row in window.desk.report.budget:
        window.desk.write(f"budget/{row.id}/initial", "100")
    page._filters["over"].click()
    assert lines(window)[0][1] == "资金（万元）"
    assert all(each[0] == "▲" for each in lines(window)[1:])
    count = len(lines(window))
    page._split_button.click()
    assert len(lines(window)) > count
    page._filters["all"].click()
    assert any("其中：" in each[1] for each in lines(window))


def test_the_explanation_is_written_where_it_belongs(window) -> None:
    page = window.workspace.page("compare")
    page.split()
    at = next(n for n, each in enumerate(lines(window)) if "其中：" in each[1])
    page.table.choose(at)
    form = page._forms["budget"]
    assert form.isVisible()
    form.editor("reason").input.setFocus()
    window.desk.write(page.table.line.place, "依据区财政局批复追加")
    assert lines(window)[at][6] == "依据区财政局批复追加"
    results = next(n for n, each in enumerate(page._shown) if each and each.place.startswith("results/"))
    page.table.choose(results)
    assert page._forms["results"].isVisible()
    assert not form.isVisible()


def test_enter_goes_to_the_value(window) -> None:
    page = window.workspace.page("compare")
    at = next(n for n, each in enumerate(page._shown) if each and each.place.startswith("results/"))
    page.table.choose(at)
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    assert window.workspace.key == "results"


def test_what_is_left_over_is_confirmed_one_by_one_and_all_at_once(window, monkeypatch) -> None:
    side = window.workspace.page("compare")._side
    count = len(side._left)
    assert count > 5
    side.list.choose(0)
    side._so.click()
    assert len(side._left) == count - 1
    monkeypatch.setattr("desktop.views.pages.left_over.agreed", lambda *_a: True)
    side._all.click()
    assert not side._left
    window.desk.undo()
    assert len(side._left) == count - 1


def test_an_entry_left_over_shows_its_place_and_what_is_last_years(window) -> None:
    page = window.workspace.page("compare")
    side = page._side
    assert side.list.year == "2023"
    assert side.list.currentIndex().row() == 0
    entry = side._left[0]
    told = side.list.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == f"{entry.name}\n{entry.text}"
    assert not side._done.isVisible()


def test_with_nothing_left_over_the_list_goes_and_the_words_say_so(window, monkeypatch) -> None:
    page = window.workspace.page("compare")
    monkeypatch.setattr("desktop.views.pages.left_over.agreed", lambda *_a: True)
    page._side._all.click()
    assert page._side._done.isVisible()
    assert not page._side.list.isVisible()
    assert not page._side._so.isVisible()
    assert page._side.measures.isVisible()


def test_a_very_long_entry_is_two_lines_and_ends_in_an_ellipsis(qapp) -> None:
    made = _written("2023年" + "很长的说明，" * 200, 240, "2023")
    for width in range(60, 400, 7):
        assert _written("合同2023-03-29；起始，" * 20, width, "2023").lineCount() == 2
    assert made.lineCount() == 2
    assert made.text().endswith("…")
    tinted: Any = made.formats()[0]
    assert (tinted.start, tinted.length) == (0, 4)


def test_enter_in_what_is_left_over_goes_there(window) -> None:
    side = window.workspace.page("compare")._side
    where = side._left[0].places[0]
    side.list.choose(0)
    side.list.setFocus()
    press(Qt.Key.Key_Return)
    assert window.workspace.key != "compare"
    assert window.workspace.place.startswith(where.partition("/")[0])


def test_last_years_measures_are_taken_over_and_followed(window) -> None:
    side = window.workspace.page("compare")._side
    side.measures.choose(0)
    side._follow.click()
    assert window.workspace.key == "problems"
    (made,) = window.desk.report.measures
    assert made.text == side._followed[0].last.text
    window.desk.write(f"measures/{made.id}/state", "已完成")
    window.workspace.visit("compare")
    assert side.measures.rows.lines[0].cells[1] == "已完成"
    side.follow()
    assert len(window.desk.report.measures) == 1


def test_the_comparison_is_written_as_a_table(window, monkeypatch, tmp_path, qtbot) -> None:
    target = tmp_path / "对比.csv"
    monkeypatch.setattr("desktop.views.pages.compare.ask_save", lambda *_a: target)
    window.workspace.page("compare").export()
    qtbot.waitUntil(lambda: window.workspace.toast.accessibleName() == "已导出 对比.csv")
    assert "年初预算数" in target.read_text("utf-8-sig")


def test_the_full_page_fits_the_smallest_screen(window) -> None:
    hint = window.workspace.minimumSizeHint()
    assert hint.width() <= SMALLEST[0]
    assert hint.height() <= SMALLEST[1]
    window.actions_by_name["preview"].setChecked(True)
    assert window.workspace.minimumSizeHint().width() <= SMALLEST[0]


def test_in_a_narrow_page_notes_and_what_is_left_over_give_way_to_the_names(window) -> None:
    page = shown(window)
    for width, is_wide in ((1100, True), (600, False), (1100, True)):
        page.adapt(width)
        assert page.table.isColumnHidden(6) is not is_wide
        assert page._side.isVisible() is is_wide


def test_a_report_without_last_year_says_how_to_get_one(qapp, tmp_path) -> None:
    path = tmp_path / "今年.jxzp"
    write_sample("minsheng-2021", path)
    with opened_window(qapp, path) as window:
        window.workspace.visit("compare")
        assert not shown(window)._side.isVisible()
        report = window.desk.report
        bare = replace(
            report,
            results=tuple(replace(each, previous=None) for each in report.results),
            indicators=tuple(replace(each, base=None) for each in report.indicators),
        )
        window.desk.edit(bare, "去掉上年数")
        window.workspace.visit("compare")
        table = window.workspace.page("compare").findChild(LineTable)
        assert table is not None
        assert not table.isVisible()
