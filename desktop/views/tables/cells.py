"""Many cells written at once, each as the form would read it: one edit, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from desktop.models.edits import TYPED
from desktop.models.entries import Entry, entry_of
from desktop.models.joined import spread
from desktop.models.places import place, read_value
from desktop.models.records import SECTIONS, Origin, Record, Report, Unread
from desktop.progress import tell

T = TypeVar("T")

CONFIRMED = "逐项确认"
_STRETCH = 500  # Rows, after which it is told how far it is: some ms

NewId = Callable[[str], int]
Cells = Mapping[int, Mapping[str, str]]
"""Record id → entry name → text."""


@dataclass(frozen=True, slots=True)
class Written:
    """The report with the cells in it, and the places whose text could not be read and is kept as unread."""

    report: Report
    refused: tuple[str, ...]


@dataclass(slots=True)
class _Taken:
    """What reading the cells brought, by place."""

    rows: dict[int, Record] = field(default_factory=dict[int, Record])
    read: set[str] = field(default_factory=set[str])
    changed: dict[str, str] = field(default_factory=dict[str, str])  # place of the value → of its record
    refused: dict[str, str] = field(default_factory=dict[str, str])


def told(rows: Sequence[T]) -> Iterator[T]:
    """Yield *rows*, telling now and then how far it is; raises Stopped."""
    for number, row in enumerate(rows):
        if number and number % _STRETCH == 0:
            tell(number, len(rows))
        yield row


def written(report: Report, section: str, cells: Cells, new_id: NewId) -> Written:
    """Return *report* with *cells* of a section taken; cells of records that are not there are passed over.

    As in a single edit, a text that cannot be read is kept as an ``unread`` record and the value stays,
    and a typed value has no origin. Raises Stopped.
    """
    taken = _take(report, section, cells)
    if taken.rows:
        rows = report.rows(section)
        report = report.with_rows(section, [taken.rows.get(row.id, row) for row in rows])
    return Written(_pinned(report, taken, new_id), tuple(taken.refused))


def _take(report: Report, section: str, cells: Cells) -> _Taken:
    taken = _Taken()
    record = SECTIONS[section].record
    read: dict[tuple[str, str], Any] = {}
    for row in told([row for row in report.rows(section) if cells.get(row.id)]):
        values: dict[str, Any] = {}
        for name, text in spread(row, cells[row.id]).items():
            where = place(section, row.id, name)
            try:
                value = _read(report, entry_of(record, name), text, read)
            except ValueError:
                taken.refused[where] = text
                continue
            taken.read.add(where)
            if value != getattr(row, name):
                values[name] = value
                taken.changed[where] = place(section, row.id)
        if values:
            taken.rows[row.id] = replace(row, **values)
    return taken


def _read(report: Report, entry: Entry, text: str, known: dict[tuple[str, str], Any]) -> Any:
    """Read a text; the same reference is looked up once."""
    key = (entry.name, text)
    if key not in known:
        known[key] = read_value(report, entry, text)
    return known[key]


def _pinned(report: Report, taken: _Taken, new_id: NewId) -> Report:
    """Bring unread texts and origins in line with what was taken."""
    held = {row.place: row for row in report.unread}
    unread = [
        replace(row, text=taken.refused[row.place]) if row.place in taken.refused else row
        for row in report.unread
        if row.place not in taken.read
    ]
    fresh = [where for where in taken.refused if where not in held]
    unread += [Unread(new_id("unread"), where, taken.refused[where]) for where in fresh]
    if tuple(unread) != report.unread:
        report = report.with_rows("unread", unread)
    return _disowned(report, taken, new_id) if taken.changed and report.origins else report


def _disowned(report: Report, taken: _Taken, new_id: NewId) -> Report:
    """Take origins of changed values away; where the record has one, the value is confirmed instead."""
    kept = [row for row in report.origins if row.place not in taken.changed]
    wholes = {row.place for row in kept if row.kind != "confirmed"}
    confirmed = [
        Origin(new_id("origins"), where, "confirmed", TYPED)
        for where, whole in taken.changed.items()
        if whole in wholes
    ]
    after = (*kept, *confirmed)
    return report if after == report.origins else report.with_rows("origins", after)


def confirmed(report: Report, places: Collection[str], new_id: NewId) -> Report:
    """Return *report* with the values at *places* confirmed, whatever they or their records came from."""
    own = {row.place for row in report.origins}
    kept = [replace(row, kind="confirmed") if row.place in places else row for row in report.origins]
    fresh = [Origin(new_id("origins"), where, "confirmed", CONFIRMED) for where in places if where not in own]
    return report.with_rows("origins", (*kept, *fresh))


def with_new_row(report: Report, section: str, row: Record, behind: int | None = None) -> Report:
    """Return *report* with a new record behind the one with the id *behind*, or at the end."""
    rows = list(report.rows(section))
    index = next((n + 1 for n, each in enumerate(rows) if each.id == behind), len(rows))
    return report.with_rows(section, (*rows[:index], row, *rows[index:]))
