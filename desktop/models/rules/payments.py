"""Rules over payments: contract, payee (支付)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.figures import Reckoning
from desktop.models.numbers import half_width, percent
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import Ledger, total
from desktop.models.records import Contract, Payment
from desktop.models.rules.amounts import exact
from desktop.models.rules.registry import Issue, Severity, row_rule, rule

TALLY = "合同与支付勾稽"


@rule("C01", Severity.VERIFY, source=TALLY, reads="payments contracts")
def unsupported(reckoning: Reckoning) -> Iterator[Issue]:
    """每笔支付要有合同可查：关联的合同写明金额或签订日期，或者写明无合同原因（例：零星采购，凭发票报销）。"""
    ledger = reckoning.ledger
    rows = [each for each in reckoning.report.payments if not _is_supported(ledger, each)]
    if not rows:
        return
    amount = total(each.amount for each in rows)
    share = ratio(amount, ledger.spent)
    told = f"有 {len(rows)} 笔支付没有可查的合同（未关联，或合同没有金额和签订日期），{exact(amount)} 万元"
    if share is not None and share > 0:
        told += f"，占支出合计 {percent(share)}"
    places = tuple(place("payments", each.id, "contract") for each in rows)
    yield Issue(places, told, {"笔数": str(len(rows)), "金额": exact(amount)})


def _is_supported(ledger: Ledger, payment: Payment) -> bool:
    if payment.no_contract.strip():
        return True
    contract = ledger.find("contracts", payment.contract) if payment.contract is not None else None
    return contract is not None and (contract.amount is not None or contract.signed is not None)


@row_rule("C11", Severity.VERIFY, source=TALLY, section="contracts", reads="payments parties")
def other_payee(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """收款单位应当是合同当事人；联合体由牵头人收款，付给成员的，要有协议依据。"""
    paid: dict[str, list[Payment]] = {}
    for payment in reckoning.ledger.payments_of(contract.id):
        if payment.payee.strip():
            paid.setdefault(payment.payee.strip(), []).append(payment)
    for payee, rows in paid.items():
        yield from _judged(reckoning.ledger, contract, payee, rows)


def _judged(ledger: Ledger, contract: Contract, payee: str, rows: list[Payment]) -> Iterator[Issue]:
    parties = ledger.parties_of(contract.id)
    own = next((each for each in parties if _plain(each.name) == _plain(payee)), None)
    lead = next((each for each in parties if each.role == "牵头人"), None)
    if not parties or (own and own.role != "联合体成员"):
        return
    named = "、".join(each.name for each in parties)
    why = f"收款单位是联合体成员，牵头人是{lead.name}" if own and lead else f"合同当事人是{named}"
    amount = exact(total(each.amount for each in rows))
    places = tuple(place("payments", each.id, "payee") for each in rows)
    told = f"付给{payee} {amount}，《{contract.name}》的{why}"
    yield Issue(places, told, {"收款单位": payee, "当事人": named, "金额": amount})


def _plain(name: str) -> str:
    """A company's name without what typing varies: full-width or half-width brackets, spaces."""
    return half_width(name).replace(" ", "")


@row_rule("C12", Severity.MUST, source=TALLY, section="payments", reads="payments")
def no_payee(reckoning: Reckoning, payment: Payment) -> Iterator[Issue]:
    """每笔支付都要写收款单位，照凭证写全称，不能从支出事项里猜。"""
    if not payment.payee.strip():
        order = reckoning.ledger.order("payments", payment.id)
        amount = "" if payment.amount is None else f" {exact(payment.amount)}"
        told = f"第 {order} 笔支付{amount} 没有写收款单位（{payment.item or '支出事项也未填'}）"
        yield Issue((place("payments", payment.id, "payee"),), told)
