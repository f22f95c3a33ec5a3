"""The input for texts of several lines."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.views.editors.field_menu import add_field_actions


class MemoInput(QPlainTextEdit):
    """A plain text of *lines* lines or more; signals as ``LineInput``. Tab leaves it."""

    typed = Signal(str)
    picked = Signal(str)
    entered = Signal()
    arrived = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self.composing = False
        self._lines = lines
        self._putting = False
        self._last = ""
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.textChanged.connect(self._changed)
        self._fit()

    def value_text(self) -> str:
        """Return the text as it is to be read."""
        return self.toPlainText()

    def text(self) -> str:
        """Return the text (as QLineEdit calls it)."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show *text* with the cursor at its end."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def put(self, text: str) -> None:
        """Show *text* where it differs, changing only what differs so that cursor and scroll stay."""
        old = self.toPlainText()
        if self.composing or text == old:
            return
        head, tail = _common(old, text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(old[:head]))
        cursor.setPosition(_units(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        self._putting = True
        cursor.insertText(text[head : len(text) - tail])
        self._putting = False

    def _changed(self) -> None:
        self._fit()
        text = self.toPlainText()
        if text != self._last:
            self._last = text
            if not self._putting:
                self.typed.emit(text)

    def _fit(self) -> None:
        """Grow with the text, up to three times the least height."""
        shown = max(self._lines, min(3 * self._lines, int(self.document().size().height())))
        height = self.fontMetrics().lineSpacing() * shown + 14
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.arrived.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composing = False
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        add_field_actions(menu, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


def _common(old: str, new: str) -> tuple[int, int]:
    """The lengths of the common beginning and end of two texts."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return head, tail


def _units(text: str) -> int:
    """The length in UTF-16 units, in which Qt counts; rare characters are two."""
    return len(text.encode("utf-16-le")) // 2
