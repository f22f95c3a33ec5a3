"""The hands of the officer of the soak: keys, an input method, the mouse, and ears for what goes wrong."""

from __future__ import annotations

import random
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop.errors import KnownError
from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.main_window import MainWindow

KEY, MOD, LEFT, RIGHT = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CTRL, ALT, SHIFT = MOD.ControlModifier, MOD.AltModifier, MOD.ShiftModifier
TRAIL = 30
TEXTS = (
    "3.5", "=12+3.5", "2021-3-1", "abc", "约2万", "中", "=1/3", "0", "-7", "鼎讯智城", "６６．９８万元",
    "{{figures/spent|万元}}", "叁拾万元整", "<b>&amp;", "𠮷", " ", "100", "2021年",
)  # fmt: skip
INPUTS = (LineInput, MemoInput, QAbstractItemView, QLineEdit, QPlainTextEdit, QTextEdit)


class Hands(QObject):
    """Types, presses, points and drops in a window, always the same for a seed; keeps what went wrong."""

    def __init__(self, seed: int, window: MainWindow, folder: Path, log: TextIO | None = None) -> None:
        super().__init__()
        self.chance, self.window, self.folder = random.Random(seed), window, folder
        self.log = log
        self.trail: deque[str] = deque(maxlen=TRAIL)
        self.refusals: Counter[str] = Counter()
        self.faults: list[str] = []
        self.composed = ""

    # What is remembered

    def note(self, words: str) -> None:
        """Remember what a deed was about."""
        self.trail[-1] += f" {words}" if self.trail[-1] else words
        if self.log:
            self.log.write(f"{words}\n")
            self.log.flush()

    def hear(self, _kind: object, _context: object, text: str) -> None:
        """Take what Qt says; all of it is a fault but what every offscreen window says."""
        if "This plugin does not support" not in text:
            self.faults.append(f"Qt says: {text}\n{''.join(traceback.format_stack(limit=12))}")

    @contextmanager
    def told(self) -> Iterator[None]:
        """Take what a deed raises as the window's own hook would."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - as the hook for what nobody caught
            self.caught(type(error), error, error.__traceback__)

    def caught(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        """Take an exception: a known one is told to the officer, another is a fault."""
        if isinstance(error, KnownError):
            self.refusals[error.message] += 1
        else:
            self.faults.append("".join(traceback.format_exception(kind, error, trace)))

    # What is seen

    def shown(self, *kinds: type[QWidget], inside: QWidget | None = None) -> list[Any]:
        """Return the widgets of some kinds that can be seen and used in the window, or in a part of it."""
        root = inside or self.window
        found = {id(each): each for kind in kinds for each in root.findChildren(kind)}
        return [each for each in found.values() if each.isVisible() and each.isEnabled()]

    # Keys

    def send(self, deed: Callable[[QWidget], object]) -> None:
        """Do something to what has the focus, if anything has."""
        if at := QApplication.focusWidget():
            deed(at)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = MOD.NoModifier) -> None:
        """Press one key."""
        self.send(lambda at: QTest.keyClick(at, key, modifier))

    def sign(self, sign: str) -> None:
        """Type one sign: ASCII by a key, another through the input method."""
        if sign.isascii():
            self.send(lambda at: QTest.keyClick(at, sign))  # pyright: ignore[reportCallIssue, reportArgumentType]
        else:
            self.commit(sign)

    def text(self, text: str) -> None:
        """Type a text."""
        for sign in text:
            self.sign(sign)

    def commit(self, text: str) -> None:
        """Let the input method end a word."""
        done = QInputMethodEvent("", [])
        done.setCommitString(text)
        self.send(lambda at: QApplication.sendEvent(at, done))

    def begin_word(self, letters: str = "zh") -> None:
        """Let the input method show letters that are no word yet."""
        for n in range(len(letters)):
            event = QInputMethodEvent(letters[: n + 1], [])
            self.send(lambda at, event=event: QApplication.sendEvent(at, event))

    # The mouse

    def inside(self, widget: QWidget) -> QPoint:
        """Return some point of a widget."""
        return QPoint(
            self.chance.randrange(max(1, widget.width())), self.chance.randrange(max(1, widget.height()))
        )

    def click(self, widget: QWidget, at: QPoint | None = None, *, twice: bool = False) -> None:
        """Click on a widget, or double-click as a mouse does: the second time it is only pressed again."""
        at = at or widget.rect().center()
        QTest.mouseClick(widget, LEFT, MOD.NoModifier, at)
        if twice:
            QTest.mouseDClick(widget, LEFT, MOD.NoModifier, at)

    def wheel(self, widget: QWidget) -> None:
        """Turn the wheel over a widget."""
        at = QPointF(self.inside(widget))
        turn = QPoint(0, self.chance.choice((-120, 120)))
        away = QPointF(widget.mapToGlobal(at.toPoint()))
        event = QWheelEvent(
            at,
            away,
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            MOD.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    def drag(self, widget: QWidget, begin: QPoint, end: QPoint) -> None:
        """Press, move and let go."""
        QTest.mousePress(widget, LEFT, MOD.NoModifier, begin)
        QTest.mouseMove(widget, QPoint((begin.x() + end.x()) // 2, (begin.y() + end.y()) // 2))
        QTest.mouseMove(widget, end)
        QTest.mouseRelease(widget, LEFT, MOD.NoModifier, end)

    def drop(self, widget: QWidget, files: list[Path]) -> None:
        """Drop files on a widget, if it takes them."""
        data, at = QMimeData(), QPointF(self.inside(widget))
        data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
        copy = Qt.DropAction.CopyAction
        entering = QDragEnterEvent(at.toPoint(), copy, data, LEFT, MOD.NoModifier)
        QApplication.sendEvent(widget, entering)
        if entering.isAccepted():
            event = QDropEvent(at, copy, data, LEFT, MOD.NoModifier, QEvent.Type.Drop)
            QApplication.sendEvent(widget, event)

    def press_button(self, each: QAbstractButton) -> None:
        """Press a button."""
        self.note(f"[{each.text() or each.accessibleName() or each.toolTip()}]")
        each.click()
