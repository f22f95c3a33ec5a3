"""Rules over filling in: required fields, and input that could not be read (填报)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.entries import Entry, entries
from desktop.models.figures import Reckoning
from desktop.models.places import describe, place
from desktop.models.records import SECTIONS, Report
from desktop.models.rules.registry import Issue, Severity, rule


def missing(report: Report) -> Iterator[tuple[str, Entry, tuple[str, ...]]]:
    """Yield (section, entry, places) of every required field (必填项) that some record leaves empty."""
    unread = {row.place for row in report.unread}
    for section in SECTIONS.values():
        for each in (each for each in entries(section.record) if each.required):
            places = tuple(
                where
                for row in report.rows(section.name)
                if getattr(row, each.name) == each.kind.empty
                and (where := place(section.name, row.id, each.name)) not in unread
            )
            if places:
                yield section.name, each, places


def is_complete(reckoning: Reckoning) -> bool:
    """Tell whether every required field is filled in, whatever the report's state."""
    return next(missing(reckoning.report), None) is None


@rule("R01", Severity.MUST, source="必填项")
def not_filled_in(reckoning: Reckoning) -> Iterator[Issue]:
    """必填项从送审起必须填齐；草稿里缺的只计入完成度，不算问题。"""
    if reckoning.report.project.state == "草稿":
        return
    for section, each, places in missing(reckoning.report):
        where = SECTIONS[section]
        if where.single:
            told = f"“{each.label}”未填写"
        else:
            told = f"{where.label}有 {len(places)} 行没有填“{each.label}”"
        yield Issue(places, told, {"缺少": str(len(places))})


@rule("R02", Severity.MUST, source="填报规则")
def not_read(reckoning: Reckoning) -> Iterator[Issue]:
    """输入的文字读不出来，原样保留着，没有写进数据。请照提示的样子改写，或者清空。"""
    for row in reckoning.report.unread:
        told = f"{describe(reckoning.report, row.place)}读不懂“{row.text}”，没有写进数据"
        yield Issue((row.place,), told, {"原文": row.text})
