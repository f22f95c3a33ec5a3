"""The rule packs (规则包) on this computer, and the one that a report file carries with it."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from pathlib import Path
from typing import Any

from desktop.errors import StoreError
from desktop.folders import home_path, resources
from desktop.models.rulepack_text import BASE, overlaid, written

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RESTS = re.compile(rf"(?m)^\s*{BASE}\s*=")


def installed(name: str) -> str:
    """Return the whole text of the rule pack *name*, the user's own before the shipped one; '' for none.

    A pack may rest on another one (``base = "national-2020"``) and give only what differs: what is returned,
    and kept in files, is complete. Raises StoreError for one that cannot be read or lacks its base.
    """
    path = found(name)
    return _whole(path, (path,)) if path else ""


def found(name: str, *, shipped: bool = False) -> Path | None:
    """Return where the rule pack *name* lies: the user's own (unless *shipped* is asked for) comes first."""
    folders = (shipped_folder(),) if shipped else (own_folder(), shipped_folder())
    paths = (folder / f"{name}.toml" for folder in folders) if _NAME.fullmatch(name) else ()
    return next((path for path in paths if path.is_file()), None)


def own_folder() -> Path:
    """Return where the user's own rule packs lie; it need not exist."""
    return home_path() / "rulepacks"


def shipped_folder() -> Path:
    """Return where the rule packs lie that ship with the program."""
    return resources() / "rulepacks"


def whole(path: Path, text: str) -> str:
    """Return what a text would come to as that of the pack at *path*, with the pack it rests on; StoreError."""
    return _laid(path, text, (path,))


def _whole(path: Path, above: tuple[Path, ...]) -> str:
    """The text of a pack; where it rests on another one, of both together."""
    return _laid(path, read(path), above)


def _laid(path: Path, text: str, above: tuple[Path, ...]) -> str:
    if not _RESTS.search(text):
        return text
    own = tables(text, path.stem)
    base = own.get(BASE)
    if not isinstance(base, str):
        return text  # Told as an unknown key by whoever parses it
    under = _under(path, base)
    if under is None or under in above:
        why = "以自己为底本" if under else f"的底本“{base}”在这台电脑上没有"
        raise StoreError(f"规则包“{path.stem}”{why}", "请改正规则包里的 base，或另选一个规则包")
    return written(overlaid(tables(_whole(under, (*above, under)), base), own))


def _under(path: Path, base: str) -> Path | None:
    """Where the base of a pack lies; one of its own name is the shipped one."""
    return found(base, shipped=base == path.stem and path.parent == own_folder())


def base_of(path: Path) -> dict[str, Any]:
    """Return the whole tables that the pack at *path* rests on, none where it stands by itself."""
    base = tables(read(path), path.stem).get(BASE)
    under = _under(path, base) if isinstance(base, str) else None
    return tables(_whole(under, (path, under)), under.stem) if under else {}


def tables(text: str, name: str) -> dict[str, Any]:
    """Parse the text of the rule pack *name*; raises StoreError that says in which line it goes wrong."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StoreError(f"规则包“{name}”的写法有误：{error}", "请改正规则包，或另选一个") from error


def carried(db: sqlite3.Connection) -> tuple[str, str]:
    """Return name and text of the rule pack in the file, empty where it has none."""
    return db.execute('SELECT "name", "text" FROM "rule_pack"').fetchone() or ("", "")


def carry(db: sqlite3.Connection, name: str, text: str) -> None:
    """Put a rule pack into the file, in the place of the one it had; no name and no text: it carries none."""
    if not name and not text:
        db.execute('DELETE FROM "rule_pack"')
        return
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
    return tables(text, held or name)


def newer(db: sqlite3.Connection, name: str) -> str:
    """Return the text of the installed rule pack *name* where the file carries another text, else ''."""
    text = installed(name)
    return text if text != carried(db)[1] else ""


def read(path: Path) -> str:
    """Return the text of a rule pack as it stands in its file; raises StoreError."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"规则包“{path}”读不出来", "它应当是 UTF-8 编码的文本文件") from error
