"""The frame of every dialog: a title with a mark, a body, and buttons under a hairline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop.views.parts import column, label, picture, row, rule
from desktop.views.theme import DIALOG_TITLE, SMALL


class Dialog(QDialog):
    """A modal dialog; *width* in px. Esc closes it, nothing in it is ever done by closing.

    fit: as high as its contents need, else as high as the dialog says itself.
    """

    def __init__(
        self, parent: QWidget | None, title: str, *, width: int = 520, mark: str = "", fit: bool = True
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(width)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self._width, self._fit = width, fit
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self._body.setContentsMargins(20, 16, 20, 16)
        self._foot = row(margins=(20, 12, 20, 16))
        frame = QFrame()
        frame.setObjectName("page")
        frame.setLayout(column((self._body, 1), rule(), self._foot, gap=0))
        outer = column(frame, gap=0)
        if fit:
            outer.setSizeConstraint(
                QLayout.SizeConstraint.SetNoConstraint
            )  # Its least height is that of narrow texts
        self._outer = outer
        self.setLayout(outer)
        self._title = label(title, DIALOG_TITLE, bold=True, wrap=True)
        marks = [picture(mark, mark.removeprefix("sev_"), 20)] if mark else []
        self._body.addLayout(row(*marks, (self._title, 1), gap=8))

    def add(self, *items: QWidget | QLayout | str) -> None:
        """Add to the body; a text becomes a wrapped paragraph."""
        for item in items:
            match item:
                case str():
                    self._body.addWidget(self.paragraph(item))
                case QWidget():
                    self._body.addWidget(item)
                case QLayout():
                    self._body.addLayout(item)

    def paragraph(self, text: str, tone: str = "text2") -> QLabel:
        """Return a wrapped text that can be selected and copied."""
        made = label(text, tone=tone, wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made

    def heading(self, text: str) -> None:
        """Add a small bold heading."""
        self._body.addWidget(label(text, SMALL, bold=True))

    def close_with(
        self, *buttons: QPushButton, left: tuple[QPushButton, ...] = (), default: QPushButton | None = None
    ) -> None:
        """Set the buttons at the foot: *left* ones far left, the others right; Enter presses the last."""
        for each in left:
            self._foot.addWidget(each)
        self._foot.addStretch(1)
        for each in buttons:
            self._foot.addWidget(each)
        chosen = default or (buttons[-1] if buttons else None)
        if self._fit:
            self._body.addStretch(1)
        if chosen:
            chosen.setAutoDefault(True)
            chosen.setDefault(True)
            chosen.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        if self._fit:
            self.fit_height()
        super().showEvent(event)

    def fit_height(self) -> None:
        """Be as high as the contents need at this width: wrapped texts are lower where there is more room."""
        width = max(self._width, self.width())
        self.resize(width, self._outer.totalHeightForWidth(width))
