"""An edit that could not be saved: tried again, or given up; and what the settings say of remembering."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.errors import StoreError
from desktop.tasks.memory import keep_texts, kept_texts
from desktop.views.dialogs.error import DISCARD, RETRY, ErrorDialog
from desktop.views.dialogs.settings import SettingsDialog
from desktop.views.settings import load_settings

NAME = "project/1/name"
FULL = StoreError("U 盘 E: 写不进去：磁盘已满（还差 1.2 MB）", "在 U 盘上删掉不要的文件，再点“重试”")


@pytest.fixture
def full(window, monkeypatch):
    """Let no typed edit be saved until it is called."""
    write = window.desk.session.write

    def refuse(*_args, **_more) -> None:
        raise FULL

    monkeypatch.setattr(window.desk.session, "write", refuse)
    return lambda: monkeypatch.setattr(window.desk.session, "write", write)


def fail(window) -> None:
    window.desk.gather(NAME, "改过的名称")
    with pytest.raises(StoreError):
        window.desk.flush()


def test_an_edit_that_failed_is_named_and_given_up(window, full, monkeypatch) -> None:
    said: list[tuple[list[str], list[str]]] = []

    def answer(dialog) -> int:
        texts = [each.text() for each in dialog.findChildren(QLabel)]
        said.append((texts, [each.text() for each in dialog.findChildren(QPushButton)]))
        return DISCARD

    monkeypatch.setattr(ErrorDialog, "exec", answer)
    before = window.desk.report.project.name
    window.workspace.go(NAME)
    fail(window)
    window.tell(FULL)
    (texts, buttons) = said[0]
    assert "刚才改的“项目概况 项目名称”没有保存。" in texts
    assert {"放弃这一处修改", "存到别处…", "重试"} <= set(buttons)
    assert not window.desk.pending
    field = window.workspace.page("project").focusWidget()
    assert field.text() == before
    assert "没有保存" not in [each.text() for each in window.workspace.header.findChildren(QLabel)]


def test_trying_again_saves_once_there_is_room(window, full, monkeypatch, qtbot) -> None:
    monkeypatch.setattr(ErrorDialog, "exec", lambda _dialog: RETRY)
    fail(window)
    full()
    window.tell(FULL)
    qtbot.waitUntil(lambda: not window.desk.pending)
    assert window.desk.report.project.name == "改过的名称"


def test_the_settings_say_what_is_remembered_and_clear_it(window, monkeypatch, tmp_path) -> None:
    keep_texts(window.desk.report, tmp_path / "x.jxzp")
    dialog = SettingsDialog(window, ask_second=lambda: None)
    assert f"记住了 {kept_texts().count} 条" in dialog._known.text()
    monkeypatch.setattr("desktop.views.dialogs.settings.confirmed", lambda *_args, **_more: True)
    dialog.forget.click()
    assert kept_texts().count == 0
    assert not dialog.forget.isEnabled()
    files = [SimpleNamespace(path=str(each)) for each in (window.desk.session.path, tmp_path / "gone.jxzp")]
    (tmp_path / "bad.jxzp").write_bytes(b"x")
    files.append(SimpleNamespace(path=str(tmp_path / "bad.jxzp")))
    monkeypatch.setattr("desktop.views.dialogs.settings.recent_files", lambda: files)
    dialog.learn.click()
    assert dialog._known.text().startswith("读了 1 个文件，1 个读不出，记住了")
    assert kept_texts().count > 0
    dialog.remembers.setChecked(False)
    assert not load_settings().remembers
    dialog.deleteLater()
