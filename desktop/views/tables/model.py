"""The table's model: the records of a section as Qt sees them, and one faint row for the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.models.kept_sums import Exchange, in_place
from desktop.models.places import place
from desktop.models.records import SECTIONS, Record
from desktop.session import Change
from desktop.views.desk import Desk
from desktop.views.tables.arrangement import Arrangement, Where
from desktop.views.tables.cells import with_new_row, written
from desktop.views.tables.columns import Column
from desktop.views.tables.content import Content

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_BESIDE = frozenset({"unread", "origins", "notes", "project"})
_ROLE = Qt.ItemDataRole
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_FREE = _PLAIN | Qt.ItemFlag.ItemIsEditable
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class RecordModel(QAbstractTableModel):
    """Shows records of a section; edits go to the desk, and what the desk tells is shown by difference.

    The last row stands for the record that is not there yet: what is typed into it makes one.
    made(id) when that happened, renewed() after every change that concerns the table.
    """

    made = Signal(int)
    renewed = Signal()

    def __init__(
        self, desk: Desk, section: str, columns: Sequence[Column], where: Where | None = None, merged: int = 0
    ) -> None:
        super().__init__()
        self.desk = desk
        self.section = section
        self.columns = tuple(columns)
        self.merged = merged
        self.new: Mapping[str, Any] = {}
        self.fixed = False
        self.own_numbers = False  # Rows are counted here, not in the whole section
        self.exchange = Exchange()
        self.content = Content(desk, section, columns)
        self.arrangement = Arrangement(where)
        self.rows: list[Record] = self._wanted()
        self._locked = self._is_locked()
        self._spare = int(self.can_grow)
        desk.changed.connect(self._changed)
        desk.closing.connect(self._empty)
        desk.opened.connect(self.renew)

    @property
    def can_grow(self) -> bool:
        """Whether there is a last row to type a new record into."""
        return not self.fixed and not self._locked

    def _is_locked(self) -> bool:
        return not self.desk.is_open or bool(self.desk.locked(self.section))

    @property
    def shown(self) -> tuple[Record, ...]:
        """The records in sight in any order; where these are all, the report's own tuple."""
        if not self.desk.is_open or self.arrangement.filtered:
            return tuple(self.rows)
        held = self.desk.report.rows(self.section)
        return held if len(held) == len(self.rows) else tuple(self.rows)

    def record(self, row: int) -> Record | None:
        """Return the record of a row, None for the last, empty one."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def row_of(self, id_: int) -> int:
        """Return the row that shows a record, or -1."""
        return next((n for n, row in enumerate(self.rows) if row.id == id_), -1)

    def place(self, index: Index) -> str:
        """Return the address of a cell: a value, for a computed cell its record, '' for the empty row."""
        row = self.record(index.row())
        return place(self.section, row.id, self.columns[index.column()].name) if row is not None else ""

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows) + self._spare

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        typed = self.columns[index.column()].entry is not None
        return _FREE if typed and not self._locked else _PLAIN

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            record = self.record(section)
            number = section + 1 if self.own_numbers or record is None else self.content.number(record)
            mark = str(number) if record is not None else "＋"
            return mark if role == _ROLE.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case _ROLE.DisplayRole:
                return column.label
            case _ROLE.ToolTipRole:
                return column.entry.hint if column.entry else None
            case _ROLE.TextAlignmentRole:
                return _alignment(column)
            case _:
                return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        record = self.record(index.row()) if index.isValid() else None
        if role == _ROLE.TextAlignmentRole and index.isValid():
            return _alignment(self.columns[index.column()])
        if record is None:
            return "" if role in (_ROLE.DisplayRole, _ROLE.EditRole) and index.isValid() else None
        column = self.columns[index.column()]
        match role:
            case _ROLE.DisplayRole:
                return self.content.text(record, column)
            case _ROLE.EditRole:
                return self.content.exact(record, column)
            case _ROLE.ToolTipRole:
                lock = self.desk.locked(self.section) if self._locked and column.entry else ""
                return "\n".join(filter(None, (self.content.tip(record, column), lock))) or None
            case _ROLE.AccessibleTextRole:
                text = self.content.text(record, column) or self.content.blank(record, column) or "空"
                return f"{column.label} {text} {self.content.origin_word(record, column)}".rstrip()
            case _:
                return None

    # Edits

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        column = self.columns[index.column()] if index.isValid() else None
        if column is None or column.entry is None or role != _ROLE.EditRole or not isinstance(value, str):
            return False
        record, text = self.record(index.row()), self.content.meant(column, value)
        if record is None:
            return self._make(column, text)
        if index.column() < self.merged:
            return self._rename(index, column, text)
        if column.name in self.content.joined:
            return self._spread(record, column, text)
        self.desk.write(place(self.section, record.id, column.name), text)
        return True

    def _make(self, column: Column, text: str) -> bool:
        """Make a record of what was typed into the last row."""
        if not text.strip() or not self.can_grow:
            return False
        session = self.desk.session
        row = SECTIONS[self.section].record(session.new_id(self.section), **self.new)
        report = with_new_row(self.desk.report, self.section, row)
        report = written(report, self.section, {row.id: {column.name: text}}, session.new_id).report
        self.arrangement.keep(row.id)
        label = f"新增{SECTIONS[self.section].label}"
        self.desk.edit(report, label, place=place(self.section, row.id, column.name))
        self.made.emit(row.id)
        return True

    def _spread(self, record: Record, column: Column, text: str) -> bool:
        """Write a text that stands for several fields; one edit."""
        made = written(
            self.desk.report, self.section, {record.id: {column.name: text}}, self.desk.session.new_id
        )
        where = place(self.section, record.id, column.name)
        self.desk.edit(made.report, f"修改{column.label}", place=where)
        return True

    def _rename(self, index: Index, column: Column, text: str) -> bool:
        """Write a merged cell: the value of every row that it stands for."""
        cells = {self.rows[n].id: {column.name: text} for n in self.run(index.row(), index.column())}
        report = written(self.desk.report, self.section, cells, self.desk.session.new_id).report
        self.desk.edit(report, f"修改{column.label}", place=self.place(index))
        return True

    def run(self, row: int, number: int) -> range:
        """Return the rows that one merged cell stands for."""
        if row >= len(self.rows):
            return range(row, row + 1)
        names = [each.name for each in self.columns[: number + 1]]
        key = [getattr(self.rows[row], name) for name in names]

        def same(n: int) -> bool:
            return 0 <= n < len(self.rows) and key == [getattr(self.rows[n], name) for name in names]

        first = last = row
        while key[-1] and same(first - 1):
            first -= 1
        while key[-1] and same(last + 1):
            last += 1
        return range(first, last + 1)

    # What the desk tells

    def show_where(self, where: Where | None) -> None:
        """Show the records that *where* takes; None for all."""
        self.arrangement.filter(where)
        self.renew()

    def show_order(self, ids: Sequence[int] | None) -> None:
        """Show the records in another order; None for the officer's."""
        self.arrangement.sort(ids)
        self.renew()

    def renew(self) -> None:
        """Show the report as it stands; rows that are still there keep their selection."""
        self.content.forget()
        self._show(self._wanted())
        self.check_lock()
        self.touch()

    def touch(self) -> None:
        """Have every cell painted anew."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))
        self.renewed.emit()

    def _changed(self, change: Change) -> None:
        named = {each.entry.kind.section for each in self.columns if each.entry}
        computed = any(each.computed for each in self.columns)
        beside = change.sections & (_BESIDE | named)
        if beside or computed:
            self.renew()
        elif self.section in change.sections:
            self.content.forget()
            self._show(self._wanted())
            self.renewed.emit()

    def _wanted(self) -> list[Record]:
        return self.arrangement.rows(self.desk.report.rows(self.section)) if self.desk.is_open else []

    def check_lock(self) -> None:
        """Have the last, empty row come or go with the right to fill it."""
        self._locked = self._is_locked()
        count = len(self.rows)
        if self.can_grow and not self._spare:
            self.beginInsertRows(_ROOT, count, count)
            self._spare = 1
            self.endInsertRows()
        elif self._spare and not self.can_grow:
            self.beginRemoveRows(_ROOT, count, count)
            self._spare = 0
            self.endRemoveRows()

    def _empty(self) -> None:
        self.beginResetModel()
        self.rows, self._spare, self._locked = [], 0, True
        self.content.forget()
        self.endResetModel()

    def _show(self, rows: list[Record]) -> None:
        changed = in_place(self.rows, rows)
        if changed is not None:
            self.rows = rows
            if changed:
                last = len(self.columns) - 1
                self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))
            return
        old, new = [row.id for row in self.rows], [row.id for row in rows]
        if len(old) == len(new) and set(old) == set(new):
            self._reorder(rows)
        else:
            self._splice(old, new, rows)

    def _reorder(self, rows: list[Record]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = {self.rows[each.row()].id for each in before if each.row() < len(rows)}
        where = {row.id: n for n, row in enumerate(rows) if row.id in held}
        after = [
            self.index(where[self.rows[each.row()].id], each.column()) if each.row() < len(rows) else each
            for each in before
        ]
        self.rows = rows
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _splice(self, old: list[int], new: list[int], rows: list[Record]) -> None:
        """Take out and put in what lies between the common beginning and end."""
        shorter = min(len(old), len(new))
        head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
        tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
        if gone := len(old) - head - tail:
            self.beginRemoveRows(_ROOT, head, head + gone - 1)
            del self.rows[head : head + gone]
            self.endRemoveRows()
        if come := len(new) - head - tail:
            self.beginInsertRows(_ROOT, head, head + come - 1)
            self.rows[head:head] = rows[head : head + come]
            self.endInsertRows()
        self.rows = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))


def _alignment(column: Column) -> Qt.AlignmentFlag:
    return _MIDDLE | (Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft)
