"""From one day to another, typed as people write dates; either may be left empty (起止日期)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.models.dates import read_date
from desktop.views.editors.day import DateInput
from desktop.views.parts import label, row, set_tone
from desktop.views.theme import BODY, SMALL, font

_WIDE = 150  # px of a date with its calendar button


class DayRange(QWidget):
    """Two dates; changed() when one of them is another. What cannot be read is told and limits nothing."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._held: tuple[date | None, date | None] = (None, None)
        self.first, self.last = self._input("从哪天起"), self._input("到哪天止")
        self._told = label("", SMALL, tone="muted")
        ends = (label("从", SMALL), self.first, label("到", SMALL), self.last)
        self.setLayout(row(*ends, self._told, None, gap=6))
        self._read()

    def _input(self, name: str) -> DateInput:
        made = DateInput()
        made.setFont(font(BODY))
        made.setFixedWidth(_WIDE)
        made.setAccessibleName(name)
        made.textChanged.connect(lambda _text: self._read())
        return made

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; None for an end that is open or cannot be read."""
        return self._held

    def _read(self) -> None:
        read = [_read(each.text()) for each in (self.first, self.last)]
        since, until = (each if isinstance(each, date) else None for each in read)
        faults = [each for each in read if isinstance(each, str)]
        if since and until and since > until:
            faults.append("起的日期在止的日期后面")
        self._told.setText(faults[0] if faults else "例：2021-03-29，一头可以空着")
        set_tone(self._told, "err" if faults else "muted")
        if self._held != (since, until):
            self._held = since, until
            self.changed.emit()


def _read(text: str) -> date | str | None:
    """The day of a text, None for an empty one, or what is wrong with it."""
    try:
        return read_date(text, year=date.today().year)
    except ValueError as error:
        return str(error)
