"""The editors of single values, under real keys and an input method."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.models.pinyin import initials, matches
from desktop.models.places import parse_place
from desktop.models.records import Note, Origin
from desktop.views.editors import make_editor
from desktop.views.editors.memo import MemoInput
from desktop.views.editors.pick import PickInput
from desktop.views.manners import composing

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editors(stacked):
    """Return a maker of editors that stand below one another; of one place it makes the editor itself."""

    def make(*places):
        made = stacked(*places)
        return made[0] if len(made) == 1 else made

    return make


def test_typing_is_saved_and_made_canonical_when_left(editors, desk, hands, qtbot, in_file) -> None:
    limit, flow = editors("project/1/approval_limit", "project/1/approval_flow")
    hands.compose(commit="５０")
    hands.type(".50")
    qtbot.waitUntil(lambda: not desk.pending)
    assert in_file().project.approval_limit == 50_500_000
    assert limit.input.text() == "５０.50"
    hands.press(KEY.Key_Return)
    assert flow.input.hasFocus()
    assert limit.input.text() == "50.5"
    assert "505,000.00 元" in limit.input.toolTip()
    desk.undo()
    assert limit.input.text() == ""


def test_an_unreadable_text_stays_and_is_explained_after_leaving(editors, desk, hands) -> None:
    limit, flow = editors("project/1/approval_limit", "project/1/approval_flow")
    hands.type("about 2")
    desk.flush()
    assert limit.input.property("state") == ""
    hands.press(KEY.Key_Tab)
    assert flow.input.hasFocus()
    assert limit.input.text() == "about 2"
    assert limit.input.property("state") == "error"
    assert "例" in limit._line.text()
    assert limit.input.accessibleDescription() == limit._line.text()
    assert limit.input.accessibleName() == "集体审议限额（万元）"
    limit.setFocus()
    limit.input.selectAll()
    hands.type("2")
    hands.press(KEY.Key_Tab)
    assert limit.input.property("state") == ""
    assert limit._line.isHidden()
    assert desk.report.project.approval_limit == 2_000_000


def test_nothing_is_written_over_a_composition(editors, desk, hands, manners) -> None:
    name = editors("project/1/name")
    name.input.selectAll()
    hands.compose("min")
    assert composing()
    desk.write("project/1/name", "别处改的")
    assert name.input.composing
    hands.compose("minsheng")
    hands.compose(commit="民生热线")
    assert not composing()
    desk.flush()
    assert desk.report.project.name == "民生热线"
    assert name.input.text() == "民生热线"


def test_a_long_text_is_changed_where_it_differs_and_never_under_a_composition(editors, desk, hands) -> None:
    memo = editors("contracts/1/note")
    assert isinstance(memo.input, MemoInput)
    for word in ("第一段", "第二段"):
        hands.compose(commit=word)
        hands.press(KEY.Key_Return)
    desk.flush()
    assert desk.report.contracts[0].note == "第一段\n第二段\n"
    hands.compose("di")
    hands.compose("disan")
    desk.flush()
    assert desk.report.contracts[0].note == "第一段\n第二段\n"
    desk.write("contracts/1/note", "别处")
    hands.compose(commit="第三段")
    assert memo.input.text() == "第一段\n第二段\n第三段"
    desk.flush()
    cursor = memo.input.textCursor()
    cursor.setPosition(2)
    memo.input.setTextCursor(cursor)
    desk.write("contracts/1/note", "第一段\n第二段\n第𠮷段")
    assert memo.input.text() == "第一段\n第二段\n第𠮷段"
    assert memo.input.textCursor().position() == 2


def test_dates_are_typed_or_chosen(editors, desk, hands) -> None:
    starts = editors("project/1/starts")
    hands.type("20210329")
    hands.press(KEY.Key_Return)
    assert desk.report.project.starts == datetime.date(2021, 3, 29)
    assert starts.input.text() == "2021-03-29"
    starts.setFocus()
    hands.press(KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = starts.input.calendar
    assert calendar.grid.day == datetime.date(2021, 3, 29)
    spot = calendar.grid.rect_of(datetime.date(2021, 4, 1)).center()
    QTest.mouseClick(calendar.grid, Qt.MouseButton.LeftButton, pos=spot)
    assert desk.report.project.starts == datetime.date(2021, 4, 1)
    starts.input.selectAll()
    hands.press(KEY.Key_Delete)
    hands.press(KEY.Key_Return)
    assert desk.report.project.starts is None


def test_a_year_that_cannot_be_read_has_a_year_as_example(editors, desk, hands) -> None:
    year, term = editors("contracts/1/year", "contracts/1/max_months")
    for each, example in ((year, "例：2021"), (term, "例：12")):
        each.setFocus()
        hands.compose(commit="读不出的")
        hands.press(KEY.Key_Tab)
        assert each._line.text().endswith(example)


def test_a_choice_is_narrowed_and_taken(editors, desk, hands) -> None:
    kind, level = editors("project/1/kind", "project/1/level")
    assert isinstance(kind.input, PickInput)
    hands.type("y")
    assert kind.input.open
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Return)
    assert desk.report.project.kind == "一次性"
    assert level.input.hasFocus()
    kind.setFocus()
    kind.input.selectAll()
    hands.compose(commit="没有的")
    hands.press(KEY.Key_Tab)
    assert desk.report.project.kind == "一次性"
    assert kind.input.property("state") == "error"
    kind.setFocus()
    kind.input.selectAll()
    hands.press(KEY.Key_Delete)
    hands.press(KEY.Key_Tab)
    assert desk.report.project.kind == ""
    assert not desk.report.unread


def test_a_click_opens_the_whole_list_and_a_click_in_it_takes(editors, desk) -> None:
    kind = editors("project/1/kind")
    desk.write("project/1/kind", "延续")
    QTest.mouseClick(kind.input, Qt.MouseButton.LeftButton)
    shown = kind.input._list
    assert shown.model().rowCount() == 4
    assert shown.currentIndex().row() == 1
    spot = shown.visualRect(shown.model().index(3, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desk.report.project.kind == "新增"
    assert kind.input.hasFocus()
    assert not kind.input.open


def test_references_show_names_and_follow_them(editors, desk, hands) -> None:
    budget = editors("payments/1/budget")
    assert budget.input.text() == "民生热线服务"
    desk.write("budget/1/name", "热线")
    assert budget.input.text() == "热线"
    budget.input.selectAll()
    hands.type("xctg")
    hands.press(KEY.Key_Tab)
    assert desk.report.payments[0].budget == 2


def test_undo_in_an_editor_is_the_reports(editors, desk, hands, manners) -> None:
    name, unit = editors("project/1/name", "project/1/unit")
    name.input.selectAll()
    hands.type("abc")
    hands.press(KEY.Key_Tab)
    unit.input.selectAll()
    hands.type("xyz")
    hands.press(KEY.Key_Z, CTRL)
    assert desk.report.project.unit == "坪山区政务服务数据管理局"
    assert unit.input.text() == "坪山区政务服务数据管理局"
    hands.press(KEY.Key_Z, CTRL)
    assert name.input.text() == "民生诉求"
    hands.press(KEY.Key_Y, CTRL)
    assert name.input.text() == "abc"


def test_a_locked_report_cannot_be_typed_into_and_says_why(editors, desk, hands) -> None:
    name, state = editors("project/1/name", "project/1/state")
    desk.write("project/1/state", "定稿")
    assert name.input.isReadOnly()
    assert "定稿" in name.input.toolTip()
    assert not state.input.isReadOnly()
    hands.type("x")
    assert desk.report.project.name == "民生诉求"
    desk.write("project/1/state", "草稿")
    assert not name.input.isReadOnly()


def test_origins_show_until_the_value_is_touched(editors, desk, hands) -> None:
    report = desk.report.with_rows("origins", [Origin(1, "project/1/name", "last_year", "2020")])
    desk.edit(report.with_rows("notes", [Note(1, "project/1/unit", "问清楚")]), "带入")
    name, unit = editors("project/1/name", "project/1/unit")
    assert (name.standing.origin, unit.standing.origin) == ("last", "check")
    hands.press(KEY.Key_End)
    hands.type("x")
    hands.press(KEY.Key_Tab)
    assert name.input.property("origin") == ""


def test_editors_of_no_record_are_empty_and_closed(editors, desk, hands) -> None:
    name = editors("contracts/1/name")
    assert name.input.text() == "热线服务"
    name.set_place("")
    assert name.input.text() == ""
    assert name.input.isReadOnly()
    name.set_place("contracts/2/name")
    desk.remove("contracts", [2])
    assert name.input.text() == ""


def test_the_wheel_scrolls_the_page_and_changes_no_value(editors, desk, show, manners) -> None:
    inner = QWidget()
    layout = QVBoxLayout(inner)
    combo, line = QComboBox(), QLineEdit()
    combo.addItems(["a", "b"])
    for each in (combo, line, make_editor(desk, "contracts/1/note", parse_place("contracts/1/note").entry)):
        layout.addWidget(each)
    inner.setMinimumHeight(2000)
    area = QScrollArea()
    area.setWidget(inner)
    show(area)
    combo.setFocus()
    memo = inner.findChild(MemoInput)
    assert memo is not None
    for widget in (combo, line, memo.viewport()):
        window = area.window()
        area.ensureWidgetVisible(widget)
        before = area.verticalScrollBar().value()
        spot = QPointF(widget.mapTo(window, widget.rect().center()))
        QTest.wheelEvent(window.windowHandle(), spot, QPoint(0, -120))
        assert area.verticalScrollBar().value() > before
    assert combo.currentIndex() == 0


def test_leaving_the_window_saves_what_was_typed(editors, desk, hands, manners, in_file) -> None:
    name = editors("project/1/name")
    hands.press(KEY.Key_End)
    hands.type("x")
    QApplication.sendEvent(name.window(), QEvent(QEvent.Type.WindowDeactivate))
    assert in_file().project.name == "民生诉求x"


@pytest.mark.parametrize(
    ("typed", "text"),
    [("rxfw", "热线服务"), ("服务", "热线服务"), ("RX", "热线"), ("ht-0", "HT-01"), ("", "x")],
)
def test_names_are_found_by_parts_and_initials(typed, text) -> None:
    assert matches(typed, text)
    assert not matches("zz", text)
    assert len(initials(text)) == len(text)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["1", "2", ".", "-", "undo", "redo", "leave", "flush"]), max_size=12))
def test_whatever_is_done_the_editor_shows_the_report(editors, desk, hands, actions) -> None:
    limit, flow = editors("project/1/approval_limit", "project/1/approval_flow")
    for each in actions:
        match each:
            case "undo":
                desk.undo()
            case "redo":
                desk.redo()
            case "leave":
                flow.setFocus()
                limit.setFocus()
            case "flush":
                desk.flush()
            case _:
                hands.type(each)
    flow.setFocus()
    unread = next((row.text for row in desk.report.unread), None)
    value = desk.report.project.approval_limit
    assert limit.input.text() == (unread if unread is not None else limit.entry.kind.show(value))
    for each in (limit, flow):
        each.setParent(None)
