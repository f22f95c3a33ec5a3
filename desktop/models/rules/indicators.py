"""Rules over indicators: actual values and reasons (绩效指标)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.figures import Reckoning
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.ledger import is_reported
from desktop.models.records import Indicator
from desktop.models.rules.amounts import signed
from desktop.models.rules.registry import Issue, Severity, rule

FORM = "财预〔2020〕10号 关于单位自评内容的规定"


@rule("I02", Severity.MUST, source=FORM)
def no_actual(reckoning: Reckoning) -> Iterator[Issue]:
    """每项指标都要有实际完成值：定量填数，定性选档次；确实不适用的，写明不适用原因。"""
    rows = reckoning.report.indicators
    missing = [each for each in rows if not each.na_reason.strip() and not is_reported(each)]
    if missing:
        told = f"{len(rows)} 项指标中有 {len(missing)} 项没有实际完成值：{_named(missing)}"
        places = tuple(place("indicators", each.id, "actual") for each in missing)
        yield Issue(places, told, {"指标": str(len(rows)), "缺少": str(len(missing))})


def _named(rows: list[Indicator]) -> str:
    names = [each.name for each in rows[:3]]
    return "、".join(names) + (" 等" if len(rows) > len(names) else "")


@rule("I03", Severity.MUST, source=FORM)
def unmet_without_reason(reckoning: Reckoning) -> Iterator[Issue]:
    """没有达到年度指标值的，要分析原因，并写下一步怎么改进。"""
    for indicator in reckoning.ledger.counted(met=False):
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


def _missed(reckoning: Reckoning, indicator: Indicator) -> str:
    if indicator.actual is None or indicator.target is None:
        return f"的档次是“{indicator.band}”"
    actual, target = plain(indicator.actual), plain(indicator.target)
    rate = reckoning.figure(f"indicators/{indicator.id}/ratio")
    shown = f"（{rate.text}）" if rate and rate.text else ""
    return f"实际 {actual} − 指标值 {target} = {signed(plain(indicator.actual - indicator.target))}{shown}"


def _numbers(indicator: Indicator) -> dict[str, str]:
    if indicator.actual is None or indicator.target is None:
        return {"档次": indicator.band}
    return {"实际完成值": plain(indicator.actual), "指标值": plain(indicator.target)}
