"""Dates as officers write them, and terms (合同期限, 项目起止) between two of them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from desktop.models.numbers import BLANKS, half_width
from desktop.models.numerals import read_chinese_number

EXAMPLE = "例：2021年3月29日"
FIRST_YEAR, LAST_YEAR = 1900, 2999

_PLAIN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"(?:(?<=[日号])|\s+|T)[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?$")
_SPACED = re.compile(r"\s*([-./])\s*")
_NUMERAL = "[0-9〇○零一二三四五六七八九十廿卅]"
_FORMS = (
    re.compile(
        rf"(?P<year>{_NUMERAL}{{4}})年(?P<month>{_NUMERAL}{{1,3}})月(?P<day>{_NUMERAL}{{1,3}})[日号]?"
    ),
    re.compile(r"(?P<year>[0-9]{4})(?P<sep>[-./])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
)
_NO_YEAR = (
    re.compile(rf"(?P<month>{_NUMERAL}{{1,3}})月(?P<day>{_NUMERAL}{{1,3}})[日号]?"),
    re.compile(r"(?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})"),
)
_NO_DAY = re.compile(rf"{_NUMERAL}{{4}}(?:年{_NUMERAL}+月|[-./][0-9]{{1,2}}|(?:0[1-9]|1[0-2]))")
_SERIAL = re.compile(r"([0-9]{1,7})(?:\.[0-9]*)?")
_MONTHS, _DAYS = 12, 31
_LAST_SERIAL = 2_958_465
_LEAP_SERIAL = 60


def read_date(text: str, *, year: int = 0, serial: bool = False) -> date | None:
    """The day of 2021年3月29日, 2021.3.29, 20210329, 二〇二一年三月二十九日; None where nothing stands.

    3月29日 and 3.29 are read where *year* is given, an Excel serial (1900 system) where *serial* says so. ValueError,
    with an example in Chinese, for months without a day, impossible days and years outside 1900 to 2999.
    """
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _day(int(plain[1]), int(plain[2]), int(plain[3]))
    words = half_width(text)
    if words in BLANKS:
        return None
    words = _SPACED.sub(r"\1", _TIME.sub("", words))
    for form in _FORMS:
        found = form.fullmatch(words)
        if found:
            return _day(*(_number(found[part]) for part in ("year", "month", "day")))
    number = _SERIAL.fullmatch(words)
    if serial and number:
        return _from_serial(int(number[1]))
    return _read_partial(words, year)


def with_year(text: str, year: int) -> str:
    """The full date (2021-03-29) of a day written without its year, where *year* is known; else *text* itself.

    For what is typed by hand into a field of which the year is known, never for what is read from files.
    """
    try:
        read_date(text)
    except ValueError:
        try:
            day = read_date(text, year=year)
        except ValueError:
            return text
        return show_date(day) if day else text
    return text


def show_date(day: date) -> str:
    """The day as in forms and files: 2021-03-29."""
    return day.isoformat()


def chinese_date(day: date) -> str:
    """The day as in prose: 2021年3月29日 (no padding)."""
    return f"{day.year}年{day.month}月{day.day}日"


def period(start: date, end: date) -> str:
    """A term in prose: 2021年11月9日至25日; a year, then a month, that is the same is not said twice."""
    if start == end:
        return chinese_date(start)
    if end < start or end.year != start.year:
        return f"{chinese_date(start)}至{chinese_date(end)}"
    month = "" if end.month == start.month else f"{end.month}月"
    return f"{chinese_date(start)}至{month}{end.day}日"


def months_between(start: date, end: date) -> int | None:
    """The whole months of a term that includes both days: 2021-04-01 to 2022-03-31 is 12; None if not whole.

    Where a month lacks the corresponding day, its last day ends the term (民法典第二百零二条).
    """
    if end < start:
        return None
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    if after.day == start.day:
        return months
    if after.day == 1 and start.day > end.day:
        return months - 1
    return None


def add_years(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _read_partial(words: str, year: int) -> date:
    """3月29日 or 3.29 in the given year; ValueError says what is missing in any other text."""
    no_year = next((found for form in _NO_YEAR if (found := form.fullmatch(words))), None)
    if no_year:
        month, day = _number(no_year["month"]), _number(no_year["day"])
        if year:
            return _day(year, month, day)
        if 1 <= month <= _MONTHS and 1 <= day <= _DAYS:  # 66.98 is no date
            raise ValueError(f"日期缺年份，{EXAMPLE}")
    if _NO_DAY.fullmatch(words):
        raise ValueError(f"日期缺日，{EXAMPLE}")
    raise ValueError(f"读不出日期，{EXAMPLE}")


def _from_serial(number: int) -> date:
    """The day of an Excel serial; Excel counts a 29 February 1900 that never was (serial 60)."""
    if number == _LEAP_SERIAL or not 1 <= number <= _LAST_SERIAL:
        raise ValueError(f"没有序号为{number}的日期，{EXAMPLE}")
    start = date(1899, 12, 31) if number < _LEAP_SERIAL else date(1899, 12, 30)
    day = start + timedelta(days=number)
    return _day(day.year, day.month, day.day)


def _number(words: str) -> int:
    return int(words) if words.isascii() else _chinese(words)


def _chinese(words: str) -> int:
    try:
        return read_chinese_number(words)
    except ValueError:
        raise ValueError(f"读不出日期，{EXAMPLE}") from None


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"年份须在{FIRST_YEAR}至{LAST_YEAR}之间，{EXAMPLE}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"没有{year}年{month}月{day}日这一天，{EXAMPLE}") from None
