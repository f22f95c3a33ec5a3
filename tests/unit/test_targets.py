from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.records import OPERATORS
from desktop.models.targets import better_operator, read_target, span, supposed, written

NUMBERS = [
    ("≥99.99%", "≥", "99.99", "%", True),
    ("≤0件", "≤", "0", "件", True),
    ("≤1%", "≤", "1", "%", True),
    ("≤10秒", "≤", "10", "秒", True),
    ("294.72万元", "≥", "294.72", "万元", False),
    ("600宗", "≥", "600", "宗", False),
    ("100%", "=", "100", "%", False),
    ("95％", "≥", "95", "%", False),
    (">=80分", "≥", "80", "分", True),
    ("＞５", ">", "5", "", True),
    ("< 3 件", "<", "3", "件", True),
    ("=12个", "=", "12", "个", True),
    ("不低于99.9%", "≥", "99.9", "%", True),
    ("不少于24,000册", "≥", "24000", "册", True),
    ("不超过120天", "≤", "120", "天", True),
    ("控制在35元以内", "≤", "35", "元", True),
    ("低于5%", "<", "5", "%", True),
    ("超过200人次", ">", "200", "人次", True),
    ("达到100%", "≥", "100", "%", True),
    ("100%以上", "≥", "100", "%", True),
    ("95%及以上", "≥", "95", "%", True),
    ("90分（含）以上", "≥", "90", "分", True),
    ("10个工作日内", "≤", "10", "个工作日", True),
    ("每年2次", "≥", "2", "次/年", False),
    ("2次/年", "≥", "2", "次/年", False),
    ("1.5万人次", "≥", "1.5", "万人次", False),
    ("12个月", "≥", "12", "个月", False),
]


@pytest.mark.parametrize(("text", "op", "number", "unit", "sure"), NUMBERS)
def test_a_target_with_a_number(text: str, op: str, number: str, unit: str, sure: bool) -> None:
    target = read_target(text)
    assert (target.op, target.num, target.unit, target.kind) == (op, Decimal(number), unit, "number")
    assert target.sure is sure


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3-5次", "3", "5", "次"),
        ("3～5次", "3", "5", "次"),
        ("63%～68%", "63", "68", "%"),
        ("3至5个", "3", "5", "个"),
        ("90%~95%", "90", "95", "%"),
        ("3次-5次", "3", "5", "次"),
        ("3—5次", "3", "5", "次"),
        ("控制在3-5天", "3", "5", "天"),
        ("不低于3次且不超过5次", "3", "5", "次"),
        ("≥3，≤5次", "3", "5", "次"),
        ("3次以上、5次以下", "3", "5", "次"),
        ("3次以上5次以内", "3", "5", "次"),
    ],
)
def test_a_range(text: str, low: str, high: str, unit: str) -> None:
    target = read_target(text)
    assert (target.kind, target.num, target.high, target.unit) == ("range", Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("600宗左右", "600", "宗"),
        ("约600宗", "600", "宗"),
        ("600余宗", "600", "宗"),
        ("近1.5万人次", "1.5", "万人次"),
    ],
)
def test_a_rough_number_is_told_as_such(text: str, number: str, unit: str) -> None:
    target = read_target(text)
    assert (target.kind, target.op, target.num, target.unit) == ("number", "≥", Decimal(number), unit)
    assert target.about
    assert not target.sure


@pytest.mark.parametrize(
    ("text", "unit", "ends"),
    [
        ("3-5次", "次", (3, 5)),
        ("3～5次", "", (3, 5)),
        ("90%~95%", "％", (90, 95)),
        ("3-5万人次", "人次", None),
        ("3次", "次", None),
        ("持续上升", "", None),
        ("", "", None),
    ],
)
def test_the_ends_of_a_range_are_those_in_the_indicators_unit(
    text: str, unit: str, ends: tuple[int, int] | None
) -> None:
    assert span(text, unit) == (ends and tuple(map(Decimal, ends)))


@pytest.mark.parametrize(
    "text", ["12月底前", "2021年12月31日前", "2021年12月", "年底前完成", "第三季度前", "6月30日", "年内"]
)
def test_a_date_is_a_limit_in_time(text: str) -> None:
    target = read_target(text)
    assert (target.op, target.num, target.kind, target.text) == ("≤", None, "date", text)


@pytest.mark.parametrize(
    "text",
    [
        "持续上升",
        "",
        "三项制度印发并执行",
        "1:3",
        "满意，无投诉",
        "5月和8月各1场",
        "5-3次",
        "2021-2025年",
        "1-12月",
        "不超过3次且不低于5次",
        "3次-5个",
        "左右",
    ],
)
def test_words_are_qualitative(text: str) -> None:
    target = read_target(text)
    assert (target.op, target.num, target.kind) == ("定性", None, "text")


@given(st.text("≥≤=<>不低于超过0123456789.,%％件次至-~月底前内以上每年 持且左右约余", max_size=14))
def test_whatever_is_typed_is_read(text: str) -> None:
    target = read_target(text)
    assert target.op in OPERATORS
    assert (target.num is None) == (target.kind in {"date", "text"})
    assert (target.high is None) == (target.kind != "range")


@given(
    st.sampled_from(OPERATORS[:5]), st.decimals(0, 10**6, places=2), st.sampled_from(["%", "宗", "万元", ""])
)
def test_what_is_written_is_read_back(operator: str, number: Decimal, unit: str) -> None:
    target = read_target(written(operator, number, unit))
    assert (target.op, target.num, target.unit, target.sure) == (operator, number, unit, True)


def test_operators_that_are_supposed_or_could_be_plainer() -> None:
    assert supposed(Decimal(100), "%") == "="
    assert supposed(Decimal(100), "个") == "≥"
    assert better_operator("≤", Decimal(0)) == "="
    assert better_operator("≤", Decimal(1)) == better_operator("=", Decimal(0)) == ""
    assert written("≥", None, "%") == ""
    assert written("定性", Decimal(3), "项") == "3项"


def test_more_digits_than_a_number_has_are_words() -> None:
    target = read_target("1234567890123456789012户")
    assert (target.kind, target.num) == ("text", None)
