from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import StoreError
from desktop.models.records import Explanation, Project, Report
from desktop.store import header, lock, migrations, opening
from desktop.store.backups import list_backups
from desktop.store.database import connect
from desktop.store.migrations import MIGRATIONS
from desktop.store.opening import copy_file, create_file, open_file

from .conftest import ZHANG, Clock

Look = Callable[[], dict[str, tuple[bytes, int]]]


def test_a_report_comes_back_as_it_was(made: Path, report: Report) -> None:
    file, held = open_file(made)
    assert held == report
    assert not file.read_only
    file.close()


def patched(path: Path, at: int, value: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + len(value)] = value
    path.write_bytes(data)


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE other (x)")


def without_a_table(path: Path) -> None:
    with closing(connect(path)) as db:
        db.execute("DROP TABLE payments")


def without_a_column(path: Path) -> None:
    with closing(connect(path)) as db:
        db.execute("ALTER TABLE payments DROP COLUMN voucher")


def with_a_date_that_is_none(path: Path) -> None:
    with closing(connect(path)) as db:
        db.execute("UPDATE payments SET date = '2021-02-30'")


def with_a_number_that_is_none(path: Path) -> None:
    with closing(connect(path)) as db:
        db.execute("UPDATE indicators SET target = 'viel'")


def with_places_that_are_none(path: Path) -> None:
    with closing(connect(path)) as db:
        db.execute("UPDATE evidence SET places = '3'")


DAMAGED = "已损坏"
REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "是空文件"),
    "text": (lambda path: path.write_text("绩效"), "不是绩评的项目文件"),
    "workbook": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(200)), "Word、Excel"),
    "pdf": (lambda path: path.write_bytes(b"%PDF-1.7"), "而是 PDF"),
    "foreign": (foreign, "其他软件的数据库"),
    "newer": (lambda path: patched(path, 60, (99).to_bytes(4, "big")), "更新版本的绩评"),
    "unfinished": (lambda path: patched(path, 60, bytes(4)), DAMAGED),
    "cut in the header": (lambda path: path.write_bytes(path.read_bytes()[:60]), DAMAGED),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:9000]), DAMAGED),
    "overwritten": (lambda path: patched(path, 4096 * 3, b"\xff" * 4096 * 4), DAMAGED),
    "overwritten schema": (lambda path: patched(path, 100, b"\xff" * 200), DAMAGED),
    "no table": (without_a_table, DAMAGED),
    "no column": (without_a_column, DAMAGED),
    "no date": (with_a_date_that_is_none, DAMAGED),
    "no number": (with_a_number_that_is_none, DAMAGED),
    "no places": (with_places_that_are_none, DAMAGED),
}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_sound_file_of_ours_is_refused_untouched(
    case: str, made: Path, untouched: Look, read_only: bool
) -> None:
    spoil, message = REFUSED[case]
    spoil(made)
    before = untouched()
    with pytest.raises(StoreError, match=message) as caught:
        open_file(made, read_only=read_only)
    assert made.name in caught.value.message
    assert caught.value.advice
    assert untouched() == before


def test_a_file_that_is_not_there_is_not_made(path: Path) -> None:
    with pytest.raises(StoreError, match="找不到"):
        open_file(path)
    assert not path.exists()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="是文件夹"):
        open_file(tmp_path)


def test_a_file_that_may_not_be_read_is_told(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(StoreError, match=r"打开.*不能写"):
        header.check_header(made)


def test_opening_and_closing_leaves_nothing_and_changes_nothing(made: Path, untouched: Look) -> None:
    before = untouched()
    for read_only in (True, False):
        file, _ = open_file(made, read_only=read_only)
        file.close()
    assert untouched() == before


def test_read_only_takes_no_lock_and_makes_no_backup(made: Path) -> None:
    file, _ = open_file(made, read_only=True)
    assert file.read_only
    assert file.backup is None
    assert not lock.lock_path(made).exists()
    assert not list_backups(file.uuid)
    file.close()


def test_where_the_folder_cannot_be_written_it_is_read_only(
    made: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(opening, "lock", refused)
    file, held = open_file(made)
    assert held == report
    assert (file.obstacle, file.holder) == (opening.UNWRITABLE, None)
    file.close()


def interrupted(path: Path) -> bytes:
    """Leave a file as a crash in the middle of a commit does, and return its bytes then."""
    cut = path.with_name("cut")
    with closing(connect(path)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE payments SET item = item || 'verloren', amount = 0")
        for n in range(200):  # more pages than the cache holds: they are written before the commit
            db.execute("INSERT INTO notes VALUES (?, ?, 'project/1', ?)", (n + 1, n, "长" * 2000))
        data = path.read_bytes()
        cut.write_bytes(path.with_name(path.name + "-journal").read_bytes())
        db.execute("ROLLBACK")
    path.write_bytes(data)
    cut.rename(path.with_name(path.name + "-journal"))
    return data


def test_a_commit_that_was_cut_short_is_taken_back_and_kept_aside(
    made: Path, report: Report, clock: Clock, home: Path
) -> None:
    data = interrupted(made)
    journal = made.with_name(made.name + "-journal").read_bytes()
    file, held = open_file(made, now=clock)
    assert held == report
    assert file.problems == ()
    assert file.interrupted
    file.close()
    (kept,) = (home / "backups" / "interrupted").iterdir()
    assert {each.name: each.read_bytes() for each in kept.iterdir()} == {
        made.name: data,
        f"{made.name}-journal": journal,
    }


def test_read_only_it_is_mended_in_a_copy(made: Path, report: Report, untouched: Look) -> None:
    interrupted(made)
    before = untouched()
    file, held = open_file(made, read_only=True)
    assert held == report
    file.close()
    assert untouched() == before


def more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let today's version be the next."""
    steps = (*MIGRATIONS, 'CREATE TABLE "more" ("id" INTEGER) STRICT;\n')
    for module in (migrations, header, opening):
        monkeypatch.setattr(module, "MIGRATIONS", steps)


def test_an_older_file_is_backed_up_and_migrated(
    made: Path, report: Report, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made.read_bytes()
    more(monkeypatch)
    file, held = open_file(made, now=clock)
    assert held == report
    assert migrations.version_of(file.db) == len(MIGRATIONS) + 1
    assert file.backup is not None
    assert file.backup.path is not None
    assert file.backup.reason == "migration"
    file.close()
    assert file.backup.path.read_bytes()[60:64] == before[60:64]


def test_read_only_an_older_file_is_migrated_in_a_copy(
    made: Path, report: Report, untouched: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = untouched()
    more(monkeypatch)
    file, held = open_file(made, read_only=True)
    assert held == report
    assert file.backup is None
    file.close()
    assert untouched() == before


def test_a_file_from_before_the_explained_numbers_opens_as_it_was(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "old.jxzp"
    row = Explanation(1, "C03", "contracts/1/note", "0123456789abcdef", "质保金，满一年后支付")
    held = Report().with_rows("explanations", [row])
    create_file(path, held).close()
    with closing(connect(path)) as db:
        db.execute('ALTER TABLE "explanations" DROP COLUMN "numbers"')
        db.execute("PRAGMA user_version = 1")
    file, report = open_file(path, now=clock)
    assert report == held
    assert report.explanations[0].numbers == ""
    assert migrations.version_of(file.db) == len(MIGRATIONS)
    file.close()


def test_while_another_program_writes_it_is_not_read_half(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.database.PATIENCE", 0)
    with closing(connect(made)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE payments SET amount = 0")
        with pytest.raises(StoreError, match="被其他程序占用"):
            open_file(made, read_only=True)


def test_a_new_file_replaces_the_one_that_was_there(made: Path) -> None:
    create_file(made, Report(project=Project(name="新"))).close()
    file, held = open_file(made)
    assert held.project.name == "新"
    assert held.payments == ()
    file.close()


def test_a_report_that_is_replaced_is_backed_up_first(made: Path, report: Report) -> None:
    with closing(connect(made, read_only=True)) as db:
        (uuid,) = db.execute("SELECT uuid FROM file").fetchone()
    create_file(made, Report(project=Project(name="新"))).close()
    (kept,) = list_backups(uuid)
    assert kept.reason == "replaced"
    assert kept.path is not None
    file, held = open_file(kept.path, read_only=True)
    assert held == report
    file.close()


def test_a_report_that_cannot_be_backed_up_is_not_replaced(
    made: Path, untouched: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = untouched()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.store.backups.write_whole", full)
    with pytest.raises(StoreError, match=r"没有覆盖.*磁盘已满"):
        create_file(made, Report())
    assert untouched() == before


def test_a_file_of_another_kind_is_not_replaced(tmp_path: Path) -> None:
    other = tmp_path / "预算.xlsx"
    other.write_bytes(b"PK\x03\x04 budget")
    with pytest.raises(StoreError, match=r"Word、Excel 或压缩文件，不能覆盖"):
        create_file(other, Report())
    assert other.read_bytes() == b"PK\x03\x04 budget"


def test_an_empty_file_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "空.jxzp"
    path.touch()
    create_file(path, Report(project=Project(name="新"))).close()
    file, held = open_file(path)
    assert held.project.name == "新"
    file.close()


def test_a_journal_left_by_the_old_file_does_not_reach_the_new_one(made: Path, home: Path) -> None:
    interrupted(made)
    create_file(made, Report(project=Project(name="新"))).close()
    file, held = open_file(made)
    assert held == Report(project=Project(name="新"))
    file.close()
    assert len(list((home / "backups" / "interrupted").iterdir())) == 1


def test_a_new_file_that_cannot_be_written_leaves_the_old_one(
    made: Path, untouched: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = untouched()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.store.copies.os.fsync", full)
    with pytest.raises(StoreError, match="磁盘已满"):
        create_file(made, Report())
    assert untouched() == before


def test_a_reference_to_nothing_is_refused_and_nothing_is_left(path: Path, report: Report) -> None:
    broken = report.with_rows("budget", ())
    with pytest.raises(StoreError, match="前后不一致"):
        create_file(path, broken)
    assert list(path.parent.iterdir()) == []


def test_saving_as_gives_the_copy_an_identity_of_its_own(made: Path, report: Report) -> None:
    file, _ = open_file(made)
    copy, held = copy_file(file, made.with_name("副本.jxzp"), ZHANG)
    assert held == report
    assert copy.uuid != file.uuid
    copy.close()
    file.close()


def test_saving_as_a_file_that_is_open_elsewhere_is_refused(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "别人的.jxzp"
    theirs = create_file(target, Report(project=Project(name="别人")), owner=ZHANG)
    before = target.read_bytes()
    file, _ = open_file(made)
    with pytest.raises(StoreError, match=r"张三.*财务室一号机"):
        copy_file(file, target, ZHANG)
    assert target.read_bytes() == before
    theirs.close()
    file.close()


def test_saving_as_into_a_folder_that_is_gone_is_told(made: Path, tmp_path: Path) -> None:
    file, _ = open_file(made)
    with pytest.raises(StoreError, match=r"新\.jxzp.*找不到文件或文件夹"):
        copy_file(file, tmp_path / "没有" / "新.jxzp", ZHANG)
    file.close()


def test_a_file_that_cannot_be_tidied_is_opened_all_the_same(
    made: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("磁盘已满", "请腾出一些空间")

    monkeypatch.setattr(opening.ReportFile, "tidy", full)
    file, held = open_file(made)
    assert held == report
    assert file.problems == ("磁盘已满",)
    file.close()


@pytest.mark.skipif(sys.platform == "win32", reason="drive letters stay")
def test_through_a_link_it_is_the_same_file(made: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.jxzp"
    link.symlink_to(made)
    first, _ = open_file(made)
    second, _ = open_file(link)
    assert second.path == made
    assert second.read_only
    second.close()
    first.close()
