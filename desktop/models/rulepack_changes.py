"""What differs between two rule packs, in words an officer reads before taking the other one (换用新版)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.numbers import plain
from desktop.models.rulepack import CHOICES, LIMITS, PARTS, RulePack, Weights
from desktop.models.rulepack_draft import PART_WORDS

_OPEN = "未定"


def changes(old: RulePack, new: RulePack) -> tuple[str, ...]:
    """Return a line for each value that differs (执行率偏低的界限 90 → 85 %); sources are not compared."""
    return tuple(_changes(old, new))


def _changes(old: RulePack, new: RulePack) -> Iterator[str]:
    for key, (label, unit) in LIMITS.items():
        if (before := old.limit(key)) != (after := new.limit(key)):
            yield f"{label} {_text(before)} → {_text(after)} {unit}"
    for key, (label, _) in CHOICES.items():
        if (first := old.choice(key)) != (then := new.choice(key)):
            yield f"{label} {first or _OPEN} → {then or _OPEN}"
    for name in {**old.weights, **new.weights}:
        yield from _weights(name, old.weights.get(name), new.weights.get(name))
    if old.grades != new.grades:
        yield f"等级 {_grades(old)} → {_grades(new)}"
    if (first := _caps(old)) != (then := _caps(new)):
        yield f"{first or '没有得分上限'} → {then or '没有得分上限'}"


def _text(value: Decimal | None) -> str:
    return _OPEN if value is None else plain(value)


def _weights(name: str, old: Weights | None, new: Weights | None) -> Iterator[str]:
    if not old or not new:
        yield f"{'增加' if new else '去掉'}分值方案“{name}”"
        return
    for part in PARTS:
        if old.points[part] != new.points[part]:
            yield f"分值方案“{name}”{PART_WORDS[part]} {plain(old.points[part])} → {plain(new.points[part])} 分"


def _grades(pack: RulePack) -> str:
    return "、".join(f"{each.name}{plain(each.least)}" for each in pack.grades)


def _caps(pack: RulePack) -> str:
    return "；".join(each.text for each in pack.caps)
