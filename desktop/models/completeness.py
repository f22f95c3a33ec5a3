"""How much of a report is filled: required values and required passages, by section (完成度)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from desktop.models.entries import Entry, entries
from desktop.models.places import place
from desktop.models.records import SECTIONS, Record, Report

NEEDED = ("project", "budget", "payments", "goals", "indicators")  # No report without rows of these

Count = Callable[[Sequence[Record], Entry], int]
"""What tells in how many records a field has a value."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Required values: how many there are, how many are filled, and whether anything is there at all."""

    filled: int = 0
    total: int = 0
    begun: bool = False

    @property
    def state(self) -> str:
        """Return ``none``, ``half`` or ``done``."""
        if not self.begun:
            return "none"
        return "done" if self.filled == self.total else "half"

    @property
    def percent(self) -> int:
        """The share that is filled in whole per cent, never 100 before all are; 0 where nothing is asked."""
        return self.filled * 100 // self.total if self.total else 0


def missing(report: Report) -> Iterator[tuple[str, Entry, tuple[str, ...]]]:
    """Yield (section, entry, places) of every required field (必填项) that some record leaves empty."""
    for section in SECTIONS:
        for each, places in missing_in(report, section):
            yield section, each, places


def missing_in(report: Report, section: str) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Yield (entry, places) of every required field that some record of a section leaves empty."""
    unread = {row.place for row in report.unread}
    for each in (each for each in entries(SECTIONS[section].record) if each.required):
        value, empty = attrgetter(each.name), each.kind.empty
        lacking = (row for row in report.rows(section) if value(row) == empty)
        every = (place(section, row.id, each.name) for row in lacking)
        if places := tuple(where for where in every if where not in unread):
            yield each, places


def is_complete(report: Report) -> bool:
    """Tell whether every required field is filled in, whatever the report's state."""
    return next(missing(report), None) is None


def of_section(report: Report, section: str, count: Count | None = None) -> Filled:
    """Count the required values of a section; one that every report needs counts a row before it has any.

    A section of rows in which nothing is written has not been begun.

    count: what tells of rows and an entry how many are filled, for who has counted the state before.
    """
    required = [each for each in entries(SECTIONS[section].record) if each.required]
    rows = report.rows(section)
    if not rows:
        return Filled(0, len(required) if section in NEEDED else 0)
    filled = sum((count or _filled)(rows, each) for each in required)
    begun = bool(filled) if SECTIONS[section].single else any(not is_blank(row) for row in rows)
    return Filled(filled, len(required) * len(rows), begun)


def is_blank(row: Record) -> bool:
    """Tell whether nothing has been written into a record yet."""
    return row == type(row)(id=row.id)


def of_passages(report: Report, required: Sequence[str]) -> Filled:
    """Count the required passages that are written."""
    written = {each.section for each in report.passages if each.text.strip()}
    return Filled(sum(key in written for key in required), len(required), bool(written))


def of_report(report: Report, required_passages: Sequence[str] = ()) -> Filled:
    """Count everything that must be filled in a report."""
    sections = [of_section(report, name) for name in SECTIONS if name != "passages"]
    return together([*sections, of_passages(report, required_passages)])


def together(parts: Iterable[Filled]) -> Filled:
    """Return the counts of some parts as one."""
    held = tuple(parts)
    return Filled(
        sum(each.filled for each in held), sum(each.total for each in held), any(each.begun for each in held)
    )


def _filled(rows: Sequence[Record], each: Entry) -> int:
    """Count the records in which a field has a value: an amount of 0 is one, a year of 0 is none."""
    return len(rows) - list(map(attrgetter(each.name), rows)).count(each.kind.empty)
