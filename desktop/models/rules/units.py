"""The rule that finds amounts typed in the wrong unit: ten thousand times its neighbour (元、万元)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.reckoning.ledger import total
from desktop.models.records import BudgetLine, Contract, Funding, Indicator
from desktop.models.rules.amounts import counted, exact
from desktop.models.rules.registry import Issue, Severity, also, row_rule

WAN = 10_000
LEAST, MOST = WAN // 2, WAN * 2  # 一万倍, with room for what really changed between the two


def is_other_unit(one: Decimal | int | None, other: Decimal | int | None) -> bool:
    """Tell whether one amount is about ten thousand times the other."""
    if not one or not other or (one < 0) != (other < 0):
        return False
    small, large = sorted((abs(one), abs(other)))
    return small * LEAST <= large <= small * MOST


def is_paid_in_other_unit(paid: int | None, agreed: int | None) -> bool:
    """The same for what was paid: little of much is no fault unless the digits are the same."""
    if not paid or not agreed:
        return False
    return paid * WAN == agreed or (paid > agreed and is_other_unit(paid, agreed))


@row_rule("B15", Severity.MUST, source="金额单位一致：全表用万元", section="budget", reads="")
def other_unit(_: Reckoning, line: BudgetLine) -> Iterator[Issue]:
    """同一件事的两个数相差约一万倍，多半有一个把元当成了万元。请核对单位后改正。"""
    yield from _planned("budget", line)


@also("B15", "funding", reads="")
def _other_funds(_: Reckoning, source: Funding) -> Iterator[Issue]:
    yield from _planned("funding", source)


@also("B15", "contracts", reads="instalments")
def _other_plan(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    ledger = reckoning.ledger
    plan = total(each.amount for each in ledger.group("instalments", "contract", contract.id))
    yield from _contract(contract, ledger.agreed(contract), plan, "付款计划合计", is_other_unit)


@also("B15", "budget", reads="payments")
def _other_spent(reckoning: Reckoning, line: BudgetLine) -> Iterator[Issue]:
    yield from _executed(reckoning, "budget", line)


@also("B15", "funding", reads="payments")
def _other_executed(reckoning: Reckoning, source: Funding) -> Iterator[Issue]:
    yield from _executed(reckoning, "funding", source)


@also("B15", "contracts", reads="payments project")
def _other_paid(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    ledger = reckoning.ledger
    paid = ledger.paid_in_all(contract)
    yield from _contract(contract, ledger.agreed(contract), paid, "累计支付", _is_agreed_in_other_unit)


@also("B15", "indicators", reads="")
def _other_actual(_: Reckoning, indicator: Indicator) -> Iterator[Issue]:
    one, other = indicator.actual, indicator.target
    if one is not None and other is not None and is_other_unit(one, other):
        told = (
            f"“{indicator.name}”实际 {counted(one)}、指标值 {counted(other)}，相差约一万倍，单位是否差了“万”"
        )
        numbers = {"实际完成值": counted(one), "指标值": counted(other)}
        yield Issue((place("indicators", indicator.id, "actual"),), told, numbers)


def _planned(section: str, row: BudgetLine | Funding) -> Iterator[Issue]:
    where, what = place(section, row.id, "adjusted"), f"“{row.name}”全年预算数"
    if row.adjusted is not None and row.initial is not None and is_other_unit(row.adjusted, row.initial):
        yield _apart(where, row.adjusted, what, row.initial, "年初预算数")


def _executed(reckoning: Reckoning, section: str, row: BudgetLine | Funding) -> Iterator[Issue]:
    spent = reckoning.ledger.paid_by(section, row.id)
    where, what = place(section, row.id, "adjusted"), f"“{row.name}”全年预算数"
    if row.adjusted is not None and is_paid_in_other_unit(spent, row.adjusted):
        yield _apart(where, row.adjusted, what, spent, "执行数")


def _contract(
    contract: Contract,
    agreed: int | None,
    amount: int | None,
    named: str,
    is_other: Callable[[int, int], bool],
) -> Iterator[Issue]:
    if agreed is not None and amount is not None and is_other(agreed, amount):
        where = place("contracts", contract.id, "amount")
        yield _apart(where, agreed, f"《{contract.name}》金额", amount, named)


def _is_agreed_in_other_unit(agreed: int, paid: int) -> bool:
    return is_paid_in_other_unit(paid, agreed)


def _apart(where: str, one: int, what: str, other: int, beside: str) -> Issue:
    """Tell of two amounts, both in 分, that lie so far apart."""
    told = f"{what} {exact(one)}、{beside} {exact(other)}，相差约一万倍，单位是元还是万元不一致"
    return Issue((where,), told, {what: exact(one), beside: exact(other)})
