"""The welcome page: ways to begin, samples, the files opened last; and the dialogs behind them."""

from __future__ import annotations

import datetime
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.errors import StoreError
from desktop.session import Session
from desktop.views.dialogs.paths import free_path, safe_name
from desktop.views.dialogs.starting import NewProject, NextYear
from desktop.views.recent import Recent, forget, recent_files, remember, when
from desktop.views.welcome import Pressable

ACCEPTED = QDialog.DialogCode.Accepted


def cards(window) -> list[Pressable]:
    return [each for each in window.welcome.findChildren(Pressable) if each.objectName() == "card"]


def answering(monkeypatch, kind, answer) -> None:
    """Let *answer* fill a dialog in the place of the officer, and accept it."""

    def fill(dialog) -> QDialog.DialogCode:
        answer(dialog)
        assert not dialog.missing()
        return ACCEPTED

    monkeypatch.setattr(kind, "exec", fill)


def test_the_first_start_says_what_to_do_and_that_nothing_leaves_the_computer(empty_window) -> None:
    texts = {each.text() for each in empty_window.welcome.findChildren(QLabel)}
    assert "数据只存在本机，不联网" in texts
    assert {"接着上年做", "新建", "打开…"} <= texts
    assert not cards(empty_window)


def test_a_new_project_is_begun_with_name_year_and_unit(empty_window, monkeypatch, tmp_path) -> None:
    def answer(dialog) -> None:
        dialog.name_line.setText("民生 诉求/2021")
        dialog.year_line.setText("２０２１")
        dialog.unit_line.setText("坪山区政务服务数据管理局")
        dialog.where.edit.setText(str(tmp_path / "新.jxzp"))

    answering(monkeypatch, NewProject, answer)
    tile = next(
        each for each in empty_window.welcome.findChildren(Pressable) if "新建" in each.accessibleName()
    )
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Return)
    project = empty_window.desk.report.project
    assert (project.name, project.year, project.unit) == ("民生 诉求/2021", 2021, "坪山区政务服务数据管理局")
    assert empty_window.desk.session.path == tmp_path / "新.jxzp"


def test_the_dialog_says_what_is_missing(empty_window, tmp_path) -> None:
    dialog = NewProject(empty_window, tmp_path)
    assert dialog.missing()[0] == "请写项目名称"
    dialog.name_line.setText("民生诉求")
    assert dialog.where.edit.text() == str(tmp_path / f"民生诉求{datetime.date.today().year - 1}.jxzp")
    assert dialog.missing()[0] == "请写项目单位"
    dialog.unit_line.setText("某局")
    dialog.year_line.setText("二一")
    assert "四位数字" in dialog.missing()[0]
    dialog.year_line.setText("2021")
    dialog.where.edit.setText("/没有这个文件夹/a.jxzp")
    assert "没有" in dialog.missing()[0]
    dialog.where.edit.setFocus()
    dialog._try()
    assert not dialog._problem.isHidden()
    dialog.deleteLater()


def test_enter_leads_from_line_to_line_and_begins_when_nothing_is_missing(
    empty_window, tmp_path, qtbot
) -> None:
    dialog = NewProject(empty_window, tmp_path)
    dialog.show()
    low = dialog.height()
    for line, text in ((dialog.name_line, "abc"), (dialog.year_line, "2021")):
        line.setFocus()
        line.setText(text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert not dialog._problem.isVisible()
    assert dialog.focusWidget() is dialog.unit_line
    dialog.where.edit.setFocus()
    dialog._try()
    assert dialog.focusWidget() is dialog.unit_line
    assert dialog._problem.text() == "请写项目单位"
    qtbot.waitUntil(lambda: dialog.height() > low)  # what is told has room of its own
    dialog.unit_line.setText("某局")
    QTest.keyClick(dialog.unit_line, Qt.Key.Key_Return)
    assert dialog.result() == ACCEPTED
    dialog.deleteLater()


def test_a_file_that_is_there_is_replaced_only_when_the_officer_says_so(
    empty_window, monkeypatch, sample
) -> None:
    def answer(dialog) -> None:
        dialog.name_line.setText("新")
        dialog.year_line.setText("2021")
        dialog.unit_line.setText("某局")
        dialog.where.edit.setText(str(sample))

    answering(monkeypatch, NewProject, answer)
    monkeypatch.setattr("desktop.views.file_flow.confirmed", lambda *_, **__: False)
    before = sample.read_bytes()
    empty_window.files.new()
    assert sample.read_bytes() == before
    assert not empty_window.desk.is_open


def test_next_year_is_begun_from_last_years_file(empty_window, monkeypatch, sample, tmp_path) -> None:
    target = tmp_path / "2022.jxzp"

    def answer(dialog) -> None:
        dialog.last.edit.setText(str(sample))
        assert dialog.year == 2022
        assert dialog.where.edit.text() == str(tmp_path / "民生诉求2022.jxzp")
        dialog.where.edit.setText(str(target))

    answering(monkeypatch, NextYear, answer)
    before = sample.read_bytes()
    empty_window.actions_by_name["last_year"].trigger()
    report = empty_window.desk.report
    assert report.project.year == 2022
    assert report.last[0].year == 2021
    assert empty_window.desk.session.path == target
    assert sample.read_bytes() == before


def test_a_file_that_is_no_report_is_told_in_the_dialog(empty_window, tmp_path) -> None:
    other = tmp_path / "其他.jxzp"
    other.write_text("x")
    dialog = NextYear(empty_window, tmp_path)
    dialog.last.edit.setText(str(other))
    assert dialog._problem.text()
    dialog.deleteLater()


def test_a_sample_is_opened_as_a_copy(empty_window, home) -> None:
    made = next(
        each
        for each in empty_window.welcome.findChildren(QPushButton)
        if each.text().startswith("民生诉求 2021")
    )
    made.click()
    assert empty_window.desk.session.path.is_relative_to(home)
    first = empty_window.desk.session.path
    empty_window.close_report()
    made.click()
    assert empty_window.desk.session.path != first


def test_files_opened_last_are_listed_searched_and_forgotten(empty_window, sample) -> None:
    now = datetime.datetime.now().astimezone()
    remember(Recent("/没有/乙.jxzp", "乙项目", 2020, at=(now - timedelta(days=1)).isoformat()))
    remember(Recent(str(sample), "民生诉求", 2021, "送审", 78, 2, 6, now.isoformat()))
    empty_window.welcome.renew()
    assert [card.accessibleName().split("，")[0] for card in cards(empty_window)] == ["民生诉求", "乙项目"]
    empty_window.welcome.files.search.setText("2020")
    QTest.qWait(0)
    assert [card.accessibleName().split("，")[0] for card in cards(empty_window)] == ["乙项目"]
    forget("/没有/乙.jxzp")
    assert [each.name for each in recent_files()] == ["民生诉求"]


def test_a_card_opens_its_file(empty_window, sample) -> None:
    remember(Recent(str(sample), "民生诉求", 2021))
    empty_window.welcome.renew()
    (card,) = cards(empty_window)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert empty_window.desk.session.path == sample


def test_a_file_that_is_gone_is_told(empty_window, tmp_path) -> None:
    with pytest.raises(StoreError):
        empty_window.open_path(tmp_path / "没有.jxzp")
    assert not empty_window.desk.is_open


def test_save_as_goes_on_with_the_new_file(window, monkeypatch, tmp_path) -> None:
    target = tmp_path / "副本.jxzp"
    monkeypatch.setattr("desktop.views.file_flow.ask_save", lambda *_: target)
    window.desk.gather("project/1/name", "改名")
    window.actions_by_name["save_as"].trigger()
    assert window.desk.session.path == target
    assert window.desk.report.project.name == "改名"
    window.desk.write("project/1/executor", "某科")
    with Session.open(target, read_only=True) as other:
        assert other.report.project.executor == "某科"


def test_a_copy_is_written_beside_and_the_window_stays(window, monkeypatch, sample, tmp_path) -> None:
    target = tmp_path / "备份.jxzp"
    monkeypatch.setattr("desktop.views.file_flow.ask_save", lambda *_: target)
    window.actions_by_name["save"].trigger()
    assert window.desk.session.path == sample
    with Session.open(target, read_only=True) as other:
        assert other.report == window.desk.report


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("民生诉求2021", "民生诉求2021"),
        ('a<b>c:"d/e\\f|g?h*i', "a b c d e f g h i"),
        ("CON", "_CON"),
        ("  ", "_"),
        ("末尾. ", "末尾"),
        ("长" * 200, "长" * 60),
    ],
)
def test_names_are_such_as_every_file_system_takes(text, name) -> None:
    assert safe_name(text) == name


def test_a_free_path_is_one_where_nothing_is(tmp_path) -> None:
    assert free_path(tmp_path, "a", ".jxzp") == tmp_path / "a.jxzp"
    (tmp_path / "a.jxzp").touch()
    (tmp_path / "a（2）.jxzp").touch()
    assert free_path(tmp_path, "a", ".jxzp") == tmp_path / "a（3）.jxzp"


def test_times_are_said_as_people_do() -> None:
    now = datetime.datetime(2026, 3, 5, 12, 0).astimezone()
    said = [
        when((now - timedelta(**ago)).isoformat(), now) for ago in ({"hours": 1}, {"days": 1}, {"days": 30})
    ]
    assert said == ["今天 11:00", "昨天 12:00", "2月3日"]
    assert when((now - timedelta(days=400)).isoformat(), now) == "2025-01-29"
    assert when("gestern") == ""


def test_the_list_keeps_a_dozen_and_each_once(home) -> None:
    for number in range(20):
        remember(Recent(f"/{number % 15}.jxzp"))
    paths = [each.path for each in recent_files()]
    assert len(paths) == len(set(paths)) == 12
    assert paths[0] == str(Path("/4.jxzp"))
