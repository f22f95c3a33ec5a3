"""A contract's plan of payments held against what was paid: stage by stage, and by what fell due (计划与实付)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from desktop.models.dates import show_date
from desktop.models.places import place
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Contract, Instalment, Payment
from desktop.models.rules.amounts import exact
from desktop.models.rules.deals import book
from desktop.models.rules.registry import Issue
from desktop.models.rules.tolerance import tolerance

FIRST = ("首款", "预付款")
RANK = {"首款": 0, "预付款": 0, "进度款": 1, "阶段款": 1, "结算款": 2, "尾款": 3, "质保金": 4}
AT_ONCE = "一次性付清"
_LAST, _BOND = 3, 4
# What counts as one stage: contracts call the rest 结算款 or 尾款, and both may hold the 质保金
_GROUPS: Mapping[str, int] = MappingProxyType({**RANK, "结算款": _LAST, AT_ONCE: 9})


def plan_against_payments(
    ledger: Ledger, contract: Contract, planned: Sequence[tuple[Instalment, int]]
) -> Iterator[Issue]:
    """Yield where payments leave the plan; *planned*: each instalment with its amount (分).

    A plan that does not add up to the contract (with its supplement) says nothing.
    """
    agreed = ledger.agreed(contract)
    together = sum(amount for _, amount in planned)
    if agreed is None or abs(agreed - together) > tolerance(len(planned)):
        return
    payments = [each for each in ledger.payments_of(contract.id) if each.amount is not None]
    staged = all(each.stage for each, _ in planned) and all(each.stage for each in payments)
    told = list(_by_stage(ledger, contract, planned, payments)) if staged and payments else []
    yield from told or _by_date(ledger, contract, planned)


def _by_stage(
    ledger: Ledger, contract: Contract, planned: Sequence[tuple[Instalment, int]], payments: Sequence[Payment]
) -> Iterator[Issue]:
    has_bond = any(each.stage == "质保金" for each, _ in planned)
    plan: defaultdict[int, list[tuple[Instalment, int]]] = defaultdict(list)
    for each in planned:
        plan[_group(each[0].stage, has_bond=has_bond)].append(each)
    paid: defaultdict[int, list[Payment]] = defaultdict(list)
    for payment in payments:
        paid[_group(payment.stage, has_bond=has_bond)].append(payment)
    if foreign := [each for group in paid if group not in plan for each in paid[group]]:
        yield _unplanned(contract, planned, foreign)
        return
    is_whole = contract.prior_paid in {None, 0} and not ledger.is_prior(contract)
    for group, rows in sorted(paid.items()):
        is_past = is_whole and group < _LAST and max(paid) > group
        yield from _compared(ledger, contract, plan[group], rows, is_past=is_past)


def _group(stage: str, *, has_bond: bool) -> int:
    group = _GROUPS[stage]
    return _LAST if group == _BOND and not has_bond else group


def _unplanned(
    contract: Contract, planned: Sequence[tuple[Instalment, int]], rows: Sequence[Payment]
) -> Issue:
    stages = "、".join(dict.fromkeys(each.stage for each in rows))
    agreed = "、".join(dict.fromkeys(each.stage for each, _ in planned))
    amount = exact(sum(each.amount or 0 for each in rows))
    told = f"{book(contract)}支付了{stages} {amount}，付款计划里只有{agreed}"
    places = tuple(place("payments", each.id, "stage") for each in rows)
    return Issue((*places, *_places(planned, "stage")), told, {"支付阶段": stages, "计划阶段": agreed})


def _compared(
    ledger: Ledger,
    contract: Contract,
    planned: Sequence[tuple[Instalment, int]],
    rows: Sequence[Payment],
    *,
    is_past: bool,
) -> Iterator[Issue]:
    """Yield a stage that was paid beyond its plan, or short of it while a later one was paid already."""
    due, paid = sum(amount for _, amount in planned), sum(each.amount or 0 for each in rows)
    if abs(paid - due) <= tolerance(len(planned) + len(rows)) or (paid < due and not is_past):
        return
    balance = ledger.balance(contract)
    if paid > due and balance is not None and balance < 0:
        return  # Told as more than the whole contract
    stage = rows[0].stage
    off = f"多 {exact(paid - due)}" if paid > due else f"少 {exact(due - paid)}，后面的阶段已经支付"
    told = f"{book(contract)}{stage}计划 {exact(due)}，已付 {exact(paid)}，{off}"
    places = (*(place("payments", each.id, "amount") for each in rows), *_places(planned, "amount"))
    yield Issue(places, told, {"阶段": stage, "计划": exact(due), "已付": exact(paid)})


def _by_date(
    ledger: Ledger, contract: Contract, planned: Sequence[tuple[Instalment, int]]
) -> Iterator[Issue]:
    """Yield a contract that paid more or less than fell due by the end of the year; quiet without dates."""
    end, paid = ledger.year_end, ledger.paid_in_all(contract)
    if end is None or paid is None or contract.note.strip() or any(each.due is None for each, _ in planned):
        return
    is_final = all(each.due and each.due <= end for each, _ in planned)
    due = sum(amount for each, amount in planned if each.due and each.due <= end)
    balance = ledger.balance(contract) or 0
    is_over = contract.ends or contract.accepted or contract.acceptance or contract.deliverable.strip()
    told_elsewhere = balance < 0 or (is_final and bool(is_over))
    if abs(paid - due) <= tolerance(2 * len(planned)) or told_elsewhere:
        return
    off = f"早付 {exact(paid - due)}" if paid > due else f"少付 {exact(due - paid)}"
    told = f"{book(contract)}付款计划到 {show_date(end)} 应付 {exact(due)}，累计已付 {exact(paid)}，{off}"
    places = (*_places(planned, "due"), place("contracts", contract.id, "note"))
    yield Issue(places, told, {"应付": exact(due), "累计支付": exact(paid)})


def _places(planned: Sequence[tuple[Instalment, int]], field: str) -> tuple[str, ...]:
    return tuple(place("instalments", each.id, field) for each, _ in planned)
