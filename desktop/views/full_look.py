"""全审 F9: all rules from the beginning, beside other work; Esc breaks it off."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.views.audit import Audit
from desktop.views.progress_card import ProgressCard
from desktop.views.toast import Toast

PATIENCE_MS = 300  # A look that is over sooner needs no card


class FullLook(QObject):
    """Has all rules run when it is asked for, with a card that says how far that is on a large report."""

    def __init__(self, audit: Audit, host: QWidget, toast: Toast) -> None:
        super().__init__(host)
        self._audit, self._host, self._toast = audit, host, toast
        self._card: ProgressCard | None = None
        self._clock = QElapsedTimer()
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), host)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.break_off)
        audit.progressed.connect(self._tell)
        audit.ended.connect(self._end)

    def start(self) -> None:
        """Look at everything; a small report is done when the call returns."""
        self._clock.start()
        self._audit.look_through()

    def break_off(self) -> None:
        """Leave it; what was found before stays."""
        self._audit.break_off()
        self._toast.show_text("审核已停止，显示的是停止以前的结果")

    def _tell(self, done: int, total: int) -> None:
        self._escape.setEnabled(True)
        if self._card is None and self._clock.elapsed() > PATIENCE_MS:
            self._card = ProgressCard(self._host, "正在审核 …")
            self._card.cancelled.connect(self.break_off)
        if self._card is not None:
            self._card.show_progress(done, total, f"已审 {done} 条规则，共 {total} 条　Esc 停止")

    def _end(self) -> None:
        self._escape.setEnabled(False)
        if self._card is not None:
            self._card.finish()
            self._card = None
