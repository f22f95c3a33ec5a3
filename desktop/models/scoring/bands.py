"""Qualitative indicators: the officer's points, held within the band chosen (定性档次).

A band without points: 达成年度指标 gives the full points, as a target that is met does; the lower bands name an
interval and no number in it, so the officer has to say the points.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop.models.records import BANDS
from desktop.models.rulepack import RulePack
from desktop.models.scoring.points import NONE, below, full, rounded, two

TOP, MIDDLE, _ = BANDS


@dataclass(frozen=True, slots=True)
class Band:
    """The points (分) that a band allows, both ends included."""

    label: str
    least: Decimal
    most: Decimal

    @property
    def text(self) -> str:
        """The interval: 3.20–4.00 分."""
        return f"{two(self.least)}–{two(self.most)} 分"


def band_of(label: str, weight: Decimal, pack: RulePack) -> Band:
    """Return what a band allows of a weight; a bound that the pack leaves open bounds nothing.

    Lower ends are included, upper ends (but 100 %) are not: [80 %, 100 %], [60 %, 80 %), [0, 60 %).
    """
    upper, lower = (_bound(weight, pack.limit(key)) for key in ("band_full_pct", "band_part_pct"))
    match label:
        case _ if label == TOP:
            return Band(label, min(upper or NONE, full(weight)), full(weight))
        case _ if label == MIDDLE:
            most = _under(weight, upper)
            return Band(label, min(lower or NONE, most), most)
        case _:
            return Band(label, NONE, _under(weight, lower))


def _bound(weight: Decimal, percent: Decimal | None) -> Decimal | None:
    return None if percent is None else rounded(Fraction(weight) * Fraction(percent) / 100)


def _under(weight: Decimal, bound: Decimal | None) -> Decimal:
    return below(weight) if bound is None else max(min(bound, full(weight)) - Decimal("0.01"), NONE)
