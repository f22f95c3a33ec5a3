"""Figures over goals, indicators and results, and the counts that prose needs (绩效)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from desktop.models.formats import label
from desktop.models.places import place
from desktop.models.reckoning.catalogue import Derived, each, figure, minus, ratio
from desktop.models.reckoning.ledger import Ledger, as_judged, ends_of, is_met, is_quantified, is_reported
from desktop.models.records import Indicator, Record, Result

_COUNTED = {
    "budget": ("子项目个数", "个"),
    "contracts": ("合同份数", "份"),
    "payments": ("支付笔数", "笔"),
    "goals": ("年度绩效目标项数", "项"),
    "indicators": ("三级指标项数", "项"),
    "results": ("成果数据项数", "项"),
    "problems": ("问题个数", "个"),
    "measures": ("整改措施项数", "项"),
}


def _count(section: str) -> None:
    title, unit = _COUNTED[section]

    @figure(f"{section}/count", title, unit)
    def _counted(ledger: Ledger, _: None) -> Derived:
        return Derived(len(ledger.report.rows(section)), (section,))


for _section in _COUNTED:
    _count(_section)


def _places(section: str, rows: Iterable[Record], field: str) -> tuple[str, ...]:
    return tuple(place(section, row.id, field) for row in rows)


def _goals(name: str, state: str) -> None:
    @figure(f"goals/{name}", f"{state}的年度绩效目标", "项")
    def _of_state(ledger: Ledger, _: None) -> Derived:
        rows = ledger.group("goals", "state", state)
        return Derived(len(rows), _places("goals", rows, "state"))


for _name, _state in (("done", "完成"), ("partial", "部分完成"), ("undone", "未完成")):
    _goals(_name, _state)


def _of_indicators(rows: Iterable[Indicator], field: str = "actual") -> Derived:
    held = list(rows)
    return Derived(len(held), _places("indicators", held, field))


@figure("indicators/met", "达到年度指标值的指标", "项")
def _met(ledger: Ledger, _: None) -> Derived:
    return _of_indicators(ledger.counted(met=True))


@figure("indicators/unmet", "未达到年度指标值的指标", "项")
def _unmet(ledger: Ledger, _: None) -> Derived:
    return _of_indicators(ledger.counted(met=False))


@figure("indicators/over", "远高于指标值的指标", "项")
def _over(ledger: Ledger, _: None) -> Derived:
    return _of_indicators(row for row in ledger.report.indicators if is_over(ledger, row))


@figure("indicators/missing", "没有实际完成值的指标", "项")
def _missing(ledger: Ledger, _: None) -> Derived:
    rows = ledger.report.indicators
    return _of_indicators(row for row in rows if not row.na_reason.strip() and not is_reported(row))


@figure("indicators/reported", "已填报实际完成值的指标", "项")
def _reported(ledger: Ledger, _: None) -> Derived:
    rows = ledger.report.indicators
    return _of_indicators(row for row in rows if not row.na_reason.strip() and is_reported(row))


@figure("indicators/quantified", "定量指标", "项")
def _quantified(ledger: Ledger, _: None) -> Derived:
    return _of_indicators(filter(is_quantified, ledger.report.indicators), "target")


@figure("indicators/qualitative", "定性指标", "项")
def _qualitative(ledger: Ledger, _: None) -> Derived:
    return _of_indicators((row for row in ledger.report.indicators if not is_quantified(row)), "target")


def is_over(ledger: Ledger, indicator: Indicator) -> bool:
    """Tell whether an indicator is so far above its target that a reason is asked for (over_achieve_pct)."""
    limit = ledger.pack.limit("over_achieve_pct")
    upward = indicator.operator in {"", "≥", ">"}
    reached = (
        ratio(indicator.actual, indicator.target) if upward and not indicator.na_reason.strip() else None
    )
    return limit is not None and reached is not None and reached >= 100 + limit


def _of_indicator(indicator: Indicator) -> tuple[str, ...]:
    target = "target" if ends_of(indicator) is None else "target_text"
    return place("indicators", indicator.id, "actual"), place("indicators", indicator.id, target)


@figure("indicators/*/ratio", "完成率", "%", each("indicators"))
def _ratio(_: Ledger, indicator: Indicator) -> Derived:
    judged = as_judged(indicator)
    inside = ends_of(indicator) is not None and is_met(indicator)
    return Derived(None if inside else ratio(judged.actual, judged.target), _of_indicator(indicator))


@figure("indicators/*/shortfall", "差额", "", each("indicators"))
def _shortfall(_: Ledger, indicator: Indicator) -> Derived:
    places = _of_indicator(indicator)
    judged = as_judged(indicator)
    if judged.actual is None or judged.target is None:
        return Derived(None, places)
    missed = abs(judged.target - judged.actual)
    return Derived(Decimal(0) if is_met(indicator) else missed, places, indicator.unit)


@figure("indicators/*/label", "数字前的名称", "", each("indicators"))
def _label(_: Ledger, indicator: Indicator) -> Derived:
    places = place("indicators", indicator.id, "name"), place("indicators", indicator.id, "unit")
    return Derived(label(indicator.name, indicator.unit) or None, places)


LEVELS = {"cost": "成本", "output": "产出", "benefit": "效益", "satisfaction": "满意度"}


def level_of(indicator: Indicator) -> str:
    """Return the level (cost, output, benefit, satisfaction) of an indicator's 一级指标, '' for another."""
    return next((level for level, word in LEVELS.items() if word[:2] in indicator.level1), "")


def _levels(_: Ledger) -> Mapping[str, Any]:
    return LEVELS


def _of_level(ledger: Ledger, word: str) -> list[Indicator]:
    return [row for row in ledger.report.indicators if LEVELS.get(level_of(row)) == word]


@figure("levels/*/count", "指标项数", "项", _levels)
def _level_count(ledger: Ledger, word: str) -> Derived:
    return _of_indicators(_of_level(ledger, word), "level1")


@figure("levels/*/reported", "已填报实际完成值的指标", "项", _levels)
def _level_reported(ledger: Ledger, word: str) -> Derived:
    rows = _of_level(ledger, word)
    return _of_indicators(row for row in rows if not row.na_reason.strip() and is_reported(row))


@figure("levels/*/met", "达到年度指标值的指标", "项", _levels)
def _level_met(ledger: Ledger, word: str) -> Derived:
    rows = _of_level(ledger, word)
    return _of_indicators(row for row in rows if not row.na_reason.strip() and is_met(row))


def _of_result(result: Result) -> tuple[str, ...]:
    return place("results", result.id, "value"), place("results", result.id, "previous")


@figure("results/*/change", "较上年增减", "", each("results"))
def _result_change(_: Ledger, result: Result) -> Derived:
    return Derived(minus(result.value, result.previous), _of_result(result), result.unit)


@figure("results/*/change_rate", "同比增减", "%", each("results"))
def _result_rate(_: Ledger, result: Result) -> Derived:
    return Derived(ratio(minus(result.value, result.previous), result.previous), _of_result(result))


@figure("results/*/points", "同比升降", "百分点", each("results"))
def _result_points(_: Ledger, result: Result) -> Derived:
    rate = result.unit in {"%", "％"}
    return Derived(minus(result.value, result.previous) if rate else None, _of_result(result))
