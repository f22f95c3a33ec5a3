"""Copies of a report file in the user's folder and, if wished, a second one (U 盘、D 盘).

They are made before the file is changed, imported into, migrated or restored, and kept by age.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.errors import KnownError, Stopped
from desktop.folders import backups_folder, home
from desktop.models.file_names import safe_name
from desktop.store.contents import check_pages, checked
from desktop.store.copies import copy_into, write_whole
from desktop.store.database import connect
from desktop.store.failures import failure, told

LAST = 10  # The newest so many are kept
DAYS = 7  # And the newest of each of so many days, today's among them
MONTHS = 12  # And the newest of each of so many months, this one among them
ALL = 1 << 30  # Bytes of the backups of all files together
STALE = timedelta(days=7)  # After which the second copy is asked for again
SECOND = "绩评备份"  # The folder that is made in the second place
REASONS = {
    "open": "打开前",
    "timed": "定时",
    "import": "导入前",
    "bulk": "批量修改前",
    "restore": "恢复前",
    "migration": "升级前",
    "replaced": "被覆盖前",
    "submitted": "送审时",
    "final": "定稿时",
    "asked": "手动",
}
MILESTONES = (
    "submitted",
    "final",
)  # The newest of each is kept whatever its age: later drafts are compared to it
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

    The copy is verified by reopening and *look*. Older ones are rotated away. Only Stopped is raised.
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
    except Stopped:
        raise
    except KnownError as error:
        return Backup(None, now, reason, problem=f"没有备份成功：{error.message}")
    except OSError as error:
        return Backup(None, now, reason, problem=failure(path, error, "备份").message)


def back_up_beside(path: Path, uuid: str, reason: str, now: datetime) -> Backup:
    """Copy a file that is open and may be written meanwhile, by a connection of its own; never raises.

    The digest is that of the copy: reading the file itself would take SQLite's locks on it away (POSIX).
    """
    from hashlib import file_digest

    now = now.astimezone().replace(microsecond=0)
    try:
        target = backups_folder(uuid) / f"{now:{_STAMP}}-{reason}-{'0' * 16}.jxzp"
        with told(path, "备份"), closing(connect(path, read_only=True)) as db:
            write_whole(target, lambda partial: copy_into(db, partial), checked)
        with target.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()[:16]
        named = target.replace(target.with_name(target.name.replace("0" * 16, digest)))
        rotate(uuid, now)
        return Backup(named, now, reason, digest)
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


def copy_to_second(backup: Backup, uuid: str, folder: Path, title: str, now: datetime) -> Backup:
    """Put a copy of a backup into a second folder (below 绩评备份, by *title*), kept by age there too.

    Never raises: where the folder is away (a stick) or full, the result tells it.
    """
    if backup.path is None:
        return backup
    try:
        if not folder.is_dir():
            return replace(
                backup, path=None, problem=f"找不到第二备份文件夹“{folder}”，请插上 U 盘或另选文件夹"
            )
        root = folder / SECOND
        held = root / f"{safe_name(title)}-{uuid[:8]}"
        held.mkdir(parents=True, exist_ok=True)
        target = held / backup.path.name
        if not target.exists():
            copy_out(backup, target)
        _thin(held, root, now)
        return replace(backup, path=target)
    except KnownError as error:
        return replace(backup, path=None, problem=f"第二备份没有成功：{error.message}")
    except OSError as error:
        return replace(backup, path=None, problem=failure(folder, error, "第二备份").message)


def list_second(uuid: str, folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a file in the second folder, the newest first; none where it is away."""
    try:
        found = [each for held in (folder / SECOND).glob(f"*-{uuid[:8]}") for each in _listed(held)]
    except OSError:
        return ()  # The stick was pulled while we looked
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def is_stale(held: Iterable[Backup], now: datetime) -> bool:
    """Tell whether the newest of some backups is older than 7 days, or there is none."""
    return all(now - each.at > STALE for each in held)


def rotate(uuid: str, now: datetime) -> None:
    """Delete the backups of a file that are too many for their age, then what is too much of all."""
    _thin(backups_folder(uuid), home() / "backups", now)


def _thin(folder: Path, root: Path, now: datetime) -> None:
    held = tuple(_listed(folder))
    kept = {each.path for each in _kept(held, now)}
    _delete(each for each in held if each.path not in kept)
    _delete(_too_much(root))


def _kept(held: tuple[Backup, ...], now: datetime) -> Iterator[Backup]:
    """Yield the last ones, the newest of each recent day and month, and the newest of each milestone."""
    yield from held[:LAST]
    yield from _newest(
        held, lambda each: each.at.date(), {now.date() - timedelta(days=n) for n in range(DAYS)}
    )
    yield from _newest(
        held, lambda each: _month(each.at.date()), {_month(now.date()) - n for n in range(MONTHS)}
    )
    yield from _newest(held, lambda each: each.reason, set(MILESTONES))


def _newest(held: Iterable[Backup], key: Callable[[Backup], Any], wanted: set[Any]) -> Iterator[Backup]:
    """Yield the first of *held* (the newest) for each key that is wanted."""
    for each in held:
        if key(each) in wanted:
            wanted.remove(key(each))
            yield each


def _month(day: date) -> int:
    return day.year * 12 + day.month


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
