"""Long work beside a window that stays alive: told after a while, stopped by Esc, and nothing half-done is left."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.errors import DataError, Stopped, StoreError
from desktop.models.records import Payment
from desktop.progress import tell
from desktop.session import Session
from desktop.views import patience as module
from desktop.views.patience import Patience, PatienceCard


@pytest.fixture
def patience(window) -> Patience:
    return window.findChild(Patience)


@pytest.fixture
def at_once_shown(monkeypatch) -> None:
    """Let the card appear without waiting for it."""
    monkeypatch.setattr(module, "AT_ONCE", 0.0)
    monkeypatch.setattr(module, "SHOWN_MS", 1)


def when_card(deed: Callable[[PatienceCard], object], title: str = "") -> None:
    """Do something as soon as a card is shown, or the one of a *title*."""

    def look() -> None:
        card = QApplication.activeModalWidget()
        if isinstance(card, PatienceCard) and title in (card.windowTitle(), ""):
            deed(card)
        else:
            QTimer.singleShot(1, look)

    QTimer.singleShot(0, look)


def until_stopped() -> None:
    """Work until somebody stops it."""
    pause = threading.Event()
    while not pause.wait(0.005):
        tell(1, 3, "第 1 页，共 3 页")


def test_what_is_quick_is_done_in_a_thread_and_shows_nothing(patience, window) -> None:
    ran: list[str] = []

    def deed() -> int:
        ran.append(threading.current_thread().name)
        return 3

    assert patience("正在做", deed) == 3
    assert ran == ["patience"]
    assert not window.findChildren(PatienceCard)
    assert not patience.busy


def test_what_it_raises_is_raised_where_it_was_asked_for(patience) -> None:
    def deed() -> None:
        raise DataError("坏了", "修好")

    with pytest.raises(DataError, match="坏了"):
        patience("正在做", deed)
    assert not patience.busy


def test_esc_stops_it_and_the_window_turns_meanwhile(patience, at_once_shown) -> None:
    turned: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turned.append(1))
    timer.start(1)

    def press(card: PatienceCard) -> None:
        card.renew()
        assert card._detail.text() == "第 1 页，共 3 页"
        QTest.keyClick(card, Qt.Key.Key_Escape)

    when_card(press)
    with pytest.raises(Stopped, match="正在做"):
        patience("正在做", until_stopped)
    assert turned


def test_return_and_space_meant_for_something_else_stop_nothing(patience, at_once_shown) -> None:
    go_on = threading.Event()

    def press(card: PatienceCard) -> None:
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            QTest.keyClick(QApplication.focusWidget() or card, key)
        go_on.set()

    when_card(press)
    assert patience("正在做", lambda: go_on.wait() and "fertig") == "fertig"


def test_work_that_only_reads_is_left_behind_and_cleared_away(patience, at_once_shown, qtbot) -> None:
    come, left = threading.Event(), []
    when_card(lambda card: card.reject())
    with pytest.raises(Stopped):
        patience("正在打开", lambda: come.wait() and "late", abandon=left.append)
    come.set()
    qtbot.waitUntil(lambda: left == ["late"])


def test_what_is_typed_is_saved_after_the_work(patience, window, at_once_shown) -> None:
    go_on = threading.Event()

    def type_on(_card: PatienceCard) -> None:
        window.desk.gather("project/1/phone", "0755")
        window.desk.flush()
        assert window.desk.pending
        go_on.set()

    when_card(type_on)
    patience("正在做", go_on.wait)
    window.desk.flush()
    assert window.desk.report.project.phone == "0755"


def test_a_window_closed_meanwhile_closes_when_the_work_is_done(
    patience, window, at_once_shown, qtbot
) -> None:
    go_on = threading.Event()

    def close(_card: PatienceCard) -> None:
        assert not window.close()
        go_on.set()

    when_card(close)
    patience("正在做", go_on.wait)
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_stopped_export_leaves_nothing_behind(window, tmp_path, at_once_shown, monkeypatch) -> None:
    target = tmp_path / "报告.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr("desktop.output.pdf.container.tell", lambda *_words: until_stopped())
    when_card(lambda card: card.reject(), "正在写 PDF")
    with pytest.raises(Stopped):
        window.output.write(target)
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".pdf"] == ["报告.pdf"]


def test_a_stopped_save_of_many_rows_has_not_happened(window, at_once_shown, monkeypatch) -> None:
    desk, before = window.desk, window.desk.report
    rows = (*before.payments, *(Payment(1000 + n, item=f"第 {n} 笔") for n in range(2_000)))
    with monkeypatch.context() as slowly:
        slowly.setattr("desktop.store.report_file.tell", until_stopped)
        when_card(lambda card: card.reject())
        with pytest.raises(Stopped):
            desk.edit(before.with_rows("payments", rows), "粘贴 2000 行")
    assert desk.report == before
    with Session.open(desk.session.path, read_only=True) as held:
        assert held.report == before
    desk.edit(before.with_rows("payments", rows), "粘贴 2000 行")
    with Session.open(desk.session.path, read_only=True) as held:
        assert held.report == desk.report
    assert desk.undo()
    assert desk.report == before


def test_a_stopped_backup_leaves_nothing_and_the_import_does_not_go_on(
    window, at_once_shown, monkeypatch
) -> None:
    window.desk.write("project/1/phone", "0755")
    held = window.desk.session.backups()
    monkeypatch.setattr("desktop.store.copies.tell", lambda *_words: until_stopped())
    when_card(lambda card: card.reject())
    with pytest.raises(Stopped):
        window.desk.session.back_up("import")
    assert window.desk.session.backups() == held


def test_opening_a_file_that_is_damaged_is_told_as_ever(window, tmp_path) -> None:
    path = tmp_path / "坏.jxzp"
    path.write_bytes(b"nothing of ours")
    with pytest.raises(StoreError):
        window.open_path(path)
    assert window.desk.is_open


def test_a_backup_by_the_clock_is_made_beside_and_given_up_when_the_report_is_closed(
    window, monkeypatch, qtbot
) -> None:
    flow, path = window.interior.safe.backups, window.desk.session.path
    window.desk.write("project/1/phone", "0755")
    held = window.desk.session.backups()
    with monkeypatch.context() as slowly:
        slowly.setattr("desktop.store.copies.tell", lambda *_words: until_stopped())
        flow.tick()
        window.desk.write("project/1/phone", "0756")  # Nobody waits for it
        window.close_report()
    with Session.open(Path(path), read_only=True) as session:
        assert session.report.project.phone == "0756"
        assert session.backups() == held
