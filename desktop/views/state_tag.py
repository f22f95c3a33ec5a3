"""The state of the report (草稿, 送审, 定稿) as a word in the header that leads to changing it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from desktop.views.pressable import Press
from desktop.views.shapes import Tag
from desktop.views.theme import color


class StateTag(Tag):
    """A tag that is pressed like a button."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip("改状态：草稿、送审、定稿")
        Press(self, self.pressed.emit)

    def show_word(self, text: str, tone: str = "muted", icon: str = "") -> None:
        super().show_word(text, tone, icon)
        self.setAccessibleName(f"状态：{text}，按空格改")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
