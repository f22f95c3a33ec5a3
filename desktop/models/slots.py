"""Live figures in prose (活数字): ``{{place}}`` and ``{{place|format}}`` — found, resolved and rendered.

A slot that resolves to nothing is shown as a marked text, 【？…】, and told apart by ``Resolved.ok``;
braces that are no slot are ordinary text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from desktop.models import formats
from desktop.models.figures import Reckoning
from desktop.models.places import describe
from desktop.models.values import Value, find_value

PLACE = r"[a-z_]+(?:/[a-z0-9_+-]+)+"
SLOT = re.compile(rf"\{{\{{(?P<place>{PLACE})(?:\|(?P<format>[^{{}}|\n]+))?\}}\}}")
NO_TABLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage: *source* as it stands in the text; a slot where *place* is not empty."""

    source: str
    place: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a slot shows: the text, the place it shows, and whether it resolved to a value."""

    text: str
    place: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Characters *start* to *end* of a rendered text that show the value at *place*."""

    start: int
    end: int
    place: str
    ok: bool = True


@lru_cache(maxsize=128)  # The passages of a report, read at every edit
def parse(text: str) -> tuple[Piece, ...]:
    """Part a passage into runs of text and slots; joined again, their sources are the passage."""
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    done = 0
    for found in SLOT.finditer(text):
        if found.start() > done:
            yield Piece(text[done : found.start()])
        yield Piece(found[0], found["place"], found["format"] or "")
        done = found.end()
    if done < len(text):
        yield Piece(text[done:])


def slot(place: str, form: str = "") -> str:
    """Write the slot of a place, with a format or the default one."""
    return f"{{{{{place}|{form}}}}}" if form else f"{{{{{place}}}}}"


def resolve(reckoning: Reckoning, inner: str, tables: Mapping[str, str] = NO_TABLES) -> Resolved:
    """Resolve ``place`` or ``place|format``; *tables* gives each table's printed number (表1-1) by key."""
    place, _, form = inner.strip().removeprefix("{{").removesuffix("}}").partition("|")
    found = find_value(reckoning, place, tables)
    text = _formatted(reckoning, place, found, form) if found else None
    if text is None:
        return Resolved(f"【？{formats.inline(_described(reckoning, place))}】", place, ok=False)
    return Resolved(text, place, ok=True)


def render(
    reckoning: Reckoning, text: str, tables: Mapping[str, str] = NO_TABLES
) -> tuple[str, tuple[Shown, ...]]:
    """Return a passage as printed, and which of its characters are live figures."""
    parts: list[str] = []
    spans: list[Shown] = []
    at = 0
    for piece in parse(text):
        shown = piece.source
        if piece.place:
            resolved = resolve(reckoning, piece.source, tables)
            shown = resolved.text
            spans.append(Shown(at, at + len(shown), piece.place, resolved.ok))
        parts.append(shown)
        at += len(shown)
    return "".join(parts), tuple(spans)


def _formatted(reckoning: Reckoning, place: str, found: Value, form: str) -> str | None:
    """The value in the format asked for; None where the format cannot show such a value."""
    name = form or found.default
    if not name:
        return str(found.value)
    if not formats.fits(found.sort, name):
        return None
    special = _by_place(reckoning, place, name, found.value)
    return special or formats.FORMATS[name](_magnitude(place, name, found))


def _by_place(reckoning: Reckoning, place: str, name: str, value: Any) -> str:
    if name == "自称" and reckoning.pack.choice("self_name"):
        return reckoning.pack.choice("self_name")
    if name == "书名号" and "contracts/" in place:
        return formats.contract(str(value))
    return ""


def _magnitude(place: str, name: str, found: Value) -> Any:
    """Figures print without their sign: the word beside them carries it. Typed numbers stay as typed."""
    derived = "figures/" in place and found.sort == "number"
    return abs(found.value) if derived and name not in formats.SIGNED else found.value


def _described(reckoning: Reckoning, place: str) -> str:
    if place.startswith("figures/"):
        figure = reckoning.figure(place.removeprefix("figures/"))
        return figure.label if figure else place
    return describe(reckoning.report, place)
