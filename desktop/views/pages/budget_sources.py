"""资金来源, and the totals that were reported or approved: the second half of the page 资金预算."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.models.places import place
from desktop.models.records import Record
from desktop.views.pages.budget_figures import BudgetFigures
from desktop.views.pages.budget_tail import TailLines
from desktop.views.parts import button, column, label, scrolled, section_title
from desktop.views.room import Room
from desktop.views.tables import Computed, RecordTable
from desktop.views.theme import ROW, SMALL, TABLE_HEAD, TOTALS

_MOST = 12  # Rows in sight; more are scrolled
_FRAME = TABLE_HEAD + 2  # px


class FundingPart(QWidget):
    """Where the money comes from, and what the approval says, each as a table."""

    def __init__(self, room: Room, figures: BudgetFigures) -> None:
        super().__init__()
        self._desk, self._figures = room.desk, figures
        self.funding = self._funding_table()
        self.stated = RecordTable(
            self._desk, "stated", ("figure", Computed("名称", self._label), "value", "document", "where")
        )
        self.tails = TailLines(room, "funding")
        self.add_funding_button: QPushButton = _adding("新增来源", self.add_funding)
        self.add_stated_button: QPushButton = _adding("登记一个数", self.add_stated)
        how = "登记以后与汇总数核对，差多少在审核里说明。"
        inside = QWidget()
        inside.setLayout(
            column(
                section_title("资金来源", "自评表资金栏", self.add_funding_button),
                self.funding,
                self.tails,
                12,
                section_title("上报或批复的数", "", self.add_stated_button),
                label(how, SMALL, tone="muted"),
                self.stated,
                None,
            )
        )
        self.setLayout(column(scrolled(inside)))
        for table in (self.funding, self.stated):
            table.records.renewed.connect(self._fit)
        self._fit()

    def _funding_table(self) -> RecordTable:
        figures = self._figures
        made = RecordTable(
            self._desk,
            "funding",
            (
                "name",
                "initial",
                "adjusted",
                Computed(
                    "全年执行数",
                    figures.of("funding", "executed"),
                    numeric=True,
                    width=110,
                    look=figures.in_other_unit("funding", "executed"),
                ),
                Computed(
                    "执行率",
                    figures.of("funding", "execution_rate"),
                    numeric=True,
                    width=148,
                    look=figures.bar("funding"),
                ),
            ),
            totals=("initial", "adjusted"),
        )
        if made.totals:
            made.totals.counted = "项"
            made.totals.reckon()
        return made

    def _fit(self) -> None:
        """Give the tables the height of their rows."""
        for table, more in ((self.funding, TOTALS), (self.stated, 0)):
            rows = len(table.records.rows) + int(table.records.can_grow)
            table.setFixedHeight(_FRAME + more + ROW * max(1, min(_MOST, rows)))

    def renew(self) -> None:
        """Look for rounding tails anew."""
        self.tails.renew()

    def add_funding(self) -> None:
        """Make a source of money and go into it."""
        self.funding.focus_place(place("funding", self._desk.add("funding"), "name"))

    def add_stated(self) -> None:
        """Make an approved figure and go into it."""
        self.stated.focus_place(place("stated", self._desk.add("stated"), "figure"))

    def _label(self, stated: Record) -> str:
        figure = self._desk.reckoning.figure(stated.figure)
        return figure.label if figure else ""


def _adding(text: str, clicked: object) -> QPushButton:
    return button(text, "link", "plus", small=True, clicked=clicked if callable(clicked) else None)
