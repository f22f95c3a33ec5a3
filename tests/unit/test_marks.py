"""Marks on values: what is still last year's, notes at places, what last year's file says."""

from __future__ import annotations

import json
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.marks import confirmed, earlier, note_at, origin_at, unconfirmed, with_note
from desktop.models.plain import plain_report
from desktop.models.records import Contract, LastReport, Link, Origin, Project, Report

LAST = Report(project=Project(name="民生诉求", year=2020), contracts=(Contract(4, name="热线", amount=100),))
THIS = Report(
    project=Project(name="民生诉求", year=2021),
    contracts=(Contract(1, name="热线服务", amount=200), Contract(2, name="咨询")),
    origins=(
        Origin(1, "project/1", "last_year", "2020年度文件"),
        Origin(2, "project/1/year", "confirmed", "新建时填写"),
        Origin(3, "contracts/1/name", "last_year", "2020年度文件"),
        Origin(4, "contracts/2/name", "imported", "台账"),
    ),
    links=(Link(1, "contracts/1", "contracts/4"),),
    last=(LastReport(1, "上年.jxzp", "", 2020, json.dumps(plain_report(LAST), ensure_ascii=False)),),
)


def new_ids():
    numbers = count(10)
    return lambda _section: next(numbers)


def test_a_records_mark_holds_for_its_filled_values_without_a_mark_of_their_own() -> None:
    assert "project/1/name" in unconfirmed(THIS, ["project"])
    assert "project/1/year" not in unconfirmed(THIS, ["project"])
    assert "project/1/executor" not in unconfirmed(THIS, ["project"])
    assert unconfirmed(THIS, ["contracts"]) == ("contracts/1/name",)


def test_confirming_a_page_leaves_other_pages_and_imports_alone() -> None:
    after = confirmed(THIS, ["contracts"])
    assert [each.kind for each in after.origins] == ["last_year", "confirmed", "confirmed", "imported"]
    assert unconfirmed(confirmed(THIS, ["project"]), ["project"]) == ()


def kind_at(where: str) -> str:
    found = origin_at(THIS, where)
    return found.kind if found else ""


def said_at(where: str) -> tuple[int, str]:
    found = earlier(THIS, where)
    assert found is not None
    return found.year, found.text


def test_the_origin_of_a_value_is_its_own_before_its_records() -> None:
    assert kind_at("project/1/year") == "confirmed"
    assert kind_at("project/1/name") == "last_year"
    assert origin_at(THIS, "project/1/executor") is None
    assert origin_at(THIS, "contracts/1/amount") is None


def test_last_years_value_is_found_through_the_record_that_it_continues() -> None:
    assert said_at("contracts/1/amount") == (2020, "0.0001万元")
    assert said_at("contracts/2/amount") == (2020, "")
    assert said_at("project/1/year") == (2020, "2020")
    assert earlier(Report(), "project/1/name") is None


@given(st.lists(st.tuples(st.sampled_from(["project/1/name", "contracts/1/amount"]), st.text(max_size=5))))
def test_a_place_has_one_note_the_last_one_that_is_not_empty(notes) -> None:
    report, wanted, ids = Report(), {}, new_ids()
    for where, text in notes:
        report = with_note(report, where, text, ids)
        wanted[where] = text.strip()
    for where, text in wanted.items():
        assert note_at(report, where) == text
    assert len(report.notes) == sum(bool(text) for text in wanted.values())
