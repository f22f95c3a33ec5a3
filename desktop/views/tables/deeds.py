"""What keys and menu do to ranges and rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.views.tables.operations import Operations

if TYPE_CHECKING:
    from desktop.views.tables.view import TableView

_NONE, _SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
Deed = Callable[[], object]


class Deeds:
    """The actions of a table on what is selected; each is one step of undo."""

    def __init__(self, view: TableView) -> None:
        self._view = view
        self._records = view.records
        self._operations = Operations(view.records)
        self._keys: dict[tuple[int, Qt.KeyboardModifier], Deed] = {
            (Qt.Key.Key_Return, _NONE): lambda: self._step(1),
            (Qt.Key.Key_Return, _SHIFT): lambda: self._step(-1),
            (Qt.Key.Key_Return, _CTRL): self.insert_row,
            (Qt.Key.Key_F2, _NONE): view.edit_cell,
            (Qt.Key.Key_Delete, _NONE): self.clear,
            (Qt.Key.Key_Backspace, _NONE): self.clear,
            (Qt.Key.Key_D, _CTRL): self.fill_down,
            (Qt.Key.Key_D, _CTRL | _SHIFT): self.duplicate_rows,
            (Qt.Key.Key_Minus, _CTRL): self.delete_rows,
            (Qt.Key.Key_Up, _ALT): lambda: self.move_rows(-1),
            (Qt.Key.Key_Down, _ALT): lambda: self.move_rows(1),
            (Qt.Key.Key_Space, _SHIFT): lambda: view.selectRow(view.currentIndex().row()),
        }
        self._standard: dict[QKeySequence.StandardKey, Deed] = {
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Cut: self.cut,
            QKeySequence.StandardKey.Paste: self.paste,
        }

    def of(self, event: QKeyEvent) -> Deed | None:
        """Return what a key does here, or None where it is Qt's."""
        for standard, deed in self._standard.items():
            if event.matches(standard):
                return deed
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
        return self._keys.get((key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))

    def menu(self) -> QMenu:
        """Return the menu of a cell; it goes when it is closed."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        free = not self._records.desk.locked(self._records.section)
        for text, key, deed, edits in self._entries():
            item = menu.addAction(f"{text}\t{key}") if text else menu.addSeparator()
            item.triggered.connect(lambda _=False, each=deed: each())
            item.setEnabled(free or not edits)
        return menu

    def _entries(self) -> tuple[tuple[str, str, Deed, bool], ...]:
        line = ("", "", self.copy, False)
        return (
            ("复制", "Ctrl+C", self.copy, False),
            ("剪切", "Ctrl+X", self.cut, True),
            ("粘贴", "Ctrl+V", self.paste, True),
            line,
            ("在下面插入一行", "Ctrl+Enter", self.insert_row, True),
            ("复制成新行", "Ctrl+Shift+D", self.duplicate_rows, True),
            ("上移", "Alt+↑", lambda: self.move_rows(-1), True),
            ("下移", "Alt+↓", lambda: self.move_rows(1), True),
            ("向下填充", "Ctrl+D", self.fill_down, True),
            line,
            ("清空单元格", "Del", self.clear, True),
            ("删除行", "Ctrl+-", self.delete_rows, True),
        )

    def _step(self, down: int) -> None:
        at = self._view.currentIndex()
        if at.isValid():
            self._view.go_on(at.row(), at.column(), down, 0)

    def _range(self) -> tuple[list[int], list[int]]:
        """The selected rows of records and columns in sight, as one rectangle."""
        ranges = self._view.selected_ranges()
        columns = {column for each in ranges for column in range(each.left(), each.right() + 1)}
        return self._view.selected_rows(), [
            column for column in self._view.shown_columns if column in columns
        ]

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as text and as a table."""
        rows, columns = self._range()
        if rows and columns:
            text, page = self._operations.copied(rows, columns)
            data = QMimeData()
            data.setText(text)
            data.setHtml(page)
            QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy and clear."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Write the range on the clipboard from the first selected cell on; one step of undo."""
        data = QGuiApplication.clipboard().mimeData()
        at = self._view.currentIndex()
        if not data or not at.isValid() or not (data.hasText() or data.hasHtml()) or self._locked():
            return
        rows, columns = self._range()
        top, left = min(rows, default=at.row()), min(columns, default=at.column())
        shown = self._view.shown_columns
        ending = self._operations.paste(
            data.html() if data.hasHtml() else "",
            data.text(),
            (top, shown.index(left), len(rows), len(columns)),
            shown,
        )
        if ending.rows:
            last = self._records.index(ending.rows[-1], min(left + len(columns) - 1, shown[-1]))
            self._select(self._records.index(ending.rows[0], left), last)
        if ending.words:
            self._view.told.emit(ending.words)

    def clear(self) -> None:
        """Empty the selected cells; one step of undo."""
        if not self._locked():
            self._operations.clear(*self._range())

    def fill_down(self) -> None:
        """Write the first selected row into those below it; with one row selected, the row above into it."""
        rows, columns = self._range()
        if rows and not self._locked():
            self._operations.fill([rows[0] - 1, rows[0]] if len(rows) == 1 and rows[0] else rows, columns)

    def insert_row(self) -> None:
        """Make an empty record behind the current one and go to it."""
        if self._locked():
            return
        at = self._view.currentIndex()
        row = self._records.row_of(
            self._operations.insert(at.row() if at.isValid() else len(self._records.rows))
        )
        if row >= 0:
            self._view.select_cell(row, self._view.first_text_column)

    def delete_rows(self) -> None:
        """Delete the selected records; one step of undo."""
        rows, at = self._view.selected_rows(), self._view.currentIndex()
        if rows and not self._locked():
            self._view.told.emit(self._operations.delete(rows))
            self._view.select_cell(min(rows[0], self._records.rowCount() - 1), max(at.column(), 0))

    def duplicate_rows(self) -> None:
        """Put a copy behind each selected record and go to the first."""
        rows, at = self._view.selected_rows(), self._view.currentIndex()
        if rows and not self._locked():
            first = self._records.row_of(self._operations.duplicate(rows)[0])
            self._view.select_cell(first, at.column())

    def move_rows(self, by: int) -> None:
        """Move the selected records up (-1) or down (1) in the officer's order."""
        rows = self._view.selected_rows()
        if not rows or self._locked():
            return
        if self._records.arrangement.sorted:
            self._view.told.emit("现在是按列排序的，先点表头回到原来的顺序再移动")
        else:
            self._operations.move(rows, by)
            self._view.scrollTo(self._view.currentIndex())

    def _select(self, first: QModelIndex, last: QModelIndex) -> None:
        self._view.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen = QItemSelection(first, last)
        self._view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _locked(self) -> bool:
        lock = self._records.desk.locked(self._records.section)
        if lock:
            self._view.told.emit(lock)
        return bool(lock)
