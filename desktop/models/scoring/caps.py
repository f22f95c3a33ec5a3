"""Caps put to a report: whether they apply, and what the total would be under them (得分上限)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.caps import RATES, CapRule
from desktop.models.numbers import percent
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger
from desktop.models.scoring.points import two

_RATES: Mapping[str, Callable[[Ledger], Decimal | None]] = {
    "execution_rate": lambda ledger: ratio(ledger.spent, ledger.adjusted),
    "received_rate": lambda ledger: ratio(ledger.received, ledger.adjusted),
}


@dataclass(frozen=True, slots=True)
class Cap:
    """A cap in view of a report: whether it applies (None: not known yet) and the total (分) under it."""

    rule: CapRule
    rate: Decimal | None
    applies: bool | None
    total: Decimal | None

    def under(self, total: Decimal) -> Decimal:
        """Return a total as it is under the cap."""
        return min(total, self.rule.most) if self.applies else total


def caps_of(ledger: Ledger, rules: tuple[CapRule, ...], total: Decimal | None) -> tuple[Cap, ...]:
    """Put every rule to a report, *total* None while it is not known."""
    return tuple(_put(ledger, rule, total) for rule in rules)


def _put(ledger: Ledger, rule: CapRule, total: Decimal | None) -> Cap:
    rate = _RATES[rule.rate](ledger)
    applies = None if rate is None else rate < rule.below
    under = total if total is None or not applies else min(total, rule.most)
    return Cap(rule, rate, applies, under)


def said(cap: Cap, total: Decimal | None, high: Decimal) -> str:
    """Say a cap in a line: the rule, where the rate stands, what becomes of *total*, else of *high*."""
    if cap.rate is None:
        return cap.rule.text
    stands = f"{cap.rule.text}：{RATES[cap.rule.rate]} {percent(cap.rate)}，"
    if not cap.applies:
        return f"{stands}不受限"
    if total is None:
        return f"{stands}受限，若都达标得 {two(cap.under(high))}"
    if cap.under(total) < total:
        return f"{stands}受限，得分 {two(total)} 降为 {two(cap.under(total))}"
    return f"{stands}受限，得分 {two(total)} 没有超过上限"
