from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.checks import Finding, check, rules
from desktop.models.explaining import explain
from desktop.models.figures import Reckoning
from desktop.models.judging import Judged, Judging
from desktop.models.records import SECTIONS, Report
from desktop.models.rules.registry import Part, Rows, Rule, Whole
from desktop.models.touched import MOST, judged_in_step, touched_by
from desktop.report.review import review, review_steps, review_touched, take_review
from tests.report.drawn import edited, reports
from tests.report.reports import library, pack, reckoned, report, sample

BASES = st.sampled_from([sample, library]) | reports().map(lambda held: lambda: held)


def judged(held: Report, before: Judged | None = None) -> Judged:
    look = review_steps(reckoned(held), before)
    look.finish()
    return look.judged


def parts() -> Iterator[tuple[Rule, int, Part]]:
    for each in rules():
        for number, part in enumerate(each.parts):
            yield each, number, part


def test_a_review_in_steps_finds_what_the_whole_finds_and_both_keep_it() -> None:
    reckoning = reckoned(sample())
    look = review_steps(reckoning)
    assert look.total == len(rules())
    seen = []
    while not look.done:
        look.step()
        seen.append(look.progress)
    look.step()
    assert seen == sorted(seen)
    assert seen[-1] == look.total
    assert look.findings == review(reckoned(sample()))
    assert check(reckoning) == check(reckoned(sample()))
    take_review(look)
    assert review(reckoning) is look.findings


@settings(max_examples=60)
@given(st.data(), BASES)
def test_what_is_taken_over_from_the_state_before_is_what_would_be_found_anew(data, base) -> None:
    held = base()
    before = judged(held)
    for _ in range(data.draw(st.integers(1, 3))):
        held = data.draw(edited(held))
        look = review_steps(reckoned(held), before)
        assert look.finish() == review(reckoned(held))
        before = look.judged


@settings(max_examples=60)
@given(st.data(), BASES)
def test_the_rows_touched_are_judged_in_step_as_they_are_in_a_full_review(data, base) -> None:
    held = base()
    before = judged(held)
    for _ in range(data.draw(st.integers(1, 3))):
        held = data.draw(edited(held))
    touched = touched_by(before.report, held)
    now, full = judged_in_step(reckoned(held), before), judged(held)
    assert touched is not None
    assert now is not None
    for rule, number, part in parts():
        if isinstance(part, Whole):
            assert now.found[rule.id][number] is before.found[rule.id][number]
            continue
        at = touched.get(part.section)
        here, whole = now.found[rule.id][number], full.found[rule.id][number]
        rows = at.rows if at else ()
        assert {row.id: here.get(row.id) for row in rows} == {row.id: whole.get(row.id) for row in rows}
        if part.reads == frozenset():
            assert list(here.items()) == list(whole.items())


class Watched(Report):
    """A report that notes which of its sections are asked for."""

    seen: set[str] = set()  # noqa: RUF012 - one for all, emptied before each part

    def __getattribute__(self, name: str) -> Any:
        if name in SECTIONS:
            Watched.seen.add(name)
        return super().__getattribute__(name)


def looked_at(part: Part, held: Report) -> set[str]:
    """The sections that a part of a rule asks for in a report, beside the record it judges."""
    rows = held.rows(part.section) if isinstance(part, Rows) else ()
    made: set[str] = set()
    for row in rows or (None,):
        watched = Watched(**{each.name: getattr(held, each.name) for each in fields(Report)})
        reckoning = reckoned(watched)
        Watched.seen.clear()
        for _ in part.judge(reckoning, row) if isinstance(part, Rows) and row else ():
            pass
        for _ in part.find(reckoning) if isinstance(part, Whole) else ():
            pass
        made |= Watched.seen
    return made


@settings(max_examples=15)
@given(BASES)
def test_rules_read_no_other_sections_than_they_say(base) -> None:
    for rule, number, part in parts():
        if part.reads is not None:
            assert looked_at(part, base()) <= part.reads, (rule.id, number)


def test_what_a_payment_belongs_to_is_touched_with_it() -> None:
    held = sample()
    rows = list(held.payments)
    rows[0] = replace(rows[0], contract=rows[1].contract)
    touched = touched_by(held, held.with_rows("payments", rows))
    assert touched is not None
    assert touched["payments"].ids == {rows[0].id}
    assert touched["contracts"].ids == {held.payments[0].contract, rows[1].contract}
    assert touched["budget"].ids == {rows[0].budget}


def test_many_rows_are_left_to_the_look_at_everything() -> None:
    row = sample().payments[0]
    many = sample().with_rows("payments", [replace(row, id=n) for n in range(1, MOST + 2)])
    before = judged(many)
    changed = many.with_rows("payments", [replace(each, payee="") for each in many.payments])
    assert review_touched(reckoned(changed), before) is None
    assert review_steps(reckoned(changed), before).finish() == review(reckoned(changed))


def test_under_another_rule_pack_nothing_is_taken_over() -> None:
    before = judged(sample())
    other = replace(pack(), settings={})
    assert judged_in_step(Reckoning(sample(), other), before) is None
    assert Judging(Reckoning(sample(), other), before).finish() == review(Reckoning(sample(), other))


def test_explanations_are_matched_in_step() -> None:
    held = sample()
    before = judged(held)
    first = next(each for each in review(reckoned(held)) if each.rule == "C11")
    held = explain(held, first, "因账户变更，由总公司代收，见情况说明", lambda _section: 9)
    found = review_touched(reckoned(held), before)
    assert found is not None
    assert [each.explained for each in of(found, first)] == [True]
    rows = [replace(each, amount=(each.amount or 0) + 1) for each in held.payments]
    found = review_touched(reckoned(held.with_rows("payments", rows)), before)
    assert found is not None
    assert [(each.explained, each.expired) for each in of(found, first)] == [(False, True)]


def of(found: tuple[Finding, ...], like: Finding) -> list[Finding]:
    return [each for each in found if (each.rule, each.place) == (like.rule, like.place)]


@pytest.mark.parametrize("sections", [{}, {"payments": [{"item": "付"}]}])
def test_the_smallest_reports_are_judged_too(sections) -> None:
    held = report(**sections)
    assert review_steps(reckoned(held), judged(report())).finish() == review(reckoned(held))
