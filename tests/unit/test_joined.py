"""Targets and actual values typed as people write them, taken apart into their fields."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.joined import actual_shown, is_joined, is_qualitative, spread, target_shown
from desktop.models.records import BANDS, Indicator, Payment

RATE = Indicator(1, operator="≥", target=Decimal("99.99"), unit="%")
WORDS = Indicator(2, operator="定性", target_text="持续上升")


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("≥99.99%", {"target": "99.99", "operator": "≥", "unit": "%", "target_text": ""}),
        (">=99.99%", {"target": "99.99", "operator": "≥", "unit": "%", "target_text": ""}),
        ("不低于80分", {"target": "80", "operator": "≥", "unit": "分", "target_text": ""}),
        ("600宗", {"target": "600", "unit": "宗", "target_text": ""}),
        ("600", {"target": "600", "target_text": ""}),
        ("持续上升", {"target": "", "target_text": "持续上升", "operator": "定性"}),
        ("12月底前", {"target": "", "target_text": "12月底前"}),
        ("", {"target": "", "target_text": ""}),
        ("3-5次", {"target": "", "target_text": "3-5次", "operator": "", "unit": "次"}),
        ("600宗左右", {"target": "", "target_text": "600宗左右"}),
        ("=3+4", {"target": "=3+4", "target_text": ""}),
    ],
)
def test_a_target_is_taken_apart(typed: str, taken: dict[str, str]) -> None:
    assert spread(Indicator(1), {"target": typed}) == taken


def test_the_actual_value_of_a_range_is_a_number() -> None:
    between = Indicator(3, target_text="3-5次", unit="次")
    assert not is_qualitative(between)
    assert spread(between, {"actual": "4次"})["actual"] == "4"
    assert (target_shown(between), is_qualitative(Indicator(3, target_text="12月底前"))) == ("3-5次", True)


def test_a_number_in_the_place_of_words_is_no_longer_qualitative() -> None:
    assert spread(WORDS, {"target": "600宗"})["operator"] == ""
    assert spread(WORDS, {"target": "≤3天"})["operator"] == "≤"


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("100%", {"actual": "100", "actual_text": ""}),
        ("１００％", {"actual": "100", "actual_text": ""}),
        ("100", {"actual": "100", "actual_text": ""}),
        ("", {"actual": "", "actual_text": ""}),
        ("全部完成", {"actual": "全部完成"}),  # kept as unread: a number was to be reached
        ("100宗", {"actual": "100宗"}),  # another unit is no percentage
    ],
)
def test_an_actual_value_goes_with_its_unit(typed: str, taken: dict[str, str]) -> None:
    assert spread(RATE, {"actual": typed}) == taken


@pytest.mark.parametrize("typed", ["293.23万元", "293.23 万", "293.23"])
def test_an_amount_may_be_said_without_its_last_sign(typed: str) -> None:
    wanted = Indicator(4, target=Decimal("294.72"), unit="万元")
    assert spread(wanted, {"actual": typed}) == {"actual": "293.23", "actual_text": ""}


def test_words_and_bands_of_a_qualitative_indicator() -> None:
    assert spread(WORDS, {"actual": "比上年多 3 场"}) == {"actual": "", "actual_text": "比上年多 3 场"}
    assert spread(WORDS, {"actual": "部分达成"}) == {"actual": "", "band": BANDS[1]}
    assert spread(WORDS, {"actual": ""}) == {"actual": "", "actual_text": "", "band": ""}
    assert spread(Indicator(3, target=Decimal(3)), {"actual": "3次"})["unit"] == "次"


def test_what_is_given_for_a_field_of_its_own_stays() -> None:
    given_ = {"target": "≥99.99%", "unit": "个", "operator": ""}
    assert spread(Indicator(1), given_) == {
        "target": "99.99", "unit": "个", "operator": "≥", "target_text": "",
    }  # fmt: skip
    assert spread(Payment(1), {"item": "≥3"}) == {"item": "≥3"}
    assert is_joined(Indicator, "actual")
    assert not is_joined(Indicator, "weight")


def test_they_show_as_they_were_typed() -> None:
    assert (target_shown(RATE), target_shown(WORDS)) == ("≥99.99%", "持续上升")
    assert actual_shown(Indicator(1, actual=Decimal("293.23"), unit="万元")) == "293.23万元"
    assert actual_shown(Indicator(1, band=BANDS[2])) == "未达成"
    assert actual_shown(Indicator(1)) == ""
    assert is_qualitative(WORDS)
    assert not is_qualitative(RATE)


@given(
    st.sampled_from(["≥", ">", "=", "≤", "<"]),
    st.decimals(0, 10**6, places=2, allow_nan=False),
    st.sampled_from(["%", "宗", "个", "万元"]),
)
def test_what_is_shown_reads_back(operator: str, number: Decimal, unit: str) -> None:
    shown = target_shown(Indicator(1, operator=operator, target=number, unit=unit))
    taken = spread(Indicator(1), {"target": shown})
    assert (taken["operator"], Decimal(taken["target"]), taken["unit"]) == (operator, number, unit)
