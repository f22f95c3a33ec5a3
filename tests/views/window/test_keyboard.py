"""A report from nothing with the keyboard alone: nowhere are the keys lost, shut in, or without effect."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.models.records import Report
from desktop.views.main_window import MainWindow
from desktop.views.tables.paste_preview import PastePreview
from tests.windows import focused, keys, press

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def bare(window: MainWindow) -> MainWindow:
    """Return a window with a report of this year in which nothing else is filled."""
    project = window.desk.report.project
    window.desk.edit(Report(project=project), "清空")
    return window


@pytest.mark.parametrize("key", ["indicators", "payments", "budget", "goals", "results"])
def test_the_keys_of_an_empty_page_begin_at_what_fills_it(bare, key) -> None:
    bare.workspace.visit(key)
    bare.workspace.page(key).focus_first()
    held = focused()
    assert isinstance(held, QPushButton)
    assert held.isVisible()
    press(KEY.Key_Tab)
    assert focused() is not held


@pytest.mark.parametrize(
    ("key", "text", "names"),
    [
        ("payments", "甲\t1.50\n乙\t2.50\n", ["甲", "乙"]),
        ("indicators", "一级指标\t三级指标\t年度指标值\n产出指标\t抽检\t≥99%\n", ["抽检"]),
    ],
)
def test_a_sheet_is_pasted_onto_an_empty_page(bare, key, text, names) -> None:
    bare.workspace.visit(key)
    bare.workspace.page(key).focus_first()
    QApplication.clipboard().setText(text)
    press(KEY.Key_V, CTRL)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PastePreview)
    preview.accept()
    assert focused() is bare.workspace.page(key).table.view
    rows = bare.desk.report.rows(key)
    assert [getattr(each, "item", "") or getattr(each, "name", "") for each in rows] == names
    assert all(each.amount for each in rows) if key == "payments" else rows[0].target is not None


def test_ctrl_tab_goes_from_table_to_table(window) -> None:
    window.workspace.visit("problems")
    page = window.workspace.page("problems")
    page.focus_first()
    first = focused()
    press(KEY.Key_Tab)
    assert focused() is first
    press(KEY.Key_Tab, CTRL)
    assert focused() is not first
    assert page.isAncestorOf(focused())
    second = page._tables["problems"].view
    second.setFocus()
    press(KEY.Key_Backtab, CTRL | SHIFT)
    assert not second.hasFocus()


def test_f8_begins_with_the_finding_that_is_shown_and_passes_none_over(window) -> None:
    window.workspace.audit.look()
    found = window.workspace.audit.open_findings
    strip = window.workspace._strip
    seen: list[object] = []
    strip.wanted.connect(seen.append)
    press(KEY.Key_F8)
    press(KEY.Key_F8)
    press(KEY.Key_F8, SHIFT)
    assert seen == [found[0], found[1], found[0]]


@pytest.mark.parametrize(("typed", "day"), [("3.29", (3, 29)), ("12-31", (12, 31)), ("4/1", (4, 1))])
def test_a_day_without_a_year_has_that_of_the_report(window, typed, day) -> None:
    window.workspace.go("project/1/starts")
    press(KEY.Key_A, CTRL)
    keys(typed)
    press(KEY.Key_Return)
    expected = date(2021, *day)
    assert window.desk.report.project.starts == expected
    assert window.workspace.page("project").isVisible()
    window.workspace.go("payments/1/date")
    keys(typed)
    press(KEY.Key_Return)
    assert window.desk.report.payments[0].date == expected
    assert not window.desk.report.unread


def test_what_is_sought_in_the_audit_is_gone_into_with_the_arrow(window) -> None:
    window.workspace.audit.look()
    window.workspace.visit("audit")
    page = window.workspace.page("audit")
    page._search.setFocus()
    keys("B08")
    press(KEY.Key_Down)
    assert page.list.hasFocus()
    page._search.setFocus()
    press(KEY.Key_Escape)
    assert not page._search.text()
    press(KEY.Key_Return)
    assert page.list.hasFocus()
