"""Several fields shown and typed as one: ≥99.99% is operator, target and unit (指标值、实际完成)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop.models.entries import NUMBER
from desktop.models.numbers import half_width, plain
from desktop.models.records import BANDS, Indicator, Record
from desktop.models.targets import Target, read_target, span, written

BAND_WORDS: Mapping[str, str] = MappingProxyType(
    dict(zip(BANDS, ("达成预期", "部分达成", "未达成"), strict=True))
)
"""A 定性档次 in the few characters that a cell has room for."""

_BANDS = {word: band for band, short in BAND_WORDS.items() for word in (band, short)}
_JOINED = ("target", "actual")


def target_shown(indicator: Indicator) -> str:
    """Return a target as people write it: ≥99.99%, 600宗, 持续上升."""
    if indicator.target is None:
        return indicator.target_text
    return written(indicator.operator, indicator.target, indicator.unit)


def actual_shown(indicator: Indicator) -> str:
    """Return what was reached as people write it: 310个, the words, else the band."""
    if indicator.actual is not None:
        return f"{plain(indicator.actual)}{indicator.unit}"
    return indicator.actual_text or BAND_WORDS.get(indicator.band, "")


def is_qualitative(indicator: Indicator) -> bool:
    """Tell whether words, not a number, are to be reached."""
    words = indicator.target is None and bool(indicator.target_text)
    return indicator.operator == "定性" or (words and span(indicator.target_text, indicator.unit) is None)


def is_joined(record: type, name: str) -> bool:
    """Tell whether a field of a record takes texts that fill its neighbours as well."""
    return record is Indicator and name in _JOINED


def spread(record: Record, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return texts by entry name with those of joined fields taken apart; what is given for a field stays."""
    if not isinstance(record, Indicator) or not any(name in given for name in _JOINED):
        return given
    made = dict(given)
    for name in _JOINED:
        if name in given:
            apart = _target(record, given[name]) if name == "target" else _actual(record, given[name])
            made |= {each: text for each, text in apart.items() if each == name or not given.get(each)}
    return made


def _target(indicator: Indicator, text: str) -> Mapping[str, str]:
    words = text.strip()
    said = read_target(words)
    free = {"operator": ""} if indicator.operator == "定性" else {}
    if not words:
        return {"target": "", "target_text": "", **free}
    if said.kind == "number" and said.num is not None and not said.about:
        return {
            "target": plain(said.num),
            "target_text": "",
            **({"operator": said.op} if said.sure else free),
            **({"unit": said.unit} if said.unit else {}),
        }
    if _is_number(words):
        return {"target": words, "target_text": "", **free}
    if said.kind == "range":
        free = {"operator": "", **({"unit": said.unit} if said.unit else {})}
    qualitative = {"operator": "定性"} if said.kind == "text" else free
    return {"target": "", "target_text": words, **qualitative}


def _actual(indicator: Indicator, text: str) -> Mapping[str, str]:
    words = text.strip()
    if not words:
        return {"actual": "", "actual_text": "", **({"band": ""} if is_qualitative(indicator) else {})}
    if is_qualitative(indicator):
        if words in _BANDS:
            return {"actual": "", "band": _BANDS[words]}
        return {"actual": "", "actual_text": words}
    said = read_target(words)
    if said.num is not None and _fits(said, indicator):
        unit = {"unit": said.unit} if said.unit and not indicator.unit else {}
        return {"actual": plain(said.num), "actual_text": "", **unit}
    return {"actual": words}


def _fits(said: Target, indicator: Indicator) -> bool:
    """Whether a number with its unit can be an actual value of an indicator."""
    unit = half_width(indicator.unit).replace(" ", "")
    short = unit.removesuffix("元") if unit in ("万元", "亿元") else unit  # 293.23万 is said as well
    return said.kind == "number" and not said.sure and (said.unit in ("", unit, short) or not unit)


def _is_number(words: str) -> bool:
    try:
        return NUMBER.read(words) is not None
    except ValueError:
        return False
