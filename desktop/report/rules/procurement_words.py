"""The rule over words and ways of procurement: 询价, 中标, the threshold of a tender (采购用语与方式)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.checks import Issue, Severity
from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.records import Contract
from desktop.models.rules.amounts import exact
from desktop.models.rules.deals import TENDERED, book, money_limit
from desktop.models.rules.registry import also, row_rule
from desktop.report.rules.sentences import Sentence, contracts_in, sentences

COMPARED = ("三方询价", "三家询价", "询价比价")
STATUTORY = ("谈判", "磋商", "询价", "单一来源", "框架协议", "合作创新采购")  # Parts of the methods' names
TENDERS = ("招标", "招投标")
OWN_WAYS = ("比价", "自行采购", "自主采购", "磋商", "谈判", "询价")


@row_rule(
    "C23",
    Severity.HINT,
    source="《中华人民共和国政府采购法》关于采购方式的规定",
    section="contracts",
    scope="text",
    reads="",
)
def other_words(_: Reckoning, contract: Contract) -> Iterator[Issue]:
    """询价是规格统一的货物的采购方式；招标才叫中标，谈判、磋商等叫成交，限额以下的比价叫选定。"""
    if contract.method == "询价" and contract.category in {"服务", "工程"}:
        told = f"{book(contract)}是{contract.category}，采购方式是询价，询价用于规格统一的货物"
        yield Issue((place("contracts", contract.id, "method"),), told, {"类别": contract.category})


@also("C23", "contracts", reads="project")
def _below_a_tender(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    limit = money_limit(reckoning.pack, "tender_limit", contract.signed)
    amount, method = contract.amount, contract.method
    if limit is None or amount is None or amount < limit or method in {"", "公开招标"}:
        return
    if not reckoning.ledger.is_prior(contract):
        told = f"{book(contract)}合同金额 {exact(amount)}，达到公开招标数额标准 {exact(limit)}，采购方式是{method}"
        numbers = {"合同金额": exact(amount), "公开招标数额标准": exact(limit)}
        yield Issue((place("contracts", contract.id, "method"),), told, numbers)


@also("C23")
def _in_prose(reckoning: Reckoning) -> Iterator[Issue]:
    told: set[tuple[str, str]] = set()
    for sentence in sentences(reckoning):
        for issue in (*_compared(sentence), *_awarded(reckoning, sentence)):
            if (issue.places[0], issue.message) not in told:
                told.add((issue.places[0], issue.message))
                yield issue


def _compared(sentence: Sentence) -> Iterator[Issue]:
    for words in COMPARED:
        if words in sentence.typed:
            told = f"正文写“{words}”，询价是政府采购方式，限额以下的比价写“三方比价”"
            yield Issue((sentence.place,), told, {"用语": words})


def _awarded(reckoning: Reckoning, sentence: Sentence) -> Iterator[Issue]:
    """Yield a sentence that speaks of 中标 though nothing was tendered."""
    if "中标" not in sentence.typed or any(word in sentence.text for word in TENDERS):
        return
    methods = {each.method for each in contracts_in(reckoning, sentence)}
    if methods and not methods & {"", *TENDERED}:
        how = "、".join(sorted(methods))
    else:
        how = next((way for way in OWN_WAYS if not methods and way in sentence.text), "")
    if how:
        better = "“成交”" if any(way in how for way in STATUTORY) else "“选定”或“中选”"
        told = f"正文写“中标”，采购方式是{how}，写{better}"
        yield Issue((sentence.place,), told, {"采购方式": how})
