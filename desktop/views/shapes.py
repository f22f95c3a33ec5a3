"""Painted words and marks: severities, states, tags, bars; colour always comes with a shape and a word."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from desktop.views.icons import pixmap
from desktop.views.theme import SMALL, color, font

# Class of a finding → shape and tone; the class stands beside it as a word
SEVERITIES: Final = {
    "强制性": ("sev_err", "err"),
    "核实性": ("sev_warn", "warn"),
    "提示": ("sev_hint", "text2"),
    "已说明": ("sev_ok", "ok"),
}
# State of a page → shape, tone and word
STATES: Final = {
    "none": ("state_none", "muted", "未开始"),
    "half": ("state_half", "muted", "填写中"),
    "done": ("check", "ok", "已完成"),
}
ORIGINS: Final = {
    "computed": ("ƒ 计算", "muted"),
    "last": ("上年", "last"),
    "imported": ("导入", "accent"),
    "check": ("待核实", "warn"),
    "ok": ("已确认", "ok"),
}
PROJECT_STATES: Final = {"草稿": "muted", "送审": "accent", "定稿": "ok", "只读": "warn"}
_GREYS = ("muted", "text2")
_TAG = 20


class Tag(QWidget):
    """A small rounded word: state, origin or severity. *icon* is painted before it."""

    def __init__(self, text: str = "", tone: str = "muted", icon: str = "") -> None:
        super().__init__()
        self.setFont(font(SMALL))
        self._text, self._tone, self._icon = text, tone, icon
        self.show_word(text, tone, icon)

    def show_word(self, text: str, tone: str = "muted", icon: str = "") -> None:
        """Show another word; an empty one hides the tag."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setFixedSize(tag_width(text, icon=icon), _TAG)
        if self.parentWidget() or not text:  # Shown without a parent it would be a window for a moment
            self.setVisible(bool(text))
        self.update()

    def text(self) -> str:
        """Return the word shown."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tag(painter, self.rect(), self._text, self._tone, self._icon)


class Bar(QWidget):
    """A thin horizontal bar that fills from 0 to 1."""

    def __init__(self, share: float = 0, tone: str = "accent", height: int = 6) -> None:
        super().__init__()
        self._share, self._tone, self._height = share, tone, height
        self.setFixedHeight(max(height, 10))
        self.setMinimumWidth(40)

    def show_share(self, share: float, tone: str = "accent") -> None:
        """Fill the bar to *share* of its length."""
        self._share, self._tone = share, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = (self.height() - self._height) / 2
        paint_bar(painter, QRectF(0, middle, self.width(), self._height), self._share, self._tone)


def tag_width(text: str, *, icon: str = "") -> int:
    """Return how wide a tag is, in px."""
    return QFontMetrics(font(SMALL)).horizontalAdvance(text) + 12 + (16 if icon else 0)


def paint_tag(painter: QPainter, area: QRect, text: str, tone: str = "muted", icon: str = "") -> None:
    """Paint a rounded word at the left of *area*, 20 px high and in its vertical middle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(SMALL))
    frame = QRect(area.left(), area.center().y() - _TAG // 2 + 1, tag_width(text, icon=icon), _TAG)
    painter.setPen(QPen(color("line2" if tone in _GREYS else f"{tone}_line"), 1))
    painter.setBrush(color("head" if tone in _GREYS else f"{tone}_soft"))
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    left = frame.left() + 6
    if icon:
        painter.drawPixmap(left - 1, frame.top() + 3, pixmap(icon, tone, 14))
        left += 16
    painter.setPen(color(tone))
    inside = QRect(left, frame.top(), frame.width(), frame.height())
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


def paint_edges(painter: QPainter, area: QRect, below: str = "line", beside: str = "line") -> None:
    """Paint the lower and the right edge of a cell, one device pixel wide at every scale of the screen."""
    painter.setPen(QPen(color(beside), 0))
    painter.drawLine(area.topRight(), area.bottomRight())
    painter.setPen(QPen(color(below), 0))
    painter.drawLine(area.bottomLeft(), area.bottomRight())


def paint_bar(painter: QPainter, area: QRectF, share: float, tone: str = "accent") -> None:
    """Paint a bar filled to *share* (0 to 1) of *area*."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("track"))
    radius = area.height() / 2
    painter.drawRoundedRect(area, radius, radius)
    if share > 0:
        painter.setBrush(color(tone))
        width = max(area.height(), area.width() * min(1.0, share))
        painter.drawRoundedRect(QRectF(area.x(), area.y(), width, area.height()), radius, radius)
    painter.restore()


def paint_badge(painter: QPainter, area: QRectF, text: str, tone: str) -> None:
    """Paint a number in a pill; *tone* is ``err`` or ``warn``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(f"{tone}_badge"))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setFont(font(SMALL, bold=True))
    painter.setPen(color(tone))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def option_rect(option: QStyleOptionViewItem) -> QRect:
    """Return the area that a delegate paints into."""
    return QRect(option.rect)  # type: ignore[attr-defined] # PySide's stub lacks the fields of options
