"""Points: exact fractions until the one rounding to two decimals, half up (财预〔2020〕10号 关于得分的规定)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from desktop.models.numbers import plain

NONE = Decimal("0.00")
_CENT = Decimal("0.01")


def rounded(value: Fraction | Decimal) -> Decimal:
    """The points with two decimals, half up; negative values do not occur."""
    return _of_cents(floor(Fraction(value) * 100 + Fraction(1, 2)))


def full(weight: Decimal) -> Decimal:
    """Full points of a weight: the largest number with two decimals that is not above it."""
    return _of_cents(floor(Fraction(weight) * 100))


def below(weight: Decimal) -> Decimal:
    """The most that an item which is not met can get: the largest points under the full ones."""
    return max(full(weight) - _CENT, NONE)


def part(weight: Decimal, share: Fraction) -> Decimal:
    """So much of a weight as an item that is not met gets: rounded, but never the full points."""
    return min(rounded(Fraction(weight) * max(share, Fraction(0))), below(weight))


def clamped(points: Decimal, least: Decimal, most: Decimal) -> Decimal:
    """The points with two decimals, brought between two bounds."""
    return min(max(rounded(max(points, NONE)), least), most)


def two(points: Decimal) -> str:
    """Points as a table prints them: 3.00."""
    return f"{points:.2f}"


def written(value: Decimal) -> str:
    """A typed number as it stands in an arithmetic line, with a real minus sign: −1.5, 600."""
    return plain(value).replace("-", "−")


def _of_cents(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
