"""Paints the list of 审核: heads of groups, and findings as a sentence over its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.auditing.finding_rows import FindingRows
from desktop.views.auditing.groups import EXPIRED, Group
from desktop.views.auditing.words import brief
from desktop.views.finding_list import severity_of
from desktop.views.icons import pixmap
from desktop.views.shapes import SEVERITIES, option_rect, paint_tag, tag_width
from desktop.views.theme import BODY, SMALL, color, font

if TYPE_CHECKING:
    from desktop.models.checks import Finding

Index = QModelIndex | QPersistentModelIndex
HEAD, LINE = 30, 42
_LEFT, _INDENT = 8, 32
_NAME = 14  # Characters of a name in a sentence for which a line has no room
_MOST = 120  # Characters for which no line has room


class FindingPainter(QStyledItemDelegate):
    """Paints groups and findings; the current one has the bar of the lists."""

    def __init__(self, view: QListView, rows: FindingRows) -> None:
        super().__init__(view)
        self._view, self._rows = view, rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, HEAD if isinstance(self._rows.items[index.row()], Group) else LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, chosen = option_rect(option), index.row() == self._view.currentIndex().row()
        item = self._rows.items[index.row()]
        painter.save()
        if isinstance(item, Group):
            self._paint_group(painter, area, item, chosen=chosen)
        else:
            self._paint_finding(painter, area, item, chosen=chosen)
        painter.setPen(color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if chosen and self._view.hasFocus():
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), color("accent"))
        painter.restore()

    def _paint_group(self, painter: QPainter, area: QRect, group: Group, *, chosen: bool) -> None:
        painter.fillRect(area, color("select" if chosen else "head"))
        arrow = "right" if self._rows.is_folded(group) else "down"
        middle = area.center().y()
        painter.drawPixmap(area.left() + _LEFT, middle - 6, pixmap(arrow, "text2", 12))
        left, tone = area.left() + _LEFT + 20, "text"
        if group.severity:
            shape, tone = SEVERITIES[group.severity]
            painter.drawPixmap(left, middle - 7, pixmap(shape, tone, 15))
            left += 22
        bold = font(BODY, bold=True)
        left += self._write(painter, area, left, group.title, tone, bold) + 6
        left += self._write(painter, area, left, str(len(group.findings)), "text", bold) + 8
        self._write(painter, area, left, group.note, "text2", font(SMALL))

    def _paint_finding(self, painter: QPainter, area: QRect, finding: Finding, *, chosen: bool) -> None:
        painter.fillRect(area, color("select" if chosen else "surface"))
        shape, tone = SEVERITIES[severity_of(finding)]
        painter.drawPixmap(area.left() + _LEFT + 2, area.top() + 7, pixmap(shape, tone, 13))
        upper = QRect(area.left(), area.top() + 3, area.width(), 19)
        lower = QRect(area.left(), area.top() + 21, area.width(), 17)
        left = area.left() + _INDENT
        if finding.expired:
            room = QRect(left, upper.top(), upper.width(), upper.height())
            paint_tag(painter, room, EXPIRED, "warn")
            left += tag_width(EXPIRED) + 6
        bold = font(BODY, bold=chosen)
        fits = QFontMetrics(bold).horizontalAdvance(finding.message[:_MOST]) < upper.right() - left - 8
        told = finding.message if fits else brief(finding.message, _NAME)
        self._write(painter, upper, left, told, "text", bold)
        where = f"{self._rows.where(finding)}　{finding.rule}"
        self._write(painter, lower, area.left() + _INDENT, where, "text2", font(SMALL))

    def _write(self, painter: QPainter, area: QRect, left: int, text: str, tone: str, face: QFont) -> int:
        """Write a text elided at the right end of *area*; return its width in px."""
        painter.setFont(face)
        painter.setPen(color(tone))
        room = QRect(left, area.top(), area.right() - left - 8, area.height())
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        return painter.fontMetrics().horizontalAdvance(shown)
