"""Rules over contracts: amounts, balances, commitments (合同)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.dates import show_date
from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Contract
from desktop.models.rules.amounts import exact
from desktop.models.rules.registry import Issue, Severity, row_rule

TALLY = "合同与支付勾稽"


@row_rule("C02", Severity.MUST, source=TALLY, section="contracts", reads="payments project")
def overpaid(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """历年累计支付不能超过合同金额（含补充协议）。超过的，要么合同金额漏了补充协议，要么支付关联错了合同。"""
    balance = reckoning.ledger.balance(contract)
    if balance is not None and balance < 0:
        agreed, paid = _both(reckoning.ledger, contract)
        told = f"已付 {exact(paid)} − 合同 {exact(agreed)} = {exact(-balance)}，《{contract.name}》付多了"
        numbers = {"合同金额": exact(agreed), "累计支付": exact(paid), "超出": exact(-balance)}
        yield Issue((place("contracts", contract.id, "amount"),), told, numbers)


def _both(ledger: Ledger, contract: Contract) -> tuple[int, int]:
    return ledger.agreed(contract) or 0, ledger.paid_in_all(contract) or 0


def _open_balance(ledger: Ledger, contract: Contract) -> int:
    """What is left to pay on a contract, in 分; 0 where somebody has said why or when."""
    balance = ledger.balance(contract) or 0
    return 0 if balance < 0 or contract.note.strip() or _is_planned(ledger, contract) else balance


def _is_planned(ledger: Ledger, contract: Contract) -> bool:
    """Tell whether an agreed payment falls due after the year."""
    plan = ledger.group("instalments", "contract", contract.id)
    return ledger.year_end is not None and any(each.due and each.due > ledger.year_end for each in plan)


def _left(ledger: Ledger, contract: Contract, balance: int, why: str) -> Issue:
    agreed, paid = _both(ledger, contract)
    told = f"《{contract.name}》：合同 {exact(agreed)} − 已付 {exact(paid)} = {exact(balance)}，{why}"
    numbers = {"合同金额": exact(agreed), "累计支付": exact(paid), "余额": exact(balance)}
    return Issue((place("contracts", contract.id, "note"),), told, numbers)


def _over_because(ledger: Ledger, contract: Contract) -> str:
    """How we know that a contract has been carried out, '' where we do not."""
    if contract.accepted or contract.acceptance:
        return "合同已验收"
    if contract.ends and ledger.year_end:
        return "合同已到期" if contract.ends <= ledger.year_end else ""
    return "合同已写完成" if contract.deliverable.strip() else ""


@row_rule("C03", Severity.VERIFY, source=TALLY, section="contracts", reads="payments instalments project")
def unpaid_at_the_end(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """合同到期、验收或写明成果后还有余额的，要说明为什么没有付、打算什么时候付，或在付款计划里写到期日。"""
    ledger = reckoning.ledger
    balance, why = _open_balance(ledger, contract), _over_because(ledger, contract)
    if balance and why:
        yield _left(ledger, contract, balance, why)


@row_rule("C04", Severity.VERIFY, source=TALLY, section="contracts", reads="payments instalments project")
def unplanned_commitment(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """合同跨到下一年度的，余额要列入下一年度预算，请写明支付安排，或在付款计划里写到期日。"""
    ledger = reckoning.ledger
    balance = _open_balance(ledger, contract)
    if balance and contract.ends and ledger.year_end and contract.ends > ledger.year_end:
        why = f"合同期限到 {show_date(contract.ends)}，下一年度要支付"
        yield _left(ledger, contract, balance, why)


@row_rule(
    "C15", Severity.VERIFY, source="预算审核惯例", section="contracts", reads="budget instalments project"
)
def above_the_budget(reckoning: Reckoning, contract: Contract) -> Iterator[Issue]:
    """合同金额大于所在子项目的预算，可能是跨年合同，也可能是子项目选错了，要说明。跨年的写明各年怎么付就不再问。"""
    line = reckoning.ledger.find("budget", contract.budget)
    if line is None or _is_told_to_run_on(reckoning.ledger, contract):
        return
    if contract.amount is None or line.initial is None or line.adjusted is None:
        return
    most, name = max((line.initial, "年初预算"), (line.adjusted, "全年预算"))
    if contract.amount > most:
        over = exact(contract.amount - most)
        told = f"《{contract.name}》：合同 {exact(contract.amount)} − 子项目{name} {exact(most)} = {over}"
        numbers = {"合同金额": exact(contract.amount), name: exact(most), "超出": over}
        yield Issue((place("contracts", contract.id, "amount"),), told, numbers)


def _is_told_to_run_on(ledger: Ledger, contract: Contract) -> bool:
    """Tell whether a contract runs over several years and it is said how the other years pay for it."""
    year = ledger.report.project.year
    begins, ends = contract.starts or contract.signed, contract.ends
    runs_on = bool((begins and begins.year < year) or (ends and ends.year > year))
    return runs_on and bool(contract.note.strip() or contract.prior_paid or _is_planned(ledger, contract))
