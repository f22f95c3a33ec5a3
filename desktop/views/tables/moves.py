"""Where the arrows and their like lead in a table: as in a worksheet, with Ctrl to an edge, with Shift a range."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from desktop.views.tables.view import TableView

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ACTION = QAbstractItemView.CursorAction
_ACTIONS = {
    Qt.Key.Key_Up: _ACTION.MoveUp,
    Qt.Key.Key_Down: _ACTION.MoveDown,
    Qt.Key.Key_Left: _ACTION.MoveLeft,
    Qt.Key.Key_Right: _ACTION.MoveRight,
    Qt.Key.Key_PageUp: _ACTION.MovePageUp,
    Qt.Key.Key_PageDown: _ACTION.MovePageDown,
}
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_FLAG = QItemSelectionModel.SelectionFlag


class Moves:
    """Moves and ranges by keys. Qt's own begin a range where the mouse was last, and leave Ctrl+Home unselected."""

    def __init__(self, view: TableView) -> None:
        self._view = view

    def of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does here, None where it does not move."""
        held = event.modifiers() & ~_KEYPAD
        at = self._view.currentIndex()
        if held & ~(_CTRL | _SHIFT) or not at.isValid():
            return None
        key, control = Qt.Key(event.key()), bool(held & _CTRL)
        match key:
            case Qt.Key.Key_A if held == _CTRL:
                return self.select_all
            case Qt.Key.Key_Space if held == _CTRL:
                return self.select_columns
            case Qt.Key.Key_Space if held == _SHIFT:
                return self.select_rows
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                target = self._end(at, control=control, last=key == Qt.Key.Key_End)
            case _ if key in _STEPS and control:
                target = self._edge(at, *_STEPS[key])
            case _ if key in _ACTIONS and held == _SHIFT:
                target = self._view.moveCursor(_ACTIONS[key], Qt.KeyboardModifier.NoModifier)
            case _:
                return None
        if held & _SHIFT:
            return partial(self._extend, target)
        return partial(self._view.select_cell, target.row(), target.column())

    def _end(self, at: QModelIndex, *, control: bool, last: bool) -> QModelIndex:
        """The first or last cell of the row; with Ctrl of the whole table, the empty last row left out."""
        shown = self._view.shown_columns
        row = at.row()
        if control:
            row = max(0, len(self._view.records.rows) - 1) if last else 0
        return self._view.records.index(row, shown[-1 if last else 0])

    def _edge(self, at: QModelIndex, down: int, across: int) -> QModelIndex:
        """The last filled cell before a gap, or the first one behind it, or the end of the table."""
        records, shown = self._view.records, self._view.shown_columns
        if down:
            rows = len(records.rows)
            row = edge(lambda n: self._filled(n, at.column()), at.row(), down, rows)
            return records.index(row if rows else 0, at.column())
        column = edge(
            lambda n: self._filled(at.row(), shown[n]), shown.index(at.column()), across, len(shown)
        )
        return records.index(at.row(), shown[column])

    def _filled(self, row: int, number: int) -> bool:
        records = self._view.records
        record = records.record(row)
        return record is not None and records.content.shows(record, records.columns[number])

    def _extend(self, target: QModelIndex) -> None:
        """Stretch the range with the current cell in its corner to another cell."""
        anchor = self._anchor()
        self._view.selectionModel().setCurrentIndex(target, _FLAG.NoUpdate)
        self._select(anchor, (target.row(), target.column()))
        self._view.scrollTo(target)

    def _anchor(self) -> tuple[int, int]:
        """The corner across from the current cell in the range that it lies in."""
        at = self._view.currentIndex()
        own = next((each for each in self._view.selected_ranges() if each.contains(at)), None)
        if own is None:
            return at.row(), at.column()
        row = own.bottom() if at.row() == own.top() else own.top()
        column = own.right() if at.column() == own.left() else own.left()
        return row, column

    def _select(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        rows, columns = sorted((one[0], other[0])), sorted((one[1], other[1]))
        index = self._view.records.index
        chosen = QItemSelection(index(rows[0], columns[0]), index(rows[1], columns[1]))
        self._view.selectionModel().select(chosen, _FLAG.ClearAndSelect)

    def _bounds(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """First and last row, first and last column of what is selected."""
        ranges, at = self._view.selected_ranges(), self._view.currentIndex()
        rows = [row for each in ranges for row in (each.top(), each.bottom())] or [at.row()]
        columns = [number for each in ranges for number in (each.left(), each.right())] or [at.column()]
        return (min(rows), max(rows)), (min(columns), max(columns))

    def select_all(self) -> None:
        """Select every record; the current cell stays."""
        shown, last = self._view.shown_columns, self._last
        self._select((0, shown[0]), (last, shown[-1]))

    def select_columns(self) -> None:
        """Select the columns of what is selected, over all records."""
        _, (left, right) = self._bounds()
        self._select((0, left), (self._last, right))

    def select_rows(self) -> None:
        """Select the rows of what is selected, from end to end."""
        (top, bottom), _ = self._bounds()
        shown = self._view.shown_columns
        self._select((top, shown[0]), (bottom, shown[-1]))

    @property
    def _last(self) -> int:
        """The last row with a record; the empty row where there is none."""
        return max(0, len(self._view.records.rows) - 1)


def edge(filled: Callable[[int], bool], at: int, step: int, count: int) -> int:
    """Return where Ctrl with an arrow leads from *at* among *count* cells: to the end of a run, or to the next.

    Beyond the last cell of the last run it is the end itself.
    """
    last = count - 1 if step > 0 else 0
    if not 0 <= at + step < count:
        return max(0, min(at, count - 1))
    at += step
    if filled(at - step) and filled(at):
        while at != last and filled(at + step):
            at += step
        return at
    while at != last and not filled(at):
        at += step
    return at
