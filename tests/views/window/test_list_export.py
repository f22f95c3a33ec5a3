"""Lists are written beside the work in the window: whole or not at all, with a card that can cancel them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.errors import OutputError
from desktop.output.listing import write_listing
from desktop.progress import tell
from desktop.views import list_export
from desktop.views.dialogs.base import Dialog
from desktop.views.list_export import CANCELLED, ListExport
from desktop.views.progress_card import ProgressCard
from tests.windows import focused, keys


@pytest.fixture(autouse=True)
def shown_at_once(monkeypatch) -> None:
    """Let the card appear without waiting for it."""
    monkeypatch.setattr(list_export, "SHOWN_AFTER", 0.0)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"old")
    return path


@pytest.fixture
def slowly(monkeypatch) -> threading.Event:
    """Let each row wait until the officer goes on or cancels."""
    go_on, pause = threading.Event(), threading.Event()

    def wait(*words: object) -> None:
        while not go_on.is_set():
            tell(3, 9, "第 3 行，共 9 行")
            pause.wait(0.003)

    monkeypatch.setattr("desktop.output.listing._tell", wait)
    return go_on


def writing(target: Path) -> Callable[[], str]:
    def write() -> str:
        write_listing(target, "清单", ("甲", "乙"), [("一", 2)] * 9)
        return f"已导出 {target.name}"

    return write


def card_on(host: QWidget) -> ProgressCard | None:
    return next((each for each in host.findChildren(ProgressCard) if each.isVisible()), None)


def cancel(card: ProgressCard) -> None:
    (stop,) = (each for each in card.findChildren(QPushButton) if each.text() == "取消")
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)


def alone(target: Path) -> bool:
    return [each.name for each in target.parent.iterdir() if each.suffix != ".jxzp"] == [target.name]


def test_the_window_is_worked_in_meanwhile(window, target, slowly, qtbot) -> None:
    told: list[str] = []
    window.workspace.go("project/1/phone")
    field = focused()
    ListExport(window.workspace, "正在导出对比表", writing(target), told.append)
    qtbot.waitUntil(lambda: card_on(window) is not None)
    assert focused() is field
    keys("0755")
    window.desk.flush()
    assert window.desk.report.project.phone == "0755"
    assert target.read_bytes() == b"old"
    slowly.set()
    qtbot.waitUntil(lambda: told == ["已导出 清单.xlsx"])
    assert target.read_bytes().startswith(b"PK")
    qtbot.waitUntil(lambda: card_on(window) is None)
    assert alone(target)


def test_what_is_cancelled_leaves_nothing(window, target, slowly, qtbot) -> None:
    told: list[str] = []
    ListExport(window.workspace, "正在导出对比表", writing(target), told.append)
    qtbot.waitUntil(lambda: card_on(window) is not None)
    card = card_on(window)
    assert card is not None
    qtbot.waitUntil(lambda: card._detail.text() == "第 3 行，共 9 行")
    cancel(card)
    qtbot.waitUntil(lambda: told == [CANCELLED])
    assert target.read_bytes() == b"old"
    assert alone(target)


def test_it_goes_on_when_its_dialog_is_closed(window, target, slowly, qtbot) -> None:
    told: list[str] = []
    dialog = Dialog(window, "修改记录")
    dialog.show()
    ListExport(dialog, "正在导出修改记录", writing(target), told.append)
    qtbot.waitUntil(lambda: card_on(dialog) is not None)
    dialog.reject()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: card_on(window) is not None)
    slowly.set()
    qtbot.waitUntil(lambda: told == ["已导出 清单.xlsx"])
    assert target.read_bytes().startswith(b"PK")


def test_what_goes_wrong_is_told_as_ever(window, tmp_path, qtbot) -> None:
    target = tmp_path / "没有的文件夹" / "清单.xlsx"
    told: list[str] = []
    with qtbot.capture_exceptions() as caught:
        ListExport(window.workspace, "正在导出", writing(target), told.append)
        qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(caught[0][1], OutputError)
    assert not told


def test_the_end_of_the_program_waits_for_what_was_begun(window, target, slowly, qtbot) -> None:
    told: list[str] = []
    run = ListExport(window.workspace, "正在导出", writing(target), told.append)
    run._give_up()
    assert target.read_bytes() == b"old"
    assert alone(target)
    qtbot.waitUntil(lambda: told == [CANCELLED])


def test_the_card_stays_in_its_corner(window, target, slowly, qtbot) -> None:
    told: list[str] = []
    run = ListExport(window.workspace, "正在导出", writing(target), told.append)
    qtbot.waitUntil(lambda: card_on(window) is not None)
    window.resize(1100, 620)
    card = card_on(window)
    assert card is not None
    host = window.workspace.window()
    qtbot.waitUntil(lambda: card.geometry().right() == host.width() - 21)
    run.cancel()
    qtbot.waitUntil(lambda: told == [CANCELLED])
    assert target.read_bytes() == b"old"
