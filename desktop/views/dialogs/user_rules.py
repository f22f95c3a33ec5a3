"""自定义审核: the rules that the officer writes, each tried on the report while it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.models.places import place
from desktop.models.records import UserRule
from desktop.views.auditing.rule_form import SHAPES, RuleForm
from desktop.views.dialogs.ask import confirmed
from desktop.views.dialogs.base import Dialog
from desktop.views.editors.pick import Option
from desktop.views.icons import icon
from desktop.views.parts import button, column, label, row
from desktop.views.theme import BODY, ROW, SMALL, font

if TYPE_CHECKING:
    from desktop.models.figures import Reckoning

_UNWRITTEN = "（还没有写）"


class UserRules(Dialog):
    """The rules at the left, the chosen one at the right; nothing is kept before it is accepted.

    where: the place of a rule to begin with. lock: why nothing can be changed, or ''.
    """

    def __init__(self, parent: QWidget | None, reckoning: Reckoning, where: str, lock: str) -> None:
        super().__init__(parent, "自定义审核", width=860, fit=False)
        from desktop.models.rules.picking import choices

        self._reckoning, self._lock = reckoning, lock
        self._before = reckoning.report.user_rules
        self._rows: list[UserRule] = list(self._before)
        self.list = self._make_list()
        self.form = RuleForm(
            reckoning, [Option(each.text, each.text, each.value) for each in choices(reckoning)]
        )
        self.form.edited.connect(self._take)
        self.more = button("添加一条", "", "plus", lock, clicked=self.add_rule)
        self.less = button("删除", "danger", "trash", lock, clicked=self.remove)
        self._empty = label("写两个数应当满足的关系，例：全年执行数 ≤ 全年预算数。", tone="muted", wrap=True)
        left = QWidget()
        left.setFixedWidth(300)
        left.setLayout(column((self.list, 1), row(self.more, None, self.less)))
        self._right = column((self.form, 1), self._empty)
        self.add(label("不成立的会按所选类别列进审核结果。", SMALL, tone="muted"))
        self._body.addLayout(row(left, (self._right, 1), gap=16), 1)
        self.keep = button("记下规则", "primary", clicked=self.accept)
        self.close_with(button("取消", clicked=self.reject), self.keep)
        self.resize(860, 540)
        self._fill()
        self._begin(where)

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return tuple(self._written()) != self._before

    def rules(self, new_id: Callable[[str], int]) -> tuple[UserRule, ...]:
        """Return the rules as written, empty ones left out, new ones with ids of their own."""
        return tuple(each if each.id else replace(each, id=new_id("user_rules")) for each in self._written())

    def add_rule(self) -> None:
        """Add an empty rule and begin to write it."""
        self._rows.append(UserRule(operator="=", severity="核实性"))
        self._fill()
        self.list.setCurrentRow(len(self._rows) - 1)
        self.form.focus_begin()

    def remove(self) -> None:
        """Remove the chosen rule."""
        at = self.list.currentRow()
        if 0 <= at < len(self._rows):
            del self._rows[at]
            self._fill()
            self.list.setCurrentRow(min(at, len(self._rows) - 1))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Close; what was written is given up only when the officer says so."""
        if not self.changed or confirmed(
            self, "写的规则还没有记下", "关掉以后，这次的改动就没有了。", "不要改动", danger=True
        ):
            super().reject()

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setFont(font(BODY))
        made.setAccessibleName("自己写的规则")
        made.setUniformItemSizes(True)
        made.setIconSize(QSize(16, 16))
        made.setStyleSheet("QListWidget::item { padding: 0 4px; }")
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.currentRowChanged.connect(self._show)
        return made

    def _begin(self, where: str) -> None:
        at = next((n for n, each in enumerate(self._rows) if place("user_rules", each.id) == where), 0)
        if self._rows:
            self.list.setCurrentRow(at)
            self.list.setFocus()
        elif not self._lock:
            self.add_rule()
        self._show(self.list.currentRow())

    def _written(self) -> list[UserRule]:
        return [each for each in self._rows if each.left or each.right or each.note]

    def _fill(self) -> None:
        """Make the rows of the list anew."""
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._rows:
            item = QListWidgetItem()
            item.setSizeHint(QSize(80, ROW))
            self.list.addItem(item)
            self._name(item, each)
        self.list.blockSignals(False)
        self._allow()

    def _name(self, item: QListWidgetItem, rule: UserRule) -> None:
        from desktop.models.rules.user_rules import trial

        shape, tone = SHAPES[trial(self._reckoning, rule).holds]
        words = f"{rule.left} {rule.operator} {rule.right}" if rule.left or rule.right else _UNWRITTEN
        item.setText(words)
        item.setToolTip(words)
        item.setIcon(icon(shape, tone))

    def _show(self, at: int) -> None:
        here = 0 <= at < len(self._rows)
        self.form.setVisible(here)
        self._empty.setVisible(not here)
        if here:
            self.form.show_rule(self._rows[at], locked=bool(self._lock))
        self._allow()

    def _take(self, rule: UserRule) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._rows):
            self._rows[at] = rule
            self._name(self.list.item(at), rule)
        self._allow()

    def _allow(self) -> None:
        self.more.setEnabled(not self._lock)
        self.less.setEnabled(bool(self._rows) and not self._lock)
        self.keep.setEnabled(self.changed and not self._lock)
        self.keep.setToolTip(self._lock)
