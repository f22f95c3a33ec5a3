"""The tabs above the editor of an indicator: what can be said of it, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from desktop.views.parts import button, row
from desktop.views.theme import BODY, font

_PADDING = 18  # px at both sides of a word, borders included
_TIP = "Ctrl+Tab 从表格过来，Ctrl+PgUp、Ctrl+PgDn 换一栏"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as it is shown: its words, whether it has to be filled, how many things it holds (None: not said)."""

    text: str
    required: bool = False
    count: int | None = None

    @property
    def shown(self) -> str:
        """The words on the tab."""
        return f"{self.text}{'＊' if self.required else ''}{'' if self.count is None else f' {self.count}'}"

    @property
    def spoken(self) -> str:
        """The words that a screen reader says."""
        return f"{self.text}{'（必填）' if self.required else ''}{'' if self.count is None else f' {self.count}'}"


class Tabs(QFrame):
    """Words of which one holds, by key; the arrow keys choose another. chosen(key) when the officer does."""

    chosen = Signal(str)

    def __init__(self, name: str, keys: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._buttons = {key: button(key, "segment", tip=_TIP) for key in keys}
        self._group = QButtonGroup(self)
        for each in self._buttons.values():
            each.setCheckable(True)
            each.setProperty("tight", "on")  # seven of them have to fit
            self._group.addButton(each)
        self.setLayout(row(*self._buttons.values(), gap=0, margins=(1, 1, 1, 1)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._shown: tuple[str, ...] = tuple(keys)
        self._telling = True
        self._group.buttonToggled.connect(self._toggled)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the tabs in sight."""
        return self._shown

    @property
    def key(self) -> str:
        """The tab that holds, '' for none."""
        return next((key for key, each in self._buttons.items() if each.isChecked()), "")

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the tabs in sight."""
        return tuple(self._buttons[key].text() for key in self._shown)

    def show_tabs(self, tabs: Mapping[str, Tab]) -> None:
        """Show some of the tabs with their words."""
        self._shown = tuple(key for key in self._buttons if key in tabs)
        for key, each in self._buttons.items():
            if key in tabs:
                each.setText(tabs[key].shown)
                each.setAccessibleName(tabs[key].spoken)
                each.setFixedWidth(_width(tabs[key].shown))
            each.setVisible(key in tabs)

    def choose(self, key: str) -> None:
        """Let a tab hold without telling."""
        self._telling = False
        self._buttons[key].setChecked(True)
        self._telling = True

    def step(self, by: int) -> str:
        """Return the key of the tab *by* places on, round and round."""
        at = self._shown.index(self.key) if self.key in self._shown else 0
        return self._shown[(at + by) % len(self._shown)]

    def button_of(self, key: str) -> QPushButton:
        """Return the button of a tab."""
        return self._buttons[key]

    def _toggled(self, pressed: QPushButton, on: bool) -> None:  # noqa: FBT001 - a group's own signal
        if on and self._telling:
            self.chosen.emit(next(key for key, each in self._buttons.items() if each is pressed))


def _width(text: str) -> int:
    return QFontMetrics(font(BODY, bold=True)).horizontalAdvance(text) + _PADDING  # the same in both weights
