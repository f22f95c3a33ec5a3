"""How rules write the numbers at issue: exact, so that the sums in a message add up; with separators from 1,000 up."""

from __future__ import annotations

from decimal import Decimal

from desktop.models.money import group, show_exact
from desktop.models.numbers import percent, plain


def exact(fen: int) -> str:
    """An amount (分) in 万元, exact, with two decimals at least: 47.00, 159.275, −1,234.56."""
    text = show_exact(fen)
    whole, _, decimals = text.partition(".")
    return group(signed(f"{whole}.{decimals:0<2}"))


def counted(value: Decimal) -> str:
    """A number as it was filled in, without needless zeros: 94.2, 12,000, −3."""
    return group(signed(plain(value)))


def signed(number: str) -> str:
    """A written number with a real minus sign, as in a sum: −1.49."""
    return number.replace("-", "−")


def signed_rate(value: Decimal) -> str:
    """A rate of change with its sign and separators: +3,744.40%, −0.79%."""
    return group(signed(f"{'+' if value > 0 else ''}{percent(value)}"))
