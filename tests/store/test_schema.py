from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from desktop.models.entries import Entry, entries
from desktop.models.records import SECTIONS
from desktop.store import migrations
from desktop.store.migrations import APPLICATION_ID, MIGRATIONS, migrate, version_of


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection)
    yield connection
    connection.close()


def wanted(each: Entry) -> tuple[str, int]:
    """The type of an entry's column and whether it is NOT NULL."""
    empty_is_null = each.kind.empty is None
    return ("INTEGER" if each.kind.storage == "INTEGER" else "TEXT"), 0 if empty_is_null else 1


@pytest.mark.parametrize("section", SECTIONS)
def test_there_is_a_column_for_every_entry(db: sqlite3.Connection, section: str) -> None:
    columns = {
        name: (type_, not_null)
        for _, name, type_, not_null, _, _ in db.execute(f"PRAGMA table_info({section})")
    }
    assert columns.pop("id")[0] == columns.pop("rank")[0] == "INTEGER"
    assert columns == {each.name: wanted(each) for each in entries(SECTIONS[section].record)}


@pytest.mark.parametrize("section", SECTIONS)
def test_references_are_deferred_foreign_keys(db: sqlite3.Connection, section: str) -> None:
    found = {row[3]: row[2] for row in db.execute(f"PRAGMA foreign_key_list({section})")}
    references = [each for each in entries(SECTIONS[section].record) if each.kind.section]
    assert found == {each.name: each.kind.section for each in references}
    (text,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (section,)).fetchone()
    assert text.count("DEFERRABLE INITIALLY DEFERRED") == len(found)


def test_every_table_is_strict(db: sqlite3.Connection) -> None:
    tables = db.execute(
        "SELECT name, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite_%'"
    ).fetchall()
    assert tables
    assert [name for name, strict in tables if not strict] == []


def test_the_file_says_whose_it_is(db: sqlite3.Connection) -> None:
    assert db.execute("PRAGMA application_id").fetchone() == (0x4A585A50,)
    assert APPLICATION_ID.to_bytes(4, "big") == b"JXZP"
    assert version_of(db) == len(MIGRATIONS)


def test_a_migration_that_fails_leaves_the_version_before(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    steps = (
        *MIGRATIONS,
        'CREATE TABLE "more" ("id" INTEGER) STRICT;\nCREATE TABLE "basis" ("id" INTEGER);\n',
    )
    migrate(connection)
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrate(connection)
    assert version_of(connection) == len(MIGRATIONS)
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchone()
    connection.close()


def test_migrating_twice_changes_nothing(db: sqlite3.Connection) -> None:
    before = db.execute("SELECT * FROM sqlite_master").fetchall()
    migrate(db)
    assert db.execute("SELECT * FROM sqlite_master").fetchall() == before
