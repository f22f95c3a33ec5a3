"""Expressions of user rules: figures, fields and numbers with + − × ÷, reckoned exactly (自定义审核的算式).

Nothing is ever executed: a text is read into numbers, names and signs, and those are added up. Amounts are in
万元, rates in per cent. ``ExpressionError`` says in Chinese what could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException

EXACT = Context(prec=50, Emax=999, Emin=-999)
LONGEST = 400
DEEPEST = 40

_NUMBER = re.compile(r"(\d{1,15}(?:,\d{3})*(?:\.\d{1,12})?)\s*(亿元|万元|元|[%％])?")
_PLACE = re.compile(r"[a-z_]+(?:/[a-z0-9_]+)+")
_WORDS = re.compile(r"[^\s+\-−×*÷/()（）＋－＊／]+(?:\s+[^\s+\-−×*÷/()（）＋－＊／\d]+)*")
_SIGNS = {
    "＋": "+",
    "－": "-",
    "−": "-",
    "–": "-",
    "×": "*",
    "＊": "*",
    "÷": "/",
    "／": "/",
    "（": "(",
    "）": ")",
}
_SCALE = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}


class ExpressionError(ValueError):
    """An expression cannot be read; the message says in Chinese what is wrong."""


class NotFilled(ExpressionError):
    """A value that an expression names is not filled in, so that there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A value named in an expression: None while it is not filled in; *places* it stands at or comes from."""

    value: Decimal | None
    label: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """How names are looked up: *find* by place (``figures/spent``), *longest* by the beginning of a text."""

    find: Callable[[str], Operand | None]
    longest: Callable[[str], tuple[int, Operand] | None]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What an expression comes to, and the operands that were used."""

    value: Decimal
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A sign (+ - * / and brackets), or an operand where there is no sign."""

    sign: str
    operand: Operand | None = None


def evaluate(text: str, names: Names) -> Evaluated:
    """Reckon an expression; raises ExpressionError, and NotFilled where a value is missing."""
    if not text.strip():
        raise ExpressionError("算式是空的")
    if len(text) > LONGEST:
        raise ExpressionError(f"算式超过 {LONGEST} 个字")
    tokens = tuple(_tokens(text, names))
    reader = _Reader(tokens)
    try:
        value = reader.sum(0)
    except DecimalException:
        raise ExpressionError("结果大到算不出来") from None
    if reader.at < len(tokens):
        raise ExpressionError(f"“{_told(tokens[reader.at])}”前面缺少运算符")
    return Evaluated(value, tuple(each.operand for each in tokens if each.operand and each.operand.places))


def _tokens(text: str, names: Names) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        sign = _SIGNS.get(text[at], text[at])
        if named := names.longest(text[at:]):
            length, operand = named
            yield _Token("", operand)
        elif sign in "+-*/()":
            length = 1
            yield _Token(sign)
        else:
            length, operand = _operand(text[at:], names)
            yield _Token("", operand)
        at += length


def _operand(text: str, names: Names) -> tuple[int, Operand]:
    if found := _PLACE.match(text):
        operand = names.find(found[0])
        if operand is None:
            raise ExpressionError(f"没有“{found[0]}”这个数")
        return found.end(), operand
    if found := _NUMBER.match(text):
        value = Decimal(found[1].replace(",", "")) * _SCALE.get(found[2] or "", Decimal(1))
        return found.end(), Operand(value, found[0], ())
    words = _WORDS.match(text)
    raise ExpressionError(f"没有“{(words[0] if words else text)[:30].strip()}”这个数")


def _told(token: _Token) -> str:
    return token.operand.label if token.operand else token.sign


class _Reader:
    """Reads sums of products of values, brackets first; × and ÷ before + and −."""

    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self.tokens = tokens
        self.at = 0

    def _take(self, signs: str) -> str:
        """Take the next token if it is one of some signs; '' if not."""
        if self.at < len(self.tokens) and not self.tokens[self.at].operand:
            sign = self.tokens[self.at].sign
            if sign in signs:
                self.at += 1
                return sign
        return ""

    def sum(self, depth: int) -> Decimal:
        """Read and reckon a sum."""
        value = self._product(depth)
        while sign := self._take("+-"):
            other = self._product(depth)
            value = EXACT.add(value, other) if sign == "+" else EXACT.subtract(value, other)
        return value

    def _product(self, depth: int) -> Decimal:
        value = self._value(depth)
        while sign := self._take("*/"):
            other = self._value(depth)
            if sign == "/" and not other:
                raise ExpressionError("除数是零")
            value = EXACT.multiply(value, other) if sign == "*" else EXACT.divide(value, other)
        return value

    def _value(self, depth: int) -> Decimal:
        if depth > DEEPEST:
            raise ExpressionError("括号或负号套得太深")
        if sign := self._take("+-"):
            value = self._value(depth + 1)
            return -value if sign == "-" else value
        if self._take("("):
            value = self.sum(depth + 1)
            if not self._take(")"):
                raise ExpressionError("缺少右括号")
            return value
        if self.at >= len(self.tokens):
            raise ExpressionError("算式没有写完，最后缺一个数")
        operand = self.tokens[self.at].operand
        if operand is None:
            raise ExpressionError(f"“{self.tokens[self.at].sign}”的位置不对")
        if operand.value is None:
            raise NotFilled(f"“{operand.label}”还没有填")
        self.at += 1
        return operand.value
