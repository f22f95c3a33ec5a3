"""The rule that finds amounts typed in the wrong unit: ten thousand times its neighbour (元、万元)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.ledger import Ledger, total
from desktop.models.rules.amounts import exact
from desktop.models.rules.registry import Issue, Severity, rule

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


@rule("B15", Severity.MUST, source="金额单位一致：全表用万元")
def other_unit(reckoning: Reckoning) -> Iterator[Issue]:
    """同一件事的两个数相差约一万倍，多半有一个把元当成了万元。请核对单位后改正。"""
    for where, one, what, other, beside in _apart(reckoning.ledger):
        told = f"{what} {exact(one)}、{beside} {exact(other)}，相差约一万倍，单位是元还是万元不一致"
        yield Issue((where,), told, {what: exact(one), beside: exact(other)})
    for each in reckoning.report.indicators:
        one, other = each.actual, each.target
        if one is not None and other is not None and is_other_unit(one, other):
            told = f"“{each.name}”实际 {plain(one)}、指标值 {plain(other)}，相差约一万倍，单位是否差了“万”"
            numbers = {"实际完成值": plain(one), "指标值": plain(other)}
            yield Issue((place("indicators", each.id, "actual"),), told, numbers)


def _apart(ledger: Ledger) -> Iterator[tuple[str, int, str, int, str]]:
    """Yield (place, amount, its name, its neighbour, the neighbour's name), all in 分, that lie so apart."""
    for where, one, what, other, beside in _planned(ledger):
        if one is not None and other is not None and is_other_unit(one, other):
            yield where, one, what, other, beside
    for where, agreed, what, paid, beside in _paid(ledger):
        if agreed is not None and paid is not None and is_paid_in_other_unit(paid, agreed):
            yield where, agreed, what, paid, beside


_Pair = tuple[str, int | None, str, int | None, str]


def _planned(ledger: Ledger) -> Iterator[_Pair]:
    for section in ("budget", "funding"):
        for row in ledger.report.rows(section):
            where = place(section, row.id, "adjusted")
            yield where, row.adjusted, f"“{row.name}”全年预算数", row.initial, "年初预算数"
    for contract in ledger.report.contracts:
        plan = total(each.amount for each in ledger.group("instalments", "contract", contract.id))
        where = place("contracts", contract.id, "amount")
        yield where, ledger.agreed(contract), f"《{contract.name}》金额", plan, "付款计划合计"


def _paid(ledger: Ledger) -> Iterator[_Pair]:
    for section in ("budget", "funding"):
        for row in ledger.report.rows(section):
            where = place(section, row.id, "adjusted")
            yield where, row.adjusted, f"“{row.name}”全年预算数", ledger.paid_by(section, row.id), "执行数"
    for contract in ledger.report.contracts:
        where, name = place("contracts", contract.id, "amount"), f"《{contract.name}》金额"
        yield where, ledger.agreed(contract), name, ledger.paid_in_all(contract), "累计支付"
