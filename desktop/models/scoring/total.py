"""The whole score: items, levels, total and grade, or the range while something is missing (总分、等级)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.models.numbers import plain
from desktop.models.reckoning.ledger import Ledger
from desktop.models.rulepack import Grade
from desktop.models.scoring.caps import Cap, caps_of
from desktop.models.scoring.deductions import Deduction, deducted, deductions_of
from desktop.models.scoring.execution import execution_score
from desktop.models.scoring.indicators import REVERSE, indicator_score
from desktop.models.scoring.items import ItemScore
from desktop.models.scoring.points import NONE
from desktop.models.scoring.quantity import LINEAR
from desktop.models.scoring.weights import LEVELS, OTHER, level_label, shares

if TYPE_CHECKING:
    from desktop.models.figures import Reckoning  # figures may themselves be made of scores

PERFECT = Decimal(100)  # 总分 where a rule pack leaves it open


@dataclass(frozen=True, slots=True)
class LevelScore:
    """A level (成本、产出、效益、满意度): None as soon as a weight, or the points of an item, are missing."""

    label: str
    weight: Decimal | None
    points: Decimal | None
    items: tuple[ItemScore, ...]

    @property
    def open(self) -> tuple[ItemScore, ...]:
        """The items that still miss something."""
        return tuple(item for item in self.items if item.missing)


@dataclass(frozen=True, slots=True)
class Score:
    """得分: total (分) is the sum of the printed points, None while something is missing.

    low, high: what the total is if nothing that is missing scores, and if all of it scores in full; both are
    the total where nothing is missing. caps and deductions never change the total: they say what it would be.
    notes: what is wrong with the weights. method: how the rule pack scores.
    """

    items: tuple[ItemScore, ...]
    execution: ItemScore
    levels: Mapping[str, LevelScore]
    total: Decimal | None
    grade: str
    missing: tuple[str, ...]
    low: Decimal
    high: Decimal
    caps: tuple[Cap, ...]
    notes: tuple[str, ...]
    method: str
    grades: tuple[Grade, ...]
    deductions: tuple[Deduction, ...] = ()

    @property
    def provisional(self) -> bool:
        """暂估: something is still missing."""
        return bool(self.missing)

    @property
    def every(self) -> tuple[ItemScore, ...]:
        """All items, the execution of the budget first."""
        return self.execution, *self.items

    @property
    def earned(self) -> Decimal:
        """The points (分) of what is scored so far."""
        return _sum(item.points for item in self.every)

    @property
    def attainable(self) -> Decimal:
        """The full points (分) of what is scored so far."""
        return _sum(item.weight for item in self.every if item.points is not None)

    @property
    def capped(self) -> Decimal | None:
        """The total (分) less the deductions and under all caps; None while there is no total."""
        return None if self.total is None else self.under(self.total)

    def under(self, total: Decimal) -> Decimal:
        """Return a total (分) less the deductions and under all caps."""
        left = max(total - deducted(self.deductions), NONE)
        return min((cap.under(left) for cap in self.caps), default=left)

    def grade_of(self, total: Decimal) -> str:
        """The grade of a printed total; '' where the rule pack gives none."""
        return _grade(self.grades, total)

    def item(self, id_: int) -> ItemScore | None:
        """Return the score of an indicator, or None."""
        return next((item for item in self.items if item.place == f"indicators/{id_}"), None)


def score(reckoning: Reckoning) -> Score:
    """Return the score of a report, reckoned once for each state of it."""
    return reckoning.ledger.kept(score_of)


def score_of(ledger: Ledger) -> Score:
    """Reckon the score of a report by its rule pack."""
    weights = shares(ledger.report.indicators)
    items = tuple(indicator_score(ledger, row, weights[row.id]) for row in ledger.report.indicators)
    execution = execution_score(ledger)
    every = (execution, *items)
    missing = tuple(dict.fromkeys(place for item in every for place in item.missing)) or _nothing(items)
    low = _sum(item.low for item in every)
    total = None if missing else low
    return Score(
        items=items,
        execution=execution,
        levels=_levels(items),
        total=total,
        grade="" if total is None else _grade(ledger.pack.grades, total),
        missing=missing,
        low=low,
        high=_highest(ledger, every),
        caps=caps_of(ledger, ledger.pack.caps, total),
        notes=tuple(_notes(ledger, every)),
        method=_method(ledger),
        grades=ledger.pack.grades,
        deductions=deductions_of(ledger, ledger.pack.deductions),
    )


def _grade(grades: tuple[Grade, ...], total: Decimal) -> str:
    return next((grade.name for grade in grades if total >= grade.least), "")


def _sum(points: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in points if each is not None), Decimal(0))


def _nothing(items: tuple[ItemScore, ...]) -> tuple[str, ...]:
    return () if items else ("indicators",)


def _levels(items: tuple[ItemScore, ...]) -> dict[str, LevelScore]:
    rows = {key: tuple(item for item in items if item.level == key) for key in (*LEVELS, OTHER)}
    return {key: _level(level_label(key), held) for key, held in rows.items() if held}


def _level(label: str, items: tuple[ItemScore, ...]) -> LevelScore:
    weights = [item.weight for item in items]
    weight = None if None in weights else _sum(weights)
    points = None if any(item.missing for item in items) else _sum(item.points for item in items)
    return LevelScore(label, weight, points, items)


def _perfect(ledger: Ledger) -> Decimal:
    return ledger.pack.limit("total_points") or PERFECT


def _highest(ledger: Ledger, every: tuple[ItemScore, ...]) -> Decimal:
    """What the items can still get; weights that are not filled in get what is left of the whole."""
    known = _sum(item.high for item in every)
    if all(item.weight is not None for item in every) and len(every) > 1:
        return known
    return known + max(_perfect(ledger) - _sum(item.weight for item in every), NONE)


def _notes(ledger: Ledger, every: tuple[ItemScore, ...]) -> Iterable[str]:
    if any(item.weight is None for item in every):
        return
    whole = _sum(item.weight for item in every)
    if whole != _perfect(ledger):
        yield f"分值合计 {plain(whole)} 分，应为 {plain(_perfect(ledger))} 分"


def _method(ledger: Ledger) -> str:
    linear = ledger.pack.choice(REVERSE) == LINEAR
    reverse = "按超过的比例扣分" if linear else "按指标值 ÷ 实际完成值"
    over = ledger.pack.limit("over_achieve_pct")
    asked = "" if over is None else f"；达到指标值的 {plain(over + 100)}% 须写偏差原因"
    return f"没有达标的按完成率，反向指标{reverse}；超过不加分{asked}"
