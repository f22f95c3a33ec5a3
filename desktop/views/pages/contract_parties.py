"""当事人 of a contract: who it was made with, and what each of them was paid this year."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.models.places import place
from desktop.models.records import Contract, Party, Record
from desktop.models.rules.credit_codes import fault, normal
from desktop.models.rules.deals import same_company
from desktop.views.desk import Desk
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import Elided, button, column, label, row
from desktop.views.shapes import Tag
from desktop.views.tables import Computed, RecordTable
from desktop.views.tables.columns import amount
from desktop.views.tables.looks import PLAIN, Look
from desktop.views.theme import H2, ROW, SMALL, TABLE_HEAD

_FRAME = TABLE_HEAD + 4  # px
_MEMBER = "联合体成员"
_WIDTHS = {"name": Wide(230, 120, 3), "role": Wide(104, 104), "credit_code": Wide(176, 160, 1)}


class PartiesPart(QWidget):
    """The table for the contract that is shown; beside its title what is wrong with a credit code."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._id = desk, 0
        self._paid: dict[str, int] = {}
        self.add_button: QPushButton = button("新增", "link", "plus", small=True, clicked=self.add)
        self.table = RecordTable(
            desk,
            "parties",
            (
                "name",
                "role",
                "credit_code",
                Computed("本年收款", self._received, numeric=True, width=116, look=self._look),
            ),
            where=self._belongs,
            yields=("credit_code",),
        )
        widen(self.table, _WIDTHS)
        self.table.records.own_numbers = True
        self.mark = Tag()
        self.told = Elided("", SMALL, tone="muted")
        title = row(label("当事人", H2, bold=True), self.mark, (self.told, 1), self.add_button)
        self.setLayout(column(title, self.table, gap=8))

    def show_contract(self, contract: Contract | None) -> None:
        """Show the parties to a contract, as they stand."""
        id_ = contract.id if contract else 0
        report = self._desk.report
        self._paid = {}
        for each in self._desk.reckoning.ledger.payments_of(id_) if contract else ():
            payee = same_company(each.payee)
            self._paid[payee] = self._paid.get(payee, 0) + (each.amount or 0)
        if id_ != self._id:
            self._id = id_
            self.table.set_where(self._belongs, {"contract": id_ or None})
        else:
            self.table.records.touch()
        rows = [each for each in report.parties if id_ and each.contract == id_]
        self.table.setFixedHeight(_FRAME + ROW * (len(rows) + 1))
        self._show_codes(rows)

    def _show_codes(self, rows: list[Party]) -> None:
        """Say what is wrong with the first code that cannot be right, as it is typed."""
        codes = [code for each in rows if (code := normal(each.credit_code))]
        wrong = next((why for code in codes if (why := fault(code))), "")
        if wrong:
            self.mark.show_word("代码有误", "warn", "sev_warn")
        else:
            self.mark.show_word("代码校验相符" if codes else "", "ok", "check")
        self.told.show_text(f"统一社会信用代码{wrong}" if wrong else "联合体要分清牵头人", _tone(wrong))

    def add(self) -> None:
        """Make a party of the contract shown and go into it."""
        made = self._desk.add("parties", contract=self._id or None)
        self.table.focus_place(place("parties", made))

    def _belongs(self, each: Record) -> bool:
        return bool(self._id) and each.contract == self._id

    def _sum(self, party: Record) -> int:
        return self._paid.get(same_company(party.name), 0) if party.name.strip() else 0

    def _received(self, party: Record) -> str:
        return f"{'▲ ' if self._is_odd(party) else ''}{amount(self._sum(party), '万元')}"

    def _look(self, party: Record) -> Look:
        if self._is_odd(party):
            return Look("warn", tip="付给了联合体成员，不是牵头人；合同里有约定的，在备注里写明")
        return PLAIN if self._sum(party) else Look("muted")

    def _is_odd(self, party: Record) -> bool:
        return party.role == _MEMBER and self._sum(party) > 0


def _tone(wrong: str) -> str:
    return "warn" if wrong else "muted"
