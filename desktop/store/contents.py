"""Whether what lies in a report file is sound: its pages, its tables and columns, its values."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from desktop.models.records import SECTIONS, Report
from desktop.store.columns import table_of
from desktop.store.header import damaged
from desktop.store.repository import load

OTHER_TABLES = ("rule_pack", "journal", "open_edits", "counters", "file", "blobs")


def check_pages(db: sqlite3.Connection, path: Path) -> None:
    """Let SQLite look through the file; raises StoreError where it finds damage."""
    if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise damaged(path)


def checked(db: sqlite3.Connection, path: Path) -> Report:
    """Return the report of a file of today's version; raises StoreError where anything of it is damaged."""
    check_pages(db, path)
    held = _columns(db)
    needed = {name: {*table_of(name).names, "rank"} for name in SECTIONS}
    if any(not columns <= held.get(name, set()) for name, columns in needed.items()):
        raise damaged(path)
    if any(name not in held for name in OTHER_TABLES) or not db.execute('SELECT 1 FROM "file"').fetchone():
        raise damaged(path)
    try:
        return load(db)
    except (ValueError, ArithmeticError, TypeError) as error:  # A date, number or list that is none
        raise damaged(path) from error


def _columns(db: sqlite3.Connection) -> dict[str, set[str]]:
    columns: dict[str, set[str]] = {}
    listed = db.execute(
        "SELECT tables.name, columns.name FROM sqlite_master AS tables,"
        " pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"
    )
    for table, column in listed:
        columns.setdefault(table, set()).add(column)
    return columns
