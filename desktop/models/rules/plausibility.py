"""Rules over numbers that cannot be, or hardly: far over the target, over 100%, below last year (合理性)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.numbers import percent
from desktop.models.places import place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.reckoning.ledger import is_met, operator_of
from desktop.models.reckoning.performance import is_over
from desktop.models.records import Indicator, Result
from desktop.models.rules.amounts import counted
from desktop.models.rules.claims import named, same
from desktop.models.rules.registry import Issue, Severity, also, row_rule
from desktop.models.values import last_report

_BOUNDED = re.compile(
    "(?:合格|准确|正确|及时|按时|满意|办结|接通|登记|转送|回访|覆盖|达标|优良|优秀|通过|验收|可用|在线|完好|知晓|"
    "退单|差错|投诉|合规|普及|出勤|有效|入库|公开|好评|结案|处置|解决|回复|响应|上架|签收)率$|满意度$|占比$|比例$|比重$"
)
_SIGNED = re.compile("增|减|变|净|差|同比|环比|温|升|降")
_UNIT = re.compile("[%％]")
_COUNTED = re.compile(
    "万?(?:个|件|宗|人|人次|次|份|场|册|册次|户|家|条|套|项|天|小时|秒|分钟|个?工作日|辆|台|组|名|本|处)"
)


@row_rule(
    "I04",
    Severity.VERIFY,
    source="本地规则包 · 超过指标值须说明的幅度",
    section="indicators",
    reads="",
)
def far_above_target(reckoning: Reckoning, each: Indicator) -> Iterator[Issue]:
    """实际完成值远高于指标值的，要说明原因：是工作量增加，还是年初指标值定低了。"""
    if not each.reason.strip() and (is_over(reckoning.ledger, each) or _is_beyond(each)):
        rate = ratio(each.actual, each.target)
        if rate is not None and each.actual is not None and each.target is not None:
            told = (
                f"“{each.name}”实际 {counted(each.actual)} ÷ 指标值 {counted(each.target)} = {percent(rate)}，"
                "没有写偏差原因"
            )
            numbers = {"实际完成值": counted(each.actual), "指标值": counted(each.target)}
            yield Issue((place("indicators", each.id, "reason"),), told, numbers)


def _is_beyond(indicator: Indicator) -> bool:
    """Tell whether more was done than an = target asks for, by however little."""
    if None in {indicator.actual, indicator.target} or indicator.na_reason.strip():
        return False
    exceeded = operator_of(indicator) == "=" and is_met(indicator) is True
    return exceeded and indicator.actual != indicator.target


@row_rule("I13", Severity.MUST, source="数值范围", section="indicators", reads="")
def impossible(_: Reckoning, indicator: Indicator) -> Iterator[Issue]:
    """合格率、满意度一类的比率在 0 到 100% 之间，个数不会是负数。增长率一类不在此列。"""
    yield from _values("indicators", indicator, ("target", "actual"))


@also("I13", "results", reads="")
def _impossible_result(_: Reckoning, result: Result) -> Iterator[Issue]:
    yield from _values("results", result, ("value", "previous"))


def _values(section: str, row: Indicator | Result, fields: tuple[str, str]) -> Iterator[Issue]:
    for field in fields:
        value = getattr(row, field)
        if value is not None and (why := _why_impossible(row.name, row.unit, value)):
            told = f"“{row.name}”{counted(value)}{row.unit}，{why}"
            yield Issue((place(section, row.id, field),), told, {"数值": counted(value)})


def _why_impossible(name: str, unit: str, value: Decimal) -> str:
    if _UNIT.search(unit):
        if not _BOUNDED.search(name.strip()) or _SIGNED.search(name):
            return ""
        return "超过 100%" if value > 100 else "小于 0" if value < 0 else ""
    is_count = _COUNTED.fullmatch(unit.strip()) and not _SIGNED.search(name)
    return "小于 0" if value < 0 and is_count else ""


@row_rule(
    "I19",
    Severity.HINT,
    source="财预〔2020〕10号 关于指标值合理性的规定",
    section="indicators",
    reads="last links indicators",
)
def easy_target(reckoning: Reckoning, each: Indicator) -> Iterator[Issue]:
    """指标值比上年实际还低，或者年年一样、上年已经超过，起不到激励作用，请看看是否定低了。"""
    before = reckoning.kept(_last_indicators).get(each.id)
    actual = before.actual if before and before.actual is not None else each.base
    again = before is not None and before.target == each.target
    if _is_easier(each, actual, again=again):
        told = (
            f"“{each.name}”指标值 {_shown(each, each.target)}，上年实际 {_shown(each, actual)}"
            f"{'，与上年指标值相同' if again else ''}"
        )
        numbers = {"指标值": _shown(each, each.target), "上年实际": _shown(each, actual)}
        yield Issue((place("indicators", each.id, "target"),), told, numbers)


def _shown(indicator: Indicator, value: Decimal | None) -> str:
    return "" if value is None else f"{counted(value)}{indicator.unit}"


def _is_easier(indicator: Indicator, last: Decimal | None, *, again: bool) -> bool:
    """Tell whether the target is easier than what was reached last year, or the same again and reached.

    A rate of 99% and more and a target of 0 leave nothing to be raised.
    """
    target = indicator.target
    if target is None or last is None:
        return False
    match indicator.operator:
        case "≤" | "<":
            return target > last or (again and target == last != 0)
        case "≥" | ">" | "":
            is_top = _UNIT.search(indicator.unit) and target >= 99
            return not is_top and (target < last or (again and target == last))
        case _:
            return False


def _last_indicators(reckoning: Reckoning) -> dict[int, Indicator]:
    """Last year's indicator of each of this year's, by link or else by name and unit."""
    last = last_report(reckoning.report)
    if last is None:
        return {}
    rows = {place("indicators", each.id): each for each in last.indicators}
    names = {(same(named(each.name, each.unit)), each.unit): each for each in last.indicators}
    linked = {link.place: link.last for link in reckoning.report.links}
    found = {
        each.id: rows.get(linked.get(place("indicators", each.id), ""))
        or names.get((same(named(each.name, each.unit)), each.unit))
        for each in reckoning.report.indicators
    }
    return {id_: row for id_, row in found.items() if row is not None}
