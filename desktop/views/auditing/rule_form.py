"""The fields of one rule of one's own, with what it comes to on the report as it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.models.records import UserRule
from desktop.views.auditing.operand_input import OperandInput
from desktop.views.editors.line import LineInput
from desktop.views.editors.pick import Option
from desktop.views.parts import box, column, label, picture, row, set_tone
from desktop.views.theme import BODY, SMALL, font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.models.figures import Reckoning

OPERATORS = ("=", "≠", "≥", ">", "≤", "<")
CLASSES = ("强制性", "核实性", "提示")
SHAPES = {True: ("sev_ok", "ok"), False: ("sev_warn", "warn"), None: ("sev_hint", "text2")}
WORDS = {True: "成立", False: "不成立，会列进审核结果", None: "还比不了"}


class RuleForm(QWidget):
    """Edits a rule; edited(UserRule) at every change by hand."""

    edited = Signal(object)

    def __init__(self, reckoning: Reckoning, options: Sequence[Option]) -> None:
        super().__init__()
        self._reckoning = reckoning
        self._rule = UserRule()
        self.left = OperandInput(lambda: options, "左边")
        self.right = OperandInput(lambda: options, "右边")
        self.operator = _choice("关系", OPERATORS)
        self.severity = _choice("类别", CLASSES)
        self.tolerance = _line("允许误差", "例：0.01")
        self.note = _line("说明", "为什么要审，印在问题后面")
        self.left.setPlaceholderText("例：全年执行数")
        self.right.setPlaceholderText("例：全年预算数 × 0.9")
        self._shape = picture("sev_hint", "text2", 16)
        self._word = label("", BODY, bold=True)
        self._text = label("", SMALL, tone="text2", wrap=True)
        self.setLayout(self._lay())
        for each in (self.left, self.right):
            each.picked.connect(lambda _text: self._changed())
        for each in (self.left, self.right, self.tolerance, self.note):
            each.typed.connect(lambda _text: self._changed())
            each.entered.connect(self.focusNextChild)
        for each in (self.operator, self.severity):
            each.activated.connect(lambda _at: self._changed())

    def _lay(self) -> QVBoxLayout:
        relation = row(_field("关系", self.operator), (_field("允许误差", self.tolerance), 1), gap=16)
        kinds = row(_field("类别", self.severity), (_field("说明", self.note), 1), gap=16)
        result = column(row(self._shape, self._word, None), self._text, gap=4, margins=(12, 8, 12, 8))
        hint = label("金额按万元、比率按百分数；可以写 + − × ÷ 和括号。", SMALL, tone="muted", wrap=True)
        fields = (_field("左边", self.left), relation, _field("右边", self.right), hint, kinds)
        return column(*fields, box(result, "sunken"), None, gap=10)

    def show_rule(self, rule: UserRule, *, locked: bool) -> None:
        """Show a rule."""
        self._rule = rule
        for each, text in (
            (self.left, rule.left),
            (self.right, rule.right),
            (self.tolerance, rule.tolerance),
            (self.note, rule.note),
        ):
            each.put(text)
            each.setReadOnly(locked)
        for each, text in ((self.operator, rule.operator or "="), (self.severity, rule.severity or "核实性")):
            each.setCurrentText(text)
            each.setEnabled(not locked)
        self._try()

    def focus_begin(self) -> None:
        """Put the cursor where a rule begins."""
        self.left.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        self._rule = replace(
            self._rule,
            left=self.left.value_text(),
            operator=self.operator.currentText(),
            right=self.right.value_text(),
            tolerance=self.tolerance.text().strip(),
            severity=self.severity.currentText(),
            note=self.note.text().strip(),
        )
        self._try()
        self.edited.emit(self._rule)

    def _try(self) -> None:
        """Say what the rule comes to."""
        from desktop.models.rules.user_rules import trial

        found = trial(self._reckoning, self._rule)
        shape, tone = SHAPES[found.holds]
        self._shape.draw(shape, tone)
        self._word.setText(WORDS[found.holds])
        set_tone(self._word, tone)
        self._text.setText(found.text)


def _field(name: str, editor: QWidget) -> QVBoxLayout:
    title = label(name, SMALL, tone="text2")
    title.setBuddy(editor)
    return column(title, editor, gap=4)


def _line(name: str, hint: str) -> LineInput:
    made = LineInput()
    made.setFont(font(BODY))
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def _choice(name: str, words: tuple[str, ...]) -> QComboBox:
    made = QComboBox()
    made.setFont(font(BODY))
    made.setAccessibleName(name)
    made.addItems(list(words))
    made.setFixedWidth(110)
    return made
