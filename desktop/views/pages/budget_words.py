"""Beneath a sub-project's explanation: what it tells and lacks, and a sentence made of its own numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.models.adjusting_words import sentence, told
from desktop.models.places import place
from desktop.models.records import BudgetLine
from desktop.views.desk import Desk
from desktop.views.form import RecordForm
from desktop.views.parts import Elided, button, row
from desktop.views.theme import SMALL
from desktop.views.tick_line import TickLine


class AdjustmentWords(QWidget):
    """Ticks while typing, for the sub-project that *form* shows, and 套用句式."""

    def __init__(self, desk: Desk, form: RecordForm) -> None:
        super().__init__()
        self._desk, self._form = desk, form
        self.ticks = TickLine(len(told("")))
        self._sentence = Elided("", SMALL, tone="muted")
        self.take = button("套用句式", "", "edit", small=True, clicked=self.write)
        self.setLayout(row(self.ticks, self.take, (self._sentence, 1), gap=8))
        form.editor("reason").input.typed.connect(self.judge)

    def renew(self) -> None:
        """Judge the explanation as it stands and make the sentence anew."""
        line = self._line
        where = place("budget", line.id, "reason") if line else ""
        unsaved = self._desk.pending_text(where)
        self.judge((line.reason if line else "") if unsaved is None else unsaved)
        said = sentence(self._desk.report, line) if line else ""
        self._sentence.show_text(f"“{said}”" if said else "")
        lock = self._desk.locked(where) if line else ""
        self.take.setVisible(bool(said) and said not in (line.reason if line else ""))
        self.take.setEnabled(not lock)
        self.take.setToolTip(lock or "把这句话接在说明后面；原因请自己写")

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said of the explanation."""
        return self.ticks.texts

    def judge(self, text: str) -> None:
        """Show what a text tells."""
        self.ticks.show_told(told(text))

    def write(self) -> None:
        """Put the sentence behind what has been written; one step of undo."""
        self._desk.flush()
        self._desk.close_edit()
        line = self._line
        if line is not None:
            text = line.reason.rstrip()
            where = place("budget", line.id, "reason")
            self._desk.write(where, text + sentence(self._desk.report, line))
            self._desk.close_edit()
            self._form.focus_place(where)

    @property
    def _line(self) -> BudgetLine | None:
        return self._desk.report.find("budget", self._form.id)
