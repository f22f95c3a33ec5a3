"""Rules over words: answers that say nothing, words without a fact, words often confused (用词)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.models.checks import Issue, Severity
from desktop.models.explaining import gaps, is_empty_answer
from desktop.models.figures import Reckoning
from desktop.report.rules.text_rules import text_rule
from desktop.report.rules.texts import Written, listed

ANSWERS = (
    ("budget", "reason"),
    ("adjustments", "reason"),
    ("payments", "no_contract"),
    ("indicators", "reason"),
    ("indicators", "measure"),
    ("indicators", "na_reason"),
    ("indicators", "points_reason"),
    ("goals", "achieved"),
    ("problems", "title"),
    ("problems", "cause"),
    ("measures", "text"),
)
_VAGUE = re.compile(
    r"核实无误|有所(?:提升|改善|增强|提高)|一定程度上|较好地|圆满|高度重视|巨大(?:的)?推动作用|得到广泛好评"
    r"|取得(?:了)?(?:良好|较好)(?:的)?社会(?:效益|反响)|科学合理|保质保量|等等|(?<=[0-9%％\u4e00-\u9fff])左右(?=[，。；、）]|$)|若干|相关部门"
)
_DEGREE = re.compile(r"(?:显著|明显|大幅)(?:度)?(?:提升|提高|改善|增强|下降|减少|增长|缩短|降低)")
_CONFUSED = (
    (re.compile(r"截止(?:到|至)?(?=\d{4}年|目前|年底)"), "时点用“截至”"),
    (re.compile("签定"), "写“签订”"),
    (re.compile("(?:预算|资金)(?:使用|支付)率"), "写“执行率”"),
    (re.compile("结转结余"), "结转与结余不同，写明是哪一种"),
    (re.compile("帐(?=户|务|目|簿|号|面)"), "写“账”"),
    (re.compile("(?<![一-龥])其它"), "写“其他”"),
    (re.compile(r"第[一二三四五]笔款"), "写进度款、尾款等付款阶段"),
    (re.compile(r"完成率[≥>≤<]\s*\d"), "实际完成值不带符号"),
)


@text_rule("X01", Severity.VERIFY, source="自评表填报要求：原因和措施须写实质内容", texts=ANSWERS, reads="")
def empty_answer(_: Reckoning, text: Written) -> Iterator[Issue]:
    """“暂无”“无”“核实无误”“见附件”不是原因，也不是措施。没有可写的就空着，有就写明事实。"""
    if left := gaps(text.text):
        told = f"{text.title}里{'、'.join(dict.fromkeys(left))}还没有填"
        yield Issue((text.place,), told, {"待填": "、".join(left)})
    elif is_empty_answer(text.text):
        told = f"{text.title}写的是“{text.text}”，没有说明实际情况"
        yield Issue((text.place,), told, {"原文": text.text})


@text_rule("X02", Severity.HINT, source="行文规范：有事实才下判断", reads="")
def vague(_: Reckoning, text: Written) -> Iterator[Issue]:
    """“较好地”“圆满”“有所提升”没有事实支撑，换成数据或删去；“显著”“大幅”后面要有数字。"""
    quotes = [found[0] for found in _VAGUE.finditer(text.own)]
    for start, end in text.sentences() if _DEGREE.search(text.own) else ():
        if not re.search(r"\d", text.text[start:end]):
            quotes += [found[0] for found in _DEGREE.finditer(text.own[start:end])]
    if quotes:
        told = f"“{text.title}”用了{listed(quotes)}，请换成数据或事实"
        yield Issue((text.place,), told, {"用词": "、".join(dict.fromkeys(quotes))})


@text_rule("X10", Severity.HINT, source="行文规范：易错词", reads="")
def confused(_: Reckoning, text: Written) -> Iterator[Issue]:
    """截至与截止、签订与签定、账与帐等容易写错的词。"""
    for pattern, advice in _CONFUSED:
        if quotes := [found[0] for found in pattern.finditer(text.own)]:
            told = f"“{text.title}”写{listed(quotes)}：{advice}"
            yield Issue((text.place,), told, {"用词": "、".join(dict.fromkeys(quotes))})
