import dataclasses

import pytest

from desktop.models.entries import entries
from desktop.models.records import (
    PINNED,
    SECTIONS,
    BudgetLine,
    Contract,
    Evidence,
    Note,
    Payment,
    Report,
    references_to,
)

CARRY = {"keep", "base", "reset"}


@pytest.mark.parametrize("name", SECTIONS)
def test_every_field_is_an_entry_with_words_for_it(name):
    record = SECTIONS[name].record
    fields = [each.name for each in dataclasses.fields(record)]
    assert fields == ["id", *(each.name for each in entries(record))]
    for each in entries(record):
        assert each.label
        assert each.hint, f"{name}.{each.name} has no hint"
        assert each.carry in CARRY or each.carry.removeprefix("last:") in fields
        assert not each.kind.section or each.kind.section in SECTIONS


@pytest.mark.parametrize("name", SECTIONS)
def test_an_empty_record_survives_packing_and_unpacking(name):
    record = SECTIONS[name].record()
    for each in entries(type(record)):
        value = getattr(record, each.name)
        assert each.kind.unpack(each.kind.pack(value)) == value or each.kind.name == "document"


def test_the_sections_stand_in_the_order_of_the_contract():
    assert list(SECTIONS)[:5] == ["project", "basis", "duties", "funding", "budget"]
    assert [each.name for each in SECTIONS.values() if each.single] == ["project"]


def test_deleting_a_record_empties_the_references_to_it_and_takes_what_hung_on_it():
    report = Report(
        budget=(BudgetLine(1, "热线"), BudgetLine(2, "民情")),
        contracts=(Contract(1, name="合同", budget=1),),
        payments=(Payment(1, item="首款", contract=1, budget=1), Payment(2, item="尾款", budget=2)),
        notes=(Note(1, "budget/1/name", "核实"), Note(2, "budget/2", "核实"), Note(3, "budget/12", "核实")),
        evidence=(Evidence(1, places=("budget/1", "payments/2")),),
    )
    after = report.without("budget", [1])
    assert [row.id for row in after.budget] == [2]
    assert after.contracts[0].budget is None
    assert [row.budget for row in after.payments] == [None, 2]
    assert after.payments[1] is report.payments[1]
    assert [row.place for row in after.notes] == ["budget/2", "budget/12"]
    assert after.evidence[0].places == ("payments/2",)


def test_a_new_record_goes_to_the_end_and_a_changed_one_stays_in_its_place():
    report = Report(budget=(BudgetLine(1, "热线"), BudgetLine(2, "民情")))
    assert [row.name for row in report.with_record("budget", BudgetLine(1, "电话")).budget] == [
        "电话",
        "民情",
    ]
    assert [row.id for row in report.with_record("budget", BudgetLine(7, "宣传")).budget] == [1, 2, 7]


def test_every_reference_is_known():
    assert {(name, each.name) for name, each in references_to("contracts")} == {
        ("parties", "contract"),
        ("instalments", "contract"),
        ("payments", "contract"),
    }
    for name in PINNED:
        assert "place" in {each.name for each in entries(SECTIONS[name].record)}
