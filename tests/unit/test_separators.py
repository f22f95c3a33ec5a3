"""Numbers of findings bear separators where people read them, and none where they are compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.checks import Issue, check, finding_of, fingerprint, rules
from desktop.models.explaining import quality
from desktop.models.facts import facts, number_shown
from desktop.models.figures import Reckoning
from desktop.models.judging import Judging
from desktop.models.money import separated, show_exact, show_wan, ungrouped
from desktop.models.records import BudgetLine, Contract, Payment, Project, Report
from desktop.models.rules.amounts import counted, exact, signed_rate
from tests.report.reports import pack

LARGE = Report(
    project=Project(name="大项目", year=2021),
    budget=(BudgetLine(1, "民生热线服务", initial=31_239_000_000, adjusted=31_239_000_000),),
    contracts=(Contract(1, "HT-2021001", "热线服务", budget=1, amount=100_000_000_000),),
    payments=(Payment(1, None, "首款", "鼎讯智城", contract=1, budget=1, amount=13_583_310_000_000),),
)


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("999.99", "999.99"),
        ("1234.5", "1,234.5"),
        ("-154954.68", "−154,954.68"),
        ("−154954.68", "−154,954.68"),
        ("24000册", "24,000册"),
        ("135833.10万元", "135,833.10万元"),
        ("2021年", "2021年"),
        ("2021-03-29", "2021-03-29"),
        ("2021.3.29", "2021.3.29"),
        ("1,234.5", "1,234.5"),
        ("第1234号", "第1234号"),
        ("", ""),
    ],
)
def test_a_number_is_written_with_separators_from_a_thousand_up(plain: str, written: str) -> None:
    assert separated(plain) == written


@given(st.integers(-(10**15), 10**15))
def test_separators_come_and_go(fen: int) -> None:
    assert ungrouped(exact(fen)).replace("−", "-").startswith(show_exact(fen))
    assert separated(ungrouped(exact(fen))) == exact(fen)
    assert ungrouped(separated(show_wan(fen))).replace("−", "-") == show_wan(fen)


def test_counts_too() -> None:
    assert counted(Decimal("24000.00")) == "24,000"
    assert counted(Decimal(-3)) == "−3"
    assert counted(Decimal(600)) == "600"


def test_a_message_bears_them_and_the_exact_numbers_do_not() -> None:
    reckoning = Reckoning(LARGE, pack())
    found = next(each for each in check(reckoning) if each.rule == "C02")
    assert found.message.startswith("已付 13,583,310.00 − 合同 100,000.00 = 13,483,310.00")
    assert found.numbers["累计支付"] == "13583310.00"
    shown = {each.name: each.value for each in facts(reckoning, found)}
    assert shown["累计支付"] == "13,583,310.00"
    assert shown["合同金额"] == "100,000.00"


def test_what_was_explained_before_stays_explained() -> None:
    by = rules()[0]
    issue = Issue(("project",), "1,234.50", {"金额": "1,234.50", "原文": "1,234"})
    made = finding_of(by, issue)
    assert made.numbers == {"金额": "1234.50", "原文": "1,234"}
    assert made.fingerprint == fingerprint(by.id, "project", {"金额": "1234.50", "原文": "1,234"})


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("评价年度", "2021", "2021"),
        ("合同编号", "20210001", "20210001"),
        ("原文", "1234", "1234"),
        ("笔数", "1234", "1,234"),
    ],
)
def test_what_only_looks_like_a_number_stays(name: str, value: str, shown: str) -> None:
    assert number_shown(name, value) == shown


def test_an_explanation_may_write_a_number_as_it_is_shown() -> None:
    found = next(each for each in check(Reckoning(LARGE, pack())) if each.rule == "C02")
    for written in ("13,583,310.00", "13583310.00"):
        assert quality(found, f"追加，{written}").matter


def test_the_rule_that_is_on_its_way_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise ZeroDivisionError

    look = Judging(Reckoning(LARGE, pack()))
    assert look.at == ""
    look.step()
    monkeypatch.setattr(look, "_pieces_of", fail)
    with pytest.raises(ZeroDivisionError):
        look.finish()
    assert look.at in {each.id for each in rules()}


@pytest.mark.parametrize(
    ("rate", "written"),
    [("3744.4", "+3,744.40%"), ("400", "+400%"), ("-0.79", "−0.79%"), ("-1234.5", "−1,234.50%")],
)
def test_a_rate_of_change_has_sign_and_separators(rate: str, written: str) -> None:
    assert signed_rate(Decimal(rate)) == written
