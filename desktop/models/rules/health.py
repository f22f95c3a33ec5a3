"""Rules over how an indicator is set: can it be measured, has it an operator that says something (指标健康)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.reckoning.ledger import ends_of, is_quantified
from desktop.models.records import Indicator
from desktop.models.rules.registry import Issue, Severity, also, rule
from desktop.models.targets import Target, better_operator, read_target, supposed, written

SOURCE = "财预〔2021〕101号 关于指标值设置的规定"
_VAGUE = re.compile(
    "持续|上升|提升|提高|改善|加强|增强|增加|促进|优化|健全|完善|良好|较好|显著|明显|有效|进一步|逐步|稳步|推动|满意|不断"
)
_NAMED = 3  # Names told in one sentence


@rule("I08", Severity.VERIFY, source=SOURCE, reads="indicators evidence")
def not_measurable(reckoning: Reckoning) -> Iterator[Issue]:
    """“持续上升”一类的指标值衡量不了，要写上年基数、数值和单位，或者写明凭什么材料评定。"""
    proved = {where for each in reckoning.report.evidence for where in each.places}
    vague = [each for each in reckoning.report.indicators if _is_vague(each, proved)]
    if vague:
        words = "、".join(dict.fromkeys(f"“{each.target_text.strip()}”" for each in vague[:_NAMED]))
        told = f"{len(vague)} 项指标的指标值难以衡量（{words}），没有数值，也没有数据来源：{named(vague)}"
        places = tuple(place("indicators", each.id, "target_text") for each in vague)
        numbers = {"指标": str(len(vague)), "名称": "、".join(short(each.name) for each in vague)}
        yield Issue(places, told, numbers)


def _is_vague(indicator: Indicator, proved: set[str]) -> bool:
    """Tell whether a target is words alone, with nothing that proves how far it was reached."""
    text = indicator.target_text
    if is_quantified(indicator) or not _VAGUE.search(text) or re.search("[0-9０-９]", text):
        return False
    if indicator.data_source.strip() or indicator.base is not None or indicator.na_reason.strip():
        return False
    at = place("indicators", indicator.id)
    return not any(where == at or where.startswith(f"{at}/") for where in proved)


def short(name: str) -> str:
    """A name as it stands in quotes: at most twenty characters, its own quotes single."""
    inner = name.strip().replace("“", "‘").replace("”", "’")
    return inner if len(inner) <= 20 else f"{inner[:18]}……"


def named(rows: Sequence[Indicator]) -> str:
    """The first three names of some indicators, shortened, with 等 where there are more."""
    names = [short(each.name) for each in rows[:_NAMED]]
    return "、".join(names) + (" 等" if len(rows) > len(names) else "")


@rule("I09", Severity.HINT, source=SOURCE, reads="indicators")
def no_telling_operator(reckoning: Reckoning) -> Iterator[Issue]:
    """指标值要写符号：数量一般用 ≥，越小越好的用 ≤，100% 一般用 =。≤0 就是 =0；≥0 总能达到，说明不了什么。"""
    rows = [each for each in reckoning.report.indicators if each.target is not None]
    absent = [each for each in rows if not each.operator]
    if absent:
        shown = "、".join(f"{each.name}（{_suggested(each)}？）" for each in absent[:_NAMED])
        more = " 等" if len(absent) > _NAMED else ""
        told = f"{len(absent)} 项指标值没有写符号：{shown}{more}"
        yield Issue(_operators(absent), told, {"指标": str(len(absent))})


@also("I09", "indicators", reads="")
def _senseless_operator(_: Reckoning, indicator: Indicator) -> Iterator[Issue]:
    why = _senseless(indicator) if indicator.target is not None else ""
    if why:
        shown = written(indicator.operator, indicator.target, indicator.unit)
        told = f"“{indicator.name}”的指标值 {shown}，{why}"
        yield Issue(_operators([indicator]), told, {"指标值": shown})


def _suggested(indicator: Indicator) -> str:
    operator = supposed(indicator.target, indicator.unit.replace("％", "%"))
    return written(operator, indicator.target, indicator.unit)


def _operators(rows: Sequence[Indicator]) -> tuple[str, ...]:
    return tuple(place("indicators", each.id, "operator") for each in rows)


def _senseless(indicator: Indicator) -> str:
    if better := better_operator(indicator.operator, indicator.target):
        return f"就是 {better}{written('', indicator.target, indicator.unit)}"
    if indicator.operator in {"≥", ">"} and indicator.target == Decimal(0):
        return "几乎总能达到"
    return "符号是定性，又填了数" if indicator.operator == "定性" else ""


@also("I09", "indicators", reads="")
def _number_in_words(_: Reckoning, each: Indicator) -> Iterator[Issue]:
    """A target with a number that stands in the text field is not compared with the actual value; a range is."""
    target = read_target(each.target_text) if each.target is None and each.operator != "定性" else None
    if target and (why := _unscored(target, each)):
        told = f"“{each.name}”的指标值写成文字“{each.target_text.strip()}”，{why}"
        yield Issue((place("indicators", each.id, "target_text"),), told, {"指标值": target.text})


def _unscored(target: Target, indicator: Indicator) -> str:
    """Why a target in words cannot be scored, and what to write instead; '' where it can or holds no number."""
    if target.kind == "range" and not ends_of(indicator):
        return f"单位与“{indicator.unit}”不同，写成一样的单位才能计分"
    if target.kind != "number":
        return ""
    if target.about:
        exact = written(target.op, target.num, target.unit)
        return f"差多少算完成没有说，写成 {exact}，或写成上下限（例：3-5次），才能计分"
    return "填成符号、数和单位才能计分"
