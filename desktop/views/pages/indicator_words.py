"""What the page of indicators says of one in a word: how it stands to its target, what has to be written."""

from __future__ import annotations

from desktop.models.joined import BAND_WORDS, is_qualitative
from desktop.models.numbers import plain
from desktop.models.reckoning.ledger import as_judged, is_met, operator_of
from desktop.models.records import Indicator

UNIT, FIGURE = 6, 16  # Characters of a unit and of a figure that a tag has room for
REASON, MEASURE = "reason", "measure"


def deviation(indicator: Indicator, *, over: bool = False) -> tuple[str, str]:
    """Say how the actual value stands to the target, with its tone; *over*: far beyond it."""
    if indicator.na_reason.strip():
        return "不适用，不计分", "muted"
    if is_qualitative(indicator):
        return _of_band(indicator)
    judged = as_judged(indicator)
    target, actual = judged.target, judged.actual
    if actual is None or target is None:
        return ("", "muted") if indicator.actual_text or indicator.band else ("实际完成待填", "warn")
    difference = actual - target
    distance = f"{shortened(plain(abs(difference)), FIGURE)}{shortened(indicator.unit, UNIT)}"
    match judged.operator:
        case "≥" | ">" | "=" | "" if difference < 0:
            return _explained(indicator, f"差 {distance}")
        case "≤" | "<" if difference > 0:
            return _explained(indicator, f"超 {distance}")
        case _ if over:
            return _explained(indicator, "远超指标值")
        case _ if difference and operator_of(judged) == "=":
            return _explained(indicator, f"多 {distance}")
        case _:
            return "达到指标值", "ok"


def _of_band(indicator: Indicator) -> tuple[str, str]:
    if not indicator.band:
        return "选档次", "warn"
    if is_met(indicator):
        return BAND_WORDS.get(indicator.band, indicator.band), "ok"
    return _explained(indicator)


def _explained(indicator: Indicator, *said: str) -> tuple[str, str]:
    written = bool(indicator.reason.strip())
    return "，".join((*said, "已写原因" if written else "须写原因")), "ok" if written else "warn"


def asked(indicator: Indicator, *, over: bool = False) -> frozenset[str]:
    """Return which texts have to be written: reason and measure below the target, a reason beyond it.

    Source: 财预〔2020〕10号 — 未完成及偏离较多的指标要写原因和改进措施.
    """
    if indicator.na_reason.strip():
        return frozenset()
    if is_met(indicator) is False:
        return frozenset({REASON, MEASURE})
    return frozenset({REASON}) if "原因" in deviation(indicator, over=over)[0] else frozenset()


def shortened(text: str, most: int) -> str:
    """Return a text of at most *most* characters, … in the place of what is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
