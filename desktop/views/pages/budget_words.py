"""Beneath a sub-project's explanation: what it tells and lacks, and a sentence made of its own numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.models.adjusting_words import sentence, told
from desktop.models.places import place
from desktop.models.records import BudgetLine
from desktop.views.desk import Desk
from desktop.views.editors import Editor
from desktop.views.parts import Elided, button, column, row
from desktop.views.theme import SMALL
from desktop.views.tick_line import TickLine


class AdjustmentWords(QWidget):
    """Ticks while typing in *editor*, and 套用句式."""

    def __init__(self, desk: Desk, editor: Editor) -> None:
        super().__init__()
        self._desk, self._editor = desk, editor
        self._line: BudgetLine | None = None
        self.ticks = TickLine(len(told("")))
        self._sentence = Elided("", SMALL, tone="muted")
        self.take = button("套用句式", "", "edit", small=True, clicked=self.write)
        kept = self.take.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.take.setSizePolicy(kept)
        self.setLayout(column(row(self.ticks, None), row(self.take, (self._sentence, 1)), gap=6))
        editor.input.typed.connect(self.judge)

    def show_line(self, line: BudgetLine | None) -> None:
        """Judge the explanation of a sub-project as it stands and make the sentence anew."""
        self._line = line
        where = place("budget", line.id, "reason") if line else ""
        unsaved = self._desk.pending_text(where)
        self.judge((line.reason if line else "") if unsaved is None else unsaved)
        said = sentence(self._desk.report, line) if line else ""
        offered = bool(said) and said not in (line.reason if line else "")
        self._sentence.show_text(f"“{said}”" if offered else "")
        lock = self._desk.locked(where) if line else ""
        self.take.setVisible(offered)
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
        """Put the sentence behind what has been written, with the cursor behind it; one step of undo."""
        self._desk.flush()
        self._desk.close_edit()
        if self._line is None:
            return
        line = self._desk.report.find("budget", self._line.id)
        if line is not None:
            where = place("budget", line.id, "reason")
            self._desk.write(where, line.reason.rstrip() + sentence(self._desk.report, line))
            self._desk.close_edit()
            self._editor.setFocus()
