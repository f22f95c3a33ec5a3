"""Two to four exclusive views of the same data, side by side: 万元 | 元."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from desktop.views.parts import button, row
from desktop.views.theme import BODY, font

_PADDING = 28  # px at both sides of a word, borders included


class Segments(QFrame):
    """Words of which one holds; the arrow keys and the mouse choose another. chosen(word) when that happens."""

    chosen = Signal(str)

    def __init__(self, name: str, words: Sequence[str], tip: str = "") -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._buttons = {word: _segment(name, word, tip) for word in words}
        self._group = QButtonGroup(self)
        for each in self._buttons.values():
            self._group.addButton(each)
        self._buttons[words[0]].setChecked(True)
        self.setLayout(row(*self._buttons.values(), gap=0, margins=(1, 1, 1, 1)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def word(self) -> str:
        """The word that holds."""
        return next(word for word, each in self._buttons.items() if each.isChecked())

    def choose(self, word: str) -> None:
        """Let another word hold; unknown ones are passed over."""
        if word in self._buttons:
            self._buttons[word].setChecked(True)

    def button_of(self, word: str) -> QPushButton:
        """Return the button of a word."""
        return self._buttons[word]

    def _toggled(self, pressed: QPushButton, on: bool) -> None:  # noqa: FBT001 - a group's own signal
        if on:
            self.chosen.emit(pressed.text())


def _segment(name: str, word: str, tip: str) -> QPushButton:
    made = button(word, "segment", tip=tip)
    made.setCheckable(True)
    made.setAccessibleName(f"{name} {word}")
    wide = QFontMetrics(font(BODY, bold=True)).horizontalAdvance(word)
    made.setFixedWidth(wide + _PADDING)  # the same in both weights
    return made
