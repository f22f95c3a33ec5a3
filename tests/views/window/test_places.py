"""Where the keys are after going to a page, to a table as a whole, or to what a finding speaks of."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.windows import focused, press


def within(widget) -> bool:
    return widget is focused() or widget.isAncestorOf(focused())


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("adjustments", "调整明细"),
        ("problems", "存在的问题"),
        ("funding", "资金来源"),
        ("payments", "支付明细"),
    ],
)
def test_a_table_as_a_whole_is_gone_into(window, place, name) -> None:
    window.workspace.go(place)
    assert focused().accessibleName() == name


def test_f8_never_leaves_the_keys_in_the_section_list(window) -> None:
    window.workspace.audit.look()
    for finding in window.workspace.audit.open_findings:
        window.workspace._navigation.take_focus()
        window.workspace.go_to_finding(finding)
        page = window.workspace.page(window.workspace.key)
        assert within(page), finding.message


def test_the_keys_go_on_in_the_next_page_where_its_work_begins(window) -> None:
    window.workspace.go("payments/3/amount")
    press(Qt.Key.Key_F9)
    audit = window.workspace.page("audit")
    assert focused() is audit.list
    window.workspace.go("payments/3/amount")
    press(Qt.Key.Key_F9)
    assert focused() is audit.list
    window.workspace.visit("preview")
    assert focused() is window.workspace.page("preview").view
    window.workspace.visit("portal")
    assert focused() is window.workspace.page("portal").table


def test_undoing_what_made_a_row_leaves_the_keys_in_its_table(window, qtbot) -> None:
    window.workspace.go("adjustments")
    table = focused()
    page = window.workspace.page("budget")
    page.detail.adjustments.add()
    window.desk.flush()
    page.detail.adjustments.table.view.setFocus()
    window.desk.undo()
    qtbot.wait(1)
    assert focused() is table


@pytest.mark.parametrize("key", [Qt.Key.Key_F6, Qt.Key.Key_Escape])
def test_the_findings_give_the_keys_back_when_they_are_folded(window, key) -> None:
    window.workspace.audit.look()
    window.workspace.go("payments/3/amount")
    table: Any = focused()
    press(Qt.Key.Key_F6)
    assert focused().accessibleName() == "审核结果"
    press(key)
    assert focused() is table
    assert table.currentIndex().row() == 2
    assert not window.workspace._strip.is_unfolded
    assert not window.actions_by_name["findings"].isChecked()


def test_folding_the_findings_after_going_to_one_leaves_the_keys_there(window) -> None:
    window.workspace.audit.look()
    window.workspace.go("project/1/name")
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Return)
    there = focused()
    assert window.workspace.key == "payments"
    press(Qt.Key.Key_F6)
    assert focused() is there
