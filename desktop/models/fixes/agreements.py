"""Fixes for payments without a contract: link the one that the item names, or found it (建立合同)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from desktop.models.checks import Finding
from desktop.models.edits import NewId, typed
from desktop.models.figures import Reckoning
from desktop.models.fixes.payees import named_in
from desktop.models.fixes.registry import Apply, Fix, check_unchanged, fix, writing
from desktop.models.numbers import half_width
from desktop.models.places import parse_place, place
from desktop.models.records import Contract, Payment, Report
from desktop.models.rules.deals import same_company

_MARKS = re.compile(r"[“”‘’\"'《》〈〉「」\s]")
_PAYING = re.compile("^(?:支付给?|付给?|转付|拨付)")
_AGREEMENT = re.compile("^[^，。；、：:;,]{2,60}?合同")
_COMPANY = re.compile("公司|事务所|研究院|大学|学院|医院|中心(?=.{4})|工作室|商行|经营部|服务部|工厂|委员会")
_SHORTEST = 4


@fix("C01")
def agreements(reckoning: Reckoning, finding: Finding) -> Iterator[Fix]:
    """Offer to link the payments whose items name a contract, and to found the contracts that others name."""
    report = reckoning.report
    rows = [report.find("payments", parse_place(where).id) for where in finding.places]
    open_rows = [row for row in rows if row and row.contract is None]
    linked = {row.id: found for row in open_rows if (found := _named(reckoning, row))}
    if linked:
        yield Fix("关联到合同", _told(linked.values(), len(linked)), _linking(report, linked))
    founded: defaultdict[str, list[Payment]] = defaultdict(list)
    for row in open_rows:
        name = "" if row.id in linked or _mentions(reckoning, row) else contract_name(reckoning, row)
        if name:
            founded[name].append(row)
    if founded:
        told = f"《{next(iter(founded))}》" if len(founded) == 1 else f" {len(founded)} 份合同"
        yield Fix("建立合同", f"建立{told}并关联支付", _founding(founded))


def _told(contracts: Iterable[Contract], count: int) -> str:
    names = list(dict.fromkeys(each.name for each in contracts))
    return f"关联到《{names[0]}》" if len(names) == 1 else f"{count} 笔支付关联到合同"


def _plain(words: str) -> str:
    return half_width(_MARKS.sub("", words)).replace(" ", "")


def _mentions(reckoning: Reckoning, row: Payment) -> list[tuple[str, Contract]]:
    """The contracts whose names, without 合同 at the end, stand in the words of a payment."""
    item = _plain(row.item)
    cores = [(_plain(each.name).removesuffix("合同"), each) for each in reckoning.report.contracts]
    return [(core, each) for core, each in cores if len(core) >= _SHORTEST and core in item]


def _named(reckoning: Reckoning, row: Payment) -> Contract | None:
    """The contract that a payment names: the longest name, which holds every other one that is found."""
    found = _mentions(reckoning, row)
    core, contract = max(found, key=lambda each: len(each[0]), default=("", None))
    if contract is None or any(
        each is not contract and (own == core or own not in core) for own, each in found
    ):
        return None
    parties = {same_company(each.name) for each in reckoning.ledger.parties_of(contract.id)}
    stranger = row.payee.strip() and parties and same_company(row.payee) not in parties
    return None if stranger else contract


def _linking(report: Report, linked: Mapping[int, Contract]) -> Apply:
    values = {place("payments", id_, "contract"): str(each.id) for id_, each in linked.items()}
    return writing(report, values)


def contract_name(reckoning: Reckoning, row: Payment) -> str:
    """The contract's name in 付某公司…合同首款; '' where a company may still stand before it."""
    words = _PAYING.sub("", _MARKS.sub("", row.item))
    for company in (row.payee.strip(), named_in(reckoning, row.item)):
        words = words.removeprefix(company) if company else words
    found = _AGREEMENT.match(words)
    if not found or len(found[0]) < _SHORTEST + 2 or _COMPANY.search(found[0]):
        return ""
    return found[0]


def _founding(founded: Mapping[str, list[Payment]]) -> Apply:
    """New contracts have a name, and the sub-project where all their payments agree; nothing is invented."""
    held = {row.id: row for rows in founded.values() for row in rows}

    def apply(now: Report, new_id: NewId) -> Report:
        for id_, row in held.items():
            check_unchanged(now, place("payments", id_, "item"), row.item)
            check_unchanged(now, place("payments", id_, "contract"), None)
        for name, rows in founded.items():
            lines = {row.budget for row in rows}
            made = Contract(new_id("contracts"), name=name, budget=lines.pop() if len(lines) == 1 else None)
            now = now.with_record("contracts", made)
            for row in rows:
                now = typed(now, place("payments", row.id, "contract"), str(made.id), new_id)
        return now

    return apply
