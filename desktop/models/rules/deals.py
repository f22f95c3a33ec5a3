"""What several rules over contracts ask: what a contract is called, its year, its worth, who is who."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.formats import titled
from desktop.models.money import FEN_PER_WAN
from desktop.models.numbers import half_width
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Contract
from desktop.models.rulepack import RulePack

TENDERED = ("公开招标", "邀请招标")
SELF_PROCURED = ("", "三方比价", "直接采购", "零星采购")  # '' : nobody has said how
NAMED = 3


def book(contract: Contract) -> str:
    """A contract in a message: 《…服务合同》."""
    return titled(contract.name) if contract.name.strip() else "未写名称的合同"


def books(contracts: Iterable[Contract]) -> str:
    """Several contracts in a message, the first three by name."""
    held = list(contracts)
    return "".join(book(each) for each in held[:NAMED]) + ("等" if len(held) > NAMED else "")


def same_company(name: str) -> str:
    """A company's name without what typing varies: full-width or half-width brackets, spaces."""
    return half_width(name).replace(" ", "")


def money_limit(pack: RulePack, key: str, day: date | None = None) -> int | None:
    """A limit of the rule pack in 分 (the pack writes 万元) as of a day; None where it is left open."""
    limit = pack.limit(key, day)
    return None if limit is None else int(limit * FEN_PER_WAN)


def procurement_limit(pack: RulePack, contract: Contract) -> int | None:
    """The 分散采购限额 (分) that held when a contract was signed; None where the pack leaves it open."""
    key = "works_limit" if contract.category == "工程" else "goods_limit"
    return money_limit(pack, key, contract.signed)


def contracts_of_the_year(ledger: Ledger) -> list[Contract]:
    """The contracts that are not of an earlier year, in the officer's order."""
    return [each for each in ledger.report.contracts if not ledger.is_prior(each)]


def worth(ledger: Ledger, contract: Contract) -> int:
    """What a contract comes to, in 分: its amount, else what was paid on it this year."""
    agreed = ledger.agreed(contract)
    return ledger.paid(contract.id) if agreed is None else agreed
