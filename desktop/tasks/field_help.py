"""The field help that ships with the program, read once."""

from __future__ import annotations

import tomllib
from functools import cache

from desktop.folders import resources
from desktop.models.help import FieldHelp, Help, help_at, parse_help


@cache
def field_help() -> Help:
    """Return the help of every field by ``section/field``; raises DataError where a file is wrong."""
    return parse_help(
        {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (resources() / "help").glob("*.toml")}
    )


def help_for(place: str) -> FieldHelp | None:
    """Return the help for the field at a place, None where it names none; DataError for no such place."""
    return help_at(field_help(), place)
