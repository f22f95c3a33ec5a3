"""A list that is written to a file beside the work in the window: whole or not at all, and it can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.errors import Stopped
from desktop.progress import Work, listening
from desktop.views.progress_card import ProgressCard

SHOWN_AFTER = 0.4  # Seconds
_LOOK_MS = 30
_END_SECONDS = 10.0  # For a list that is given up when the program ends
CANCELLED = "已取消导出，没有写出文件"


class ListExport(QObject):
    """One list being written; it goes on when the dialog it was asked for in is closed.

    write: called in a thread of its own with what was gathered before; it touches no widget and no open report
    and returns what is told when the file is there. What it raises is raised in the window's thread.
    """

    def __init__(
        self, host: QWidget, title: str, write: Callable[[], str], tell: Callable[[str], object]
    ) -> None:
        super().__init__(QApplication.instance())
        self._hosts = _standing_on(host)
        self._writing, self._tell = _Writing(title, write), tell
        self._card: ProgressCard | None = None
        self._begun = monotonic()
        self._thread = Thread(target=self._writing.run, name="list export", daemon=True)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._give_up)
        self._thread.start()
        self._timer.start(_LOOK_MS)

    def cancel(self) -> None:
        """Let the writing stop; that it has is told."""
        self._writing.work.stop()
        self._look()

    def _look(self) -> None:
        if self._writing.over.is_set():
            self._end()
        elif monotonic() - self._begun >= SHOWN_AFTER:
            self._show()

    def _show(self) -> None:
        """Show how far it is, on the window that stands in front now."""
        host = next((each for each in self._hosts if isValid(each) and each.isVisible()), None)
        card = self._card if self._card is not None and isValid(self._card) else None
        if host is None:
            return
        if card is None or card.parentWidget() is not host:
            self._take_away()
            card = self._card = ProgressCard(host, self._writing.work.title)
            card.cancelled.connect(self.cancel)
        work = self._writing.work
        detail = "正在取消…" if work.stopped else work.detail or "正在写…"
        card.show_progress(work.done, work.total, detail)

    def _take_away(self) -> None:
        if self._card is not None and isValid(self._card):
            self._card.finish()
        self._card = None

    def _end(self) -> None:
        self._timer.stop()
        self._take_away()
        self.deleteLater()
        error = self._writing.error
        if error is not None and not isinstance(error, Stopped):
            raise error
        self._tell(CANCELLED if error is not None else self._writing.words)

    def _give_up(self) -> None:
        """Stop when the program ends, and wait until what was begun is cleared away."""
        self._writing.work.stop()
        self._thread.join(_END_SECONDS)


class _Writing:
    """What is done in the thread, and what came of it."""

    def __init__(self, title: str, write: Callable[[], str]) -> None:
        self.work, self.over = Work(title), Event()
        self.words = ""
        self.error: Exception | None = None
        self._write = write

    def run(self) -> None:
        """Write the list."""
        try:
            with listening(self.work):
                self.words = self._write()
        except Exception as error:  # noqa: BLE001 - raised again in the window's thread
            self.error = error
        self.over.set()


def _standing_on(host: QWidget) -> list[QWidget]:
    """Return the window of a widget and those that it stands in front of."""
    found: list[QWidget] = []
    window: QWidget | None = host.window()
    while window is not None:
        found.append(window)
        parent = window.parentWidget()
        window = parent.window() if parent is not None else None
    return found
