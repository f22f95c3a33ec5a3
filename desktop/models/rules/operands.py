"""What a user rule may name: figures by name or label, fields of records by place or label (可选的数)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from desktop.errors import DataError
from desktop.models.entries import Entry, entries
from desktop.models.expressions import ExpressionError, Names, Operand
from desktop.models.figures import Reckoning
from desktop.models.money import FEN_PER_WAN
from desktop.models.places import describe, name_of, parse_place, place, value_at
from desktop.models.records import SECTIONS, Record

LISTED = ("project", "funding", "budget", "adjustments", "contracts", "instalments", "indicators", "results")
"""Sections whose fields may be named by label; every other number by its place."""

SHORT: Mapping[str, str] = {
    "年初预算数": "initial",
    "全年预算数": "adjusted",
    "全年执行数": "spent",
    "执行率": "execution_rate",
    "预算执行率": "execution_rate",
    "未执行数": "unspent",
    "到位资金": "received",
    "资金到位率": "received_rate",
}
"""What officers call the totals, beside their labels."""


def names_of(reckoning: Reckoning) -> Names:
    """Return how names are looked up in this state; labels are gathered when one is first asked for."""

    def find(where: str) -> Operand | None:
        return _placed(reckoning, where)

    def longest(text: str) -> tuple[int, Operand] | None:
        return None if text[0].isdecimal() and not _may_begin(reckoning, text) else _named(reckoning, text)

    return Names(find, longest)


def _may_begin(reckoning: Reckoning, text: str) -> bool:
    """Tell whether some label begins with these digits: 2021年…合同 合同金额."""
    return any(label.startswith(text[:5]) for label in reckoning.kept(labels))


def _named(reckoning: Reckoning, text: str) -> tuple[int, Operand] | None:
    """The longest label that the text begins with; raises ExpressionError where it names several things."""
    if text[0] in "()（）+-−×*÷/＋－＊／":
        return None
    known = reckoning.kept(labels)
    by_first = reckoning.kept(_by_first)
    label = next((each for each in by_first.get(text[0], ()) if text.startswith(each)), "")
    if not label:
        return None
    first, *others = known[label]
    if others:
        raise ExpressionError(f"“{label}”有 {len(others) + 1} 个，请写位置，例：{first}")
    operand = _placed(reckoning, first)
    return (len(label), operand) if operand else None


def labels(reckoning: Reckoning) -> Mapping[str, tuple[str, ...]]:
    """Return the places of everything that may be named, by label, for a picker and for reading."""
    made: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for label, where in (*_figures(reckoning), *_fields(reckoning)):
        if label.strip() and not label[0].isspace():
            made[label.strip()][where] = None
    return {label: tuple(places) for label, places in made.items()}


def _by_first(reckoning: Reckoning) -> Mapping[str, list[str]]:
    made: defaultdict[str, list[str]] = defaultdict(list)
    for label in sorted(reckoning.kept(labels), key=len, reverse=True):
        made[label[0]].append(label)
    return made


def _figures(reckoning: Reckoning) -> Iterator[tuple[str, str]]:
    yield from ((label, f"figures/{name}") for label, name in SHORT.items())
    for name, figure in reckoning.figures().items():
        if not isinstance(figure.value, str):
            yield from ((each, f"figures/{name}") for each in dict.fromkeys(_spaced(figure.label)))


def _fields(reckoning: Reckoning) -> Iterator[tuple[str, str]]:
    for section in LISTED:
        for row in reckoning.report.rows(section):
            for each in _numbers(section):
                where = place(section, row.id, each.name)
                whole = each.label if SECTIONS[section].single else f"{name_of(row)} {each.label}"
                for label in dict.fromkeys((*_spaced(whole), describe(reckoning.report, where))):
                    yield label, where


def _spaced(label: str) -> tuple[str, str]:
    """A label as it is shown and without the space between name and field."""
    return label, label.replace(" ", "")


def _numbers(section: str) -> tuple[Entry, ...]:
    return tuple(each for each in entries(SECTIONS[section].record) if each.kind.numeric)


def _placed(reckoning: Reckoning, where: str) -> Operand | None:
    """The value at a place as an exact number: 万元, per cent or its own unit; None for no such place."""
    if where.startswith("figures/"):
        figure = reckoning.figure(where.removeprefix("figures/"))
        if figure is None or isinstance(figure.value, str):
            return None
        return Operand(_exact(figure.value, money=figure.unit == "万元"), figure.label, (where,))
    try:
        known = parse_place(where)
        if not known.field or not known.entry.kind.numeric:
            return None
        value = value_at(reckoning.report, known)
    except DataError:
        return None
    label = _label(reckoning.report.find(known.section, known.id), known.section, known.entry)
    return Operand(_exact(value, money=known.entry.kind.name == "money"), label, (where,))


def _label(row: Record, section: str, each: Entry) -> str:
    return each.label if SECTIONS[section].single else f"{name_of(row)} {each.label}"


def _exact(value: Any, *, money: bool) -> Decimal | None:
    if value is None:
        return None
    return Decimal(value) / FEN_PER_WAN if money else Decimal(value)
