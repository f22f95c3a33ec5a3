from datetime import date

import pytest

from desktop.errors import DataError
from desktop.models.entries import entry_of
from desktop.models.places import (
    Place,
    describe,
    name_of,
    parse_place,
    place,
    read_value,
    value_at,
    with_value,
)
from desktop.models.records import BudgetLine, Contract, Payment, Project, Report


@pytest.fixture
def report():
    return Report(
        project=Project(name="民生诉求"),
        budget=(BudgetLine(1, "热线"), BudgetLine(4, "民情"), BudgetLine(5, "民情")),
        payments=(Payment(7, item="首款", amount=400_000_000),),
    )


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("payments/7/amount", Place("payments", 7, "amount")),
        ("payments/7", Place("payments", 7)),
        ("payments", Place("payments")),
        ("payments/+3/amount", Place("payments", 0, "amount", 3)),
        ("project/1/name", Place("project", 1, "name")),
    ],
)
def test_an_address_reads_and_writes_itself(text, known):
    assert parse_place(text) == known
    assert str(known) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing/1/x",
        "payments/0/amount",
        "payments/x/amount",
        "payments/1/wrong",
        "payments/1/amount/2",
        "/",
        "支付/1",
    ],
)
def test_an_unknown_address_is_refused_in_words(text):
    with pytest.raises(DataError) as error:
        parse_place(text)
    assert "位置" in error.value.message
    assert error.value.advice


def test_values_are_read_and_changed_by_address(report):
    where = parse_place("payments/7/amount")
    assert value_at(report, where) == 400_000_000
    assert value_at(with_value(report, where, None), where) is None
    with pytest.raises(DataError):
        value_at(report, parse_place("payments/8/amount"))


def test_a_place_is_said_in_the_officers_words(report):
    assert describe(report, "payments/7/amount") == "支付明细 第 1 行 金额"
    assert describe(report, "budget/4") == "资金预算 第 2 行"
    assert describe(report, "project/1/name") == "项目概况 项目名称"
    assert describe(report, "figures/spent") == "figures/spent"
    assert place("budget", 4, "name") == "budget/4/name"


def test_a_reference_takes_an_id_or_a_name_that_occurs_once(report):
    budget = entry_of(Contract, "budget")
    assert read_value(report, budget, "热线") == 1
    assert read_value(report, budget, "4") == 4
    assert read_value(report, budget, " ") is None
    with pytest.raises(ValueError, match="2 个"):
        read_value(report, budget, "民情")
    with pytest.raises(ValueError, match="没有"):
        read_value(report, budget, "宣传")


def test_other_kinds_read_as_the_form_does(report):
    assert read_value(report, entry_of(Payment, "amount"), "66.98万元") == 66_980_000
    assert read_value(report, entry_of(Payment, "date"), "2021年3月29日") == date(2021, 3, 29)
    with pytest.raises(ValueError, match="可选"):
        read_value(report, entry_of(Contract, "method"), "随便")


def test_a_record_is_called_by_what_it_is_named(report):
    assert name_of(report.payments[0]) == "首款"
    assert name_of(Payment(9)) == "9"


def test_a_number_may_carry_the_unit_of_its_field(report):
    assert read_value(report, entry_of(Contract, "max_months"), "３６ 个月") == 36
    assert read_value(report, entry_of(Contract, "year"), "2021年") == 2021
    for text in ("年", "2021年度", "个月"):
        with pytest.raises(ValueError, match="例"):
            read_value(report, entry_of(Contract, "year"), text)
