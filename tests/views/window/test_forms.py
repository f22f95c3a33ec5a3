"""Pages that are forms and lists: where the keys begin and go on, what is in line, what scrolls."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.models.records import Evidence, Measure, Merit, Origin, Problem, Report
from desktop.session import Session
from desktop.store.database import connect
from desktop.views.banner import INTERRUPTED, UPGRADED
from desktop.views.editors.memo import MemoInput
from desktop.views.help_strip import HelpStrip
from desktop.views.main_window import MainWindow
from desktop.views.marking import describe_fully
from desktop.views.pages.evidence import EvidencePage
from desktop.views.pages.problems import ProblemsPage
from desktop.views.pages.project import ProjectPage
from tests.windows import compose, focused, opened_window, press

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def project(window: MainWindow) -> ProjectPage:
    page = window.workspace.page("project")
    assert isinstance(page, ProjectPage)
    return page


@pytest.fixture
def blank(qapp, tmp_path: Path):
    """A window with a report in which nothing is filled."""
    path = tmp_path / "空.jxzp"
    Session.create(path, Report()).close()
    with opened_window(qapp, path) as made:
        yield made


def test_enter_in_the_section_list_goes_into_the_first_field(
    window: MainWindow, project: ProjectPage
) -> None:
    window.workspace.choose("project")
    press(Qt.Key.Key_Return)
    assert project.form.editor("name").input.hasFocus()


@pytest.mark.parametrize("key", ["basis", "duties", "goals", "results", "evidence"])
def test_on_an_empty_page_enter_leads_to_what_begins_it(blank: MainWindow, key: str) -> None:
    blank.workspace.choose(key)
    press(Qt.Key.Key_Return)
    held = focused()
    assert isinstance(held, QPushButton)
    assert held.property("look") == "primary"
    assert blank.workspace.page(key).isAncestorOf(held)


def test_enter_on_what_begins_a_list_begins_it(blank: MainWindow) -> None:
    blank.workspace.choose("duties")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert len(blank.desk.report.duties) == 1
    assert blank.workspace.place.startswith("duties/1")


def test_enter_goes_past_buttons_to_the_next_field(window: MainWindow, project: ProjectPage) -> None:
    window.workspace.go("project/1/phone")
    press(Qt.Key.Key_Return)
    assert focused().accessibleName() == "项目背景"
    press(Qt.Key.Key_Tab)
    assert project.later.editor("finance_rule").input.hasFocus()


def test_enter_in_the_last_field_stays_on_the_page(window: MainWindow, project: ProjectPage) -> None:
    window.workspace.go("project/1/secrecy")
    press(Qt.Key.Key_Return)
    assert project.isAncestorOf(focused())


def test_fields_of_all_lines_begin_in_the_same_columns(project: ProjectPage) -> None:
    def left(name: str) -> int:
        return {**project.form.fields, **project.later.fields}[name].mapTo(project, QPoint()).x()

    def right(name: str) -> int:
        return left(name) + {**project.form.fields, **project.later.fields}[name].width()

    assert left("year") == left("executor")
    assert right("name") == right("department")
    assert left("level") == left("finance") == left("approval_body") == left("unit_code")
    assert left("starts") == left("author") == left("secrecy") == left("approval_flow")
    figures = [each.mapTo(project, QPoint()).x() for each in project._figures.values()]
    assert figures == [left(name) for name in ("kind", "level", "starts", "ends")]


def test_fields_keep_their_columns_when_others_of_their_line_are_hidden(project: ProjectPage, qtbot) -> None:
    before = {name: each.geometry() for name, each in project.form.fields.items()}
    for name in ("year", "executor", "kind"):
        project.form.fields[name].hide()

    def stays() -> None:
        for name in ("name", "unit", "department", "level", "ends"):
            assert project.form.fields[name].geometry() == before[name]

    qtbot.waitUntil(stays)


def test_an_input_method_writes_nothing_into_a_computed_figure(project: ProjectPage) -> None:
    line = next(each for each in project.findChildren(QLineEdit) if "计算得出" in each.accessibleName())
    shown = line.text()
    line.setFocus()
    compose("中")
    assert shown.strip("—")
    assert line.text() == shown


def test_a_note_at_a_passage_is_told_by_its_topic(window: MainWindow) -> None:
    report = window.desk.report
    passage = next(each for each in report.passages if each.section == "background")
    assert "{{" in passage.text
    assert describe_fully(report, f"passages/{passage.id}/text") == "报告正文 · 项目背景"
    unknown = report.with_record("passages", replace(passage, section="没有"))
    assert describe_fully(unknown, f"passages/{passage.id}/text").startswith("报告正文 第")


def test_help_that_takes_room_leaves_the_field_in_view(
    window: MainWindow, project: ProjectPage, qtbot
) -> None:
    window.workspace.go("project/1/report_date")
    press(Qt.Key.Key_F1)
    field = project.later.fields["report_date"]

    def seen() -> None:
        view = project._area.viewport()
        top = field.mapTo(view, QPoint()).y()
        assert top >= 0
        assert top + field.editor.input.geometry().bottom() <= view.height()

    qtbot.waitUntil(seen)


def test_the_help_tells_an_example_once(window: MainWindow) -> None:
    window.workspace.go("project/1/report_date")
    window.actions_by_name["help"].setChecked(True)
    strip = window.workspace.side.widget("help")
    assert isinstance(strip, HelpStrip)
    assert strip.what.text() == "印在落款处"
    assert strip.example.text() == "2022-03-05"


def test_a_background_with_live_figures_is_read_as_printed_and_written_as_it_is(
    window: MainWindow, project: ProjectPage
) -> None:
    box = project._background
    text = box._editor.input
    assert isinstance(text, MemoInput)
    assert "{{" in text.text()
    assert text._instead is not None
    assert "{{" not in text._instead.html
    window.workspace.go("project/1/name")
    assert not box._beneath.isVisible()
    resting = text.grab().toImage()
    text.setFocus()
    assert box._beneath.isVisible()
    assert text.grab().toImage() != resting
    before = window.desk.report
    project.form.editor("name").setFocus()
    assert not box._beneath.isVisible()
    assert window.desk.report == before


def test_a_background_of_last_year_says_so(window: MainWindow, project: ProjectPage) -> None:
    report = window.desk.report
    passage = next(each for each in report.passages if each.section == "background")
    origin = Origin(1, f"passages/{passage.id}/text", "last_year")
    window.desk.edit(report.with_record("origins", origin), "上年")
    assert project._background._origin.text() == "上年"
    assert project._background._origin.isVisible()


def evidence(window: MainWindow, *rows: Evidence) -> EvidencePage:
    window.desk.edit(window.desk.report.with_rows("evidence", rows), "放入")
    window.workspace.choose("evidence")
    page = window.workspace.page("evidence")
    assert isinstance(page, EvidencePage)
    return page


def buttons(page: QWidget) -> dict[str, QPushButton]:
    return {each.text(): each for each in page.findChildren(QPushButton)}


def test_what_can_be_done_with_evidence_is_open_at_the_first_row(window: MainWindow) -> None:
    page = evidence(
        window,
        Evidence(1, "纪要", places=("contracts/1/amount",), file_name="纪要.pdf"),
        Evidence(2, "台账", file_name="台账.csv"),
    )
    assert not buttons(page)["打开"].isEnabled()
    assert buttons(page)["打开"].toolTip() == "先在上面的表里选一行"
    press(Qt.Key.Key_Return)
    assert all(buttons(page)[each].isEnabled() for each in ("打开", "另存…", "到用处", "清空用途", "删除"))
    press(Qt.Key.Key_Down)
    assert buttons(page)["删除"].isEnabled()
    assert not buttons(page)["到用处"].isEnabled()
    assert not buttons(page)["清空用途"].isEnabled()


def test_evidence_without_its_content_says_so_first(window: MainWindow) -> None:
    held = Evidence(1, "纪要", file_name="纪要.pdf", sha256="0" * 64, size=3)
    page = evidence(window, held)
    assert page._file(held) == "内容不在：纪要.pdf"
    assert page._file_look(held).tone == "err"
    assert page._used(held) == "还没写用途"


def test_without_evidence_none_is_offered_to_be_used_again(window: MainWindow) -> None:
    window.workspace.choose("evidence")
    page = window.workspace.page("evidence")
    assert not buttons(page)["就用上面选中的"].isVisible()
    assert buttons(page)["为它添加文件…"].isVisible()


@pytest.fixture
def problems(window: MainWindow) -> ProblemsPage:
    text = "整改措施写明做什么、由谁负责、何时完成"
    report = window.desk.report.with_rows("merits", [Merit(n, text, text) for n in range(1, 6)])
    report = report.with_rows("problems", [Problem(n, text, text) for n in range(1, 6)])
    report = report.with_rows("measures", [Measure(n, 1, text) for n in range(1, 6)])
    window.desk.edit(report, "填")
    window.workspace.choose("problems")
    page = window.workspace.page("problems")
    assert isinstance(page, ProblemsPage)
    return page


def test_five_of_each_scroll_with_the_page_alone(problems: ProblemsPage) -> None:
    assert all(each.view.verticalScrollBar().maximum() == 0 for each in problems._tables.values())
    assert problems._area.verticalScrollBar().maximum() > 0


def test_the_cell_one_goes_to_is_in_view(problems: ProblemsPage, window: MainWindow) -> None:
    window.workspace.go("measures/5/owner")
    view = problems._tables["measures"].view
    cell = view.visualRect(view.currentIndex())
    seen = problems._area.viewport()
    top = view.viewport().mapTo(problems._area.widget(), cell.topLeft()).y()
    first = problems._area.verticalScrollBar().value()
    assert first <= top
    assert top + cell.height() <= first + seen.height()


def test_a_table_of_many_rows_is_no_higher_than_the_page(problems: ProblemsPage, window: MainWindow) -> None:
    rows = [Problem(n, f"问题{n}") for n in range(1, 200)]
    window.desk.edit(replace(window.desk.report).with_rows("problems", rows), "填")
    assert problems._tables["problems"].height() <= problems._area.viewport().height()


# The line under the header


def interrupted_at(path: Path) -> None:
    """Leave a file as a crash in the middle of a save does."""
    cut = path.with_name("cut")
    with closing(connect(path)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        for n in range(200):
            db.execute("INSERT INTO notes VALUES (?, ?, 'project/1', ?)", (n + 1000, n, "长" * 2000))
        data = path.read_bytes()
        cut.write_bytes(path.with_name(f"{path.name}-journal").read_bytes())
        db.execute("ROLLBACK")
    path.write_bytes(data)
    cut.rename(path.with_name(f"{path.name}-journal"))


def test_a_save_that_was_cut_short_is_told_until_it_is_put_away(qapp, sample: Path) -> None:
    interrupted_at(sample)
    with opened_window(qapp, sample) as window:
        banner = window.workspace.banner
        assert banner.isVisible()
        assert banner._text.text() == INTERRUPTED
        assert not banner._copy.isVisible()
        assert not window.desk.lock
        window.desk.write("project/1/name", "改名")  # which shows the session anew
        assert banner.isVisible()
        banner._away.click()
        assert not banner.isVisible()
        window.desk.write("project/1/name", "又改名")
        assert not banner.isVisible()
        window.close_report()
        window.open_path(sample)
        assert not banner.isVisible()


def test_a_file_of_an_older_program_says_it_was_brought_up_to_date(qapp, sample: Path, monkeypatch) -> None:
    monkeypatch.setattr(Session, "upgraded", property(lambda _session: True))
    with opened_window(qapp, sample) as window:
        banner = window.workspace.banner
        asked: list[bool] = []
        window.actions_by_name["restore"].triggered.disconnect()
        window.actions_by_name["restore"].triggered.connect(lambda: asked.append(True))
        assert (banner._word.text(), banner._text.text()) == ("已升级：", UPGRADED)
        banner._backups.click()
        assert asked
        window.desk.write("project/1/state", "定稿")
        assert banner._word.text() == "已定稿："
        assert not banner._away.isVisible()


def test_a_file_as_always_has_no_line(window: MainWindow) -> None:
    assert not window.workspace.banner.isVisible()
