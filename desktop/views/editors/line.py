"""The one-line input that all others are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.views.editors.field_menu import add_field_actions

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineInput(QLineEdit):
    """A line of text that is never rewritten under an input method.

    typed(str) at every change by hand, picked(str) where a value was chosen whole, entered() at Enter,
    arrived() and left() with the focus.
    """

    typed = Signal(str)
    picked = Signal(str)
    entered = Signal()
    arrived = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, numeric: bool = False) -> None:
        super().__init__(parent)
        self.composing = False
        self.textEdited.connect(self.typed)
        if numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def value_text(self) -> str:
        """Return the text as it is to be read."""
        return self.text()

    def put(self, text: str) -> None:
        """Show *text*, unless it stands there or an input method is at work."""
        if not self.composing and text != self.text():
            self.setText(text)
            self.setCursorPosition(0 if not self.hasFocus() else len(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.arrived.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composing = False
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu or calendar
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show Qt's menu without its undo and redo, which would know nothing of the report."""
        menu = self.createStandardContextMenu()
        for action in menu.actions()[:3]:
            menu.removeAction(action)
        add_field_actions(menu, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
