"""Indicators by their levels, and what moving one, or a whole level, makes of the report (一级、二级、三级指标)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from desktop.models.records import Indicator, Report


@dataclass(frozen=True, slots=True)
class Second:
    """A second level with the ids of its indicators, in the officer's order."""

    name: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class First:
    """A first level with its second ones."""

    name: str
    seconds: tuple[Second, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of all indicators of the level."""
        return tuple(id_ for each in self.seconds for id_ in each.ids)


Levels = tuple[First, ...]
T = TypeVar("T", First, Second)


def levels_of(indicators: Iterable[Indicator]) -> Levels:
    """Return indicators by level, each level where it first occurs."""
    held: dict[str, dict[str, list[int]]] = {}
    for each in indicators:
        held.setdefault(each.level1, {}).setdefault(each.level2, []).append(each.id)
    return tuple(
        First(name, tuple(Second(inner, tuple(ids)) for inner, ids in seconds.items()))
        for name, seconds in held.items()
    )


def arranged(report: Report, levels: Levels) -> Report:
    """Return *report* with its indicators in the order and of the levels of *levels*."""
    held = {each.id: each for each in report.indicators}
    rows = [
        replace(held[id_], level1=first.name, level2=second.name)
        for first in levels
        for second in first.seconds
        for id_ in second.ids
    ]
    rows = [held[each.id] if held[each.id] == each else each for each in rows]
    return report if tuple(rows) == report.indicators else report.with_rows("indicators", rows)


def put(levels: Levels, ids: Sequence[int], at: tuple[str, str], before: int | None = None) -> Levels:
    """Return *levels* with indicators moved to the level *at*, before another or to its end."""
    gone = frozenset(ids)

    def filled(first: First, second: Second) -> Second:
        staying = [id_ for id_ in second.ids if id_ not in gone]
        if (first.name, second.name) != at:
            return Second(second.name, tuple(staying))
        place = staying.index(before) if before in staying else len(staying)
        return Second(second.name, (*staying[:place], *ids, *staying[place:]))

    return _without_empty(
        First(first.name, tuple(filled(first, each) for each in first.seconds)) for first in levels
    )


def shifted(levels: Levels, ids: Sequence[int], by: int) -> Levels:
    """Return *levels* with indicators moved past their neighbour, up (-1) or down (1).

    At the border of a level they go over into the next one first.
    """
    homes = list(_homes(levels))
    at = next((home for home in homes if ids[0] in home[2]), None)
    if at is None:
        return levels
    held, chosen = at[2], frozenset(ids)
    staying = [id_ for id_ in held if id_ not in chosen]
    own = [n for n, id_ in enumerate(held) if id_ in chosen]
    edge = own[0] if by < 0 else own[-1]
    beyond = [id_ for id_ in (held[:edge] if by < 0 else held[edge + 1 :]) if id_ not in chosen]
    if beyond:
        place = staying.index(beyond[-1] if by < 0 else beyond[0]) + (by > 0)
        before = staying[place] if place < len(staying) else None
        return put(levels, ids, (at[0], at[1]), before)
    other = homes.index(at) + by
    if not 0 <= other < len(homes):
        return levels
    first, second, others = homes[other]
    return put(levels, ids, (first, second), others[0] if by > 0 else None)


def shifted_level(levels: Levels, first: str, second: str | None, by: int) -> Levels:
    """Return *levels* with a first level, or a second one within it, moved past its neighbour.

    A second level at the border of its first one goes over into the next, into its namesake there if it has one.
    """
    if second is None:
        return _swapped(levels, lambda each: each.name == first, by)
    number = next(n for n, each in enumerate(levels) if each.name == first)
    own = levels[number]
    moved = _swapped(own.seconds, lambda inner: inner.name == second, by)
    if moved != own.seconds:
        return (*levels[:number], replace(own, seconds=moved), *levels[number + 1 :])
    if not 0 <= number + by < len(levels):
        return levels
    return _handed_on(levels, number, number + by, second)


def _handed_on(levels: Levels, number: int, other: int, name: str) -> Levels:
    """Hand a second level on to another first one, next to where it was."""
    given = next(each for each in levels[number].seconds if each.name == name)
    taking, made = levels[other].seconds, list(levels)
    if any(each.name == name for each in taking):
        seconds = tuple(
            replace(each, ids=(*each.ids, *given.ids)) if each.name == name else each for each in taking
        )
    else:
        seconds = (*taking, given) if other < number else (given, *taking)
    made[other] = replace(levels[other], seconds=seconds)
    left = tuple(each for each in levels[number].seconds if each.name != name)
    made[number] = replace(levels[number], seconds=left)
    return _without_empty(made)


def renamed(report: Report, ids: Collection[int], field: str, name: str) -> Report:
    """Return *report* with a level (*field*: level1 or level2) of some indicators called otherwise."""
    rows = [replace(each, **{field: name.strip()}) if each.id in ids else each for each in report.indicators]
    return report.with_rows("indicators", rows)


def _homes(levels: Levels) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    for first in levels:
        for second in first.seconds:
            yield first.name, second.name, second.ids


def _swapped(rows: tuple[T, ...], wanted: Callable[[T], bool], by: int) -> tuple[T, ...]:
    at = next(n for n, each in enumerate(rows) if wanted(each))
    other = at + by
    if not 0 <= other < len(rows):
        return rows
    made = list(rows)
    made[at], made[other] = made[other], made[at]
    return tuple(made)


def _without_empty(levels: Iterable[First]) -> Levels:
    kept = (replace(each, seconds=tuple(inner for inner in each.seconds if inner.ids)) for each in levels)
    return tuple(each for each in kept if each.seconds)
