from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import StoreError
from desktop.models.entries import Entry, entries
from desktop.models.records import SECTIONS, BudgetLine, Note, Payment, Report
from desktop.store.database import connect
from desktop.store.failures import failure
from desktop.store.opening import create_file, open_file
from desktop.store.ranks import GAP
from desktop.store.report_file import ReportFile
from desktop.store.repository import load

from .conftest import ZHANG


@pytest.fixture
def file(made: Path) -> Iterator[ReportFile]:
    opened, _ = open_file(made, owner=ZHANG)
    yield opened
    opened.close()


def rows_of(path: Path, table: str) -> dict[int, tuple[Any, ...]]:
    with closing(connect(path, read_only=True)) as db:
        return {row[0]: row[1:] for row in db.execute(f'SELECT * FROM "{table}" ORDER BY "rank", "id"')}


def written(db: sqlite3.Connection, act: Callable[[], object]) -> list[tuple[str, int]]:
    """Return the rows (table, id) of the report that *act* wrote."""
    db.execute('CREATE TEMP TABLE seen ("table" TEXT, "row" INTEGER)')
    for name in SECTIONS:
        for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            db.execute(
                f'CREATE TEMP TRIGGER "{name}{event}" AFTER {event} ON main."{name}"'
                f" BEGIN INSERT INTO seen VALUES ('{name}', {row}.id); END"
            )
    act()
    return db.execute("SELECT * FROM seen").fetchall()


def filled(each: Entry) -> Any:
    """A value of an entry's kind that is not its empty one."""
    match each.kind.name:
        case "money":
            return -(2**63)
        case "count":
            return 2**63 - 1
        case "number":
            return Decimal("0." + "1" * 40)
        case "date":
            return date(1900, 2, 28)
        case "places":
            return ("payments/1", "", "“引号”、\n")
        case "reference":
            return None
        case _:
            return "　全角\r\n𠮷\0'\";--"


@pytest.mark.parametrize("section", SECTIONS)
def test_every_value_comes_back(path: Path, section: str) -> None:
    record = SECTIONS[section].record
    full = record(1, **{each.name: filled(each) for each in entries(record)})
    bare = record(2, **{each.name: each.kind.empty for each in entries(record)})
    report = Report().with_rows(section, [full] if SECTIONS[section].single else [bare, full])
    create_file(path, report).close()
    file, held = open_file(path)
    assert held == report
    file.close()


def test_only_the_row_that_differs_is_written(file: ReportFile, report: Report) -> None:
    changed = report.with_record("payments", replace(report.payments[1], amount=5))
    assert written(file.db, lambda: file.commit(report, changed)) == [("payments", 3)]
    assert load(file.db) == changed


def test_an_equal_row_is_not_written(file: ReportFile, report: Report) -> None:
    same = report.with_record("payments", replace(report.payments[1]))
    assert written(file.db, lambda: file.commit(report, same)) == []


def test_a_parent_is_changed_without_harm_to_its_children(file: ReportFile, report: Report) -> None:
    changed = report.with_record("contracts", replace(report.contracts[0], name="改名"))
    assert file.commit(report, changed) == 1
    assert load(file.db) == changed


def test_parent_and_children_come_and_go_in_one_edit(file: ReportFile, report: Report) -> None:
    gone = report.without("contracts", [4]).without("budget", [1, 2])
    file.commit(report, gone)
    assert load(file.db) == gone
    file.commit(gone, report)
    assert load(file.db) == report


def test_moving_one_row_writes_one_row(path: Path) -> None:
    report = Report(budget=tuple(BudgetLine(n, f"{n}") for n in range(1, 9)))
    file = create_file(path, report)
    rows = report.budget
    moved = report.with_rows("budget", (*rows[:2], rows[6], *rows[2:6], rows[7]))
    assert written(file.db, lambda: file.commit(report, moved)) == [("budget", 7)]
    assert load(file.db) == moved
    file.close()


def test_when_no_gap_is_left_all_rows_are_numbered_anew(path: Path) -> None:
    report = Report(budget=(BudgetLine(1), BudgetLine(2)))
    file = create_file(path, report)
    for n in range(3, 40):  # each in front of the last
        rows = report.budget
        old, report = report, report.with_rows("budget", (*rows[:-1], BudgetLine(n), rows[-1]))
        file.commit(old, report)
        assert load(file.db) == report
    ranks = [row[0] for row in rows_of(path, "budget").values()]
    assert ranks == sorted(set(ranks))
    assert max(ranks) > 2 * GAP
    file.close()


def test_sorting_many_rows_keeps_their_order(path: Path) -> None:
    report = Report(notes=tuple(Note(n, "project/1", f"{n * 7919 % 1009:04}") for n in range(1, 700)))
    file = create_file(path, report)
    shuffled = report.with_rows("notes", sorted(report.notes, key=lambda row: row.text))
    file.commit(report, shuffled)
    assert load(file.db) == shuffled
    file.close()


def test_an_id_that_is_taken_is_refused(file: ReportFile, report: Report) -> None:
    twice = report.with_rows("payments", (*report.payments, Payment(7, item="同号")))
    with pytest.raises(StoreError, match="前后不一致"):
        file.commit(report, twice)
    assert load(file.db) == report


def test_the_counter_stays_ahead_of_every_id(file: ReportFile, report: Report, made: Path) -> None:
    assert file.next_id("payments") == 8
    assert file.next_id("payments") == 9
    more = report.with_record("payments", Payment(20))
    file.commit(report, more)
    file.commit(more, report)
    assert file.next_id("payments") == 21
    file.close()
    again, _ = open_file(made)
    assert again.next_id("payments") == 21
    assert again.next_id("goals") == 1
    again.close()


def test_another_program_that_has_written_stops_us(file: ReportFile, report: Report, made: Path) -> None:
    with closing(connect(made)) as other:
        other.execute('UPDATE "file" SET "generation" = "generation" + 1')
    changed = report.with_rows("payments", ())
    with pytest.raises(StoreError, match="另一个程序改动") as caught:
        file.commit(report, changed)
    assert "另存为" in caught.value.advice
    assert load(file.db) == report


def test_while_another_program_writes_we_say_so(
    made: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.database.PATIENCE", 0)
    file, _ = open_file(made)
    with closing(connect(made)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="被其他程序占用"):
            file.commit(report, report.with_rows("payments", ()))
    file.commit(report, report.with_rows("payments", ()))
    file.close()


def test_a_full_disk_loses_nothing_and_is_called_so(file: ReportFile, report: Report) -> None:
    (pages,) = file.db.execute("PRAGMA page_count").fetchone()
    file.db.execute(f"PRAGMA max_page_count = {pages + 2}")
    much = report.with_rows("notes", [Note(n, "project/1", "长" * 5000) for n in range(1, 50)])
    with pytest.raises(StoreError, match="磁盘已满") as caught:
        file.commit(report, much)
    assert "另存为" in caught.value.advice
    assert load(file.db) == report
    file.db.execute("PRAGMA max_page_count = 1000000")
    file.commit(report, much)
    assert load(file.db) == much


def test_a_file_that_was_taken_away_is_told(file: ReportFile, report: Report, made: Path) -> None:
    made.unlink()
    with pytest.raises(StoreError, match="移走或删除"):
        file.commit(report, report.with_rows("payments", ()))


def test_a_number_beyond_the_column_is_told(file: ReportFile, report: Report) -> None:
    with pytest.raises(StoreError, match="数字太大"):
        file.commit(report, report.with_record("payments", Payment(9, amount=2**63)))
    assert load(file.db) == report


def test_half_a_character_is_told(file: ReportFile, report: Report) -> None:
    with pytest.raises(StoreError, match="不能保存的字符"):
        file.commit(report, report.with_record("payments", Payment(9, item="\ud842")))
    assert load(file.db) == report


def test_evidence_is_written_with_its_edit_and_dropped_when_nothing_names_it(
    file: ReportFile, report: Report, made: Path
) -> None:
    from desktop.store import blobs

    gone = report.with_rows("evidence", ())
    file.commit(report, gone, contents={"c" * 64: b"new"})
    assert blobs.read(file.db, "a" * 64) == b"pdf"  # undo may bring it back
    assert blobs.read(file.db, "c" * 64) == b"new"
    file.close()
    again, _ = open_file(made)
    assert blobs.read(again.db, "a" * 64) is None
    assert blobs.read(again.db, "c" * 64) is None
    again.close()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "denied"), "不能写"),
        (OSError(30, "read-only"), "不能写"),
        (OSError(5, "i/o"), "读写出错"),
        (FileNotFoundError(2, "none"), "找不到"),
        (OSError(36, "too long"), "太长"),
        (sqlite3.DatabaseError("file is not a database"), "已损坏"),
    ],
)
def test_what_the_system_says_is_said_in_chinese(error: Exception, words: str, path: Path) -> None:
    told = failure(path, error)
    assert words in told.message
    assert path.name in told.message
    assert told.advice


def test_what_windows_says_of_a_file_in_use_is_said_so(path: Path) -> None:
    error = PermissionError(13, "denied")
    error.winerror = 32  # pyright: ignore[reportAttributeAccessIssue] - Windows only
    assert "占用" in failure(path, error).message
