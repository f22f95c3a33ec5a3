"""Weights shared out evenly over indicators: whole hundredths of a point that add up exactly (平均分配分值)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.errors import DataError
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.performance import LEVELS, level_of
from desktop.models.records import Indicator, Report
from desktop.models.rulepack import RulePack

_CENT = Decimal("0.01")


def even(total: Decimal, count: int) -> tuple[Decimal, ...]:
    """Divide *total* (分, a multiple of 0.01) into *count* parts; what is left over goes to the first ones.

    Raises DataError where a part would be nothing, and for a total finer than 0.01.
    """
    cents = total / _CENT
    if not total.is_finite() or cents != int(cents):
        raise DataError(f"分值 {total} 超过两位小数", "分值最多两位小数，例：12.5")
    if count < 1 or cents < count:
        raise DataError(f"{plain(total)} 分不够 {count} 项指标分", "请减少指标，或把总分写大一些")
    each, left = divmod(int(cents), count)
    return tuple(Decimal(each + (at < left)).scaleb(-2) for at in range(count))


def attainable(report: Report, pack: RulePack, ids: Collection[int]) -> Decimal:
    """Return the points that some indicators of one level can share: the profile's, less the level's others.

    Raises DataError where the indicators belong to several levels or to none, and where the rule pack gives
    the level no points.
    """
    rows = _chosen(report, ids)
    levels = {level_of(each) for each in rows}
    profile = pack.profile
    if len(levels) != 1 or "" in levels:
        raise DataError("所选指标不在同一个一级指标下", "请按一级指标分别分配，或写明一共多少分")
    level = levels.pop()
    points = profile.points.get(level, Decimal(0)) if profile else Decimal(0)
    if not points:
        raise DataError(f"规则包没有规定{LEVELS[level]}指标的分值", "请写明一共多少分再分配")
    others = [each for each in report.indicators if level_of(each) == level and each not in rows]
    return points - sum((each.weight for each in others if each.weight is not None), Decimal(0))


def shared_out(report: Report, pack: RulePack, ids: Collection[int], total: Decimal | None = None) -> Report:
    """Return *report* with *total* (分) shared out evenly over some indicators, in the officer's order.

    total: None for what the rule pack's profile leaves them (``attainable``). What had been typed for these
    weights and could not be read goes, and so does where they came from. Raises DataError.
    """
    rows = _chosen(report, ids)
    given = attainable(report, pack, ids) if total is None else total
    for row, weight in zip(rows, even(given, len(rows)), strict=True):
        report = report.with_record("indicators", replace(row, weight=weight))
    return _typed(report, {place("indicators", row.id, "weight") for row in rows})


def of_level(report: Report, level1: str, level2: str = "") -> tuple[int, ...]:
    """Return the ids of the indicators of a 一级指标, or of one of its 二级指标."""
    return tuple(
        each.id for each in report.indicators if each.level1 == level1 and level2 in {"", each.level2}
    )


def _chosen(report: Report, ids: Collection[int]) -> Sequence[Indicator]:
    rows = [each for each in report.indicators if each.id in ids]
    if not rows or len(rows) < len(set(ids)):
        raise DataError("没有可以分配的指标", "请先选中要分配分值的指标")
    return rows


def _typed(report: Report, places: Collection[str]) -> Report:
    """The report without what hangs on values that have just been written anew."""
    for section in ("unread", "origins"):
        kept = [row for row in report.rows(section) if row.place not in places]
        if len(kept) < len(report.rows(section)):
            report = report.with_rows(section, kept)
    return report
