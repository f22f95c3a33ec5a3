"""Tells the sweeper what stays and when much has gone, so that no edit and no closing waits for it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.views.desk import Desk
from desktop.views.sweeping import the_sweeper


class Settled(QObject):
    """The program and the records that it opens first are spared; what a closed report leaves is collected."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        desk.opened.connect(self._spare)
        desk.closing.connect(self._sweep_later)

    def _spare(self) -> None:
        if sweeper := the_sweeper():
            sweeper.spare()

    def _sweep_later(self) -> None:
        if sweeper := the_sweeper():
            sweeper.sweep_later()
