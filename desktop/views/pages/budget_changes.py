"""调整明细: the adjustments of one sub-project, and whether they add up to its change."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.models.places import place
from desktop.models.records import BudgetLine, Record
from desktop.views.desk import Desk
from desktop.views.pages.budget_figures import BudgetFigures
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import Elided, button, column, label, picture, row, set_tone
from desktop.views.shapes import Tag
from desktop.views.tables import RecordTable
from desktop.views.theme import H2, ROW, SMALL, TABLE_HEAD

COLUMNS = ("date", "kind", "amount", "document", "reason", "counterpart")
BLANKS = {"date": "待补", "document": "待补"}
_WIDTHS = {"document": Wide(120, 72, 1), "reason": Wide(200, 110, 3)}
_MOST = 5  # Rows in sight; more are scrolled
_FRAME = TABLE_HEAD + 2  # px


class Adjustments(QWidget):
    """The table for the sub-project that is shown, under its name and over the sum."""

    def __init__(self, desk: Desk, figures: BudgetFigures, below: QWidget) -> None:
        super().__init__()
        self._desk, self._figures = desk, figures
        self._id = 0
        self._name, self._count = Elided("", H2, bold=True, fill=False), Tag()
        self.add_button: QPushButton = button(
            "新增一笔", "link", "plus", "追减和调出写负数", small=True, clicked=self.add
        )
        self.table = RecordTable(
            desk,
            "adjustments",
            COLUMNS,
            where=self._belongs,
            blanks=BLANKS,
            optional=("counterpart",),
            yields=("counterpart", "date"),
        )
        widen(self.table, _WIDTHS)
        self.table.records.own_numbers = True
        self.table.view.setAccessibleName("调整明细")
        self._mark, self.sum = picture("check", "ok", 14), label("", SMALL, tone="text2", wrap=True)
        title = row(self._name, label("：调整明细", H2, bold=True), self._count, None, self.add_button, gap=0)
        title.insertSpacing(2, 8)
        foot = row(self._mark, (self.sum, 1), below, gap=6)
        self.setLayout(column(title, self.table, foot, None, gap=8))
        self.table.records.renewed.connect(self._fit)
        self._fit()

    @property
    def mark(self) -> QLabel:
        """The shape before the sum."""
        return self._mark

    def show_line(self, line: BudgetLine | None) -> None:
        """Show the adjustments of a sub-project, as they stand."""
        id_ = line.id if line else 0
        if id_ != self._id:
            self._id = id_
            self.table.set_where(self._belongs, {"budget": id_ or None})
        self._name.show_text((line.name or "未命名的子项目") if line else "")
        text, tone = self._figures.agreement(line)
        self.sum.setText(text)
        set_tone(self.sum, tone)
        self._mark.setVisible(tone != "text2")
        self._mark.draw("check" if tone == "ok" else "sev_err", tone)

    def _fit(self) -> None:
        """Count the rows and give the table their height."""
        rows, spare = len(self.table.records.rows), int(self.table.records.can_grow)
        self._count.show_word(f"{rows} 笔" if rows else "")
        self.table.setFixedHeight(_FRAME + ROW * max(1, min(_MOST, rows + spare)))

    def add(self) -> None:
        """Make an adjustment of the sub-project shown and go into it."""
        made = self._desk.add("adjustments", budget=self._id or None)
        self.table.focus_place(place("adjustments", made, "amount"))

    def _belongs(self, each: Record) -> bool:
        return bool(self._id) and each.budget == self._id


class LooseAdjustments(QWidget):
    """Adjustments that say no sub-project; in sight only while there are some."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = RecordTable(
            desk,
            "adjustments",
            ("budget", *COLUMNS),
            where=self._is_loose,
            blanks=BLANKS | {"budget": "待填"},
            optional=("counterpart",),
            yields=("counterpart", "document"),
            fixed=True,
        )
        self.table.view.setAccessibleName("没写子项目的调整")
        told = label("没写子项目的调整", H2, bold=True)
        how = label("选好子项目，就归到它的调整明细里", SMALL, tone="muted")
        self.setLayout(column(row(told, how, None), self.table, gap=8))
        self.hide()

    def renew(self) -> None:
        """Look whether there are any; those that were given a sub-project go, unless the focus is here."""
        if not self.table.view.hasFocus() and self.table.view.open_editor() is None:
            self.table.set_where(self._is_loose)
        rows = self.table.records.rows
        self.setVisible(bool(rows))
        self.table.setFixedHeight(_FRAME + ROW * max(1, min(_MOST, len(rows))))

    def _is_loose(self, each: Record) -> bool:
        return each.budget is None or self._desk.report.find("budget", each.budget) is None
