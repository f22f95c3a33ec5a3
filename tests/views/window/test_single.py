"""One window a user: the second start hands its file over; a crash frees the place, a freeze is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from time import monotonic
from traceback import extract_stack

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest

from desktop.app import _begin, _called
from desktop.errors import DataError
from desktop.views.single import LONGEST, PATIENCE, Single, first_window, local_path, read_message

ROOT = Path(__file__).parents[3]
FIRST = """
import sys
from PySide6.QtCore import QCoreApplication
from desktop.views.single import first_window
application = QCoreApplication(sys.argv)
single = first_window(sys.argv[1:], application)
if single is None:
    sys.exit(0)
def told(files):
    print("|".join(files), flush=True)
    if "end" in "".join(files):
        application.quit()
single.wanted.connect(told)
print("first", flush=True)
application.exec()
single.release()
"""
SLOW = """
import sys
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from desktop.views.single import first_window
application = QCoreApplication(sys.argv)
single = first_window([], application)
print(single.name, flush=True)
def told(files):
    loop = QEventLoop()  # As a file is opened that takes its time: the caller has long gone when it is
    for socket in single.findChildren(QLocalSocket):
        socket.destroyed.connect(loop.quit)
    QTimer.singleShot(10_000, loop, loop.quit)
    loop.exec()
    print("|".join(files), len(single.findChildren(QLocalSocket)), flush=True)
    QTimer.singleShot(0, application, application.quit)
single.wanted.connect(told)
single.findChild(QLocalServer).newConnection.connect(lambda: print("called", flush=True))
application.exec()
single.release()
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals that stop and kill are Unix's")


@contextmanager
def program(*files: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program that wants the place; the one that gets it says so."""
    command = [sys.executable, "-c", FIRST, *files]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUTF8": "1"}
    ) as running:
        try:
            yield running
        finally:
            if running.poll() is None:
                running.kill()


def line(running: subprocess.Popen[str]) -> str:
    assert running.stdout is not None
    return running.stdout.readline().strip()


def test_a_second_start_hands_its_file_over_and_ends(qapp, tmp_path) -> None:
    wanted = tmp_path / "资料 夹" / "民生 诉求.jxzp"
    with program() as first:
        assert line(first) == "first"
        with program(str(wanted)) as second:
            assert second.wait(30) == 0
        assert line(first) == str(wanted)
        assert first_window([wanted.as_uri()], qapp) is None
        assert line(first) == str(wanted)
        assert first_window([], qapp) is None  # Only the window is asked for
        assert line(first) == ""
        assert first.poll() is None


@POSIX
def test_a_crash_frees_the_place(qapp) -> None:
    with program() as first:
        assert line(first) == "first"
        os.kill(first.pid, signal.SIGKILL)
        first.wait(30)
    single = first_window([], qapp)
    assert single is not None
    single.release()


@POSIX
def test_a_frozen_first_is_given_up_with_words(qapp) -> None:
    with program() as first:
        assert line(first) == "first"
        os.kill(first.pid, signal.SIGSTOP)
        begun = monotonic()
        with pytest.raises(DataError, match="已在运行但没有响应"):
            Single().hand_over(["/a.jxzp"])
        assert monotonic() - begun >= PATIENCE * 0.9
        os.kill(first.pid, signal.SIGCONT)
        os.kill(first.pid, signal.SIGKILL)


def test_what_is_no_message_of_ours_is_dropped(qapp, qtbot) -> None:
    single = first_window([], qapp)
    assert single is not None
    heard: list[list[str]] = []
    single.wanted.connect(heard.append)
    try:
        for message in (b"hello\n", b'{"open": [1]}\n', b"x" * (LONGEST + 2)):
            socket = QLocalSocket()
            socket.connectToServer(single.name)
            assert socket.waitForConnected(1000)
            socket.write(message)
            socket.flush()
            qtbot.waitUntil(
                lambda each=socket: each.state() == QLocalSocket.LocalSocketState.UnconnectedState
            )
        assert not heard
    finally:
        single.release()
        QTest.qWait(0)
        QCoreApplication.processEvents()


def test_what_is_wanted_is_told_when_no_socket_is_at_work(qapp, qtbot) -> None:
    single = first_window([], qapp)
    assert single is not None
    callers: list[set[str]] = []
    single.wanted.connect(lambda _files: callers.append({each.name for each in extract_stack()}))
    socket = QLocalSocket()
    try:
        socket.connectToServer(single.name)
        assert socket.waitForConnected(1000)
        socket.write(b'{"open": ["/a.jxzp"]}\n')
        socket.flush()
        qtbot.waitUntil(lambda: bool(callers))
        assert not callers[0] & {Single._read.__name__, Single._connected.__name__}
    finally:
        single.release()


def test_a_caller_may_go_while_its_file_is_opened(qapp) -> None:
    """What is freed is overwritten at once (by glibc, elsewhere never), so that no later use of it passes."""
    overwriting = {"MALLOC_PERTURB_": "165", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}
    environment = {**os.environ, "PYTHONUTF8": "1", **overwriting}
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment
    ) as first:
        try:
            socket = QLocalSocket()
            socket.connectToServer(line(first))
            assert socket.waitForConnected(1000)
            assert line(first) == "called"  # Else the message would be there when the socket is
            socket.write(b'{"open": ["/a.jxzp"]}\n')
            assert socket.waitForReadyRead(10_000)
            socket.close()
            assert line(first) == "/a.jxzp 0"
            assert first.wait(30) == 0
        finally:
            if first.poll() is None:
                first.kill()


def test_a_message_names_absolute_paths() -> None:
    assert read_message(b'{"open": ["/a b.jxzp", "c.jxzp"]}') == ["/a b.jxzp"]
    assert read_message(b'{"shut": []}') is None
    assert read_message(b"[]") is None


def test_arguments_are_paths_or_addresses(tmp_path) -> None:
    assert local_path("/tmp/a b.jxzp") == "/tmp/a b.jxzp"
    assert Path(local_path((tmp_path / "资料 夹.jxzp").as_uri())) == tmp_path / "资料 夹.jxzp"


def test_the_window_comes_forward_with_the_file(empty_window, sample) -> None:
    empty_window.showMinimized()
    _called(empty_window, [str(sample)])
    assert not empty_window.isMinimized()
    assert empty_window.desk.session.path == sample
    _called(empty_window, [])
    assert empty_window.desk.session.path == sample


def test_a_second_file_waits_until_the_first_is_open(empty_window, sample, qtbot) -> None:
    other = sample.with_name("另一个.jxzp")
    copyfile(sample, other)
    _called(empty_window, [str(sample)])
    desk, busy = empty_window.desk, [True]
    desk.busy = lambda: busy[0]
    _called(empty_window, [str(other)])
    assert desk.session.path == sample
    busy[0] = False
    qtbot.waitUntil(lambda: desk.is_open and desk.session.path == other)


def test_a_window_that_is_closed_at_once_opens_nothing(empty_window, sample) -> None:
    """It would stay without a window: Qt asks once only whether the last one is closed."""
    empty_window.close()
    _begin(empty_window, [str(sample)])
    assert not empty_window.desk.is_open


def test_the_program_itself_is_one_of_two(tmp_path, sample) -> None:
    command = [sys.executable, "-m", "desktop"]
    with subprocess.Popen([*command, str(sample)], cwd=ROOT) as first:
        try:
            lock = sample.with_name(f"~${sample.name}")
            begun = monotonic()
            while not lock.exists() and monotonic() - begun < 60:
                QTest.qWait(50)
            assert lock.exists()
            assert subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode == 0
            assert first.poll() is None
        finally:
            first.kill()
