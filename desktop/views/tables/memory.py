"""What tables remember between two starts: widths, columns in sight, heads of pasted ranges; per section."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from desktop.errors import StoreError
from desktop.folders import home

_FILE = "tables.json"
_MOST_HEADS = 200  # Heads kept per section; the oldest go

Words = dict[str, str]


def remembered(section: str, what: str) -> dict[str, Any]:
    """Return what is remembered of a section (widths, shown, heads) by name; nothing where unreadable."""
    return _dict(_dict(_held().get(section)).get(what))


def widths_of(section: str) -> dict[str, int]:
    """Return the widths (px) drawn by hand, by column."""
    return {name: px for name, px in remembered(section, "widths").items() if type(px) is int and px > 0}


def shown_of(section: str) -> dict[str, bool]:
    """Return which columns were asked for (True) or sent away (False)."""
    return {name: on for name, on in remembered(section, "shown").items() if type(on) is bool}


def heads_of(section: str) -> Words:
    """Return the entry names that heads of pasted columns stood for, '' for a column that is not wanted."""
    return {head: name for head, name in remembered(section, "heads").items() if type(name) is str}


def remember(section: str, what: str, values: Mapping[str, Any]) -> None:
    """Keep *values* in the place of those before; that they cannot be written troubles nobody."""
    held = _held()
    made = _dict(held.get(section))
    made[what] = dict(values)
    held[section] = made
    try:
        target = home() / _FILE
        beside = target.with_suffix(".new")
        beside.write_text(json.dumps(held, ensure_ascii=False), "utf-8")
        beside.replace(target)
    except (OSError, StoreError):
        return  # A comfort, not data


def remember_heads(section: str, heads: Mapping[str, str]) -> None:
    """Add heads of a pasted range to those known."""
    kept = {head: name for head, name in heads_of(section).items() if head not in heads}
    newest = list((kept | dict(heads)).items())[-_MOST_HEADS:]
    remember(section, "heads", dict(newest))


def _held() -> dict[str, Any]:
    try:
        return _dict(json.loads((home() / _FILE).read_text("utf-8")))
    except (OSError, ValueError, RecursionError, StoreError):
        return {}


def _dict(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
