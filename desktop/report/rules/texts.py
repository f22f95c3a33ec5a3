"""What the rules over text read: every text once, as printed and with its live figures blanked (读正文)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop.models.entries import entry_of
from desktop.models.figures import Reckoning
from desktop.models.outline import TABLES
from desktop.models.places import place
from desktop.models.records import SECTIONS, Passage, Record
from desktop.models.slots import Shown, render
from desktop.report.tables import SECTION_OF

BLANK = "\ufffc"
"""Stands for each character that the program wrote, so that no pattern finds one or reads across."""

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "background": "项目背景",
        "basis": "立项依据",
        "duties": "组织架构和职责分工",
        "allocation": "资金预算和分配",
        "management": "资金管理",
        "execution": "资金执行",
        "goals": "年度绩效目标",
        "achieved": "绩效目标实现情况",
        "conclusion": "绩效评价结论",
        "decision": "项目决策分析",
        "process": "项目管理分析",
        "performance": "项目绩效分析",
        "results": "成果数据",
        "merits": "取得的成效",
        "problems": "存在的问题及原因分析",
        "measures": "相关建议和整改措施",
    }
)
"""What officers call the passages, by their key."""

RECORDED = (
    ("goals", "achieved"),
    ("merits", "title"),
    ("merits", "text"),
    ("problems", "title"),
    ("problems", "text"),
    ("problems", "cause"),
    ("measures", "text"),
)
"""Fields of records that are printed as prose."""

_SENTENCE = re.compile(r"[^。；？！\n]+[。；？！]?")


@dataclass(frozen=True, slots=True)
class Written:
    """A text at a place: *text* as printed, *own* of the same length with live figures blanked.

    section: of a passage what it is about (background, goals …), '' for other texts.
    """

    place: str
    title: str
    text: str
    own: str
    spans: tuple[Shown, ...] = ()
    section: str = ""

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield where each sentence, or part of one up to a ；, begins and ends."""
        return (found.span() for found in _SENTENCE.finditer(self.text))

    def before(self, position: int) -> str:
        """The printed words of the same sentence that stand before a position."""
        head = self.text[:position]
        return re.split(r"[。；？！\n]", head)[-1]

    def around(self, start: int, end: int, words: int = 8) -> str:
        """A few printed words on either side, to be quoted in a finding."""
        left = re.split(r"[。；，\n]", self.text[max(0, start - words) : start])[-1]
        right = re.split(r"[。；，\n]", self.text[end : end + words])[0]
        return f"{left}{self.text[start:end]}{right}"


def passages(reckoning: Reckoning) -> tuple[Written, ...]:
    """Return the passages as printed, once for a state of the report."""
    return reckoning.kept(_passages)


def _passages(reckoning: Reckoning) -> tuple[Written, ...]:
    rows = reckoning.report.passages
    return tuple(text for row in rows if (text := written(reckoning, "passages", "text", row)))


def written(reckoning: Reckoning, section: str, field: str, row: Record) -> Written | None:
    """Return a field of a record as printed, once for a state of the report; None where nothing is written."""
    held = reckoning.kept(_held)
    key = (section, field, row.id)
    if key not in held:
        is_prose = section == "passages"
        held[key] = _passage(reckoning, row) if is_prose else _field(reckoning, section, field, row)
    return held[key]


def _held(_: Reckoning) -> dict[tuple[str, str, int], Written | None]:
    return {}


def _tables(reckoning: Reckoning) -> Mapping[str, str]:
    return {key: "表" for key in TABLES if reckoning.report.rows(SECTION_OF[key])}


def _passage(reckoning: Reckoning, row: Passage) -> Written | None:
    if not row.text.strip():
        return None
    text, spans = render(reckoning, row.text, reckoning.kept(_tables))
    parts: list[str] = []
    done = 0
    for span in spans:
        parts += [text[done : span.start], BLANK * (span.end - span.start)]
        done = span.end
    where = place("passages", row.id, "text")
    return Written(where, titled(row.section), text, "".join((*parts, text[done:])), spans, row.section)


def _field(reckoning: Reckoning, section: str, field: str, row: Record) -> Written | None:
    text = getattr(row, field).strip()
    if not text:
        return None
    order, label = reckoning.ledger.order(section, row.id), entry_of(SECTIONS[section].record, field).label
    return Written(
        place(section, row.id, field), f"{SECTIONS[section].label} 第 {order} 行 {label}", text, text
    )


def records(reckoning: Reckoning) -> tuple[Written, ...]:
    """Return the goals, merits, problems and measures as written; their braces are ordinary text."""
    return reckoning.kept(_records)


def _records(reckoning: Reckoning) -> tuple[Written, ...]:
    return tuple(fields(reckoning, RECORDED))


def fields(reckoning: Reckoning, wanted: tuple[tuple[str, str], ...]) -> Iterator[Written]:
    """Yield the (section, field) texts of records that are filled in."""
    for section, field in wanted:
        for row in reckoning.report.rows(section):
            if text := written(reckoning, section, field, row):
                yield text


def all_texts(reckoning: Reckoning) -> tuple[Written, ...]:
    """Return passages and records."""
    return (*passages(reckoning), *records(reckoning))


def titled(section: str) -> str:
    """What to call a passage: its title in the outlines, else its key."""
    return TITLES.get(section, section or "正文")


def listed(quotes: list[str], most: int = 4) -> str:
    """Quote a few fragments once each: “甲”“乙” 等 5 处."""
    own = list(dict.fromkeys(quotes))
    shown = "".join(f"“{each}”" for each in own[:most])
    return shown if len(own) <= most else f"{shown}等 {len(own)} 处"
