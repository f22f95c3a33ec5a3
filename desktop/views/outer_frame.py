"""What keeps the window whole on a screen that has too little room for it: scroll bars instead of a cut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class OuterFrame(QScrollArea):
    """Shows *inside* no smaller than its parts can be; where the window is smaller, it is scrolled.

    least: how small the window may be made (px) where the screen has that much room.
    """

    def __init__(self, inside: QWidget, least: tuple[int, int]) -> None:
        super().__init__()
        self._least = QSize(*least)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(inside)

    def least_on(self, screen: QScreen | None) -> QSize:
        """Return how small the window may be drawn: as small as its parts can, or as the screen is."""
        return self._least if screen is None else self._least.boundedTo(screen.availableGeometry().size())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
