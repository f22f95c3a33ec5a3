"""Sums typed into a field for money or a number: ``=12+3.5``, ``=（1592750＋669750×2）÷10000``; always exact."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Context, Decimal
from typing import TYPE_CHECKING

from desktop.models.money import Unit, read_money
from desktop.models.numbers import NUMBER, half_width, read_number

if TYPE_CHECKING:
    from fractions import Fraction

LONGEST = 200  # Characters of a sum
DEEPEST = 20  # Parentheses in parentheses
EXAMPLE = "例：=12+3.5"

_DECIMALS = 12
_WHOLE_DIGITS = 15
_LARGEST = 10**_WHOLE_DIGITS
_SIGNS = str.maketrans({"×": "*", "÷": "/", "✕": "*", "∕": "/", "➕": "+"})
_TOKEN = re.compile(rf"{NUMBER}|[-+*/()]")
_EXACT = Context(prec=_WHOLE_DIGITS + _DECIMALS + 2, rounding=ROUND_DOWN)


def is_sum(text: str) -> bool:
    """Tell whether a typed text asks to be worked out: it begins with = or ＝."""
    return text.lstrip().startswith(("=", "＝"))


def read_money_or_sum(text: str, unit: Unit = "万元") -> int | None:
    """The 分 of an amount or of a sum whose result is in *unit*; ValueError as ``read_money`` raises it.

    A result finer than one 分 is refused, not rounded: only the officer knows which way it was settled.
    """
    return read_money(format(work_out(text), "f"), unit) if is_sum(text) else read_money(text, unit)


def read_number_or_sum(text: str) -> Decimal | None:
    """The exact number of a text or a sum; ValueError as ``read_number`` raises it."""
    return work_out(text) if is_sum(text) else read_number(text)


def work_out(text: str) -> Decimal:
    """The exact result of a sum of numbers with + − × ÷ and parentheses; it knows no names and no powers.

    ValueError, in Chinese, for anything else, a division by nothing, a result that does not end within 12
    decimals, and for sums that are too long, too deep or too large.
    """
    terms = _tokens(text)
    reader = _Reader(terms)
    result = reader.sum(0)
    if reader.at < len(terms):
        raise _unreadable(terms[reader.at])
    return _ending(result)


def _tokens(text: str) -> list[str]:
    words = half_width(text).translate(_SIGNS).removeprefix("=")
    if len(words) > LONGEST:
        raise ValueError(f"算式太长（最多 {LONGEST} 个字符），{EXAMPLE}")
    tokens: list[str] = []
    at = 0
    while at < len(words):
        found = _TOKEN.match(words, at)
        if not found:
            raise _unreadable(words[at])
        tokens.append(found[0])
        at = found.end()
    if not tokens:
        raise ValueError(f"等号后面没有算式，{EXAMPLE}")
    return tokens


class _Reader:
    """Reads the tokens of one sum from left to right, products before sums."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self.at = 0

    def sum(self, depth: int) -> Fraction:
        result = self._product(depth)
        while sign := self._take("+-"):
            value = self._product(depth)
            result = _kept(result + value if sign == "+" else result - value)
        return result

    def _product(self, depth: int) -> Fraction:
        result = self._factor(depth)
        while sign := self._take("*/"):
            value = self._factor(depth)
            if sign == "/" and not value:
                raise ValueError(f"不能除以 0，{EXAMPLE}")
            result = _kept(result * value if sign == "*" else result / value)
        return result

    def _factor(self, depth: int) -> Fraction:
        from fractions import Fraction  # Late: few sessions ever type a sum

        negative = self._take("+-") == "-"
        if self._take("("):
            if depth == DEEPEST:
                raise ValueError(f"括号套得太多（最多 {DEEPEST} 层），{EXAMPLE}")
            value = self.sum(depth + 1)
            if not self._take(")"):
                raise ValueError(f"括号没有配对，{EXAMPLE}")
        else:
            value = Fraction(_number(self._next()))
        return -value if negative else value

    def _next(self) -> str:
        if self.at == len(self._tokens):
            raise ValueError(f"算式没有写完，{EXAMPLE}")
        self.at += 1
        return self._tokens[self.at - 1]

    def _take(self, wanted: str) -> str:
        """Return the next token and step behind it if it is one of *wanted*, else ''."""
        if self.at == len(self._tokens) or self._tokens[self.at] not in wanted:
            return ""
        return self._next()


def _number(written: str) -> Decimal:
    value = None if written in "+-*/()" else read_number(written)
    if value is None:
        raise _unreadable(written)
    if -int(value.as_tuple().exponent) > _DECIMALS:
        raise ValueError(f"“{written}”的小数位太多，{EXAMPLE}")
    return value


def _kept(value: Fraction) -> Fraction:
    """The value, as long as it is no larger than any real amount."""
    if abs(value) > _LARGEST:
        raise ValueError("算出来的数太大，请核对单位")
    return value


def _ending(value: Fraction) -> Decimal:
    scaled = value * 10**_DECIMALS
    if scaled.denominator != 1:
        raise ValueError("除不尽，请直接填写四舍五入以后的数，例：33.33")
    return Decimal(scaled.numerator).scaleb(-_DECIMALS, _EXACT).normalize(_EXACT) + 0


def _unreadable(written: str) -> ValueError:
    return ValueError(f"算式里的“{written}”读不懂，只能用数字、加减乘除和括号，{EXAMPLE}")
