"""A whole window for tests, with a sample in it, and hands that type into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStackedWidget, QWidget

from desktop.views.desk import Desk
from desktop.views.main_window import MainWindow
from desktop.views.manners import Manners
from desktop.views.parts import Elided
from desktop.views.theme import dress

SMALLEST = (1280, 673)  # What 1080p at 150 % leaves to a window


@contextmanager
def opened_window(application: QApplication, path: Path | None = None) -> Iterator[MainWindow]:
    """Show a window, with a report in it if *path* says one, and take it down again, whole."""
    dress(application)
    before = set(application.topLevelWidgets())
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
        left = [each for each in application.topLevelWidgets() if each not in before]
        assert not left, f"parts that nobody owned outlive their window: {left}"


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


def squeezed(workspace: QWidget) -> Mapping[str, str]:
    """Return the widgets in sight that are narrower than they can be (a stack counts its hidden pages)."""
    shown = [each for each in workspace.findChildren(QWidget) if each.isVisible() and each.layout()]
    return {
        f"{type(each).__name__} {each.objectName()}": f"{each.width()} of {each.minimumSizeHint().width()}"
        for each in shown
        if not isinstance(each, QStackedWidget) and each.minimumSizeHint().width() > each.width()
    }


def cut(parent: QWidget) -> Mapping[str, str]:
    """Return the words of the buttons and one-line labels in sight that are narrower than what they say."""
    shown = [each for each in parent.findChildren(QWidget) if each.isVisible()]
    texts = [each for each in shown if isinstance(each, QPushButton | QLabel) and each.text()]
    return {
        each.text()[:40]: f"{each.width()} of {each.sizeHint().width()}, {type(each).__name__}"
        for each in texts
        if not gives_way(each) and each.width() < each.sizeHint().width()
    }


def gives_way(widget: QPushButton | QLabel) -> bool:
    """Tell whether a text is made to be elided or broken into lines."""
    if isinstance(widget, QPushButton):
        return False
    return isinstance(widget, Elided) or widget.wordWrap() or widget.textFormat() == Qt.TextFormat.RichText
