from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.arithmetic import is_sum, read_money_or_sum, read_number_or_sum, work_out
from desktop.models.entries import MONEY, NUMBER


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("=12+3.5", "15.5"),
        ("=(1592750+669750*2)/10000", "293.225"),
        ("＝（1592750＋669750×2）÷10000", "293.225"),
        ("= 1,592,800 − 0.5", "1592799.5"),
        ("=-3+5", "2"),
        ("=3*-2", "-6"),
        ("=-(2-5)*2", "6"),
        ("=0.1+0.2", "0.3"),
        ("=1/3*3", "1"),
        ("=2-3-4", "-5"),
        ("=8/4/2", "1"),
        ("=1000000*1000", "1000000000"),
        ("=５", "5"),
        ("=1-1", "0"),
    ],
)
def test_a_sum_is_worked_out_exactly(text: str, result: str) -> None:
    assert is_sum(text)
    assert work_out(text) == Decimal(result)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("=", "没有算式"),
        ("=1/3", "除不尽"),
        ("=1/0", "除以 0"),
        ("=1/(2-2)", "除以 0"),
        ("=2**3", "读不懂"),
        ("=2^3", "读不懂"),
        ("=SUM(1,2)", "读不懂"),
        ("=1e5", "读不懂"),
        ("=(1+2", "配对"),
        ("=1+2)", "读不懂"),
        ("=1+", "没有写完"),
        ("=()", "读不懂"),
        ("=1 2", "读不懂"),
        ("==1", "读不懂"),
        ("=" + "1+" * 150 + "1", "太长"),
        ("=" + "(" * 30 + "1" + ")" * 30, "太多"),
        ("=999999999999*999999999999", "太大"),
        ("=12345678901234567890", "太长"),
        ("=0.1234567890123", "小数位"),
    ],
)
def test_what_cannot_be_worked_out_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        work_out(text)


def test_money_is_in_the_unit_of_the_entry() -> None:
    assert MONEY.read("=12+3.5") == 15_500_000
    assert read_money_or_sum("=12+3.5", "元") == 1550
    assert MONEY.read("66.98万元") == 66_980_000
    assert MONEY.read("=-2.49") == -2_490_000
    assert MONEY.read("=1-1") == 0


def test_money_finer_than_a_cent_is_refused() -> None:
    with pytest.raises(ValueError, match="精确到分"):
        MONEY.read("=0.0000005*1")
    with pytest.raises(ValueError, match="精确到分"):
        read_money_or_sum("=1.11*0.5", "元")


def test_numbers_take_sums_too() -> None:
    assert NUMBER.read("=600+700") == 1300
    assert NUMBER.read("94.2%") == Decimal("94.2")
    assert read_number_or_sum("") is None


@given(
    st.recursive(
        st.integers(0, 9999).map(str),
        lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(
            lambda parts: f"({''.join(parts)})"
        ),
        max_leaves=4,
    ).filter(lambda text: text.count("*") <= 2)
)
def test_any_sum_is_what_exact_arithmetic_makes_of_it(text: str) -> None:
    assert work_out(f"={text}") == eval(text)


@given(st.text(alphabet="=＝0123456789.,+-−*×/÷()（） a万%", max_size=40))
def test_no_text_does_more_than_read_or_refuse(text: str) -> None:
    for read in (MONEY.read, NUMBER.read):
        with suppress(ValueError):
            read(text)
