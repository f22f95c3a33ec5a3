"""The frame of every dialog: a title with a mark, a body, and buttons under a hairline."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.views.parts import column, label, picture, row, rule
from desktop.views.theme import DIALOG_TITLE, SMALL

_EDGE = QSize(16, 48)  # px that title bar and border of a window take, at most


class Dialog(QDialog):
    """A modal dialog; *width* in px. Esc closes it, nothing in it is ever done by closing.

    fit: as high as its contents need, else as high as the dialog says itself. On a screen that has no room for
    its body, that is scrolled.
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
        self._area: QScrollArea | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self._body.setContentsMargins(20, 16, 20, 16)
        self._foot = row(margins=(20, 12, 20, 16))
        self._inside = QFrame()
        self._inside.setObjectName("page")
        self._inside.setLayout(self._body)
        self._frame = column((self._inside, 1), rule(), self._foot, gap=0)
        frame = QFrame()
        frame.setObjectName("page")
        frame.setLayout(self._frame)
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
        self._find_room()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.isVisible():
            QTimer.singleShot(0, self, self._find_room)  # The window has its new size by then
        return super().event(event)

    def _find_room(self) -> None:
        """Scroll the body, and be no larger than the screen, where that has less room than is needed."""
        room = self.screen().availableGeometry().size() - _EDGE
        least = self.minimumSizeHint().expandedTo(self.minimumSize())
        high = max(least.height(), self.height() if self._fit else 0)
        if self._area is None and (high > room.height() or least.width() > room.width()):
            self._let_scroll()
        if self._area is not None:
            self.setMinimumSize(0, 0)
            if self._fit:
                self.fit_height()
            self.resize(self.size().boundedTo(room))

    def _let_scroll(self) -> None:
        held, area = self.focusWidget(), QScrollArea()
        self._area = area
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frame.replaceWidget(self._inside, area)
        self._frame.setStretchFactor(area, 1)
        area.setWidget(self._inside)
        if held is not None:
            QTimer.singleShot(
                0, held, held.setFocus
            )  # Qt gives it to a button while the dialog is being shown

    def fit_height(self) -> None:
        """Be as high as the contents need at this width: wrapped texts are lower where there is more room."""
        width = max(self._width, self.width())
        high = self._outer.totalHeightForWidth(width)
        if self._area is not None:
            high = self._body.totalHeightForWidth(width) + self._foot.sizeHint().height() + 1
        self.resize(width, high)
