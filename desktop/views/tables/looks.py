"""How a computed cell may differ from plain text: another tone, bold, a small bar before it, a mark instead."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop.views.icons import pixmap
from desktop.views.shapes import paint_bar
from desktop.views.theme import color, font

_BAR, _HEIGHT, _GAP, _ICON = 64, 6, 8, 16  # px
_WHOLE = "100.00%"
_LEAST_BAR = 24  # px; a narrower one says nothing


@dataclass(frozen=True, slots=True)
class Look:
    """tone: a token. share: of a bar before the text, from 0 to 1. icon: shown in the place of the text.

    tip: what the tooltip says beside the text.
    """

    tone: str = "text2"
    bold: bool = False
    share: float | None = None
    icon: str = ""
    tip: str = ""


PLAIN = Look()


def paint_look(painter: QPainter, inner: QRect, text: str, look: Look, *, numeric: bool) -> None:
    """Paint a text within the padding of a cell as *look* says; a figure is never cut by its bar."""
    if look.icon:
        left = inner.center().x() - _ICON // 2 + 1
        painter.drawPixmap(left, inner.center().y() - _ICON // 2 + 1, pixmap(look.icon, look.tone, _ICON))
        return
    painter.setFont(font(bold=look.bold))
    metrics = painter.fontMetrics()
    if look.share is not None:
        paint_share(painter, inner, look.share, text)
    painter.setPen(color(look.tone))
    side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
    line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, line)


def paint_share(painter: QPainter, inner: QRect, share: float, text: str) -> None:
    """Paint a bar at the left of a cell; none where a long *text* leaves no room for it.

    All bars of a column are of one length, whatever the figures beside them.
    """
    metrics = QFontMetrics(font(bold=True))
    wide = min(_BAR, inner.width() - metrics.horizontalAdvance(_WHOLE) - _GAP)
    free = inner.width() - metrics.horizontalAdvance(text) - _GAP // 2
    if _LEAST_BAR <= wide <= free:
        top = inner.center().y() - _HEIGHT / 2 + 1
        paint_bar(painter, QRectF(inner.left(), top, wide, _HEIGHT), share)
