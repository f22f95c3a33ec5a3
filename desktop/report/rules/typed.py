"""Numbers with a unit as they stand in prose, and whether one is a given value (正文里的数)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

_NUMBER = re.compile(
    r"(?<![0-9.,A-Za-z〔/.\-—～])(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,9})?)"
    r" ?(?P<unit>亿元|万元|元|[%％]|万?[\u4e00-\u9fff]{1,4})"
)
_MONEY = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
_CLOSE = Decimal("0.01")  # A tail of rounding, in 万元 or percentage points


@dataclass(frozen=True, slots=True)
class Typed:
    """A number in a text: *value* in 万元, per cent or its *unit*; *step* is the last place written.

    unit of a count: the words that follow, of which only the beginning may be the unit.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str

    @property
    def is_free(self) -> bool:
        """Tell whether it is an amount or a rate, which must come from the data."""
        return self.unit in {"万元", "%"}


def typed_numbers(text: str) -> Iterator[Typed]:
    """Yield the numbers that are followed by a unit, in reading order."""
    for found in _NUMBER.finditer(text):
        digits = found["number"].replace(",", "")
        step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
        unit, scale = _scaled(found["unit"])
        end = found.end() if unit in {"万元", "%"} else found.end("number")
        yield Typed(found.start(), end, Decimal(digits) * scale, step * scale, unit)


def _scaled(unit: str) -> tuple[str, Decimal]:
    if unit in _MONEY:
        return "万元", _MONEY[unit]
    return base_unit(unit)


def base_unit(unit: str) -> tuple[str, Decimal]:
    """The unit without 万 and what it multiplies: 万宗 → 宗, 10000; ％ → %; what it is per goes: 万元/公里."""
    unit = unit.partition("/")[0]
    if unit.startswith("万") and unit != "万元" and len(unit) > 1:
        return unit[1:], Decimal(10_000)
    if unit in {"亿元", "元"}:
        return "万元", _MONEY[unit]
    return ("%" if unit == "％" else unit), Decimal(1)


def same_unit(typed: Typed, unit: str) -> bool:
    """Tell whether a number may be one of a unit: 27380册，按… is one of 册."""
    return bool(unit) and (typed.unit == unit if typed.is_free else typed.unit.startswith(unit))


def agrees(typed: Typed, value: Decimal) -> bool:
    """Tell whether a number is the value as far as it is written out: 99.9% is 99.94%, 100% is not."""
    if typed.value == value:
        return True
    rounded_to_whole = typed.step >= 1 if typed.unit == "万元" else typed.value in {0, 100}
    if not typed.is_free or rounded_to_whole:
        return False
    return value.quantize(typed.step, ROUND_HALF_UP) == typed.value


def is_tail(typed: Typed, value: Decimal) -> bool:
    """Tell whether a number with two decimals is off by what rounding makes: one in the last of them."""
    if not typed.is_free or typed.step != _CLOSE or typed.value in {0, 100}:
        return False
    return abs(value - typed.value).quantize(Decimal("0.0001"), ROUND_DOWN) <= _CLOSE
