"""合同: the list with balances at the left, and at the right one contract with its parties and instalments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSplitter, QVBoxLayout, QWidget

from desktop.errors import DataError
from desktop.models.evidence import of_place
from desktop.models.places import parse_place, place
from desktop.models.records import Contract, Record
from desktop.session import Change
from desktop.views.attaching import Attaching
from desktop.views.dialogs.ask import confirmed
from desktop.views.form import RecordForm
from desktop.views.icons import icon
from desktop.views.page_stack import PageStack
from desktop.views.pages.catalogue import Page
from desktop.views.pages.contract_parties import PartiesPart
from desktop.views.pages.contract_plan import PlanPart
from desktop.views.pages.contract_summary import ContractSummary
from desktop.views.pages.figures import figure_text
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import button, column, row, scrolled, section_title
from desktop.views.room import Room
from desktop.views.segments import Segments
from desktop.views.tables import Computed, RecordTable
from desktop.views.tables.columns import amount
from desktop.views.theme import BODY, font

if TYPE_CHECKING:
    from desktop.views.flow import ContractFlow

ROWS = (
    (("name", 4), ("budget", 3), ("amount", 2)),
    ("method", "signed", "starts", "ends"),
)
FURTHER = (
    (("number", 2), ("year", 1), ("category", 1)),
    ("approval", "approved", ("minutes", 2)),
    ("award_date", ("agency", 3)),
    ("accepted", "acceptance", "supplement", "prior_paid"),
    (("max_months", 1), ("renewal", 3), ("deliverable", 2)),
    (("note", 1),),
)
_FLOW = "合同—支付—预算"
_FIGURE, _ROUND_FIGURE = 76, 20  # px: the least width of a column of figures, and what is round a figure


class ContractsPage(PageWidget):
    """合同."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._id = self._first()
        self._wide: dict[str, Wide] = {}
        self._attaching = Attaching(self.desk, room.toast, self)
        self._search = self._search_line()
        self.list = self.hold_table(self._list_table())
        self.form = self.hold_form(RecordForm(self.desk, "contracts", self._id, ROWS))
        self.summary = ContractSummary()
        self.summary.evidence.clicked.connect(self._go_to_evidence)
        add = button("新增合同", "", "plus", clicked=self.add_contract)
        self.views = Segments("看法", ("合同", _FLOW), "谁从哪里付了多少，付给谁")
        self.as_flow = self.views.button_of(_FLOW)
        self.views.chosen.connect(lambda _word: self._switch())
        self._flow: ContractFlow | None = None
        self.add_actions(self.views, self.guard(add))
        begin = button("新增合同", "primary", clicked=self.add_contract)
        self._from_payments = button("从支付补录", clicked=lambda: self.show_flow(on=True))
        empty = empty_box(
            "还没有合同",
            "本年签订的、以前年度签订今年付款的合同都登记在这里。支付明细按名称关联，余额自动算出。",
            self.guard(begin),
            self._from_payments,
        )
        self._stack, self._halves = PageStack(), QSplitter(Qt.Orientation.Horizontal)
        self.add(self._stack, 1)
        self._parts = Alternating(empty, self._halves, lambda: not self.desk.report.contracts)
        self._stack.addWidget(self._parts)
        self._below = QVBoxLayout()
        self._built: tuple[PartiesPart, PlanPart, RecordForm] | None = None
        self._fill()
        self.list.chosen.connect(self._choose)
        self._show(self._first())
        # Two turns on: timers that are due in the same turn leave no room for keys and painting between them
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._below_form))

    def _search_line(self) -> QLineEdit:
        made = QLineEdit()
        made.setFont(font(BODY))
        made.setPlaceholderText("合同、当事人、编号 Ctrl+F")
        made.setAccessibleName("在合同里找")
        made.setClearButtonEnabled(True)
        made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        made.textChanged.connect(self._filter)
        self.find_with(made)
        return made

    def _list_table(self) -> RecordTable:
        made = RecordTable(
            self.desk,
            "contracts",
            (
                "name",
                Computed("金额", self._amount, numeric=True, width=_FIGURE),
                Computed("余额", self._balance, numeric=True, width=_FIGURE),
            ),
            summaries={"金额": self._amounts, "余额": self._balances},
            yields=("金额",),
            fixed=True,
            numbers=False,
        )
        if made.totals:
            made.totals.counted = "份"
            made.totals.reckon()
        widen(made, {"name": Wide(180, 90, 1)})
        return made

    @property
    def parties(self) -> RecordTable:
        """当事人 of the contract shown."""
        return self._below_form()[0].table

    @property
    def instalments(self) -> RecordTable:
        """付款计划 of the contract shown."""
        return self._below_form()[1].table

    @property
    def further(self) -> RecordForm:
        """The fields of the contract shown that stand below its plan."""
        return self._below_form()[2]

    def _below_form(self) -> tuple[PartiesPart, PlanPart, RecordForm]:
        """Return what stands below the form, built in a turn of its own or when it is first asked for."""
        if self._built is None:
            self._built = self._build_below()
            if self.desk.is_open:
                self.renew(None)
                self._show(self._id)
            self.adapt(self.width())
        return self._built

    def _build_below(self) -> tuple[PartiesPart, PlanPart, RecordForm]:
        parties, plan = PartiesPart(self.desk), PlanPart(self.desk)
        further = self.hold_form(RecordForm(self.desk, "contracts", self._id, FURTHER, lines={"note": 2}))
        for part in (parties, plan):
            self.hold_table(part.table)
            self.guard(part.add_button)
            self._below.addWidget(part)
        self.guard(plan.make_button)
        plan.opened.connect(self._open_paid)
        self._below.addLayout(section_title("编号、审批、验收和其他"))
        self._below.addWidget(further)
        return parties, plan, further

    def _fill(self) -> None:
        """Lay the halves out: each widget goes where it stays, or Qt would polish it once for each level."""
        left, inside = QWidget(), QWidget()
        detail = scrolled(inside)
        detail.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._halves.setHandleWidth(1)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(left)
        self._halves.addWidget(detail)
        left.setLayout(column(self._search, (self.list, 1), margins=(0, 0, 8, 0)))
        left.setMinimumWidth(260)
        remove = row(
            self.guard(button("删除这份合同…", "danger", small=True, clicked=self.remove_contract)), None
        )
        self._below.setSpacing(10)
        parts = (self.summary, self.form, self._below, remove, None)
        inside.setLayout(column(*parts, gap=10, margins=(8, 0, 12, 0)))
        self._halves.setStretchFactor(1, 1)
        self._halves.setSizes([400, 720])

    def adapt(self, width: int) -> None:
        super().adapt(width)
        needed = self._halves.widget(1).sizeHint().width()
        if 0 < width - sum(self._halves.sizes()[:1]) < needed:  # A strip stands beside: the list gives way
            self._halves.setSizes([max(260, width - needed), needed])

    @property
    def flow(self) -> ContractFlow:
        """The view 合同—支付—预算, made when it is first asked for."""
        if self._flow is None:
            from desktop.views.flow import ContractFlow

            self._flow = ContractFlow(self.room, self._show_payments)
            self._stack.addWidget(self._flow)
        return self._flow

    def show_flow(self, *, on: bool) -> None:
        """Show where the money went instead of the contracts, or the contracts again."""
        self.views.choose(_FLOW if on else "合同")
        if on:
            self.flow.renew()
        self._stack.setCurrentWidget(self.flow if on else self._parts)

    def _switch(self) -> None:
        self.show_flow(on=self.as_flow.isChecked())

    def _show_payments(self, ids: tuple[int, ...], title: str) -> None:
        from desktop.views.pages.payments import PaymentsPage

        self.room.go(place("payments", ids[0], "item"))
        if page := self.window().findChild(PaymentsPage):
            page.show_only(ids, title)

    def add_contract(self) -> None:
        """Make a contract and go into its name."""
        self.show_flow(on=False)
        self._search.clear()
        made = self.desk.add("contracts")
        self._parts.renew()
        self.list.focus_place(place("contracts", made, "name"))
        self._show(made)
        self.form.focus_place(place("contracts", made, "name"))

    def _open_paid(self, ids: tuple[int, ...]) -> None:
        """Show some payments of the contract shown in 支付明细."""
        contract = self._contract()
        if ids and contract is not None:
            self._show_payments(ids, contract.name or "未命名的合同")

    def _proofs(self) -> list[str]:
        """The places of the files that prove something of the contract shown."""
        found = of_place(self.desk.report, place("contracts", self._id))
        return [place("evidence", each.id) for each in found]

    def _go_to_evidence(self) -> None:
        """Go to the files that prove the contract shown; where there is none, ask for some."""
        if proofs := self._proofs():
            self.room.go(proofs[0])
        elif not self.desk.locked("evidence"):
            title = f"选择佐证材料：{self.summary.name}"
            names, _ = QFileDialog.getOpenFileNames(self, title, str(self.desk.session.path.parent))
            if names:
                self._attaching.take([Path(each) for each in names], place("contracts", self._id, "amount"))

    def remove_contract(self) -> None:
        """Ask, and delete the contract shown with its parties and plan; one step of undo."""
        contract = self._contract()
        if contract is None:
            return
        count = sum(each.contract == contract.id for each in self.desk.report.payments)
        text = f"“{contract.name or '未命名的合同'}”连同当事人和付款计划一起删除。可以撤销。"
        linked = f"有 {count} 笔支付关联它，删除后变为未关联。" if count else ""
        if confirmed(self, "删除这份合同？", text + linked, "删除", danger=True):
            self._remove(contract.id)

    def _remove(self, id_: int) -> None:
        report = self.desk.report
        for section in ("parties", "instalments"):
            report = report.without(
                section, [each.id for each in report.rows(section) if each.contract == id_]
            )
        self.desk.edit(report.without("contracts", [id_]), "删除合同", place="contracts")

    def focus_place(self, where: str) -> bool:
        self.show_flow(on=False)
        owner = self._owner(where)
        if owner:
            self._search.clear()
            self.list.focus_place(place("contracts", owner, "name"))
            self._show(owner)
        return self.form.focus_place(where) or self.further.focus_place(where) or super().focus_place(where)

    def _owner(self, where: str) -> int:
        """The contract that a place belongs to, 0 for none."""
        try:
            known = parse_place(where)
        except DataError:
            return 0
        if known.section == "contracts":
            return known.id if self.desk.report.find("contracts", known.id) else 0
        row_ = self.desk.report.find(known.section, known.id)
        return getattr(row_, "contract", None) or 0

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        self._parts.renew()
        self._from_payments.setVisible(bool(self.desk.report.payments))
        if change is None or change.sections & {"contracts", "payments"}:
            self._widen_figures()
        if self._contract() is None:
            self._show(self._first())
        self._show_summary()
        if self.as_flow.isChecked():
            self.flow.renew()

    def _contract(self) -> Contract | None:
        return self.desk.report.find("contracts", self._id)

    def _first(self) -> int:
        rows = self.desk.report.contracts
        return rows[0].id if rows else 0

    def _choose(self) -> None:
        current = self.list.current
        if current is not None and current.id != self._id:
            self._show(current.id)

    def _show(self, id_: int) -> None:
        self._id = id_
        self.list.view.mark(id_)
        self.form.set_record(id_)
        if self._built:
            self._built[2].set_record(id_)
        self._show_summary()
        self._show_findings()

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        self.list.set_where((lambda each: wanted in self._words(each)) if wanted else None)

    def _words(self, each: Contract) -> str:
        names = " ".join(party.name for party in self.desk.report.parties if party.contract == each.id)
        return f"{each.name} {each.number} {names}".lower()

    def _amount(self, each: Record) -> str:
        return "" if each.amount is None else amount(each.amount, "万元")

    def _amounts(self, rows: Sequence[Record]) -> str:
        return amount(sum(each.amount or 0 for each in rows), "万元")

    def _balance(self, each: Record) -> str:
        return self._text(each.id, "balance")

    def _balances(self, rows: Sequence[Record]) -> str:
        return amount(sum(self._known_balances(rows)), "万元")

    def _known_balances(self, rows: Sequence[Record]) -> list[int]:
        figures = (self.desk.reckoning.figure(f"contracts/{each.id}/balance") for each in rows)
        return [each.value for each in figures if each and isinstance(each.value, int)]

    def _widen_figures(self) -> None:
        """Give the columns of figures the width of the widest in them, sums included."""
        rows = self.desk.report.contracts
        held = {"金额": [each.amount or 0 for each in rows], "余额": self._known_balances(rows)}
        measure = QFontMetrics(font(bold=True))
        wide: dict[str, Wide] = {}
        for name, values in held.items():
            texts = (amount(each, "万元") for each in (sum(values), *values))
            least = max(_FIGURE, max(map(measure.horizontalAdvance, texts)) + _ROUND_FIGURE)
            wide[name] = Wide(least, least)
        if wide != self._wide:
            self._wide = wide
            widen(self.list, wide)

    def _text(self, id_: int, name: str) -> str:
        return figure_text(self.desk.reckoning, f"contracts/{id_}/{name}")

    def _show_summary(self) -> None:
        contract = self._contract()
        if self._built:
            for part in self._built[:2]:
                part.show_contract(contract)
        if contract is None:
            return
        share = self._text(contract.id, "paid_share")
        texts = {
            name: self._text(contract.id, name) for name in ("paid_year", "paid_all", "balance", "months")
        }
        self.summary.show_contract(contract, self._amount(contract), texts, share)
        ledger = self.desk.reckoning.ledger
        self.summary.show_term(contract, ledger.year_end, ledger.balance(contract))
        self.summary.show_evidence(len(self._proofs()))
