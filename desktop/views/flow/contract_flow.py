"""The page part 合同—支付—预算: figures, the picture or its table, and what can be done with a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from desktop.errors import DataError
from desktop.models.fixes.agreements import contract_name
from desktop.models.flows import Strand, flows
from desktop.models.linking import assigned, excused, founded
from desktop.models.money import group as grouped
from desktop.models.money import show_wan
from desktop.models.places import place
from desktop.views.dialogs.assign import ask_contract, ask_reason
from desktop.views.flow.picture import FlowPicture, said
from desktop.views.flow.table import FlowTable
from desktop.views.parts import (
    Elided,
    FigureCard,
    box,
    button,
    column,
    label,
    row,
    rule,
    scrolled,
)
from desktop.views.room import Room
from desktop.views.theme import SMALL

Show = Callable[[tuple[int, ...], str], object]
"""Shows some payments (ids) under a title."""


class ContractFlow(QWidget):
    """Who paid how much on which contract to whom; *show_payments* filters 支付明细 by payments."""

    def __init__(self, room: Room, show_payments: Show) -> None:
        super().__init__()
        self._room, self._desk, self._show_payments = room, room.desk, show_payments
        self._strand: Strand | None = None
        self._cards = {
            "spent": FigureCard("支出合计", "万元"),
            "linked": FigureCard("有合同", "万元"),
            "unlinked": FigureCard("未关联", "万元", "warn"),
            "balance": FigureCard("合同余额", "万元"),
        }
        self.picture, self.table = FlowPicture(), FlowTable()
        self.picture.asked.connect(self._open_menu)
        self.picture.dropped.connect(self.give)
        for each in (self.picture, self.table):
            each.chosen.connect(self._choose)
            each.opened.connect(self._open)
        self.only = button("只看未关联的", "", "filter", clicked=self.renew)
        self.only.setCheckable(True)
        self.as_table = button("表格", "", "grid", "同样的内容，按行列出", clicked=self._switch)
        self.as_table.setCheckable(True)
        self._deeds = self._make_deeds()
        self._said = Elided("", SMALL, tone="text2", fill=False)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(self.picture))
        self._stack.addWidget(self.table)
        self._lay()

    def _make_deeds(self) -> dict[str, QPushButton]:
        deeds = {
            "看这些支付": self.open_payments,
            "补录合同": self.found,
            "归到现有合同…": self.assign,
            "无需合同，写原因…": self.excuse,
        }
        return {text: button(text, "link", small=True, clicked=deed) for text, deed in deeds.items()}

    def _lay(self) -> None:
        cards = [part for each in self._cards.values() for part in (each, rule(upright=True))]
        choices = column(None, row(self.only, self.as_table), None)
        figures = box(row(*cards[:-1], None, choices, gap=12, margins=(12, 8, 12, 8)), "sunken")
        heads = QWidget()
        heads.setLayout(
            row(
                *(
                    (label(text, SMALL, bold=True, tone="text2"), share)
                    for text, share in (
                        ("子项目：执行 / 全年预算", 34),
                        ("合同：已付 / 合同金额", 38),
                        ("收款单位", 28),
                    )
                ),
                gap=0,
            )
        )
        self._heads = heads
        foot = row(self._said, *self._deeds.values(), None)
        self.setLayout(column(figures, heads, (self._stack, 1), foot, gap=8))

    # What is shown

    def renew(self) -> None:
        """Show the report as it stands; the row that is current stays so where it is still there."""
        report = self._desk.report
        groups = flows(report, unlinked_only=self.only.isChecked())
        self.picture.show_groups(groups, report.payments)
        self.table.show_groups(groups)
        every = [strand for group in groups for strand in group.strands]
        held = self._strand.payments if self._strand else ()
        self._strand = next((each for each in every if each.payments == held), None)
        self._show_figures()
        self._show_deeds()

    def _show_figures(self) -> None:
        report, ledger = self._desk.report, self._desk.reckoning.ledger
        known = {each.id for each in report.contracts}
        with_, without, reasoned = [], [], []
        for each in report.payments:
            bare = reasoned if each.no_contract.strip() else without
            (with_ if each.contract in known else bare).append(each.amount or 0)
        spent = sum(with_) + sum(without) + sum(reasoned)
        share = f"，占 {sum(without) * 100 / spent:.2f}%" if spent > 0 and without else ""
        apart = f"；另有 {len(reasoned)} 笔 {_wan(sum(reasoned))} 写了原因" if reasoned else ""
        balances = [ledger.balance(each) for each in report.contracts]
        missing, end = balances.count(None), ledger.year_end
        later = sum(
            balance or 0
            for each, balance in zip(report.contracts, balances, strict=True)
            if each.ends and end and each.ends > end
        )
        notes = [f"其中 {report.project.year + 1}年续付 {_wan(later)}"] if later else []
        notes += [f"{missing} 份算不出"] if missing else []
        self._cards["spent"].show_value(_wan(spent), f"{len(report.payments)} 笔")
        self._cards["linked"].show_value(_wan(sum(with_)), f"{len(with_)} 笔，{len(known)} 份合同")
        self._cards["unlinked"].show_value(_wan(sum(without)), f"{len(without)} 笔{share}{apart}")
        self._cards["balance"].show_value(
            _wan(sum(each or 0 for each in balances)),
            "；".join(notes) or "未付余额合计",
        )

    def _show_deeds(self) -> None:
        strand, lock = self._strand, self._desk.locked("payments")
        hint = "点一行：看它的支付；没有合同的可以拖到一份合同上，也可以补录合同或写原因。↑ ↓ 选，Enter 打开"
        self._said.show_text(said(strand) if strand else hint)
        open_ = strand is not None and not strand.linked
        for number, made in enumerate(self._deeds.values()):
            made.setVisible(open_ if number else strand is not None)
            made.setEnabled(not (number and lock))
            made.setToolTip(lock if number else "")

    def _switch(self) -> None:
        self._stack.setCurrentIndex(int(self.as_table.isChecked()))
        self._heads.setVisible(not self.as_table.isChecked())

    def _choose(self, strand: Strand) -> None:
        self._strand = strand
        self._show_deeds()

    def _open(self, strand: Strand) -> None:
        self._choose(strand)
        self.open_payments()

    def _open_menu(self, strand: Strand, at: QPoint) -> None:
        self._choose(strand)
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for made in self._deeds.values():
            if made.isVisibleTo(self):
                action = menu.addAction(made.text())
                action.setEnabled(made.isEnabled())
                action.triggered.connect(partial(_press, made))
        menu.popup(at)

    # What is done

    @property
    def _ids(self) -> tuple[int, ...]:
        return self._strand.payments if self._strand else ()

    def open_payments(self) -> None:
        """Show the payments of the current row in 支付明细."""
        if self._strand is not None:
            self._show_payments(self._ids, self._strand.name)

    def assign(self) -> None:
        """Ask for a contract and link payments to it; one step of undo. DataError without contracts."""
        answer = ask_contract(self, self._desk.report, self._ids)
        if answer:
            self._assign(*answer)

    def give(self, strand: Strand, contract: int) -> None:
        """Link the payments of a row to the contract that it was dragged to; one step of undo."""
        if lock := self._desk.locked("payments"):
            self._room.toast.show_text(lock)
        else:
            self._assign(strand.payments, contract)

    def _assign(self, ids: tuple[int, ...], contract: int) -> None:
        self._desk.flush()
        made = assigned(self._desk.report, ids, contract, self._desk.session.new_id)
        self._desk.edit(made, f"{len(ids)} 笔支付归到合同", place=place("payments", ids[0], "contract"))
        held = self._desk.report
        name = next((each.name for each in held.contracts if each.id == contract), "")
        undo = self._room.actions["undo"]

        def take_back() -> None:
            if self._desk.report is held:
                undo.trigger()

        told = f"{len(ids)} 笔支付已归到“{name or '未命名的合同'}”"
        self._room.toast.show_text(told, "撤销", take_back)

    def found(self) -> None:
        """Make a contract of the payments of the current row and go into it; one step of undo."""
        if not self._ids:
            raise DataError("没有选中支付", "请先点一行没有合同的支付")
        self._desk.flush()
        first = self._desk.report.find("payments", self._ids[0])
        name = contract_name(self._desk.reckoning, first) if first else ""
        made, id_ = founded(self._desk.report, self._ids, self._desk.session.new_id, name)
        self._desk.edit(made, "补录合同并关联支付", place=place("contracts", id_, "name"))
        self._room.go(place("contracts", id_, "name"))

    def excuse(self) -> None:
        """Ask why payments have no contract and write it to them; one step of undo."""
        answer = ask_reason(self, self._desk.report, self._ids)
        if answer:
            ids, reason = answer
            self._desk.flush()
            made = excused(self._desk.report, ids, reason, self._desk.session.new_id)
            self._desk.edit(made, "写无合同原因", place=place("payments", ids[0], "no_contract"))


def _press(made: QPushButton, *_signal: object) -> None:
    made.click()


def _wan(fen: int) -> str:
    return grouped(show_wan(fen)).replace("-", "−")
