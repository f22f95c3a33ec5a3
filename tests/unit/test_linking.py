"""Payments given to a contract, or a reason for having none, many at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from desktop.errors import DataError
from desktop.models.edits import typed
from desktop.models.linking import assigned, called, excused, founded, likely, likely_for
from desktop.models.records import Contract, Origin, Party, Payment, Report, Unread

REPORT = Report(
    contracts=(Contract(1, "HT-1", "热线", budget=1), Contract(2, "HT-2", "咨询", budget=2)),
    parties=(Party(1, 1, "鼎讯公司"), Party(2, 2, "数文明公司"), Party(3, 1, "数文明公司")),
    payments=(
        Payment(1, item="首款", payee="鼎讯公司", budget=1, no_contract="待查"),
        Payment(2, item="进度款", payee="数文明公司", budget=2),
        Payment(3, item="零星", budget=2),
    ),
)


def test_payments_get_a_contract_and_lose_their_reason() -> None:
    ids = count(100)
    made = assigned(REPORT, (1, 2), 1, lambda _: next(ids))
    assert [each.contract for each in made.payments] == [1, 1, None]
    assert made.payments[0].no_contract == ""


@pytest.mark.parametrize(("ids", "contract"), [((), 1), ((99,), 1), ((1,), 99)])
def test_without_payments_or_contract_nothing_happens(ids: tuple[int, ...], contract: int) -> None:
    with pytest.raises(DataError):
        assigned(REPORT, ids, contract, lambda _: 1)


def test_a_new_contract_takes_what_its_payments_agree_in_and_nothing_more() -> None:
    ids = count(100)
    made, contract = founded(REPORT, (2, 3), lambda _: next(ids))
    held = made.find("contracts", contract)
    assert held is not None
    assert (held.name, held.budget, held.amount, held.signed) == ("进度款", 2, None, None)
    assert [each.name for each in made.parties if each.contract == contract] == ["数文明公司"]
    assert [each.contract for each in made.payments] == [None, contract, contract]
    mixed, second = founded(REPORT, (1, 2), lambda _: next(ids), "协议")
    found = mixed.find("contracts", second)
    assert found is not None
    assert (found.name, found.budget) == ("协议", None)
    assert not [each for each in mixed.parties if each.contract == second]


def test_a_reason_must_say_something() -> None:
    made = excused(REPORT, (3,), " 零星采购，凭发票报销 ", lambda _: 1)
    assert made.payments[2].no_contract == "零星采购，凭发票报销"
    for empty in ("", "无", "核实无误"):
        with pytest.raises(DataError):
            excused(REPORT, (3,), empty, lambda _: 1)


def test_the_likely_contract_is_the_payees() -> None:
    first, second, third = REPORT.payments
    assert getattr(likely(REPORT, first), "id", 0) == 1
    assert getattr(likely(REPORT, second), "id", 0) == 2  # of two, the one of the sub-project
    assert likely(REPORT, third) is None
    assert getattr(likely_for(REPORT, [second, third]), "id", 0) == 2
    assert likely_for(REPORT, [first, second]) is None
    assert called(REPORT, REPORT.contracts[0]) == "热线　HT-1　鼎讯公司、数文明公司"


def test_what_hangs_on_the_values_goes_as_after_typing() -> None:
    report = replace(
        REPORT,
        unread=(Unread(1, "payments/1/contract", "某合同"), Unread(2, "payments/2/amount", "约三万")),
        origins=(Origin(1, "payments/2", "imported", "台账"), Origin(2, "payments/1/contract", "imported")),
    )
    ids = count(100)
    made = assigned(report, (1, 2), 1, lambda _: next(ids))
    assert [each.place for each in made.unread] == ["payments/2/amount"]
    assert [(each.place, each.kind) for each in made.origins] == [
        ("payments/2", "imported"),
        ("payments/2/contract", "confirmed"),
    ]
    by_hand = report
    for where, text in (("payments/1/contract", "1"), ("payments/1/no_contract", ""),
                        ("payments/2/contract", "1"), ("payments/2/no_contract", "")):  # fmt: skip
        by_hand = typed(by_hand, where, text, lambda _: 100)
    assert made == by_hand
