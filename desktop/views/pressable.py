"""What is pressed like a button without being one: by a click, Enter and Space."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Press(QObject):
    """Calls *pressed* when a widget is clicked, or Enter or Space is pressed in it."""

    def __init__(self, widget: QWidget, pressed: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._pressed = widget, pressed
        widget.setCursor(Qt.CursorShape.PointingHandCursor)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.KeyPress and event.key() in _KEYS:
                self._pressed()
                return True
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonRelease:
                within = self._widget.rect().contains(event.position().toPoint())
                if within and event.button() == Qt.MouseButton.LeftButton:
                    self._pressed()
            case _:
                pass
        return False


class Pressable(QFrame):
    """A frame that works as a button."""

    pressed = Signal()

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(spoken)
        Press(self, self.pressed.emit)
