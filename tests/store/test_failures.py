"""What the system reports about a file, in the officer's words."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from desktop.store.failures import failure


def moved() -> sqlite3.Error:
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorcode = sqlite3.SQLITE_READONLY_DBMOVED
    return error


def test_a_file_that_is_away_is_told_from_a_stick_that_is_away(tmp_path: Path) -> None:
    assert "被移走或删除" in failure(tmp_path / "甲.jxzp", moved()).message
    gone = failure(tmp_path / "没有" / "甲.jxzp", moved())
    assert "U 盘" in gone.message
    assert "插回" in gone.advice


def test_a_folder_of_the_same_name_is_told(tmp_path: Path) -> None:
    error = OSError(errno.EISDIR, "Is a directory")
    assert failure(tmp_path, error).message.endswith("已有同名的文件夹")
