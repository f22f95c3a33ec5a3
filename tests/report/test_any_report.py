"""Whatever a report holds, figures, rules and the composed report never fail and never depend on chance."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.checks import Severity, numbers_from
from desktop.models.entries import entries
from desktop.models.explaining import explain
from desktop.models.facts import facts
from desktop.models.figures import Reckoning
from desktop.models.reckoning.ledger import is_met
from desktop.models.records import SECTIONS, Report
from desktop.models.rulepack import parse_rulepack
from desktop.models.scoring import lines, score
from desktop.report.annex import annex
from desktop.report.blocks import Paragraph, Table
from desktop.report.compose import compose
from desktop.report.fixes import fixes
from desktop.report.review import review
from desktop.store.rulepacks import installed
from tests.report.drawn import reports
from tests.report.reports import asked, outline, pack


@settings(max_examples=60)
@given(reports())
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
@given(reports())
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


TARGETS = st.sampled_from(
    [
        "3-5次",
        "90%～95%",
        "5-3次",
        "约600宗",
        "不低于3次且不超过5次",
        "12月底前",
        "0-0",
        "2021-2025年",
        "％～%",
    ]
)


@settings(max_examples=60)
@given(reports(), TARGETS, st.sampled_from(["shenzhen", "hubei", "sichuan", "national-2021-cost-nosat"]))
def test_what_findings_lead_to_never_fails(made: Report, target: str, place: str) -> None:
    """Facts, fixes, explanations, score and annex, by every outline and pack, for targets of every kind."""
    rows = [replace(each, target=None, operator="", target_text=target) for each in made.indicators]
    held = made.with_rows("indicators", rows)
    local = parse_rulepack(tomllib.loads(installed(place)))
    reckoning = Reckoning(held, local, asked)
    found = review(reckoning)
    for finding in found:
        facts(reckoning, finding)
        fixes(reckoning, finding)
        if finding.severity is not Severity.MUST:
            text = "因合同第八条约定在次年支付"
            given_ = explain(held, finding, text, lambda _: 99).explanations
            assert numbers_from(given_[-1].numbers) == finding.numbers
    assert list(lines(score(reckoning)))
    assert annex(reckoning)
    for each in held.indicators:
        assert is_met(each) in {True, False, None}


def test_every_field_of_a_record_can_be_drawn() -> None:
    for section in SECTIONS.values():
        assert {each.name for each in entries(section.record)} == {
            each.name for each in fields(section.record)
        } - {"id"}


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
