"""Garbage is collected in the window's thread alone: a worker that collected it would delete Qt's objects there.

Python collects in whichever thread happens to allocate. A dialog whose parts hold each other would then be
deleted, timers and all, by the thread that warms up or backs up; Qt forbids that and may crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

LOOK_MS = 500
_LOOKS = 2  # After which the pages of a closed report have surely been deleted


class Sweeper(QObject):
    """Collects in the place of the interpreter; to be made in the window's thread, before there are others.

    The thresholds are the interpreter's, so a young collection comes at most twice a second, a full one at
    most once a minute and when a report has been closed. It is never given back: the threads that are left at
    the end still allocate.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._spared = False
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def spare(self) -> None:
        """Never again go through what is there now: the program itself, and the records of its first report.

        Three quarters of a full collection would be spent on it (25 of 35 ms, at 10 000 payments). Records hold
        nothing that holds them, so that they go without one; once only, for what is garbage now stays for good.
        """
        if not self._spared:
            self._spared = True
            gc.freeze()

    def sweep_later(self) -> None:
        """Collect everything when what is being closed has been deleted."""
        self._looks = _LOOKS

    def _look(self) -> None:
        if not self._looks:
            sweep()
            return
        self._looks -= 1
        if not self._looks:
            gc.collect()


def the_sweeper() -> Sweeper | None:
    """Return the one that there is, None where the interpreter collects by itself."""
    application = QCoreApplication.instance()
    return application.findChild(Sweeper) if application is not None else None


def sweep() -> None:
    """Collect the oldest generation that is due, and with it the younger ones."""
    limits = gc.get_threshold()
    due = [age for age, count in enumerate(gc.get_count()) if count > limits[age]]
    if due:
        gc.collect(due[-1])
