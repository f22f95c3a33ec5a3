"""Work that nobody waits for, in a thread of its own beside the work in the window."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import Stopped
from desktop.progress import Work, listening

_LOOK_MS = 40
_END_SECONDS = 10.0  # For a piece of work that is to stop; it looks up several times a second


class Beside(QObject):
    """Does one piece of work at a time; ended(object) is what it made, and does not come once it is stopped.

    The work touches no widget and no open report, and raises nothing but Stopped.
    """

    ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: SimpleQueue[object] = SimpleQueue()
        self._work: Work | None = None
        self._thread: Thread | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._timer.isActive()

    def begin(self, deed: Callable[[], object]) -> None:
        """Begin *deed*, unless one is under way."""
        if self.is_busy:
            return
        self._made, self._work = SimpleQueue(), Work("")
        given = (deed, self._work, self._made)
        self._thread = Thread(target=_do, args=given, name="beside", daemon=True)
        self._thread.start()
        self._timer.start(_LOOK_MS)

    def stop(self) -> None:
        """Let what is under way stop, and wait until it has cleared away what it began."""
        self._timer.stop()
        if self._work is not None and self._thread is not None:
            self._work.stop()
            self._thread.join(_END_SECONDS)
        self._work = self._thread = None

    def _take(self) -> None:
        try:
            made = self._made.get_nowait()
        except Empty:
            return
        self._timer.stop()
        self._work = self._thread = None
        self.ended.emit(made)


def _do(deed: Callable[[], object], work: Work, made: SimpleQueue[object]) -> None:
    try:
        with listening(work):
            made.put(deed())
    except Stopped:
        return
