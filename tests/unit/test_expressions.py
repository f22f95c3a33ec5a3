from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.expressions import DEEPEST, LONGEST, ExpressionError, NotFilled, evaluate
from desktop.models.figures import Reckoning
from desktop.models.rules.operands import names_of
from tests.report.reports import reckoned, report, sample

NAMES = names_of(reckoned(sample()))

VALUES = [
    ("1 + 2 × 3", "7"),
    ("（1＋2）×3", "9"),
    ("10 ÷ 4 − 0.5", "2"),
    ("-(-3)*2", "6"),
    ("1,592,800 元", "159.28"),
    ("2亿元 - 1万元", "19999"),
    ("99.5%", "99.5"),
    ("0.1 + 0.2", "0.3"),
    ("figures/spent", "519.32"),
    ("figures/spent-figures/unspent", "519.03"),
    ("budget/1/adjusted+budget/2/adjusted + budget/3/adjusted", "519.61"),
    ("figures/spent / 2", "259.66"),
    ("全年执行数", "519.32"),
    ("全年执行数合计÷2", "259.66"),
    ("民生热线服务 年初预算数", "314.88"),
    ("民生热线服务年初预算数 - 民生热线服务全年预算数", "2.49"),
    ("资金预算 第 1 行 全年预算数", "312.39"),
    ("2021年坪山区民生热线服务合同 合同金额", "318.55"),
    ("政府采购金额 实际完成值", "293.23"),
    ("集体审议限额", "50"),
    ("合同份数 × 2", "26"),
    ("results/21/value", "13.2"),
    ("project/1/year", "2021"),
]

FAULTS = [
    ("", "算式是空的"),
    ("1 +", "最后缺一个数"),
    ("× 2", "“*”的位置不对"),
    ("1 2", "“2”前面缺少运算符"),
    ("(1", "缺少右括号"),
    ("1)", "“)”前面缺少运算符"),
    ("()", "“)”的位置不对"),
    ("1 ÷ (2 - 2)", "除数是零"),
    ("figures/nothing", "没有“figures/nothing”这个数"),
    ("project/1/name", "没有“project/1/name”这个数"),
    ("budget/99/adjusted", "没有“budget/99/adjusted”这个数"),
    ("budget/1", "没有“budget/1”这个数"),
    ("figures/contracts/1/term", "没有"),
    ("瞎写 × 2", "没有“瞎写”这个数"),
    ("__import__('os').system('x')", "没有“__import__”这个数"),
    ("1 ** 2", "“*”的位置不对"),
    ("(" * (DEEPEST + 2) + "1", "太深"),
    ("1" * (LONGEST + 1), f"超过 {LONGEST} 个字"),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_what_an_expression_comes_to(text: str, value: str) -> None:
    assert evaluate(text, NAMES).value == Decimal(value)


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_what_cannot_be_read_is_said(text: str, fault: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        evaluate(text, NAMES)
    assert fault in str(raised.value)


def test_the_places_of_an_expression_lead_to_its_numbers() -> None:
    operands = evaluate("全年执行数 − budget/1/adjusted × 2", NAMES).operands
    assert [each.places for each in operands] == [("figures/spent",), ("budget/1/adjusted",)]
    assert [each.label for each in operands] == ["全年执行数合计", "民生热线服务 全年预算数"]


def test_what_is_not_filled_in_is_told_apart() -> None:
    with pytest.raises(NotFilled, match="到位资金合计"):
        evaluate("figures/received + 1", NAMES)


def test_a_name_that_two_things_bear_asks_for_the_place() -> None:
    twice = [{"name": "甲", "initial": 1, "adjusted": 1}] * 2
    names = names_of(Reckoning(report(budget=twice), reckoned(report()).pack))
    with pytest.raises(ExpressionError, match="“甲 年初预算数”有 2 个，请写位置，例：budget/1/initial"):
        evaluate("甲 年初预算数", names)


def test_a_name_may_hold_signs() -> None:
    line = {"name": "党群中心+系统（一期）-改造", "initial": "3万元", "adjusted": "5万元"}
    names = names_of(reckoned(report(budget=[line])))
    assert evaluate("2×党群中心+系统（一期）-改造 年初预算数+1", names).value == 7


@given(st.text("12.,+-−×÷*/（）() 元万%figuresspent/_全年执行数预算", max_size=30))
def test_any_text_is_a_number_or_a_fault(text: str) -> None:
    assert _reading(text)


def _reading(text: str) -> str:
    try:
        return f"{evaluate(text, NAMES).value:f}"
    except ExpressionError as fault:
        return str(fault)


@given(st.decimals(-(10**6), 10**6, places=4), st.decimals(-(10**6), 10**6, places=4))
def test_sums_and_products_are_exact(one: Decimal, other: Decimal) -> None:
    assert evaluate(f"({one:f}) + ({other:f})", NAMES).value == one + other
    assert evaluate(f"({one:f}) × ({other:f})", NAMES).value == one * other
