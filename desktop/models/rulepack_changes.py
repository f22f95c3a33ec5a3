"""What differs between two rule packs, in words an officer reads before taking the other one (换用新版)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.numbers import plain
from desktop.models.rulepack import CHOICES, LIMITS, PARTS, RulePack, Weights
from desktop.models.rulepack_lines import PART_WORDS

_OPEN = "未定"


def changes(old: RulePack, new: RulePack) -> tuple[str, ...]:
    """Return a line for each value that differs (执行率偏低的界限 90 → 85 %); sources are not compared."""
    return tuple(_changes(old, new))


def _changes(old: RulePack, new: RulePack) -> Iterator[str]:
    for key, (label, unit) in LIMITS.items():
        if (before := _limit(old, key)) != (after := _limit(new, key)):
            yield f"{label} {before} → {after} {unit}"
    for key, (label, _) in CHOICES.items():
        if (first := old.choice(key)) != (then := new.choice(key)):
            yield f"{label} {first or _OPEN} → {then or _OPEN}"
    for name in {**old.weights, **new.weights}:
        yield from _weights(name, old.weights.get(name), new.weights.get(name))
    if old.grades != new.grades:
        yield f"等级 {_grades(old)} → {_grades(new)}"
    if (first := _caps(old)) != (then := _caps(new)):
        yield f"{first or '没有得分上限'} → {then or '没有得分上限'}"
    if (first := _deductions(old)) != (then := _deductions(new)):
        yield f"{first or '没有扣分情形'} → {then or '没有扣分情形'}"
    if (gone := _rules(old)) != (come := _rules(new)):
        yield from (f"去掉自定义审核“{each}”" for each in gone if each not in come)
        yield from (f"增加自定义审核“{each}”" for each in come if each not in gone)


def _limit(pack: RulePack, key: str) -> str:
    """A limit, and from when on where it has changed or is to change."""
    held = pack.dated.get(key, ())
    if not held:
        return _text(pack.limit(key))
    told = ((each.begins, each.value if isinstance(each.value, Decimal) else None) for each in held)
    return "、".join(f"{_text(value)}（{f'{begins} 起' if begins else '以前'}）" for begins, value in told)


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


def _deductions(pack: RulePack) -> str:
    return "；".join(f"{each.situation}扣 {_text(each.points)} 分" for each in pack.deductions)


def _rules(pack: RulePack) -> tuple[str, ...]:
    return tuple(f"{each.left} {each.operator} {each.right}" for each in pack.rules)


def _caps(pack: RulePack) -> str:
    return "；".join(each.text for each in pack.caps)
