"""The table itself: keys, input methods, moving about and the clipboard."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
)

from desktop.models.records import SECTIONS, Record
from desktop.views.editors.inputs import Input
from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.editors.pick import PickInput
from desktop.views.tables.deeds import Deeds
from desktop.views.tables.delegate import CellDelegate
from desktop.views.tables.heads import ColumnHead
from desktop.views.tables.model import RecordModel
from desktop.views.tables.spans import spans
from desktop.views.tables.traces import Picked, Traces, runs
from desktop.views.theme import ROW, TABLE_HEAD

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MOST_UNDONE = 20


class TableView(QTableView):
    """A table over records; each of its edits is one step of undo.

    told(str) says what was not done, done(str) what was done to many cells. sought() asks for the filter,
    sorted(column, 0 up | 1 down | −1 as it was) for another order. cleared(entry names, whether anything
    stood there) after Del.
    """

    focused = Signal(str)
    told = Signal(str)
    done = Signal(str)
    sought = Signal()
    sorted = Signal(int, int)
    cleared = Signal(object, bool)

    def __init__(self, records: RecordModel, *, lines: int = 1) -> None:
        super().__init__()
        self.records = records
        self.lines = lines
        self.totalled: tuple[str, ...] = ()
        self.marked = 0
        self.row_height = ROW if lines == 1 else 20 * lines + 10
        self.deeds = Deeds(self)
        self.traces = Traces()
        self._chain: int | None = None
        self._going = False
        self._spans: tuple[tuple[int, int, int], ...] = ()
        self.setModel(records)
        self.setAccessibleName(SECTIONS[records.section].label)
        self.setItemDelegate(CellDelegate(self))
        self._dress()
        records.renewed.connect(self._span)
        records.rowsInserted.connect(self._span)
        records.modelReset.connect(self._span)
        records.desk.collecting.connect(self.finish_edit)
        self.doubleClicked.connect(self._tell_refusal)
        self._span()

    def _dress(self) -> None:
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        head = ColumnHead()
        self.setHorizontalHeader(head)
        head.setFixedHeight(TABLE_HEAD)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)

    # Where we are

    def mark(self, id_: int) -> None:
        """Tint the row of a record, wherever the focus goes: what stands beside belongs to it; 0 for none."""
        if id_ != self.marked:
            self.marked = id_
            self.viewport().update()

    @property
    def first_text_column(self) -> int:
        """The first column in sight for words, else the first that anything is typed into."""
        typed = [(n, each) for n in self.shown_columns if (each := self.records.columns[n].entry)]
        words = [
            (n, each)
            for n, each in typed
            if each.kind.section or not (each.kind.numeric or each.kind.name == "date")
        ]
        return next((n for n, _ in words or typed), 0)

    def inviting_column(self, room: int) -> int:
        """Return the column in whose empty cell a new row is offered: the first for words with *room* (px)."""
        first, columns = self.first_text_column, self.records.columns
        words = [n for n in self.shown_columns if n >= first and columns[n].entry and not columns[n].numeric]
        wide = next((n for n in words if self.columnWidth(n) >= room), None)
        return max(words, key=self.columnWidth, default=first) if wide is None else wide

    @property
    def shown_columns(self) -> list[int]:
        """The columns in sight."""
        return [n for n in range(len(self.records.columns)) if not self.isColumnHidden(n)]

    def selected_rows(self) -> list[int]:
        """Return the rows of records that are selected in any part, in order."""
        rows = {row for each in self.selected_ranges() for row in range(each.top(), each.bottom() + 1)}
        return sorted(row for row in rows if row < len(self.records.rows))

    def selected_ranges(self) -> list[QItemSelectionRange]:
        """Return the selected rectangles."""
        chosen = self.selectionModel().selection()
        return [chosen.at(n) for n in range(chosen.count())]

    def selected_ids(self) -> list[int]:
        """Return the ids of the records that are selected in any part, in order."""
        return [self.records.rows[row].id for row in self.selected_rows()]

    def picked(self) -> Picked:
        """Return what is selected, by records."""
        at, ranges = self.currentIndex(), self.selected_ranges()
        record = self.records.record(at.row())
        left = min((each.left() for each in ranges), default=at.column())
        right = max((each.right() for each in ranges), default=at.column())
        return Picked(tuple(self.selected_ids()), left, right, (record.id if record else 0, at.column()))

    def pick(self, wanted: Picked) -> bool:
        """Select what was selected before; False where none of it is in sight."""
        ids, index = frozenset(wanted.ids), self.records.index
        rows = [n for n, row in enumerate(self.records.rows) if row.id in ids]
        if not rows:
            return False
        chosen = QItemSelection()
        for first, last in runs(rows):
            chosen.select(index(first, wanted.left), index(last, wanted.right))
        known, column = self.records.row_of(wanted.current[0]), max(0, wanted.current[1])
        now = index(known if known >= 0 else rows[0], column)
        self.selectionModel().setCurrentIndex(now, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(now)
        return True

    def select_cell(self, row: int, column: int) -> None:
        """Make a cell the current one and the only one selected, and bring it into sight."""
        index = self.records.index(row, column)
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect  # whatever modifiers are held
        self.selectionModel().setCurrentIndex(index, only)
        self.scrollTo(index)

    def leave_hidden(self, record: Record | None) -> None:
        """Go to the first row where a record that was current is not in sight any more."""
        if record is not None and self.records.row_of(record.id) < 0:
            self.select_cell(0, max(0, self.currentIndex().column()))

    def stay_in_sight(self) -> None:
        """Leave a column that was hidden for the next one in sight."""
        at = self.currentIndex()
        if at.isValid() and self.isColumnHidden(at.column()):
            self.finish_edit()
            self.select_cell(at.row(), min(self.shown_columns, key=lambda n: abs(n - at.column())))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if not self._going:
            self._chain = None
        self.viewport().update()
        if current.isValid() and self.hasFocus():
            self.focused.emit(self.records.place(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.records.check_lock()
        if not self.currentIndex().isValid() and self.records.rowCount():
            self.setCurrentIndex(self.records.index(0, self.shown_columns[0]))
        elif self.currentIndex().isValid():
            self.focused.emit(self.records.place(self.currentIndex()))

    # Moving

    def go_on(self, row: int, column: int, down: int, across: int) -> bool:
        """Move on from a cell; across the end of a row into the next. False where there is nothing beyond.

        Down after some steps across leads below the cell where these began, as when a row is typed in a
        worksheet.
        """
        columns = self.shown_columns
        chain = self._chain if self._chain in columns else None
        if down and chain is not None:
            column = chain
        at = columns.index(column) if column in columns else 0
        if down > 0:
            row += self.rowSpan(row, column)
        elif down < 0:
            row -= 1
        at += across
        if not 0 <= at < len(columns):
            row, at = (row + 1, 0) if across > 0 else (row - 1, len(columns) - 1)
        if not 0 <= row < self.records.rowCount():
            return False
        self._going = True
        self.select_cell(row, columns[at])
        self._going = False
        began = column if chain is None else chain
        self._chain = began if across else None
        return True

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        at = self.currentIndex()
        if at.isValid() and self.go_on(at.row(), at.column(), 0, 1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    def leave(self, *, forward: bool) -> None:
        """Let the keys go on to what comes after the table on the page, or before it; Tab stays within it."""
        super().focusNextPrevChild(forward)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action, editor = self.deeds.of(event), self.open_editor()
        if editor is not None and editor.composing:
            event.accept()  # What the input method leaves is not meant for the table
        elif (
            action is not None and self.open_editor() is not None
        ):  # a key that the open input has no use for
            if event.key() != Qt.Key.Key_F2:
                self.finish_edit()
            event.accept()
        elif action is not None:
            action()
            event.accept()
        elif self._starts_typing(event) and (refusal := self.refusal()):
            self.told.emit(refusal)
        else:
            super().keyPressEvent(event)
            if (editor := self.open_editor()) is not None and event.text():
                editor.setProperty("typed", True)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open the cell for what is composed; Qt itself drops a text that comes without a composition before it."""
        at_once = bool(event.commitString()) and not event.preeditString() and self.open_editor() is None
        if (event.preeditString() or at_once) and (refusal := self.refusal()):
            self.told.emit(refusal)
        elif at_once and self.currentIndex().isValid():
            self.edit(self.currentIndex())
            editor = self.open_editor()
            if editor is not None:
                QApplication.sendEvent(editor, event)
        else:
            super().inputMethodEvent(event)

    def _starts_typing(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & _COMMANDS
        return plain and bool(event.text()) and event.text().isprintable()

    def _tell_refusal(self) -> None:
        if refusal := self.refusal():
            self.told.emit(refusal)

    def refusal(self) -> str:
        """Why the current cell cannot be typed into, or ''."""
        at = self.currentIndex()
        if not at.isValid() or self.records.flags(at) & Qt.ItemFlag.ItemIsEditable:
            return ""
        lock = self.records.desk.locked(self.records.section)
        return lock or f"“{self.records.columns[at.column()].label}”是算出来的，不能直接填"

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.deeds.open_menu()
            return
        clicked = self.indexAt(event.pos())
        if clicked.isValid() and not self.selectionModel().isSelected(clicked):
            self.finish_edit()
            self.select_cell(clicked.row(), clicked.column())
        self.deeds.menu().popup(event.globalPos())

    # Editing one cell

    def edit_cell(self) -> None:
        """Open the current cell with the cursor at the end of what stands there."""
        at = self.currentIndex()
        if refusal := self.refusal():
            self.told.emit(refusal)
        elif at.isValid():
            self.edit(at)
            editor = self.open_editor()
            if isinstance(editor, PickInput):
                editor.offer(everything=True)
            elif isinstance(editor, LineInput):
                editor.end(False)
            elif isinstance(editor, MemoInput):
                editor.setText(editor.text())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        editor = self.open_editor()
        if isinstance(editor, PickInput):
            editor.offer(everything=True)

    def open_editor(self) -> Input | None:
        """Return the input of the cell that is being edited, or None."""
        if self.state() != QAbstractItemView.State.EditingState:
            return None
        widget = self.indexWidget(self.currentIndex())
        return widget if isinstance(widget, LineInput | MemoInput) else None

    def finish_edit(self) -> None:
        """Take what stands in an open cell over and close it, unless an input method is at work in it."""
        editor = self.open_editor()
        if editor is not None and not editor.composing:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def drop_edit(self, editor: Input) -> None:
        """Close an open cell as if nothing had been typed; what was typed can be had back by redoing."""
        at = QPersistentModelIndex(self.currentIndex())
        began, typed = editor.property("began"), editor.value_text()
        where = self.records.place(at)
        if where and typed != began:
            self.commitData(editor)
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        for _ in range(_MOST_UNDONE):
            if not where or self.records.data(at, Qt.ItemDataRole.EditRole) == began:
                return
            step = self.records.desk.undo()
            if step is None or step.place != where:
                self.records.desk.redo()
                return

    def _span(self) -> None:
        """Lay the merged cells over their rows, where they differ from those that are laid."""
        names = [each.name for each in self.records.columns[: self.records.merged]]
        wanted = tuple(each for each in spans(self.records.rows, names) if each.rows > 1) if names else ()
        if wanted != self._spans:
            self._spans = wanted
            self.clearSpans()
            for row, column, count in wanted:
                self.setSpan(row, column, count, 1)
