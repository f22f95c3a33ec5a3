"""Quantitative indicators: full points where the target is reached, else a part of them (定量指标计分)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop.models.reckoning.ledger import is_met, operator_of
from desktop.models.records import Indicator
from desktop.models.scoring.items import DEVIATION, MET, NOTHING, PART
from desktop.models.scoring.points import NONE, full, part, rounded, two, written
from desktop.models.scoring.weights import Share

LINEAR = "linear"
DOWNWARD = frozenset({"≤", "<"})
_MISSED = {"≥": "<", ">": "≤", "≤": ">", "<": "≥"}


@dataclass(frozen=True, slots=True)
class Worked:
    """Points (分) with the sum that gave them, without its result."""

    points: Decimal
    formula: str
    method: str
    note: str = ""


def worked(indicator: Indicator, share: Share, reverse: str) -> Worked:
    """Reckon the points of an indicator that has target, actual and weight; *reverse*: ratio or linear."""
    operator, actual, target = _numbers(indicator)
    weight = share.weight or NONE
    if is_met(indicator):
        taken = f" {share.text}" if share.extra else ""
        return Worked(full(weight), f"{_compared(operator, actual, target, met=True)}，满分{taken}", MET)
    if target <= 0:
        return Worked(NONE, f"{_compared(operator, actual, target, met=False)}，不得分", NOTHING)
    if operator in DOWNWARD:
        return _deviating(actual, target, share) if reverse == LINEAR else _over(actual, target, share)
    return _reached_in_part(actual, target, share)


def _numbers(indicator: Indicator) -> tuple[str, Decimal, Decimal]:
    actual, target = indicator.actual, indicator.target
    if actual is None or target is None:
        raise ValueError(indicator.id)
    return operator_of(indicator), actual, target


def _compared(operator: str, actual: Decimal, target: Decimal, *, met: bool) -> str:
    sign = operator if met else _MISSED.get(operator, operator)
    if operator == "=" and actual != target:
        sign = ">" if actual > target else "<"
    return f"{written(actual)} {sign} {written(target)}"


def _reached_in_part(actual: Decimal, target: Decimal, share: Share) -> Worked:
    counted = max(actual, Decimal(0))
    formula = f"{written(counted)} ÷ {written(target)} × {share.text}"
    note = f"实际完成值 {written(actual)} 按 0 计" if actual < 0 else ""
    return _parted(share, Fraction(counted) / Fraction(target), formula, PART, note)


def _over(actual: Decimal, target: Decimal, share: Share) -> Worked:
    formula = f"{written(target)} ÷ {written(actual)} × {share.text}"
    return _parted(share, Fraction(target) / Fraction(actual), formula, PART)


def _deviating(actual: Decimal, target: Decimal, share: Share) -> Worked:
    of_weight = 1 - (Fraction(actual) - Fraction(target)) / Fraction(target)
    if of_weight < 0:
        return Worked(NONE, f"{written(actual)} > 2 × {written(target)}，不得分", DEVIATION)
    formula = f"(1 − ({written(actual)} − {written(target)}) ÷ {written(target)}) × {share.text}"
    return _parted(share, of_weight, formula, DEVIATION)


def _parted(share: Share, of_weight: Fraction, formula: str, method: str, note: str = "") -> Worked:
    weight = share.weight or NONE
    points = part(weight, of_weight)
    if points < rounded(Fraction(weight) * of_weight):
        note = f"没有达标，不进为满分 {two(full(weight))}"
    return Worked(points, formula, method, note)
