"""定性档次: the three bands of a qualitative indicator as buttons, with their ranges, the points and coefficient."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.errors import DataError
from desktop.models.entries import entry_of
from desktop.models.joined import BAND_WORDS
from desktop.models.numbers import percent, plain
from desktop.models.places import parse_place, place
from desktop.models.reckoning.catalogue import ratio
from desktop.models.records import BANDS, Indicator
from desktop.models.rulepack import RulePack
from desktop.models.scoring import ItemScore, band_of, score
from desktop.views.desk import Desk
from desktop.views.editors import make_editor
from desktop.views.parts import Elided, button, column, label, row
from desktop.views.theme import SMALL

SECTION = "indicators"
_POINTS = 84  # px of the input for the points


class BandBox(QWidget):
    """Chooses the band of an indicator; pressing the chosen one again takes it back. focused(place)."""

    focused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._id = desk, 0
        self.buttons = {band: self._button(band) for band in BANDS}
        self.points = make_editor(desk, "", entry_of(Indicator, "points"))
        self.points.setFixedWidth(_POINTS)
        self.points.focused.connect(self.focused)
        title = label("得分", SMALL, tone="text2")
        title.setBuddy(self.points.input)
        self._coefficient = label("", SMALL, tone="text2")
        self._note = Elided("", SMALL, tone="text2")
        line = row(*self.buttons.values(), 4, title, self.points, self._coefficient, None)
        line.setAlignment(self.points, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(line, self._note, gap=4))

    def _button(self, band: str) -> QPushButton:
        made = button(BAND_WORDS[band], "", "", band, clicked=partial(self._choose, band))
        made.setCheckable(True)
        return made

    @property
    def note(self) -> str:
        """What is said beneath the bands."""
        return self._note.text()

    @property
    def coefficient(self) -> str:
        """What part of its full points the indicator gets, in words; '' while that is open."""
        return self._coefficient.text()

    def show_indicator(self, indicator: Indicator) -> None:
        """Show the band of an indicator, the ranges that the rule pack gives, and what follows."""
        self._id = indicator.id
        self.points.set_place(place(SECTION, indicator.id, "points"))
        found = score(self._desk.reckoning).item(indicator.id)
        lock = self._desk.locked(place(SECTION, indicator.id, "band"))
        for band, made in self.buttons.items():
            made.setText(f"{BAND_WORDS[band]} {span_of(band, self._desk.session.pack)}".strip())
            made.setAccessibleName(f"{band}　{self._range(band, found)}")
            made.setChecked(indicator.band == band)
            made.setEnabled(not lock)
            made.setToolTip(lock or f"{band}　{self._range(band, found)}".strip())
        self._note.show_text(self._said(indicator, found))
        self._coefficient.setText(_coefficient(found))

    def _range(self, band: str, found: ItemScore | None) -> str:
        """The points that a band allows; '' without a weight."""
        weight = found.weight if found else None
        return "" if weight is None else band_of(band, weight, self._desk.session.pack).text

    def _said(self, indicator: Indicator, found: ItemScore | None) -> str:
        if found is None:
            return ""
        if indicator.band:
            return "；".join(filter(None, (found.arithmetic, found.note)))
        ranges = [f"{BAND_WORDS[band]} {text}" for band in BANDS if (text := self._range(band, found))]
        return "，".join(ranges) or "填了分值以后，这里写出各档可得的分"

    def focus_place(self, where: str) -> bool:
        """Put the focus on the band chosen, else on the first one, or into the points; False for another place."""
        try:
            known = parse_place(where)
        except DataError:
            return False
        if (known.section, known.id) != (SECTION, self._id) or known.field not in ("band", "points"):
            return False
        if known.field == "points":
            self.points.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        chosen = next((each for each in self.buttons.values() if each.isChecked()), None)
        (chosen or self.buttons[BANDS[0]]).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.focused.emit(where)
        return True

    def _choose(self, band: str) -> None:
        indicator = self._desk.report.find(SECTION, self._id)
        if indicator is not None:
            write_band(self._desk, self._id, "" if indicator.band == band else band)


class BandMenu(QMenu):
    """The bands of an indicator at its cell; it goes when it is closed.

    written(band) when one was chosen, idle(place) when the indicator does not apply: where the reason is written.
    """

    written = Signal(str)
    idle = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, indicator: Indicator) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._id = desk, indicator.id
        for band in BANDS:
            made = self.addAction(f"{BAND_WORDS[band]}　{span_of(band, desk.session.pack)}".rstrip("　"))
            made.setCheckable(True)
            made.setChecked(indicator.band == band)
            made.triggered.connect(partial(self._write, band))
        chosen = next((each for each in self.actions() if each.isChecked()), self.actions()[0])
        self.addSeparator()
        reason = place(SECTION, indicator.id, "na_reason")
        self.addAction("不适用…").triggered.connect(lambda _checked: self.idle.emit(reason))
        self.setActiveAction(chosen)

    def _write(self, band: str, *_signal: object) -> None:
        write_band(self._desk, self._id, band)
        self.written.emit(band)


def write_band(desk: Desk, id_: int, band: str) -> None:
    """Write the band of an indicator, '' for none; one step of undo."""
    desk.flush()
    desk.close_edit()
    desk.write(place(SECTION, id_, "band"), band)
    desk.close_edit()


def span_of(band: str, pack: RulePack) -> str:
    """Return what part of the full points a band may give (80–100%); '' where the rule pack leaves it open."""
    full, part = pack.limit("band_full_pct"), pack.limit("band_part_pct")
    if full is None or part is None:
        return ""
    ends = {
        BANDS[0]: (plain(full), "100"),
        BANDS[1]: (plain(part), plain(full)),
        BANDS[2]: ("0", plain(part)),
    }
    low, high = ends[band]
    return f"{low}–{high}%"


def _coefficient(found: ItemScore | None) -> str:
    rate = ratio(found.points, found.weight) if found else None
    return "" if rate is None else f"系数 {percent(rate)}"
