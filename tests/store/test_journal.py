from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.models.records import Payment, Report, Unread
from desktop.store import journal
from desktop.store.opening import open_file
from desktop.store.report_file import ReportFile

from .conftest import ZHANG


@pytest.fixture
def file(made: Path) -> Iterator[ReportFile]:
    opened, _ = open_file(made, owner=ZHANG)
    yield opened
    opened.close()


def told(file: ReportFile, where: str = "") -> list[tuple[str, str, str]]:
    return [(each.place, each.old, each.new) for each in journal.read(file.db, where)]


def typed(report: Report, text: str) -> Report:
    return report.with_record("payments", replace(report.payments[1], item=text))


def test_a_new_file_has_an_empty_journal(file: ReportFile) -> None:
    assert told(file) == []


def test_an_edit_says_who_when_and_why(file: ReportFile, report: Report) -> None:
    file.commit(
        report, report.with_record("payments", replace(report.payments[1], amount=31855_00)), why="核对"
    )
    (row,) = journal.read(file.db)
    assert (row.who, row.why) == ("张三", "核对")
    assert row.at.tzinfo is not None
    assert (row.place, row.old, row.new) == ("payments/3/amount", "", "3.1855")


def test_typing_is_one_row_written_when_the_edit_closes(file: ReportFile, report: Report) -> None:
    states = [report, *(typed(report, text) for text in ("热", "热线", "热线费"))]
    for old, new in pairwise(states):
        file.commit(old, new, key="item")
    assert told(file) == []
    file.close_edits(states[-1])
    file.close_edits(states[-1])
    assert told(file) == [("payments/3/item", "𠮷", "热线费")]


def test_typing_that_comes_to_nothing_is_no_row(file: ReportFile, report: Report) -> None:
    file.commit(report, typed(report, "热"), key="item")
    file.commit(typed(report, "热"), report, key="item")
    file.close_edits(report)
    assert told(file) == []


def test_another_edit_closes_the_one_before(file: ReportFile, report: Report) -> None:
    one = typed(report, "热线费")
    two = one.with_record("payments", replace(one.payments[0], item="别的"))
    file.commit(report, one, key="a")
    file.commit(one, two, key="b")
    assert told(file) == [("payments/3/item", "𠮷", "热线费")]
    file.commit(two, report)
    assert [each[0] for each in told(file)] == [
        "payments/3/item",
        "payments/7/item",
        "payments/7/item",
        "payments/3/item",
    ]


def test_an_edit_that_was_open_at_a_crash_is_closed_at_the_next_opening(
    file: ReportFile, report: Report, made: Path
) -> None:
    file.commit(report, typed(report, "热线费"), key="item")
    file.close()  # as a crash: nobody has closed the edit
    again, _ = open_file(made, owner=ZHANG)
    assert told(again) == [("payments/3/item", "𠮷", "热线费")]
    again.close()


def test_a_record_that_comes_or_goes_is_one_row(file: ReportFile, report: Report) -> None:
    more = report.with_record("payments", Payment(9, item="新"))
    file.commit(report, more)
    file.commit(more, report)
    (added, removed) = told(file, "payments/9")
    assert (added[0], added[1]) == ("payments/9", "")
    assert json.loads(added[2])["item"] == "新"
    assert removed == ("payments/9", added[2], "")


def test_a_record_that_goes_while_its_field_is_open_is_told_once(file: ReportFile, report: Report) -> None:
    one = typed(report, "热")
    file.commit(report, one, key="x")
    file.commit(one, one.without("payments", [3]), key="x")
    file.close_edits(one.without("payments", [3]))
    assert [each[0] for each in told(file)] == ["payments/3"]


def test_what_cannot_be_read_yet_is_not_told(file: ReportFile, report: Report) -> None:
    file.commit(report, report.with_record("unread", Unread(1, "payments/3/amount", "三")))
    assert told(file) == []


def test_reading_at_a_place_gives_what_lies_within(file: ReportFile, report: Report) -> None:
    more = report.with_record("payments", Payment(33, item="新"))
    file.commit(report, typed(more, "热"))
    assert [each[0] for each in told(file, "payments/3")] == ["payments/3/item"]
    assert len(told(file, "payments")) == 2
    assert told(file, "budget") == []
