"""Rules over comparisons with last year: the rates stated, net numbers, and the words used (同比)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.models.checks import Issue, Severity, rule
from desktop.models.figures import Reckoning
from desktop.models.numbers import half_up, half_width, plain
from desktop.models.places import place
from desktop.models.records import Result, Stated
from desktop.models.rules.amounts import counted
from desktop.models.rules.registry import row_rule
from desktop.report.rules.text_rules import text_rule
from desktop.report.rules.texts import Written, listed

_STATED = re.compile(r"(?:figures/)?(results/\d+/(?:change_rate|change|points))")
_VALUE = re.compile(r"-?\d+(?:\.\d+)?")
_DOWN = re.compile("降|减|缩短")
_FAULTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"同比(?:较|比)?(?:上一?年度?|去年)(?:同期)?"),
        "“同比”就是与上年相比，写“同比增长…%”或“较上年增加…”",
    ),
    (re.compile(r"(?:较|比)(?:上一?年度?|去年)(?:同期)?同比"), "“较上年”与“同比”重复，写其中一个"),
    (re.compile(r"(?:下降|减少|降低|缩短)了?\d+(?:\.\d+)?倍"), "减少不能用“倍”，写“下降…%”"),
    (re.compile(r"(?:增长|增加|提高)了?\d+(?:\.\d+)?倍"), "“增长几倍”易误读，写“为上年的…倍”"),
    (
        re.compile(r"(?:率|满意度|占比|比重)(?:同比)?(?:上升|提高|下降|降低|提升)了?\d+(?:\.\d+)?[%％]"),
        "比率之差写“…个百分点”",
    ),
)


@row_rule("T03", Severity.VERIFY, source="上报数与数据一致", section="stated", scope="text")
def stated_change(reckoning: Reckoning, row: Stated) -> Iterator[Issue]:
    """上报的同比增减要与今年数、上年数算出来的一致。比到上报数写出的位数为止。"""
    name = _STATED.fullmatch(row.figure.strip())
    figure = reckoning.figure(name[1]) if name else None
    number = _VALUE.search(half_width(row.value))
    if figure is None or not isinstance(figure.value, Decimal) or number is None:
        return
    stated = -abs(Decimal(number[0])) if _DOWN.search(row.value) else Decimal(number[0])
    digits = len(number[0].partition(".")[2])
    if half_up(figure.value, digits) != stated:
        reckoned = plain(half_up(figure.value, max(digits, 2)))
        told = f"{figure.label}：上报 {row.value}，按今年数和上年数算是 {reckoned}{figure.unit}"
        places = (place("stated", row.id, "value"), *figure.sources)
        yield Issue(places, told, {"上报数": row.value, "计算数": f"{reckoned}{figure.unit}"})


@rule("T04", Severity.HINT, source="成果数据之间的勾稽", scope="text", reads="results")
def net_growth(reckoning: Reckoning) -> Iterator[Issue]:
    """净增 = 新增 − 减少。三个数都有的应当相符，净增不会大于新增。"""
    results = [row for row in reckoning.report.results if row.value is not None]
    for net in (row for row in results if "净增" in row.name):
        new = _partner(net, results, ("新增",))
        lost = _partner(net, results, ("取消", "流失", "减少"))
        if new is None or net.value is None or new.value is None:
            continue
        expected = new.value - (lost.value if lost and lost.value is not None else Decimal(0))
        if (lost and expected != net.value) or (not lost and net.value > expected):
            sum_ = f"{new.name} {counted(new.value)}"
            sum_ += (
                f" − {lost.name} {counted(lost.value)} = {counted(expected)}" if lost and lost.value else ""
            )
            told = f"{net.name} {counted(net.value)}{net.unit}，{sum_}{new.unit}，对不上"
            places = tuple(place("results", each.id, "value") for each in (net, new, lost) if each)
            yield Issue(places, told, {"净增": counted(net.value), "新增": counted(new.value)})


def _partner(net: Result, results: list[Result], words: tuple[str, ...]) -> Result | None:
    """The result of the same thing: its name is the net one's with another word for 净增."""
    names = {
        net.name.replace(old, word)
        for word in words
        for old in ("净增长", "净增加", "净增")
        if old in net.name
    }
    return next((row for row in results if row.name in names and row.unit == net.unit), None)


@text_rule("X06", Severity.HINT, source="行文规范：增减的写法", reads="")
def wrong_comparison(_: Reckoning, text: Written) -> Iterator[Issue]:
    """同比和较上年不叠用，减少不用倍，比率之差用百分点。"""
    for pattern, advice in _FAULTS:
        if quotes := [found[0] for found in pattern.finditer(text.text)]:
            told = f"“{text.title}”写{listed(quotes)}：{advice}"
            yield Issue((text.place,), told, {"写法": "、".join(dict.fromkeys(quotes))})
