"""支付明细: every payment in one table, with quick filters, totals and the import of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.errors import DataError
from desktop.models.kept_sums import Kept
from desktop.models.linking import bare_contracts, excused, is_bare, is_excused, is_unlinked
from desktop.models.places import parse_place, place
from desktop.models.records import Contract, Payment, Record
from desktop.models.rules.registry import Severity
from desktop.session import Change
from desktop.views.pages.catalogue import Page
from desktop.views.pages.figures import figure_text
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.pages.unit_switch import UnitSwitch
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import button, column, row
from desktop.views.room import Room
from desktop.views.tables import RecordTable
from desktop.views.tables.columns import amount
from desktop.views.tables.content import Blank

if TYPE_CHECKING:
    from desktop.models.checks import Finding

COLUMNS = ("item", "payee", "stage", "contract", "budget", "amount")
OPTIONAL = ("date", "voucher", "funding", "no_contract", "note")
YIELDS = ("note", "no_contract", "funding", "voucher", "date", "stage", "payee", "budget")
WIDTHS = {
    "item": Wide(340, 170, 5),
    "payee": Wide(190, 140, 2),
    "contract": Wide(170, 120, 2),
    "stage": Wide(100, 96),
    "budget": Wide(120, 104, 1),
    "date": Wide(96, 96),
    "voucher": Wide(88, 84),
    "funding": Wide(130, 110),
    "no_contract": Wide(160, 130, 1),
    "amount": Wide(112, 108),
}
_TITLE = 8  # Characters of a title on a button
_ROOM_FOR_COLUMNS = 700  # Width of the page in px
UNLINKED, BARE, NO_PAYEE, NO_BUDGET = "未关联", "合同待补", "缺收款单位", "缺子项目"
TWICE, TWICE_RULE = "疑似重复", "C18"


class PaymentsPage(PageWidget):
    """支付明细."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._only: frozenset[int] = frozenset()
        self._twice: frozenset[int] = frozenset()
        self._repeats: tuple[Finding, ...] = ()
        self._bare: tuple[Sequence[Contract], frozenset[int]] = ((), frozenset())
        self._loose = Kept(lambda each: (each.amount or 0) if is_unlinked(each) else 0)
        self._only_button = button("全部支付", "", "close", "再看全部支付", clicked=self._show_all)
        self._only_button.hide()
        self._only_title = ""
        self._words: Callable[[], str] = str
        self.unit = UnitSwitch("payments")
        self.table = self.hold_table(self._make_table())
        self._columns = self.table.column_button()
        self.unit.chosen.connect(lambda _unit: self._show_unit())
        self._words = lambda: self.table.filter_bar.chosen
        self._show_unit()
        paste = button("从 Excel 粘贴", "", "copy", "Ctrl+V 也可以", clicked=self._paste)
        ledger = button(
            "导入台账…", "", "carry", "xlsx、xls、csv", clicked=room.actions["import_ledger"].trigger
        )
        add = button("新增一行", "", "plus", "Ctrl+Enter 也可以", clicked=self.add_row)
        self.add_actions(self.guard(paste), self.guard(ledger), self.guard(add))
        self._parts = Alternating(self._empty(), self._full(), lambda: not self.desk.report.payments)
        self.add(self._parts, 1)
        room.audit.renewed.connect(self._look_for_twice)
        self._look_for_twice()

    def _empty(self) -> QWidget:
        text = "一笔凭证一行。可以从 Excel 台账直接粘贴，也可以导入台账文件，逐行看过再带入。"
        ledger = button("导入台账…", "primary", "carry", clicked=self.room.actions["import_ledger"].trigger)
        typed = button("从空白开始填", clicked=self.add_row)
        return empty_box("还没有支付", text, self.guard(ledger), self.guard(typed))

    def _full(self) -> QWidget:
        made, bar = QWidget(), self.table.filter_bar
        bar.line.setPlaceholderText("事项、收款单位、合同、金额 Ctrl+F")
        bar.line.setAccessibleName("在支付明细里找")
        self.find_with(bar.line)
        self.table.add_count(UNLINKED, is_unlinked)
        self.table.add_count(BARE, self._is_bare, self._bare_contracts)
        self.table.add_count(NO_PAYEE, lambda each: not each.payee)
        self.table.add_count(NO_BUDGET, lambda each: each.budget is None)
        self.table.add_count(TWICE, lambda each: each.id in self._twice, lambda: self._twice)
        filters = row((bar, 1), self._only_button, self._columns, self.unit)
        made.setLayout(column(filters, (self.table, 1), gap=10))
        bar.stay()
        return made

    def _make_table(self) -> RecordTable:
        made = RecordTable(
            self.desk,
            "payments",
            (*COLUMNS, *OPTIONAL),
            totals=("amount",),
            summaries={"payee": self._chosen, "contract": self._unlinked, "budget": self._rate},
            blanks={"contract": _no_contract, "payee": "未写收款单位", "budget": "待填"},
            yields=YIELDS,
            optional=OPTIONAL,
        )
        if made.totals:
            made.totals.counted = "笔"
        made.view.cleared.connect(self._ask_why)
        widen(made, WIDTHS)
        return made

    def _ask_why(self, names: Collection[str], emptied: bool) -> None:  # noqa: FBT001 - a slot
        """Del in 关联合同 unlinks; where there is no contract any more, it asks for the reason."""
        if list(names) != ["contract"]:
            return
        ids = self._without(self.table.selected_ids)
        if ids and emptied:
            self.room.toast.show_text(
                f"{len(ids)} 笔支付没有合同了", "写原因…", lambda: self.write_reason(ids)
            )
        elif ids:
            self.write_reason(ids)

    def _without(self, ids: Collection[int]) -> list[int]:
        """Those of some payments that have neither a contract nor a reason for it."""
        wanted = frozenset(ids)
        return [each.id for each in self.desk.report.payments if each.id in wanted and is_unlinked(each)]

    def write_reason(self, ids: Collection[int]) -> None:
        """Ask why payments need no contract and write it to them; one step of undo."""
        from desktop.views.dialogs.assign import ask_reason

        self.desk.flush()
        held = self._without(ids)
        answer = ask_reason(self, self.desk.report, held) if held else None
        if answer:
            chosen, reason = answer
            made = excused(self.desk.report, chosen, reason, self.desk.session.new_id)
            self.desk.edit(made, "写无合同原因", place=place("payments", chosen[0], "no_contract"))

    def _is_bare(self, each: Payment) -> bool:
        return is_bare(each, self._bare_contracts())

    def _bare_contracts(self) -> frozenset[int]:
        """The contracts that say neither amount nor date."""
        contracts = self.desk.report.contracts
        if self._bare[0] is not contracts:
            self._bare = contracts, bare_contracts(self.desk.report)
        return self._bare[1]

    def _look_for_twice(self) -> None:
        """Take note of the payments that the audit takes for entered twice."""
        repeats = tuple(
            each
            for each in self.room.audit.open_findings
            if each.rule == TWICE_RULE and each.severity is Severity.VERIFY
        )
        if repeats == self._repeats:
            return
        self._repeats = repeats
        places = (where.split("/") for each in repeats for where in each.places)
        found = frozenset(int(number) for section, number, *_ in places if section == "payments")
        if found != self._twice:
            self._twice = found
            self.table.filter_bar.reckon()

    def add_row(self) -> None:
        """Make a payment at the end and go into it."""
        self._clear_filters()
        made = self.desk.add("payments")
        self._parts.renew()
        self.table.focus_place(place("payments", made, "item"))

    def _paste(self) -> None:
        """Lay what is on the clipboard under the last payment."""
        self._clear_filters()
        self.table.view.setFocus()
        self.table.view.select_cell(len(self.table.records.rows), self.table.view.shown_columns[0])
        self.table.view.deeds.paste()

    def focus_place(self, where: str) -> bool:
        """Go to a place; what hides it is put away first."""
        try:
            known = parse_place(where)
        except DataError:
            return super().focus_place(where)
        if known.section == "payments" and self.table.records.row_of(known.id) < 0:
            self._clear_filters()
        return super().focus_place(where)

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change is None or change.sections & {"payments", "contracts"}:
            self._parts.renew()

    def adapt(self, width: int) -> None:
        super().adapt(width)
        self._columns.setVisible(width > _ROOM_FOR_COLUMNS)

    def _show_unit(self) -> None:
        """Show, read and copy money in the unit that was chosen."""
        self.table.set_unit(self.unit.unit)
        widen(self.table, WIDTHS)

    def show_only(self, ids: Collection[int], title: str) -> None:
        """Show some payments alone, under a button that names them and shows all again."""
        self._clear_filters()
        self._only, self._only_title = frozenset(ids), title
        self._only_button.setText(f"只看“{title[:_TITLE]}{'…' if len(title) > _TITLE else ''}”{len(ids)} 笔")
        self._only_button.setToolTip(f"只看“{title}”。点一下再看全部支付")
        self._only_button.setVisible(bool(ids))
        self.table.set_where((lambda each: each.id in self._only) if ids else None)
        self.table.view.select_cell(0, self.table.view.shown_columns[0])

    def _show_all(self) -> None:
        self._only, self._only_title = frozenset(), ""
        self._only_button.hide()
        self.table.set_where(None)

    def _clear_filters(self) -> None:
        self._show_all()
        self.table.filter_bar.clear()

    def count_button(self, name: str) -> QPushButton:
        """Return the filter button of a name."""
        return self.table.filter_bar.count_button(name)

    def _chosen(self, _rows: Sequence[Record]) -> str:
        """By what the rows in sight were chosen (本页筛选)."""
        return f"本页筛选：{'、'.join(filter(None, (self._only_title, self._words()))) or '全部'}"

    def _unlinked(self, rows: Sequence[Record]) -> str:
        total = self._loose.over(rows)
        return f"{UNLINKED} {amount(total, self.unit.unit)}" if total else ""

    def _rate(self, rows: Sequence[Record]) -> str:
        """The rate of execution, where no payment is left out."""
        whole = self.desk.is_open and len(rows) == len(self.desk.report.payments)
        rate = figure_text(self.desk.reckoning, "execution_rate") if whole else ""
        return f"执行率 {rate}" if rate else ""


def _no_contract(each: Payment) -> Blank:
    """What stands in the place of a contract; a reason why there is none is told in the tooltip."""
    if is_excused(each):
        return Blank("无需合同", "muted", f"无合同原因：{each.no_contract.strip()}")
    return Blank(UNLINKED)
