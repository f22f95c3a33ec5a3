"""The steps from nothing to today's tables: add one at the end, never change one that shipped."""

from __future__ import annotations

import sqlite3

from desktop.store.database import transaction
from desktop.store.first_tables import FIRST_TABLES

APPLICATION_ID = 0x4A585A50  # "JXZP": tells our files from every other SQLite file

EXPLAINED_NUMBERS = 'ALTER TABLE "explanations" ADD COLUMN "numbers" TEXT NOT NULL DEFAULT \'\';\n'
MIGRATIONS: tuple[str, ...] = (FIRST_TABLES, EXPLAINED_NUMBERS)


def version_of(db: sqlite3.Connection) -> int:
    """Return how many of the steps the file has behind it."""
    return db.execute("PRAGMA user_version").fetchone()[0]


def migrate(db: sqlite3.Connection) -> None:
    """Bring a file up to date, all steps or none; raises sqlite3.Error."""
    version = version_of(db)
    with transaction(db):
        for step in MIGRATIONS[version:]:
            for statement in _statements(step):
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _statements(step: str) -> list[str]:
    # Not executescript, which would commit the transaction it finds.
    return [statement for statement in step.split(";\n") if statement.strip()]
