"""The findings at the foot of the window: one line always, a list when it is opened (F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget
from shiboken6 import isValid

from desktop.views.audit import ORDER, Audit, first_place
from desktop.views.auditing.verdict import unfinished, verdict
from desktop.views.auditing.words import brief
from desktop.views.finding_list import FindingList, severity_of
from desktop.views.pages.catalogue import page_for
from desktop.views.parts import Elided, button, column, label, picture, row, rule, set_tone
from desktop.views.shapes import SEVERITIES
from desktop.views.theme import PANEL, SMALL, STRIP

if TYPE_CHECKING:
    from desktop.models.checks import Finding

_NAME = 30  # Characters of a name that is quoted in the one line


class FindingsStrip(QFrame):
    """Counts by class, one finding at a time with up and down, and the list beneath when opened.

    ``wanted`` carries the finding to go to.
    """

    wanted = Signal(object)
    unfolded = Signal(bool)

    def __init__(self, audit: Audit) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._audit = audit
        self._at, self._offered = 0, True  # Offered: shown by itself, nobody has gone to it
        self._counts: dict[str, QLabel] = {name: label("", SMALL, tone="text2") for name in ORDER}
        self._place = label("", SMALL, bold=True)
        self._message = Elided("", SMALL)
        self._number = label("", SMALL, tone="muted")
        self._fold = button(
            "展开 F6", "link", small=True, clicked=lambda: self.unfold(on=not self.is_unfolded)
        )
        self._up = button("", "icon", "up", "上一个 Shift+F8", clicked=lambda: self.step(-1))
        self._down = button("", "icon", "down", "下一个 F8", clicked=lambda: self.step(1))
        self._list = FindingList()
        self._list.horizontalHeader().hide()
        self._list.hide()
        self._left: QWidget | None = None  # What had the keys before the list
        fold = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._list, lambda: self.unfold(on=False))
        fold.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._list.opened.connect(self.wanted)
        self._list.current.connect(self._show)
        self.setLayout(column(self._line(), (self._list, 1), gap=0))
        self.setFixedHeight(STRIP)
        audit.renewed.connect(self.renew)
        audit.unsettled.connect(self.renew)
        self.renew()

    def _line(self) -> QFrame:
        shapes = [
            part
            for name in ORDER
            for part in (picture(SEVERITIES[name][0], SEVERITIES[name][1], 14), self._counts[name])
        ]
        words = row(label("审核", SMALL, bold=True), row(*shapes, gap=4), rule(upright=True))
        made = QFrame()
        made.setFixedHeight(STRIP - 1)
        steps = row(self._number, self._up, self._down, self._fold, gap=4)
        made.setLayout(row(words, self._place, (self._message, 1), steps, margins=(12, 0, 8, 0)))
        return made

    @property
    def is_unfolded(self) -> bool:
        """Whether the list is open."""
        return self._list.isVisibleTo(self)

    def unfold(self, *, on: bool) -> None:
        """Open the list with the keys in it, or close it and give them back to where they came from."""
        holder = QApplication.focusWidget()
        within = holder is self._list
        if on and not within:
            self._left = holder
        elif within and self._left is not None and isValid(self._left) and self._left.isVisible():
            self._left.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.setVisible(on)
        self.setFixedHeight(PANEL if on else STRIP)
        self._fold.setText("收起 F6" if on else "展开 F6")
        if on:
            self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.unfolded.emit(on)

    def renew(self) -> None:
        """Show the findings as they are now, staying at the same one where it is still there."""
        findings, offered = self._audit.open_findings, self._offered
        before = self._list.rows.findings[self._at : self._at + 1]
        self._list.rows.renew(findings)
        for name, count in self._audit.counts().items():
            self._counts[name].setText(f"{name} {count if self._audit.is_known else '—'}")
        same = next((n for n, each in enumerate(findings) if before and _alike(each, before[0])), None)
        self._offer(min(self._at, max(0, len(findings) - 1)) if same is None else same)
        self._offered = offered or same is None

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, and to its place; next is the one offered, if one is."""
        findings = self._audit.open_findings
        if findings:
            self._show((self._at + (0 if by > 0 and self._offered else by)) % len(findings))
            self.wanted.emit(findings[self._at])

    def prefer(self, keys: set[str]) -> None:
        """Show the first finding of the page just visited, if it has one."""
        for n, each in enumerate(self._audit.open_findings):
            if page_for(first_place(each)).key in keys:
                self._offer(n)
                self._offered = True
                return

    def show_at(self, place: str) -> None:
        """Show the first finding at a place or below it."""
        for n, each in enumerate(self._audit.open_findings):
            if any(f"{where}/".startswith(f"{place}/") for where in each.places):
                self._offer(n)
                return

    def _offer(self, at: int) -> None:
        """Show a finding that nobody stepped to; what tells that the look is not done goes before it."""
        self._show(at)
        if self._audit.open_findings and (found := unfinished(self._audit)):
            self._say(found.line, found.tone)

    def _show(self, at: int) -> None:
        findings = self._audit.open_findings
        self._at, self._offered = at, False
        for each in (self._up, self._down, self._fold):
            each.setEnabled(bool(findings))
        if not findings:
            found = verdict(self._audit) if self._audit.is_open else None
            self._say(found.line if found else "", found.tone if found else "muted")
            return
        finding = findings[at]
        place = first_place(finding)
        self._place.setText(page_for(place).title if place else "全部")
        set_tone(self._place, SEVERITIES[severity_of(finding)][1])
        self._message.show_text(brief(finding.message, _NAME), "text")
        self._number.setText(f"{at + 1} / {len(findings)}")
        self._list.choose(at)

    def _say(self, words: str, tone: str) -> None:
        """Speak of the whole report in the place of a finding."""
        self._place.setText("")
        self._number.setText("")
        self._message.show_text(words, tone)


def _alike(left: Finding, right: Finding) -> bool:
    return (left.rule, left.places) == (right.rule, right.places)
