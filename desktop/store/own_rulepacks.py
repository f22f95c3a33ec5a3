"""The rule packs to choose from, copies in the user's own folder, and what is wrong with one (自定规则包)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import DataError, KnownError, StoreError
from desktop.models.rulepack import RulePack, parse_rulepack
from desktop.store.failures import told
from desktop.store.rulepacks import found, installed, own_folder, read, shipped_folder, tables, whole

SHIPPED, OWN = "随程序", "自己的"
_ID = re.compile(r"(?m)^id\s*=.*$")
_TITLE = re.compile(r"(?m)^name\s*=.*$")
_NEW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,40}")
_EXAMPLE = "只用字母、数字、点和短横，例：shenzhen-2024"
_PLACE = re.compile(r"line (\d+), column (\d+)")
COPIED = "# 复制自随程序的规则包 "  # The first line of a copy, so that it can be begun anew
# What tomllib says, and what should stand there
_EXPECTED = {
    "Invalid value": "等号后面应当是数字，或者加英文双引号的文字",
    "Expected '=' after a key": "项名后面应当是英文等号，例：value = 90",
    "Expected newline or end of document": "一行只写一项，这里后面不能再有别的字",
    "Cannot overwrite": "这一项写了两次，留一处",
    "twice": "这一张表写了两次，留一处",
    "Illegal character '\\n'": "这一行的文字少了后面的英文双引号",
    "Unterminated string": "文字少了后面的英文双引号",
    "Unclosed array": "少了后面的 ]",
    "Unclosed inline table": "少了后面的 }",
    "at the end of a table declaration": "表名后面少了 ]",
    "Invalid statement": "这一行应当是“项名 = 值”，或者写在 [ ] 里的表名",
}


@dataclass(frozen=True, slots=True)
class Available:
    """A rule pack on this computer: its id, name, origin (随程序, 自己的), file, and what is wrong with it."""

    id: str
    name: str
    origin: str
    path: Path
    problem: str = ""


def available() -> tuple[Available, ...]:
    """Return the rule packs that may be chosen, each id once: the user's own, then those of the program."""
    made: dict[str, Available] = {}
    for origin, folder in ((OWN, own_folder()), (SHIPPED, shipped_folder())):
        for path in sorted(folder.glob("*.toml"), key=lambda each: each.stem):
            if path.stem not in made:
                made[path.stem] = _listed(path, origin)
    return tuple(made.values())


def _listed(path: Path, origin: str) -> Available:
    if found(path.stem) != path:
        problem = f"文件名不能是“{path.name}”。只用字母、数字、点和短横，例：shenzhen-2024.toml"
        return Available(path.stem, path.stem, origin, path, problem)
    try:
        pack = checked(installed(path.stem), path.stem)
    except KnownError as error:
        return Available(path.stem, path.stem, origin, path, f"{error.message}。{error.advice}")
    return Available(pack.id, pack.name, origin, path)


def checked(text: str, name: str) -> RulePack:
    """Return the rule pack in a whole text of the file *name*; raises DataError that says what is wrong.

    Wrong are: TOML that cannot be read (with the line), an unknown or missing key, profiles that are not 100
    points, grades out of order, and an id that is not the file's name.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _PLACE.search(str(error))
        at = f"第 {where[1]} 行第 {where[2]} 列" if where else "末尾"
        raise DataError(f"规则包“{name}”{at}写法有误", _expected(str(error))) from error
    pack = parse_rulepack(data)
    if pack.id != name:
        raise DataError(f"规则包的 id 是“{pack.id}”，文件名是“{name}.toml”", "请把两处改成一样的")
    return pack


def _expected(said: str) -> str:
    """What TOML expects where its reader has given up, in an officer's words."""
    words = (words for sign, words in _EXPECTED.items() if sign in said)
    return next(words, "文字要加英文双引号，每项一行，表名写在 [ ] 里")


def copied(name: str, new_id: str = "", title: str = "") -> Path:
    """Copy an installed rule pack, whole, into the user's folder, to be changed there; return the file.

    new_id: '' for the same id: the copy then goes before the shipped one. Raises StoreError where there is no
    such pack or already a copy, DataError for an id that is no file's name.
    """
    id_ = new_id or name
    if wrong := new_id_problem(id_):
        raise DataError(wrong, _EXAMPLE)
    if not (text := installed(name)):
        raise StoreError(f"这台电脑上没有规则包“{name}”", "请从列表里选一个")
    own_title = title or f"{tables(text, name).get('name', name)}（{OWN}）"
    text = _ID.sub(lambda _: f'id = "{id_}"', text, count=1)
    text = _TITLE.sub(lambda _: f'name = "{"".join(_plain(own_title))}"', text, count=1)
    if found(name, shipped=True) == found(name):
        text = f"{COPIED}{name}\n{text}"
    return _put(own_folder() / f"{id_}.toml", text)


def taken_in(path: Path) -> str:
    """Copy a rule pack's file from elsewhere into the user's folder under its own id, and return that.

    What it rests on must be on this computer. Raises DataError for one that is not sound, StoreError.
    """
    text = read(path)
    held = _ID.search(text)
    id_ = held[0].partition("=")[2].partition("#")[0].strip().strip("\"'") if held else path.stem
    if wrong := new_id_problem(id_):
        raise DataError(wrong, _EXAMPLE)
    made = whole(own_folder() / f"{id_}.toml", text)
    checked(made, id_)
    _put(own_folder() / f"{id_}.toml", made)
    return id_


def exported(name: str, path: Path) -> Path:
    """Write the whole text of an installed rule pack to a file, over one that is there; raises StoreError."""
    with told(path):
        path.write_text(installed(name), "utf-8", newline="\n")
    return path


def new_id_problem(id_: str) -> str:
    """Return why a copy cannot have an id, which is its file's name too; '' where it can."""
    return "" if _NEW_ID.fullmatch(id_) else f"规则包的 id 不能是“{id_}”"


def _plain(title: str) -> Iterator[str]:
    """The characters of a name that need no escape in TOML."""
    return (each for each in title if each.isprintable() and each not in '"\\')


def _put(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.is_file():
            raise StoreError(f"已经有自己的规则包“{path.stem}”", "请直接修改它，或换一个 id") from None
        with suppress(OSError):
            path.unlink(missing_ok=True)  # Half of a pack is none
        raise StoreError(f"规则包写不进“{path}”：{error.strerror}", "请检查磁盘空间和权限") from error
    return path
