"""The folders an officer chose (project files, second backups), remembered; and how old the backups are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.errors import StoreError
from desktop.folders import home, home_path
from desktop.store.backups import Backup, is_stale, list_backups, list_second


@dataclass(frozen=True, slots=True)
class Kept:
    """The folders that the officer chose; *second* is the one for copies of the backups, '' for none."""

    folders: tuple[str, ...] = ()
    second: str = ""


@dataclass(frozen=True, slots=True)
class BackupAges:
    """How many backups there are of all files, when the newest was made, here and in the second folder.

    away: the second folder is not there now. stale: its newest copy is older than 7 days, or there is none.
    """

    count: int = 0
    newest: datetime | None = None
    second: str = ""
    second_newest: datetime | None = None
    away: bool = False
    stale: bool = False


def kept() -> Kept:
    """Return the officer's folders; none where the list is missing or damaged."""
    try:
        held = json.loads((home() / "folders.json").read_text("utf-8"))
        return Kept(tuple(str(each) for each in held["folders"]), str(held["second"]))
    except (OSError, ValueError, RecursionError, TypeError, KeyError, StoreError):
        return Kept()


def keep_folders(folders: Iterable[str]) -> None:
    """Remember the folders whose project files are listed; StoreError."""
    _write(replace(kept(), folders=tuple(dict.fromkeys(folders))))


def keep_second(folder: Path | None) -> None:
    """Remember where backups are copied to, None for nowhere; StoreError."""
    _write(replace(kept(), second=str(folder) if folder else ""))


def second_folder() -> Path | None:
    """Return where backups are copied to, or None."""
    second = kept().second
    return Path(second) if second else None


def backup_ages(now: datetime | None = None) -> BackupAges:
    """Look how many backups there are and how old the newest are; StoreError."""
    now = now or datetime.now().astimezone()
    known = [each.name for each in _folders(home_path() / "backups") if each.name != "interrupted"]
    here = [backup for uuid in known for backup in list_backups(uuid)]
    made = BackupAges(len(here), _newest(here))
    second = second_folder()
    if second is None:
        return made
    there = [backup for uuid in known for backup in list_second(uuid, second)]
    away = not second.is_dir()
    return replace(
        made,
        second=str(second),
        second_newest=_newest(there),
        away=away,
        stale=bool(here) and not away and is_stale(there, now),
    )


def newest_backups() -> tuple[Backup, ...]:
    """Return the newest backup of every project that has one, the latest first; StoreError."""
    known = [each.name for each in _folders(home_path() / "backups") if each.name != "interrupted"]
    newest = [held[0] for uuid in known if (held := list_backups(uuid))]
    return tuple(sorted(newest, key=lambda each: each.at, reverse=True))


def _newest(held: Iterable[Backup]) -> datetime | None:
    return max((each.at for each in held), default=None)


def _folders(root: Path) -> list[Path]:
    try:
        return [each for each in root.iterdir() if each.is_dir()]
    except OSError:
        return []  # No backup was ever made here


def _write(held: Kept) -> None:
    try:
        target = home() / "folders.json"
        beside = target.with_suffix(".new")
        beside.write_text(json.dumps(asdict(held), ensure_ascii=False, indent=1), "utf-8")
        beside.replace(target)
    except OSError as error:
        raise StoreError(
            f"没有记住所选的文件夹：{error.strerror}", "请检查磁盘空间和权限，然后再选一次"
        ) from error
