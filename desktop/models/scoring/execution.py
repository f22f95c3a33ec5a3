"""The points of the budget's execution: weight × 全年执行数 ÷ 全年预算数, never above the weight (预算执行率)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from desktop.models.money import show_wan, show_yuan
from desktop.models.places import place
from desktop.models.reckoning.ledger import Ledger
from desktop.models.scoring.items import EXECUTION, NOT_APPLICABLE, UNFILLED, ItemScore
from desktop.models.scoring.points import NONE, full, part, written

PLACE = "figures/execution_rate"
NAME = "预算执行率"


def execution_score(ledger: Ledger) -> ItemScore:
    """Score the execution of the budget after its adjustment; full only where everything was spent."""
    weight = _weight(ledger)
    if weight is None:
        return _unscored(weight, "规则包没有写预算执行率分值", UNFILLED, ("rule_pack/execution_weight",))
    if missing := _missing(ledger):
        return _unscored(weight, "全年预算数或支付金额没有填全", UNFILLED, missing)
    adjusted = ledger.adjusted or 0
    if adjusted <= 0:
        places = tuple(place("budget", line.id, "adjusted") for line in ledger.report.budget)
        return _unscored(weight, "全年预算数为 0，执行率不适用", NOT_APPLICABLE, places)
    return _scored(weight, max(ledger.spent, 0), adjusted, paid=bool(ledger.report.payments))


def _weight(ledger: Ledger) -> Decimal | None:
    weight, profile = ledger.pack.limit("execution_weight"), ledger.pack.profile
    return profile.points["execution"] if weight is None and profile else weight


def _missing(ledger: Ledger) -> tuple[str, ...]:
    lines = ledger.report.budget
    planned = [place("budget", line.id, "adjusted") for line in lines if line.adjusted is None]
    paid = [place("payments", row.id, "amount") for row in ledger.report.payments if row.amount is None]
    return (*planned, *paid) if lines else ("budget",)


def _unscored(weight: Decimal | None, said: str, method: str, missing: tuple[str, ...]) -> ItemScore:
    return ItemScore(
        place=PLACE,
        name=NAME,
        level="execution",
        weight=weight,
        points=None,
        is_met=None,
        formula=said,
        note="",
        method=method,
        high=full(weight or NONE),
        missing=missing,
    )


def _scored(weight: Decimal, spent: int, adjusted: int, *, paid: bool) -> ItemScore:
    is_met = spent >= adjusted
    points = full(weight) if is_met else part(weight, Fraction(spent, adjusted))
    note = "支出超过全年预算数，按满分计" if spent > adjusted else "" if paid else "还没有支付明细"
    return ItemScore(
        place=PLACE,
        name=NAME,
        level="execution",
        weight=weight,
        points=points,
        is_met=is_met,
        formula=_formula(weight, spent, adjusted, points),
        note=note,
        method=EXECUTION,
        low=points,
        high=points,
    )


def _formula(weight: Decimal, spent: int, adjusted: int, points: Decimal) -> str:
    """The sum in 万元 as printed; in 元 where the printed 万元 would not give the points."""
    used, planned = show_wan(spent), show_wan(adjusted)
    if Decimal(planned):
        share = Fraction(used) / Fraction(planned)
        printed = full(weight) if share >= 1 else part(weight, share)
        if printed == points and (spent > adjusted) == (share > 1):
            return _sum(used, planned, weight, over=spent > adjusted)
    return _sum(show_yuan(spent), show_yuan(adjusted), weight, over=spent > adjusted)


def _sum(used: str, planned: str, weight: Decimal, *, over: bool) -> str:
    return f"{used} > {planned}，满分" if over else f"{used} ÷ {planned} × {written(weight)}"
