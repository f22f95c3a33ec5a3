"""Own rule packs that cannot be read: where they go wrong, mended as text, put aside or begun anew (修复)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import KnownError, StoreError
from desktop.models.rulepack_limits import CHOICES, LIMITS
from desktop.store.failures import told
from desktop.store.own_rulepacks import COPIED, checked, copied
from desktop.store.rulepack_writing import put_text
from desktop.store.rulepacks import found, own_folder, read, shipped_folder, whole

_LINE = re.compile(r"第 (\d+) 行")
_QUOTED = re.compile(r"“(.+?)”")
_BASE = re.compile(r'(?m)^base\s*=\s*"([^"\n]+)"')
_TITLE = re.compile(r'(?m)^name\s*=\s*"([^"\n]+)"')
_TABLES = {"等级": "grades", "得分上限": "caps", "扣分情形": "deductions", "自定义审核": "rules"}
_KEYS: dict[str, str] = {label: key for key, (label, _) in (*LIMITS.items(), *CHOICES.items())}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the text of a rule pack and what is expected; line from 1, 0 where none is to blame."""

    line: int
    text: str


def own_text(name: str) -> str:
    """Return the text of the user's own rule pack as it stands in its file; raises StoreError."""
    return read(_path(name))


def trouble(name: str, text: str) -> Trouble | None:
    """Return what keeps a text from being the rule pack *name*, None where it is sound."""
    try:
        checked(text if _is_torn(text, name) else whole(_path(name), text), name)
    except KnownError as error:
        return Trouble(_line(text, error.message), f"{error.message}。{error.advice}")
    return None


def _is_torn(text: str, name: str) -> bool:
    """Whether a text is no TOML at all; what it rests on does not matter then."""
    try:
        checked(text, name)
    except KnownError as error:
        return "写法有误" in error.message
    return False


def _line(text: str, message: str) -> int:
    """The line that a message speaks of, by its number or by a key or name that it quotes."""
    if named := _LINE.search(message):
        return int(named[1])
    if "末尾" in message:
        return len(text.splitlines()) or 1
    rows = [row.partition("#")[0] for row in text.splitlines()]
    words = [_KEYS.get(str(each), str(each)) for each in reversed(_QUOTED.findall(message))]
    words += [key for name, key in _TABLES.items() if name in message]
    names = [row.partition("=")[0] for row in rows]
    found = (at for looked in (names, rows) for word in words if (at := _first(looked, word)))
    return next(found, 0)


def _first(rows: list[str], word: str) -> int:
    """The first row, from 1, in which a word stands by itself; 0 where there is none."""
    whole_word = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return next((n for n, row in enumerate(rows, 1) if whole_word.search(row)), 0)


def mend(name: str, text: str) -> Path:
    """Put a sound text in the place of the own rule pack's; DataError, StoreError: the file is as it was."""
    path = _path(name)
    checked(whole(path, text), name)
    put_text(path, text)
    return path


def put_aside(name: str) -> Path:
    """Rename an own rule pack's file so that it is no rule pack any more, and return where it lies now."""
    path = _path(name)
    names = (path.with_name(f"{name}.toml.{n}.bak") for n in range(1, 1000))
    aside = next((each for each in names if not each.exists()), None)
    if aside is None:
        raise StoreError(f"规则包“{name}”搁置过太多次", "请在文件夹里清理 .bak 文件")
    with told(path, "改名"):
        path.rename(aside)
    return aside


def origin(name: str) -> str:
    """Return the shipped rule pack that an own one came from: as it says, as it is called; '' where none."""
    try:
        text = own_text(name)
    except StoreError:
        text = ""
    noted = text.partition("\n")[0].removeprefix(COPIED).strip() if text.startswith(COPIED) else ""
    base = _BASE.search(text)
    ids = sorted((path.stem for path in shipped_folder().glob("*.toml")), key=len, reverse=True)
    by_name = next((each for each in ids if name == each or name.startswith(f"{each}-")), "")
    named = (noted, base[1] if base else "", by_name)
    return next((each for each in named if each and found(each, shipped=True)), "")


def begin_anew(name: str) -> Path:
    """Put an own rule pack aside and copy the shipped one that it came from in its place; return what is aside.

    Raises StoreError where nobody knows which that was.
    """
    source = origin(name)
    if not source:
        raise StoreError(f"不知道“{name}”是从哪个规则包复制来的", "请先搁置它，再从随程序的规则复制一份")
    try:
        title = _TITLE.search(own_text(name))
    except StoreError:
        title = None
    aside = put_aside(name)
    try:
        copied(source, name, title[1] if title else "")
    except KnownError:
        aside.rename(_path(name))
        raise
    return aside


def _path(name: str) -> Path:
    return own_folder() / f"{name}.toml"
