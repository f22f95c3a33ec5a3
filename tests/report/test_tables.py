from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.records import Indicator, Payment
from desktop.report.numbering import Numbering, table_numbers
from desktop.report.tables import amount, table, tail_note, target
from tests.report.reports import library, reckoned, report, sample


def test_payments_are_listed_in_order_with_their_sum() -> None:
    made = table(reckoned(sample()), "payments", "表1-1 支出明细表", "金额单位：万元")
    assert [each.head for each in made.columns] == ["序号", "支出事项", "金额"]
    assert len(made.rows) == 23
    assert made.rows[2] == ("3", "付深圳鼎讯智城科技有限公司2021年坪山区民生热线服务合同首款", "159.28")
    assert made.total == ("合计", "", "519.32")
    assert made.unit == "金额单位：万元"
    assert made.note == ""
    assert made.places[2] == "payments/3"


def test_the_unit_stands_in_the_head_where_no_line_gives_it() -> None:
    made = table(reckoned(sample()), "payments", "表", "")
    assert made.columns[2].head == "金额（万元）"


def test_goals_are_merged_by_level_and_weights_stand_where_all_are_known() -> None:
    made = table(reckoned(library()), "goals", "表", "")
    assert made.merged == 2
    assert made.rows[0] == ("产出指标（50分）", "数量指标", "更新图书册数", "≥6000册")
    assert made.rows[6] == ("效益指标（30分）", "可持续影响", "图书角管理制度健全性", "健全")
    assert {row[0] for row in table(reckoned(sample()), "goals", "表", "").rows} == {"产出指标", "效益指标"}


def test_the_budget_with_its_execution() -> None:
    made = table(reckoned(sample()), "budget", "表", "金额单位：万元")
    assert made.rows[0] == ("民生热线服务", "314.88", "312.39", "312.26", "99.96%")
    assert made.total == ("合计", "322.88", "519.61", "519.32", "99.94%")


@pytest.mark.parametrize(
    ("operator", "number", "unit", "text", "shown"),
    [
        ("≥", "99.99", "%", "", "≥99.99%"),
        ("=", "100", "%", "", "100%"),
        ("", "294.72", "万元", "", "294.72万元"),
        ("≤", "0", "件", "", "≤0件"),
        ("定性", None, "", "持续上升", "持续上升"),
        ("", None, "", "12月底前", "12月底前"),
    ],
)
def test_targets_as_printed(operator: str, number: str | None, unit: str, text: str, shown: str) -> None:
    row = {"name": "甲", "operator": operator, "target": number, "unit": unit, "target_text": text}
    assert target(report(indicators=[row]).indicators[0]) == shown
    assert target(Indicator()) == ""


def test_rows_that_do_not_add_up_as_printed_are_explained() -> None:
    halves = [1_592_750_00, 669_750_00, 669_750_00]
    assert [amount(each) for each in halves] == ["159.28", "66.98", "66.98"]
    assert amount(sum(halves)) == "293.23"
    assert tail_note(halves, sum(halves)) == "注：因四舍五入，分项之和与合计数存在0.01万元尾差。"
    assert tail_note([10_000, 20_000], 30_000) == ""
    assert tail_note([4_000, 4_000], 8_000) == "注：因四舍五入，分项之和与合计数存在0.01万元尾差。"
    assert tail_note([4_000], 4_000) == ""


@given(st.lists(st.integers(-(10**11), 10**11), max_size=8))
def test_the_note_says_the_gap_between_rows_and_total(amounts: list[int]) -> None:
    shown = sum(round(float(amount(each)) * 100) for each in amounts)
    gap = shown - round(float(amount(sum(amounts))) * 100)
    note = tail_note(amounts, sum(amounts))
    assert (f"存在{abs(gap) / 100:.2f}万元" in note) if gap else note == ""


def test_amounts_without_a_value_are_blank() -> None:
    assert amount(None) == ""
    assert amount(-500_000) == "-0.50"


@given(st.data())
def test_kept_rows_are_those_that_would_be_made_anew(data: st.DataObject) -> None:
    drawn = st.builds(
        Payment,
        id=st.integers(1, 99),
        item=st.sampled_from("甲乙丙"),
        amount=st.none() | st.integers(0, 10**7),
    )
    first = tuple(data.draw(st.lists(drawn, max_size=6)))
    picked = data.draw(st.lists(st.sampled_from(first), max_size=6)) if first else []
    fresh = data.draw(st.lists(drawn, max_size=2))
    for payments in (first, tuple(picked + fresh), first):
        made = table(reckoned(replace(report(), payments=payments)), "payments", "表", "万元")
        assert made.rows == tuple(
            (str(order), each.item, amount(each.amount)) for order, each in enumerate(payments, 1)
        )


def test_headings_and_tables_are_numbered_as_documents_are() -> None:
    numbering = Numbering()
    given_levels = [1, 2, 3, 4, 4, 3, 2, 1, 2]
    assert [numbering.heading(level) for level in given_levels] == [
        "一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "二、", "（一）",
    ]  # fmt: skip
    assert (numbering.table(), numbering.table()) == ("表2-1", "表2-2")
    assert table_numbers([(0, "a"), (1, ""), (0, "b"), (2, ""), (0, "c"), (1, ""), (0, "d")]) == {
        "a": "表1",
        "b": "表1-1",
        "c": "表1-2",
        "d": "表2-1",
    }
    assert [numbering.heading(1) for _ in range(20)][-1] == "二十二、"
