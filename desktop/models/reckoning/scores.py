"""Figures over the score: points, total and grade (得分、等级)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from desktop.models.reckoning.catalogue import Derived, each, figure
from desktop.models.reckoning.ledger import Ledger
from desktop.models.reckoning.performance import LEVELS
from desktop.models.records import Indicator
from desktop.models.scoring import ItemScore, LevelScore, score_of

_ALL = ("indicators", "budget", "payments")


def _sources(items: Iterable[ItemScore]) -> tuple[str, ...]:
    return tuple(item.place for item in items)


@figure("score", "总分", "分")
def _score(ledger: Ledger, _: None) -> Derived:
    return Derived(ledger.kept(score_of).total, _ALL)


@figure("grade", "等级")
def _grade(ledger: Ledger, _: None) -> Derived:
    return Derived(ledger.kept(score_of).grade or None, _ALL)


@figure("execution_points", "预算执行率得分", "分")
def _execution_points(ledger: Ledger, _: None) -> Derived:
    return Derived(ledger.kept(score_of).execution.points, ("budget", "payments"))


def _levels(_: Ledger) -> Mapping[str, str]:
    return LEVELS


def _level(ledger: Ledger, word: str) -> LevelScore | None:
    levels = ledger.kept(score_of).levels.values()
    return next((level for level in levels if level.label == word), None)


@figure("levels/*/points", "得分", "分", _levels)
def _level_points(ledger: Ledger, word: str) -> Derived:
    level = _level(ledger, word)
    return Derived(level.points, _sources(level.items)) if level else Derived(None, ())


@figure("levels/*/weight", "分值", "分", _levels)
def _level_weight(ledger: Ledger, word: str) -> Derived:
    level = _level(ledger, word)
    places = tuple(f"{item.place}/weight" for item in level.items) if level else ()
    return Derived(level.weight if level else None, places)


def _item(ledger: Ledger, indicator: Indicator) -> ItemScore | None:
    return ledger.kept(score_of).item(indicator.id)


@figure("indicators/*/points", "得分", "分", each("indicators"))
def _points(ledger: Ledger, indicator: Indicator) -> Derived:
    return _derived(indicator, (item := _item(ledger, indicator)) and item.points)


@figure("indicators/*/lost", "扣分", "分", each("indicators"))
def _lost(ledger: Ledger, indicator: Indicator) -> Derived:
    return _derived(indicator, (item := _item(ledger, indicator)) and item.lost)


def _derived(indicator: Indicator, value: Any) -> Derived:
    points: Decimal | None = value
    return Derived(points, (f"indicators/{indicator.id}/actual", f"indicators/{indicator.id}/weight"))
