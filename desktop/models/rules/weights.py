"""Rules over the weights and the make-up of the indicators (分值、指标结构)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import half_width, plain
from desktop.models.places import place
from desktop.models.reckoning.performance import level_of
from desktop.models.records import Indicator
from desktop.models.rules.profiles import off_the_profile
from desktop.models.rules.registry import Issue, Severity, rule

_STATED = re.compile(r"\(([0-9]+(?:\.[0-9]+)?)分\)")


@rule("I01", Severity.MUST, source="财预〔2020〕10号 关于分值的规定", reads="indicators")
def weights_do_not_add_up(reckoning: Reckoning) -> Iterator[Issue]:
    """各三级指标的分值加上预算执行率的分值等于总分；写明分值的一级、二级指标，等于所属三级指标之和。"""
    rows = reckoning.report.indicators
    missing = [each for each in rows if each.weight is None]
    if missing:
        yield _unweighted(rows, missing)
        return
    full, execution = reckoning.pack.limit("total_points"), reckoning.pack.limit("execution_weight")
    if rows and full is not None and execution is not None:
        yield from _summed(rows, execution, full)
    yield from _parents(rows)


def _places(rows: Sequence[Indicator]) -> tuple[str, ...]:
    return tuple(place("indicators", each.id, "weight") for each in rows)


def _unweighted(rows: Sequence[Indicator], missing: Sequence[Indicator]) -> Issue:
    numbers = {"指标": str(len(rows)), "缺少": str(len(missing))}
    if len(missing) == len(rows):
        return Issue(_places(missing), f"{len(rows)} 项指标都没有填分值，不能计分", numbers)
    filled = plain(_sum(rows))
    told = f"{len(rows)} 项指标中有 {len(missing)} 项没有填分值，已填的合计 {filled} 分"
    return Issue(_places(missing), told, {**numbers, "已填": filled})


def _sum(rows: Sequence[Indicator]) -> Decimal:
    return sum((each.weight for each in rows if each.weight is not None), Decimal(0))


def _summed(rows: Sequence[Indicator], execution: Decimal, full: Decimal) -> Iterator[Issue]:
    together = _sum(rows)
    if together + execution != full:
        told = (
            f"指标分值合计 {plain(together)} + 预算执行率 {plain(execution)} = {plain(together + execution)}，"
            f"应为 {plain(full)}"
        )
        numbers = {"指标分值": plain(together), "预算执行率": plain(execution), "总分": plain(full)}
        yield Issue(("indicators", *_places(rows)), told, numbers)


def _parents(rows: Sequence[Indicator]) -> Iterator[Issue]:
    """Where a level states its points in its name — 产出指标（50分） — they are those of its indicators."""
    levels: dict[tuple[str, ...], list[Indicator]] = {}
    for each in rows:
        levels.setdefault((each.level1,), []).append(each)
        levels.setdefault((each.level1, each.level2), []).append(each)
    for names, held in levels.items():
        stated = _STATED.search(half_width(names[-1]))
        if stated and Decimal(stated[1]) != _sum(held):
            told = f"“{names[-1]}”所属 {len(held)} 项三级指标的分值合计 {plain(_sum(held))} 分"
            yield Issue(_places(held), told, {"写明": stated[1], "合计": plain(_sum(held))})


@rule("I20", Severity.VERIFY, source="财预〔2021〕101号 关于指标设置的规定")
def lacking_level(reckoning: Reckoning) -> Iterator[Issue]:
    """每个项目都要设产出指标和效益指标，缺一类的要说明。各级分值与规则包的分值方案不同的，也要说明。"""
    rows = reckoning.report.indicators
    levels = {level_of(each) for each in rows}
    if rows and "" not in levels:
        yield from off_the_profile(reckoning)
    for level, label in (("output", "产出"), ("benefit", "效益")):
        if rows and "" not in levels and level not in levels:
            yield Issue(("indicators",), f"{len(rows)} 项指标中没有{label}指标", {"指标": str(len(rows))})
