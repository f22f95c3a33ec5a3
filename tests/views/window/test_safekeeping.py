"""Backups taken back from a list that says what would change; 草稿, 送审, 定稿 with their locks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QRadioButton

from desktop.errors import DataError, Locked, StoreError
from desktop.session import Session
from desktop.store.backups import Backup
from desktop.tasks.files import write_sample
from desktop.tasks.keeping import keep_second, second_folder
from desktop.tasks.states import set_state
from desktop.views.dialogs.done import show_folder
from desktop.views.dialogs.lost import LostDialog
from desktop.views.dialogs.restore import RestoreDialog
from desktop.views.dialogs.state import StateDialog
from tests.windows import SMALLEST, opened_window

ACCEPTED = QDialog.DialogCode.Accepted


def changed(window) -> None:
    """Let there be a backup, and the report differ from it in three sections."""
    window.desk.session.back_up()
    window.desk.write("project/1/name", "改过的名称")
    window.desk.write("payments/1/amount", "1")
    window.desk.remove("payments", [2])
    window.desk.add("duties", body="新部门")


def answer(monkeypatch, kind, what):
    """Let *what* answer a dialog in the place of the officer."""
    monkeypatch.setattr(kind, "exec", what)


def test_the_dialog_says_by_section_what_would_change(window) -> None:
    changed(window)
    dialog = RestoreDialog(window, window.desk.session)
    lines = [each.cells for each in dialog.differences.rows.lines]
    assert ("支付明细", "", "增加 1 条，修改 1 处") in lines
    name = next(each for each in lines if each[0].endswith("项目名称"))
    assert name[1:] == ("民生诉求", "改过的名称")
    titles = [each for each in dialog.differences.rows.lines if each.title]
    assert dialog._count.text().startswith(f"{len(titles)} 节 ")
    assert dialog._go.isEnabled()
    dialog.deleteLater()


def test_a_whole_backup_is_taken_back_as_one_edit_and_undone(window, monkeypatch) -> None:
    before = window.desk.report
    changed(window)
    after = window.desk.report
    answer(monkeypatch, RestoreDialog, lambda dialog: ACCEPTED)
    window.actions_by_name["restore"].trigger()
    assert window.desk.report == before
    assert window.workspace.toast.isVisible()
    window.workspace.toast._act()
    assert window.desk.report == after


def test_one_section_is_taken_back(window, monkeypatch) -> None:
    before = window.desk.report
    changed(window)

    def choose(dialog) -> int:
        lines = dialog.differences.rows.lines
        dialog.differences.choose(next(n for n, each in enumerate(lines) if each.place == "payments"))
        assert dialog._one.text() == "只恢复“支付明细”"
        dialog._one.click()
        return dialog.result()

    answer(monkeypatch, RestoreDialog, choose)
    window.actions_by_name["restore"].trigger()
    assert window.desk.report.payments == before.payments
    assert window.desk.report.project.name == "改过的名称"
    assert window.desk.session.undo_text.endswith("（支付明细）")


def test_a_locked_report_is_not_restored_but_a_backup_can_be_copied_out(
    window, monkeypatch, tmp_path
) -> None:
    changed(window)
    set_state(window.desk.session, "送审")
    dialog = RestoreDialog(window, window.desk.session, lock=window.desk.lock)
    dialog.list.choose(1)
    dialog._preview()
    assert not dialog._go.isEnabled()
    assert "送审" in dialog._go.toolTip()
    target = tmp_path / "出来.jxzp"
    monkeypatch.setattr("desktop.views.dialogs.restore.ask_save", lambda *_a: target)
    dialog._copy.click()
    with Session.open(target) as session:
        assert session.report.project.name == "民生诉求"
    dialog.deleteLater()


def test_a_damaged_backup_is_told_and_cannot_be_restored(window) -> None:
    changed(window)
    backup = next(each for each in window.desk.session.backups() if each.path)
    backup.path.write_bytes(b"not ours any more")
    dialog = RestoreDialog(window, window.desk.session)
    assert not dialog._go.isEnabled()
    assert dialog._told.text()
    dialog.deleteLater()


def test_the_dialog_is_walked_by_keys_and_fits(window, qtbot) -> None:
    changed(window)
    window.desk.session.back_up("import")
    dialog = RestoreDialog(window, window.desk.session)
    dialog.show()
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not dialog._timer.isActive())
    assert dialog.list.currentIndex().row() == 1
    assert dialog._told.text()
    hint = dialog.minimumSizeHint()
    assert hint.width() <= SMALLEST[0] - 40
    assert hint.height() <= SMALLEST[1] - 40
    dialog.close()
    dialog.deleteLater()


def test_by_the_clock_a_backup_is_made_only_where_something_has_changed(window, qtbot) -> None:
    flow = window.interior.safe.backups
    assert flow._clock.isActive()
    held = len(window.desk.session.backups())
    flow.tick()
    assert len(window.desk.session.backups()) == held
    window.desk.write("project/1/name", "改过")
    flow.tick()
    qtbot.waitUntil(lambda: not flow._beside.is_busy)
    assert window.desk.session.backups()[0].reason == "timed"
    count = len(window.desk.session.backups())
    flow.tick()
    assert not flow._beside.is_busy
    assert len(window.desk.session.backups()) == count


def test_backups_go_to_the_second_folder_too(window, monkeypatch, tmp_path, qtbot) -> None:
    stick = tmp_path / "U 盘"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(stick))
    window.actions_by_name["second_backup"].trigger()
    assert second_folder() == stick
    assert list(stick.rglob("*.jxzp"))
    window.desk.write("project/1/name", "改过")
    window.actions_by_name["backup"].trigger()
    assert len(list(stick.rglob("*.jxzp"))) == 2
    stick.rename(tmp_path / "拔掉了")
    window.desk.write("project/1/name", "又改过")
    with pytest.raises(StoreError, match="找不到第二备份文件夹"):
        window.interior.safe.backups.now()
    window.interior.safe.backups.tick()  # The clock does not stop the work for it
    qtbot.waitUntil(lambda: not window.interior.safe.backups._beside.is_busy)
    assert "第二备份文件夹" in window.workspace.toast.accessibleName()


def test_an_old_second_copy_is_warned_of_at_opening(qapp, sample, tmp_path, monkeypatch, qtbot) -> None:
    stick = tmp_path / "U 盘"
    stick.mkdir()
    with Session.open(sample) as session:
        made = session.back_up_to(stick)
    old = made.at - timedelta(days=9)
    assert made.path is not None
    made.path.rename(made.path.with_name(f"{old:%Y%m%d-%H%M%S}{made.path.name[15:]}"))
    keep_second(stick)
    with opened_window(qapp, sample) as window:
        qtbot.waitUntil(lambda: "9 天前" in window.workspace.toast.accessibleName(), timeout=20_000)


def test_a_lost_file_comes_back_from_its_backup(empty_window, sample, monkeypatch, tmp_path, qtbot) -> None:
    with Session.open(sample) as session:
        session.back_up()
    sample.unlink()
    target = tmp_path / "找回.jxzp"
    monkeypatch.setattr("desktop.views.dialogs.lost.ask_save", lambda *_a: target)

    def choose(dialog) -> int:
        qtbot.waitUntil(lambda: dialog.list.rows.lines[0].cells[0] == "民生诉求", timeout=20_000)
        dialog.write()
        return dialog.result()

    answer(monkeypatch, LostDialog, choose)
    empty_window.actions_by_name["find_lost"].trigger()
    assert empty_window.desk.session.path == target
    assert empty_window.desk.report.project.name == "民生诉求"


# States


def choices(dialog) -> dict[str, bool]:
    return {each.text(): each.isEnabled() for each in dialog.findChildren(QRadioButton)}


def test_what_is_missing_is_said_and_a_report_with_faults_is_not_final(window) -> None:
    dialog = StateDialog(window, "草稿", ["合同金额不符", "没有收款单位"], 90)
    assert choices(dialog) == {"草稿（现在）": False, "送审": True, "定稿": False}
    dialog.deleteLater()


def test_submitting_locks_and_opening_again_asks_why(window, monkeypatch) -> None:
    window.workspace.visit("payments")
    answer(monkeypatch, StateDialog, lambda dialog: ACCEPTED)
    tag = window.workspace.header._state
    tag.setFocus()
    QTest.keyClick(tag, Qt.Key.Key_Space)
    assert window.desk.report.project.state == "送审"
    assert tag.text() == "送审"
    assert window.workspace.banner.isVisible()
    assert window.desk.session.backups()[0].reason == "submitted"
    with pytest.raises(Locked):
        window.desk.write("payments/1/amount", "1")
    model = window.workspace.page("payments").table.records
    tip = model.data(model.index(0, 1), Qt.ItemDataRole.ToolTipRole)
    assert "已送审" in tip
    window.workspace.visit("project")
    editor = window.workspace.page("project")._finders[0].editor("name")
    assert editor.input.isReadOnly()
    assert "已送审" in editor.input.toolTip()

    def open_again(dialog) -> int:
        assert dialog.state == "草稿"
        assert not dialog._go.isEnabled()
        dialog._why.setPlainText("主管部门要求补充原因")
        assert dialog._go.isEnabled()
        return ACCEPTED

    answer(monkeypatch, StateDialog, open_again)
    window.workspace.banner._unlock.click()
    assert window.desk.report.project.state == "草稿"
    assert not window.workspace.banner.isVisible()
    assert window.desk.session.journal("project/1/state")[-1].why == "主管部门要求补充原因"
    assert not editor.input.isReadOnly()


def test_a_complete_report_becomes_final(qapp, tmp_path, monkeypatch) -> None:
    path = tmp_path / "完整.jxzp"
    write_sample("complete", path)
    with opened_window(qapp, path) as window:

        def choose(dialog) -> int:
            dialog.choose("定稿")
            assert dialog._go.text() == "定稿"
            assert dialog._go.isEnabled()
            return ACCEPTED

        answer(monkeypatch, StateDialog, choose)
        window.actions_by_name["state"].trigger()
        assert window.desk.report.project.state == "定稿"


def test_a_read_only_report_keeps_its_state(qapp, sample: Path) -> None:
    with Session.open(sample), opened_window(qapp, sample) as window, pytest.raises(Locked):
        window.interior.safe.state.ask()


def test_a_failed_backup_at_submitting_is_told(window, monkeypatch) -> None:
    session = window.desk.session
    failed = replace(session.back_up(), path=None, problem="没有备份成功：磁盘已满")
    assert isinstance(failed, Backup)
    monkeypatch.setattr(type(session), "back_up", lambda *_a: failed)
    answer(monkeypatch, StateDialog, lambda dialog: ACCEPTED)
    window.actions_by_name["state"].trigger()
    assert "磁盘已满" in window.workspace.toast.accessibleName()


def test_a_second_folder_that_is_away_is_told_beside_the_backup_that_stands(window, tmp_path) -> None:
    keep_second(tmp_path / "拔掉的U盘")
    with pytest.raises(StoreError, match="已备份到本机，第二份没有复制成：找不到第二备份文件夹"):
        window.interior.safe.backups.now()
    assert window.desk.session.backups()


def test_the_folder_of_the_file_is_shown(window, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr("desktop.views.dialogs.done.open_path", lambda path: opened.append(path) or True)
    window.actions_by_name["file_folder"].trigger()
    assert opened == [window.desk.session.path.parent]
    with pytest.raises(DataError, match="不在了"):
        show_folder(Path("/没有/这里/试点.jxzp"))
