"""自定义审核: the rules that the officer writes, each tried on the report while it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from desktop.models.places import place
from desktop.models.records import UserRule
from desktop.models.rulepack_rules import rule_place, rule_tables
from desktop.tasks.pack_rules import PackShelf
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
_HALF = "存进规则包的规则，左右两边都要写"


@dataclass(slots=True)
class _Row:
    """A rule, and whether the rule pack has it or is to have it."""

    rule: UserRule
    packed: bool = False

    @property
    def place(self) -> str:
        return rule_place(self.rule) if self.packed else place("user_rules", self.rule.id)

    @property
    def written(self) -> bool:
        return bool(self.rule.left or self.rule.right or self.rule.note)


class UserRules(Dialog):
    """The rules at the left, the chosen one at the right; nothing is kept before it is accepted.

    where: the place of a rule to begin with. lock: why nothing can be changed, or ''. shelf: those of the rule
    pack, shown with the file's own ones.
    """

    def __init__(
        self,
        parent: QWidget | None,
        reckoning: Reckoning,
        where: str,
        lock: str,
        shelf: PackShelf | None = None,
    ) -> None:
        super().__init__(parent, "自定义审核", width=860, fit=False)
        from desktop.models.rules.picking import choices

        self._reckoning, self._lock, self._shelf = reckoning, lock, shelf or PackShelf()
        self._before = reckoning.report.user_rules
        self._rows = [
            *(_Row(each) for each in self._before),
            *(_Row(each, packed=True) for each in self._shelf.rules),
        ]
        self.list = self._make_list()
        self.scope = self._make_scope()
        self.form = RuleForm(
            reckoning, [Option(each.text, each.text, each.value) for each in choices(reckoning)]
        )
        self.form.edited.connect(self._take)
        self.more = button("添加一条", "", "plus", lock, clicked=self.add_rule)
        self.less = button("删除", "danger", "trash", lock, clicked=self.remove)
        begin = "还没有自定义审核。" if lock else "写两个数应当满足的关系，例：全年执行数 ≤ 全年预算数。"
        self._empty = label(begin, tone="muted", wrap=True)
        self.keep = button("记下规则", "primary", clicked=self.accept)
        self._lay()
        for each in self.findChildren(QWidget):
            each.setProperty("own_undo", True)  # Ctrl+Z here is never the report's
        self._fill()
        self._begin(where)

    def _lay(self) -> None:
        left = QWidget()
        left.setFixedWidth(300)
        left.setLayout(column((self.list, 1), row(self.more, None, self.less)))
        self._where = QWidget()
        caption = label("用在", SMALL, tone="text2")
        caption.setBuddy(self.scope)
        self._where.setLayout(column(caption, row((self.scope, 1)), gap=4))
        self._right = column(self._where, (self.form, 1), self._empty, gap=10)
        self.add(label("不成立的会按所选类别列进审核结果。", SMALL, tone="muted"))
        self._body.addLayout(row(left, (self._right, 1), gap=16), 1)
        self.close_with(button("取消", clicked=self.reject), self.keep)
        self.resize(860, 560)

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return tuple(self._written()) != self._before or self._packed_differs

    @property
    def _packed_differs(self) -> bool:
        return rule_tables(self.packed) != rule_tables(self._shelf.rules)

    @property
    def packed(self) -> tuple[UserRule, ...]:
        """The rules that the rule pack is to have, empty ones left out."""
        return tuple(each.rule for each in self._rows if each.packed and each.written)

    def rules(self, new_id: Callable[[str], int]) -> tuple[UserRule, ...]:
        """Return the file's rules as written, empty ones left out, new ones with ids of their own."""
        return tuple(each if each.id else replace(each, id=new_id("user_rules")) for each in self._written())

    def add_rule(self) -> None:
        """Add an empty rule and begin to write it."""
        self._rows.append(_Row(UserRule(operator="=", severity="核实性")))
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

    def _make_scope(self) -> QComboBox:
        made = QComboBox()
        made.setFont(font(BODY))
        made.setAccessibleName("用在")
        made.addItem("只用于这个文件", userData=False)
        if self._shelf.name:
            made.addItem(f"存进规则包“{self._shelf.name}”，用它的文件都查", userData=True)
        made.activated.connect(self._take_scope)
        return made

    def _take_scope(self, _at: int) -> None:
        """Let the chosen rule belong to the file or to the rule pack."""
        at, packed = self.list.currentRow(), bool(self.scope.currentData())
        if 0 <= at < len(self._rows) and self._rows[at].packed != packed:
            self._rows[at] = _Row(replace(self._rows[at].rule, id=0), packed)
            self._name(self.list.item(at), self._rows[at])
            self._allow()

    def _lock_of(self, row_: _Row) -> str:
        """Why a rule cannot be changed, or ''."""
        return self._lock or (self._shelf.lock if row_.packed else "")

    def _begin(self, where: str) -> None:
        at = next((n for n, each in enumerate(self._rows) if each.place == where), 0)
        if self._rows:
            self.list.setCurrentRow(at)
            self.list.setFocus()
        elif not self._lock:
            self.add_rule()
        self._show(self.list.currentRow())

    def _written(self) -> list[UserRule]:
        return [each.rule for each in self._rows if each.written and not each.packed]

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

    def _name(self, item: QListWidgetItem, row_: _Row) -> None:
        from desktop.models.rules.user_rules import trial

        rule = row_.rule
        shape, tone = SHAPES[trial(self._reckoning, rule).holds]
        words = f"{rule.left} {rule.operator} {rule.right}" if rule.left or rule.right else _UNWRITTEN
        words = f"{words}（规则包）" if row_.packed else words
        item.setText(words)
        item.setToolTip(f"{words}\n来自规则包“{self._shelf.name}”" if row_.packed else words)
        item.setIcon(icon(shape, tone))

    def _show(self, at: int) -> None:
        here = 0 <= at < len(self._rows)
        self.form.setVisible(here)
        self._where.setVisible(here)
        self._empty.setVisible(not here)
        if here:
            lock = self._lock_of(self._rows[at])
            self.form.show_rule(self._rows[at].rule, locked=bool(lock))
            self.scope.setCurrentIndex(int(self._rows[at].packed and self.scope.count() > 1))
            self.scope.setEnabled(not (self._lock or self._shelf.lock))
            self.scope.setToolTip(self._lock or self._shelf.lock)
        self._allow()

    def _take(self, rule: UserRule) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._rows):
            self._rows[at].rule = rule
            self._name(self.list.item(at), self._rows[at])
        self._allow()

    def _allow(self) -> None:
        self.more.setEnabled(not self._lock)
        at = self.list.currentRow()
        lock = self._lock_of(self._rows[at]) if 0 <= at < len(self._rows) else self._lock
        self.less.setEnabled(0 <= at < len(self._rows) and not lock)
        self.less.setToolTip(lock)
        half = any(not (each.left.strip() and each.right.strip()) for each in self.packed)
        stop = self._lock or (_HALF if half else "")
        self.keep.setEnabled(self.changed and not stop)
        self.keep.setToolTip(stop or ("" if self.changed else "还没有改动"))
