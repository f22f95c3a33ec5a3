"""The rule that looks for a payment entered or made twice (重复支付)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.records import Payment
from desktop.models.rules.amounts import exact
from desktop.models.rules.deals import same_company
from desktop.models.rules.registry import Issue, Severity, rule

ONCE = ("首款", "预付款", "结算款", "尾款", "质保金", "一次性付清")
LISTED = 6

Group = list[Payment]


@rule("C18", Severity.VERIFY, source="支付明细核对", reads="payments")
def paid_twice(reckoning: Reckoning) -> Iterator[Issue]:
    """事项、收款单位、日期、金额都相同的支付可能记了两遍。同一合同不同阶段金额相同的，只作提示。"""
    payments = reckoning.report.payments
    rows = _with_equals(reckoning)
    doubles = [*_same_line(rows), *_same_stage(rows)]
    alike = _same_amount(rows, {each.id for group in doubles for each in group})
    if not doubles and not alike:
        return
    order = {payment.id: number for number, payment in enumerate(payments, 1)}
    for group in doubles:
        told = f"{_rows(group, order)}，收款单位、金额都相同（{group[0].item or group[0].stage}），可能重复"
        yield Issue(_places(group), told, {"笔数": str(len(group)), "金额": exact(group[0].amount or 0)})
    if alike:
        shown = "；".join(_rows(group, order) for group in alike[:LISTED])
        more = "等" if len(alike) > LISTED else ""
        told = f"有 {len(alike)} 组支付合同相同、金额相同，阶段或事项不同：{shown}{more}"
        places = tuple(where for group in alike for where in _places(group))
        yield Issue(places, told, {"组数": str(len(alike))}, Severity.HINT)


def _with_equals(reckoning: Reckoning) -> Group:
    """The payments whose amount occurs more than once, in the officer's order; few are left to compare."""
    groups = reckoning.ledger.groups("payments", "amount")
    again = {amount for amount, group in groups.items() if amount and len(group) > 1}
    return [each for each in reckoning.report.payments if each.amount in again] if again else []


def _rows(group: Group, order: Mapping[int, int]) -> str:
    numbers = "、".join(str(order[each.id]) for each in group)
    return f"第 {numbers} 笔各 {exact(group[0].amount or 0)}"


def _places(group: Group) -> tuple[str, ...]:
    return tuple(place("payments", each.id, "amount") for each in group)


def _same_line(payments: Group) -> Iterator[Group]:
    """Yield the rows that agree in everything; a voucher split over sub-projects does not."""
    groups: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    for each in payments:
        if each.item.strip():
            who = same_company(each.payee)
            key = (each.amount, each.item, who, each.date, each.voucher, each.contract, each.budget)
            groups[(*key, each.stage, each.funding)].append(each)
    return (group for group in groups.values() if len(group) > 1)


def _same_stage(payments: Group) -> Iterator[Group]:
    """Yield the rows of a stage that is paid once, paid again in the same amount on another voucher."""
    groups: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    for each in payments:
        if each.contract is not None and each.stage in ONCE:
            groups[each.contract, each.amount, each.stage].append(each)
    for group in groups.values():
        if len({(each.date, each.voucher) for each in group}) > 1:
            yield group


def _same_amount(payments: Group, told: set[int]) -> list[Group]:
    """The other rows of a contract with one amount; equal 进度款 and parts of one voucher are usual."""
    groups: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    for each in payments:
        if each.contract is not None and each.id not in told:
            groups[each.contract, each.amount].append(each)
    return [group for group in groups.values() if len(group) > 1 and _is_remarkable(group)]


def _is_remarkable(group: Group) -> bool:
    if len({each.stage for each in group}) == 1:
        return False
    vouchers = {(each.date, each.voucher) for each in group}
    return len(vouchers) > 1 or vouchers == {(None, "")}
