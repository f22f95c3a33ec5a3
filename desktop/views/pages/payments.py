"""支付明细: every payment in one table, with quick filters, totals and the import of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.models.money import show_wan
from desktop.models.places import name_of, place
from desktop.models.records import Payment, Record
from desktop.session import Change
from desktop.views.icons import icon
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import button, column, row
from desktop.views.room import Room
from desktop.views.tables import RecordTable
from desktop.views.theme import BODY, font

COLUMNS = ("item", "payee", "stage", "contract", "budget", "amount")
OPTIONAL = (
    "date",
    "voucher",
    "funding",
    "no_contract",
    "note",
)  # Shown where they hold something, or when asked for
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
FILTERS: tuple[tuple[str, Callable[[Payment], bool]], ...] = (
    ("未关联", lambda each: each.contract is None and not each.no_contract),
    ("缺收款单位", lambda each: not each.payee),
    ("缺子项目", lambda each: each.budget is None),
)


class PaymentsPage(PageWidget):
    """支付明细."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._wanted = ""
        self._only: frozenset[int] = frozenset()
        self._filter: Callable[[Payment], bool] | None = None
        self._in_yuan, self._all_columns = False, False
        self._holder = QVBoxLayout()
        self._search = self._search_line()
        self._filters = {name: self._filter_button(name, test) for name, test in FILTERS}
        self._only_button = button("全部支付", "", "close", "再看全部支付", clicked=self._show_all)
        self._only_button.hide()
        self._columns = button("", "link", "list", "显示或收起没有内容的列", clicked=self._toggle_columns)
        self._unit = button(
            "元", "", "swap", "在万元和元之间切换；录入时可以直接写“318.55万”", clicked=self._switch
        )
        self.table = self._make_table()
        ledger = button(
            "导入台账…", "", "carry", "xlsx、xls、csv", clicked=room.actions["import_ledger"].trigger
        )
        add = button("新增一行", "", "plus", "Ctrl+Enter 也可以", clicked=self.add_row)
        self.add_actions(self.guard(ledger), self.guard(add))
        self._parts = Alternating(self._empty(), self._full(), lambda: not self.desk.report.payments)
        self.add(self._parts, 1)

    def _empty(self) -> QWidget:
        text = "一笔凭证一行。可以从 Excel 台账直接粘贴，也可以导入台账文件，逐行看过再带入。"
        ledger = button("导入台账…", "primary", "carry", clicked=self.room.actions["import_ledger"].trigger)
        typed = button("从空白开始填", clicked=self.add_row)
        return empty_box("还没有支付", text, self.guard(ledger), self.guard(typed))

    def _full(self) -> QWidget:
        made = QWidget()
        filters = row(
            (self._search, 1), self._only_button, *self._filters.values(), None, self._columns, self._unit
        )
        made.setLayout(column(filters, (self._holder, 1), gap=10))
        return made

    def _make_table(self) -> RecordTable:
        """Make the table with the columns that are wanted now, in the place of the one before."""
        made = RecordTable(
            self.desk,
            "payments",
            (*COLUMNS, *self._optional()),
            totals=("amount",),
            summaries={"contract": self._unlinked},
            blanks={"contract": "未关联", "payee": "未写收款单位", "budget": "待填"},
            yields=YIELDS,
        )
        self.hold_table(made)
        if self._in_yuan:
            made.set_unit("元")
        widen(made, WIDTHS)
        self._holder.addWidget(made)
        return made

    def _optional(self) -> tuple[str, ...]:
        """Return the further columns that hold something, or all of them when asked for."""
        payments = self.desk.report.payments
        empty = (None, "")
        return tuple(
            name
            for name in OPTIONAL
            if self._all_columns or any(getattr(each, name) not in empty for each in payments)
        )

    def _renew_table(self) -> None:
        """Make the table anew where other columns are wanted; the place stays."""
        if len(self.table.columns) == len(COLUMNS) + len(self._optional()):
            return
        current = self.table.current
        self.release(self.table)
        self.table.hide()
        self.table.deleteLater()
        self.table = self._make_table()
        self._apply()
        if current is not None:
            self.table.focus_place(place("payments", current.id))
        self._show_columns()

    def _toggle_columns(self) -> None:
        self._all_columns = not self._all_columns
        self._renew_table()

    def _search_line(self) -> QLineEdit:
        made = QLineEdit()
        made.setFont(font(BODY))
        made.setPlaceholderText("事项、收款单位、合同、金额 Ctrl+F")
        made.setAccessibleName("在支付明细里找")
        made.setClearButtonEnabled(True)
        made.setMaximumWidth(280)
        made.setMinimumWidth(120)
        made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        made.textChanged.connect(self._search_for)
        self.find_with(made)
        return made

    def _filter_button(self, name: str, test: Callable[[Payment], bool]) -> QPushButton:
        made = button(name, "", "", f"只看{name}的")
        made.setCheckable(True)
        made.toggled.connect(partial(self._choose, test))
        return made

    def add_row(self) -> None:
        """Make a payment at the end and go into it."""
        self._clear_filters()
        made = self.desk.add("payments")
        self._parts.renew()
        self.table.focus_place(place("payments", made, "item"))

    def focus_place(self, where: str) -> bool:
        if where.startswith("payments"):
            self._clear_filters()
            if where.rpartition("/")[2] in OPTIONAL and not self._all_columns:
                self._toggle_columns()
        return super().focus_place(where)

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change is None or change.sections & {"payments", "contracts"}:
            self._parts.renew()
            payments = self.desk.report.payments
            for name, test in FILTERS:
                count = sum(map(test, payments))
                self._filters[name].setText(f"{name} {count}")
                self._filters[name].setVisible(bool(count) or self._filters[name].isChecked())
            self._show_columns()

    def adapt(self, width: int) -> None:
        super().adapt(width)
        self._show_columns()

    def _show_columns(self) -> None:
        total = len(COLUMNS) + len(OPTIONAL)
        self._columns.setText(f"列 {self.table.shown_count} / {total}")
        self._columns.setVisible(self.width() > _ROOM_FOR_COLUMNS)

    def showEvent(self, event: Any) -> None:
        self._renew_table()
        super().showEvent(event)
        self._show_columns()

    def _switch(self) -> None:
        self._in_yuan = not self._in_yuan
        self.table.set_unit("元" if self._in_yuan else "万元")
        widen(self.table, WIDTHS)
        self._unit.setText("万元" if self._in_yuan else "元")

    def _search_for(self, text: str) -> None:
        self._wanted = text.strip().lower()
        self._apply()

    def _choose(self, test: Callable[[Payment], bool], on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self._filter = test if on else None
        for (_, each), made in zip(FILTERS, self._filters.values(), strict=True):
            made.blockSignals(True)
            made.setChecked(on and each is test)
            made.blockSignals(False)
        self._apply()

    def show_only(self, ids: Collection[int], title: str) -> None:
        """Show some payments alone, under a button that names them and shows all again."""
        self._clear_filters()
        self._only = frozenset(ids)
        self._only_button.setText(f"只看“{title[:_TITLE]}{'…' if len(title) > _TITLE else ''}”{len(ids)} 笔")
        self._only_button.setToolTip(f"只看“{title}”。点一下再看全部支付")
        self._only_button.setVisible(bool(ids))
        self._apply()

    def _show_all(self) -> None:
        self._only = frozenset()
        self._only_button.hide()
        self._apply()

    def _clear_filters(self) -> None:
        self._show_all()
        self._search.clear()
        for made in self._filters.values():
            made.setChecked(False)

    def _apply(self) -> None:
        filtered = bool(self._wanted or self._only) or self._filter is not None
        self.table.set_where(self._fits if filtered else None)

    def _fits(self, each: Record) -> bool:
        test = self._filter
        if self._only and each.id not in self._only:
            return False
        return (test is None or test(each)) and (not self._wanted or self._wanted in self._words(each))

    def _words(self, each: Payment) -> str:
        contract = self.desk.report.find("contracts", each.contract)
        amount = show_wan(each.amount) if each.amount is not None else ""
        named = name_of(contract) if contract else ""
        return f"{each.item} {each.payee} {named} {amount} {each.voucher}".lower()

    def _unlinked(self, rows: Sequence[Record]) -> str:
        total = sum(each.amount or 0 for each in rows if FILTERS[0][1](each))
        return f"未关联 {show_wan(total)}" if total else ""
