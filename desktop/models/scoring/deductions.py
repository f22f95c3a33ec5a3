"""Deductions put to a report: how often a situation is there and what it costs (扣分).

What only a person can judge, and what has no points in the rule pack, costs nothing here and is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.evidence import of_place
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger, is_reported
from desktop.models.reckoning.performance import is_over
from desktop.models.rulepack_deductions import DeductionRule
from desktop.models.scoring.points import NONE, two

_BY_HAND = ""


@dataclass(frozen=True, slots=True)
class Deduction:
    """A rule in view of a report: how often it applies, None where that is not known or for a person to say."""

    rule: DeductionRule
    count: int | None

    @property
    def points(self) -> Decimal:
        """What is deducted (分)."""
        return NONE if self.rule.points is None else self.rule.points * (self.count or 0)


def deductions_of(ledger: Ledger, rules: Iterable[DeductionRule]) -> tuple[Deduction, ...]:
    """Put every rule to a report."""
    return tuple(Deduction(each, _COUNTS[each.when](ledger)) for each in rules)


def deducted(deductions: Iterable[Deduction]) -> Decimal:
    """Return all points (分) that are deducted."""
    return sum((each.points for each in deductions), NONE)


def told(each: Deduction) -> str:
    """Say a deduction in a line: the situation, whether it is there, what it costs."""
    rule = each.rule
    said = f"扣分“{rule.situation}”"
    if rule.points is None:
        return f"{said}：规则包没有写扣几分，不扣"
    if rule.when == _BY_HAND:
        return f"{said}：{plain(rule.points)} 分，由评审人判断，这里不扣"
    if each.count is None:
        return f"{said}：{plain(rule.points)} 分，数据还不全"
    if not each.count:
        return f"{said}：没有这种情形，不扣"
    times = "" if rule.when == "execution_low" else f"{each.count} 项 × {plain(rule.points)}，"
    return f"{said}：{times}扣 {two(each.points)}"


def _low_execution(ledger: Ledger) -> int | None:
    rate, limit = ratio(ledger.spent, ledger.adjusted), ledger.pack.limit("execution_low")
    return None if rate is None or limit is None else int(rate < limit)


def _over_achieved(ledger: Ledger) -> int | None:
    if ledger.pack.limit("over_achieve_pct") is None:
        return None
    return sum(is_over(ledger, each) for each in ledger.report.indicators)


def _without_evidence(ledger: Ledger) -> int:
    scored = (each for each in ledger.report.indicators if is_reported(each) and not each.na_reason.strip())
    return sum(not of_place(ledger.report, place("indicators", each.id)) for each in scored)


_COUNTS: Mapping[str, Callable[[Ledger], int | None]] = {
    _BY_HAND: lambda _ledger: None,
    "execution_low": _low_execution,
    "over_achieved": _over_achieved,
    "no_evidence": _without_evidence,
}
