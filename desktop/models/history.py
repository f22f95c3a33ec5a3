"""Undo and redo: what differs between two reports, kept as slices: an edit costs bytes, not tuples."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from desktop.models.common_ends import common_ends
from desktop.models.records import SECTIONS, Record, Report

DEPTH = 200  # Steps that can be undone

Carried = tuple[str, str]
"""Name and whole text of the rule pack that a file carries, both empty where it carries none."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows *before* of a section, from index *first* on, became the rows *after*."""

    section: str
    first: int
    before: tuple[Record, ...]
    after: tuple[Record, ...]


Difference = tuple[Slice, ...]


def _slice(section: str, old: tuple[Record, ...], new: tuple[Record, ...]) -> Slice:
    first, last = common_ends(old, new)
    return Slice(section, first, old[first : len(old) - last], new[first : len(new) - last])


def difference(old: Report, new: Report) -> Difference:
    """Return what leads from *old* to *new*, by common prefix and suffix of each section (by identity)."""
    return tuple(
        _slice(name, old.rows(name), new.rows(name))
        for name in SECTIONS
        if getattr(old, name) is not getattr(new, name)
    )


def applied(report: Report, changes: Difference, *, back: bool = False) -> Report:
    """Return *report* with *changes* made, or taken back."""
    for each in changes:
        gone, come = (each.after, each.before) if back else (each.before, each.after)
        rows = report.rows(each.section)
        report = report.with_rows(each.section, (*rows[: each.first], *come, *rows[each.first + len(gone) :]))
    return report


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable edit: its words (修改合同金额), what it changed, and the place it was made at.

    packs: the rule pack that the file carried before and after, where the edit changed that.
    """

    text: str
    changes: Difference
    place: str = ""
    packs: tuple[Carried, Carried] | None = None


@dataclass(slots=True)
class History:
    """The steps behind and ahead of the report on screen.

    Edits in a row that share a key are one step until ``close`` is called.
    """

    past: list[Step] = field(default_factory=list[Step])
    future: list[Step] = field(default_factory=list[Step])
    _key: Any = None
    _start: Report | None = None

    def push(
        self,
        old: Report,
        new: Report,
        text: str,
        place: str = "",
        key: Any = None,
        *,
        packs: tuple[Carried, Carried] | None = None,
    ) -> None:
        """Remember the edit from *old* to *new*; what had been undone can no longer be redone."""
        merging = key is not None and key == self._key and bool(self.past) and self._start is not None
        start = self._start if merging and self._start is not None else old
        if merging:
            earlier = self.past.pop().packs
            packs = (earlier[0], packs[1]) if earlier and packs else packs or earlier
        self._key, self._start = (key, start) if key is not None else (None, None)
        self.past.append(Step(text, difference(start, new), place, packs))
        del self.past[:-DEPTH]
        self.future.clear()

    def close(self) -> None:
        """End the run of edits that are undone as one."""
        self._key = self._start = None

    def undo(self, report: Report) -> tuple[Report, Step]:
        """Return the report before the last step, and that step; raises IndexError at the beginning."""
        return applied(report, self.past[-1].changes, back=True), self.past[-1]

    def redo(self, report: Report) -> tuple[Report, Step]:
        """Return the report after the next undone step, and that step; raises IndexError at the end."""
        return applied(report, self.future[-1].changes), self.future[-1]

    def undone(self) -> None:
        """Take note that the last step has been taken back (after it was saved)."""
        self.future.append(self.past.pop())
        self.close()

    def redone(self) -> None:
        """Take note that an undone step has been made again (after it was saved)."""
        self.past.append(self.future.pop())
        self.close()
