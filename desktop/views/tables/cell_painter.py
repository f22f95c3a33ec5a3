"""How a cell is painted, and what its tooltip says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.models.records import Record
from desktop.views.shapes import paint_edges, paint_tag, tag_width
from desktop.views.tables.columns import Column
from desktop.views.tables.content import Blank
from desktop.views.tables.looks import paint_look
from desktop.views.tables.model import Index
from desktop.views.tables.wrapped import whole_lines
from desktop.views.theme import color, font, is_high_contrast

if TYPE_CHECKING:
    from desktop.views.tables.view import TableView

PADDING = 8
_LEVELS = ("accent_soft", "sunken")  # Grounds of merged cells, the first level and those within it
_SECOND_LINE = 26  # px from the top of a merged cell
_EDGES = {
    "last_soft": Qt.PenStyle.DotLine,
    "accent_soft": Qt.PenStyle.DashLine,
    "warn_soft": Qt.PenStyle.SolidLine,
    "err_soft": Qt.PenStyle.SolidLine,
}
INVITATION = "在这里输入，新增一行"
_BACKS = {"last_year": "last_soft", "imported": "accent_soft", "note": "warn_soft"}


class CellPainter(QStyledItemDelegate):
    """Paints cells with their own padding, hairlines and focus frame."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self._face, self._bold = font(), font(bold=True)
        self._metrics = QFontMetrics(self._face)
        self._invitation = self._metrics.horizontalAdvance(INVITATION) + 2 * PADDING

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        try:
            self._paint_cell(painter, area_of(option), index, selected=_selected(option))
        finally:
            painter.restore()  # a painter that is left saved ends the program

    def _paint_cell(self, painter: QPainter, area: QRect, index: Index, *, selected: bool) -> None:
        model, column = self._view.records, self._view.records.columns[index.column()]
        record = model.record(index.row())
        merged = index.column() < model.merged and record is not None
        painter.setClipRect(area)
        if merged and not selected:
            painter.fillRect(area, color(_LEVELS[min(index.column(), len(_LEVELS) - 1)]))
        self._fill(painter, area, record, column, selected=selected)
        inner = self._visible(area) if merged else area
        inner = inner.adjusted(PADDING, 0, -PADDING, 0)
        if record is None:
            self._invite(painter, inner, index)
        elif blank := model.content.missing(record, column):
            self._tag(painter, inner, blank, column)
        else:
            self._write(painter, inner, record, column, merged=merged)
            if merged and (note := model.content.beneath.get(column.name)):
                rows = [model.rows[n] for n in model.run(index.row(), index.column())]
                self._add_beneath(painter, inner, note(rows))
        paint_edges(painter, area)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))

    def _fill(
        self, painter: QPainter, area: QRect, record: Record | None, column: Column, *, selected: bool
    ) -> None:
        content = self._view.records.content
        mark = ""
        if record is not None and content.unread(record, column) is not None:
            mark = "err_soft"
        elif record is not None:
            mark = _BACKS.get(content.origin(record, column), "")
        back = mark if mark == "err_soft" or not selected else "select"
        if record is not None and record.id == self._view.marked and mark != "err_soft":
            back = "marked" if selected and self._view.hasFocus() else "select"
        if back:
            painter.fillRect(area, color(back))
        if mark and is_high_contrast():
            self._edge(painter, area, mark)

    def _edge(self, painter: QPainter, area: QRect, back: str) -> None:
        """Say with the kind of an edge what else a pale ground says: dotted, dashed, solid, double."""
        painter.setPen(QPen(color(back.partition("_")[0]), 1, _EDGES[back]))
        painter.drawRect(area.adjusted(1, 1, -3, -3))
        if back == "err_soft":
            painter.drawRect(area.adjusted(3, 3, -5, -5))

    def _write(
        self, painter: QPainter, inner: QRect, record: Record, column: Column, *, merged: bool
    ) -> None:
        content = self._view.records.content
        text = content.text(record, column)
        if not text:
            return
        if look := content.look(record, column):
            paint_look(painter, inner, text, look, numeric=column.numeric)
            return
        wrong = content.unread(record, column) is not None
        leads = (merged or record.id == self._view.marked) and column is self._view.records.columns[0]
        painter.setFont(self._bold if leads else self._face)
        painter.setPen(color("err" if wrong else "text2" if column.computed else "text"))
        side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
        if merged or self._view.lines > 1:
            wrapped = QTextOption(side | Qt.AlignmentFlag.AlignTop)
            wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            room = inner.adjusted(0, 5, 0, -3)
            most = max(1, room.height() // painter.fontMetrics().lineSpacing())
            shown = whole_lines(text, painter.font(), room.width(), most)
            painter.drawText(room.toRectF(), shown, wrapped)
        else:
            line = self._metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, line)

    def _add_beneath(self, painter: QPainter, inner: QRect, text: str) -> None:
        """Write a second line into a merged cell, where it has the room."""
        place = inner.adjusted(0, _SECOND_LINE, 0, 0)
        if place.height() >= _SECOND_LINE - 6:
            painter.setFont(self._face)
            painter.setPen(color("text2"))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)

    def _tag(self, painter: QPainter, inner: QRect, blank: Blank, column: Column) -> None:
        height = min(inner.height(), self._view.row_height)
        place = QRect(inner.left(), inner.top(), inner.width(), height)
        if column.numeric:
            place.setLeft(max(inner.left(), inner.right() - tag_width(blank.word)))
        paint_tag(painter, place, blank.word, blank.tone)

    def _invite(self, painter: QPainter, inner: QRect, index: Index) -> None:
        if index.column() == self._view.inviting_column(self._invitation):
            painter.setPen(color("muted"))
            painter.setFont(self._face)
            line = self._metrics.elidedText(INVITATION, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, line)

    def _visible(self, area: QRect) -> QRect:
        """The part of a merged cell that is in sight: its label stands at the top of it."""
        shown = area.intersected(self._view.viewport().rect())
        least = min(area.height(), self._view.row_height)
        return (
            shown
            if shown.height() >= least
            else QRect(area.left(), area.bottom() - least + 1, area.width(), least)
        )

    def helpEvent(self, event: QHelpEvent, view: QWidget, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the whole text of a cell that shows a part of it, and what is said about its value."""
        record = self._view.records.record(index.row()) if index.isValid() else None
        if record is None:
            QToolTip.hideText()
            return True
        content, column = self._view.records.content, self._view.records.columns[index.column()]
        text = content.text(record, column)
        elided = self._metrics.horizontalAdvance(one_line(text)) > area_of(option).width() - 2 * PADDING
        said = [text] if elided or "\n" in text else []
        said += [tip] if (tip := content.tip(record, column)) else []
        QToolTip.showText(event.globalPos(), "\n".join(said), view)
        return True


def one_line(text: str) -> str:
    """Return a text of several lines as one."""
    return " ".join(text.split("\n")) if "\n" in text else text


def area_of(option: QStyleOptionViewItem) -> QRect:
    """Return the rectangle of a cell."""
    return QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs


def _selected(option: QStyleOptionViewItem) -> bool:
    state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
    return bool(state & QStyle.StateFlag.State_Selected)
