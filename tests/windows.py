"""A whole window for tests, with a sample in it, and hands that type into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.views.desk import Desk
from desktop.views.main_window import MainWindow
from desktop.views.manners import Manners
from desktop.views.theme import dress

SMALLEST = (1280, 673)  # What 1080p at 150 % leaves to a window


@contextmanager
def opened_window(application: QApplication, path: Path | None = None) -> Iterator[MainWindow]:
    """Show a window, with a report in it if *path* says one, and take it down again."""
    dress(application)
    desk = Desk()
    manners = Manners(application, desk)
    window = MainWindow(lambda: desk)
    window.furnish()
    window.resize(*SMALLEST)
    window.show()
    if path is not None:
        window.open_path(path)
    QTest.qWait(0)
    try:
        yield window
    finally:
        application.removeEventFilter(manners)
        desk.close()
        window.close()
        window.deleteLater()
        manners.setParent(None)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def focused() -> QWidget:
    """Return what has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def compose(text: str) -> None:
    """Type Chinese as an input method does: letters on the way, then the words."""
    for letters in ("n", "ni"):
        QApplication.sendEvent(focused(), QInputMethodEvent(letters, []))
    done = QInputMethodEvent("", [])
    done.setCommitString(text)
    QApplication.sendEvent(focused(), done)


def keys(text: str) -> None:
    """Press ASCII keys."""
    for sign in text:
        QTest.keyClick(focused(), sign)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key."""
    QTest.keyClick(focused(), key, modifier)
