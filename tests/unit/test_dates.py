"""Dates as officers write them, terms and whole months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from desktop.models.dates import (
    add_years,
    chinese_date,
    months_between,
    period,
    read_date,
    show_date,
    with_year,
)
from desktop.models.numerals import chinese_number

DAY = date(2021, 3, 29)
days = st.dates(date(1900, 1, 1), date(2999, 12, 31))
near_dates = st.text("0123456789２０.-/－．年月日号〇二三十九廿 T:。", max_size=24)
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.-/"}


@pytest.mark.parametrize(
    "text",
    [
        "2021年3月29日", "2021年03月29日", "2021年3月29号", "2021年3月29", "2021-3-29", "2021-03-29",
        "2021/03/29", "2021.3.29", "20210329",
        "２０２１年３月２９日", "２０２１－０３－２９", "２０２１．３．２９", "2021。3。29", "2021. 3. 29", "2021 年 3 月 29 日",
        "二〇二一年三月二十九日", "二○二一年三月廿九日", "二零二一年三月二十九日", "2021-03-29 00:00:00", "2021-03-29T00:00:00.000",
        "2021年3月29日 10:20", "2021/3/29 8:05", " 2021-03-29 ", "2021—3—29",
    ],
)  # fmt: skip
def test_reads_what_officers_write(text):
    assert read_date(text) == DAY
    assert read_date(text, year=1999, serial=True) == DAY


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "—", "-", "/"])
def test_nothing_is_no_date(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["3月29日", "３月29号", "三月二十九日", "03月29日", "3.29", "3-29", "03/29", "３．２９", "3月29"]
)
def test_a_year_may_be_given(text):
    assert read_date(text, year=2021) == DAY
    with pytest.raises(ValueError, match="缺年份，例："):
        read_date(text)


@pytest.mark.parametrize("text", ["2021年3月", "2021-03", "2021.3", "202103", "二〇二一年三月", "2021/3"])
def test_a_month_is_no_date(text):
    with pytest.raises(ValueError, match="缺日，例："):
        read_date(text, year=2021)


@pytest.mark.parametrize(
    "text", ["2021-02-29", "20210431", "2021年13月1日", "2021-00-10", "1900.2.29", "2月30日", "2.30"]
)
def test_refuses_impossible_days(text):
    with pytest.raises(ValueError, match="这一天，例："):
        read_date(text, year=2021)


@pytest.mark.parametrize("text", ["1899-12-31", "3000-01-01", "0000-00-00", "9999年12月31日", "00010101"])
def test_refuses_other_ages(text):
    with pytest.raises(ValueError, match="年份须在1900至2999之间，例："):
        read_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "21.3.29",
        "2021-3.29",
        "3.29",
        "昨天",
        "2021",
        "2021年",
        "44284",
        "2021-03-29 25:99",
        "29/3/2021",
        "２０２１年度",
        "٢021-03-29",
    ],
)
def test_refuses_what_is_unclear(text):
    with pytest.raises(ValueError, match="例："):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("61", date(1900, 3, 1)),
        ("44284", DAY),
        ("44284.75", DAY),
        ("４４２８４", DAY),
        ("44287", date(2021, 4, 1)),
        ("401768", date(2999, 12, 31)),
    ],
)
def test_excel_serials_where_marked(text, day):
    assert read_date(text, serial=True) == day


@pytest.mark.parametrize("text", ["0", "0.5", "60", "-1", "401769", "2958465", "2958466", "9999999"])
def test_refuses_serials_of_no_day(text):
    with pytest.raises(ValueError, match="例："):
        read_date(text, serial=True)


@given(days)
def test_all_forms_read_back(day):
    chinese = f"{_digits(day.year)}年{chinese_number(day.month)}月{chinese_number(day.day)}日"
    forms = [show_date(day), chinese_date(day), chinese, f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}"]
    for text in forms:
        assert read_date(text) == day
        assert read_date(text.translate(FULL_WIDTH)) == day


def _digits(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


@given(days)
def test_serials_count_days(day):
    assume(day >= date(1900, 3, 1))
    assert read_date(str((day - date(1899, 12, 30)).days), serial=True) == day


@pytest.mark.parametrize(("day", "text"), [(DAY, "2021年3月29日"), (date(2023, 12, 1), "2023年12月1日")])
def test_dates_in_prose(day, text):
    assert chinese_date(day) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2021, 4, 1), date(2022, 3, 31), "2021年4月1日至2022年3月31日"),
        (date(2023, 6, 20), date(2023, 8, 20), "2023年6月20日至8月20日"),
        (date(2021, 11, 9), date(2021, 11, 25), "2021年11月9日至25日"),
        (DAY, DAY, "2021年3月29日"),
        (date(2021, 8, 20), date(2021, 6, 20), "2021年8月20日至2021年6月20日"),
        (date(2021, 4, 1), date(2022, 4, 1), "2021年4月1日至2022年4月1日"),
    ],
)
def test_terms_in_prose(start, end, text):
    assert period(start, end) == text


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2021, 4, 1), date(2022, 3, 31), 12),
        (date(2021, 4, 1), date(2021, 4, 30), 1),
        (date(2021, 1, 1), date(2023, 12, 31), 36),
        (date(2023, 6, 20), date(2023, 8, 19), 2),
        (date(2023, 6, 20), date(2023, 8, 20), None),
        (date(2021, 4, 1), date(2022, 4, 1), None),
        (date(2021, 1, 31), date(2021, 2, 28), 1),
        (date(2021, 1, 28), date(2021, 2, 28), None),
        (date(2020, 2, 29), date(2021, 2, 28), 12),
        (DAY, DAY, None),
        (date(2021, 4, 2), date(2021, 4, 1), None),
        (date(2022, 4, 1), date(2021, 3, 31), None),
    ],
)
def test_whole_months(start, end, months):
    assert months_between(start, end) == months


@given(days, st.integers(1, 600))
def test_a_term_of_whole_months_is_counted(start, months):
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    assume(year < 2999)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    after = min(date(year, month + 1, 1) + timedelta(days=start.day - 1), following)
    assert months_between(start, after - timedelta(days=1)) == months


@given(days, days)
def test_a_term_a_day_longer_is_not_whole_unless_a_month_is_short(start, end):
    months = months_between(start, end)
    if months is not None:
        assert months >= 1
        assert start < end
        assert abs((end - start).days + 1 - months * 365.2425 / 12) < 4


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (DAY, 1, date(2022, 3, 29)),
        (date(2020, 2, 29), 1, date(2021, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (DAY, -1, date(2020, 3, 29)),
        (DAY, 0, DAY),
    ],
)
def test_years_later(day, years, later):
    assert add_years(day, years) == later


@given(st.text() | near_dates, st.sampled_from((0, 2021)), st.booleans())
@example("2021年" + "一" * 30 + "月1日", 0, False)
@example("2021" + " " * 5000 + "3", 0, True)
@example("9" * 5000, 0, True)
def test_any_text_is_read_or_refused_in_words(text, year, serial):
    try:
        day, refusal = read_date(text, year=year, serial=serial), ""
    except ValueError as error:
        day, refusal = None, str(error)
    assert day is None or 1900 <= day.year <= 2999
    assert not refusal or ("例：" in refusal and len(refusal) < 60)


@given(days)
def test_a_day_typed_without_its_year_gets_the_year_it_is_typed_in(day):
    chinese = f"{chinese_number(day.month)}月{chinese_number(day.day)}日"
    for text in (f"{day.month}.{day.day}", f"{day.month:02}-{day.day:02}", f"{day.month}/{day.day}", chinese):
        assert with_year(text, day.year) == show_date(day)
        assert with_year(text, 0) == text
        with pytest.raises(ValueError, match="缺年份，例："):
            read_date(text)


@given(days, st.integers(1990, 2100))
def test_a_full_date_keeps_its_year_and_its_writing(day, year):
    for text in (show_date(day), chinese_date(day), f"{day.year}.{day.month}.{day.day}", "", "66.98", "待定"):
        assert with_year(text, year) == text
