"""How much of a report is filled: required values and required passages, by section (完成度)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.models.entries import Entry, entries
from desktop.models.places import place
from desktop.models.records import SECTIONS, Report

NEEDED = ("project", "budget", "payments", "goals", "indicators")  # No report without rows of these


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
    unread = {row.place for row in report.unread}
    for section in SECTIONS.values():
        for each in (each for each in entries(section.record) if each.required):
            places = tuple(
                where
                for row in report.rows(section.name)
                if getattr(row, each.name) == each.kind.empty
                and (where := place(section.name, row.id, each.name)) not in unread
            )
            if places:
                yield section.name, each, places


def is_complete(report: Report) -> bool:
    """Tell whether every required field is filled in, whatever the report's state."""
    return next(missing(report), None) is None


def of_section(report: Report, section: str) -> Filled:
    """Count the required values of a section; one that every report needs counts a row before it has any."""
    required = [each for each in entries(SECTIONS[section].record) if each.required]
    rows = report.rows(section)
    if not rows:
        return Filled(0, len(required) if section in NEEDED else 0)
    filled = sum(_is_filled(each, getattr(row, each.name)) for row in rows for each in required)
    return Filled(filled, len(required) * len(rows), not SECTIONS[section].single or bool(filled))


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


def _is_filled(each: Entry, value: Any) -> bool:
    """Tell whether a value is one: an amount of 0 is, a year of 0 is none."""
    return value != each.kind.empty
