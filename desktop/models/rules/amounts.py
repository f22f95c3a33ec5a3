"""How rules write the numbers at issue: exact, so that the sums in a message add up."""

from __future__ import annotations

from decimal import Decimal

from desktop.models.money import show_exact
from desktop.models.numbers import percent


def exact(fen: int) -> str:
    """An amount (分) in 万元, exact, with two decimals at least: 47.00, 159.275."""
    text = show_exact(fen)
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals:0<2}"


def signed(number: str) -> str:
    """A written number with a real minus sign, as in a sum: −1.49."""
    return number.replace("-", "−")


def signed_rate(value: Decimal) -> str:
    """A rate of change with its sign: +400%, −0.79%."""
    return signed(f"{'+' if value > 0 else ''}{percent(value)}")
