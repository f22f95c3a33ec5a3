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
from desktop.store.rulepacks import found, installed, own_folder, shipped_folder, tables

SHIPPED, OWN = "随程序", "自己的"
_ID = re.compile(r"(?m)^id\s*=.*$")
_TITLE = re.compile(r"(?m)^name\s*=.*$")
_NEW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,40}")
_EXAMPLE = "只用字母、数字、点和短横，例：shenzhen-2024"
_PLACE = re.compile(r"line (\d+), column (\d+)")


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
        raise DataError(
            f"规则包“{name}”{at}写法有误", "文字要加英文双引号，每项一行，表名写在 [ ] 里"
        ) from error
    pack = parse_rulepack(data)
    if pack.id != name:
        raise DataError(f"规则包的 id 是“{pack.id}”，文件名是“{name}.toml”", "请把两处改成一样的")
    return pack


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
    return _put(own_folder() / f"{id_}.toml", text)


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
