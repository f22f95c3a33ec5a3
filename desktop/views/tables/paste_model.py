"""The rows of the paste preview as Qt sees them: a tick, the cells, and what each row does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.views.icons import pixmap
from desktop.views.tables.columns import Column
from desktop.views.tables.paste_rows import Deed, DraftCell, DraftRow
from desktop.views.theme import color

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
_MARKS: dict[Deed, tuple[str, str]] = {
    "new": ("plus", "ok"),
    "fill": ("edit", "accent"),
    "change": ("edit", "accent"),
    "same": ("sev_warn", "warn"),
    "alike": ("sev_warn", "warn"),
    "wrong": ("sev_err", "err"),
    "lost": ("sev_err", "err"),
}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class DraftModel(QAbstractTableModel):
    """Pasted rows with a tick each; ticked_changed() after every change of the ticks."""

    ticked_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[DraftRow] = ()
        self.columns: Sequence[Column] = ()
        self.ticked: list[bool] = []

    def show_rows(self, rows: Sequence[DraftRow], columns: Sequence[Column]) -> None:
        """Show other rows; *columns* are those their cells go to, in the order of the cells."""
        self.beginResetModel()
        self.rows, self.columns = rows, columns
        self.ticked = [each.ticked for each in rows]
        self.endResetModel()
        self.ticked_changed.emit()

    @property
    def chosen(self) -> list[DraftRow]:
        """The ticked rows."""
        return [each for each, on in zip(self.rows, self.ticked, strict=True) if on]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        inside = 0 < section <= len(self.columns)
        if role == _ROLE.TextAlignmentRole:
            return _side(numeric=inside and self.columns[section - 1].numeric)
        if role != _ROLE.DisplayRole:
            return None
        return self.columns[section - 1].label if inside else ("写入" if section == 0 else "怎么处理")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        free = index.column() == 0 and self.rows[index.row()].deed != "lost"
        return plain | Qt.ItemFlag.ItemIsUserCheckable if free else plain

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, number = self.rows[index.row()], index.column()
        if number == 0:
            return self._tick(index.row(), role)
        if number > len(self.columns):
            return _deed(row, role)
        return _cell(row.cells[number - 1], self.columns[number - 1], role)

    def _tick(self, row: int, role: int) -> Any:
        if role == _ROLE.AccessibleTextRole:
            return "写入" if self.ticked[row] else "不写入"
        if role != _ROLE.CheckStateRole:
            return None
        return Qt.CheckState.Checked if self.ticked[row] else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        if role != _ROLE.CheckStateRole or index.column():
            return False
        self.ticked[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        self.ticked_changed.emit()
        return True

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick the given rows, or take their ticks away where all of them have one."""
        free = [n for n in rows if self.rows[n].deed != "lost"]
        wanted = not all(self.ticked[n] for n in free)
        for n in free:
            self.ticked[n] = wanted
        if free:
            self.dataChanged.emit(self.index(min(free), 0), self.index(max(free), 0))
            self.ticked_changed.emit()


def _deed(row: DraftRow, role: int) -> Any:
    mark, tone = _MARKS[row.deed]
    match role:
        case _ROLE.DisplayRole | _ROLE.ToolTipRole:
            return row.words
        case _ROLE.DecorationRole:
            return pixmap(mark, tone)
        case _ROLE.ForegroundRole:
            return color(tone)
        case _:
            return None


def _cell(cell: DraftCell, column: Column, role: int) -> Any:
    match role:
        case _ROLE.DisplayRole:
            return " ".join(cell.words.split("\n"))
        case _ROLE.ToolTipRole:
            return f"{cell.words}\n{cell.problem}" if cell.problem else cell.words
        case _ROLE.ForegroundRole if cell.problem:
            return color("err")
        case _ROLE.ForegroundRole if cell.rewritten:
            return color("accent")
        case _ROLE.BackgroundRole if cell.problem:
            return color("err_soft")
        case _ROLE.TextAlignmentRole:
            return _side(numeric=column.numeric)
        case _:
            return None


def _side(*, numeric: bool) -> Qt.AlignmentFlag:
    return _MIDDLE | (Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft)
