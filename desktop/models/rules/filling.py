"""Rules over filling in: required fields, and input that could not be read (填报)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from desktop.models.completeness import missing_in
from desktop.models.figures import Reckoning
from desktop.models.places import describe
from desktop.models.records import SECTIONS, Unread
from desktop.models.rules.registry import Issue, Severity, Whole, declare, row_rule, sections


def not_filled_in(reckoning: Reckoning, section: str) -> Iterator[Issue]:
    """必填项从送审起必须填齐；草稿里缺的只计入完成度，不算问题。"""
    if reckoning.report.project.state == "草稿":
        return
    for each, places in missing_in(reckoning.report, section):
        where = SECTIONS[section]
        if where.single:
            told = f"“{each.label}”未填写"
        else:
            told = f"{where.label}有 {len(places)} 行没有填“{each.label}”"
        yield Issue(places, told, {"缺少": str(len(places))})


declare(
    "R01",
    Severity.MUST,
    "必填项",
    not_filled_in,
    (Whole(partial(not_filled_in, section=name), sections(f"project unread {name}")) for name in SECTIONS),
)


@row_rule("R02", Severity.MUST, source="填报规则", section="unread")
def not_read(reckoning: Reckoning, row: Unread) -> Iterator[Issue]:
    """输入的文字读不出来，原样保留着，没有写进数据。请照提示的样子改写，或者清空。"""
    told = f"{describe(reckoning.report, row.place)}读不懂“{row.text}”，没有写进数据"
    yield Issue((row.place,), told, {"原文": row.text})
