"""The list of 上年遗留: where it stands, and beneath that what is last year's, its year tinted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextLine
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.yearly import Left
from desktop.views.lines import Head, Line, LineTable
from desktop.views.shapes import option_rect
from desktop.views.theme import BODY, SMALL, color, font

Index = QModelIndex | QPersistentModelIndex
_HIGH = 68  # px of an entry: its place and two lines
_LEFT, _TOP, _NAME = 12, 6, 18
_LINES = 2
_MOST = 400  # Characters of an entry, in its tooltip too


class LeftList(LineTable):
    """Entries of three lines; opened and chosen as in every list."""

    def __init__(self) -> None:
        super().__init__((Head("上年的内容"),), "上年遗留")
        self.year = ""
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_HIGH)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Painter(self))

    def show_left(self, left: Sequence[Left], year: str) -> None:
        """Show what is left over; *year* is tinted where it is named."""
        self.year = year
        self.show_lines([Line((f"{each.name}\n{each.text[:_MOST]}",), each.places[0]) for each in left])
        if left and self.line is None:
            self.choose(0)


class _Painter(QStyledItemDelegate):
    """Paints an entry beside a bar in the colour of last year."""

    def __init__(self, table: LeftList) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, chosen = option_rect(option), index.row() == self._table.currentIndex().row()
        name, _, text = self._table.rows.lines[index.row()].cells[0].partition("\n")
        painter.save()
        painter.fillRect(area, color("select" if chosen else "surface"))
        held = chosen and self._table.hasFocus()
        painter.fillRect(
            QRect(area.left(), area.top(), 3, area.height()), color("accent" if held else "last")
        )
        painter.setPen(color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        room = area.adjusted(_LEFT, _TOP, -8, -_TOP)
        painter.setFont(font(SMALL))
        painter.setPen(color("text2"))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        above = QRect(room.left(), room.top(), room.width(), _NAME)
        painter.drawText(above, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(color("text"))
        _written(" ".join(text.split()), room.width(), self._table.year).draw(
            painter, QPointF(room.left(), room.top() + _NAME)
        )
        painter.restore()


def _written(text: str, width: int, year: str) -> QTextLayout:
    """Lay a text out over two lines, the rest left off with …; *year* stands on the tint of last year."""
    made, lines = _laid(text, width, year)
    end = lines[_LINES].textStart() if len(lines) > _LINES else 0
    while len(lines) > _LINES and end > 1:  # The … may not begin a line, so that it can take a sign with it
        end -= 1
        made, lines = _laid(f"{text[:end]}…", width, year)
    return made


def _laid(text: str, width: int, year: str) -> tuple[QTextLayout, list[QTextLine]]:
    made = QTextLayout(text, font(BODY))
    made.setFormats(_tints(text, year))
    made.beginLayout()
    lines: list[QTextLine] = []
    while len(lines) <= _LINES and (line := made.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, sum(each.height() for each in lines)))
        lines.append(line)
    made.endLayout()
    return made, lines


def _tints(text: str, year: str) -> list[QTextLayout.FormatRange]:
    made: list[QTextLayout.FormatRange] = []
    at = text.find(year) if year else -1
    while at >= 0:
        tinted: Any = QTextLayout.FormatRange()  # whose fields PySide's stub lacks
        tinted.start, tinted.length, tinted.format = at, len(year), QTextCharFormat()
        tinted.format.setBackground(color("last_soft"))
        tinted.format.setForeground(color("last"))
        made.append(tinted)
        at = text.find(year, at + len(year))
    return made
