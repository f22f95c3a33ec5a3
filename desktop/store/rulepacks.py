"""The rule packs (规则包) on this computer, and the one that a report file carries with it."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from pathlib import Path
from typing import Any

from desktop.errors import StoreError
from desktop.folders import home_path, resources

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def installed(name: str) -> str:
    """Return the text of the rule pack *name*, the user's own before the shipped one; '' for none.

    Raises StoreError for one that cannot be read.
    """
    if not _NAME.fullmatch(name):
        return ""
    for folder in (home_path(), resources()):
        path = folder / "rulepacks" / f"{name}.toml"
        if path.is_file():
            return _read(path)
    return ""


def carried(db: sqlite3.Connection) -> tuple[str, str]:
    """Return name and text of the rule pack in the file, empty where it has none."""
    return db.execute('SELECT "name", "text" FROM "rule_pack"').fetchone() or ("", "")


def carry(db: sqlite3.Connection, name: str, text: str) -> None:
    """Put a rule pack into the file, in the place of the one it had."""
    db.execute(
        'INSERT INTO "rule_pack" ("id", "name", "text") VALUES (1, ?, ?)'
        ' ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "text" = excluded."text"',
        (name, text),
    )


def in_use(db: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Return the tables of the file's rule pack, else of the installed one *name*; else StoreError."""
    held, text = carried(db)
    if not text and not (text := installed(name)):
        raise StoreError(f"这台电脑上没有规则包“{name}”", "请在“项目概况”里另选一个规则包，或安装它")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StoreError(f"规则包“{held or name}”的写法有误：{error}", "请改正规则包，或另选一个") from error


def newer(db: sqlite3.Connection, name: str) -> str:
    """Return the text of the installed rule pack *name* where the file carries another text, else ''."""
    text = installed(name)
    return text if text != carried(db)[1] else ""


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"规则包“{path}”读不出来", "它应当是 UTF-8 编码的文本文件") from error
