"""How every editor behaves in this program, whatever Qt's own habit: one event filter on the application."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from desktop.views.desk import Desk

_VALUES = (QComboBox, QAbstractSpinBox, QLineEdit)
_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)
_WINDOWS = (Qt.Key.Key_K, Qt.Key.Key_H, Qt.Key.Key_M, Qt.Key.Key_E)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FOCUS = frozenset({QEvent.Type.FocusIn, QEvent.Type.FocusOut})
_WATCHED = frozenset(
    {
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.InputMethod,
        QEvent.Type.WindowDeactivate,
    }
    | _FOCUS
)


class Manners(QObject):
    """The application's event filter; made once and installed for as long as the program runs.

    The wheel scrolls the page and never changes a value. Ctrl+Z and Ctrl+Y in an editor are the report's,
    not the editor's. Enter presses the button that has the focus. What was typed is saved when a window is left.
    """

    def __init__(self, application: QApplication, desk: Desk) -> None:
        super().__init__(application)
        self.composing = False
        self._desk = desk
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _WATCHED:
            return False
        match event:
            case QInputMethodEvent():
                self.composing = bool(event.preeditString())
            case QWheelEvent() if isinstance(watched, QWidget):
                return self._wheel(watched, event)
            case QKeyEvent() if isinstance(watched, QWidget):
                return self._key(watched, event)
            case _ if kind in _FOCUS:
                self.composing = False
            case _ if not self.composing and isinstance(watched, QWidget) and watched.isWindow():
                self._desk.flush()  # WindowDeactivate, which every widget within the window is told as well
            case _:
                pass
        return False

    def _wheel(self, widget: QWidget, event: QWheelEvent) -> bool:
        """Give the wheel to what lies behind a value editor or behind a text that is not being read."""
        owner = widget.parentWidget() if widget.objectName() == "qt_scrollarea_viewport" else widget
        refused = isinstance(widget, _VALUES) or (
            isinstance(owner, QPlainTextEdit | QTextEdit) and not _scrolls(owner, event)
        )
        if refused:
            event.ignore()
        return refused

    def _key(self, widget: QWidget, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_windows(widget, event):
            event.ignore()
            return True
        if isinstance(widget, QPushButton) and event.type() == QEvent.Type.KeyPress and _is_enter(event):
            _press(widget, event)
            return True
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), _redoes(event)
        if self.composing or not (undo or redo) or not self._desk.is_open or _has_own_undo(widget):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()  # an editor would claim the keys; the window's own action may have them
            return isinstance(widget, _TEXTS)
        if undo:
            self._desk.undo()
        else:
            self._desk.redo()
        return True


def _is_windows(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether these are keys of the window's that editors claim on X11, as emacs has them (Ctrl+K)."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() in _WINDOWS and isinstance(widget, _TEXTS)


def _is_enter(event: QKeyEvent) -> bool:
    """Whether this is Enter alone, on either side of the keyboard."""
    return event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _press(button: QPushButton, event: QKeyEvent) -> None:
    """Press the button that has the focus; Qt would press the dialog's default one, 取消 or not."""
    if event.isAutoRepeat():
        return
    if button.menu():
        button.showMenu()
    else:
        button.click()


def _has_own_undo(widget: QWidget) -> bool:
    """Whether Ctrl+Z here is not the report's: what is typed is no part of it yet, or a dialog stands over it.

    A dialog whose deeds are seen in the report at once (property ``undoes``) may take them back.
    """
    if widget.property("own_undo"):
        return True
    window = widget.window()
    return window.isModal() and (isinstance(widget, _TEXTS) or not window.property("undoes"))


def _redoes(event: QKeyEvent) -> bool:
    control_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control_y or event.matches(QKeySequence.StandardKey.Redo)


def _scrolls(text: QPlainTextEdit | QTextEdit, event: QWheelEvent) -> bool:
    """Whether a focused text still has lines in the direction of the wheel."""
    bar: QAbstractSlider = text.verticalScrollBar()
    up = event.angleDelta().y() > 0
    return text.hasFocus() and (bar.value() > bar.minimum() if up else bar.value() < bar.maximum())


def composing() -> bool:
    """Whether an input method has letters on the way: nothing is to be saved or undone over them."""
    application = QApplication.instance()
    found = application.findChild(Manners) if application else None
    return bool(found and found.composing)
