"""Which boxes of the form have been copied into 一体化, remembered for each file on this computer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from desktop.errors import StoreError
from desktop.folders import home
from desktop.report.form_texts import FormText

FILES = 200  # Files that are remembered; the one copied from longest ago goes first

Ticks = Mapping[str, str]
"""The mark of the text that was copied, by box; a text that has changed since has another mark."""


def key_of(box: FormText) -> str:
    """Return what a box is remembered by."""
    return f"{box.part}/{box.label}"


def mark_of(box: FormText) -> str:
    """Return the mark of a box's text."""
    return hashlib.sha256(box.text.encode()).hexdigest()[:16]


def load_ticks(path: Path) -> dict[str, str]:
    """Return what was ticked for a file; nothing where that cannot be read."""
    held = _held().get(str(path))
    return {str(key): str(mark) for key, mark in held.items()} if isinstance(held, dict) else {}


def save_ticks(path: Path, ticks: Ticks) -> None:
    """Keep what is ticked for a file; that it cannot be written troubles nobody."""
    held = _held()
    held.pop(str(path), None)
    held[str(path)] = dict(ticks)
    for name in [*held][:-FILES]:
        del held[name]
    try:
        target = _file()
        beside = target.with_suffix(".new")
        beside.write_text(json.dumps(held, ensure_ascii=False), "utf-8")
        beside.replace(target)
    except (OSError, StoreError):
        return  # A comfort, not data


def _held() -> dict[str, Any]:
    try:
        held = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError, StoreError):
        return {}
    return cast("dict[str, Any]", held) if isinstance(held, dict) else {}


def _file() -> Path:
    return home() / "copied.json"
