"""Payments given to a contract, or a reason why there is none, many at once (归到合同、写无合同原因)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.errors import DataError
from desktop.models.edits import TYPED, NewId
from desktop.models.explaining import is_empty_answer
from desktop.models.places import name_of, place
from desktop.models.records import Contract, Origin, Party, Payment, Report
from desktop.models.rules.deals import same_company


def assigned(report: Report, ids: Collection[int], contract: int, new_id: NewId) -> Report:
    """Return *report* with payments linked to a contract; a reason for having none goes.

    Raises DataError where there is no such contract or nothing to link.
    """
    if report.find("contracts", contract) is None:
        raise DataError("没有选合同", "请先选一份合同")
    values = {"contract": contract, "no_contract": ""}
    return _written(report, _chosen(report, ids), values, new_id)


def founded(report: Report, ids: Collection[int], new_id: NewId, name: str = "") -> tuple[Report, int]:
    """Return *report* with a new contract that payments are linked to, and its id.

    The contract has a name, the sub-project and the one payee where all payments agree; no amount, no date:
    nothing is invented. Raises DataError where there is nothing to link.
    """
    rows = _chosen(report, ids)
    lines, payees = {row.budget for row in rows}, {row.payee.strip() for row in rows} - {""}
    budget = lines.pop() if len(lines) == 1 else None
    made = Contract(new_id("contracts"), name=name.strip() or rows[0].item.strip(), budget=budget)
    report = report.with_record("contracts", made)
    if len(payees) == 1:
        party = Party(new_id("parties"), contract=made.id, name=payees.pop())
        report = report.with_record("parties", party)
    return assigned(report, ids, made.id, new_id), made.id


def excused(report: Report, ids: Collection[int], reason: str, new_id: NewId) -> Report:
    """Return *report* with a reason why payments have no contract.

    Raises DataError for a reason that says nothing, and where there is no payment to give it to.
    """
    if is_empty_answer(reason):
        said = f"“{reason.strip()}”没有说明原因" if reason.strip() else "还没有写原因"
        raise DataError(said, "请写明原因，例：零星采购，凭发票报销，未签合同")
    return _written(report, _chosen(report, ids), {"no_contract": reason.strip()}, new_id)


def is_unlinked(payment: Payment) -> bool:
    """Tell whether a payment has neither a contract nor a reason why there is none (未关联)."""
    return payment.contract is None and not payment.no_contract.strip()


def is_excused(payment: Payment) -> bool:
    """Tell whether a payment needs no contract: there is none, and the reason is written (无需合同)."""
    return payment.contract is None and bool(payment.no_contract.strip())


def is_bare(payment: Payment, bare: Collection[int]) -> bool:
    """Tell whether the contract of a payment is among *bare*, so that nothing can be looked up in it."""
    return payment.contract in bare and not payment.no_contract.strip()


def bare_contracts(report: Report) -> frozenset[int]:
    """Return the ids of the contracts that say neither amount nor date (合同待补)."""
    return frozenset(each.id for each in report.contracts if each.amount is None and each.signed is None)


def likely(report: Report, payment: Payment) -> Contract | None:
    """Return the contract whose party is the payee, the only one or the one of the sub-project, or None."""
    payee = same_company(payment.payee)
    if not payee:
        return None
    owners = {each.contract for each in report.parties if same_company(each.name) == payee}
    own = [each for each in report.contracts if each.id in owners]
    near = [each for each in own if each.budget == payment.budget]
    found = own if len(own) == 1 else near
    return found[0] if len(found) == 1 else None


def likely_for(report: Report, payments: Sequence[Payment]) -> Contract | None:
    """Return the contract that all of some payments most likely belong to, or None."""
    found = {each.id: each for row in payments if (each := likely(report, row))}
    return next(iter(found.values())) if len(found) == 1 else None


def called(report: Report, contract: Contract) -> str:
    """Name a contract with its number and parties, so that two of one name are told apart."""
    parties = "、".join(each.name for each in report.parties if each.contract == contract.id and each.name)
    return "　".join(filter(None, (name_of(contract), contract.number, parties)))


def _chosen(report: Report, ids: Collection[int]) -> list[Payment]:
    wanted = frozenset(ids)
    rows = [each for each in report.payments if each.id in wanted]
    if not rows:
        raise DataError("没有选中支付", "请先勾选要归到合同的支付")
    return rows


def _written(report: Report, rows: Sequence[Payment], values: Mapping[str, Any], new_id: NewId) -> Report:
    """Return *report* with the same values in many payments, and what hangs on them as after typing."""
    ids = {row.id for row in rows}
    places = {place("payments", id_, name) for id_ in ids for name in values}
    changed = {
        place("payments", row.id, name): place("payments", row.id)
        for row in rows
        for name, value in values.items()
        if getattr(row, name) != value
    }
    made = [replace(row, **values) if row.id in ids else row for row in report.payments]
    report = report.with_rows("payments", made)
    unread = [each for each in report.unread if each.place not in places]
    if len(unread) < len(report.unread):
        report = report.with_rows("unread", unread)
    return _owned(report, changed, new_id) if report.origins else report


def _owned(report: Report, changed: Mapping[str, str], new_id: NewId) -> Report:
    """Take the origins of changed values away; where the record has one, the value is confirmed instead."""
    kept = [each for each in report.origins if each.place not in changed]
    wholes = {each.place for each in kept if each.kind != "confirmed"}
    typed = [
        Origin(new_id("origins"), where, "confirmed", TYPED)
        for where, whole in changed.items()
        if whole in wholes
    ]
    return report.with_rows("origins", (*kept, *typed))
