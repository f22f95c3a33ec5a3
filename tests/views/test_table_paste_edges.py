"""Pastes at the edge of what a table shows, and of what a clipboard holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


def test_a_paste_where_the_current_column_was_hidden_goes_to_the_next_one(payments, hands) -> None:
    view = payments.view
    view.select_cell(0, 1)
    payments.choose_column(payments.columns[1], False)
    view.select_cell(0, 1)  # whatever modifiers an earlier test has left held
    QApplication.clipboard().setText("改过")
    hands.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert payments.records.desk.report.payments[0].payee == "改过"
    assert payments.records.desk.report.payments[0].item == "热线服务首款"


def test_an_empty_clipboard_changes_nothing(payments, hands) -> None:
    before = payments.records.desk.report
    payments.view.select_cell(0, 1)
    QApplication.clipboard().setText("")
    hands.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert payments.records.desk.report is before
