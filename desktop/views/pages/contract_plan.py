"""付款计划与实付 of a contract: each instalment with the payments on it and the difference."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.models.places import place
from desktop.models.plan_paid import Planned, plan_and_paid, plan_of_payments
from desktop.models.records import Contract, Record
from desktop.views.desk import Desk
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import button, column, label, row
from desktop.views.shapes import Tag
from desktop.views.tables import Computed, RecordTable
from desktop.views.tables.columns import amount
from desktop.views.tables.looks import Look
from desktop.views.theme import H2, ROW, TABLE_HEAD

_FRAME = TABLE_HEAD + 4  # px
_WHICH = "支付"
_NONE = "—"
_WIDTHS = {
    "stage": Wide(84, 76),
    "condition": Wide(180, 110, 2),
    "amount": Wide(104, 100),
    "share": Wide(88, 86),
    "due": Wide(100, 96),
    "实付": Wide(92, 84),
    _WHICH: Wide(104, 92, 1),
    "差": Wide(76, 64),
}


class PlanPart(QWidget):
    """The table for the contract that is shown. opened(ids) when payments are asked for."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._id = desk, 0
        self._held: dict[int, Planned] = {}
        self._numbers: dict[int, int] = {}
        self.add_button: QPushButton = button("新增", "link", "plus", small=True, clicked=self.add)
        self.make_button: QPushButton = button(
            "按支付生成计划", "link", "", "每笔支付一期：阶段和金额照支付明细", small=True, clicked=self.make
        )
        self.look_button = button("看支付", "link", "link", small=True, clicked=self._look_at_all)
        self.table = RecordTable(
            desk,
            "instalments",
            (
                "stage",
                "condition",
                "amount",
                "share",
                "due",
                Computed("实付", self._paid, numeric=True, look=self._paid_look),
                Computed(_WHICH, self._which, look=self._link),
                Computed("差", self._off, numeric=True, look=self._off_look),
            ),
            where=self._belongs,
            yields=("due", "share"),
        )
        widen(self.table, _WIDTHS)
        self.table.records.own_numbers = True
        self.table.view.clicked.connect(self._clicked)
        self.mark = Tag()
        title = row(
            label("付款计划与实付", H2, bold=True),
            self.mark,
            None,
            self.look_button,
            self.make_button,
            self.add_button,
        )
        self.setLayout(column(title, self.table, gap=8))

    def show_contract(self, contract: Contract | None) -> None:
        """Show the plan of a contract beside what was paid, as it stands."""
        id_ = contract.id if contract else 0
        report = self._desk.report
        rows = self._desk.reckoning.ledger.payments_of(id_) if contract else []
        found = plan_and_paid(report, contract, rows) if contract else ()
        self._held = {each.instalment.id: each for each in found}
        wanted = {each.id for each in rows}
        self._numbers = {each.id: n for n, each in enumerate(report.payments, 1) if each.id in wanted}
        if id_ != self._id:
            self._id = id_
            self.table.set_where(self._belongs, {"contract": id_ or None})
        else:
            self.table.records.touch()
        self.table.setFixedHeight(_FRAME + ROW * (len(self._held) + 1))
        self.look_button.setText(f"看 {len(rows)} 笔支付")
        self.look_button.setVisible(bool(rows))
        self.make_button.setVisible(bool(rows) and not self._held)
        self._show_sum(contract)

    def _show_sum(self, contract: Contract | None) -> None:
        parts = [each.due for each in self._held.values() if each.due is not None]
        if contract is None or contract.amount is None or not parts:
            self.mark.show_word("")
            return
        total, agreed = sum(parts), contract.amount + (contract.supplement or 0)
        if total == agreed:
            self.mark.show_word(f"计划合计 {amount(total, '万元')} = 合同金额", "ok", "check")
        else:
            off = amount(agreed - total, "万元")
            self.mark.show_word(f"计划合计 {amount(total, '万元')}，差 {off}", "warn", "sev_warn")

    # What is done

    def add(self) -> None:
        """Make an instalment of the contract shown and go into it."""
        made = self._desk.add("instalments", contract=self._id or None)
        self.table.focus_place(place("instalments", made))

    def make(self) -> None:
        """Make an instalment of each payment on the contract; one step of undo."""
        self._desk.flush()
        report = self._desk.report
        contract = report.find("contracts", self._id)
        if contract is not None:
            made = plan_of_payments(report, contract, self._desk.session.new_id)
            self._desk.edit(made, "按支付生成付款计划", place=place("contracts", contract.id))

    def _look_at_all(self) -> None:
        self.opened.emit(tuple(self._numbers))

    def _clicked(self, index: QModelIndex) -> None:
        record = self.table.records.record(index.row())
        planned = self._held.get(record.id) if record else None
        if planned and planned.payments and self.table.columns[index.column()].label == _WHICH:
            self.opened.emit(tuple(each.id for each in planned.payments))

    # What the computed cells say

    def _belongs(self, each: Record) -> bool:
        return bool(self._id) and each.contract == self._id

    def _paid(self, each: Record) -> str:
        planned = self._held.get(each.id)
        return _NONE if planned is None or planned.paid is None else amount(planned.paid, "万元")

    def _paid_look(self, each: Record) -> Look:
        return Look("muted" if self._paid(each) == _NONE else "text2")

    def _which(self, each: Record) -> str:
        planned = self._held.get(each.id)
        if planned is None:
            return ""
        if planned.payments:
            return f"第 {_listed([self._numbers.get(row.id, 0) for row in planned.payments])} 笔"
        return f"{planned.later}年支付" if planned.later else "还没有支付"

    def _link(self, each: Record) -> Look:
        planned = self._held.get(each.id)
        if planned and planned.payments:
            return Look("accent", tip="点一下去看")
        return Look("muted")

    def _off(self, each: Record) -> str:
        planned = self._held.get(each.id)
        return _NONE if planned is None or planned.off is None else amount(planned.off, "万元")

    def _off_look(self, each: Record) -> Look:
        planned = self._held.get(each.id)
        return Look("warn", bold=True) if planned and planned.off else Look("muted")


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, sorted(numbers)))
