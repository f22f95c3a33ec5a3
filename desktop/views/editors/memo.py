"""The input for texts of several lines."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QSizePolicy, QWidget

from desktop.views.editors.field_menu import Deed, add_field_actions, fill_field_menu
from desktop.views.editors.instead import Instead
from desktop.views.editors.pasting import is_text, pasted

_MOST_LINES = 18  # Else it would be higher than what is seen of a page
_AROUND = 14  # px above and below the lines of a text that is scrolled
_WHOLE = 5  # px more below one that is seen whole; without them it has a scroll bar for nothing
_UNLIMITED = 16_777_215  # px, Qt's own word for no limit
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MemoInput(QPlainTextEdit):
    """A plain text of *lines* lines or more; signals as ``LineInput``, and grown() with another height.

    Tab leaves it. strip: px kept free at the bottom. most: px it never grows beyond, 0 for none. fills: it
    takes the height it is given, whatever its text.
    """

    typed = Signal(str)
    picked = Signal(str)
    entered = Signal()
    given_up = Signal()
    told = Signal(str)
    arrived = Signal()
    left = Signal()
    grown = Signal()
    offers = ""  # The window's action that an item of its own menu leads to as well

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self.composing = False
        self.began = ""  # What Esc gives back
        self.gives_back = False
        self.strip = self.most = 0
        self.fills = False
        self._lines = lines
        self._instead: Instead | None = None
        self._putting = False
        self._last = ""
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # lines are broken
        self.setUndoRedoEnabled(False)
        self.textChanged.connect(self._changed)
        self.fit()

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

    def show_instead(self, html: str) -> None:
        """Show *html*, the text as printed, while the focus is elsewhere; '' for the text as it is."""
        if html != (self._instead.html if self._instead else ""):
            margin = self.document().documentMargin()
            self._instead = Instead(html, self.font(), margin) if html else None
            self.fit()
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._instead is None or self.hasFocus():
            super().paintEvent(event)
            return
        area, above = self.viewport(), self.verticalScrollBar().value() * self.fontMetrics().lineSpacing()
        ink = self.palette().color(QPalette.ColorRole.Text)
        self._instead.paint(QPainter(area), area.width(), area.height(), above, ink)

    def _changed(self) -> None:
        self.fit()
        text = self.toPlainText()
        if text != self._last:
            self._last = text
            if not self._putting:
                self.typed.emit(text)

    def fit(self) -> None:
        """Grow with the text, up to three times the least height, then it scrolls."""
        if self.fills:
            self._leave_out_half_lines()
            return
        lines = max(int(self.document().size().height()), self._printed_lines())
        shown = max(self._lines, min(3 * self._lines, _MOST_LINES, lines))
        height = self.fontMetrics().lineSpacing() * shown + _AROUND + self.strip
        if lines == shown:
            height += _WHOLE
        if self.most:
            height = min(height, self.most)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self.grown.emit()

    def _printed_lines(self) -> int:
        spacing = self.fontMetrics().lineSpacing()
        return self._instead.height(self.viewport().width()) // spacing if self._instead else 0

    def fill(self) -> None:
        """Take all the height there is, three lines at least."""
        self.fills = True
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 3 + _AROUND)
        self.setMaximumHeight(_UNLIMITED)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _leave_out_half_lines(self) -> None:
        """Let the text end with a whole line, whatever the height."""
        rest = max(0, self.height() - _AROUND - self.strip) % self.fontMetrics().lineSpacing()
        if self.viewportMargins().bottom() != rest + self.strip:
            self.setViewportMargins(0, 0, 0, rest + self.strip)

    def leave_strip(self, strip: int) -> None:
        """Keep some px free at the bottom."""
        self.strip = strip
        self.setViewportMargins(0, 0, 0, strip)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        given_up = self.gives_back and not self.composing and self.text() != self.began
        if event.key() == Qt.Key.Key_Escape and given_up:
            self.given_up.emit()
            event.accept()
        elif event.key() in _ENTER and control and not self.isReadOnly():
            self.insertPlainText("\n")
            event.accept()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.isReadOnly():  # It may have been shut while a word was on the way; Qt would take it
            event.ignore()
            return
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take texts; a dropped file is for the page or the window, and a paste of anything is looked at."""
        return is_text(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put what is pasted or dropped at the cursor as clean paragraphs; what is left out is told."""
        found = pasted(source)
        if found.text:
            self.insertPlainText(found.text)
            self.ensureCursorVisible()
        if found.told:
            self.told.emit("；".join(found.told))

    def paste_clean(self, data: QMimeData) -> None:
        """Put what is on the clipboard at the cursor."""
        if not self.isReadOnly():
            self.insertFromMimeData(data)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.began = self.text()
        self.viewport().update()
        self.arrived.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composing = False
        super().focusOutEvent(event)
        self.viewport().update()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def deeds(self) -> list[Deed]:
        """Return the items of the field's menu that are this input's own."""
        may, chosen = not self.isReadOnly(), self.textCursor().hasSelection()
        data = QGuiApplication.clipboard().mimeData()
        return [
            ("剪切", "Ctrl+X", self.cut, may and chosen),
            ("复制", "Ctrl+C", self.copy, chosen),
            ("粘贴", "Ctrl+V", lambda: self.paste_clean(data), may and is_text(data)),
            ("删除", "Del", lambda: self.textCursor().removeSelectedText(), may and chosen),
            ("", "", self.copy, False),
            ("全选", "Ctrl+A", self.selectAll, bool(self.text())),
        ]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_field_menu(menu, self.deeds())
        add_field_actions(menu, self, without=self.offers)
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
