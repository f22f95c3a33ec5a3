"""Money as whole 分: what is read, what is refused, and that nothing is lost between text and 分."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.models.money import (
    FEN_PER_WAN,
    FEN_PER_YUAN,
    capital,
    group,
    read_money,
    show_exact,
    show_wan,
    show_yuan,
)

LIMIT = 10**15
amounts = st.integers(-LIMIT, LIMIT) | st.integers(-(10**9), 10**9)
units: st.SearchStrategy[Literal["万元", "元"]] = st.sampled_from(("万元", "元"))
near_money = st.text(
    "0123456789０９.．,，。+-－—%()（）负约余多￥¥人民币RMB亿万千百十元角分整正叁拾零两三五 ", max_size=20
)
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.,-()"}


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("66.98万元", 66_980_000),
        ("66.98", 66_980_000),
        ("￥1,592,800.00", 159_280_000),
        ("¥66.98", 6_698),
        ("RMB300000", 30_000_000),
        ("￥(1,000.00)", -100_000),
        ("￥66.98万", 66_980_000),
        ("￥1,592,800.00元", 159_280_000),
        ("１５９．２８万", 159_280_000),
        ("叁拾万元整", 30_000_000),
        ("(1,000.00)", -1000 * FEN_PER_WAN),
        ("(1,000.00)元", -100_000),
        ("（1,000.00元）", -100_000),
        ("1,592,800元", 159_280_000),
        ("１，５９２，８００元", 159_280_000),
        ("0", 0),
        ("-0", 0),
        ("零", 0),
        ("零元整", 0),
        ("－500元", -50_000),
        ("−500元", -50_000),
        ("-￥500元", -50_000),
        ("￥-500元", -50_000),
        ("负叁拾万元整", -30_000_000),
        ("+3.5", 3_500_000),
        ("159.28 万 元", 159_280_000),
        ("159。28万元", 159_280_000),
        ("0.5亿元", 50_000_000 * FEN_PER_YUAN),
        ("1亿2000万元", 120_000_000 * FEN_PER_YUAN),
        ("12万3456.78元", 12_345_678),
        ("3百万元", 300 * FEN_PER_WAN),
        ("2千万", 2000 * FEN_PER_WAN),
        ("5千元", 500_000),
        ("5仟元", 500_000),
        ("15元3角2分", 1532),
        ("3角", 30),
        ("RMB 300,000.00元", 30_000_000),
        ("rmb300000元", 30_000_000),
        ("人民币30万元整", 30_000_000),
        ("30万元人民币", 30_000_000),
        ("人民币：叁拾万圆整", 30_000_000),
        ("人民币（大写）：叁拾萬元正", 30_000_000),
        ("壹佰伍拾玖万贰仟捌佰元整", 159_280_000),
        ("壹拾伍元叁角贰分", 1532),
        ("壹拾元零伍分", 1005),
        ("叁角整", 30),
        ("伍分", 5),
        ("三万元", 3 * FEN_PER_WAN),
        ("三万", 3 * FEN_PER_WAN),
        ("两百万元", 200 * FEN_PER_WAN),
        ("三十", 30 * FEN_PER_WAN),
        ("66.9800000000", 66_980_000),
        ("66.", 66 * FEN_PER_WAN),
        (".5", 500_000),
        ("10万亿", LIMIT),
    ],
)
def test_reads_what_officers_write(text, fen):
    assert read_money(text) == fen


@pytest.mark.parametrize(
    ("text", "fen"), [("1,592,800.00", 159_280_000), ("(1,000.00)", -100_000), ("三千", 300_000), ("5", 500)]
)
def test_a_bare_number_is_in_the_unit_asked_for(text, fen):
    assert read_money(text, "元") == fen


@pytest.mark.parametrize("text", ["", " ", "\u3000", "—", "－", "——", "-", "/"])
def test_nothing_is_not_zero(text):
    assert read_money(text) is None


@pytest.mark.parametrize(
    "text", ["30余万元", "约30万元", "30万元左右", "30多万元", "近30万", "三十余万元", "数万元", "50万元以上"]
)
def test_refuses_approximations_as_such(text):
    with pytest.raises(ValueError, match=r"是约数，.*例："):
        read_money(text)


@pytest.mark.parametrize(
    "text", ["1,59,2800", "1,5928", "0,123", "1234,567.00元", ",5", "5,", "￥1,59,2800元"]
)
def test_refuses_commas_out_of_place(text):
    with pytest.raises(ValueError, match=r"逗号.*例："):
        read_money(text)


@pytest.mark.parametrize("text", ["0.0000001万元", "66.9812345", "0.001元", "1.5分", "-0.0000001"])
def test_refuses_less_than_a_fen(text):
    with pytest.raises(ValueError, match=r"精确到分.*例："):
        read_money(text)


@pytest.mark.parametrize("text", ["10万亿零1分", "1000000001", "-1000000000.000001", "99999亿亿元", "9" * 50])
def test_refuses_absurd_sizes(text):
    with pytest.raises(ValueError, match="例："):
        read_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "2021年", "abc", "$5", "1e5", "NaN",
        "--5", "-(5)", "(-5)", "(5", "5)", "5 6", "1.2.3", "5%", "元", "万元", "￥", "整",
        "5千", "三千", "2万5", "1.5亿2000万", "1亿20000万元", "3千5百万", "3元15角", "5万3亿", "三五万元", "二三", "叁拾叁拾万元",
        "三万五", "5整", "3.5万元（含税）", "30万-50万", "3万万元", "٣", "5²", "9" * 5000,
    ],
)  # fmt: skip
def test_refuses_what_is_unclear(text):
    with pytest.raises(ValueError, match="例："):
        read_money(text)


@pytest.mark.parametrize(
    ("fen", "places", "text"),
    [
        (66_975_000, 2, "66.98"),
        (159_275_000, 2, "159.28"),
        (-66_975_000, 2, "-66.98"),
        (49_999_900, 2, "50.00"),
        (4_999, 2, "0.00"),
        (-4_999, 2, "0.00"),
        (5_000, 2, "0.01"),
        (0, 2, "0.00"),
        (500_000, 0, "1"),
        (-499_999, 0, "0"),
        (12_345_670_000, 2, "12345.67"),
        (1, 6, "0.000001"),
    ],
)
def test_wan_is_rounded_half_up(fen, places, text):
    assert show_wan(fen, places) == text


@given(amounts, st.integers(0, 8))
def test_half_up_is_that_of_decimal(fen, places):
    rounded = (Decimal(fen) / FEN_PER_WAN).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(show_wan(fen, places)) == rounded


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (5, "0.05"), (-30, "-0.30"), (159_280_000, "1592800.00")]
)
def test_yuan_has_two_decimals(fen, text):
    assert show_yuan(fen) == text


@pytest.mark.parametrize(
    ("fen", "unit", "text"),
    [
        (159_275_000, "万元", "159.275"),
        (50_000_000, "万元", "50"),
        (0, "万元", "0"),
        (-500_000, "万元", "-0.5"),
        (100_000, "元", "1000"),
        (1530, "元", "15.3"),
    ],
)
def test_exact_text_is_short(fen, unit, text):
    assert show_exact(fen, unit) == text


@given(amounts, units)
def test_what_is_shown_reads_back(fen, unit):
    text = show_exact(fen, unit)
    assert read_money(text, unit) == fen
    assert read_money(text + unit) == fen
    assert read_money(show_yuan(fen) + "元") == fen
    assert read_money(show_wan(fen, 6)) == fen
    assert not ("." in text and text[-1] in "0.")


@given(amounts, units)
def test_dress_does_not_matter(fen, unit):
    text = group(show_exact(fen, unit))
    assert read_money(text, unit) == fen
    assert read_money(text.translate(FULL_WIDTH), unit) == fen
    assert read_money(f" ￥ {text} {unit} ") == fen
    assert read_money(f"（{group(show_exact(abs(fen), unit))}）{unit}") == -abs(fen)


@given(amounts)
@example(168_032)
@example(140_950)
@example(600_714)
@example(10_700_053)
@example(LIMIT)
def test_capitals_read_back(fen):
    assert read_money(capital(fen)) == fen
    assert read_money(f"人民币{capital(fen)}") == fen


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (30, "叁角整"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (168_032, "壹仟陆佰捌拾元零叁角贰分"),
        (10_700_053, "壹拾万柒仟元零伍角叁分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (30_000_000, "叁拾万元整"),
        (159_280_000, "壹佰伍拾玖万贰仟捌佰元整"),
        (-1000, "负壹拾元整"),
        (10_000_000_500, "壹亿零伍元整"),
        (10_000_500_000, "壹亿零伍仟元整"),
        (LIMIT, "壹拾万亿元整"),
    ],
)
def test_capitals_as_on_vouchers(fen, words):
    assert capital(fen) == words


@given(st.lists(st.integers(-(10**10), 10**10), max_size=30), units)
def test_sums_are_exact(parts, unit):
    read = [read_money(show_exact(fen, unit), unit) for fen in parts]
    assert sum(fen for fen in read if fen is not None) == sum(parts)
    as_decimals = sum((Decimal(show_yuan(fen)) for fen in parts), Decimal(0))
    assert as_decimals * FEN_PER_YUAN == sum(parts)


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("1592800.00", "1,592,800.00"),
        ("-1234.5", "-1,234.5"),
        ("123", "123"),
        ("100000", "100,000"),
        ("0.1234567", "0.1234567"),
        ("12345.67万元", "12,345.67万元"),
        ("", ""),
        ("—", "—"),
    ],
)
def test_groups_of_three(text, grouped):
    assert group(text) == grouped


@given(amounts)
def test_grouping_only_adds_commas(fen):
    text = show_yuan(fen)
    assert group(text).replace(",", "") == text
    assert group(text) == f"{Decimal(text):,.2f}"


@given(st.text() | near_money, units)
@example("人民币" * 1000, "元")
@example("(" * 5000, "元")
@example("1" + " " * 5000 + "2", "元")
def test_any_text_is_read_or_refused_in_words(text, unit):
    try:
        fen, refusal = read_money(text, unit), ""
    except ValueError as error:
        fen, refusal = None, str(error)
    assert fen is None or -LIMIT <= fen <= LIMIT
    assert not refusal or ("例：" in refusal and len(refusal) < 60)
