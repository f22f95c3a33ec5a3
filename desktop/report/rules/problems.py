"""Rules over problems and measures: what was found is told, and somebody does something about it (问题与整改)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from desktop.models.checks import Finding, Issue, Severity, check, rule
from desktop.models.figures import Reckoning
from desktop.models.places import place
from desktop.models.records import Measure, Problem
from desktop.models.rules.registry import also, row_rule

FORM = "财预〔2020〕10号 关于自评结果应用和整改的规定"

# Findings about the project itself: the headline to offer, and the words by which a problem tells it
_HEADLINES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "B08": ("预算调整幅度较大", "预算.*(调整|调增|调减|追加)|调剂"),
        "B09": ("预算增加未写明类别", "类别|净增|追加批复"),
        "B10": ("预算执行进度偏慢", "执行|支出进度|未支出"),
        "B11": ("以前年度合同支出占用当年预算", "以前年度|跨年|上年合同"),
        "C03": ("合同余额尚未支付", "余额|未付|尾款|质保金"),
        "C04": ("跨年合同需安排后续预算", "跨年|跨至|后续预算|下一年度"),
        "I03": ("部分指标未达到年度指标值", "未达到|未完成|未按期|低于|不足"),
        "I04": ("部分指标值设置偏低", "指标值.*(偏低|过低|不合理)|超过指标值"),
        "I08": ("效益指标难以衡量", "衡量|量化|定性"),
        "I14": ("未取得满意度数据", "满意度"),
    }
)
_SLOGAN = re.compile(r"进一步|切实|不断|持续|加强|提高|提升|完善|增强|强化|加大|力度|优化|改进|重视|认真")
_FILLER = re.compile(
    r"工作|管理|意识|水平|能力|质量|相关|制度|建设|项目|预算|绩效|效率|监督|[，。；、和与的及对]"
)


@rule("T06", Severity.VERIFY, source=FORM, scope="text")
def untold(reckoning: Reckoning) -> Iterator[Issue]:
    """审核查出的项目本身的问题，要写进“存在的问题”，或者在审核里说明；每个问题都要有整改措施。"""
    report = reckoning.report
    written = "\n".join(f"{row.title}{row.text}{row.cause}" for row in report.problems)
    told = {row.from_finding for row in report.problems}
    graver = (each for each in check(reckoning) if each.severity is not Severity.HINT)
    stands = {each.rule for each in graver if not each.explained and not _is_of_filling_in(each)}
    lacking = [
        f"{headline}（{rule_id}）"
        for rule_id, (headline, words) in _HEADLINES.items()
        if rule_id in stands and rule_id not in told and not re.search(words, written)
    ]
    if lacking:
        said = f"审核查出 {len(lacking)} 类问题没有写进“存在的问题”：{'、'.join(lacking)}"
        yield Issue(("problems",), said, {"未写": "、".join(lacking)})


def _is_of_filling_in(finding: Finding) -> bool:
    """Tell whether a finding asks for words in the form — when a survey was made —, not for a rate there is none of."""
    return finding.rule == "I14" and "缺少" in finding.numbers and finding.numbers["缺少"] != "调查"


@also("T06", "problems", reads="measures")
def _unanswered(reckoning: Reckoning, row: Problem) -> Iterator[Issue]:
    if not reckoning.ledger.group("measures", "problem", row.id):
        told = f"问题“{row.title or row.text[:20]}”没有对应的整改措施"
        yield Issue((place("problems", row.id), "measures"), told)


@also("T06", "measures", reads="problems")
def _unpaired(reckoning: Reckoning, row: Measure) -> Iterator[Issue]:
    if row.problem is None and reckoning.report.problems:
        told = f"整改措施“{_short(row)}”没有选对应的问题"
        yield Issue((place("measures", row.id, "problem"),), told)


def _short(row: Measure) -> str:
    return row.text if len(row.text) <= 20 else f"{row.text[:20]}…"


@row_rule(
    "X08",
    Severity.HINT,
    source="整改措施要写明做什么、由谁做、何时完成",
    section="measures",
    scope="text",
    reads="",
)
def idle_measure(_: Reckoning, row: Measure) -> Iterator[Issue]:
    """整改措施要有负责人、完成时限和具体做法；只写加强、提高、完善，下一年无从检查。"""
    absent = [
        (field, label)
        for field, label in (("owner", "负责人或科室"), ("due", "完成时限"))
        if not getattr(row, field)
    ]
    places = tuple(place("measures", row.id, field) for field, _ in absent)
    lacking = [f"没有写{'和'.join(label for _, label in absent)}"] if absent else []
    if row.text.strip() and is_slogan(row.text):
        places = (place("measures", row.id, "text"), *places)
        lacking.insert(0, "没有写具体做什么")
    if lacking:
        told = f"整改措施“{_short(row)}”{'，'.join(lacking)}"
        yield Issue(places, told, {"缺少": "、".join(lacking)})


def is_slogan(text: str) -> bool:
    """Tell whether a measure says nothing beyond 加强、提高、完善 and what goes with them."""
    return bool(_SLOGAN.search(text)) and len(_FILLER.sub("", _SLOGAN.sub("", text)).strip()) <= 4
