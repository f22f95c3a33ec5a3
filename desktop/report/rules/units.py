"""Rules over units and measure words (计量单位和量词)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.models.checks import Issue, Severity, rule
from desktop.models.figures import Reckoning
from desktop.models.money import FEN_PER_WAN
from desktop.models.numbers import half_up, plain
from desktop.models.places import place
from desktop.models.records import Indicator, Result
from desktop.models.rules.amounts import counted
from desktop.models.rules.registry import also, row_rule
from desktop.report.rules.text_rules import also_texts, text_rule
from desktop.report.rules.texts import Written, listed
from desktop.report.rules.typed import base_unit

_PEOPLE = re.compile(r"(?:人数)(?:为|达|共|约)?\d[\d.,]*万?人次")
_VISITS = re.compile(r"(?:人次)(?:为|达|共|约)?\d[\d.,]*万?(?:人|名)(?!次)")
# What officers count with which word; other things may be counted as they please
_COUNTED = (
    (re.compile("纸杯|水杯|杯子"), ("个", "只")),
    (re.compile("口罩"), ("个", "只", "片", "枚", "盒", "包")),
    (re.compile("环保袋|布袋|帆布袋"), ("个", "只", "条")),
    (re.compile("表扬信|感谢信"), ("封", "份", "件")),
    (re.compile("(?:合同|报告|问卷)$"), ("份", "项", "个", "件")),
    (re.compile("锦旗"), ("面",)),
)
_SUSPECT = re.compile(r"\d,\d{3}|\d万[，。；、）]|\.\d{3,}万|\d{5,}|-\d")
_FORMS = (
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=万?元)"), "公文里的金额不加千分位"),
    (re.compile(r"\d+(?:\.\d+)?万(?=[，。；、）])"), "金额缺“元”"),
    (re.compile(r"\d+\.\d{3,}万元"), "万元写到两位小数"),
    (re.compile(r"(?<![\d.])[1-9]\d{5,}(?:\.\d+)?元"), "十万元以上写作万元"),
    (re.compile(r"(?<![\d.])-\d+(?:\.\d+)?万?元"), "金额不写负号，用“减少”“退回”表示"),
)


@row_rule("T09", Severity.HINT, source="量和单位的一致", section="results", scope="text", reads="")
def wrong_unit(_: Reckoning, result: Result) -> Iterator[Issue]:
    """人数的单位是人，浏览、借阅等可以重复的用人次；纸杯论个，表扬信论封。"""
    yield from _misnamed("results", result, result.value)


@also("T09", "indicators", reads="")
def _wrong_unit_of_indicator(_: Reckoning, indicator: Indicator) -> Iterator[Issue]:
    yield from _misnamed("indicators", indicator, indicator.actual)


def _misnamed(section: str, row: Result | Indicator, value: Decimal | None) -> Iterator[Issue]:
    if why := _unit_fault(row):
        number = plain(value) if value is not None else ""
        told = f"“{row.name}{number}{row.unit}”：{why}"
        yield Issue((place(section, row.id, "unit"),), told, {"单位": row.unit, "名称": row.name})


@also_texts("T09", reads="")
def _wrong_unit_in_prose(_: Reckoning, text: Written) -> Iterator[Issue]:
    counted = "人数" in text.text or "人次" in text.text
    found = (*_PEOPLE.finditer(text.text), *_VISITS.finditer(text.text)) if counted else ()
    if quotes := [each[0] for each in found]:
        told = f"“{text.title}”写{listed(quotes)}：人数的单位是人，可以重复计数的写人次"
        yield Issue((text.place,), told, {"写法": "、".join(dict.fromkeys(quotes))})


def _unit_fault(row: Result | Indicator) -> str:
    unit = base_unit(row.unit)[0]
    if "人数" in row.name and unit == "人次":
        return "名称是人数，单位是人次"
    if "人次" in row.name and unit in {"人", "名", "位"}:
        return "名称是人次，单位是人"
    return next(
        (
            f"量词一般用“{words[0]}”"
            for pattern, words in _COUNTED
            if unit and pattern.search(row.name) and unit in {"条", "张", "宗", "台"} - set(words)
        ),
        "",
    )


@rule("T10", Severity.HINT, source="审核惯例：数字雷同", scope="text", reads="contracts results indicators")
def same_digits(reckoning: Reckoning) -> Iterator[Issue]:
    """数量与金额的数字一模一样（13.2万个、13.2万元），可能是抄串了，也可能单价正好一元，请核对。"""
    amounts: defaultdict[Decimal, list[tuple[str, str]]] = defaultdict(list)
    for contract in reckoning.report.contracts:
        if contract.amount:
            where = place("contracts", contract.id, "amount")
            amounts[Decimal(contract.amount) / FEN_PER_WAN].append((where, f"《{contract.name}》金额"))
    for section, rows, field in (
        ("results", reckoning.report.results, "value"),
        ("indicators", reckoning.report.indicators, "actual"),
    ):
        for row in rows:
            unit, scale = base_unit(row.unit)
            value = getattr(row, field)
            if scale > 1 and value in amounts:
                where, told_as = amounts[value][0]
                number = plain(value)
                told = f"{row.name} {number}万{unit}，{told_as} {number}万元，数字相同，折合每{unit} 1.00 元"
                yield Issue((place(section, row.id, field), where), told, {"数字": number, "单位": row.unit})


@text_rule(
    "X09",
    Severity.HINT,
    source="GB/T 15835-2011《出版物上数字用法》及公文惯例",
    suspect=_SUSPECT,
    reads="",
)
def money_form(_: Reckoning, text: Written) -> Iterator[Issue]:
    """正文的金额一律用万元，整数或两位小数，不加千分位和负号，不丢“元”字。"""
    for pattern, advice in _FORMS if _SUSPECT.search(text.own) else ():
        if quotes := [found[0] for found in pattern.finditer(text.own)]:
            told = f"“{text.title}”写{listed(quotes)}：{advice}"
            yield Issue((text.place,), told, {"写法": "、".join(dict.fromkeys(quotes))})


@also("X09", reads="indicators")
def _mixed_indicators(reckoning: Reckoning) -> Iterator[Issue]:
    """An amount in 元 that a reader would expect in 万元 beside others in 万元."""
    rows = [row for row in reckoning.report.indicators if row.unit == "元" and row.actual]
    if not any(row.unit == "万元" for row in reckoning.report.indicators):
        return
    for row in rows:
        if row.actual is not None and row.actual >= 100_000:
            wan = plain(half_up(row.actual / 10_000, 2))
            told = f"“{row.name}”用元（{counted(row.actual)}元），其他指标用万元，折合 {wan}万元"
            yield Issue((place("indicators", row.id, "unit"),), told, {"实际完成值": plain(row.actual)})
