"""One sub-project beneath the table: its adjustments at the left, why at the right, the rest folded away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from desktop.models.places import parse_place
from desktop.models.records import BudgetLine
from desktop.views.desk import Desk
from desktop.views.fold import Fold
from desktop.views.form import RecordForm
from desktop.views.pages.budget_changes import Adjustments, LooseAdjustments
from desktop.views.pages.budget_figures import BudgetFigures
from desktop.views.pages.budget_reason import ReasonBox
from desktop.views.parts import column, row, rule

FURTHER = ((("received", 1), ("unspent_use", 1), ("purpose", 3)),)
_MARGIN = 10  # px
_SIDE_BY_SIDE = 860  # Width of the page in px below which the halves stand below one another


class BudgetDetail(QFrame):
    """Adjustments, explanation and further fields of the sub-project shown; grown() with another height."""

    grown = Signal()

    def __init__(self, desk: Desk, figures: BudgetFigures) -> None:
        super().__init__()
        self.setObjectName("card")
        self.id = 0
        self.reason = ReasonBox(desk, figures)
        self.further = RecordForm(desk, "budget", 0, FURTHER, lines={"purpose": 2})
        self.fold = Fold("到位资金等各栏", self.further, tip="到位资金、用途、未支出资金处理")
        self.adjustments = Adjustments(desk, figures, self.fold)
        self.loose = LooseAdjustments(desk)
        self._rule = rule(upright=True)
        self._halves = row((self.adjustments, 11), self._rule, (self.reason, 10), gap=16)
        self.setLayout(
            column(self._halves, self.further, self.loose, gap=10, margins=(16, _MARGIN, 16, _MARGIN))
        )

    def show_line(self, line: BudgetLine | None) -> None:
        """Show a sub-project as it stands."""
        self.id = line.id if line else 0
        self.further.set_record(self.id)
        self.adjustments.show_line(line)
        self.reason.show_line(line)
        self.loose.renew()

    @property
    def height_in_sight(self) -> int:
        """How high adjustments and explanation are together, in px."""
        margins = self.contentsMargins()
        return self._halves.sizeHint().height() + 2 * _MARGIN + margins.top() + margins.bottom()

    def holds(self, name: str) -> bool:
        """Tell whether a field of a sub-project is entered here."""
        return name == "reason" or name in self.further.fields

    def focus_place(self, where: str) -> bool:
        """Put the focus at a place of the sub-project shown; False where it is not here."""
        if parse_place(where).field in self.further.fields:
            self.fold.open(on=True)
            return self.further.focus_place(where)
        return self.reason.focus_place(where) or self.adjustments.table.focus_place(where)

    def adapt(self, width: int) -> None:
        """Give way in a page *width* px wide."""
        beside = width >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != way:
            self._halves.setDirection(way)
            self._rule.setVisible(beside)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.grown.emit()
        return super().event(event)
