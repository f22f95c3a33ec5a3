"""Whole files: written beside their target, verified by reopening, and only then put in its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from desktop.errors import KnownError
from desktop.folders import backups_folder
from desktop.progress import tell
from desktop.store.database import connect
from desktop.store.failures import told

Found = TypeVar("Found")

_PATIENCE = (0.2, 0.2, 0.2)  # Seconds; a virus scanner holds a new file for a moment (Windows)
KEPT_INTERRUPTED = 10
_writes = count(1)
_PIECE = 1024  # Pages of 4 KB copied in one go
_RETRY = 0.02  # Seconds until it is tried again where somebody was just writing


def copy_into(db: sqlite3.Connection, partial: Path) -> None:
    """Copy the open file with SQLite's own backup, which is safe while it is being written; Stopped.

    It is copied by pieces, so that who writes it meanwhile waits for one piece at most.
    """
    with closing(sqlite3.connect(partial)) as copy:
        db.backup(copy, pages=_PIECE, progress=_told, sleep=_RETRY)


def _told(_status: int, left: int, total: int) -> None:
    tell(total - left, total)


def write_whole(
    target: Path, fill: Callable[[Path], None], look: Callable[[sqlite3.Connection, Path], Found]
) -> Found:
    """Let *fill* write a file beside *target*, put it in place when *look* finds it sound.

    Raises StoreError; then nothing half-written is left and the target is as it was.
    """
    partial = target.with_name(
        f"~{os.getpid()}-{next(_writes)}.part"
    )  # Two may be written at once, by threads
    with told(target):
        try:
            partial.unlink(missing_ok=True)
            fill(partial)
            with closing(connect(partial, read_only=True)) as db:
                found = look(db, partial)
            _sync(partial)
            _replace(partial, target)
        finally:
            for left in (partial, journal_of(partial)):
                with suppress(OSError):  # The disk is gone; what went wrong first is being told
                    left.unlink(missing_ok=True)
    return found


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps what a save that was cut short had overwritten."""
    return path.with_name(f"{path.name}-journal")


def keep_interrupted(path: Path, now: datetime) -> str:
    """Keep copies of a file and its journal before SQLite mends it; return what went wrong, or ''."""
    try:
        folder = backups_folder("interrupted")
        kept = folder / f"{now:%Y%m%d-%H%M%S-%f}"
        kept.mkdir()
        for each in (path, journal_of(path)):
            shutil.copy2(each, kept / each.name)
        for old in sorted(folder.iterdir())[:-KEPT_INTERRUPTED]:
            shutil.rmtree(old)
    except KnownError as error:
        return error.message
    except OSError as error:
        return f"上次保存被打断，修复前的副本没有存成：{error.strerror}"
    return ""


def _replace(partial: Path, target: Path) -> None:
    if (journal := journal_of(target)).exists():
        # It belongs to the file that is being replaced; SQLite would apply it to the new one.
        keep_interrupted(target, datetime.now().astimezone())
        journal.unlink()
    for pause in _PATIENCE:
        try:
            partial.replace(target)
            break
        except PermissionError:
            time.sleep(pause)
    else:
        partial.replace(target)
    _sync_folder(target.parent)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut (a folder can be synced on Unix only)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # Some shares cannot; the file itself is safe
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
