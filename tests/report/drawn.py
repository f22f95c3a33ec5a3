"""Reports that hold anything, and edits of them, for properties that hold of every report."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from desktop.models.entries import Entry, entries
from desktop.models.records import SECTIONS, Report
from tests.report.reports import sample

PLACES = re.findall(r"\{\{[^{}]+\}\}", "".join(each.text for each in sample().passages))
TEXTS = st.text("民生诉求合同（《》“”、，。；%项 \n{}x1", max_size=12)
AMOUNTS = st.none() | st.integers(-(10**12), 10**12)
NUMBERS = st.none() | st.decimals(-(10**6), 10**6, places=2) | st.sampled_from([Decimal(0), Decimal(100)])
DATES = st.none() | st.dates(date(2019, 1, 1), date(2023, 12, 31))
IDS = st.none() | st.integers(1, 4)


def values(each: Entry) -> st.SearchStrategy[Any]:
    if each.kind.options:
        return st.sampled_from(("", *each.kind.options))
    if each.kind.section:
        return IDS
    match each.kind.name:
        case "money":
            return AMOUNTS
        case "number":
            return NUMBERS
        case "date":
            return DATES
        case "count":
            return st.integers(0, 2030)
        case "places":
            return st.just(())
        case _:
            return TEXTS


@st.composite
def _rows(draw: st.DrawFn, section: str) -> tuple[Any, ...]:
    record = SECTIONS[section].record
    count = draw(st.integers(0, 3))
    return tuple(
        record(id=n, **{each.name: draw(values(each)) for each in entries(record)})
        for n in range(1, count + 1)
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report with 0–3 records in every section, fields filled or not, passages full of live figures."""
    report = Report()
    for name, section in SECTIONS.items():
        if not section.single:
            report = report.with_rows(name, draw(_rows(name)))
    kind = type(report.project)
    project = kind(**{each.name: draw(values(each)) for each in entries(kind)})
    text = "".join(draw(st.lists(st.sampled_from(PLACES) | TEXTS, max_size=8)))
    passage = SECTIONS["passages"].record(1, draw(st.sampled_from(("goals", "execution"))), text, "")
    return report.with_rows("project", [project]).with_rows("passages", [passage])


@st.composite
def edited(draw: st.DrawFn, report: Report) -> Report:
    """Return *report* after one edit: a value changed, a record added, copied, removed or moved."""
    section = draw(st.sampled_from(list(SECTIONS)))
    record, rows = SECTIONS[section].record, list(report.rows(section))
    each = draw(st.sampled_from(entries(record)))
    at = draw(st.integers(0, max(0, len(rows) - 1)))
    deed = "value" if SECTIONS[section].single else draw(st.sampled_from(("value", "add", "remove", "move")))
    new_id = max((row.id for row in rows), default=0) + 1
    match deed:
        case "value" if rows:
            rows[at] = replace(rows[at], **{each.name: draw(values(each))})
        case "remove" if rows:
            return report.without(section, [rows[at].id])
        case "move" if rows:
            rows.insert(0, rows.pop(at))
        case _ if rows:
            rows.insert(at, replace(rows[at], id=new_id))
        case _:
            rows.append(record(id=new_id, **{entry.name: draw(values(entry)) for entry in entries(record)}))
    return report.with_rows(section, rows)
