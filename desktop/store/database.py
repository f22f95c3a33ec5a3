"""A connection to a report file, and the transaction that every edit is."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

PATIENCE = 2.0  # Seconds to wait while another program reads or writes the file


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Connect to a file that is there; raises sqlite3.Error.

    A journal that is deleted at each commit and full syncs: a plain copy of the open file holds every row.
    Long work is done in a thread of its own while the others let the connection alone.
    """
    mode = "ro" if read_only else "rw"
    where = f"{_uri(path)}?mode={mode}"
    db = sqlite3.connect(where, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA cell_size_check = ON")
        if not read_only:
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("PRAGMA synchronous = FULL")
    except BaseException:
        db.close()
        raise
    return db


def settled(path: Path) -> Path:
    """Return the absolute path, links followed.

    Not on Windows, where that would show the officer a server's name instead of his drive letter.
    """
    return path.absolute() if sys.platform == "win32" else path.resolve()


def _uri(path: Path) -> str:
    # Path.as_uri would make a host of a Windows share, which SQLite refuses.
    written = path.absolute().as_posix()
    return "file://" + quote(written if written.startswith("/") else f"/{written}")


@contextmanager
def transaction(db: sqlite3.Connection) -> Generator[sqlite3.Connection]:
    """Commit when the block ends well, roll back when it does not."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # On a full disk SQLite has rolled back by itself
            with suppress(sqlite3.Error):  # What went wrong first is what the officer must hear
                db.execute("ROLLBACK")
        raise
