"""A report's rows by id and by the values of fields; after an edit made from those of the state before (底账索引)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.models.common_ends import changed_at
from desktop.models.records import Record, Report

MOST = 64
"""Changed records; with more of them everything is made anew."""

Groups = Mapping[Any, list[Any]]
Sums = Mapping[Any, int]
Changes = Sequence[tuple[Record, Record]]
"""Records as they were and as they are."""


@dataclass(slots=True)
class Made:
    """What has been made of one state so far."""

    report: Report
    indexes: dict[str, Mapping[str, Record]] = field(default_factory=dict[str, Mapping[str, Record]])
    orders: dict[str, Mapping[int, int]] = field(default_factory=dict[str, Mapping[int, int]])
    groups: dict[tuple[str, str], Groups] = field(default_factory=dict[tuple[str, str], Groups])
    sums: dict[str, Sums] = field(default_factory=dict[str, Sums])
    spent: int | None = None


class Groupings:
    """Indexes, groups and sums, each made when first asked for.

    before: what had been made of the state before. Where records were only changed since, it is mended by
    difference, and equal to what would be made anew.
    """

    def __init__(self, report: Report, before: Made | None = None) -> None:
        self.made = Made(report)
        self._report, self._before = report, before
        self._changes: dict[str, Changes | None] = {}

    def index(self, section: str) -> Mapping[str, Record]:
        """Return the records of a section by id (as text), in the officer's order."""
        if section not in self.made.indexes:
            held = self._before.indexes.get(section) if self._before else None
            changes = self._changed(section) if held is not None else None
            if held is None or changes is None:
                self.made.indexes[section] = {str(row.id): row for row in self._report.rows(section)}
            else:
                self.made.indexes[section] = {**held, **{str(row.id): row for _, row in changes}}
        return self.made.indexes[section]

    def orders(self, section: str) -> Mapping[int, int]:
        """Return the numbers of the records (from 1) in the officer's order by id."""
        if section not in self.made.orders:
            held = self._before.orders.get(section) if self._before else None
            if held is None or self._changed(section) is None:
                held = {row.id: number for number, row in enumerate(self._report.rows(section), 1)}
            self.made.orders[section] = held
        return self.made.orders[section]

    def groups(self, section: str, name: str) -> Groups:
        """Return the rows of a section by the value of one field, each list in the officer's order."""
        key = (section, name)
        if key not in self.made.groups:
            held = self._before.groups.get(key) if self._before else None
            changes = self._changed(section) if held is not None else None
            if held is None or changes is None or not _same(changes, name):
                self.made.groups[key] = _grouped(self._report.rows(section), name)
            else:
                self.made.groups[key] = _regrouped(held, changes, name)
        return self.made.groups[key]

    def sums(self, name: str) -> Sums:
        """Return the sums (分) of the payments by the value of one field; a value may be missing for 0."""
        if name not in self.made.sums:
            held = self._before.sums.get(name) if self._before else None
            changes = self._changed("payments") if held is not None else None
            if held is None or changes is None:
                self.made.sums[name] = _summed(self._report, name)
            else:
                self.made.sums[name] = _resummed(held, changes, name)
        return self.made.sums[name]

    def spent(self) -> int:
        """Return the sum (分) of all payments."""
        if self.made.spent is None:
            held = self._before.spent if self._before else None
            changes = self._changed("payments") if held is not None else None
            if held is None or changes is None:
                spent = sum([row.amount for row in self._report.payments if row.amount is not None])
            else:
                spent = held + sum(_amount(row) - _amount(was) for was, row in changes)
            self.made.spent = spent
            return spent
        return self.made.spent

    def _changed(self, section: str) -> Changes | None:
        """The records changed since the state before; None where some came, went or moved, or too many did."""
        if section not in self._changes:
            old = self._before.report if self._before else Report()
            self._changes[section] = _changes(old.rows(section), self._report.rows(section))
        return self._changes[section]


def _changes(before: Sequence[Record], after: Sequence[Record]) -> Changes | None:
    if before is after:
        return ()
    if len(before) != len(after):
        return None
    pairs = [(before[n], after[n]) for n in changed_at(before, after)]
    return pairs if len(pairs) <= MOST and all(was.id == row.id for was, row in pairs) else None


def _amount(row: Record) -> int:
    return row.amount or 0


def _same(changes: Changes, name: str) -> bool:
    return all(getattr(was, name) == getattr(row, name) for was, row in changes)


def _grouped(rows: Sequence[Record], name: str) -> Groups:
    made: defaultdict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        made[getattr(row, name)].append(row)
    return dict(made)


def _regrouped(held: Groups, changes: Changes, name: str) -> Groups:
    made = dict(held)
    for was, row in changes:
        value = getattr(row, name)
        made[value] = [row if each is was else each for each in made[value]]
    return made


def _summed(report: Report, name: str) -> Sums:
    made: defaultdict[Any, int] = defaultdict(int)
    for row in report.payments:
        if row.amount is not None:
            made[getattr(row, name)] += row.amount
    return made


def _resummed(held: Sums, changes: Changes, name: str) -> Sums:
    made = defaultdict(int, held)
    for was, row in changes:
        made[getattr(was, name)] -= _amount(was)
        made[getattr(row, name)] += _amount(row)
    return made
