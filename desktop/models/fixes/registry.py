"""What a quick fix is, how one is declared for a rule, and what it would change (快速改正)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from desktop.errors import DataError
from desktop.models.checks import Finding
from desktop.models.edits import NewId, typed
from desktop.models.entries import Entry, entries
from desktop.models.figures import Reckoning
from desktop.models.history import difference
from desktop.models.places import describe, name_of, parse_place, place, value_at
from desktop.models.records import PINNED, SECTIONS, Record, Report

Apply = Callable[[Report, NewId], Report]
EMPTY = "未填"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a finding: *label* of its button, *text* of the undo step, and the edit itself.

    apply raises DataError where the report has changed since the fix was offered.
    """

    label: str
    text: str
    apply: Apply


Offer = Callable[[Reckoning, Finding], Iterator[Fix]]

_OFFERS: dict[str, list[Offer]] = {}


def fix(rule: str) -> Callable[[Offer], Offer]:
    """Declare what offers fixes for the findings of a rule; a rule may have several."""

    def register(offer: Offer) -> Offer:
        _OFFERS.setdefault(rule, []).append(offer)
        return offer

    return register


def fixes(reckoning: Reckoning, finding: Finding) -> tuple[Fix, ...]:
    """Return the fixes of a finding; none where nothing can be done for certain."""
    return tuple(each for offer in _OFFERS.get(finding.rule, ()) for each in offer(reckoning, finding))


def fixable() -> frozenset[str]:
    """Return the rules for whose findings something may be offered."""
    return frozenset(_OFFERS)


def writing(report: Report, values: Mapping[str, str]) -> Apply:
    """Return the edit that types texts at places; it refuses where one of them no longer holds its value."""
    held = {where: value_at(report, parse_place(where)) for where in values}

    def apply(now: Report, new_id: NewId) -> Report:
        for where, text in values.items():
            check_unchanged(now, where, held[where])
            now = typed(now, where, text, new_id)
        return now

    return apply


def check_unchanged(report: Report, where: str, held: Any) -> None:
    """Raise DataError where a place no longer holds what a fix was made for."""
    known = parse_place(where)
    row = report.find(known.section, known.id)
    if row is None or getattr(row, known.field) != held:
        raise DataError("这条问题的数据又改动过，没有改正", "请重新全审，再用快速改正")


def outcome(report: Report, made: Fix) -> tuple[str, ...]:
    """Say line by line what a fix would change: 绩效指标 第 2 行 符号：≤ → =."""
    ids = count(10**9)
    new = made.apply(report, lambda _section: next(ids))
    return tuple(
        line
        for each in difference(report, new)
        if each.section not in PINNED
        for line in _lines(report, new, each.section)
    )


def _lines(old: Report, new: Report, section: str) -> Iterator[str]:
    before = {row.id: row for row in old.rows(section)}
    for row in new.rows(section):
        was = before.get(row.id)
        if was is None:
            yield f"新增{SECTIONS[section].label}“{name_of(row)}”"
        elif was is not row:
            yield from _fields(new, section, was, row)


def _fields(report: Report, section: str, was: Record, row: Record) -> Iterator[str]:
    for each in entries(SECTIONS[section].record):
        old, new = getattr(was, each.name), getattr(row, each.name)
        if old != new:
            where = describe(report, place(section, row.id, each.name))
            yield f"{where}：{_shown(report, each, old)} → {_shown(report, each, new)}"


def _shown(report: Report, each: Entry, value: Any) -> str:
    row = report.find(each.kind.section, value) if each.kind.section else None
    return (name_of(row) if row else each.kind.show(value)) or EMPTY
