"""Whatever a report holds, figures, rules and the composed report never fail and never depend on chance."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.entries import Entry, entries
from desktop.models.figures import Reckoning
from desktop.models.records import SECTIONS, Report
from desktop.report.blocks import Paragraph, Table
from desktop.report.compose import compose
from desktop.report.review import review
from tests.report.reports import outline, pack, sample

PLACES = re.findall(r"\{\{[^{}]+\}\}", "".join(each.text for each in sample().passages))
TEXTS = st.text("民生诉求合同（《》“”、，。；%项 \n{}x1", max_size=12)
AMOUNTS = st.none() | st.integers(-(10**12), 10**12)
NUMBERS = st.none() | st.decimals(-(10**6), 10**6, places=2) | st.sampled_from([Decimal(0), Decimal(100)])
DATES = st.none() | st.dates(date(2019, 1, 1), date(2023, 12, 31))
IDS = st.none() | st.integers(1, 4)


def _values(each: Entry) -> st.SearchStrategy[Any]:
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
        record(id=n, **{each.name: draw(_values(each)) for each in entries(record)})
        for n in range(1, count + 1)
    )


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    """A report with 0–3 records in every section, fields filled or not, passages full of live figures."""
    report = Report()
    for name, section in SECTIONS.items():
        if not section.single:
            report = report.with_rows(name, draw(_rows(name)))
    kind = type(report.project)
    project = kind(**{each.name: draw(_values(each)) for each in entries(kind)})
    text = "".join(draw(st.lists(st.sampled_from(PLACES) | TEXTS, max_size=8)))
    passage = SECTIONS["passages"].record(1, draw(st.sampled_from(("goals", "execution"))), text, "")
    return report.with_rows("project", [project]).with_rows("passages", [passage])


@settings(max_examples=60)
@given(_reports())
def test_nothing_fails_and_nothing_depends_on_chance(report: Report) -> None:
    first, second = Reckoning(report, pack()), Reckoning(report, pack())
    assert first.figures() == second.figures()
    assert review(first) == review(second)
    document = compose(first, outline())
    assert document == compose(second, outline())
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert "\n" not in block.text
            assert block.text.strip()
        if isinstance(block, Table):
            assert {len(row) for row in (*block.rows, block.total) if row} <= {len(block.columns)}
            assert len(block.places) == len(block.rows)


@settings(max_examples=60)
@given(_reports())
def test_findings_lead_somewhere_and_figures_add_up(report: Report) -> None:
    reckoning = Reckoning(report, pack())
    for finding in review(reckoning):
        assert finding.places
        assert finding.message
        assert "None" not in finding.message
        assert all(isinstance(value, str) for value in finding.numbers.values())
    figures = reckoning.figures()
    by_line = sum(_int(figures[f"budget/{line.id}/spent"].value) for line in report.budget)
    ids = {line.id for line in report.budget}
    elsewhere = sum(each.amount or 0 for each in report.payments if each.budget not in ids)
    assert _int(figures["spent"].value) == by_line + elsewhere
    counted = [_int(figures[f"indicators/{name}"].value) for name in ("met", "unmet", "reported")]
    assert counted[0] + counted[1] <= counted[2]


def test_every_field_of_a_record_can_be_drawn() -> None:
    for section in SECTIONS.values():
        assert {each.name for each in entries(section.record)} == {
            each.name for each in fields(section.record)
        } - {"id"}


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
