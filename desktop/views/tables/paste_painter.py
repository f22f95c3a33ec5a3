"""How the rows of the paste preview are painted: ticks, 原 → 新 and what cannot be read, with padding."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.icons import pixmap
from desktop.views.tables.cell_painter import PADDING, area_of
from desktop.views.tables.paste_model import Index
from desktop.views.theme import color

_BOX, _MARK = 16, 16
_ROLE = Qt.ItemDataRole


class DraftPainter(QStyledItemDelegate):
    """Paints the preview's cells; a click anywhere in the first one sets or takes its tick."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = area_of(option)
        painter.save()
        try:
            state = option.state  # pyright: ignore[reportAttributeAccessIssue] - not in the stubs
            selected = bool(state & QStyle.StateFlag.State_Selected)
            back = index.data(_ROLE.BackgroundRole) or (color("select") if selected else None)
            if back is not None:
                painter.fillRect(area, back)
            ticked = index.data(_ROLE.CheckStateRole)
            if ticked is None:
                self._write(painter, area, index)
            elif index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                self._tick(painter, area, on=Qt.CheckState(ticked) == Qt.CheckState.Checked)
            painter.fillRect(area.right(), area.top(), 1, area.height(), color("line"))
            painter.fillRect(area.left(), area.bottom(), area.width(), 1, color("line"))
        finally:
            painter.restore()  # a painter that is left saved ends the program

    def _tick(self, painter: QPainter, area: QRect, *, on: bool) -> None:
        box = QRect(0, 0, _BOX, _BOX)
        box.moveCenter(area.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent" if on else "control"), 1))
        painter.setBrush(color("accent" if on else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.drawPixmap(box.left() + 2, box.top() + 2, pixmap("check", "white", _BOX - 3))

    def _write(self, painter: QPainter, area: QRect, index: Index) -> None:
        inner = area.adjusted(PADDING, 0, -PADDING, 0)
        mark = index.data(_ROLE.DecorationRole)
        if isinstance(mark, QPixmap):
            painter.drawPixmap(inner.left(), inner.center().y() - _MARK // 2 + 1, mark)
            inner.setLeft(inner.left() + _MARK + 6)
        side = index.data(_ROLE.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        painter.setPen(index.data(_ROLE.ForegroundRole) or color("text"))
        text = str(index.data(_ROLE.DisplayRole) or "")
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, line)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        free = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        if free and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            on = Qt.CheckState(index.data(_ROLE.CheckStateRole)) == Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            return model.setData(_lasting(index), wanted, _ROLE.CheckStateRole)
        return False


def _lasting(index: Index) -> QModelIndex:
    """The index in the form that a model's setters ask for."""
    return index.model().index(index.row(), index.column())
