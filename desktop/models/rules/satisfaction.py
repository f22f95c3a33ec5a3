"""The rule that satisfaction is a rate with a survey behind it (满意度)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.models.figures import Reckoning
from desktop.models.numbers import half_width, plain
from desktop.models.places import place
from desktop.models.reckoning.ledger import is_quantified
from desktop.models.records import Indicator
from desktop.models.rules.health import short
from desktop.models.rules.registry import Issue, Severity, also, row_rule

_MEASURE = "份|人|户|家|件|个|宗|通|条|张"
_SAMPLE = re.compile(rf"[0-9]+(?:\.[0-9]+)?万?余?(?:{_MEASURE})|样本(?:量|数)?[:：为]?[0-9]+")
_PERIOD = re.compile(
    "[0-9]+年|[0-9]+月|季度|半年|全年|年度|年初|年中|年底|每[年季月期次批场]|结业|期末|学期|[当现]场|[会课训]后"
)
_METHOD = re.compile("问卷|调查|访|测评|评议|抽样|扫码|评价系统|好差评|电话|短信|网上|线上|座谈")
_SILENCE = re.compile(
    "(?:无|没有|未收到|未发生|零|0)(?:任何|有效|相关|群众|责任)*投诉|投诉(?:为|量为|数为)?(?:0|零)"
)
_SURVEY = re.compile("问卷|调查|测评|评价")


@row_rule("I14", Severity.VERIFY, source="满意度调查的样本、时间和方法", section="indicators", reads="")
def satisfaction_unproved(_: Reckoning, indicator: Indicator) -> Iterator[Issue]:
    """满意度要由调查得出，数据来源写明样本量、时间和方法；没有投诉不等于满意。做了调查的，要填报满意率。"""
    is_reported = indicator.actual is not None and not indicator.na_reason.strip()
    if is_reported and is_quantified(indicator) and _is_satisfaction(indicator):
        yield from _judged(indicator)


@also("I14", reads="indicators results")
def _without_rates(reckoning: Reckoning) -> Iterator[Issue]:
    rows = [each for each in reckoning.report.indicators if _is_satisfaction(each)]
    loose = [each for each in rows if _is_in_words(each) and not each.na_reason.strip()]
    if loose:
        yield from _without_rate(reckoning, loose)


def _is_satisfaction(indicator: Indicator) -> bool:
    return "满意" in f"{indicator.level1}{indicator.level2}" or indicator.name.endswith(("满意度", "满意率"))


def _is_in_words(indicator: Indicator) -> bool:
    """Tell whether words are to be reached; a target that is only not filled in yet is none."""
    in_words = indicator.operator == "定性" or bool(indicator.target_text.strip() or indicator.band)
    return in_words and not is_quantified(indicator)


def _told(indicator: Indicator) -> str:
    return half_width(f"{indicator.data_source} {indicator.calculation} {indicator.actual_text}")


def _judged(indicator: Indicator) -> Iterator[Issue]:
    text = _told(indicator)
    wanted = (("样本量", _SAMPLE), ("调查时间", _PERIOD), ("调查方法", _METHOD))
    lacking = [label for label, pattern in wanted if not pattern.search(text)]
    shown = (
        f"“{indicator.name}”{plain(indicator.actual) if indicator.actual is not None else ''}{indicator.unit}"
    )
    where = (place("indicators", indicator.id, "data_source"),)
    if _SILENCE.search(text) and "调查方法" in lacking:
        yield Issue(where, f"{shown}，依据是没有投诉，不是调查得出的满意率", {"缺少": "调查"})
    elif lacking:
        yield Issue(where, f"{shown}，数据来源没有写{'、'.join(lacking)}", {"缺少": "、".join(lacking)})


def _without_rate(reckoning: Reckoning, rows: Sequence[Indicator]) -> Iterator[Issue]:
    """Satisfaction without a rate: told of all such indicators at once, with the surveys that were made."""
    surveys = [
        each
        for each in reckoning.report.results
        if _SURVEY.search(each.name)
        and each.unit.strip() in {"人", "份", "户", "家"}
        and each.value is not None
    ]
    made = "、".join(
        f"“{each.name}”{plain(each.value)}{each.unit}" for each in surveys if each.value is not None
    )
    told = f"{len(rows)} 项满意度指标没有满意率" + (f"，成果数据里有{made}，没有报告满意率" if made else "")
    places = (
        *(place("indicators", each.id, "target") for each in rows),
        *(place("results", each.id, "value") for each in surveys),
    )
    yield Issue(places, told, {"指标": "、".join(short(each.name) for each in rows), "调查": made})
