"""定性档次: the three bands of a qualitative indicator as buttons, each with the points that it allows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.errors import DataError
from desktop.models.joined import BAND_WORDS
from desktop.models.places import parse_place, place
from desktop.models.records import BANDS, Indicator
from desktop.models.scoring import band_of, score
from desktop.views.desk import Desk
from desktop.views.parts import Elided, button, column, label, row
from desktop.views.theme import SMALL


class BandBox(QWidget):
    """Chooses the band of an indicator; pressing the chosen one again takes it back. focused(place)."""

    focused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._id = desk, 0
        self.buttons = {band: self._button(band) for band in BANDS}
        self._note = Elided("", SMALL, tone="text2")
        title = label("定性档次", SMALL, tone="text2")
        self.setLayout(column(row(title, *self.buttons.values(), None), self._note, gap=4))

    def _button(self, band: str) -> QPushButton:
        made = button(BAND_WORDS[band], "", "", band, clicked=partial(self._choose, band))
        made.setCheckable(True)
        return made

    def show_indicator(self, indicator: Indicator) -> None:
        """Show the band of an indicator, the ranges that its weight gives, and what follows."""
        self._id = indicator.id
        found = score(self._desk.reckoning).item(indicator.id)
        weight = found.weight if found else None
        lock = self._desk.locked(place("indicators", indicator.id, "band"))
        for band, made in self.buttons.items():
            words = BAND_WORDS[band]
            if weight is not None:
                words = f"{words}　{band_of(band, weight, self._desk.session.pack).text}"
            made.setText(words)
            made.setAccessibleName(f"{band}　{words}")
            made.setChecked(indicator.band == band)
            made.setEnabled(not lock)
            made.setToolTip(lock or band)
        said = "；".join(filter(None, (found.arithmetic, found.note))) if found else ""
        self._note.show_text(said)

    def focus_place(self, where: str) -> bool:
        """Put the focus on the band chosen, else on the first one; False for another place."""
        try:
            known = parse_place(where)
        except DataError:
            return False
        if (known.section, known.id, known.field) != ("indicators", self._id, "band"):
            return False
        chosen = next((each for each in self.buttons.values() if each.isChecked()), None)
        (chosen or self.buttons[BANDS[0]]).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.focused.emit(where)
        return True

    def _choose(self, band: str) -> None:
        where = place("indicators", self._id, "band")
        indicator = self._desk.report.find("indicators", self._id)
        if indicator is not None:
            self._desk.flush()
            self._desk.close_edit()
            self._desk.write(where, "" if indicator.band == band else band)
            self._desk.close_edit()
