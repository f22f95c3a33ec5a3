"""A word at the bottom left that something is done, for six seconds, with 撤销 where that applies."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from desktop.views.parts import button, label, row
from desktop.views.theme import BODY

SHOWN_MS = 6_000
MARGIN = 16
_LEAST, _MOST = 120, 900  # px
_TOLD = 400  # Characters of the tooltip


class Toast(QFrame):
    """One message at a time, in *host*, at the bottom left of what it lies *over*; never for errors."""

    def __init__(self, host: QWidget, over: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("toast")
        self._host, self._over = host, over
        self._text = label("", BODY, tone="white")
        self._action = button("撤销", "link")
        self._run: Callable[[], object] | None = None
        self._action.clicked.connect(self._act)
        self.setLayout(row(self._text, self._action, gap=12, margins=(16, 8, 12, 8)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_text(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a text with an action, in the place of the one before."""
        self._run = run
        self._action.setText(action)
        self._action.setVisible(run is not None)
        self._shorten(" ".join(text.split()))
        self.setAccessibleName(text)
        self.adjustSize()
        corner = self._over.mapTo(self._host, self._over.rect().bottomLeft())
        self.move(corner.x() + MARGIN, corner.y() - self.height() - MARGIN)
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def _shorten(self, text: str) -> None:
        """Show as much of a text as there is room for beside the action; the whole is its tooltip."""
        taken = self._action.sizeHint().width() if self._run else 0
        room = max(_LEAST, min(_MOST, self._over.width()) - taken - 4 * MARGIN)
        shown = self._text.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._text.setText(shown)
        self._text.setToolTip("" if shown == text else text[:_TOLD])

    def _act(self) -> None:
        self.hide()
        if self._run:
            self._run()
