"""Every amount and rate in the data, to be found by its value (按数值找数据)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain

from desktop.models.entries import entries, entry_of
from desktop.models.figures import CATALOGUE, Reckoning
from desktop.models.money import FEN_PER_WAN
from desktop.models.places import place
from desktop.models.records import SECTIONS
from desktop.models.rulepack import LIMITS
from desktop.report.rules.known_values import Known, derived, measured

_SECTIONS = ("project", "budget", "funding", "adjustments", "contracts", "instalments")
_CENT = Decimal("0.01")
_SHOWN = FEN_PER_WAN // 100  # 0.01 万元, as amounts are printed
_HALF = _SHOWN // 2


def amount(reckoning: Reckoning, value: Decimal) -> Known | None:
    """Return the amount in the data of a value (万元, two decimals), a stored one before a derived one."""
    if found := reckoning.kept(_amounts).get(value):
        return found
    order = reckoning.kept(_paid).get(int(value * 100))
    return None if order is None else _payment(reckoning, order)


def rates(reckoning: Reckoning) -> Mapping[Decimal, Known]:
    """Return the rates in the data by value (per cent, two decimals)."""
    return reckoning.kept(_rates)


def _amounts(reckoning: Reckoning) -> Mapping[Decimal, Known]:
    return _by_value(chain(_stored(reckoning, _SECTIONS), _derived(reckoning, "万元")))


def _paid(reckoning: Reckoning) -> Mapping[int, int]:
    """The number of the first payment of each amount (0.01 万元, half up); there may be very many of them."""
    rows = enumerate(reckoning.report.payments, 1)
    paid = [((abs(row.amount) + _HALF) // _SHOWN, order) for order, row in rows if row.amount is not None]
    return dict(reversed(paid))


def _payment(reckoning: Reckoning, order: int) -> Known:
    row, section = reckoning.report.payments[order - 1], SECTIONS["payments"]
    told = f"{section.label} 第 {order} 行 {entry_of(section.record, 'amount').label}"
    value = Decimal(abs(row.amount or 0)) / FEN_PER_WAN
    return Known(place("payments", row.id, "amount"), told, value, "万元")


def _rates(reckoning: Reckoning) -> Mapping[Decimal, Known]:
    return _by_value(chain(_derived(reckoning, "%"), _limits(reckoning)))


def _by_value(every: Iterable[Known]) -> Mapping[Decimal, Known]:
    """The values by their magnitude: in prose the word beside an amount carries the sign."""
    made: dict[Decimal, Known] = {}
    for known in every:
        made.setdefault(abs(known.value).quantize(_CENT, ROUND_HALF_UP), known)
    return made


def _derived(reckoning: Reckoning, unit: str) -> Iterator[Known]:
    """What is measured in the unit, and the figures that have it or may have it by their record."""
    yield from (known for _, known in measured(reckoning) if known.unit == unit)
    for definition in CATALOGUE.values():
        for name in definition.names(reckoning.ledger) if definition.unit in {unit, ""} else ():
            if (known := derived(reckoning, name)) and known.unit == unit:
                yield known


def _stored(reckoning: Reckoning, sections: Iterable[str]) -> Iterator[Known]:
    for section in sections:
        where = SECTIONS[section]
        amounts = [each for each in entries(where.record) if each.kind.name == "money"]
        for order, row in enumerate(reckoning.report.rows(section), 1):
            for each in amounts:
                fen = getattr(row, each.name)
                if fen is not None:
                    told = each.label if where.single else f"{where.label} 第 {order} 行 {each.label}"
                    value = Decimal(abs(fen)) / FEN_PER_WAN
                    yield Known(place(section, row.id, each.name), told, value, "万元")


def _limits(reckoning: Reckoning) -> Iterator[Known]:
    for key, (label, unit) in LIMITS.items():
        limit = reckoning.pack.limit(key)
        if unit == "%" and limit is not None:
            yield Known(f"rule_pack/{key}", label, limit, unit)
