"""The rule that looks for one purchase split into several contracts (拆分采购)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import percent
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Contract
from desktop.models.rules.amounts import exact
from desktop.models.rules.deals import (
    SELF_PROCURED,
    book,
    contracts_of_the_year,
    procurement_limit,
    same_company,
    worth,
)
from desktop.models.rules.registry import Issue, Severity, rule

LISTED = 4
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年(?:度)?")
_NUMBERING = re.compile(
    r"第?[一二三四五六七八九十0-9]+(?:期|批次?|次|季度|轮|包|标段)|[（(][^（）()]*[）)]|[“”‘’《》\s]"
)
_COMMON = re.compile(r"(?:合同书?|协议书?|项目|服务|采购|制作|购销|定制|加工|承揽|委托|技术)$")
_SHORTEST = 4  # A subject shorter than that says too little


@rule("C20", Severity.VERIFY, source="采购审核惯例：化整为零", reads="contracts parties payments project")
def split(reckoning: Reckoning) -> Iterator[Issue]:
    """同一年度、同一供应商的自行采购合计接近或达到限额，或者几份合同内容相同，要说明为什么不合并采购。"""
    bought = [
        each for each in contracts_of_the_year(reckoning.ledger) if each.method in SELF_PROCURED and each.name
    ]
    yield from _by_supplier(reckoning, bought)
    yield from _by_subject(reckoning, bought)


def _by_supplier(reckoning: Reckoning, bought: list[Contract]) -> Iterator[Issue]:
    groups: defaultdict[tuple[str, bool], dict[int, Contract]] = defaultdict(dict)
    names: dict[str, str] = {}
    for contract in bought:
        for party in reckoning.ledger.parties_of(contract.id):
            if party.name.strip():
                key = same_company(party.name)
                names.setdefault(key, party.name.strip())
                groups[key, contract.category == "工程"][contract.id] = contract
    for (key, _), group in groups.items():
        if len(group) > 1:
            yield from _summed(reckoning, names[key], list(group.values()))


def _summed(reckoning: Reckoning, supplier: str, group: list[Contract]) -> Iterator[Issue]:
    limit = procurement_limit(reckoning.pack, group[0])
    amounts = [worth(reckoning.ledger, each) for each in group]
    together = sum(amounts)
    rate = ratio(together, limit)
    near = reckoning.pack.limit("near_limit_pct") or Decimal(100)
    if limit is None or rate is None or rate < near or max(amounts) >= limit:
        return
    state = "达到" if together >= limit else "接近"
    sum_ = " + ".join(exact(amount) for amount in amounts[:LISTED])
    told = (
        f"同一年度向{supplier}自行采购 {len(group)} 份合同，{sum_}{' + …' if len(group) > LISTED else ''}"
        f" = {exact(together)}，{state}采购限额 {exact(limit)}（{percent(rate)}）"
    )
    yield _issue(group, told, {"供应商": supplier, "合计": exact(together), "采购限额": exact(limit)})


def _by_subject(reckoning: Reckoning, bought: list[Contract]) -> Iterator[Issue]:
    groups: defaultdict[tuple[str, int], list[Contract]] = defaultdict(list)
    for contract in bought:
        core = subject(contract.name)
        if len(core) >= _SHORTEST:
            groups[core, _year(reckoning.ledger, contract)].append(contract)
    for (core, year), group in groups.items():
        if len(group) > 1 and year == reckoning.report.project.year:
            amounts = [worth(reckoning.ledger, each) for each in group]
            named = "、".join(
                f"{book(each)}{exact(amount)}"
                for each, amount in zip(group[:LISTED], amounts[:LISTED], strict=True)
            )
            more = "等" if len(group) > LISTED else ""
            told = f"同一年度有 {len(group)} 份内容相近的合同：{named}{more}，合计 {exact(sum(amounts))}"
            yield _issue(group, told, {"内容": core, "合计": exact(sum(amounts))})


def subject(name: str) -> str:
    """What a contract is about: its name without year, numbering and the words that all contracts have."""
    core = _NUMBERING.sub("", _YEAR.sub("", name))
    while shorter := _COMMON.search(core):
        core = core[: shorter.start()]
    return core


def _year(ledger: Ledger, contract: Contract) -> int:
    """The year of a contract; where it is not filled in, as its name says, else the report's."""
    named = _YEAR.search(contract.name)
    return ledger.year_of(contract) or (int(named[1]) if named else ledger.report.project.year)


def _issue(group: list[Contract], told: str, numbers: dict[str, str]) -> Issue:
    return Issue(tuple(place("contracts", each.id, "amount") for each in group), told, numbers)
