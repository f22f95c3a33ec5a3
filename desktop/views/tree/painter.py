"""How a cell of the tree is painted and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.models.entries import entry_of
from desktop.models.records import Indicator
from desktop.views.editors.inputs import make_input
from desktop.views.editors.line import LineInput
from desktop.views.editors.listed import ListedInput
from desktop.views.editors.memo import MemoInput
from desktop.views.editors.standing import spoken_name
from desktop.views.icons import pixmap
from desktop.views.shapes import SEVERITIES, paint_edges, paint_tag, tag_width
from desktop.views.tables.cell_painter import PADDING, area_of
from desktop.views.theme import ROW, color, font
from desktop.views.tree.model import Index
from desktop.views.tree.nodes import FIELDS, FLAG, IDLE, NAME, POINTS, RATIO, WEIGHT, Node

if TYPE_CHECKING:
    from desktop.views.tree.view import IndicatorTree

_FLAT = "QLineEdit { min-height: 0; max-height: 4000px; border-radius: 0; padding: 0 6px; }"
_HANDLE = 18  # px before the name: what it is dragged by
_NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint
GROUNDS = ("accent_soft", "sunken", "surface")


class TreePainter(QStyledItemDelegate):
    """Paints levels and indicators with hairlines, tags and focus; opens the inputs of the forms."""

    def __init__(self, view: IndicatorTree) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node, area = self._view.tree.node(index), area_of(option)
        if node is None:
            return
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, color("select" if selected else GROUNDS[node.depth]))
        if index.column() == FLAG:
            self._flag(painter, area, node)
        else:
            inner = area.adjusted(PADDING if index.column() else 0, 0, -PADDING, 0)
            self._write(painter, inner, node, index.column())
        paint_edges(painter, area)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _write(self, painter: QPainter, inner: QRect, node: Node, column: int) -> None:
        tree = self._view.tree
        if word := tree.blank(node, column):
            tone = "muted" if word == IDLE else "warn"
            paint_tag(painter, inner.adjusted(max(0, inner.width() - tag_width(word)), 0, 0, 0), word, tone)
            return
        if column == NAME:
            inner = self._begin(painter, inner, node)
        bold = (node.record is None and column == NAME) or column == POINTS
        painter.setFont(font(bold=bold))
        tone = self._tone(node, column)
        if node.record is None and column == WEIGHT:
            tone = "text" if tree.points_of(node)[1] else "warn"
        painter.setPen(color(tone))
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        text = " ".join(tree.text(node, column).split("\n"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _tone(self, node: Node, column: int) -> str:
        scores = self._view.scores
        match node.record:
            case None:
                return "text"
            case record if column == RATIO:
                return scores.ratio_look(record).tone
            case record if column == POINTS:
                return scores.points_look(record).tone
            case _:
                return "text"

    def _begin(self, painter: QPainter, inner: QRect, node: Node) -> QRect:
        """Paint the handle before a name; it is dragged by it."""
        if node.record is None:
            return inner.adjusted(4, 0, 0, 0)
        painter.drawPixmap(inner.left(), inner.center().y() - 7, pixmap("drag", "muted", 16))
        return inner.adjusted(_HANDLE, 0, 0, 0)

    def _flag(self, painter: QPainter, area: QRect, node: Node) -> None:
        """Paint what is found wrong with an indicator."""
        severity = self._view.finding(node.record.id)[0] if node.record else ""
        if severity:
            shape, tone = SEVERITIES[severity]
            painter.drawPixmap(area.center().x() - 7, area.center().y() - 7, pixmap(shape, tone, 16))

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        node = self._view.tree.node(index)
        if node is None:
            return QWidget(parent)
        name = FIELDS[index.column()] if node.record is not None else ("level1", "level2")[node.depth]
        editor = make_input(self._view.desk, entry_of(Indicator, name), parent)
        editor.setStyleSheet(_FLAT)
        editor.setAccessibleName(spoken_name(entry_of(Indicator, name)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, LineInput | MemoInput) and editor.property("began") is None:
            text = str(self._view.tree.data(index, Qt.ItemDataRole.EditRole))
            editor.setProperty("began", text)
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, LineInput | MemoInput):
            model.setData(index, editor.value_text())  # type: ignore[arg-type]
            self._view.desk.close_edit()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter goes on below, Tab beside, Esc leaves the value as it was."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, LineInput | MemoInput)
        ):
            return self._key(editor, event)
        if event.type() == QEvent.Type.FocusOut and self._view.state() == self._view.State.NoState:
            return False  # Put away already, by the change that it has made itself
        return super().eventFilter(editor, event)

    def _key(self, editor: LineInput | MemoInput, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._finish(editor, -1 if back else 1, 0)
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self._finish(editor, 0, -1 if back or event.key() == Qt.Key.Key_Backtab else 1)
            case Qt.Key.Key_Escape if not (isinstance(editor, ListedInput) and editor.open):
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            case _:
                return False
        return True

    def _finish(self, editor: LineInput | MemoInput, down: int, across: int) -> None:
        editor.blockSignals(True)  # what is chosen in an open list is committed here
        if isinstance(editor, ListedInput):
            editor.settle()
        editor.blockSignals(False)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, _NO_HINT)
        self._view.go_on(down, across)
