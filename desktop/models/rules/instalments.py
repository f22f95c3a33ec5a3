"""Rules over how a contract is paid: its plan, the order of stages, the first payment (付款计划与阶段)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from desktop.models.dates import show_date
from desktop.models.figures import Reckoning
from desktop.models.numbers import percent, plain
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import total
from desktop.models.records import Contract, Instalment, Payment
from desktop.models.rules.amounts import exact, signed
from desktop.models.rules.deals import book, books
from desktop.models.rules.plan_and_paid import AT_ONCE, FIRST, RANK, plan_against_payments
from desktop.models.rules.registry import Issue, Severity, row_rule, rule
from desktop.models.rules.tolerance import tolerance

WHOLE = Decimal(100)
ROUNDING = Decimal("0.005")  # What rounding a part to two decimals may take from or add to a sum
_LEAST = Decimal("0.01")


@row_rule(
    "C13",
    Severity.VERIFY,
    source="合同付款约定",
    section="contracts",
    reads="instalments payments project",
)
def plan_or_order_is_off(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """付款计划的比例合计 100%，金额合计等于合同金额；各阶段依次支付，付多少、什么时候付，与付款计划一致。"""
    plan = reckoning.ledger.group("instalments", "contract", contract.id)
    if plan and all(each.share is not None and each.amount is None for each in plan):
        yield from _shares(contract, plan)
    elif plan and contract.amount is not None:
        yield from _amounts(contract, contract.amount, plan)
    yield from _stages(contract, reckoning.ledger.payments_of(contract.id))
    if contract.amount is not None and (planned := _priced(plan, contract.amount)):
        yield from plan_against_payments(reckoning.ledger, contract, planned)


def _priced(plan: list[Instalment], amount: int) -> list[tuple[Instalment, int]]:
    """The instalments with their amounts (分); none where one of them has neither amount nor share."""
    priced = [(each, part) for each in plan if (part := _planned(each, amount)) is not None]
    return priced if len(priced) == len(plan) else []


def _shares(contract: Contract, plan: list[Instalment]) -> Iterator[Issue]:
    shares = [each.share for each in plan if each.share is not None]
    together = sum(shares, Decimal(0))
    if abs(together - WHOLE) > max(_LEAST, ROUNDING * len(plan)):
        places = tuple(place("instalments", each.id, "share") for each in plan)
        parts = " + ".join(f"{plain(share)}%" for share in shares)
        told = f"{book(contract)}付款计划 {parts} = {plain(together)}%，合计应为 100%"
        yield Issue(places, told, {"比例合计": f"{plain(together)}%"})


def _amounts(contract: Contract, amount: int, plan: list[Instalment]) -> Iterator[Issue]:
    parts = [_planned(each, amount) for each in plan]
    if None in parts:
        return
    together = sum(part for part in parts if part is not None)
    agreed = amount + (contract.supplement or 0)
    if all(abs(together - each) > tolerance(len(plan)) for each in (amount, agreed)):
        places = tuple(place("instalments", each.id, "amount") for each in plan)
        off = signed(exact(together - agreed))
        told = f"{book(contract)}付款计划合计 {exact(together)} − 合同 {exact(agreed)} = {off}"
        yield Issue(places, told, {"计划合计": exact(together), "合同金额": exact(agreed), "差额": off})


def _planned(instalment: Instalment, amount: int) -> int | None:
    if instalment.amount is not None or instalment.share is None:
        return instalment.amount
    return int(amount * instalment.share / WHOLE)


def _stages(contract: Contract, payments: list[Payment]) -> Iterator[Issue]:
    paid = [each for each in payments if each.amount is not None and each.amount > 0 and each.stage]
    staged = [each for each in paid if each.stage != AT_ONCE]
    if staged and len(staged) < len(paid) and not contract.supplement:
        places = tuple(place("payments", each.id, "stage") for each in paid)
        others = "、".join(dict.fromkeys(each.stage for each in staged))
        yield Issue(places, f"{book(contract)}的支付既有“{AT_ONCE}”，又有“{others}”", {"阶段": others})
    dated = sorted((each.date, RANK[each.stage], each.id, each) for each in staged if each.date)
    for (_, before, _, first), (_, after, _, then) in pairwise(dated):
        if after < before:
            yield _out_of_order(contract, first, then)
            return


def _out_of_order(contract: Contract, first: Payment, then: Payment) -> Issue:
    days = [show_date(each.date) for each in (first, then) if each.date]
    told = f"{book(contract)}{days[0]} 支付{first.stage}，{days[1]} 又支付{then.stage}，阶段先后相反"
    places = (place("payments", then.id, "stage"), place("payments", first.id, "stage"))
    return Issue(places, told, {first.stage: days[0], then.stage: days[1]})


@rule("C14", Severity.HINT, source="本地规则包 · 首付款比例提示线", reads="contracts payments")
def large_first_payment(reckoning: Reckoning) -> Iterator[Issue]:
    """首款和预付款占合同金额的比例高于常用比例的，看一看合同约定，付款后的履约要有人跟。"""
    limit = reckoning.pack.limit("first_payment_pct")
    if limit is None:
        return
    above = [(rate, each) for each in reckoning.report.contracts if (rate := _first(reckoning, each)) > limit]
    if above:
        most = max(rate for rate, _ in above)
        contracts = [each for _, each in above]
        told = f"有 {len(above)} 份合同的首付款超过合同金额的 {plain(limit)}%，最高 {percent(most)}：{books(contracts)}"
        places = tuple(place("contracts", each.id, "amount") for each in contracts)
        yield Issue(places, told, {"份数": str(len(above)), "最高": percent(most)})


def _first(reckoning: Reckoning, contract: Contract) -> Decimal:
    paid = reckoning.ledger.payments_of(contract.id)
    amount = total(each.amount for each in paid if each.stage in FIRST)
    return ratio(amount, contract.amount) or Decimal(0)
