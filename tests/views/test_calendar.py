"""The calendar of a date field: where it opens, its keys, its look, and that Esc changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.models.places import parse_place
from desktop.views.editors import make_editor
from desktop.views.editors.calendar import FIRST, LAST, Calendar, DayGrid, days_on, months_on
from desktop.views.editors.day import DateInput, opening_day

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
DAYS = st.dates(FIRST, LAST)


@pytest.fixture
def starts(desk, show) -> DateInput:
    page = QWidget()
    layout = QVBoxLayout(page)
    made = make_editor(desk, "project/1/starts", parse_place("project/1/starts").entry)
    layout.addWidget(made)
    show(page)
    made.setFocus()
    assert isinstance(made.input, DateInput)
    return made.input


def opened(field: DateInput) -> Calendar:
    QTest.keyClick(field, KEY.Key_Down, ALT)
    assert field.calendar is not None
    return field.calendar


def test_it_opens_at_the_value_else_at_the_reports_year(starts, desk) -> None:
    desk.write("project/1/starts", "2020-07-15")
    calendar = opened(starts)
    assert (calendar.grid.day, calendar.head.text()) == (date(2020, 7, 15), "2020年7月")
    QTest.keyClick(calendar.grid, KEY.Key_Escape)
    desk.write("project/1/starts", "")
    calendar = opened(starts)
    assert calendar.grid.day == date(2021, 1, 1)
    QTest.keyClick(calendar.grid, KEY.Key_Escape)


def test_a_report_of_this_year_opens_at_today_and_an_odd_year_too() -> None:
    today = date(2026, 11, 22)
    assert [opening_day(each, today) for each in (0, 2026, 99999, -3)] == [today] * 4
    assert opening_day(2021, today) == date(2021, 1, 1)


def test_keys_go_by_days_weeks_months_years_and_home_is_today(starts, desk) -> None:
    desk.write("project/1/starts", "2021-03-31")
    grid = opened(starts).grid
    steps = (
        (KEY.Key_Right, None, date(2021, 4, 1)),
        (KEY.Key_Left, None, date(2021, 3, 31)),
        (KEY.Key_Up, None, date(2021, 3, 24)),
        (KEY.Key_Down, None, date(2021, 3, 31)),
        (KEY.Key_PageUp, None, date(2021, 2, 28)),
        (KEY.Key_PageDown, None, date(2021, 3, 28)),
        (KEY.Key_PageUp, CTRL, date(2020, 3, 28)),
        (KEY.Key_PageDown, CTRL, date(2021, 3, 28)),
        (KEY.Key_End, None, date(2021, 3, 31)),
        (KEY.Key_Home, None, date.today()),
    )
    for key, modifiers, day in steps:
        QTest.keyClick(grid, key, modifiers or Qt.KeyboardModifier.NoModifier)
        assert grid.day == day
    assert grid.accessibleName().endswith("今天")


def test_enter_takes_and_esc_closes_without_change(starts, desk) -> None:
    desk.write("project/1/starts", "2021-03-29")
    grid = opened(starts).grid
    QTest.keyClick(grid, KEY.Key_Right)
    QTest.keyClick(grid, KEY.Key_Escape)
    assert starts.calendar is None
    assert (starts.text(), starts.hasFocus()) == ("2021-03-29", True)
    assert desk.report.project.starts == date(2021, 3, 29)
    grid = opened(starts).grid
    QTest.keyClick(grid, KEY.Key_Right)
    QTest.keyClick(grid, KEY.Key_Return)
    assert desk.report.project.starts == date(2021, 3, 30)
    assert starts.hasFocus()


def test_the_pointer_takes_a_day_and_leafs_with_the_arrows(starts, desk) -> None:
    calendar = opened(starts)
    back, on = (
        next(each for each in calendar.findChildren(QPushButton) if each.toolTip() == tip)
        for tip in ("上个月 PageUp", "下个月 PageDown")
    )
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert calendar.head.text() == "2020年12月"
    QTest.mouseClick(on, Qt.MouseButton.LeftButton)
    QTest.mouseClick(on, Qt.MouseButton.LeftButton)
    assert calendar.head.text() == "2021年2月"
    spot = calendar.grid.rect_of(date(2021, 2, 9)).center()
    QTest.mouseClick(calendar.grid, Qt.MouseButton.LeftButton, pos=QPoint(20, 5))  # the names of the days
    QTest.mouseClick(calendar.grid, Qt.MouseButton.LeftButton, pos=spot)
    assert desk.report.project.starts == date(2021, 2, 9)


def test_esc_in_the_calendar_of_a_cell_leaves_the_cell_open_as_it_was(payments, desk, hands) -> None:
    column = [each.name for each in payments.records.columns].index("date")
    payments.view.select_cell(1, column)
    hands.press(KEY.Key_F2)
    editor = payments.view.open_editor()
    assert isinstance(editor, DateInput)
    grid = opened(editor).grid
    assert grid.day == date(2021, 1, 1)  # the report's year
    QTest.keyClick(grid, KEY.Key_Right)
    QTest.keyClick(grid, KEY.Key_Escape)
    assert payments.view.open_editor() is editor
    assert editor.hasFocus()
    hands.press(KEY.Key_Escape)
    assert payments.view.open_editor() is None
    assert desk.report.payments[1].date is None


def test_f4_is_left_to_the_window(starts) -> None:
    QTest.keyClick(starts, KEY.Key_F4)
    assert starts.calendar is None


def test_nothing_opens_where_nothing_can_be_written(starts) -> None:
    starts.setReadOnly(True)
    QTest.keyClick(starts, KEY.Key_Down, ALT)
    assert starts.calendar is None


def test_nothing_is_cut_and_no_week_is_missing(dressed, qtbot) -> None:
    calendar = Calendar(date(2026, 11, 22), None)
    qtbot.addWidget(calendar)
    calendar.show()
    inside = calendar.contentsRect()
    for part in (calendar.grid, *calendar.findChildren(QLabel), *calendar.findChildren(QPushButton)):
        assert inside.contains(part.geometry())
    for number in range(12):
        days = DayGrid(date(2026, number + 1, 1), None).days()
        assert days[0].weekday() == 0
        assert days[0] < date(2026, number + 1, 1)
        assert days[-1] >= months_on(date(2026, number + 1, 1), 1)


@given(DAYS, st.integers(-40_000, 40_000))
def test_steps_stay_within_what_a_field_reads(day: date, by: int) -> None:
    there = months_on(day, by)
    assert FIRST <= there <= LAST
    assert there == day or (there.year * 12 + there.month) - (day.year * 12 + day.month) == by
    assert FIRST <= days_on(day, by) <= LAST
