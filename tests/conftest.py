"""What holds for every test: no screen, no network, a home of its own, and not one stray message."""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

_ROOM = Path(tempfile.mkdtemp(prefix="jixiao-tests-"))
os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported, here and in child processes
os.environ["JIXIAO_HOME"] = str(_ROOM / "home")
if sys.platform == "linux":
    os.environ["XDG_RUNTIME_DIR"] = str(_ROOM)  # Qt warns where there is none
    os.environ["LC_ALL"] = "C.UTF-8"  # and where the encoding is not UTF-8

import pytest
from hypothesis import HealthCheck, settings

# No deadline and no complaint about slow data: a test never depends on the speed of the machine.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("jixiao", _PATIENT, max_examples=50)
settings.register_profile("thorough", _PATIENT, max_examples=1000)
settings.load_profile("jixiao")

_ALLOWED_FROM_QT = re.compile("This plugin does not support ")  # the offscreen plugin about itself
_homes = count(1)


class Strays(logging.Handler):
    """Gathers what a test let slip: log records from WARNING up, any message of Qt, any network use."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"log {record.levelname} {record.name}: {record.getMessage()}")

    def from_qt(self, kind: object, _context: object, message: str) -> None:
        if not _ALLOWED_FROM_QT.match(message):
            self.messages.append(f"{kind}: {message}")

    def network(self, *_arguments: object, **_keywords: object) -> None:
        self.messages.append("network: the program must never use it")
        raise OSError(self.messages[-1])

    def verdict(self) -> list[str]:
        """Return what came unexpected, and what was expected and did not come."""
        stray = [each for each in self.messages if not any(re.search(e, each) for e in self.expected)]
        absent = [e for e in self.expected if not any(re.search(e, each) for each in self.messages)]
        return [*stray, *(f"did not come: {each}" for each in absent)]


@contextmanager
def _listening(strays: Strays) -> Iterator[None]:
    """Let *strays* hear Python's log and, where Qt is loaded, Qt."""
    logging.getLogger().addHandler(strays)
    qt = sys.modules.get("PySide6.QtCore")
    before = qt.qInstallMessageHandler(strays.from_qt) if qt else None
    try:
        yield
    finally:
        logging.getLogger().removeHandler(strays)
        if qt:
            qt.qInstallMessageHandler(before)


@pytest.fixture(autouse=True)
def strays(monkeypatch: pytest.MonkeyPatch) -> Iterator[Strays]:
    """Fail the test on anything it let slip.

    Unhandled exceptions fail it too: pytest-qt watches sys.excepthook, pytest itself threads and
    ``sys.unraisablehook`` (as warnings, which are errors here).
    """
    gathered = Strays()
    monkeypatch.setattr(socket.socket, "connect", _unless_local(gathered, socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", _unless_local(gathered, socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", gathered.network)
    with _listening(gathered):
        yield gathered
    if found := gathered.verdict():
        pytest.fail("stray messages:\n" + "\n".join(found), pytrace=False)


def _unless_local(strays: Strays, connect: Callable[..., object]) -> Callable[..., object]:
    """Return *connect* with every internet address refused; sockets within the machine pass."""

    def guarded(self: socket.socket, address: object) -> object:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            strays.network()
        return connect(self, address)

    return guarded


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Collect garbage between the tests and in this thread alone, as the program does (views/sweeping.py).

    A worker that an earlier test left behind would delete its dialogs while Qt is at them here, and crash.
    """
    gc.disable()
    yield
    due = [age for age, count in enumerate(gc.get_count()) if count > gc.get_threshold()[age]]
    if due:
        gc.collect(due[-1])


@pytest.fixture
def expected_logs(strays: Strays) -> Callable[..., None]:
    """Return ``expect(*patterns)``: messages (log, Qt) that match are the point of the test and must come."""

    def expect(*patterns: str) -> None:
        strays.expected.extend(patterns)

    return expect


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a ``JIXIAO_HOME`` of its own, which does not exist yet."""
    path = _ROOM / f"home-{next(_homes)}"
    monkeypatch.setenv("JIXIAO_HOME", str(path))
    return path


def pytest_unconfigure() -> None:
    """Remove every home and empty the clipboard: offscreen, Qt would free its content after Python has ended."""
    shutil.rmtree(_ROOM, ignore_errors=True)
    qt = sys.modules.get("PySide6.QtGui")
    if qt and qt.QGuiApplication.instance():
        qt.QGuiApplication.clipboard().clear()
