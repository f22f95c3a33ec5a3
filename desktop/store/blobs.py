"""The bytes of the evidence (佐证材料): read on demand, written with the edit that names them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping


def read(db: sqlite3.Connection, sha256: str) -> bytes | None:
    """Return the bytes with the hash, or None where the file has none."""
    found = db.execute('SELECT "content" FROM "blobs" WHERE "sha256" = ?', (sha256,)).fetchone()
    return found[0] if found else None


def held(db: sqlite3.Connection) -> frozenset[str]:
    """Return the hashes of all bytes in the file."""
    return frozenset(each for (each,) in db.execute('SELECT "sha256" FROM "blobs"'))


def write(db: sqlite3.Connection, blobs: Mapping[str, bytes]) -> None:
    """Put bytes into the file by their hash, over what stands there, within the caller's transaction."""
    db.executemany(
        'INSERT INTO "blobs" ("sha256", "content") VALUES (?, ?) '
        'ON CONFLICT ("sha256") DO UPDATE SET "content" = excluded."content"',
        list(blobs.items()),
    )


def has_unnamed(db: sqlite3.Connection) -> bool:
    """Tell whether the file holds bytes that no evidence names."""
    return db.execute(f"SELECT EXISTS (SELECT 1 FROM {_UNNAMED})").fetchone()[0] == 1


def drop_unnamed(db: sqlite3.Connection) -> None:
    """Delete the bytes that no evidence names, within the caller's transaction."""
    db.execute(f"DELETE FROM {_UNNAMED}")


_UNNAMED = '"blobs" WHERE "sha256" NOT IN (SELECT "sha256" FROM "evidence")'
