"""The rule that holds what contracts delivered against what the results say was handed out (合同成果)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from desktop.models.dates import show_date
from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Contract, Result
from desktop.models.rules.deals import book, contracts_of_the_year
from desktop.models.rules.registry import Issue, Severity, also, row_rule

LAST = ("结算款", "尾款", "质保金", "一次性付清")
HANDED_OUT = ("发放", "赠送", "派发")
_NO_GOODS = re.compile(
    "补贴|补助|补偿|救助|津贴|资助|奖学金|助学金|[资奖]金|贷款|问卷|通知|文书|证书?$|人数|人次|户数"
)
_PERSONS = ("人", "人次", "户", "名", "万元", "元")
_PARTS = re.compile("[、，,；;和及与]")
_QUOTED = re.compile("“[^”]*”")
_TAIL = re.compile(r"(?:[0-9０-９一二三四五六七八九十百千万]+.*|等.*)$")


@row_rule(
    "C27",
    Severity.VERIFY,
    source="合同成果与绩效实现情况核对",
    section="contracts",
    reads="payments project",
)
def deliverables_do_not_match(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """做完的合同要写成果；买来的宣传品在成果数据里应有去向，成果数据里发放的物品应有采购。"""
    ledger = reckoning.ledger
    is_judged = not contract.deliverable.strip() and not ledger.is_prior(contract)
    if is_judged and (why := _finished(ledger, contract)):
        told = f"{book(contract)}{why}，没有写成果"
        yield Issue((place("contracts", contract.id, "deliverable"),), told)


@also("C27", reads="contracts payments results project")
def _handed_out(reckoning: Reckoning) -> Iterator[Issue]:
    handed = [each for each in reckoning.report.results if _is_of_goods(each)]
    if handed:
        yield from _not_handed_out(contracts_of_the_year(reckoning.ledger), handed)
        yield from _not_bought(reckoning, handed)


def _is_of_goods(result: Result) -> bool:
    """Tell whether goods were handed out; money and papers are, too, but nobody buys them."""
    paid = _NO_GOODS.search(result.name) or result.unit.strip() in _PERSONS
    return result.name.startswith(HANDED_OUT) and not paid


def _finished(ledger: Ledger, contract: Contract) -> str:
    """How we know that a contract has been carried out, '' where we do not."""
    if contract.accepted:
        return f"{show_date(contract.accepted)} 验收"
    if contract.ends and ledger.year_end and contract.ends <= ledger.year_end:
        return f"{show_date(contract.ends)} 到期"
    paid = (each.stage for each in ledger.payments_of(contract.id) if each.stage in LAST)
    stage = next(paid, "")
    return f"已支付{stage}" if stage else ""


def _not_handed_out(contracts: list[Contract], handed: list[Result]) -> Iterator[Issue]:
    """Yield the goods bought of which no result says that they were handed out."""
    names = [each.name for each in handed]
    unseen = [
        (each, item)
        for each in contracts
        if each.category == "货物"
        for item in _items(each.deliverable)
        if not any(item[-2:] in name or name.endswith(item[-1]) for name in names)
    ]
    if unseen:
        items = "、".join(item for _, item in unseen)
        places = tuple(dict.fromkeys(place("contracts", each.id, "deliverable") for each, _ in unseen))
        yield Issue(places, f"合同成果有{items}，成果数据里没有写发放或使用的数量", {"物品": items})


def _items(deliverable: str) -> list[str]:
    """The goods in a text such as “@坪山”宣传海报、布袋等宣传物资: 宣传海报, 布袋."""
    parts = (_TAIL.sub("", part.strip()) for part in _PARTS.split(_QUOTED.sub("", deliverable)))
    return [part for part in parts if len(part) > 1]


def _not_bought(reckoning: Reckoning, handed: list[Result]) -> Iterator[Issue]:
    """Yield what was handed out though no contract and no payment speaks of such a thing."""
    report = reckoning.report
    goods = (f"{each.name}{each.deliverable}" for each in report.contracts)
    words = "".join(chain(goods, (each.item for each in report.payments)))
    unbought = [each for each in handed if each.name[-1] not in words]
    if unbought:
        names = "、".join(each.name for each in unbought)
        places = tuple(place("results", each.id, "name") for each in unbought)
        yield Issue(places, f"成果数据有{names}，合同和支付里没有写到这些物品的采购", {"成果": names})
