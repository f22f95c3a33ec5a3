"""What keys and menu do to ranges and rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from desktop.progress import forget
from desktop.views.editors.field_menu import add_field_actions
from desktop.views.tables.html import read_html
from desktop.views.tables.memory import heads_of
from desktop.views.tables.moves import Moves
from desktop.views.tables.operations import Ending, Operations
from desktop.views.tables.tsv import Grid, read_tsv

if TYPE_CHECKING:
    from desktop.views.tables.paste_rows import DraftRow
    from desktop.views.tables.view import TableView

_NONE, _SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_OWN = "application/x-jixiao-cells"  # Marks cells that were copied in this program
Deed = Callable[[], object]
Made = TypeVar("Made")


class Deeds:
    """The actions of a table on what is selected; each is one step of undo."""

    def __init__(self, view: TableView) -> None:
        self._view = view
        self._records = view.records
        self._operations = Operations(view.records)
        self._moves = Moves(view)
        self._keys: dict[tuple[int, Qt.KeyboardModifier], Deed] = {
            (Qt.Key.Key_Return, _NONE): lambda: self._step(1),
            (Qt.Key.Key_Return, _SHIFT): lambda: self._step(-1),
            (Qt.Key.Key_Return, _CTRL): self.insert_row,
            (Qt.Key.Key_F2, _NONE): view.edit_cell,
            (Qt.Key.Key_Delete, _NONE): self.clear,
            (Qt.Key.Key_Backspace, _NONE): self.clear,
            (Qt.Key.Key_D, _CTRL): self.fill_down,
            (Qt.Key.Key_R, _CTRL): self.fill_right,
            (Qt.Key.Key_D, _CTRL | _SHIFT): self.duplicate_rows,
            (Qt.Key.Key_Minus, _CTRL): self.delete_rows,
            (Qt.Key.Key_Plus, _CTRL): self.insert_row,
            (Qt.Key.Key_Plus, _CTRL | _SHIFT): self.insert_row,
            (Qt.Key.Key_Equal, _CTRL | _SHIFT): self.insert_row,
            (Qt.Key.Key_Up, _ALT): lambda: self.move_rows(-1),
            (Qt.Key.Key_Down, _ALT): lambda: self.move_rows(1),
            (Qt.Key.Key_Return, _ALT): self.confirm,
            (Qt.Key.Key_F, _CTRL): view.sought.emit,
            (Qt.Key.Key_F10, _SHIFT): self.open_menu,
            (Qt.Key.Key_Tab, _CTRL): lambda: view.leave(forward=True),
            (Qt.Key.Key_Backtab, _CTRL | _SHIFT): lambda: view.leave(forward=False),
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
        own = self._keys.get((key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        return own or self._moves.of(event)

    def open_menu(self) -> None:
        """Open the menu at the current cell, unless the system has done so for the same key."""
        at = self._view.currentIndex()
        if at.isValid() and QApplication.activePopupWidget() is None:
            self._view.scrollTo(at)
            self.menu().popup(self._view.viewport().mapToGlobal(self._view.visualRect(at).bottomLeft()))

    def menu(self) -> QMenu:
        """Return the menu of a cell; it goes when it is closed."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lock = self._records.desk.locked(self._records.section)
        for text, key, deed, edits in self._entries():
            if not text:
                menu.addSeparator()
                continue
            item = menu.addAction(f"{text}\t{key}" if key else text)
            item.triggered.connect(lambda _=False, each=deed: each())
            item.setEnabled(not (edits and lock))
            item.setToolTip(lock if edits else "")
        if self._records.merged == 0:
            menu.addSeparator()
            self._add_orders(menu)
        add_field_actions(menu, self._view, without="confirm")
        return menu

    def _add_orders(self, menu: QMenu) -> None:
        number = self._view.currentIndex().column()
        label = self._records.columns[number].label if number >= 0 else ""
        for text, order in ((f"按“{label}”升序", 0), (f"按“{label}”降序", 1), ("恢复原顺序", -1)):
            item = menu.addAction(text)
            item.triggered.connect(lambda _=False, each=order: self._view.sorted.emit(number, each))
            item.setEnabled(number >= 0 if order >= 0 else self._records.arrangement.sorted)

    def _entries(self) -> tuple[tuple[str, str, Deed, bool], ...]:
        line = ("", "", self.copy, False)
        return (
            ("插入行", "Ctrl+Enter", self.insert_row, True),
            ("复制行", "Ctrl+Shift+D", self.duplicate_rows, True),
            ("删除行", "Ctrl+-", self.delete_rows, True),
            ("上移", "Alt+↑", lambda: self.move_rows(-1), True),
            ("下移", "Alt+↓", lambda: self.move_rows(1), True),
            line,
            ("复制", "Ctrl+C", self.copy, False),
            ("剪切", "Ctrl+X", self.cut, True),
            ("粘贴…", "Ctrl+V", self.paste, True),
            ("向下填充", "Ctrl+D", self.fill_down, True),
            ("向右填充", "Ctrl+R", self.fill_right, True),
            ("清空", "Del", self.clear, True),
            *((("确认所选的值", "Alt+Enter", self.confirm, True),) if self._doubtful() else ()),
            line,
            ("筛选", "Ctrl+F", self._view.sought.emit, False),
        )

    def _doubtful(self) -> bool:
        """Whether a selected value is still last year's or an import's."""
        rows, columns = self._range()
        return self._operations.carried(rows, columns) != []

    def confirm(self) -> None:
        """Say that selected values from last year or an import hold; one step of undo."""
        if not self._locked() and (words := self._operations.confirm(*self._range())):
            self._view.told.emit(words)

    def _step(self, down: int) -> None:
        at = self._view.currentIndex()
        if down > 0 and self._awaits(at):
            self._view.edit_cell()
        elif at.isValid():
            self._view.go_on(at.row(), at.column(), down, 0)

    def _awaits(self, at: QModelIndex) -> bool:
        """Whether a cell of several fields says that it is to be filled (待填、选档次): Enter opens it."""
        record = self._records.record(at.row()) if at.isValid() else None
        content = self._records.content
        column = self._records.columns[at.column()] if record is not None else None
        if record is None or column is None or self._view.refusal():
            return False
        return column.name in content.joined and bool(content.blank(record, column))

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
            data.setData(_OWN, b"1")
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
        page, text = data.html() if data.hasHtml() else "", data.text()
        patience = self._records.desk.patience
        grid = patience("正在读剪贴板", lambda: _grid(page, text), abandon=forget)
        if not grid or (
            not any(text.strip() for row in grid for text in row)
            and len(grid) * len(grid[0] if grid else ()) > 1
        ):
            self._view.told.emit("剪贴板里没有文字")
            return
        rows, columns = self._range()
        top, left = min(rows, default=at.row()), min(columns, default=at.column())
        shown = self._view.shown_columns
        if left not in shown:  # The column of the current cell has been hidden
            left = next((each for each in shown if each > left), shown[-1])
        target = (top, shown.index(left), len(rows), len(columns))
        if data.hasFormat(_OWN) and target[2:] == (1, 1):  # as in a worksheet: laid from the cell on
            target = (*target[:2], len(grid), len(grid[0]))
        right = shown[min(shown.index(left) + max(len(columns), len(grid[0])) - 1, len(shown) - 1)]
        ending = self._doing(lambda: self._paste_at_once(grid, target, shown, (left, right)))
        if ending is None:
            self._preview(grid, top, left)
        elif ending.words:
            self._view.done.emit(ending.words)

    def _paste_at_once(
        self, grid: Grid, target: tuple[int, int, int, int], shown: list[int], columns: tuple[int, int]
    ) -> Ending | None:
        """Write a range that needs no look and select it; None where it does."""
        ending = self._operations.paste_at_once(grid, target, shown)
        if ending is not None:
            index = self._records.index
            self._select(index(ending.rows[0], columns[0]), index(ending.rows[-1], columns[1]))
        return ending

    def _preview(self, grid: Grid, top: int, left: int) -> None:
        """Show what a range would write, and write what is ticked when the officer says so."""
        from desktop.views.tables.paste_columns import matched
        from desktop.views.tables.paste_preview import PastePreview

        records, section = self._records, self._records.section
        columns = self._operations.offered()
        shown = [records.columns[n] for n in self._view.shown_columns]
        hidden = [each for each in columns if each not in shown and each.entry]
        at = self._view.shown_columns.index(left)
        matching = matched(grid, [*shown, *hidden], at, section, heads_of(section), shown=len(shown))
        beneath = tuple(row.id for row in records.rows[top:])
        dialog = PastePreview(
            self._view,
            records.desk.report,
            section,
            columns,
            matching,
            beneath or None,
            unit=records.content.unit,
            totals=self._view.totalled,
            fixed=records.fixed,
            own=records.new,
            after=self._operations.outlook,
            patience=records.desk.patience,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._write_draft(dialog.model.chosen, len(dialog.model.rows)))
        dialog.open()

    def _write_draft(self, rows: Sequence[DraftRow], offered: int) -> None:
        from desktop.views.tables.paste_preview import told_of

        self._doing(lambda: self._lay_draft(rows))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)  # It may have been out of sight until now
        self._view.done.emit(told_of(self._records.section, rows, offered - len(rows)))

    def _lay_draft(self, rows: Sequence[DraftRow]) -> None:
        """Write rows of a preview and select them."""
        ids = frozenset(self._operations.write_draft(rows))
        where = [n for n, row in enumerate(self._records.rows) if row.id in ids]
        if where:
            shown, index = self._view.shown_columns, self._records.index
            self._select(index(where[0], shown[0]), index(where[-1], shown[-1]))
            self._view.scrollTo(index(where[0], shown[0]))

    def clear(self) -> None:
        """Empty the selected cells; one step of undo."""
        if not self._locked():
            rows, columns = self._range()
            before = self._records.desk.report
            self._tell_cells("清空", self._doing(lambda: self._operations.clear(rows, columns)))
            names = [self._records.columns[each].name for each in columns]
            self._view.cleared.emit(names, self._records.desk.report is not before)

    def fill_down(self) -> None:
        """Write the first selected row into those below it; with one row selected, the row above into it."""
        rows, columns = self._range()
        if rows and not self._locked():
            lines = [rows[0] - 1, rows[0]] if len(rows) == 1 and rows[0] else rows
            self._tell_cells("向下填充", self._doing(lambda: self._operations.fill(lines, columns)))

    def fill_right(self) -> None:
        """Write the first selected column into those beside it; with one selected, the one before into it."""
        rows, columns = self._range()
        shown = self._view.shown_columns
        if not rows or not columns or self._locked():
            return
        if len(columns) == 1 and (at := shown.index(columns[0])):
            columns = [shown[at - 1], columns[0]]
        self._tell_cells("向右填充", self._doing(lambda: self._operations.fill_right(rows, columns)))

    def _tell_cells(self, words: str, count: int) -> None:
        """Say how many cells were written where it was more than the one in sight."""
        if count > 1:
            self._view.done.emit(f"{words}了 {count} 格")

    def _doing(self, edit: Callable[[], Made]) -> Made:
        """Make an edit, and remember what was selected before and after it for undo and redo."""
        desk, section = self._records.desk, self._records.section
        old, was = desk.report.rows(section), self._view.picked()
        made = edit()
        self._view.traces.take(old, desk.report.rows(section), was, self._view.picked())
        return made

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
            self._view.done.emit(self._doing(lambda: self._operations.delete(rows)))
            self._view.select_cell(min(rows[0], self._records.rowCount() - 1), max(at.column(), 0))

    def duplicate_rows(self) -> None:
        """Put a copy behind each selected record and go to the first."""
        rows, at = self._view.selected_rows(), self._view.currentIndex()
        if rows and not self._locked():
            first = self._records.row_of(self._operations.duplicate(rows)[0])
            self._view.select_cell(first, at.column())

    def move_rows(self, by: int) -> None:
        """Move the selected records up (-1) or down (1) in the officer's order."""
        self._moving(lambda rows: self._operations.move(rows, by))

    def drop_rows(self, gap: int) -> None:
        """Move the selected records into the gap above a row, as they were dragged there; one step of undo."""
        self._moving(lambda rows: self._operations.move_to(rows, gap))

    def _moving(self, move: Callable[[list[int]], object]) -> None:
        rows = self._view.selected_rows()
        if not rows or self._locked():
            return
        if self._records.arrangement.sorted:
            self._view.told.emit("现在是按列排序的，先点表头回到原来的顺序再移动")
        else:
            self._doing(lambda: move(rows))
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


def _grid(page: str, text: str) -> Grid:
    """Return the cells of what is on the clipboard, of its table rather than of its text."""
    return (read_html(page) if page else None) or read_tsv(text)
