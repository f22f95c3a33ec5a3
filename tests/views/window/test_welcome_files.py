"""The welcome page's list: files and folders read beside the window, folders chosen, sticks that are away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.session import Session
from desktop.tasks.keeping import BackupAges, backup_ages, keep_second, kept, second_folder
from desktop.views.file_card import left_at
from desktop.views.recent import Recent, remember
from desktop.views.seen_files import SeenFile, matches, to_continue
from desktop.views.welcome_files import second_said
from tests.windows import SMALLEST


def read(window, qtbot):
    """Look at the folders and wait until all has been read."""
    files = window.welcome.files
    with qtbot.waitSignal(files._reader.ended, timeout=20_000):
        files.look()
    return files


def as_state(path: Path, name: str, state: str) -> Path:
    with Session.open(path) as session:
        project = replace(session.report.project, name=name, state=state)
        session.edit(replace(session.report, project=project), "改")
    return path


def test_files_beside_the_last_one_are_listed_with_how_they_stand(empty_window, sample, qtbot) -> None:
    other = as_state(Path(copyfile(sample, sample.with_name("另一个.jxzp"))), "另一个项目", "送审")
    remember(Recent(str(sample), "旧名称", 2021, "草稿", 1))
    files = read(empty_window, qtbot)
    shown = [each.file for each in files.cards()]
    assert [each.path for each in shown] == [str(sample), str(other)]
    assert (shown[0].title, shown[0].recent, shown[0].percent > 50) == ("民生诉求", True, True)
    assert (shown[1].title, shown[1].state, shown[1].rate) == ("另一个项目", "送审", "99.94%")
    assert shown[1].must > 0
    files.search.setText("另一 2021")
    assert [each.file.path for each in files.cards()] == [str(other)]


def test_a_file_on_a_stick_that_is_away_is_greyed_and_a_damaged_one_says_so(
    empty_window, tmp_path, qtbot
) -> None:
    damaged = tmp_path / "坏的.jxzp"
    damaged.write_bytes(b"nothing of ours is here")
    remember(Recent("/media/没有/试点2021.jxzp", "试点", 2021, "草稿", 41))
    remember(Recent(str(damaged)))
    files = read(empty_window, qtbot)
    shown = {each.file.title: each.file for each in files.cards()}
    assert shown["试点"].away
    assert not shown["坏的"].away
    assert shown["坏的"].problem


def test_folders_are_chosen_remembered_and_left(empty_window, sample, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(sample.parent))
    files = empty_window.welcome.files
    with qtbot.waitSignal(files._reader.ended, timeout=20_000):
        files.ask_folder()
    assert kept().folders == (str(sample.parent),)
    assert [each.file.path for each in files.cards()] == [str(sample)]
    with qtbot.waitSignal(files._reader.ended, timeout=20_000):
        files.drop_folder(str(sample.parent))
    assert not kept().folders
    assert not files.cards()


def test_a_card_opens_by_key_and_the_reading_is_given_up(empty_window, sample, qtbot) -> None:
    remember(Recent(str(sample), "民生诉求", 2021))
    files = read(empty_window, qtbot)
    files.cards()[0].setFocus()
    QTest.keyClick(files.cards()[0], Qt.Key.Key_Return)
    assert empty_window.desk.is_open
    assert not files._reader.is_reading


def test_the_list_is_written_as_a_table(empty_window, sample, qtbot, monkeypatch, tmp_path) -> None:
    remember(Recent(str(sample)))
    files = read(empty_window, qtbot)
    target = tmp_path / "一览.csv"
    monkeypatch.setattr("desktop.views.welcome_files.ask_save", lambda *_a: target)
    files.export()
    qtbot.waitUntil(lambda: files._state.text() == "已导出 一览.csv")
    assert "民生诉求" in target.read_text("utf-8-sig")


def test_backups_and_their_age_are_told(empty_window, sample, qtbot) -> None:
    with Session.open(sample) as session:
        session.back_up()
    remember(Recent(str(sample)))
    read(empty_window, qtbot)
    texts = [each.text() for each in empty_window.welcome.files.findChildren(QLabel)]
    assert any(text.startswith("本机备份 1 份，最近今天") for text in texts)


def test_the_second_folder_is_remembered_and_its_age_told(sample, tmp_path) -> None:
    stick = tmp_path / "U 盘"
    stick.mkdir()
    keep_second(stick)
    assert second_folder() == stick
    with Session.open(sample) as session:
        session.back_up()
        assert backup_ages().stale
        session.back_up_to(stick)
    ages = backup_ages()
    assert not ages.stale
    assert backup_ages(datetime.now().astimezone() + timedelta(days=8)).stale
    stick.rename(tmp_path / "拔掉了")
    assert backup_ages().away
    keep_second(None)
    assert second_folder() is None


@pytest.mark.parametrize(
    ("ages", "words", "tone"),
    [
        (BackupAges(), "", "muted"),
        (BackupAges(second="E:", away=True), "现在找不到", "warn"),
        (BackupAges(second="E:"), "还没有备份", "warn"),
    ],
)
def test_what_is_said_of_the_second_folder(ages, words, tone) -> None:
    said = second_said(ages, datetime.now().astimezone())
    assert words in said[0]
    assert said[1] == tone


def test_an_old_second_copy_is_warned_of() -> None:
    now = datetime.now().astimezone()
    ages = BackupAges(3, now, "E:", now - timedelta(days=8), stale=True)
    assert second_said(ages, now) == ("第二备份是 8 天前的，打开项目后点“现在备份”", "warn")


def test_a_finished_file_without_a_next_one_is_offered() -> None:
    first = SeenFile("a", "甲", 2023, "局", "定稿")
    today = date(2026, 11, 22)
    assert to_continue([first], today) == first
    assert to_continue([first, SeenFile("b", "甲", 2024, "局", "草稿")], today) is None
    assert to_continue([SeenFile("c", "乙", 2026, "局", "定稿")], today) is None


def test_every_word_that_is_looked_for_must_be_there() -> None:
    file = SeenFile("D:/绩效/a.jxzp", "甲项目", 2021, "某局", "送审")
    assert matches(file, "2021 甲")
    assert matches(file, "某局 送审")
    assert not matches(file, "甲 2022")


def test_the_full_list_fits_the_smallest_window(empty_window, qtbot) -> None:
    for n in range(12):
        remember(Recent(f"/media/没有/很长的文件夹名称/项目 {n}.jxzp", f"很长很长的项目名称 {n}" * 4, 2021))
    read(empty_window, qtbot)
    hint = empty_window.welcome.minimumSizeHint()
    assert hint.width() <= SMALLEST[0]
    assert hint.height() <= SMALLEST[1]


def test_the_keys_begin_with_the_file_left_last_and_walk_through_the_cards(
    empty_window, sample, tmp_path
) -> None:
    other = Path(copyfile(sample, tmp_path / "另一个.jxzp"))
    remember(Recent(str(other), "另一个", 2021))
    remember(Recent(str(sample), "民生诉求", 2021))
    empty_window.welcome.renew()
    first, second = empty_window.welcome.files.cards()
    assert first.hasFocus()
    empty_window.welcome.files.renew()  # as when more has been read
    first, second = empty_window.welcome.files.cards()
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert empty_window.desk.session.path == sample


def test_a_file_that_is_away_is_not_where_the_keys_begin(empty_window, sample, qtbot) -> None:
    remember(Recent(str(sample), "民生诉求", 2021))
    remember(Recent("/media/没有/试点2021.jxzp", "试点", 2021))
    read(empty_window, qtbot)
    empty_window.welcome.renew()
    away, here = empty_window.welcome.files.cards()
    assert away.file.away
    assert here.hasFocus()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("indicators/3/actual", "绩效指标 › 实际完成值"),
        ("project", "项目概况"),
        ("", "项目概况"),
        ("contracts", "合同"),
    ],
)
def test_where_a_file_was_left_is_its_page_and_field(place: str, said: str) -> None:
    assert left_at(place) == said


def test_what_is_left_to_do_is_told_on_the_card_of_the_last_file(empty_window, sample) -> None:
    remember(Recent(str(sample), "民生诉求", 2021, "草稿", 90, 6, 33, place="indicators/3/actual"))
    empty_window.welcome.renew()
    (card,) = empty_window.welcome.files.cards()
    texts = [each.text() for each in card.findChildren(QLabel)]
    assert "必填项 10% 没填、强制性 6 处、核实性 33 处" in texts
    assert "还有" in texts


def test_the_head_of_the_list_ends_where_the_cards_do(empty_window, sample) -> None:
    remember(Recent(str(sample), "民生诉求", 2021))
    empty_window.welcome.renew()
    QTest.qWait(0)
    files = empty_window.welcome.files
    (card,) = files.cards()
    button = files._folders
    assert button.mapTo(files, button.rect().topRight()).x() == card.mapTo(files, card.rect().topRight()).x()


def test_the_list_stays_where_it_was_read_and_begins_at_the_top_when_it_is_shown(
    empty_window, sample, qtbot
) -> None:
    for n in range(12):
        copyfile(sample, sample.with_name(f"第{n:02}个.jxzp"))
    remember(Recent(str(sample)))
    files = read(empty_window, qtbot)
    qtbot.waitUntil(lambda: files._area.verticalScrollBar().maximum() > 300)
    files.cards()[1].setFocus()
    files._area.verticalScrollBar().setValue(200)
    files.renew()
    qtbot.waitUntil(lambda: files._area.verticalScrollBar().value() == 200)
    QTest.qWait(0)
    assert files._area.verticalScrollBar().value() == 200
    files.hide()
    files.show()
    qtbot.waitUntil(lambda: files._area.verticalScrollBar().value() == 0)
