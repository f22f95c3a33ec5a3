"""Reading a report out of its file, and writing the rows in which it differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from desktop.models.records import SECTIONS, Report
from desktop.store.columns import table_of
from desktop.store.deltas import Delta
from desktop.store.ranks import fresh_ranks, new_ranks

FEW = 500  # Up to so many ranks are asked for one by one, more as the whole column


def load(db: sqlite3.Connection) -> Report:
    """Build the report that the file holds; raises ValueError for a value that is none of its kind."""
    report = Report()
    for name in SECTIONS:
        table = table_of(name)
        if rows := [table.record_from(held) for held in db.execute(table.select)]:
            report = report.with_rows(name, rows)
    return report


def write(db: sqlite3.Connection, changes: Iterable[Delta], report: Report) -> int:
    """Write what leads to *report*, within the caller's transaction; return how many rows that were."""
    return sum(_write_section(db, each, report) for each in changes)


def count_on(db: sqlite3.Connection, changes: Iterable[Delta]) -> None:
    """Keep the id counters ahead of every id that has ever been in the file."""
    db.executemany(
        'INSERT INTO "counters" ("section", "next") VALUES (?, ?)'
        ' ON CONFLICT ("section") DO UPDATE SET "next" = max("next", excluded."next")',
        [(each.section, max(row.id for row in each.added) + 1) for each in changes if each.added],
    )


def counters(db: sqlite3.Connection) -> dict[str, int]:
    """Return the next id of each section that has ever had a record."""
    return dict(db.execute('SELECT "section", "next" FROM "counters"'))


def _write_section(db: sqlite3.Connection, delta: Delta, report: Report) -> int:
    name, table = delta.section, table_of(delta.section)
    db.executemany(f'DELETE FROM "{name}" WHERE "id" = ?', [(row.id,) for row in delta.removed])
    ranks = _ranks(db, delta, report) if delta.order else {}
    # Never INSERT OR REPLACE: it would delete the row first, and with it what refers to it.
    db.executemany(table.insert, [(*table.values(row), ranks[row.id]) for row in delta.added])
    changed = [table.values(row) for _, row in delta.changed]
    db.executemany(table.update, [(*values[1:], values[0]) for values in changed])
    for row in delta.added:
        del ranks[row.id]
    _move(db, name, ranks)
    touched = ranks.keys() | {row.id for _, row in delta.changed}
    return len(delta.removed) + len(delta.added) + len(touched)


def _move(db: sqlite3.Connection, section: str, ranks: Mapping[int, int]) -> None:
    db.executemany(
        f'UPDATE "{section}" SET "rank" = ? WHERE "id" = ?', [(rank, id_) for id_, rank in ranks.items()]
    )


def _ranks(db: sqlite3.Connection, delta: Delta, report: Report) -> dict[int, int]:
    """Return the ranks to write: of added and moved rows, or of all where no gap is left."""
    rows = report.rows(delta.section)
    last = delta.first + len(delta.order)
    before = rows[delta.first - 1].id if delta.first else 0
    behind = rows[last].id if last < len(rows) else 0
    added = {row.id for row in delta.added}
    asked = [before, behind, *(id_ for id_ in delta.order if id_ not in added)]
    held = _held(db, delta.section, asked)
    ranks = new_ranks(delta.order, held, held.get(before), held.get(behind))
    return fresh_ranks([row.id for row in rows]) if ranks is None else ranks


def _held(db: sqlite3.Connection, section: str, ids: Sequence[int]) -> dict[int, int]:
    if len(ids) > FEW:
        return dict(db.execute(f'SELECT "id", "rank" FROM "{section}"'))
    marks = ", ".join("?" * len(ids))
    return dict(db.execute(f'SELECT "id", "rank" FROM "{section}" WHERE "id" IN ({marks})', ids))
