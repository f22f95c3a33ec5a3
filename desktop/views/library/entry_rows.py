"""Entries of the library as rows of a table, with or without ticks that outlive filtering."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal

from desktop.models.library import KnownEntry
from desktop.views.headed import Head, HeadedModel, Index
from desktop.views.theme import color

_CHECK = Qt.ItemDataRole.CheckStateRole


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its head and what it says of an entry."""

    head: Head
    say: Callable[[Any], str]


class EntryRows(HeadedModel):
    """Entries under heads; ticked() when ticks change. *closed*: entries not to be had, and why."""

    ticked = Signal()

    def __init__(self, fields: Sequence[Field], *, ticks: bool = False) -> None:
        super().__init__(each.head for each in fields)
        self.fields, self.ticks = tuple(fields), ticks
        self.entries: tuple[KnownEntry, ...] = ()
        self.closed: Mapping[KnownEntry, str] = {}
        self._on: dict[KnownEntry, None] = {}

    def show_entries(self, entries: Iterable[KnownEntry], fields: Sequence[Field] | None = None) -> None:
        """Show other entries, under other heads perhaps; ticks stay, those of hidden entries too."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.fields = self.fields if fields is None else tuple(fields)
        self.heads = tuple(each.head for each in self.fields)
        self.endResetModel()

    def chosen(self) -> tuple[KnownEntry, ...]:
        """Return what is ticked, in the order of ticking."""
        return tuple(self._on)

    def is_ticked(self, number: int) -> bool:
        """Tell whether a row is ticked."""
        return self.entries[number] in self._on

    def tick(self, entries: Iterable[KnownEntry], *, on: bool) -> None:
        """Tick entries, or take their ticks away; closed ones have none."""
        for each in entries:
            if on and each not in self.closed:
                self._on[each] = None
            else:
                self._on.pop(each, None)
        if self.entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.entries) - 1, 0))
        self.ticked.emit()

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick some rows, or take their ticks away where all have one."""
        self.tick([self.entries[n] for n in rows], on=not all(map(self.is_ticked, rows)))

    def count(self) -> int:
        return len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        free = self.ticks and index.column() == 0 and self.entries[index.row()] not in self.closed
        return flags | Qt.ItemFlag.ItemIsUserCheckable if free else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        each, field = self.entries[index.row()], self.fields[index.column()]
        match role:
            case Qt.ItemDataRole.CheckStateRole if self.ticks and index.column() == 0:
                return Qt.CheckState.Checked if each in self._on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(field.say(each).split())
            case Qt.ItemDataRole.ToolTipRole:
                return self.closed.get(each) or field.say(each)
            case Qt.ItemDataRole.TextAlignmentRole:
                return field.head.alignment
            case Qt.ItemDataRole.ForegroundRole if each in self.closed:
                return color("muted")
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK or not self.ticks:
            return False
        self.tick([self.entries[index.row()]], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True
