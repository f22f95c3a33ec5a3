"""Garbage is collected in the window's thread only, whatever other threads allocate."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread, current_thread, main_thread
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from desktop.views.sweeping import Sweeper, sweep

ROOT = Path(__file__).parents[3]
ENOUGH = 5  # Times the interpreter's threshold

WHOLE = """
import gc, sys
from threading import Thread, current_thread, main_thread
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop import app

where = []
gc.callbacks.append(lambda _phase, _told: where.append(current_thread() is main_thread()))

def busy():
    for _ in range(50 * gc.get_threshold()[0]):
        ring = []
        ring.append(ring)

def work():
    threads = [Thread(target=busy) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if where:
        QApplication.closeAllWindows()
    else:
        QTimer.singleShot(100, work)

app.warm_up = work
code = app.open_window(sys.argv[1:])
print(code, all(where))
"""


@pytest.fixture
def sweeper(qapp) -> Iterator[Sweeper]:
    """Return a sweeper; afterwards the interpreter collects again."""
    gc.collect()
    made = Sweeper(qapp)
    yield made
    made.setParent(None)
    made.deleteLater()
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def collected_in() -> Iterator[list[bool]]:
    """Gather for every collection whether it ran in the main thread."""
    places: list[bool] = []

    def told(_phase: str, _info: dict[str, int]) -> None:
        places.append(current_thread() is main_thread())

    gc.callbacks.append(told)
    yield places
    gc.callbacks.remove(told)


def in_thread(deed: Callable[[], object]) -> None:
    thread = Thread(target=deed)
    thread.start()
    thread.join()


def make_garbage() -> None:
    """Make objects that hold themselves, more than the interpreter lets lie."""
    for _ in range(ENOUGH * gc.get_threshold()[0]):
        ring: list[object] = []
        ring.append(ring)


def forgotten_dialog(died_in: list[bool]) -> None:
    """Leave a dialog behind that nobody holds but itself."""

    def told(_gone: QObject) -> None:
        died_in.append(current_thread() is main_thread())

    dialog = QDialog()
    dialog.destroyed.connect(told, Qt.ConnectionType.DirectConnection)
    dialog.__dict__["ring"] = dialog


def ages_told(deed: Callable[[], object]) -> list[int]:
    """Return the generations that *deed* collects."""
    ages: list[int] = []

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            ages.append(info["generation"])

    gc.callbacks.append(told)
    try:
        deed()
    finally:
        gc.callbacks.remove(told)
    return ages


def test_a_worker_deletes_no_widget(sweeper, collected_in) -> None:
    died_in: list[bool] = []
    forgotten_dialog(died_in)
    in_thread(make_garbage)
    assert not collected_in
    assert not died_in
    gc.collect()
    assert died_in == [True]


def test_what_a_worker_left_is_collected_by_the_window(sweeper, collected_in, qtbot) -> None:
    in_thread(make_garbage)
    qtbot.waitUntil(lambda: bool(collected_in))
    assert all(collected_in)
    assert gc.get_count()[0] < gc.get_threshold()[0]


def test_older_generations_have_their_turn(sweeper) -> None:
    def live() -> None:
        for _ in range(200):
            make_garbage()
            sweep()

    ages = ages_told(live)
    assert ages.count(0) > ages.count(1) > ages.count(2) > 0
    gc.collect()
    assert not ages_told(sweep)  # Nothing is due


def test_what_a_closed_report_leaves_is_collected_when_its_pages_have_gone(sweeper, window) -> None:
    window.close_report()
    assert ages_told(sweeper._look) == []
    QTest.qWait(0)
    assert ages_told(sweeper._look) == [2]
    assert ages_told(sweeper._look) == []


def test_the_program_is_spared_once_and_no_report_is_held_by_that(sweeper, window, sample) -> None:
    spared = gc.get_freeze_count()
    assert spared > ENOUGH
    session = ref(window.desk.session)
    window.close_report()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    sweeper._look()
    sweeper._look()
    assert session() is None
    window.open_path(sample)
    assert gc.get_freeze_count() <= spared


def test_the_program_collects_in_its_window_only(sample) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WHOLE, str(sample)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.stdout.split() == ["0", "True"], done.stderr
