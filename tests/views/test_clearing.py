"""What is taken away from within its own click or key stays whole until Qt is done with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.views.clearing import clear
from desktop.views.parts import button, column, row


class Host(QWidget):
    """A window with one column of parts."""

    def __init__(self) -> None:
        super().__init__()
        self.parts = QVBoxLayout(self)

    def fill(self) -> None:
        """Show a new button that puts another in its place when it is pressed."""
        clear(self.parts)
        self.parts.addWidget(button("再来", clicked=self.fill))

    def shown(self) -> QPushButton:
        """Return the button that is shown now."""
        found = self.parts.itemAt(0).widget()
        assert isinstance(found, QPushButton)
        return found


@pytest.fixture
def host(qtbot) -> Host:
    made = Host()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("by_key", [True, False])
def test_a_button_may_put_another_in_its_place(host, by_key) -> None:
    host.fill()
    first = host.shown()
    if by_key:
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Space)
    else:
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    second = host.shown()
    assert second is not first
    assert isValid(first)
    assert first.parentWidget() is host  # Else it would be Python's, and gone with its last name
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(first)
    assert isValid(second)


def test_lines_of_parts_go_with_what_is_in_them(host) -> None:
    part = button("在行里")
    host.parts.addLayout(row(part, column(button("在列里")), None))
    clear(host.parts)
    assert host.parts.count() == 0
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(part)
