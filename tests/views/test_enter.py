"""Enter: it presses the button that has the focus, whatever the dialog's own is, and leads from field to field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.models.places import parse_place
from desktop.views.dialogs.base import Dialog
from desktop.views.editors import make_editor
from desktop.views.parts import button

FAR = Qt.FocusReason.TabFocusReason


@pytest.fixture
def dialog(qtbot, manners, dressed):
    """Return a dialog with a line, 取消 and the primary button, and what was pressed."""
    pressed: list[str] = []
    made = Dialog(None, "从备份恢复")
    made.add(QLineEdit())
    no = button("取消", clicked=lambda: pressed.append("取消"))
    made.close_with(no, button("恢复", "primary", clicked=lambda: pressed.append("恢复")))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made, pressed


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_cancel_cancels(dialog, hands, key: Qt.Key) -> None:
    made, pressed = dialog
    next(each for each in made.findChildren(QPushButton) if each.text() == "取消").setFocus(FAR)
    hands.press(key)
    assert pressed == ["取消"]


def test_enter_in_a_line_presses_the_primary_button(dialog, hands) -> None:
    made, pressed = dialog
    made.findChild(QLineEdit).setFocus(FAR)
    hands.press(Qt.Key.Key_Return)
    assert pressed == ["恢复"]


class MenuButton(QPushButton):
    """A button that counts how often its menu was asked for, instead of waiting in it."""

    asked = 0

    def showMenu(self) -> None:
        self.asked += 1


def test_enter_on_a_button_with_a_menu_opens_it(show, hands, manners) -> None:
    made = MenuButton("更多")
    made.setMenu(QMenu(made))
    show(made)
    made.setFocus(FAR)
    hands.press(Qt.Key.Key_Return)
    assert made.asked == 1


def test_enter_leads_past_a_button_to_the_next_field_and_tab_to_the_button(
    desk, show, hands, manners
) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    first, last = (
        make_editor(desk, each, parse_place(each).entry)
        for each in ("contracts/1/name", "contracts/1/number")
    )
    between = button("去看")
    for each in (first, between, last):
        layout.addWidget(each)
    show(page)
    first.setFocus(FAR)
    hands.press(Qt.Key.Key_Return)
    assert last.input.hasFocus()
    first.setFocus(FAR)
    hands.press(Qt.Key.Key_Tab)
    assert between.hasFocus()
