"""Exact numbers as officers type and print them: 指标值, 比率, 个数; all Decimal, never float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

_GROUPED = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?"
NUMBER = rf"(?:{_GROUPED}|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
"""An unsigned half-width number; commas stand at every third digit or nowhere."""

BLANKS = frozenset({"", "-", "--", "/"})
"""Half-width texts with which tables say that nothing is filled in."""

_HALF: dict[int, int | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63), ord("-")),
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)),  # of no width
}
_STOP = re.compile(r"(?<=[0-9])。(?=[0-9])")
# A gap between two digits parts two numbers, so it stays and makes the text unreadable.
_GAP = re.compile("(?<![0-9.,]) | (?![0-9.,])")

_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?")
_SIGNED = re.compile(rf"([-+]?)({NUMBER})%?")
_COUNT = re.compile(NUMBER)
_WHOLE_DIGITS, _DECIMAL_DIGITS = 15, 20
_ALL = 100
_WIDE = Context(prec=200, rounding=ROUND_HALF_UP)


def half_width(text: str) -> str:
    """The text in half-width signs, every dash as "-", without the spaces that part nothing."""
    words = " ".join(text.translate(_HALF).split())
    words = _GAP.sub("", words)
    return _STOP.sub(".", words) if "。" in words else words


def read_number(text: str) -> Decimal | None:
    """The exact number of "94.2%", "１，２３４．５", "-3"; None where nothing is filled in.

    A percent sign is dropped: 94.2% is 94.2. ValueError for anything else, exponents and NaN included.
    """
    if _PLAIN.fullmatch(text):
        return _unsigned_zero(Decimal(text))
    words = half_width(text)
    if words in BLANKS:
        return None
    found = _SIGNED.fullmatch(words)
    if not found:
        raise ValueError(_unreadable(words))
    return _unsigned_zero(Decimal(found[1] + _digits(found[2])))


def read_count(text: str) -> int:
    """A whole number from 0; nothing filled in is 0. ValueError for fractions, signs and words."""
    words = half_width(text)
    if words in BLANKS:
        return 0
    if not _COUNT.fullmatch(words):
        raise ValueError("读不出整数，例：12")
    value = Decimal(_digits(words))
    if value != int(value):
        raise ValueError("这里要填整数，例：12")
    return int(value)


def plain(value: Decimal) -> str:
    """The number without exponent and trailing zeros: 94.20 → 94.2. ValueError unless finite."""
    if not value.is_finite():
        raise ValueError("不是有限的数，例：94.2")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def half_up(value: Decimal, places: int) -> Decimal:
    """The value rounded to so many decimals, a half away from zero, never to a negative zero."""
    return _unsigned_zero(value.quantize(Decimal((0, (1,), -places)), context=_WIDE))


def percent(value: Decimal) -> str:
    """A computed rate (in percent) as printed; rounding never makes it 0% or 100%.

    Whole: no decimals; else two; up to four where two would show 0 or 100. A negative rate keeps its sign.
    """
    size = value.copy_abs()
    text = _whole_percent(size) or _rounded_percent(size)
    return f"-{text}" if value < 0 else text


def _whole_percent(size: Decimal) -> str:
    return f"{int(size)}%" if size == size.to_integral_value() else ""


def _rounded_percent(size: Decimal) -> str:
    for places in (2, 3, 4):
        rounded = half_up(size, places)
        if rounded not in (0, _ALL):
            return f"{rounded:f}%"
    if size < 1:
        return "不足0.01%"
    return "不足100%" if size < _ALL else "略高于100%"


def _digits(number: str) -> str:
    """The number without commas; ValueError where it is longer than any real figure."""
    digits = number.replace(",", "")
    whole, _, decimals = digits.partition(".")
    if len(whole.lstrip("0")) > _WHOLE_DIGITS or len(decimals) > _DECIMAL_DIGITS:
        raise ValueError("数字太长，例：94.2")
    return digits


def _unsigned_zero(value: Decimal) -> Decimal:
    return value or value.copy_abs()


def _unreadable(words: str) -> str:
    if "," in words:
        return "千分位逗号的位置不对，例：12,345.6"
    return "读不出数字，例：94.2"
