"""How a cell is edited: in the inputs of the forms, opened over it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QWidget

from desktop.errors import KnownError
from desktop.views.editors.inputs import Input, make_input
from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.editors.pick import PickInput
from desktop.views.editors.standing import spoken_name
from desktop.views.tables.cell_painter import CellPainter, area_of
from desktop.views.tables.model import Index

if TYPE_CHECKING:
    from desktop.views.tables.view import TableView

_FLAT = "QLineEdit, QPlainTextEdit { min-height: 0; max-height: 4000px; border-radius: 0; padding: 0 6px; }"
_MEMO_WIDTH = 320  # px; a long text is written over the neighbouring cells
_SAME = QAbstractItemDelegate.EndEditHint.NoHint


class CellDelegate(CellPainter):
    """Opens inputs in cells. What is typed is gathered meanwhile; Enter, Tab and leaving commit it."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._unsaved = False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model, column = self._view.records, self._view.records.columns[index.column()]
        if column.entry is None:
            return QWidget(parent)
        editor = make_input(model.desk, column.entry, parent)
        editor.setStyleSheet(_FLAT)
        editor.setAccessibleName(spoken_name(column.entry))
        editor.picked.connect(lambda: self._finish(editor, 0, 0))
        where = model.place(index)
        joined = column.name in model.content.joined  # half a text would be taken apart wrongly
        if where and index.column() >= model.merged and not (joined or isinstance(editor, PickInput)):
            editor.typed.connect(lambda text: model.desk.gather(where, model.content.meant(column, text)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill a new editor; later changes of the report do not write over what is being typed."""
        if isinstance(editor, LineInput | MemoInput) and editor.property("began") is None:
            text = self._view.records.data(index, Qt.ItemDataRole.EditRole)
            editor.setProperty("began", text)
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(editor, LineInput | MemoInput):
            return
        records = self._view.records
        where, text = records.place(index), editor.value_text()
        column = records.columns[index.column()]
        if where:
            records.desk.discard(where)
        meant, held = records.content.meant, str(records.data(index, Qt.ItemDataRole.EditRole))
        if meant(column, text) != meant(column, held):
            self._commit(index, text)
        records.desk.close_edit()

    def _commit(self, index: Index, text: str) -> None:
        """Write a cell. Qt loses what is raised within a signal within an event: the hook is told."""
        try:
            self._view.records.setData(index, text)
        except KnownError as error:
            self._unsaved = True
            sys.excepthook(type(error), error, error.__traceback__)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        area = (
            self._visible(area_of(option)) if index.column() < self._view.records.merged else area_of(option)
        )
        area.setHeight(min(area.height(), self._view.row_height))
        if isinstance(editor, MemoInput):
            area.setHeight(max(area.height(), editor.minimumHeight()))
            area.setWidth(max(area.width(), _MEMO_WIDTH))
            room = self._view.viewport().rect()
            area.moveBottom(min(area.bottom(), max(room.bottom(), area.height() - 1)))
            area.moveRight(min(area.right(), max(room.right(), area.width() - 1)))
        editor.setGeometry(area)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab and Esc end the edit, and the first two move on; everything else is the editor's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, LineInput | MemoInput)
        ):
            return self._key(editor, event) or False
        return super().eventFilter(editor, event)

    def _key(self, editor: Input, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                if isinstance(editor, MemoInput):
                    editor.insertPlainText("\n")
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._finish(editor, -1 if back else 1, 0)
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self._finish(editor, 0, -1 if back or event.key() == Qt.Key.Key_Backtab else 1)
            case Qt.Key.Key_Escape if not (isinstance(editor, PickInput) and editor.open):
                self._view.drop_edit(editor)
            case _:
                return False
        return True

    def _finish(self, editor: Input, down: int, across: int) -> None:
        editor.blockSignals(True)  # what is chosen in an open list is committed here
        if isinstance(editor, PickInput):
            editor.settle()
        editor.blockSignals(False)
        at = self._view.currentIndex()
        row, column = at.row(), at.column()
        self._unsaved = False
        self.commitData.emit(editor)
        if not self._unsaved:  # else the text stays where it was typed
            self.closeEditor.emit(editor, _SAME)
            self._view.go_on(row, column, down, across)
