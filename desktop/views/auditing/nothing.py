"""What 审核 shows in the place of its list: that a look is on its way, that it failed, or that nothing is found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.views.audit import Audit
from desktop.views.auditing.verdict import unfinished, verdict
from desktop.views.parts import column, label, row, set_tone
from desktop.views.theme import DIALOG_TITLE

_WIDTH = 520  # px of the words


class NothingFound(QFrame):
    """The verdict on the whole report; *clear* is offered where it is clear, *again* where the look failed."""

    def __init__(self, audit: Audit, clear: QPushButton, again: QPushButton) -> None:
        super().__init__()
        self.setObjectName("empty")
        self._audit, self._clear, self._again = audit, clear, again
        self._title = label("", DIALOG_TITLE, bold=True)
        self._words = label("", tone="text2", wrap=True)
        self._words.setFixedWidth(_WIDTH)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lines = (row(None, each, None) for each in (self._title, self._words))
        actions = row(None, clear, again, None)
        self.setLayout(column(None, *lines, actions, None, gap=12, margins=(24, 24, 24, 24)))
        self.renew()

    def renew(self) -> None:
        """Say what holds now."""
        if not self._audit.is_open:
            return
        found = verdict(self._audit)
        self._title.setText(found.title)
        set_tone(self._title, found.tone)
        self._words.setText(found.text)
        self._clear.setVisible(unfinished(self._audit) is None)
        self._again.setVisible(bool(self._audit.failure))
        self.setAccessibleName(f"{found.title}，{found.text}")
