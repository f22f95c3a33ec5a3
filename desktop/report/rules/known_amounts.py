"""Every amount and rate in the data, to be found by its value (按数值找数据)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain

from desktop.models.entries import entries
from desktop.models.figures import CATALOGUE, Reckoning
from desktop.models.money import FEN_PER_WAN
from desktop.models.places import place
from desktop.models.records import SECTIONS
from desktop.report.rules.known_values import Known, derived, measured

_SECTIONS = ("budget", "funding", "contracts", "payments", "project")
_CENT = Decimal("0.01")


def amounts(reckoning: Reckoning) -> Mapping[Decimal, Known]:
    """Return the amounts in the data by value (万元, two decimals), stored ones before derived ones."""
    return reckoning.kept(_amounts)


def rates(reckoning: Reckoning) -> Mapping[Decimal, Known]:
    """Return the rates in the data by value (per cent, two decimals)."""
    return reckoning.kept(_rates)


def _amounts(reckoning: Reckoning) -> Mapping[Decimal, Known]:
    return _by_value(reckoning, "万元", _stored(reckoning))


def _rates(reckoning: Reckoning) -> Mapping[Decimal, Known]:
    return _by_value(reckoning, "%", ())


def _by_value(reckoning: Reckoning, unit: str, stored: Iterable[Known]) -> Mapping[Decimal, Known]:
    made: dict[Decimal, Known] = {}
    shown = (known for _, known in measured(reckoning) if known.unit == unit)
    for known in chain(stored, shown, _figures(reckoning, unit)):
        made.setdefault(known.value.quantize(_CENT, ROUND_HALF_UP), known)
    return made


def _figures(reckoning: Reckoning, unit: str) -> Iterator[Known]:
    for definition in CATALOGUE.values():
        if definition.unit == unit:
            for name in definition.names(reckoning.ledger):
                if known := derived(reckoning, name):
                    yield known


def _stored(reckoning: Reckoning) -> Iterator[Known]:
    for section in _SECTIONS:
        amounts = [each for each in entries(SECTIONS[section].record) if each.kind.name == "money"]
        for row in reckoning.report.rows(section):
            for each in amounts:
                fen = getattr(row, each.name)
                if fen is not None:
                    where = place(section, row.id, each.name)
                    yield Known(where, each.label, Decimal(fen) / FEN_PER_WAN, "万元")
