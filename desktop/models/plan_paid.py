"""A contract's plan beside what was paid on it: which payment paid which instalment (付款计划与实付)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop.models.edits import NewId
from desktop.models.records import Contract, Instalment, Payment, Report

_WHOLE = Decimal(100)
_LIKE = {"结算款": "尾款", "预付款": "首款"}  # Called the one in the contract, the other on the voucher


@dataclass(frozen=True, slots=True)
class Planned:
    """An instalment with what is due (分, None where not said), the payments it got, and when it will be paid.

    later: the year in which an instalment without payment falls due after the report's year, else 0.
    """

    instalment: Instalment
    due: int | None
    payments: tuple[Payment, ...]
    later: int = 0

    @property
    def paid(self) -> int | None:
        """What was paid, in 分; None where nothing was."""
        return sum(each.amount or 0 for each in self.payments) if self.payments else None

    @property
    def off(self) -> int | None:
        """Paid less due, in 分; None where either is not known."""
        return None if self.paid is None or self.due is None else self.paid - self.due


def plan_and_paid(report: Report, contract: Contract, payments: Iterable[Payment]) -> tuple[Planned, ...]:
    """Return the plan of a contract with the *payments* on it in the report's year.

    A payment goes to an instalment of its stage, first to one of its very amount, then in order; an
    instalment without a stage takes a payment of its amount. What fits nowhere stays out.
    """
    agreed = None if contract.amount is None else contract.amount + (contract.supplement or 0)
    plan = [(each, due_of(each, agreed)) for each in report.instalments if each.contract == contract.id]
    held = _matched(plan, (each for each in payments if each.amount is not None))
    return tuple(
        Planned(each, due, held.get(each.id, ()), 0 if each.id in held else _later(report, contract, each))
        for each, due in plan
    )


def due_of(instalment: Instalment, agreed: int | None) -> int | None:
    """Return what an instalment comes to, in 分: its amount, else its share of what was agreed."""
    if instalment.amount is not None or instalment.share is None or agreed is None:
        return instalment.amount
    return int((agreed * instalment.share / _WHOLE).quantize(Decimal(1), ROUND_HALF_UP))


def plan_of_payments(report: Report, contract: Contract, new_id: NewId) -> Report:
    """Return *report* with an instalment for each payment on a contract: its stage and amount, no more."""
    rows = [each for each in report.payments if each.contract == contract.id and each.amount is not None]
    for each in rows:
        made = Instalment(new_id("instalments"), contract=contract.id, stage=each.stage, amount=each.amount)
        report = report.with_record("instalments", made)
    return report


def _matched(
    plan: Sequence[tuple[Instalment, int | None]], payments: Iterable[Payment]
) -> Mapping[int, tuple[Payment, ...]]:
    left, held = list(payments), dict[int, list[Payment]]()

    def take(instalment: Instalment, payment: Payment) -> None:
        held.setdefault(instalment.id, []).append(payment)
        left.remove(payment)

    for each, due in plan:
        found = (row for row in left if row.amount == due and (_same(each, row) or not each.stage))
        if due is not None and (row := next(found, None)) is not None:
            take(each, row)
    for row in list(left):
        stages = [each for each, _ in plan if _same(each, row)]
        if stages:
            take(next((each for each in stages if each.id not in held), stages[-1]), row)
    return {id_: tuple(rows) for id_, rows in held.items()}


def _same(instalment: Instalment, payment: Payment) -> bool:
    stages = (_LIKE.get(each, each) for each in (instalment.stage, payment.stage))
    return bool(instalment.stage) and len(set(stages)) == 1


def _later(report: Report, contract: Contract, instalment: Instalment) -> int:
    """The year after the report's in which an instalment is to be paid, by its date or the contract's end."""
    day = instalment.due or contract.ends
    return day.year if day and report.project.year and day.year > report.project.year else 0
