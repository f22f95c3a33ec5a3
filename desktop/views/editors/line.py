"""The one-line input that all others are made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QStyle, QStyleOptionFrame, QToolButton, QToolTip, QWidget

from desktop.models.pasted import cleaned_line
from desktop.views.editors.field_menu import Deed, add_field_actions, fill_field_menu
from desktop.views.editors.pasting import is_text, pasted
from desktop.views.editors.problem_line import plain_tip

_SIDE, _INNER = 9, 2  # px between the frame and the text, and within the text's own area
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineInput(QLineEdit):
    """A line of text that is never rewritten under an input method.

    typed(str) at every change by hand, picked(str) where a value was chosen whole, entered() at Enter,
    given_up() at Esc, told(str) of what a paste left out, arrived() and left() with the focus.
    """

    typed = Signal(str)
    picked = Signal(str)
    entered = Signal()
    given_up = Signal()
    told = Signal(str)
    arrived = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, numeric: bool = False) -> None:
        super().__init__(parent)
        self.composing = False
        self.began = ""  # What Esc gives back
        self.gives_back = False
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
        elif event.key() == Qt.Key.Key_F2 and not event.modifiers():
            self.deselect()
            self.end(False)
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_clean(QGuiApplication.clipboard().mimeData())
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self._gives_up():
            self.given_up.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _gives_up(self) -> bool:
        return self.gives_back and not self.composing and self.text() != self.began

    def paste_clean(self, data: QMimeData) -> None:
        """Put what is on the clipboard at the cursor as one line; what cannot stand here is told."""
        if self.isReadOnly():
            return
        found = pasted(data)
        line = cleaned_line(found.text)
        if line:
            self.insert(line)  # which tells that the text was edited, as typing does
        if found.told:
            self.told.emit("；".join(found.told))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.isReadOnly():  # It may have been shut while a word was on the way; Qt would take it
            event.ignore()
            return
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take texts; files are for the page or the window."""
        if is_text(event.mimeData()):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        inside = event.source() is self
        if inside or not is_text(event.mimeData()) or self.isReadOnly():
            super().dropEvent(event)
            return
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
        self.paste_clean(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def setReadOnly(self, locked: bool) -> None:  # noqa: FBT001 - Qt's own
        """Let nothing be typed; the buttons within the line are grey then."""
        super().setReadOnly(locked)
        for each in self.actions():
            each.setEnabled(not locked)

    @property
    def shown(self) -> str:
        """What is seen of the text: a long one ends in … while it is not edited, a figure is never shortened."""
        text = self.text()
        if self.hasFocus() or self.alignment() & Qt.AlignmentFlag.AlignRight:
            return text
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self._room())

    def _room(self) -> int:
        """The px that the text has, up to the buttons within the line."""
        middle, ends = self.width() // 2, [self.width() - _SIDE]
        ends += [
            each.x() for each in self.findChildren(QToolButton) if each.isVisible() and each.x() > middle
        ]
        return max(0, min(ends) - _SIDE - 2 * _INNER)

    def _is_long(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a text that is too long with its … instead of half a character."""
        shown = self.shown
        if shown == self.text():
            super().paintEvent(event)
            return
        painter, option = QPainter(self), QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        area = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        metrics = self.fontMetrics()
        down = area.y() + (area.height() - metrics.height() + 1) // 2 + metrics.ascent()
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(area.x() + _INNER, down, shown)

    def event(self, event: QEvent) -> bool:
        """Show the whole of a text that is too long for the line, before what else the tooltip says."""
        if isinstance(event, QHelpEvent) and self._is_long():
            QToolTip.showText(event.globalPos(), plain_tip(self.text()) + plain_tip(self.toolTip()), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.began = self.text()
        self.arrived.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composing = False
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu or calendar
            self.left.emit()

    def deeds(self) -> list[Deed]:
        """Return the items of the field's menu that are this input's own."""
        may, chosen = not self.isReadOnly(), self.hasSelectedText()
        data = QGuiApplication.clipboard().mimeData()
        return [
            ("剪切", "Ctrl+X", self.cut, may and chosen),
            ("复制", "Ctrl+C", self.copy, chosen),
            ("粘贴", "Ctrl+V", lambda: self.paste_clean(data), may and is_text(data)),
            ("删除", "Del", lambda: self.insert(""), may and chosen),
            ("", "", self.copy, False),
            ("全选", "Ctrl+A", self.selectAll, bool(self.text())),
        ]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the field's menu; undo and redo are the window's, which knows of the report."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_field_menu(menu, self.deeds())
        add_field_actions(menu, self)
        menu.popup(event.globalPos())
