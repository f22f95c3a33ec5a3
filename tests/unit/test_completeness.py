from __future__ import annotations

from desktop.models.completeness import Filled, is_blank, of_passages, of_report, of_section, together
from desktop.models.records import Report, Result
from tests.report.reports import report


def test_an_empty_report_asks_for_what_every_report_needs() -> None:
    assert of_section(Report(), "project") == Filled(0, 4, begun=False)
    assert of_section(Report(), "budget") == Filled(0, 3)
    assert of_section(Report(), "contracts") == Filled()
    assert of_report(Report()).percent == 0


def test_an_amount_of_nothing_is_filled_and_a_year_of_nothing_is_not() -> None:
    made = report(project={"year": 0}, budget=[{"name": "甲", "initial": 0}])
    assert of_section(made, "project").filled == 2
    assert of_section(made, "budget") == Filled(2, 3, begun=True)


def test_states_follow_what_is_there() -> None:
    assert [each.state for each in (Filled(), Filled(1, 2, begun=True), Filled(2, 2, begun=True))] == [
        "none", "half", "done",
    ]  # fmt: skip
    assert Filled(199, 200, begun=True).percent == 99
    assert together([Filled(1, 2, begun=True), Filled(0, 2)]) == Filled(1, 4, begun=True)


def test_passages_count_when_they_are_written() -> None:
    made = report(passages=[{"section": "background", "text": "甲"}, {"section": "goals", "text": " "}])
    assert of_passages(made, ("background", "goals")) == Filled(1, 2, begun=True)


def test_rows_in_which_nothing_is_written_are_not_begun() -> None:
    blank = Report().with_rows("results", [Result(1), Result(2)])
    assert of_section(blank, "results").state == "none"
    written = blank.with_rows("results", [Result(1), Result(2, unit="宗")])
    assert of_section(written, "results").state != "none"
    assert [is_blank(each) for each in written.results] == [True, False]
