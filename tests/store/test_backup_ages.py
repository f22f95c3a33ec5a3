from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.folders import backups_folder
from desktop.models.records import Project, Report
from desktop.session import Session
from desktop.store import backups
from desktop.store.backups import SECOND, is_stale, list_backups, list_second, rotate

NOW = datetime(2022, 12, 31, 18).astimezone()


def put(at: datetime, reason: str = "open") -> Path:
    path = backups_folder("u") / f"{at:%Y%m%d-%H%M%S}-{reason}-{at.timestamp():016.0f}.jxzp"
    path.write_bytes(b"x")
    return path


def test_one_a_month_stays_for_a_year() -> None:
    for days in range(800):
        put(NOW - timedelta(days=days))
    rotate("u", NOW)
    kept = [each.at.date() for each in list_backups("u")]
    assert kept[:10] == [(NOW - timedelta(days=days)).date() for days in range(10)]
    assert [(day.year, day.month) for day in kept[10:]] == [(2022, month) for month in range(11, 0, -1)]
    assert all((day + timedelta(days=1)).day == 1 for day in kept[10:])


def test_what_was_handed_in_last_stays_however_old() -> None:
    old = [put(NOW - timedelta(days=days), "submitted") for days in (900, 901)]
    for hours in range(20):
        put(NOW - timedelta(hours=hours))
    rotate("u", NOW)
    assert [each.exists() for each in old] == [True, False]
    assert len(list_backups("u")) == 12  # Ten, the newest of yesterday is among them, one of each milestone


def test_a_second_copy_is_asked_for_after_seven_days() -> None:
    put(NOW - timedelta(days=8))
    assert is_stale((), NOW)
    assert is_stale(list_backups("u"), NOW)
    put(NOW - timedelta(days=6))
    assert not is_stale(list_backups("u"), NOW)


@pytest.fixture
def report() -> Report:
    return Report(project=Project(name="图书角"))


def test_the_second_folder_holds_a_copy_that_opens(tmp_path: Path, report: Report) -> None:
    stick = tmp_path / "U 盘"
    stick.mkdir()
    with Session.create(tmp_path / "报告 2021.jxzp", report) as session:
        made = session.back_up_to(stick)
        assert (made.problem, made.reason) == ("", "asked")
        assert session.back_up_to(stick) == made
        assert session.backups() == session.backups(stick)
        (own,) = session.backups()
        assert own.path is not None
        own.path.unlink()
        assert session.backups(stick) == (made,)
    assert made.path is not None
    assert made.path.parent.parent == stick / SECOND
    assert made.path.parent.name.startswith("报告 2021-")
    with Session.open(made.path, read_only=True) as copy:
        assert copy.report == report


def test_a_second_folder_that_is_away_is_told(tmp_path: Path, report: Report) -> None:
    with Session.create(tmp_path / "报告.jxzp", report) as session:
        made = session.back_up_to(tmp_path / "没有")
        assert made.path is None
        assert "插上 U 盘" in made.problem
        assert len(session.backups(tmp_path / "没有")) == 1


def test_a_second_folder_that_is_full_is_told(
    tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "copy_out", full)
    with Session.create(tmp_path / "报告.jxzp", report) as session:
        assert "磁盘已满" in session.back_up_to(tmp_path).problem


def test_only_what_we_put_into_the_second_folder_is_ever_deleted(
    tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "ALL", 0)
    own = tmp_path / "别的" / f"20200101-000000-open-{'0' * 16}.jxzp"
    own.parent.mkdir()
    own.write_bytes(b"mine")
    with Session.create(tmp_path / "报告.jxzp", report) as session:
        session.back_up_to(tmp_path)
        assert list_second(session.backups()[0].digest, tmp_path) == ()
    assert own.exists()
