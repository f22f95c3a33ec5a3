"""What differs between two states of a report: for restoring a backup and for comparing with 送审稿."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop.models.entries import PLACES, Entry, entries
from desktop.models.places import describe, name_of, place
from desktop.models.records import SECTIONS, Record, Report

UNTOLD = ("origins", "links")  # How values are marked, not what the report says


@dataclass(frozen=True, slots=True)
class Row:
    """A record that only one of the two states has: its place and what an officer calls it."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that is not the same in both: its place, the record's name, the label, and both as shown."""

    place: str
    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Differing:
    """What differs in one section; *moved*: the records they share stand in another order."""

    section: str
    label: str
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[Changed, ...]
    moved: bool = False

    @property
    def text(self) -> str:
        """Say it in a line: 增加 2 条，删除 1 条，修改 3 处."""
        counts = (
            ("增加 {} 条", len(self.added)),
            ("删除 {} 条", len(self.removed)),
            ("修改 {} 处", len(self.changed)),
        )
        said = [words.format(count) for words, count in counts if count]
        return "，".join([*said, *(["次序不同"] if self.moved else [])])


def differences(old: Report, new: Report) -> tuple[Differing, ...]:
    """Return what leads from *old* to *new* by section; records are the same where their ids are."""
    return tuple(
        found
        for name in SECTIONS
        if name not in UNTOLD and getattr(old, name) != getattr(new, name)
        if (found := _section(name, old, new)) is not None
    )


def shown(report: Report, each: Entry, value: Any) -> str:
    """Show a value as an officer reads it: with its unit, a reference by the record's name, '' for none."""
    if each.kind.section and value is not None:
        row = report.find(each.kind.section, value)
        return name_of(row) if row else f"编号 {value}"
    if each.kind is PLACES:
        return "、".join(describe(report, where) for where in value or ())
    text = each.kind.show(value)
    return f"{text}{each.unit}" if text else ""


def _section(name: str, old: Report, new: Report) -> Differing | None:
    before = {row.id: row for row in old.rows(name)}
    after = {row.id: row for row in new.rows(name)}
    shared = [id_ for id_ in before if id_ in after]
    changed = tuple(
        each
        for id_ in shared
        if before[id_] != after[id_]
        for each in _fields(name, (old, before[id_]), (new, after[id_]))
    )
    added = tuple(_row(name, row) for id_, row in after.items() if id_ not in before)
    removed = tuple(_row(name, row) for id_, row in before.items() if id_ not in after)
    moved = shared != [id_ for id_ in after if id_ in before]
    if not (added or removed or changed or moved):
        return None
    return Differing(name, SECTIONS[name].label, added, removed, changed, moved)


def _row(section: str, row: Record) -> Row:
    return Row(place(section, row.id), name_of(row))


def _fields(section: str, old: tuple[Report, Record], new: tuple[Report, Record]) -> Iterator[Changed]:
    was, is_ = old[1], new[1]
    for each in entries(SECTIONS[section].record):
        before, after = getattr(was, each.name), getattr(is_, each.name)
        if before != after:
            yield Changed(
                place(section, is_.id, each.name),
                name_of(is_),
                each.label,
                shown(old[0], each, before),
                shown(new[0], each, after),
            )
