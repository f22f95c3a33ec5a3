"""Rules over the way of procurement and the size of supplements (采购方式与补充合同)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.figures import Reckoning
from desktop.models.numbers import percent, plain
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.records import Contract
from desktop.models.rules.amounts import exact
from desktop.models.rules.deals import SELF_PROCURED, book, procurement_limit
from desktop.models.rules.registry import Issue, Severity, row_rule


@row_rule("C19", Severity.MUST, source="本地规则包 · 分散采购限额", section="contracts", reads="project")
def procured_without_procedure(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """达到采购限额的，要按政府采购程序采购，不能自行比价或直接采购。限额按本地规定写在规则包里。"""
    if reckoning.ledger.is_prior(contract):
        return
    limit, amount = procurement_limit(reckoning.pack, contract), contract.amount
    chosen = contract.method and contract.method in SELF_PROCURED
    if chosen and limit is not None and amount is not None and amount >= limit:
        told = f"{book(contract)}合同金额 {exact(amount)}，达到采购限额 {exact(limit)}，采购方式是{contract.method}"
        numbers = {"合同金额": exact(amount), "采购限额": exact(limit), "采购方式": contract.method}
        places = (place("contracts", contract.id, "method"), place("contracts", contract.id, "amount"))
        yield Issue(places, told, numbers)


@row_rule(
    "C24",
    Severity.MUST,
    source="《中华人民共和国政府采购法》第四十九条",
    section="contracts",
    reads="",
)
def large_supplement(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """补充合同的金额不超过原合同金额的规定比例。超过的，应当另行采购。"""
    limit, rate = reckoning.pack.limit("supplement_pct"), ratio(contract.supplement, contract.amount)
    if limit is None or rate is None or rate <= limit:
        return
    if contract.amount and contract.supplement:
        amount, more = exact(contract.amount), exact(contract.supplement)
        told = f"{book(contract)}补充协议 {more}，占原合同 {amount} 的 {percent(rate)}，超过 {plain(limit)}%"
        where = (place("contracts", contract.id, "supplement"),)
        yield Issue(where, told, {"补充协议金额": more, "合同金额": amount, "比例": percent(rate)})
