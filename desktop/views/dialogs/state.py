"""报告状态: 草稿, 送审, 定稿; what each means, what is missing for it, and why a locked one is opened again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QRadioButton, QWidget

from desktop.tasks.states import STATES
from desktop.views.auditing.words import short
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import button, callout, column, label
from desktop.views.theme import BODY, SMALL, font

GO_MEND, GO_NOTES = 2, 3  # What exec() returns besides accepted and rejected
DRAFT, SUBMITTED, FINAL = STATES
MEANING = {
    DRAFT: "可以修改；强制性没改完或必填项没填齐时，印出来带“草稿”水印",
    SUBMITTED: "内容锁定，留一份备份，以后的修改可以与它比较；核实性说明和待核实仍可填写",
    FINAL: "内容锁定，留一份备份；强制性问题改完、必填项填齐才能定稿",
}
VERBS = {DRAFT: "改回草稿", SUBMITTED: "改为送审", FINAL: "定稿"}
_NAMED = 3  # 强制性 findings that are told one by one
_TOLD = 80  # Characters of each


class StateDialog(Dialog):
    """Accepted, *state* is the one that was chosen and *why* what was written; GO_MEND leads to 审核.

    must: the messages of the open 强制性 findings. percent: of the required values that are filled.
    notes: how many 待核实 stand open; they are told and forbid nothing, GO_NOTES leads to their list.
    """

    def __init__(
        self, parent: QWidget | None, now: str, must: Sequence[str], percent: int, notes: int = 0
    ) -> None:
        super().__init__(parent, "报告状态", width=520)
        self._now = now or DRAFT
        self._choices = {each: self._choice(each) for each in STATES}
        for each, made in self._choices.items():
            note = label(f"　　{MEANING[each]}", SMALL, tone="muted", wrap=True)
            self.add(column(made, note, gap=2))
        self._why = QPlainTextEdit()
        self._why.setFont(font(BODY))
        self._why.setFixedHeight(64)
        self._why.setAccessibleName("为什么改回草稿（必填）")
        self._why.setPlaceholderText("例：主管部门要求补充绩效指标的偏差原因")
        self._why.textChanged.connect(self._allow)
        self._asked = label("为什么改回草稿（必填，记入修改记录）", SMALL, tone="text2")
        self.add(self._asked, self._why)
        self._go = button("", "primary", clicked=self.accept)
        mend = button("去改", small=True, clicked=lambda: self.done(GO_MEND))
        self._tell(must, percent, mend)
        self._remind(notes)
        self.close_with(button("取消", clicked=self.reject), self._go)
        self._close_ways(must, percent)
        self._choices[self._next(must, percent)].setChecked(True)
        self._allow()

    def _choice(self, state: str) -> QRadioButton:
        made = QRadioButton(f"{state}（现在）" if state == self._now else state)
        made.setFont(font(BODY, bold=True))
        made.setAccessibleDescription(MEANING[state])
        made.toggled.connect(lambda _on: self._allow())
        return made

    def _tell(self, must: Sequence[str], percent: int, mend: QWidget) -> None:
        """Say what is missing for 定稿."""
        if self._now == FINAL:
            return
        lacking = [*(["强制性"] if must else []), *(["必填项"] if percent < 100 else [])]
        if not lacking:
            self.add(callout("ok", "可以定稿：强制性 0 处，必填项都填了"))
            return
        named = "\n".join(f"· {short(each, _TOLD)}" for each in must[:_NAMED])
        more = f"\n· 还有 {len(must) - _NAMED} 处" if len(must) > _NAMED else ""
        parts = [
            *([f"强制性 {len(must)} 处"] if must else []),
            *([f"必填项填了 {percent}%"] if percent < 100 else []),
        ]
        self.add(callout("warn", f"还不能定稿：{'，'.join(parts)}", named + more, mend))

    def _remind(self, notes: int) -> None:
        """Say how many 待核实 are left, before the report is locked."""
        if notes and self._now != FINAL:
            see = button("去看", small=True, clicked=lambda: self.done(GO_NOTES))
            told = "不妨碍送审和定稿，也不印在报告里；核实过的请去掉标记"
            self.add(callout("accent", f"还有 {notes} 处待核实", told, see))

    def _close_ways(self, must: Sequence[str], percent: int) -> None:
        closed = {self._now: "现在就是这个状态"}
        if must or percent < 100:
            closed.setdefault(FINAL, "强制性改完、必填项填齐才能定稿")
        if self._now == FINAL:
            closed[SUBMITTED] = "请先改回草稿"
        for each, why in closed.items():
            self._choices[each].setEnabled(False)
            self._choices[each].setToolTip(why)

    def _next(self, must: Sequence[str], percent: int) -> str:
        """The state that comes next."""
        if self._now == DRAFT:
            return SUBMITTED
        return DRAFT if self._now == FINAL or must or percent < 100 else FINAL

    @property
    def state(self) -> str:
        """The state that is chosen."""
        return next(each for each, made in self._choices.items() if made.isChecked())

    @property
    def why(self) -> str:
        """Why a locked report is opened again, '' for the other ways."""
        return " ".join(self._why.toPlainText().split()) if self.state == DRAFT else ""

    def choose(self, state: str) -> None:
        """Choose a state."""
        self._choices[state].setChecked(True)

    def _allow(self) -> None:
        chosen = [each for each, made in self._choices.items() if made.isChecked()]
        if not chosen or not hasattr(self, "_go"):
            return
        opening = chosen[0] == DRAFT
        for each in (self._asked, self._why):
            each.setVisible(opening)
        self._go.setText(VERBS[chosen[0]])
        lacks = opening and not self._why.toPlainText().strip()
        self._go.setEnabled(not lacks and self._choices[chosen[0]].isEnabled())
        self._go.setToolTip("请先写原因" if lacks else "")
        if self.isVisible():
            self.fit_height()
