"""Long work at the bottom right, beside which the window can be used; it can be cancelled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from desktop.views.parts import Elided, button, column, label, row
from desktop.views.theme import SMALL

WIDTH = 320


class ProgressCard(QFrame):
    """A title, a bar and how far it is; ``cancelled`` follows the button."""

    cancelled = Signal()

    def __init__(self, host: QWidget, title: str) -> None:
        super().__init__(host)
        self.setObjectName("progress")
        self._host = host
        self._detail = label("正在准备…", SMALL, tone="text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        stop = button("取消", small=True, clicked=self.cancelled.emit)
        self.setLayout(
            column(
                Elided(title, bold=True), self._bar, row(self._detail, None, stop), margins=(16, 12, 12, 12)
            )
        )
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        self._stand()
        host.installEventFilter(self)
        self.show()
        self.raise_()

    def _stand(self) -> None:
        """Stand at the bottom right, above the strip of findings."""
        host = self._host
        self.move(host.width() - self.width() - 20, host.height() - self.height() - 48)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def show_progress(self, done: int, total: int, detail: str) -> None:
        """Show how far it is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._detail.setText(detail)

    def finish(self) -> None:
        """Take the card away."""
        self.hide()
        self.deleteLater()
