"""What a text shows in its own place while nobody types into it: the same text as it will be printed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QFont, QPainter, QPalette, QTextDocument


class Instead:
    """A rich text that is painted over a plain one; *margin* in px around it, as the plain one has."""

    def __init__(self, html: str, font: QFont, margin: float) -> None:
        self._document = QTextDocument()
        self._document.setDefaultFont(font)
        self._document.setDocumentMargin(margin)
        self._document.setHtml(html)
        self.html = html

    def height(self, width: int) -> int:
        """Return how high it is at a width, in px."""
        self._lay(width)
        return int(self._document.size().height())

    def paint(self, painter: QPainter, width: int, height: int, above: int, ink: QColor) -> None:
        """Paint it at a width; *above* px of it are scrolled away, and *height* px are seen."""
        self._lay(width)
        context: Any = QAbstractTextDocumentLayout.PaintContext()  # of whose attributes the stubs know none
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, ink)
        context.palette = palette
        context.clip = QRectF(0, above, width, height)
        painter.translate(0, -above)
        painter.setClipRect(context.clip)
        self._document.documentLayout().draw(painter, context)

    def _lay(self, width: int) -> None:
        if self._document.textWidth() != width:
            self._document.setTextWidth(width)
