"""A part of a page that is folded away under a link until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.views.icons import icon
from desktop.views.parts import button


class Fold(QPushButton):
    """The link that shows and hides *part*, which lies wherever the page has put it. turned(on) tells which."""

    turned = Signal(bool)

    def __init__(self, text: str, part: QWidget, *, tip: str = "") -> None:
        super().__init__()
        self._part = part
        self._text = text
        made = button(text, "link", "right", tip, small=True)
        self.setText(text)
        self.setFont(made.font())
        self.setProperty("look", "link")
        self.setProperty("small", "on")
        self.setIconSize(made.iconSize())
        self.setSizePolicy(made.sizePolicy())
        self.setToolTip(tip)
        self.setAutoDefault(False)
        self.clicked.connect(lambda *_: self.open(on=not self.is_open))
        self.open(on=False)

    @property
    def is_open(self) -> bool:
        """Whether the part is shown."""
        return not self._part.isHidden()

    def open(self, *, on: bool) -> None:
        """Show the part or fold it away."""
        self._part.setVisible(on)
        self.setIcon(icon("down" if on else "right", "accent"))
        self.setAccessibleName(f"{self._text}，{'已展开' if on else '已折叠'}")
        self.turned.emit(on)
