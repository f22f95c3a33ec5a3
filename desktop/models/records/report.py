"""The report: everything one file holds, as one immutable value, and the ways to make the next one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from desktop.models.entries import Entry, entries
from desktop.models.records.deals import Contract, Instalment, Party, Payment
from desktop.models.records.funds import Adjustment, BudgetLine, Funding, Stated
from desktop.models.records.keeping import Explanation, LastReport, Link, Note, Origin, Unread, UserRule
from desktop.models.records.overview import Basis, Duty, Project
from desktop.models.records.performance import Goal, Indicator, Result
from desktop.models.records.writing import Evidence, Measure, Merit, Passage, Problem

Record = Any  # One of the record classes below; all have ``id`` and entries


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report: its name in places and tables, its record class and its Chinese label."""

    name: str
    record: type
    label: str
    single: bool = False


def _many(record: type, label: str) -> Any:
    return field(default=(), metadata={"section": (record, label)})


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one report file holds, in the order of the contract; rows in the officer's order."""

    project: Project = field(default=Project(), metadata={"section": (Project, "项目概况")})
    basis: tuple[Basis, ...] = _many(Basis, "立项依据")
    duties: tuple[Duty, ...] = _many(Duty, "组织与职责")
    funding: tuple[Funding, ...] = _many(Funding, "资金来源")
    budget: tuple[BudgetLine, ...] = _many(BudgetLine, "资金预算")
    adjustments: tuple[Adjustment, ...] = _many(Adjustment, "预算调整")
    stated: tuple[Stated, ...] = _many(Stated, "上报或批复的数")
    contracts: tuple[Contract, ...] = _many(Contract, "合同")
    parties: tuple[Party, ...] = _many(Party, "合同当事人")
    instalments: tuple[Instalment, ...] = _many(Instalment, "付款计划")
    payments: tuple[Payment, ...] = _many(Payment, "支付明细")
    goals: tuple[Goal, ...] = _many(Goal, "绩效目标")
    indicators: tuple[Indicator, ...] = _many(Indicator, "绩效指标")
    results: tuple[Result, ...] = _many(Result, "成果数据")
    merits: tuple[Merit, ...] = _many(Merit, "成效")
    problems: tuple[Problem, ...] = _many(Problem, "存在的问题")
    measures: tuple[Measure, ...] = _many(Measure, "整改措施")
    passages: tuple[Passage, ...] = _many(Passage, "报告正文")
    evidence: tuple[Evidence, ...] = _many(Evidence, "佐证材料")
    explanations: tuple[Explanation, ...] = _many(Explanation, "核实性说明")
    user_rules: tuple[UserRule, ...] = _many(UserRule, "自定义审核")
    unread: tuple[Unread, ...] = _many(Unread, "读不懂的输入")
    origins: tuple[Origin, ...] = _many(Origin, "来源")
    notes: tuple[Note, ...] = _many(Note, "待核实")
    last: tuple[LastReport, ...] = _many(LastReport, "上年文件")
    links: tuple[Link, ...] = _many(Link, "上年对应")

    def rows(self, section: str) -> tuple[Record, ...]:
        """Return the records of *section* (the project as a tuple of one); KeyError for no such section."""
        known = SECTIONS[section]
        held = getattr(self, section)
        return (held,) if known.single else held

    def find(self, section: str, id_: int | None) -> Record | None:
        """Return the record of *section* that has the id, or None."""
        return next((row for row in self.rows(section) if row.id == id_), None)

    def with_rows(self, section: str, rows: Iterable[Record]) -> Report:
        """Return this report with the records of *section* replaced by *rows*."""
        held = tuple(rows)
        return replace(self, **{section: held[0] if SECTIONS[section].single else held})

    def with_record(self, section: str, record: Record) -> Report:
        """Return this report with *record* in the place of the one with its id, a new one at the end."""
        held = self.rows(section)
        for index, row in enumerate(held):
            if row.id == record.id:
                return self.with_rows(section, (*held[:index], record, *held[index + 1 :]))
        return self.with_rows(section, (*held, record))

    def without(self, section: str, ids: Iterable[int]) -> Report:
        """Return this report without some records; references to them are emptied, their notes go too."""
        gone = frozenset(ids)
        report = self.with_rows(section, (row for row in self.rows(section) if row.id not in gone))
        for other, each in references_to(section):
            report = _emptied(report, other, each, gone)
        return _unpinned(report, {f"{section}/{id_}" for id_ in gone})


def _sections() -> Mapping[str, Section]:
    made: dict[str, Section] = {}
    for each in dataclasses.fields(Report):
        record, label = each.metadata["section"]
        made[each.name] = Section(each.name, record, label, single=each.name == "project")
    return MappingProxyType(made)


SECTIONS = _sections()
PINNED = ("unread", "origins", "notes", "links", "explanations")  # Sections whose records hang on a place


@cache
def references_to(section: str) -> tuple[tuple[str, Entry], ...]:
    """Return (section, entry) of every field that refers to records of *section*."""
    return tuple(
        (other.name, each)
        for other in SECTIONS.values()
        for each in entries(other.record)
        if each.kind.section == section
    )


def _map_rows(report: Report, section: str, change: Callable[[Record], Record]) -> Report:
    rows = report.rows(section)
    changed = tuple(change(row) for row in rows)
    same = all(old is new for old, new in zip(rows, changed, strict=True))
    return report if same else report.with_rows(section, changed)


def _emptied(report: Report, section: str, each: Entry, gone: frozenset[int]) -> Report:
    return _map_rows(
        report,
        section,
        lambda row: replace(row, **{each.name: None}) if getattr(row, each.name) in gone else row,
    )


def _within(place: str, roots: set[str]) -> bool:
    return "/".join(place.split("/")[:2]) in roots


def _unpinned(report: Report, roots: set[str]) -> Report:
    for section in PINNED:
        rows = report.rows(section)
        kept = tuple(row for row in rows if not _within(row.place, roots))
        report = report if len(kept) == len(rows) else report.with_rows(section, kept)

    def loosened(row: Evidence) -> Evidence:
        kept = tuple(place for place in row.places if not _within(place, roots))
        return row if len(kept) == len(row.places) else replace(row, places=kept)

    return _map_rows(report, "evidence", loosened)
