"""Garbage is collected in the window's thread alone: a worker that collected it would delete Qt's objects there.

Python collects in whichever thread happens to allocate. A dialog whose parts hold each other would then be
deleted, timers and all, by the thread that warms up or backs up; Qt forbids that and may crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 500


class Sweeper(QObject):
    """Collects in the place of the interpreter; to be made in the window's thread, before there are others.

    The thresholds are the interpreter's, so a young collection comes at most twice a second, a full one at
    most once a minute and when a report has been closed, whose objects were spared (``settled.py``). It is
    never given back: the threads that are left at the end still allocate.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._spared = gc.get_freeze_count()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        before, self._spared = self._spared, gc.get_freeze_count()
        if self._spared < before:
            gc.collect()
        else:
            sweep()


def sweep() -> None:
    """Collect the oldest generation that is due, and with it the younger ones."""
    limits = gc.get_threshold()
    due = [age for age, count in enumerate(gc.get_count()) if count > limits[age]]
    if due:
        gc.collect(due[-1])
