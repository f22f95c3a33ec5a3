"""What a rule pack says of caps: the total may not exceed a bound while a rate is low (得分上限).

In a pack, one or more a rate::

    [[caps.execution_rate]]
    below = 80
    most = 89
    source = "…"
    confidence = "C"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from typing import Any, cast

from desktop.errors import DataError
from desktop.models.numbers import plain

ADVICE = "请改正规则包后再换用；原来的规则包不受影响"
RATES: Mapping[str, str] = {"execution_rate": "执行率", "received_rate": "资金到位率"}
_KEYS = ("below", "most", "source", "confidence")


@dataclass(frozen=True, slots=True)
class CapRule:
    """While the rate (a key of RATES, %) lies below a bound, the total is at most *most* (分)."""

    rate: str
    below: Decimal
    most: Decimal
    source: str
    confidence: str

    @property
    def text(self) -> str:
        """The rule in words: 若执行率＜80%，得分上限 89."""
        return f"若{RATES[self.rate]}＜{plain(self.below)}%，得分上限 {plain(self.most)}"


def parse_caps(data: object) -> tuple[CapRule, ...]:
    """Read the table ``caps`` of a rule pack (rate → below, most, source, confidence); raises DataError."""
    return tuple(_rules(_mapping(data, "得分上限")))


def _rules(table: Mapping[str, Any]) -> Iterator[CapRule]:
    for rate, held in table.items():
        if rate not in RATES:
            raise DataError(f"规则包的得分上限有不认识的“{rate}”", ADVICE)
        for each in cast("list[object]", held) if isinstance(held, list) else [held]:
            yield _rule(rate, _mapping(each, RATES[rate]))


def _rule(rate: str, held: Mapping[str, Any]) -> CapRule:
    label = f"{RATES[rate]}得分上限"
    if unknown := set(held) - set(_KEYS):
        raise DataError(f"规则包的“{label}”里有不认识的“{min(unknown)}”", ADVICE)
    if not isinstance(held.get("source"), str) or not held["source"]:
        raise DataError(f"规则包的“{label}”缺少出处（source）", ADVICE)
    if held.get("confidence") not in ("A", "B", "C"):
        raise DataError(f"规则包的“{label}”没有写明依据是否可靠（A、B 或 C）", ADVICE)
    return CapRule(
        rate, _number(held, "below", label), _number(held, "most", label), held["source"], held["confidence"]
    )


def _number(held: Mapping[str, Any], key: str, label: str) -> Decimal:
    value = held.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < inf:
        raise DataError(f"规则包的“{label}”的“{key}”应当是数字", ADVICE)
    return Decimal(repr(value))


def _mapping(held: object, label: str) -> Mapping[str, Any]:
    if not isinstance(held, Mapping):
        raise DataError(f"规则包的“{label}”写法不对", ADVICE)
    return cast("Mapping[str, Any]", held)
