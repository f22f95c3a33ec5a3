"""How a cell is painted, and what its tooltip says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.models.records import Record
from desktop.views.shapes import paint_tag, tag_width
from desktop.views.tables.columns import Column
from desktop.views.tables.model import Index
from desktop.views.theme import color, font

if TYPE_CHECKING:
    from desktop.views.tables.view import TableView

PADDING = 8
INVITATION = "在这里输入，新增一行"
_BACKS = {"last_year": "last_soft", "imported": "accent_soft", "note": "warn_soft"}
_FLAT = "QLineEdit, QPlainTextEdit { min-height: 0; max-height: 4000px; border-radius: 0; padding: 0 6px; }"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SAME = QAbstractItemDelegate.EndEditHint.NoHint


class CellPainter(QStyledItemDelegate):
    """Paints cells with their own padding, hairlines and focus frame."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self._face, self._bold = font(), font(bold=True)
        self._inks = {
            name: color(name)
            for name in (
                "text",
                "text2",
                "muted",
                "err",
                "line",
                "line2",
                "select",
                "accent",
                "err_soft",
                *_BACKS.values(),
            )
        }
        self._metrics = QFontMetrics(self._face)

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
        self._fill(painter, area, record, column, selected=selected)
        inner = self._visible(area) if merged else area
        inner = inner.adjusted(PADDING, 0, -PADDING, 0)
        if record is None:
            self._invite(painter, inner, index)
        elif word := model.content.blank(record, column):
            self._tag(painter, inner, word, column)
        else:
            self._write(painter, inner, record, column, merged=merged)
        self._lines(painter, area)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(self._inks["accent"], 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))

    def _fill(
        self, painter: QPainter, area: QRect, record: Record | None, column: Column, *, selected: bool
    ) -> None:
        content = self._view.records.content
        back = "select" if selected else ""
        if record is not None and content.unread(record, column) is not None:
            back = "err_soft"
        elif record is not None and not back:
            back = _BACKS.get(content.origin(record, column), "")
        if back:
            painter.fillRect(area, self._inks[back])

    def _write(
        self, painter: QPainter, inner: QRect, record: Record, column: Column, *, merged: bool
    ) -> None:
        content = self._view.records.content
        text = content.text(record, column)
        if not text:
            return
        wrong = content.unread(record, column) is not None
        painter.setFont(self._bold if merged and column is self._view.records.columns[0] else self._face)
        painter.setPen(self._inks["err" if wrong else "text2" if column.computed else "text"])
        side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
        if merged or self._view.lines > 1:
            wrapped = QTextOption(side | Qt.AlignmentFlag.AlignTop)
            wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            painter.drawText(inner.adjusted(0, 5, 0, -3).toRectF(), text, wrapped)
        else:
            line = self._metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, line)

    def _tag(self, painter: QPainter, inner: QRect, word: str, column: Column) -> None:
        height = min(inner.height(), self._view.row_height)
        place = QRect(inner.left(), inner.top(), inner.width(), height)
        if column.numeric:
            place.setLeft(max(inner.left(), inner.right() - tag_width(word)))
        paint_tag(painter, place, word, "warn")

    def _invite(self, painter: QPainter, inner: QRect, index: Index) -> None:
        if index.column() == self._view.first_text_column:
            painter.setPen(self._inks["muted"])
            painter.setFont(self._face)
            line = self._metrics.elidedText(INVITATION, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, line)

    def _lines(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area.right(), area.top(), 1, area.height(), self._inks["line"])
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, self._inks["line"])

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
