"""预算与执行 as bars under a title; where the page is low they fold to a link."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from desktop.models.records import BudgetLine
from desktop.views.desk import Desk
from desktop.views.fold import Fold
from desktop.views.pages.budget_bars import BarRow, BudgetBars
from desktop.views.pages.budget_figures import BudgetFigures
from desktop.views.parts import box, column, row, section_title

_LOW = 640  # Height of a page in px below which the bars are folded away


class BudgetPlan(QWidget):
    """The bars of all sub-projects."""

    def __init__(self, desk: Desk, figures: BudgetFigures) -> None:
        super().__init__()
        self._desk, self._figures = desk, figures
        self.bars = BudgetBars()
        told = "浅条为全年预算，深条为执行，竖线为年初预算"
        self._card: QFrame = box(
            column(section_title("预算与执行", told), self.bars, margins=(16, 10, 16, 10)), "card"
        )
        self.fold = Fold("预算与执行图", self._card)
        self.fold.hide()
        self._low: bool | None = None
        self.setLayout(column(row(self.fold, None), self._card, gap=4))

    def renew(self) -> None:
        """Show the sub-projects as they stand."""
        rows = [self._row(each) for each in self._desk.report.budget]
        self.bars.show_rows(rows, self._figures.unit)

    def adapt(self, height: int) -> None:
        """Fold the bars away in a page *height* px high that has no room for them, and show them in others."""
        low = height < _LOW
        if low != self._low:
            self._low = low
            self.fold.setVisible(low)
            self.fold.open(on=not low)

    def _row(self, line: BudgetLine) -> BarRow:
        spent = self._figures.value(f"budget/{line.id}/spent")
        return BarRow(
            line.name or "未命名的子项目", line.initial, line.adjusted, spent if isinstance(spent, int) else 0
        )
