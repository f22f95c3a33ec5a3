"""Reads single cells of a ledger: money exactly, days, words."""

from __future__ import annotations

import datetime
import re
import statistics
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from desktop.exchange.source import Value
from desktop.models.dates import EXAMPLE, read_date
from desktop.models.entries import TEXT
from desktop.models.money import read_money
from desktop.models.numbers import half_width

SIZES = {"元": 100, "千元": 100_000, "万元": 1_000_000}
"""分 to a unit of money."""

ROUNDED = "表里的数比分还细，已四舍五入到分"
_LIMIT = 10**15  # 分, as for amounts that are typed
_MICRO = Decimal("0.000001")
_FEN = Decimal(1)
_CENT = Decimal("0.01")
_SURELY_YUAN = 1000
_PLAIN = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,20})?")
_MONTH_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})")
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119; smaller numbers are no dates of payments
_COMPACT_FROM = 19_000_101


def is_blank(value: Value) -> bool:
    """Tell whether a cell holds nothing that is seen."""
    return value is None or (isinstance(value, str) and not value.strip())


def read_words(value: Value) -> str:
    """Return a cell as one line of text: whole numbers without decimals, days as 2021-03-29."""
    if isinstance(value, str):  # By far the most cells
        return TEXT.read(value)
    match value:
        case None:
            return ""
        case datetime.datetime():
            return value.date().isoformat()
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer() and abs(value) < _LIMIT:
            return str(int(value))
        case _:
            return str(value)


def read_amount(value: Value, unit: str) -> tuple[int | None, str]:
    """Return 分 (None for an empty cell) and what is doubtful about them; ValueError in Chinese otherwise.

    A number without a unit of its own is in *unit*. Binary noise of Excel (66.97500000000001) goes by
    rounding the shortest decimal form to 6 decimals; what is then finer than 分 is rounded half up and is
    said to be.
    """
    match value:
        case bool():
            raise ValueError("这里应当是金额")
        case int() | float():
            return _exact(repr(value), unit)
        case str():
            words = half_width(value)
            if _PLAIN.fullmatch(words):
                return _exact(words, unit)
            if unit == "千元" and not re.search("[元万亿角分]", words) and words:
                raise ValueError("单位是千元，读不准这一格，请在程序里填写")
            return read_money(value, "万元" if unit == "万元" else "元"), ""
        case None:
            return None, ""
        case _:
            raise ValueError("这里是日期或时间，不是金额")


def _exact(number: str, unit: str) -> tuple[int, str]:
    amount = Decimal(number)
    if not amount.is_finite() or abs(amount) * SIZES[unit] > _LIMIT:
        raise ValueError("金额大得不正常，请核对单位")
    fen = amount.quantize(_MICRO, ROUND_HALF_UP) * SIZES[unit]
    whole = fen.quantize(_FEN, ROUND_HALF_UP)
    return int(whole), "" if whole == fen else ROUNDED


def read_day(value: Value, year: int) -> datetime.date | None:
    """Return the day in a cell, None for an empty one; 3月29日 and 3-29 are in *year*."""
    match value:
        case datetime.datetime():
            return value.date()
        case datetime.date() | None:
            return value
        case int() | float() if not isinstance(value, bool):
            return _numbered_day(value)
        case str():
            words = half_width(value)
            short = _MONTH_DAY.fullmatch(words)
            if short and year:
                return read_date(f"{short[1]}月{short[2]}日", year=year)
            return read_date(value, year=year, serial=_SERIAL.fullmatch(words) is not None)
        case _:
            raise ValueError(f"读不出日期，{EXAMPLE}")


def _numbered_day(number: float) -> datetime.date | None:
    """The day of a serial of Excel (1900 system) or of 20210329 written as a number."""
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return read_date(str(int(number)), serial=True)
    if number >= _COMPACT_FROM and number == int(number):
        return read_date(str(int(number)))
    raise ValueError(f"读不出日期，{EXAMPLE}")


def plausible_unit(cells: Iterable[Value]) -> tuple[str, bool]:
    """Return the unit that bare amounts look like, and whether that is clear.

    No 元 has three decimals; hardly any ledger's middle payment is 1000 万元. Below that it stays a guess.
    """
    amounts = [number for cell in cells if (number := _bare_number(cell))]
    if any(number != number.quantize(_CENT, ROUND_HALF_UP) for number in amounts):
        return "万元", True
    if amounts and statistics.median(map(abs, amounts)) >= _SURELY_YUAN:
        return "元", True
    return ("万元" if amounts and max(map(abs, amounts)) < _SURELY_YUAN else "元"), False


def _bare_number(value: Value) -> Decimal | None:
    """A number without a unit of its own, free of binary noise; None for all else and for the extremes."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    words = half_width(value).replace(",", "") if isinstance(value, str) else repr(value)
    if not words or words[-1] not in "0123456789":
        return None
    try:
        number = Decimal(words)
    except InvalidOperation:
        return None
    return number.quantize(_MICRO, ROUND_HALF_UP) if number.is_finite() and abs(number) < _LIMIT else None
