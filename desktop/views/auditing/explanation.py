"""The explanation of a finding: typed with its ticks, noted with Ctrl+Enter, shown and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.models.checks import Severity
from desktop.models.explaining import gaps, least_words, quality
from desktop.models.memory import Remembered
from desktop.views.auditing.ticks import Ticks
from desktop.views.editors.field_menu import fill_field_menu
from desktop.views.editors.phrases import PhraseInput
from desktop.views.editors.recall import Known
from desktop.views.parts import button, callout, column, label, row, set_tone
from desktop.views.theme import BODY, H2, SMALL, font

if TYPE_CHECKING:
    from desktop.models.checks import Finding
    from desktop.models.rulepack import RulePack

_APPLY = "写上这一条的数、合同、支付和日期；原因和依据请自己写"
_OF_DATA = "按这一条的数 · 原因自己写"
LIMIT = 200  # Characters that the annex has room for in a cell of a few lines
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOTES = {"核实性": "确认无误的写明原因、事项和依据　F2", "提示": "可以不写；写了就算已说明　F2"}


class ExplanationInput(PhraseInput):
    """The text of an explanation, with an undo of its own; entered() at Ctrl+Enter.

    Alt+↓, or Ctrl+' as in other texts, offers what explanations said before.
    """

    offers = ""  # 插入词句 goes into fields of the report

    def __init__(self, known: Known) -> None:
        super().__init__(known, lines=2)
        self.setUndoRedoEnabled(True)
        self.setProperty("own_undo", True)  # It is no part of the report before it is noted
        self.setFont(font(BODY))
        self.setAccessibleName("出错说明")
        self.setToolTip("取用写过的说明 Alt+↓")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self.composing:
                self.entered.emit()
            return
        if _asks(event):
            self.offer()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+' from the window, whose own list is for fields of the report."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _asks(event):
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show Qt's own menu with what explanations said before: this is no field of the report."""
        menu = self.createStandardContextMenu(event.pos())
        menu.addSeparator()
        may = not self.isReadOnly() and bool(self._known())
        fill_field_menu(menu, [("写过的说明…", "Alt+↓", self.offer, may)])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class ExplanationBox(QWidget):
    """Edits one finding's explanation; what is typed and not noted stays with its finding.

    noted(text) for a text that is accepted, withdrawn() for 撤回说明. *known*: what explanations said before.
    *propose*: makes a sentence of a finding's own facts (套用句式), the cause left open; '' for none.
    """

    noted = Signal(str)
    withdrawn = Signal()

    def __init__(self, known: Known = tuple, propose: Callable[[Finding], str] = lambda _: "") -> None:
        super().__init__()
        self._finding: Finding | None = None
        self._propose, self._proposal = propose, ""
        self._least = 0
        self._drafts: dict[tuple[str, str], str] = {}
        self.input = ExplanationInput(lambda: (*known(), *self._of_data()))
        self._note = label("", SMALL, tone="muted")
        self._count = label("", SMALL, tone="muted")
        self._expired = callout("warn", "原说明已失效", "数字变过了，核对后改一改，重新记下。")
        self._ticks = Ticks()
        self._problem = label("", SMALL, tone="err", wrap=True)
        self._take_back = button("撤回说明", "link", "undo", clicked=self.withdrawn.emit)
        self._keep = button("记下说明 Ctrl+Enter", "primary", clicked=self.note)
        self.input.typed.connect(self._typed)
        self.input.entered.connect(self.note)
        head = row(label("出错说明", H2, bold=True), self._note, None, self._count)
        self.apply = button("套用句式", "", "edit", _APPLY, clicked=self.take_proposal)
        foot = row(self._take_back, self.apply, None, self._keep)
        parts = (head, self._expired, self.input, self._problem, self._ticks, foot)
        self.setLayout(column(*parts, gap=6))

    def show_finding(self, finding: Finding, pack: RulePack, lock: str, noted: str = "") -> None:
        """Show the explanation of a finding, or what was typed for it; *lock* says why it cannot be edited.

        noted: when the explanation was written, '' for not at all.
        """
        self._finding, self._least = finding, least_words(pack)
        self._note.setText(_state(finding, noted))
        set_tone(self._note, "ok" if finding.explained else "muted")
        self._expired.setVisible(finding.expired)
        self._take_back.setVisible(bool(finding.explanation))
        self._problem.hide()
        self.input.put(self._drafts.get((finding.rule, finding.place), finding.explanation))
        self.input.setReadOnly(bool(lock))
        for each, tip in ((self._keep, ""), (self._take_back, ""), (self.apply, _APPLY)):
            each.setEnabled(not lock)
            each.setToolTip(lock or tip)
        self._proposal = self._propose(finding) if finding.severity is Severity.VERIFY else ""
        self._judge()

    def take_proposal(self) -> None:
        """Put the sentence behind what stands here, with its first gap selected for typing."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.input.moveCursor(QTextCursor.MoveOperation.End)
        self.input.insert(self._proposal)

    def _of_data(self) -> tuple[Remembered, ...]:
        return (Remembered(self._proposal, _OF_DATA),) if self._proposal else ()

    def forget(self, finding: Finding) -> None:
        """Forget what was typed for a finding: it has been noted."""
        self._drafts.pop((finding.rule, finding.place), None)

    def note(self) -> None:
        """Note the explanation; a text that says nothing is refused with what to write instead."""
        finding, text = self._finding, self.input.text()
        if finding is None or not self._keep.isEnabled() or self._keep.isHidden():
            return
        refused = quality(finding, text, least=self._least).refused
        self._problem.setText(refused)
        self._problem.setVisible(bool(refused))
        self.input.setAccessibleDescription(refused)
        set_tone(self.input, "error" if refused else "", "state")
        if refused:
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.noted.emit(text)

    def _typed(self, text: str) -> None:
        if self._finding is not None:
            key = self._finding.rule, self._finding.place
            if text == self._finding.explanation:
                self._drafts.pop(key, None)
            else:
                self._drafts[key] = text
        self._problem.hide()
        self._judge()

    def _judge(self) -> None:
        """Show ticks and count for the text as it stands."""
        if self._finding is None:
            return
        text = self.input.text()
        set_tone(self.input, "", "state")
        empty = not text.strip()
        self._ticks.show_quality(quality(self._finding, text, least=self._least), empty=empty)
        self._ticks.setVisible(not empty or self._finding.severity is Severity.VERIFY)
        self._count.setText(f"{len(text)} / {LIMIT} 字")
        set_tone(self._count, "warn" if len(text) > LIMIT else "muted")
        self.apply.setVisible(bool(self._proposal) and self._proposal not in text and not gaps(text))
        same = self._finding.explained and text.strip() == self._finding.explanation
        self._keep.setText("改说明 Ctrl+Enter" if self._finding.explained else "记下说明 Ctrl+Enter")
        self._keep.setVisible(not same)


def _asks(event: QKeyEvent) -> bool:
    """Whether these are the keys of 插入词句."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_Apostrophe


def _state(finding: Finding, noted: str) -> str:
    """Say how things stand with the explanation of a finding."""
    if finding.explained:
        return "，".join(filter(None, ("已说明", noted, "数字变了会重新打开")))
    return f"原说明写于{noted}" if noted else _NOTES.get(finding.severity.value, "")
