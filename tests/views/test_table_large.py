"""Tables of many rows: searched in stretches, sorted and written beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from desktop.models.records import Payment, Report
from desktop.views.tables import RecordTable, sorting
from desktop.views.tables.paste_columns import Matching
from desktop.views.tables.paste_rows import Drafting, Onto
from desktop.views.tables.searching import Sifting
from desktop.views.tables.sorting import sorted_ids

T = TypeVar("T")
COUNT = 4_500  # More than is looked through at once, and not a round number of stretches


@pytest.fixture
def many(make_desk, qtbot) -> RecordTable:
    """Return a table of many payments."""
    words = ("付甲首款", "付乙尾款", "")
    rows = (Payment(n, item=words[n % 3], amount=n * 100) for n in range(1, COUNT + 1))
    made = RecordTable(make_desk(Report(payments=tuple(rows))), "payments", ("item", "amount"))
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def told_to(table: RecordTable) -> list[str]:
    """Note what the desk has done with patience."""
    titles: list[str] = []

    def patience(title: str, deed: Callable[[], T], *, abandon: Callable[[T], object] | None = None) -> T:
        del abandon
        titles.append(title)
        return deed()

    table._desk.wait_with(patience, lambda: False)
    return titles


def select(table: RecordTable, name: str) -> None:
    number = [each.name for each in table.columns].index(name)
    table.view.select_cell(0, number)
    table.view.selectColumn(number)


def test_rows_stay_until_all_have_been_looked_through(many, qtbot) -> None:
    many.filter_bar.enter()
    many.filter_bar.line.setText("甲")
    assert len(many.records.rows) == COUNT
    qtbot.waitUntil(lambda: len(many.records.rows) == COUNT // 3)
    assert {each.item for each in many.records.rows} == {"付甲首款"}


def test_what_is_typed_on_takes_the_place_of_what_was_sought(many, qtbot) -> None:
    many.filter_bar.enter()
    many.filter_bar.line.setText("甲")
    many.filter_bar.line.setText("fy")
    qtbot.waitUntil(lambda: len(many.records.rows) < COUNT)
    assert {each.item for each in many.records.rows} == {"付乙尾款"}
    many.filter_bar.line.clear()
    assert len(many.records.rows) == COUNT


def test_a_search_under_way_ends_with_the_report(many) -> None:
    many.filter_bar.enter()
    many.filter_bar.line.setText("甲")
    many._desk.close()
    assert not many.filter_bar._seeking.isActive()


def test_a_record_that_has_changed_since_it_was_looked_at_is_asked_again() -> None:
    rows = [Payment(n, item="甲") for n in range(3)]
    asked: list[Payment] = []

    def fits(row: Payment) -> bool:
        asked.append(row)
        return row.item == "甲"

    sifting = Sifting(rows, fits)
    assert not sifting.go_on(2)
    assert sifting.go_on(2)
    assert sifting.takes(rows[0])
    assert len(asked) == 3
    assert not sifting.takes(replace(rows[0], item="乙"))
    assert len(asked) == 4


@given(st.lists(st.one_of(st.none(), st.integers(0, 6))), st.booleans())
def test_sorting_in_runs_is_sorting(values: list[int | None], down: bool) -> None:
    rows = [Payment(n, amount=value) for n, value in enumerate(values, 1)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "_RUN", 3)
        made = sorted_ids(rows, lambda row: row.amount, descending=down)
    filled = sorted(
        (each for each in rows if each.amount is not None), key=lambda each: each.amount or 0, reverse=down
    )
    assert made == [each.id for each in (*filled, *(each for each in rows if each.amount is None))]


def test_many_cells_are_read_beside_the_window(many) -> None:
    titles = told_to(many)
    select(many, "amount")
    many.view.deeds.copy()
    assert titles == ["正在复制"]
    assert len(QGuiApplication.clipboard().text().splitlines()) == COUNT
    many.view.deeds.fill_down()
    assert titles[1] == "正在向下填充"
    assert {each.amount for each in many._desk.report.payments} == {100}
    many._desk.undo()
    many.view.deeds.paste()
    assert "正在粘贴" in titles
    many.sort(1, 1)
    assert "正在排序" in titles
    assert [each.id for each in many.records.rows][:2] == [COUNT, COUNT - 1]


def test_few_cells_are_copied_at_once(many) -> None:
    titles = told_to(many)
    many.view.select_cell(0, 1)
    many.view.deeds.copy()
    assert not titles
    assert QGuiApplication.clipboard().text().strip() == "0.0001"


def test_a_long_range_laid_over_records_says_of_each_what_it_changes(many) -> None:
    report = many._desk.report
    matching = Matching(tuple((f"{n}.00",) for n in range(COUNT)), (), ("amount",))
    onto = Onto(tuple(each.id for each in report.payments))
    rows = Drafting(report, "payments", many.columns, "元").rows(matching, onto)
    assert [each.record for each in rows] == [each.id for each in report.payments]
    assert rows[0].words == "改第 1 行的金额"
