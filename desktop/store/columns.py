"""How each kind of value lies in its column, and the statements of each section."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from desktop.models.entries import Entry, entries
from desktop.models.numbers import plain
from desktop.models.records import SECTIONS, Record

Change = Callable[[Any], Any]

# Kinds that do not lie in the file as they are: (to the column, from the column); None stays NULL.
_PACKED: dict[str, tuple[Change, Change]] = {
    "number": (plain, Decimal),
    "date": (date.isoformat, date.fromisoformat),
    "places": (lambda places: json.dumps(places, ensure_ascii=False), lambda text: tuple(json.loads(text))),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A section's table: its statements, and which values are packed on the way in and out."""

    record: type
    names: tuple[str, ...]
    select: str
    insert: str
    update: str
    packers: tuple[tuple[int, Change], ...]
    unpackers: tuple[tuple[int, Change], ...]

    def values(self, row: Record) -> list[Any]:
        """Return what to bind for a record: the id, then its fields in order."""
        values = [getattr(row, name) for name in self.names]
        for index, pack in self.packers:
            if values[index] is not None:
                values[index] = pack(values[index])
        return values

    def record_from(self, held: tuple[Any, ...]) -> Record:
        """Return the record of a selected row; raises ValueError for a value that is none of its kind."""
        values = list(held)
        for index, unpack in self.unpackers:
            if values[index] is not None:
                values[index] = unpack(values[index])
        return self.record(*values)


@cache
def table_of(section: str) -> Table:
    """Return the table of a section, derived from the entries of its record."""
    record = SECTIONS[section].record
    names = ("id", *(each.name for each in entries(record)))
    quoted = [f'"{name}"' for name in names]
    packed = list(_packed(entries(record)))
    return Table(
        record,
        names,
        f'SELECT {", ".join(quoted)} FROM "{section}" ORDER BY "rank", "id"',
        f'INSERT INTO "{section}" ({", ".join(quoted)}, "rank") VALUES ({", ".join("?" * len(names))}, ?)',
        f'UPDATE "{section}" SET {", ".join(f"{each} = ?" for each in quoted[1:])} WHERE "id" = ?',
        tuple((index, pack) for index, pack, _ in packed),
        tuple((index, unpack) for index, _, unpack in packed),
    )


def _packed(each_entry: tuple[Entry, ...]) -> Iterator[tuple[int, Change, Change]]:
    for index, each in enumerate(each_entry, 1):
        if each.kind.name in _PACKED:
            yield index, *_PACKED[each.kind.name]
