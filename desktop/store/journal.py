"""The change journal (修改记录): when, who, where, from what to what, and why; it only ever grows.

A field that is being edited has its row written when the edit closes; until then ``open_edits`` holds its
first value, in the same transaction as the edit, so that a crash loses no row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from desktop.errors import DataError
from desktop.models.entries import entries
from desktop.models.places import parse_place, place, value_at
from desktop.models.plain import plain_record
from desktop.models.records import SECTIONS, Record, Report
from desktop.store.deltas import Delta

UNTOLD = ("unread",)  # What cannot be read yet is not a value that has changed


@dataclass(frozen=True, slots=True)
class Entered:
    """One row of the journal; values are as shown on screen, whole records as JSON."""

    at: datetime
    who: str
    place: str
    old: str
    new: str
    why: str


class Change(NamedTuple):
    """A value that an edit changed, as shown."""

    place: str
    old: str
    new: str


def read(db: sqlite3.Connection, where: str = "") -> tuple[Entered, ...]:
    """Return the rows at a place and within it (all for ''), the earliest first."""
    found = db.execute(
        'SELECT "at", "who", "place", "old", "new", "why" FROM "journal"'
        ' WHERE ? = \'\' OR "place" = ? OR substr("place", 1, length(?) + 1) = ? || \'/\' ORDER BY "id"',
        (where, where, where, where),
    )
    return tuple(Entered(datetime.fromisoformat(at), *rest) for at, *rest in found)


def enter(db: sqlite3.Connection, changes: Iterable[Change], who: str, why: str = "") -> None:
    """Write one row for each change, within the caller's transaction."""
    at = datetime.now(tz=UTC).astimezone().isoformat(timespec="seconds")
    db.executemany(
        'INSERT INTO "journal" ("at", "who", "place", "old", "new", "why") VALUES (?, ?, ?, ?, ?, ?)',
        [(at, who, each.place, each.old, each.new, why) for each in changes],
    )


def hold(db: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Keep the first value of each field whose edit is still open."""
    db.executemany(
        'INSERT INTO "open_edits" ("place", "old") VALUES (?, ?) ON CONFLICT ("place") DO NOTHING',
        [(each.place, each.old) for each in changes],
    )


def close(db: sqlite3.Connection, report: Report, who: str, why: str = "") -> None:
    """Write the rows of the edits that were open, up to their values in *report*."""
    enter(db, list(_closed(db, report)), who, why)
    db.execute('DELETE FROM "open_edits"')


def has_open(db: sqlite3.Connection) -> bool:
    """Tell whether an edit was open when the file was last written."""
    return db.execute('SELECT EXISTS (SELECT 1 FROM "open_edits")').fetchone()[0] == 1


def of_fields(changes: Iterable[Delta]) -> Iterator[Change]:
    """Yield the fields that changed in records that were there before and are after."""
    for each in _told(changes):
        for was, is_ in each.changed:
            yield from _fields(each.section, was, is_)


def of_records(changes: Iterable[Delta]) -> Iterator[Change]:
    """Yield the records that came and went, whole."""
    for each in _told(changes):
        for row in each.removed:
            yield Change(place(each.section, row.id), _written(row), "")
        for row in each.added:
            yield Change(place(each.section, row.id), "", _written(row))


def _told(changes: Iterable[Delta]) -> Iterator[Delta]:
    return (each for each in changes if each.section not in UNTOLD)


def _fields(section: str, was: Record, is_: Record) -> Iterator[Change]:
    for each in entries(SECTIONS[section].record):
        old, new = getattr(was, each.name), getattr(is_, each.name)
        if old != new:
            yield Change(place(section, is_.id, each.name), each.kind.show(old), each.kind.show(new))


def _written(row: Record) -> str:
    return json.dumps(plain_record(row), ensure_ascii=False)


def _closed(db: sqlite3.Connection, report: Report) -> Iterator[Change]:
    for where, old in db.execute('SELECT "place", "old" FROM "open_edits" ORDER BY rowid').fetchall():
        try:
            known = parse_place(where)
            new = known.entry.kind.show(value_at(report, known))
        except DataError:
            continue  # The record went with the edit; its own row says so
        if new != old:
            yield Change(where, old, new)
