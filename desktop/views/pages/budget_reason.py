"""调整说明: why a sub-project's budget was changed, what that tells and lacks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.models.entries import entry_of
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.records import BudgetLine
from desktop.views.desk import Desk
from desktop.views.editors import make_editor
from desktop.views.editors.counting import show_length
from desktop.views.editors.memo import MemoInput
from desktop.views.pages.budget_figures import BudgetFigures
from desktop.views.pages.budget_words import AdjustmentWords
from desktop.views.parts import column, label, row, set_tone
from desktop.views.shapes import ORIGINS, Tag
from desktop.views.theme import H2, SMALL

LINES = 3
_MOST = 110  # px that a long explanation takes; the rest is scrolled


class ReasonBox(QWidget):
    """The explanation of the sub-project that is shown; focused(place) when it is entered."""

    focused = Signal(str)

    def __init__(self, desk: Desk, figures: BudgetFigures) -> None:
        super().__init__()
        self._figures = figures
        entry = entry_of(BudgetLine, "reason")
        self.editor = make_editor(desk, "", entry, lines=LINES)
        if isinstance(self.editor.input, MemoInput):
            self.editor.input.most = _MOST
        self.over = Tag()
        self._count, self._origin = label("", SMALL, tone="muted"), label("", SMALL)
        self.words = AdjustmentWords(desk, self.editor)
        kept = self.words.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # what lies below stays where it is from row to row
        self.words.setSizePolicy(kept)
        title = label(entry.label, H2, bold=True)
        title.setBuddy(self.editor.input)
        head = row(title, self.over, None, self._count, self._origin)
        self.setLayout(column(head, self.editor, self.words, None, gap=8))
        self.setFocusProxy(self.editor)
        self.editor.focused.connect(self.focused)
        self.editor.refreshed.connect(self._show_origin)
        self.editor.counted.connect(lambda length: show_length(self._count, length))
        self.editor.show_count()
        self._show_origin()

    def show_line(self, line: BudgetLine | None) -> None:
        """Show the explanation of a sub-project, as it stands."""
        self.editor.set_place(place("budget", line.id, "reason") if line else "")
        self.words.show_line(line)
        need = self._figures.need(line) if line else "none"
        self.words.setVisible(line is not None and (need != "none" or bool(line.reason.strip())))
        set_tone(self.editor.input, need, "need")
        limit = self._figures.limit
        match need:
            case "none":
                self.over.show_word("")
            case "told":
                self.over.show_word("已写说明", "ok", "check")
            case "lacking" if line and line.reason.strip():
                self.over.show_word("说明还不全", "warn", "sev_warn")
            case _:
                over = f"调整幅度超过 {plain(limit)}%，必须说明" if limit is not None else ""
                self.over.show_word(over, "warn", "sev_warn")

    def focus_place(self, where: str) -> bool:
        """Put the focus into the explanation where it is the one of *where*."""
        if not where or where != self.editor.place:
            return False
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def show_findings(self, findings: Mapping[str, tuple[str, str]]) -> None:
        """Show the finding at the explanation beneath it."""
        self.editor.show_finding(*findings.get(self.editor.place, ("", "")))

    def _show_origin(self) -> None:
        word, tone = ORIGINS.get(self.editor.standing.origin, ("", ""))
        self._origin.setText(word)
        self._origin.setVisible(bool(word))
        set_tone(self._origin, tone)
