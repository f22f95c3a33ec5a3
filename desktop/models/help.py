"""Field help (字段说明): what belongs in a field, where to find it, an example, which rules ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from desktop.errors import DataError
from desktop.models.entries import Entry, entry_of
from desktop.models.places import parse_place
from desktop.models.records import SECTIONS

ADVICE = "请改正字段说明文件后再试"
_WORDS = ("what", "where", "example", "source")
PROGRAM_ONLY = ("unread", "origins", "last", "links")  # Sections that the program fills, nobody else


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """The help of one field; *rules* are ids, *source* the regulation it rests on, if any."""

    label: str
    what: str
    where: str
    example: str
    rules: tuple[str, ...] = ()
    source: str = ""
    unit: str = ""
    required: bool = False


Help = Mapping[str, FieldHelp]
"""The help of all fields by ``section/field``."""


def parse_help(data: Mapping[str, Any]) -> Help:
    """Build the help from parsed TOML by section; DataError names the field that is unknown or wrong."""
    return {
        f"{section}/{field}": _field(section, field, held)
        for section, fields in data.items()
        for field, held in _table(section, fields).items()
    }


def help_at(known: Help, place: str) -> FieldHelp | None:
    """Return the help for the field at a place, None for a place that names none; DataError for no place."""
    where = parse_place(place)
    return known.get(f"{where.section}/{where.field}")


def rules_at(known: Help, place: str) -> tuple[str, ...]:
    """Return the ids of the rules that ask for the value at a place."""
    found = help_at(known, place)
    return found.rules if found else ()


def _field(section: str, field: str, held: Any) -> FieldHelp:
    table = _table(f"{section}/{field}", held)
    each = _entry(section, field)
    for key, value in table.items():
        if not (key in _WORDS and isinstance(value, str)) and not (
            key == "rules" and isinstance(value, list)
        ):
            raise _wrong(f"{section}/{field}/{key}")
    if not table.get("where") or not table.get("example"):
        raise _wrong(f"{section}/{field}")
    return FieldHelp(
        each.label,
        table.get("what") or each.hint,
        table["where"],
        table["example"],
        tuple(str(rule) for rule in cast("list[Any]", table.get("rules", []))),
        table.get("source", ""),
        each.unit,
        each.required,
    )


def _entry(section: str, field: str) -> Entry:
    try:
        return entry_of(SECTIONS[section].record, field)
    except KeyError:
        raise _wrong(f"{section}/{field}") from None


def _table(where: str, held: Any) -> Mapping[str, Any]:
    if not isinstance(held, Mapping):
        raise _wrong(where)
    return cast("Mapping[str, Any]", held)


def _wrong(where: str) -> DataError:
    return DataError(f"字段说明的“{where}”不认识或没有写全", ADVICE)
