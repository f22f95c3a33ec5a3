"""Whole files are written beside their targets, several at once where threads do it."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from desktop.store.copies import write_whole

PATIENCE = 60  # Seconds for the other thread to come


def test_two_threads_write_into_one_folder_at_once(tmp_path) -> None:
    """As a backup by the clock and one that is asked for."""
    together = Barrier(2)

    def fill(number: int, partial: Path) -> None:
        with sqlite3.connect(partial) as db:
            db.execute("CREATE TABLE t (n)")
            db.execute("INSERT INTO t VALUES (?)", (number,))
        db.close()
        together.wait(PATIENCE)

    def write(number: int) -> int:
        found: int = write_whole(
            tmp_path / f"{number}.jxzp",
            lambda partial: fill(number, partial),
            lambda db, _partial: db.execute("SELECT n FROM t").fetchone()[0],
        )
        return found

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(write, (1, 2))) == [1, 2]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["1.jxzp", "2.jxzp"]
