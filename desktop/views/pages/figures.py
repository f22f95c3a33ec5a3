"""Derived figures as pages show them: without the unit that stands in the head, rates with two decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from desktop.models.figures import Reckoning
from desktop.models.money import Unit, group, show_wan, show_yuan

_CENT = Decimal("0.01")


def figure_text(reckoning: Reckoning, name: str, unit: Unit = "万元") -> str:
    """Return a figure for a cell or card (1,234.56, 99.94%, 12, a true minus), '' where there is none.

    unit: in which money is shown.
    """
    figure = reckoning.figure(name)
    match figure.value if figure else None:
        case None:
            return ""
        case int(fen) if figure and figure.unit == "万元":
            text = group(show_wan(fen) if unit == "万元" else show_yuan(fen))
        case Decimal() as value if figure and figure.unit == "%":
            text = f"{group(str(value.quantize(_CENT, ROUND_HALF_UP)))}%"
        case value:
            text = str(value)
    return text.replace("-", "−")


def signed(text: str) -> str:
    """Return an amount or a rate with its sign, also a plus; nothing and zero stay as they are."""
    return text if text.startswith("−") or not text.strip("0.%") else f"+{text}"
