from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.models.records import Note, Report
from desktop.store import backups
from desktop.store.backups import copy_out, list_backups
from desktop.store.opening import open_file
from desktop.store.report_file import ReportFile

from .conftest import Clock


class Desk:
    """A file that is open, changed and backed up as time goes by."""

    def __init__(self, file: ReportFile, report: Report, clock: Clock) -> None:
        self.file, self.report, self.clock = file, report, clock

    def change(self) -> None:
        id_ = self.file.next_id("notes")
        report = self.report.with_record("notes", Note(id_, "project/1", str(id_)))
        self.file.commit(self.report, report)
        self.report = report

    def back_up(self, reason: str = "open") -> backups.Backup:
        return self.file.back_up(reason, self.clock())


@pytest.fixture
def desk(made: Path, clock: Clock) -> Iterator[Desk]:
    file, report = open_file(made, now=clock)
    yield Desk(file, report, clock)
    file.close()


def test_opening_makes_a_backup_that_opens(desk: Desk, tmp_path: Path) -> None:
    (backup,) = list_backups(desk.file.uuid)
    assert backup == desk.file.backup
    assert backup.at == desk.clock()
    target = tmp_path / "取回.jxzp"
    copy_out(backup, target)
    file, held = open_file(target)
    assert held == desk.report
    file.close()


def test_an_unchanged_file_is_not_backed_up_again(desk: Desk) -> None:
    desk.clock.forward(hours=1)
    assert desk.back_up() == desk.file.backup
    assert len(list_backups(desk.file.uuid)) == 1


def test_a_changed_one_is(desk: Desk) -> None:
    desk.change()
    desk.clock.forward(hours=1)
    backup = desk.back_up("import")
    assert (backup.reason, backup.problem) == ("import", "")
    assert list_backups(desk.file.uuid)[0] == backup


def test_the_last_ten_and_one_a_day_for_seven_days_stay(desk: Desk) -> None:
    for _ in range(12 * 6):  # one every four hours for twelve days
        desk.clock.forward(hours=4)
        desk.change()
        desk.back_up()
    kept = list_backups(desk.file.uuid)
    today = desk.clock().date()
    ages = [(today - each.at.date()).days for each in kept]
    assert sorted(set(ages)) == list(range(7))
    assert len(kept) == 10 + len({age for age in ages if age not in set(ages[:10])})
    steps = [later.at - earlier.at for later, earlier in pairwise(kept[:10])]
    assert {step.total_seconds() for step in steps} == {4 * 3600}


def test_all_together_stay_within_the_limit_but_the_newest_of_each_stays(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = home / "backups" / "andere"
    other.mkdir()
    newest = other / f"20220101-000000-open-{'1' * 16}.jxzp"
    oldest = other / f"20210101-000000-open-{'0' * 16}.jxzp"
    for each in (newest, oldest):
        each.write_bytes(bytes(100))
    assert desk.file.backup is not None
    assert desk.file.backup.path is not None
    monkeypatch.setattr(backups, "ALL", 50)
    backups.rotate(desk.file.uuid, desk.clock())
    assert newest.exists()
    assert not oldest.exists()
    assert desk.file.backup.path.exists()


def test_a_backup_that_fails_is_told_and_hinders_nothing(made: Path, home: Path, report: Report) -> None:
    home.write_text("in the way")
    file, held = open_file(made)
    assert held == report
    assert file.backup is not None
    assert file.backup.path is None
    assert file.problems == (file.backup.problem,)
    assert "没有备份成功" in file.backup.problem
    file.close()


def test_a_backup_that_is_damaged_is_not_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.change()
    copy_into = backups.copy_into

    def torn(db: object, partial: Path) -> None:
        copy_into(desk.file.db, partial)
        partial.write_bytes(partial.read_bytes()[:5000])

    monkeypatch.setattr(backups, "copy_into", torn)
    before = list_backups(desk.file.uuid)
    assert "损坏" in desk.back_up().problem
    assert list_backups(desk.file.uuid) == before
    folder = before[0].path
    assert folder is not None
    assert list(folder.parent.iterdir()) == [folder]


def test_other_files_among_the_backups_are_left_alone(desk: Desk) -> None:
    (kept,) = list_backups(desk.file.uuid)
    assert kept.path is not None
    stray = kept.path.with_name("手工副本.jxzp")
    stray.write_bytes(b"")
    backups.rotate(desk.file.uuid, desk.clock())
    assert list_backups(desk.file.uuid) == (kept,)
    assert stray.exists()


def test_there_is_nothing_to_copy_out_of_a_backup_that_failed(desk: Desk, tmp_path: Path) -> None:
    assert desk.file.backup is not None
    with pytest.raises(ValueError, match="Backup"):
        copy_out(replace(desk.file.backup, path=None), tmp_path / "x.jxzp")
