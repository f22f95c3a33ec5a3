"""The reports opened last, kept in the user's folder; a list that cannot be read is an empty one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.errors import StoreError
from desktop.folders import recent_file

KEPT = 12  # Files remembered
UNKNOWN = -1  # Findings


@dataclass(frozen=True, slots=True)
class Recent:
    """A file as it was left: percent of the required values filled, open findings, and the place last edited.

    must, check: UNKNOWN where it was left before a look at the rules was done, or that look failed.
    at: ISO date and time of the last use.
    """

    path: str
    name: str = ""
    year: int = 0
    state: str = "草稿"
    percent: int = 0
    must: int = 0
    check: int = 0
    at: str = ""
    place: str = ""


def recent_files() -> list[Recent]:
    """Return the files opened last, newest first."""
    try:
        held = json.loads(recent_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError, StoreError):
        return []
    return [known for each in held if (known := _read(each))][:KEPT] if isinstance(held, list) else []


def place_left(path: Path) -> str:
    """Return the place where a file was left, '' where that is not known."""
    return next((each.place for each in recent_files() if each.path == str(path)), "")


def _read(held: Any) -> Recent | None:
    """Return an entry of which every value has the type it should have, or None."""
    if not isinstance(held, dict) or not isinstance(held.get("path"), str):
        return None
    example = asdict(Recent(""))
    good = {name: value for name, value in held.items() if type(value) is type(example.get(name))}
    return Recent(**good) if "path" in good else None


def remember(file: Recent) -> None:
    """Put a file at the head of the list; that it cannot be written troubles nobody."""
    _write([file, *(each for each in recent_files() if each.path != file.path)])


def forget(path: str) -> None:
    """Take a file from the list."""
    _write(each for each in recent_files() if each.path != path)


def _write(files: Iterable[Recent]) -> None:
    rows = [{each.name: getattr(file, each.name) for each in fields(file)} for file in list(files)[:KEPT]]
    try:
        target = recent_file()
        beside = target.with_suffix(".new")
        beside.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
        beside.replace(target)
    except (OSError, StoreError):
        return  # A comfort, not data: the report itself is saved


def when(at: str, now: datetime | None = None) -> str:
    """Say an ISO date and time as people do: 今天 11:26, 昨天 17:40, 11月18日, 2021-03-02; '' for none."""
    try:
        then = datetime.fromisoformat(at)
    except ValueError:
        return ""
    today = (now or datetime.now().astimezone()).date()
    match today - then.date():
        case timedelta(days=0):
            return f"今天 {then:%H:%M}"
        case timedelta(days=1):
            return f"昨天 {then:%H:%M}"
        case _ if today.year == then.year:
            return f"{then.month}月{then.day}日"
        case _:
            return f"{then:%Y-%m-%d}"
