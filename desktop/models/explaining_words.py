"""Sentences of the data's own facts for an explanation or a reason; what nobody knows is left open (套用句式).

What, by how much, which contract, payment, date and document come from the records; a cause is never invented:
it stands as 【原因待填】, a document that no record names as 【依据待填】.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from desktop.errors import DataError
from desktop.models.checks import Finding
from desktop.models.dates import chinese_date
from desktop.models.explaining import DOCUMENT_GAP, REASON_GAP
from desktop.models.facts import LONGEST
from desktop.models.figures import Reckoning
from desktop.models.formats import clause, contract, titled, wan
from desktop.models.numbers import plain
from desktop.models.places import Place, parse_place
from desktop.models.reckoning.ledger import as_judged, is_met
from desktop.models.reckoning.performance import is_over
from desktop.models.records import Contract, Indicator, Payment

_MOST = 3  # Records that a sentence names
_AMOUNT = re.compile(r"(?<![\d.])\d[\d,]*\.\d\d(?![\d.%]| ?(?:万元|元|分))")
_MONEY_RULES = ("B", "C")  # First letters of the rules whose bare numbers of two decimals are 万元
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=\d)|(?<=[\d元]) (?=[\u4e00-\u9fff])")
_ASKS = re.compile(r"[，；]请[^，。；]*$")
_LONGEST = 120  # Characters of the facts; a long list stands in the finding itself

Say = Callable[[Reckoning, Finding], str]


def proposal(reckoning: Reckoning, finding: Finding) -> str:
    """Return a sentence that begins the explanation of a finding: the facts, then what is left to be written."""
    said = _SAID.get(finding.rule, _of_message)(reckoning, finding)
    document = _documents(reckoning, finding)
    by = f"依据{document}" if document else f"依据是{DOCUMENT_GAP}"
    return f"{said}，原因是{REASON_GAP}，{by}。" if said else ""


def deviation(indicator: Indicator) -> str:
    """Return a sentence that begins an indicator's 偏差原因; '' where it has no figures to compare.

    The difference is the judged one: an actual value beyond a target of a range is set against its near end.
    """
    judged = as_judged(indicator)
    target, actual = judged.target, judged.actual
    if target is None or actual is None or target == actual:
        return ""
    unit = indicator.unit.strip()
    way = "低于" if actual < target else "高于"
    apart = f"{plain(abs(actual - target))}{'个百分点' if unit in ('%', '％') else unit}"
    told = f"实际完成{plain(actual)}{unit}，{way}指标值{plain(target)}{unit}，相差{apart}"
    source = (
        f"，数据来自{clause(indicator.data_source)}" if is_met(indicator) and indicator.data_source else ""
    )
    return f"{told}{source}，原因是{REASON_GAP}。"


def offered_at(reckoning: Reckoning, where: str) -> str:
    """Return the sentence that the data offer for a field, '' for none: 偏差原因 that has to be written."""
    known = _known(where)
    row = reckoning.report.find(known.section, known.id) if known and known.field == "reason" else None
    if not isinstance(row, Indicator) or row.na_reason.strip():
        return ""
    return deviation(row) if is_met(row) is False or is_over(reckoning.ledger, row) else ""


def _of_balance(reckoning: Reckoning, finding: Finding) -> str:
    """合同余额: what was agreed, paid and is open, and until when the contract runs."""
    held = next(_contracts(reckoning, finding), None)
    if held is None:
        return ""
    ledger = reckoning.ledger
    agreed, paid, rest = ledger.agreed(held), ledger.paid_in_all(held), ledger.balance(held)
    if agreed is None or paid is None or rest is None:
        return ""
    until = f"，合同期限到{chinese_date(held.ends)}" if held.ends else ""
    last = max((each.date for each in ledger.payments_of(held.id) if each.date), default=None)
    paid_on = f"（最近一笔在{chinese_date(last)}）" if last else ""
    return f"{contract(held.name)}金额{wan(agreed)}，已付{wan(paid)}{paid_on}，余额{wan(rest)}{until}"


def _of_payments(reckoning: Reckoning, finding: Finding) -> str:
    """支付: how many, how much in all, and the largest ones by their matter."""
    paid = sorted(_payments(reckoning, finding), key=lambda each: -(each.amount or 0))
    if not paid:
        return ""
    named = "、".join(f"“{_short(each.item)}”{wan(each.amount or 0)}" for each in paid[:_MOST])
    more = "等" if len(paid) > _MOST else ""
    total = f"{len(paid)}笔支付共{wan(sum(each.amount or 0 for each in paid))}，包括" if len(paid) > 1 else ""
    return f"{total}{named}{more}"


def _of_payee(reckoning: Reckoning, finding: Finding) -> str:
    """收款单位: to whom, how much, when, and who are the parties."""
    paid = list(_payments(reckoning, finding))
    parties = finding.numbers.get("当事人", "")
    if not paid or not parties:
        return _of_message(reckoning, finding)
    days = dict.fromkeys(chinese_date(each.date) for each in paid if each.date)
    when = f"（{'、'.join(list(days)[:_MOST])}）" if days else ""
    held = next((reckoning.ledger.find("contracts", each.contract) for each in paid), None)
    under = f"{contract(held.name)}的当事人是{parties}，" if isinstance(held, Contract) else ""
    return f"{under}付给{clause(paid[0].payee)}{wan(sum(each.amount or 0 for each in paid))}{when}"


def _of_change(reckoning: Reckoning, _: Finding) -> str:
    """预算调整: the whole, and each sub-project that changed."""
    ledger = reckoning.ledger
    first, last = ledger.initial, ledger.adjusted
    if first is None or last is None or first == last:
        return ""
    changes = [
        (each.name, each.adjusted - each.initial)
        for each in reckoning.report.budget
        if each.initial is not None and each.adjusted is not None and each.initial != each.adjusted
    ]
    way = _way(last - first)
    parts = "、".join(f"{clause(name)}{_way(by)}" for name, by in changes)
    within = f"，其中{parts}" if len(changes) > 1 else f"，是{parts}" if changes else ""
    return f"年初预算数{wan(first)}，全年预算数{wan(last)}，{way}{within}"


def _way(change: int) -> str:
    return f"{'调增' if change > 0 else '调减'}{wan(change)}"


def _of_indicator(reckoning: Reckoning, finding: Finding) -> str:
    row = next((each for each in _records(reckoning, finding) if isinstance(each, Indicator)), None)
    told = deviation(row) if row else ""
    head = f"“{row.name}”" if row else ""
    return f"{head}{told.partition('，原因是')[0]}" if told else _of_message(reckoning, finding)


def _of_message(_: Reckoning, finding: Finding) -> str:
    """Any finding: its own sentence, amounts with their unit, without what it asks the officer to do."""
    said = _ASKS.sub("", finding.message.strip().rstrip("。"))
    if finding.rule.startswith(_MONEY_RULES):
        said = _AMOUNT.sub(r"\g<0>万元", said)
    said = _SPACE.sub("", said)
    if len(said) <= _LONGEST:
        return said
    return said[:_LONGEST].rpartition("：")[0] or said[:_LONGEST].rpartition("，")[0]


def _documents(reckoning: Reckoning, finding: Finding) -> str:
    """The documents that records at issue name: approvals of changes, minutes of a contract's approval."""
    named: list[str] = []
    if finding.rule in _CHANGES:
        named = [each.document.strip() for each in reckoning.report.adjustments if each.document.strip()]
    for each in _contracts(reckoning, finding):
        named += [each.minutes.strip()] if each.minutes.strip() else []
    unique = list(dict.fromkeys(named))[:_MOST]
    return "、".join(each if "〔" in each or "《" in each else titled(each) for each in unique)


def _records(reckoning: Reckoning, finding: Finding) -> Iterator[object]:
    seen: set[tuple[str, int]] = set()
    for where in finding.places:
        known = _known(where)
        if known and known.id and (known.section, known.id) not in seen:
            seen.add((known.section, known.id))
            row = reckoning.report.find(known.section, known.id)
            if row is not None:
                yield row


def _contracts(reckoning: Reckoning, finding: Finding) -> Iterator[Contract]:
    yield from (each for each in _records(reckoning, finding) if isinstance(each, Contract))


def _payments(reckoning: Reckoning, finding: Finding) -> Iterator[Payment]:
    yield from (each for each in _records(reckoning, finding) if isinstance(each, Payment))


def _known(where: str) -> Place | None:
    try:
        return parse_place(where)
    except DataError:
        return None


def _short(text: str) -> str:
    said = clause(text)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


_CHANGES = ("B08", "B09")
_SAID: Mapping[str, Say] = MappingProxyType(
    {
        "B08": _of_change,
        "B09": _of_change,
        "C01": _of_payments,
        "C03": _of_balance,
        "C04": _of_balance,
        "C11": _of_payee,
        "C28": _of_payments,
        "I03": _of_indicator,
        "I04": _of_indicator,
    }
)
"""The rules whose facts are told in a sentence of their own; of the others it is the finding's."""
