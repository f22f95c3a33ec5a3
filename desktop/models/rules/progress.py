"""The rule that holds what was paid on a service against the months that have passed (履约进度)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.dates import months_between
from desktop.models.figures import Reckoning
from desktop.models.money import FEN_PER_WAN
from desktop.models.numbers import percent
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Contract
from desktop.models.rules.amounts import exact
from desktop.models.rules.deals import book
from desktop.models.rules.registry import Issue, Severity, row_rule

_CENT = FEN_PER_WAN // 100  # 0.01万元, as amounts are printed


@row_rule("C26", Severity.HINT, source="合同履约进度", section="contracts", reads="payments project")
def paid_out_of_step(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """跨年的服务合同，按月折算到年末的金额与累计支付相差一个月以上的，看一看是预付多了，还是应付未付。"""
    ledger = reckoning.ledger
    agreed, paid = ledger.agreed(contract), ledger.paid_in_all(contract)
    months = _months(ledger, contract)
    if agreed and agreed > 0 and paid and months:
        yield from _compared(contract, agreed, paid, *months)


def _months(ledger: Ledger, contract: Contract) -> tuple[int, int] | None:
    """The months passed at the end of the year and all of them, for a service that runs on; else None."""
    starts, ends, last = contract.starts, contract.ends, ledger.year_end
    if contract.category != "服务" or not starts or not ends or not last or not starts <= last < ends:
        return None
    passed, term = months_between(starts, last), months_between(starts, ends)
    return (passed, term) if passed and term else None


def _compared(contract: Contract, agreed: int, paid: int, passed: int, term: int) -> Iterator[Issue]:
    earned = (agreed * passed * 2 + term * _CENT) // (2 * term * _CENT) * _CENT
    apart = paid - earned
    if abs(apart) * term <= agreed:
        return
    share, due = ratio(paid, agreed), ratio(passed, term)
    if share is None or due is None:
        return
    told = (
        f"{book(contract)}共 {term} 个月，到年末 {passed} 个月（{percent(due)}）折合 {exact(earned)}，"
        f"已付 {exact(paid)}（{percent(share)}），{'多付' if apart > 0 else '少付'} {exact(abs(apart))}"
    )
    numbers = {"折合": exact(earned), "累计支付": exact(paid), "相差": exact(abs(apart))}
    yield Issue((place("contracts", contract.id, "amount"),), told, numbers)
