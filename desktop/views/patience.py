"""Long work in a thread of its own, while the window stays alive: after 300 ms it is told, and can be stopped."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.progress import Work, listening
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import Elided, button
from desktop.views.theme import SMALL

T = TypeVar("T")

AT_ONCE = 0.03  # Seconds after which the window is given its turns again
_YIELDING = (
    0.001  # Seconds after which a thread makes way for the window; 0.005 would be felt with each Qt call
)
SHOWN_MS = 300  # After which it is told what is being done
_LOOK_MS = 15
_WIDTH = 400


class Patience(QObject):
    """Has work done in a thread and waits for it, alive but taking no input; one piece of work at a time.

    A file that is worked at must be let alone meanwhile: see *busy*.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        sys.setswitchinterval(_YIELDING)
        self._window = window
        self._work: Work | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being waited for."""
        return self._work is not None

    def stop(self) -> None:
        """Let what is being waited for stop."""
        if self._work is not None:
            self._work.stop()

    def __call__(
        self, title: str, deed: Callable[[], T], *, abandon: Callable[[T], object] | None = None
    ) -> T:
        """Do *deed* as ``progress.Patience`` says; within other work, or in its thread, at once."""
        if self.busy or threading.current_thread() is not threading.main_thread():
            return deed()
        work = self._work = Work(title)
        errand = _Errand(work, deed, abandon)
        try:
            errand.begin()
            if not errand.ended.wait(AT_ONCE):
                self._wait(errand)
        finally:
            self._work = None
        return errand.result()

    def _wait(self, errand: _Errand) -> None:
        """Give the window its turns until the errand has ended; what is typed waits, or goes to the card."""
        if not _turn(errand, SHOWN_MS, QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents):
            card = PatienceCard(self._window, errand.work)
            card.open()
            _turn(errand, 0, QEventLoop.ProcessEventsFlag.AllEvents, card.renew)
            card.end()


class _Errand:
    """Work in its thread, and what came of it."""

    def __init__(self, work: Work, deed: Callable[[], Any], abandon: Callable[[Any], object] | None) -> None:
        self.work, self.ended = work, threading.Event()
        self._deed, self._abandon = deed, abandon
        self._value: Any = None
        self._error: BaseException | None = None
        self._gate = threading.Lock()
        self._left = False

    @property
    def over(self) -> bool:
        """Whether nobody need wait any longer."""
        return self.ended.is_set() or (self._abandon is not None and self.work.stopped)

    def begin(self) -> None:
        """Begin the work."""
        threading.Thread(target=self._run, name="patience", daemon=True).start()

    def _run(self) -> None:
        try:
            with listening(self.work):
                self._value = self._deed()
        except BaseException as error:  # noqa: BLE001 - raised again where the work was asked for
            self._error = error
        with self._gate:
            self.ended.set()
            left = self._left
        if left and self._error is None and self._abandon is not None:
            self._abandon(self._value)

    def result(self) -> Any:
        """Return what the work has made or raise what it raised; Stopped where it is not waited for."""
        with self._gate:
            self._left = not self.ended.is_set()
        if self._left:
            self.work.refuse()
        if self._error is not None:
            raise self._error
        return self._value


def _turn(
    errand: _Errand,
    limit: int,
    events: QEventLoop.ProcessEventsFlag,
    look: Callable[[], object] | None = None,
) -> bool:
    """Let the event loop turn until the errand is over, or for *limit* ms (0 for ever); tell which."""
    loop, timer = QEventLoop(), QTimer()

    def glance() -> None:
        if look is not None:
            look()
        if errand.over:
            loop.quit()

    timer.timeout.connect(glance)
    timer.start(_LOOK_MS)
    if limit:
        QTimer.singleShot(limit, loop, loop.quit)
    loop.exec(events)
    timer.stop()
    return errand.over


class PatienceCard(Dialog):
    """What is being done, how far it is, and 停止 (Esc)."""

    def __init__(self, parent: QWidget, work: Work) -> None:
        super().__init__(parent, work.title, width=_WIDTH)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._work = work
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(work.title)
        self._detail = Elided("", SMALL, tone="muted")
        self.add(self._bar, self._detail)
        self._stop = button("停止 Esc", clicked=self.reject)
        self._stop.setAutoDefault(False)
        self.close_with(self._stop)
        self._stop.setAutoDefault(False)
        self._stop.setDefault(False)
        self._bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bar.setFocus()  # Keys that were meant for what went before press nothing here

    def renew(self) -> None:
        """Show how far it is."""
        self._bar.setRange(0, self._work.total)
        self._bar.setValue(self._work.done)
        self._detail.show_text("正在停止…" if self._work.stopped else self._work.detail, "muted")

    def reject(self) -> None:
        """Stop the work; the card goes when it has stopped."""
        self._work.stop()
        self._stop.setEnabled(False)
        self.renew()

    def end(self) -> None:
        """Take the card away."""
        self.done(0)
        self.deleteLater()
