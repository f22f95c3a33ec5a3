"""Cells of plain lists with the padding of all tables, painted here because style sheets differ in it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.shapes import option_rect
from desktop.views.theme import color

Index = QModelIndex | QPersistentModelIndex
_PAD = 5  # Beside the 3 px of the style itself


class PaddedCells(QStyledItemDelegate):
    """Paints a cell, its tick box included, with room at both sides and a hairline below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = option_rect(option)
        state = option.state  # type: ignore[attr-defined] # PySide's stub lacks the fields of options
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, color("select"))
        elif ground is not None:
            painter.fillRect(area, QBrush(ground))
        painter.setPen(color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        super().paint(painter, _inset(option), index)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        return super().editorEvent(event, model, _inset(option), index)


def _inset(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    made = QStyleOptionViewItem(option)
    made.rect = option_rect(option).adjusted(_PAD, 0, -_PAD, -1)  # type: ignore[attr-defined] # as above
    return made
