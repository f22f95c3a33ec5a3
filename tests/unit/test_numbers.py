"""Exact numbers: reading, plain text, half up, rates as printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.models.numbers import half_up, half_width, percent, plain, read_count, read_number

decimals = st.decimals(min_value=-(10**12), max_value=10**12, places=6)
near_numbers = st.text("0123456789０９.．,，。+-－—%％()eENnaif \u3000\u200b\t/", max_size=30)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("94.2%", "94.2"),
        ("９４．２％", "94.2"),
        ("1,234,567.5", "1234567.5"),
        ("12，345", "12345"),
        ("−3", "-3"),
        ("－3.50", "-3.5"),
        ("+7", "7"),
        (" 3 %", "3"),
        ("12。5", "12.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-0", "0"),
        ("0.30000000000000004", "0.30000000000000004"),
    ],
)
def test_reads_what_officers_type(text, value):
    number = read_number(text)
    assert number == Decimal(value)
    assert number is not None
    assert plain(number) == value


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "—", "－", "——", "/", "\u200b"])
def test_nothing_is_not_zero(text):
    assert read_number(text) is None
    assert read_count(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "1e5",
        "NaN",
        "inf",
        "1,59,2800",
        "0,123",
        "1234,567",
        "5 6",
        "1.2.3",
        "--5",
        "5-",
        "约5",
        "٣",
        "5²",
        "½",
    ],
)
def test_refuses_what_is_no_number(text):
    with pytest.raises(ValueError, match="例："):
        read_number(text)


@pytest.mark.parametrize("text", ["9" * 16, "0." + "1" * 21, "9" * 5000])
def test_refuses_endless_numbers(text):
    with pytest.raises(ValueError, match="数字太长"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "count"), [("12", 12), ("１２", 12), ("1,300", 1300), ("3.0", 3), ("007", 7)]
)
def test_counts(text, count):
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["3.5", "-1", "+1", "5%", "12个", "十二", "1 2"])
def test_refuses_what_is_no_count(text):
    with pytest.raises(ValueError, match="例：12"):
        read_count(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("99.9442", "99.94%"),
        ("99.998", "99.998%"),
        ("99.99999", "不足100%"),
        ("100.000001", "略高于100%"),
        ("0.004", "0.004%"),
        ("0.00004", "不足0.01%"),
        ("0", "0%"),
        ("-0", "0%"),
        ("100", "100%"),
        ("100.00", "100%"),
        ("93.001", "93.00%"),
        ("14.285", "14.29%"),
        ("3844.3999", "3844.40%"),
        ("-5.125", "-5.13%"),
        ("-0.004", "-0.004%"),
        ("1E+2", "100%"),
    ],
)
def test_computed_rates(value, text):
    assert percent(Decimal(value)) == text


@given(decimals)
@example(Decimal("99.995"))
def test_no_rate_is_rounded_to_nothing_or_to_all(value):
    text = percent(value)
    assert (text.lstrip("-") == "0%") == (value == 0)
    assert (text == "100%") == (value == 100)
    assert (text == "-100%") == (value == -100)


@given(decimals)
def test_plain_text_reads_back(value):
    text = plain(value)
    assert read_number(text) == value
    assert not text.endswith(".")
    assert "." not in text or not text.endswith("0")


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_groups_and_full_width_do_not_matter(value):
    grouped = f"{value:,}"
    full = grouped.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789,-"})
    assert read_number(grouped) == read_number(full) == read_number(str(value)) == value


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_plain_refuses_what_is_not_finite(value):
    with pytest.raises(ValueError, match="例："):
        plain(Decimal(value))


@pytest.mark.parametrize(("value", "text"), [("1E+3", "1000"), ("1.20E-5", "0.000012"), ("-0.00", "0")])
def test_plain_has_no_exponent(value, text):
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("66.975", 2, "66.98"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("1.005", 2, "1.01"), ("-0.001", 2, "0.00")],
)
def test_half_goes_away_from_zero(value, places, text):
    assert str(half_up(Decimal(value), places)) == text


@given(decimals, st.integers(0, 8))
def test_half_up_is_that_of_decimal(value, places):
    expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert half_up(value, places) == expected
    assert abs(half_up(value, places) - value) * 2 <= Decimal(1).scaleb(-places)


@given(st.text() | near_numbers)
@example("9" * 100)
@example("1" + " " * 2000 + "2")
def test_any_text_is_read_or_refused_in_words(text):
    for read in (read_number, read_count):
        try:
            value, refusal = read(text), ""
        except ValueError as error:
            value, refusal = None, str(error)
        assert value is None or abs(value) < 10**15
        assert not refusal or "例：" in refusal


@given(st.text() | near_numbers)
def test_half_width_is_stable(text):
    assert half_width(half_width(text)) == half_width(text)
