"""The buttons over a rule pack's table: add, move and remove rows, take changes back."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.rulepack_lines import At
from desktop.models.rulepack_parts import ADDABLE
from desktop.views.parts import button, row
from desktop.views.rulepacks.table import PackTable

_NO_PART = "先选一个分值方案、等级、得分上限、扣分情形、自定义审核，或采购限额里的一行"
_READ_ONLY = "随程序的规则只能看，要改先复制"


class PackDeeds(QWidget):
    """Works on *table*; every button says its key, and why it cannot be pressed now."""

    def __init__(self, table: PackTable) -> None:
        super().__init__()
        self._table = table
        self.add = button("添加", "", "plus", small=True)
        self.up = button("", "icon", "up", "上移", clicked=lambda: table.move_row(-1))
        self.down = button("", "icon", "down", "下移", clicked=lambda: table.move_row(1))
        self.remove = button("", "icon", "trash", "删去", clicked=table.remove_row)
        self.back = button("", "icon", "undo", "撤销", clicked=self.undo)
        self.forth = button("", "icon", "redo", "重做", clicked=self.redo)
        menu = QMenu(self.add)
        for adds, words in ADDABLE.items():
            menu.addAction(words).triggered.connect(lambda _on, at=adds: self._add(at))
        self.add.setMenu(menu)
        self.buttons = (self.add, self.up, self.down, self.remove, self.back, self.forth)
        self.setLayout(row(*self.buttons, gap=2))
        table.stood.connect(self.renew)
        table.rows.edited.connect(self.renew)
        table.rows.modelReset.connect(self.renew)
        self.renew()

    def listen(self, window: QWidget) -> None:
        """Take changes back by the keys wherever the focus is in a window."""
        for keys, deed in (("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+Shift+Z", self.redo)):
            QShortcut(QKeySequence(keys), window).activated.connect(deed)

    def renew(self) -> None:
        """Say what can be done now."""
        rows, part = self._table.rows, self._table.part
        lock = "" if rows.editable else _READ_ONLY
        self.add.setEnabled(not lock)
        self.add.setToolTip(lock or "添加一行，光标所在的一类用 Ctrl+Enter")
        siblings = [each.part for each in rows.lines if each.part[:-1] == part[:-1]] if part else []
        for each, words, may in (
            (self.up, "上移 Alt+↑", bool(part) and part != siblings[0]),
            (self.down, "下移 Alt+↓", bool(part) and part != siblings[-1]),
            (self.remove, "删去 Ctrl+-", bool(part)),
        ):
            each.setEnabled(may)
            each.setToolTip(lock or (words if part else _NO_PART))
        self.back.setEnabled(rows.editable and bool(rows.steps.past))
        self.forth.setEnabled(rows.editable and bool(rows.steps.future))
        self.back.setToolTip("撤销 Ctrl+Z")
        self.forth.setToolTip("重做 Ctrl+Y")

    def _add(self, adds: At) -> None:
        self._table.add_row(adds)

    def undo(self) -> None:
        """Take the last change back and go to where it was."""
        if self._table.isVisible():
            self._table.stand_at(self._table.rows.undo())

    def redo(self) -> None:
        """Make the change again and go to where it is."""
        if self._table.isVisible():
            self._table.stand_at(self._table.rows.redo())
