"""Writing a rule pack of the user's own: checked first, written beside its file, then put in its place."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop.errors import StoreError
from desktop.models.rulepack_lines import table
from desktop.models.rulepack_text import BASE, overlaid, thinned, written
from desktop.store.failures import told
from desktop.store.own_rulepacks import checked
from desktop.store.rulepacks import base_of, own_folder, tables

_NOTES = re.compile(r"(?:[ \t]*(?:#.*)?\n)+")


def keep(name: str, data: Mapping[str, Any]) -> Path:
    """Write the whole tables of the user's own rule pack *name* and return its file.

    One that rests on another pack goes on resting on it, unless a profile is gone or moved, which only a whole
    text can say; notes above the first value stay. Raises DataError where the pack is not sound and StoreError
    where it cannot be written: then the file is as it was.
    """
    checked(written(data), name)
    path = own_folder() / f"{name}.toml"
    with told(path):
        before = path.read_text("utf-8")
    text = _notes(before) + _body(path, before, data)
    if not _says(path, text, data):
        text = _notes(before) + written(data)
    if not _says(path, text, data):
        told_as = f"规则包“{name}”没有写入：写出的文字与表里的不一致"
        raise StoreError(told_as, "请直接修改规则包文件")
    put_text(path, text)
    return path


def remove(name: str) -> None:
    """Delete the user's own rule pack *name*; reports that use it carry its text. Raises StoreError."""
    path = own_folder() / f"{name}.toml"
    with told(path, "删除"):
        path.unlink()


def _notes(text: str) -> str:
    found = _NOTES.match(text)
    return found[0] if found else ""


def _body(path: Path, before: str, data: Mapping[str, Any]) -> str:
    base = base_of(path)
    if not base:
        return written(data)
    return written({BASE: tables(before, path.stem)[BASE], **thinned(base, data)})


def _says(path: Path, text: str, data: Mapping[str, Any]) -> bool:
    """Whether what would be read back is what was meant: the last look before the old text goes."""
    own = tomllib.loads(text)
    read = overlaid(base_of(path), own) if BASE in own else own
    return read == {**data} and [*table(read, ("weights",))] == [*table(data, ("weights",))]


def put_text(path: Path, text: str) -> None:
    """Write a text beside a file and put it in its place; StoreError: the file is as it was."""
    beside = path.with_name(f"~{os.getpid()}.part")
    with told(path):
        try:
            with beside.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            with suppress(OSError):  # What went wrong first is being told
                beside.unlink(missing_ok=True)
