"""The numbers that a rule of one's own may name, as a list to choose from (自定义审核)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.facts import EMPTY, value_text
from desktop.models.figures import Reckoning
from desktop.models.places import DERIVED, parse_place
from desktop.models.rules.operands import labels


@dataclass(frozen=True, slots=True)
class Choice:
    """A number: *text* is what a rule writes for it, *value* how it stands now with its unit."""

    text: str
    place: str
    value: str


def choices(reckoning: Reckoning) -> tuple[Choice, ...]:
    """Return every figure and numeric field once, by the first label that is its own, else by its place."""
    named: dict[str, str] = {}
    for label, places in reckoning.kept(labels).items():
        for where in places:
            if len(places) == 1:
                named.setdefault(where, label)
    every = dict.fromkeys(where for places in reckoning.kept(labels).values() for where in places)
    return tuple(Choice(named.get(each, each), each, _value(reckoning, each)) for each in every)


def _value(reckoning: Reckoning, where: str) -> str:
    text = value_text(reckoning, where)
    unit = "" if where.partition("/")[0] in DERIVED else parse_place(where).entry.unit
    return f"{text}{unit}" if text else EMPTY
