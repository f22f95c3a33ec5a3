"""Rules that hold the prose about contracts against the contracts and payments (合同的数文一致)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.models.checks import Issue, Severity, rule
from desktop.models.figures import Reckoning
from desktop.models.money import FEN_PER_WAN, FEN_PER_YUAN
from desktop.models.numbers import NUMBER, half_up
from desktop.models.places import place
from desktop.models.records import Contract
from desktop.models.rules.amounts import exact
from desktop.models.rules.deals import book, books
from desktop.report.rules.sentences import (
    Sentence,
    bare,
    contracts_in,
    mentioned,
    names_of,
    sentences,
    sentences_of,
)
from desktop.report.rules.text_rules import PASSAGES, text_rule
from desktop.report.rules.texts import BLANK, Written

DESCRIBING = ("allocation", "execution")  # Where the outline asks for contracts
_TITLE = re.compile(f"《([^《》{BLANK}]+合同)》")
_AMOUNT = re.compile(
    rf"(合同金额|合同总金额|合同价款|合同总价|中标金额|成交金额|费用|(?<=合同》)金额)(?:共计|合计|[为是:：])*({NUMBER})(万元|元)"
)


@rule("C16", Severity.VERIFY, source="数文一致：合同与正文", scope="text")
def described_or_paid_only(reckoning: Reckoning) -> Iterator[Issue]:
    """当年付了款的合同，正文要写到；正文写到的合同，支付明细里要有付款，或写明什么时候付。"""
    if not any(each.section in DESCRIBING for each in sentences(reckoning)):
        return
    yield from _undescribed(reckoning)
    for contract in reckoning.report.contracts:
        if contract.id in mentioned(reckoning) and _is_unpaid(reckoning, contract):
            told = f"正文写到{book(contract)}，支付明细里没有这份合同的付款，也没有写付款安排"
            yield Issue((place("contracts", contract.id, "note"),), told)
    yield from _unknown(reckoning)


def _undescribed(reckoning: Reckoning) -> Iterator[Issue]:
    ledger = reckoning.ledger
    paid = [
        each
        for each in reckoning.report.contracts
        if any(names_of(reckoning)[each.id])
        and ledger.payments_of(each.id)
        and each.id not in mentioned(reckoning)
    ]
    if paid:
        amount = exact(sum(ledger.paid(each.id) for each in paid))
        told = f"有 {len(paid)} 份合同本年度付了款，合计 {amount}，正文没有写到：{books(paid)}"
        places = tuple(place("contracts", each.id, "name") for each in paid)
        yield Issue(places, told, {"份数": str(len(paid)), "金额": amount})


def _is_unpaid(reckoning: Reckoning, contract: Contract) -> bool:
    ledger = reckoning.ledger
    plan = ledger.group("instalments", "contract", contract.id)
    later = any(each.due and ledger.year_end and each.due > ledger.year_end for each in plan)
    told = later or contract.note.strip() or contract.prior_paid or ledger.is_prior(contract)
    return not told and not ledger.payments_of(contract.id)


def _unknown(reckoning: Reckoning) -> Iterator[Issue]:
    """Yield the contracts that the officer's own words give a title to, though no record has it."""
    known = [bare(each.name) for each in reckoning.report.contracts]
    unknown: dict[str, str] = {}
    for sentence in sentences(reckoning):
        if sentence.section in DESCRIBING:
            for found in _TITLE.finditer(sentence.typed):
                title = bare(found[1])
                if not any(title in name or name in title for name in known if name):
                    unknown.setdefault(found[0], sentence.place)
    if unknown:
        titles = "".join(unknown)
        places = tuple(dict.fromkeys(unknown.values()))
        yield Issue(places, f"正文写到{titles}，合同里没有登记", {"合同": titles})


@text_rule("C17", Severity.MUST, source="数文一致：合同金额", texts=PASSAGES)
def another_amount(reckoning: Reckoning, text: Written) -> Iterator[Issue]:
    """正文里手写的合同金额要与合同一致。把数改成活数字，以后就不会再差。"""
    for sentence in sentences_of(reckoning, text):
        for found in _AMOUNT.finditer(sentence.typed):
            yield from _compared(reckoning, sentence, found)


def _compared(reckoning: Reckoning, sentence: Sentence, found: re.Match[str]) -> Iterator[Issue]:
    contracts = contracts_in(reckoning, sentence)
    if len(contracts) != 1 or contracts[0].amount is None:
        return
    contract, (label, number, unit) = contracts[0], found.groups()
    ledger = reckoning.ledger
    held = [contract.amount, ledger.agreed(contract)]
    if label == "费用":
        held += [ledger.paid(contract.id), ledger.paid_in_all(contract)]
    if not any(each is not None and _shows(each, number, unit) for each in held):
        told = f"正文写{book(contract)}{label} {number}{unit}，合同是 {exact(contract.amount or 0)} 万元"
        places = (sentence.place, place("contracts", contract.id, "amount"))
        yield Issue(places, told, {"正文": f"{number}{unit}", "合同金额": exact(contract.amount or 0)})


def _shows(fen: int, number: str, unit: str) -> bool:
    """Tell whether a written number shows an amount, to the decimals that it has."""
    written = Decimal(number.replace(",", ""))
    places = max(0, -int(written.as_tuple().exponent))
    size = FEN_PER_WAN if unit == "万元" else FEN_PER_YUAN
    return half_up(Decimal(fen) / size, places) == written
