"""Copies of a report file in the user's folder: before it is changed, imported into or migrated."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop.errors import KnownError
from desktop.folders import backups_folder, home
from desktop.store.contents import check_pages, checked
from desktop.store.copies import copy_into, write_whole
from desktop.store.database import connect
from desktop.store.failures import failure

LAST = 10  # The newest so many are kept
DAYS = 7  # And the newest of each of so many days
ALL = 1 << 30  # Bytes of the backups of all files together
REASONS = {"open": "打开前", "import": "导入前", "migration": "升级前", "asked": "手动"}
_NAME = re.compile(r"(\d{8}-\d{6})-([a-z]+)-([0-9a-f]{16})\.jxzp")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made, or that could not be (then *path* is None and *problem* says why).

    at: local time. reason: a key of REASONS. digest: the first 16 hex of the file's SHA-256 at the time.
    """

    path: Path | None
    at: datetime
    reason: str
    digest: str = ""
    problem: str = ""


def back_up(
    db: sqlite3.Connection,
    path: Path,
    uuid: str,
    reason: str,
    now: datetime,
    look: Callable[[sqlite3.Connection, Path], object] = checked,
) -> Backup:
    """Copy the open file at *path* to its backups, unless the newest is the same; never raises.

    The copy is verified by reopening and *look*. Older ones are rotated away.
    """
    from hashlib import file_digest

    now = now.astimezone().replace(microsecond=0)  # As far as the names tell it
    try:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()[:16]
        newest = next(iter(list_backups(uuid)), None)
        if newest is not None and newest.digest == digest:
            return newest
        target = backups_folder(uuid) / f"{now:{_STAMP}}-{reason}-{digest}.jxzp"
        write_whole(target, lambda partial: copy_into(db, partial), look)
        rotate(uuid, now)
        return Backup(target, now, reason, digest)
    except KnownError as error:
        return Backup(None, now, reason, problem=f"没有备份成功：{error.message}")
    except OSError as error:
        return Backup(None, now, reason, problem=failure(path, error, "备份").message)


def list_backups(uuid: str) -> tuple[Backup, ...]:
    """Return the backups of a file, the newest first."""
    return tuple(_listed(backups_folder(uuid)))


def copy_out(backup: Backup, target: Path) -> None:
    """Write a backup to *target* as a file of its own; raises StoreError."""
    if backup.path is None:
        raise ValueError(backup)
    source = connect(backup.path, read_only=True)
    try:
        write_whole(target, lambda partial: copy_into(source, partial), check_pages)
    finally:
        source.close()


def rotate(uuid: str, now: datetime) -> None:
    """Delete backups that are neither among a file's last nor a day's newest, then what is too much."""
    held = list_backups(uuid)
    kept = {each.path for each in held[:LAST]}
    days: set[object] = set()
    for each in held:
        day = each.at.date()
        if day not in days and now.date() - day < timedelta(days=DAYS):
            kept.add(each.path)
        days.add(day)
    _delete(each for each in held if each.path not in kept)
    _delete(_too_much(home() / "backups"))


def _listed(folder: Path) -> Iterator[Backup]:
    for path in sorted(folder.glob("*.jxzp"), reverse=True):
        if found := _NAME.fullmatch(path.name):
            at = datetime.strptime(found[1], _STAMP).astimezone()
            yield Backup(path, at, found[2], found[3])


def _too_much(folder: Path) -> Iterator[Backup]:
    """Yield the oldest until the rest are within the limit; each file keeps its newest."""
    held = [list(_listed(each)) for each in folder.iterdir() if each.is_dir()]
    size = {each: _size(each) for backups in held for each in backups}
    excess = sum(size.values()) - ALL
    for each in sorted((each for backups in held for each in backups[1:]), key=lambda each: each.at):
        if excess <= 0:
            return
        excess -= size[each]
        yield each


def _size(each: Backup) -> int:
    return each.path.stat().st_size if each.path else 0


def _delete(gone: Iterator[Backup]) -> None:
    for each in list(gone):
        if each.path:
            each.path.unlink(missing_ok=True)
