"""The last line of an indicator's editor: what is told and lacks, what is found, how long the text is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.views.pages.indicator_parts import HealthLine
from desktop.views.parts import Elided, label, picture, row, set_tone
from desktop.views.room import Room
from desktop.views.shapes import SEVERITIES
from desktop.views.theme import SMALL
from desktop.views.tick_line import TickLine

_HIGH = 28  # px
_MARK = 14


class Foot(QWidget):
    """Ticks while a reason is asked for, else the gravest finding; 体检; origin and length at the right."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.setFixedHeight(_HIGH)
        self.ticks, self.advice = TickLine(3), HealthLine(room)
        self._mark, self._said = picture("sev_hint", "text2", _MARK), Elided("", SMALL, tone="text2")
        self._origin, self.count = label("", SMALL), label("", SMALL, tone="muted")
        finding = QWidget()
        finding.setLayout(row(self._mark, (self._said, 1), gap=4))
        self._found = finding
        line = row(self.ticks, (finding, 99), (self.advice, 99), None, self._origin, self.count, gap=12)
        self.setLayout(line)
        self.say("", "")

    @property
    def said(self) -> str:
        """The finding in sight, '' for none."""
        return "" if self._found.isHidden() else self._said.text()

    def say(self, severity: str, message: str, *, ticks: bool = False) -> None:
        """Show a finding, '' for none; *ticks* shows what reason and measure tell."""
        self.ticks.setVisible(ticks)
        message = "" if message == self.advice.message else message
        self._found.setVisible(bool(message))
        self.advice.give_way(on=bool(message))
        if message:
            shape, tone = SEVERITIES[severity]
            self._mark.draw(shape, tone)
            self._said.show_text(message, tone)

    def show_origin(self, word: str, tone: str) -> None:
        """Show where the text came from, '' for typed."""
        self._origin.setText(word)
        self._origin.setVisible(bool(word))
        set_tone(self._origin, tone)
