"""Rules over indicators: actual values and reasons (绩效指标)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.reckoning.ledger import as_judged, ends_of, is_met, is_reported
from desktop.models.records import Indicator
from desktop.models.rules.amounts import counted
from desktop.models.rules.registry import Issue, Severity, row_rule, rule

FORM = "财预〔2020〕10号 关于单位自评内容的规定"


@rule("I02", Severity.MUST, source=FORM, reads="indicators")
def no_actual(reckoning: Reckoning) -> Iterator[Issue]:
    """每项指标都要有实际完成值：定量填数，定性选档次；确实不适用的，写明不适用原因。"""
    rows = reckoning.report.indicators
    missing = [each for each in rows if not each.na_reason.strip() and not is_reported(each)]
    if missing:
        told = f"{len(rows)} 项指标中有 {len(missing)} 项没有实际完成值：{_named(missing)}"
        places = tuple(place("indicators", each.id, "actual") for each in missing)
        yield Issue(places, told, {"指标": str(len(rows)), "缺少": str(len(missing))})


def _named(rows: list[Indicator]) -> str:
    names = [each.name.strip() or "没有写名称的一项" for each in rows[:3]]
    return "、".join(names) + (" 等" if len(rows) > len(names) else "")


@row_rule("I03", Severity.MUST, source=FORM, section="indicators", reads="indicators")
def unmet_without_reason(reckoning: Reckoning, indicator: Indicator) -> Iterator[Issue]:
    """没有达到年度指标值的，要分析原因，并写下一步怎么改进。"""
    if indicator.na_reason.strip() or is_met(indicator) is not False:
        return
    absent = [
        (field, label)
        for field, label in (("reason", "偏差原因"), ("measure", "改进措施"))
        if not getattr(indicator, field).strip()
    ]
    if absent:
        places = tuple(place("indicators", indicator.id, field) for field, _ in absent)
        lacking = "和".join(label for _, label in absent)
        told = f"“{indicator.name}”{_missed(reckoning, indicator)}，没有写{lacking}"
        yield Issue(places, told, _numbers(indicator))


def _missed(reckoning: Reckoning, given: Indicator) -> str:
    indicator = as_judged(given)
    if indicator.actual is None or indicator.target is None:
        return f"的档次是“{indicator.band}”"
    actual, target = counted(indicator.actual), counted(indicator.target)
    rate = reckoning.figure(f"indicators/{indicator.id}/ratio")
    shown = f"（{rate.text}）" if rate and rate.text else ""
    if ends_of(given):
        target = f"{given.target_text.strip()} 的 {target}"
    return f"实际 {actual} − 指标值 {target} = {counted(indicator.actual - indicator.target)}{shown}"


def _numbers(given: Indicator) -> dict[str, str]:
    indicator = as_judged(given)
    if indicator.actual is None or indicator.target is None:
        return {"档次": indicator.band}
    return {"实际完成值": counted(indicator.actual), "指标值": counted(indicator.target)}
