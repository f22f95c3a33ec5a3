"""The local rules as data: limits, weights, grades and forms of one place, each with its source (规则包)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop.errors import DataError
from desktop.models.caps import CapRule, parse_caps
from desktop.models.records import UserRule
from desktop.models.rulepack_deductions import DeductionRule, parse_deductions
from desktop.models.rulepack_limits import CHOICES, DATED, LIMITS, PARTS
from desktop.models.rulepack_reading import (
    ADVICE,
    CONFIDENCES,
    amount,
    confidence,
    listed,
    mapping,
    only,
    text,
)
from desktop.models.rulepack_rules import parse_rules

__all__ = [
    "ADVICE", "CHOICES", "CONFIDENCES", "LIMITS", "PARTS",
    "Grade", "RulePack", "Setting", "Weights", "parse_rulepack",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of a rule pack; None or '' where the place leaves it open. confidence: A, B or C.

    begins: from when on it holds, None for always.
    """

    key: str
    label: str
    unit: str
    value: Decimal | str | None
    source: str
    confidence: str
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """等级: the printed total from which it is given."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Weights:
    """分值方案: points of 预算执行率, of the four levels and those left open; together 100."""

    name: str
    points: Mapping[str, Decimal]
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class RulePack:
    """A rule pack: settings by key, weight profiles by name and grades from the best down.

    dated: what has held one after the other of limits that begin on a day, oldest first; settings has the latest.
    rules: checks of the pack's own.
    """

    id: str = "empty"
    name: str = ""
    settings: Mapping[str, Setting] = field(default_factory=dict[str, Setting])
    weights: Mapping[str, Weights] = field(default_factory=dict[str, Weights])
    grades: tuple[Grade, ...] = ()
    grades_source: str = ""
    caps: tuple[CapRule, ...] = ()
    dated: Mapping[str, tuple[Setting, ...]] = field(default_factory=dict[str, tuple[Setting, ...]])
    deductions: tuple[DeductionRule, ...] = ()
    rules: tuple[UserRule, ...] = ()

    def limit(self, key: str, day: date | None = None) -> Decimal | None:
        """Return a limit as of a day, else the latest; None where it is open. KeyError: no pack has such a key."""
        if key not in LIMITS:
            raise KeyError(key)
        setting = self._as_of(key, day)
        return setting.value if setting and isinstance(setting.value, Decimal) else None

    def _as_of(self, key: str, day: date | None) -> Setting | None:
        if day is None or key not in self.dated:
            return self.settings.get(key)
        held = [each for each in self.dated[key] if each.begins is None or each.begins <= day]
        return held[-1] if held else None

    def choice(self, key: str) -> str:
        """Return a choice (form, outline, self_name …), '' where it is open; KeyError for an unknown key."""
        if key not in CHOICES:
            raise KeyError(key)
        setting = self.settings.get(key)
        return setting.value if setting and isinstance(setting.value, str) else ""

    @property
    def profile(self) -> Weights | None:
        """The weight profile in use, or None."""
        return self.weights.get(self.choice("weight_profile"))


_TABLES = ("limits", "choices", "weights", "grades", "caps", "deductions", "rules")


def parse_rulepack(data: Mapping[str, Any]) -> RulePack:
    """Build a rule pack from parsed TOML; raises DataError naming the key that is unknown or wrong."""
    only(data, ("id", "name", *_TABLES), "规则包")
    id_ = text(data, "id", "规则包")
    limits = mapping(data.get("limits", {}), "limits")
    held = {key: _dated(key, limits[key]) for key in DATED if key in limits}
    dated = {key: rows for key, rows in held.items() if any(each.begins for each in rows)}
    choices = {each.key: each for each in _choices(mapping(data.get("choices", {}), "choices"))}
    settings = {each.key: each for each in _limits(limits)}
    latest = {key: rows[-1] for key, rows in held.items()}
    weights = {each.name: each for each in _weights(mapping(data.get("weights", {}), "weights"))}
    chosen = choices.get("weight_profile")
    if chosen and chosen.value and chosen.value not in weights:
        raise DataError(f"规则包没有分值方案“{chosen.value}”", ADVICE)
    grades = mapping(data.get("grades", {}), "grades")
    return RulePack(
        id_,
        text(data, "name", id_),
        {**settings, **latest, **choices},
        weights,
        _grades(grades),
        text(grades, "source", "等级"),
        parse_caps(data.get("caps", {})),
        dated,
        parse_deductions(data.get("deductions", [])),
        parse_rules(data.get("rules", [])),
    )


def _limits(table: Mapping[str, Any]) -> Iterator[Setting]:
    for key, held in table.items():
        if key not in LIMITS:
            raise DataError(f"规则包有不认识的限额“{key}”", ADVICE)
        if key not in DATED:
            label, _ = LIMITS[key]
            only(mapping(held, label), ("value", "source", "confidence"), label)
            yield _limit(key, mapping(held, label))


def _limit(key: str, held: Mapping[str, Any]) -> Setting:
    label, unit = LIMITS[key]
    value, begins = amount(held.get("value"), label), _day(held.get("from"), label)
    return Setting(key, label, unit, value, text(held, "source", label), confidence(held, label), begins)


def _dated(key: str, rows: object) -> tuple[Setting, ...]:
    """What has held of a limit, oldest first; DataError for two from the same day on."""
    label, _ = LIMITS[key]
    held = listed(rows, label)
    for each in held:
        only(each, ("from", "value", "source", "confidence"), label)
    made = sorted((_limit(key, each) for each in held), key=lambda each: each.begins or date.min)
    days = [each.begins for each in made]
    if not made or days.count(None) > 1:
        raise DataError(f"“{label}”只能有一条不写起用日期（from）", ADVICE)
    if twice := next((day for n, day in enumerate(days) if day in days[:n]), None):
        raise DataError(f"“{label}”有两条从 {twice} 起用", ADVICE)
    return tuple(made)


def _day(value: object, label: str) -> date | None:
    match value:
        case None | "":
            return None
        case date() if not isinstance(value, datetime):
            return value
        case str():
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        case _:
            pass
    raise DataError(f"“{label}”的起用日期（from）应当是日期，例：2024-01-01", ADVICE)


def _choices(table: Mapping[str, Any]) -> Iterator[Setting]:
    for key, held in table.items():
        if key not in CHOICES:
            raise DataError(f"规则包有不认识的选项“{key}”", ADVICE)
        label, options = CHOICES[key]
        row = mapping(held, label)
        only(row, ("value", "source", "confidence"), label)
        value = row.get("value", "")
        if not isinstance(value, str) or (options and value not in options):
            raise DataError(f"规则包的“{label}”不能是“{value}”", ADVICE)
        yield Setting(key, label, "", value, text(row, "source", label), confidence(row, label))


def _weights(table: Mapping[str, Any]) -> Iterator[Weights]:
    for name, held in table.items():
        profile = mapping(held, name)
        only(profile, (*PARTS, "source", "confidence"), name)
        points = {part: amount(profile.get(part, 0), name) or Decimal(0) for part in PARTS}
        if sum(points.values()) != 100:
            raise DataError(f"分值方案“{name}”合计 {sum(points.values())} 分，应为 100 分", ADVICE)
        yield Weights(name, points, text(profile, "source", name), confidence(profile, name))


def _grades(table: Mapping[str, Any]) -> tuple[Grade, ...]:
    only(table, ("source", "confidence", "from"), "等级")
    confidence(table, "等级")
    bounds = mapping(table.get("from"), "等级")
    grades = tuple(Grade(name, amount(least, name) or Decimal(0)) for name, least in bounds.items())
    if not grades or [each.least for each in grades] != sorted({each.least for each in grades}, reverse=True):
        raise DataError("规则包的等级应当从高到低写，界限不能相同", ADVICE)
    return grades
