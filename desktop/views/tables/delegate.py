"""How a cell is edited: in the inputs of the forms, opened over it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QWidget

from desktop.errors import KnownError
from desktop.views.editors.amount import MoneyInput
from desktop.views.editors.counting import CountBadge, measured
from desktop.views.editors.inputs import Input, make_input
from desktop.views.editors.line import LineInput
from desktop.views.editors.listed import ListedInput
from desktop.views.editors.memo import MemoInput
from desktop.views.editors.phrases import PhraseInput
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
        view.records.desk.dropped.connect(self._dropped)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model, column = self._view.records, self._view.records.columns[index.column()]
        if column.entry is None:
            return QWidget(parent)
        where = model.place(index)
        field = where or f"{model.section}/+1/{column.name}"  # of the row that is made by typing into it
        editor = make_input(model.desk, column.entry, parent, where=lambda: field)
        if isinstance(editor, MoneyInput):
            editor.unit = "元" if model.content.unit == "元" else "万元"
        editor.setStyleSheet(_FLAT)
        editor.setAccessibleName(spoken_name(column.entry))
        editor.picked.connect(lambda: self._finish(editor, 0, 0))
        editor.told.connect(self._view.told)
        if isinstance(editor, MemoInput):
            editor.grown.connect(self._grown)
        if isinstance(editor, MemoInput) or measured(model.desk, field, column.entry, "") is not None:
            CountBadge(model.desk, field, column.entry, editor)
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

    def _dropped(self, where: str) -> None:
        """Close a cell whose text is given up."""
        editor = self._view.open_editor()
        if editor is not None and self._view.records.place(self._view.currentIndex()) == where:
            self._view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        self._view.viewport().update()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        self._lay(editor, area_of(option), merged=index.column() < self._view.records.merged)

    def _lay(self, editor: QWidget, cell: QRect, *, merged: bool) -> None:
        """Put an input over its cell, a long text over its neighbours too, but never out of sight."""
        area = self._visible(cell) if merged else QRect(cell)
        area.setHeight(min(area.height(), self._view.row_height))
        if isinstance(editor, MemoInput):
            room = self._view.viewport().rect()
            editor.most = max(room.height(), self._view.row_height)
            editor.fit()
            area.setHeight(max(area.height(), editor.minimumHeight()))
            area.setWidth(max(area.width(), _MEMO_WIDTH))
            area.moveBottom(min(area.bottom(), max(room.bottom(), area.height() - 1)))
            area.moveRight(min(area.right(), max(room.right(), area.width() - 1)))
        editor.setGeometry(area)

    def _grown(self) -> None:
        """Keep a text that has grown over its cell in sight."""
        editor, at = self._view.open_editor(), self._view.currentIndex()
        if editor is not None:
            self._lay(editor, self._view.visualRect(at), merged=at.column() < self._view.records.merged)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab, Esc and, in a cell that was just typed into, arrows end the edit; all else is the editor's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, LineInput | MemoInput)
        ):
            listing = isinstance(editor, PhraseInput) and editor.open  # then the keys are the list's
            return not listing and self._key(editor, event)
        if event.type() == QEvent.Type.FocusOut and self._view.state() == self._view.State.NoState:
            return False  # Put away already, and only focused once more as a dialog closed
        return super().eventFilter(editor, event)

    def _key(self, editor: Input, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and _is_line(editor)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                if isinstance(editor, MemoInput):
                    editor.insertPlainText("\n")
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._finish(editor, -1 if back else 1, 0)
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self._finish(editor, 0, -1 if back or event.key() == Qt.Key.Key_Backtab else 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down if bare:
                self._finish(editor, -1 if event.key() == Qt.Key.Key_Up else 1, 0)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if bare and editor.property("typed"):
                self._finish(editor, 0, -1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Escape if not (isinstance(editor, ListedInput) and editor.open):
                self._view.drop_edit(editor)
            case _:
                return False
        return True

    def _finish(self, editor: Input, down: int, across: int) -> None:
        editor.blockSignals(True)  # what is chosen in an open list is committed here
        if isinstance(editor, ListedInput):
            editor.settle()
        editor.blockSignals(False)
        at = self._view.currentIndex()
        row, column = at.row(), at.column()
        self._unsaved = False
        self.commitData.emit(editor)
        if not self._unsaved:  # else the text stays where it was typed
            self.closeEditor.emit(editor, _SAME)
            self._view.setFocus(
                Qt.FocusReason.OtherFocusReason
            )  # Qt hides an input whose row went out of sight
            self._view.go_on(row, column, down, across)


def _is_line(editor: Input) -> bool:
    """Whether arrows have no use of their own in an input: one line, no list, nothing being composed."""
    listing = isinstance(editor, PickInput) or (isinstance(editor, ListedInput) and editor.open)
    return isinstance(editor, LineInput) and not listing and not editor.composing
