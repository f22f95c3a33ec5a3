"""The input for money: while it is typed into, what it comes to in the other unit stands at its left."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from desktop.models.arithmetic import is_sum, read_money_or_sum
from desktop.models.money import Unit, group, show_exact, show_yuan
from desktop.views.editors.line import LineInput
from desktop.views.parts import label
from desktop.views.theme import SMALL

_SIDE, _BETWEEN = 8, 16  # px


class MoneyInput(LineInput):
    """A line for an amount in ``unit``; the other one is shown, and what a sum (=12+3.5) comes to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, numeric=True)
        self.unit: Unit = "万元"
        self._other = label("", SMALL, tone="muted")
        self._other.setParent(self)
        self._other.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._other.hide()
        self._tip: QLabel | None = None
        self._typing = False
        self.textChanged.connect(lambda _text: self._tell())
        self.textEdited.connect(self._begin)  # which comes before textChanged

    @property
    def other(self) -> str:
        """What is shown at the left, '' for nothing."""
        return self._other.text() if self._other.isVisibleTo(self) else ""

    @property
    def floating(self) -> str:
        """What is shown below the line, '' for nothing."""
        shown = self._tip is not None and isValid(self._tip) and self._tip.isVisible()
        return self._tip.text() if shown and self._tip else ""

    def _begin(self) -> None:
        self._typing = True

    def _tell(self) -> None:
        """Say the amount in the other unit; without room for it below the line, while it is typed."""
        self._other.setText(in_other_unit(self.text(), self.unit) if self.hasFocus() else "")
        self._other.adjustSize()
        taken = self.fontMetrics().horizontalAdvance(self.text()) + self._other.width() + 2 * _SIDE + _BETWEEN
        self._other.move(_SIDE, (self.height() - self._other.height()) // 2)
        has_room = taken <= self.width()
        self._other.setVisible(bool(self._other.text()) and has_room)
        self._float("" if has_room or not self._typing else self._other.text())

    def _float(self, words: str) -> None:
        """Show words in a small box below the line; '' takes it away."""
        tip = self._tip if self._tip is not None and isValid(self._tip) else None
        if not words:
            if tip is not None:
                tip.hide()
            return
        if tip is None:
            tip = self._tip = label("", SMALL, tone="text2")
            tip.setParent(self.window())
            tip.setObjectName("tip")
            self.destroyed.connect(tip.deleteLater)
        tip.setText(words)
        tip.adjustSize()
        below = self.mapTo(self.window(), QPoint(self.width() - tip.width(), self.height() + 2))
        if below.y() + tip.height() > self.window().height():
            below.setY(below.y() - self.height() - tip.height() - 4)
        tip.move(QPoint(max(0, below.x()), below.y()))
        tip.show()
        tip.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        self._float("")
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._typing = False
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()


def in_other_unit(text: str, unit: Unit) -> str:
    """Return what an amount typed in *unit* comes to in the other one; '' for what cannot be read.

    For a sum the result itself, in *unit*.
    """
    try:
        fen = read_money_or_sum(text, unit)
    except ValueError:
        return ""
    if fen is None:
        return ""
    if is_sum(text):
        return f"= {group(show_exact(fen, unit))} {unit}"
    return f"{group(show_yuan(fen))} 元" if unit == "万元" else f"{group(show_exact(fen))} 万元"
