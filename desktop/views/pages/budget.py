"""资金预算: totals, sub-projects, and beside one another the adjustments of one and why they were made."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop.errors import DataError
from desktop.models.places import Place, parse_place, place
from desktop.models.records import BudgetLine
from desktop.session import Change
from desktop.views.page_stack import PageStack
from desktop.views.pages.budget_detail import BudgetDetail
from desktop.views.pages.budget_figures import BudgetFigures
from desktop.views.pages.budget_lines import fit_amounts, lines_table
from desktop.views.pages.budget_plan import BudgetPlan
from desktop.views.pages.budget_sources import FundingPart
from desktop.views.pages.budget_tail import TailLines
from desktop.views.pages.budget_totals import BudgetTotals
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.pages.unit_switch import UnitSwitch
from desktop.views.parts import button, column, scrolled
from desktop.views.room import Room
from desktop.views.theme import ROW, TABLE_HEAD, TOTALS

_READS = {"budget", "funding", "adjustments", "payments", "stated"}
_SOURCES = {"funding", "stated"}
_GAP, _LEAST = 12, 4  # px between blocks; rows of sub-projects that stay in sight
_AROUND = 50  # px of a page's width that its margins and a scroll bar take
_FRAME = TABLE_HEAD + TOTALS + 2  # px


class BudgetPage(PageWidget):
    """资金预算; behind a button of its head 资金来源."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self.unit = UnitSwitch("budget")
        self.figures = BudgetFigures(self.desk, self.unit.unit)
        self.totals = BudgetTotals(self.desk, self.figures)
        self.budget = self.hold_table(lines_table(self.desk, self.figures))
        self.tails = TailLines(room, "budget")
        self.detail = BudgetDetail(self.desk, self.figures)
        self.plan = BudgetPlan(self.desk, self.figures)
        self.sources = FundingPart(room, self.figures)
        self.as_sources = button("资金来源", "", "list", "自评表资金栏，上报或批复的数", clicked=self._switch)
        self.as_sources.setCheckable(True)
        self._hold_parts()
        self.budget.chosen.connect(self._choose)
        self.budget.records.renewed.connect(self._fit)
        self.detail.grown.connect(lambda: QTimer.singleShot(0, self, self._fit_table))
        self.unit.chosen.connect(lambda _unit: self._show_unit())
        add = self.guard(button("新增子项目", "", "plus", "Ctrl+Enter 也可以", clicked=self.add_line))
        self.add_actions(self.unit, self.as_sources, add)
        self._area = self._overview()
        self._parts = Alternating(self._empty(), self._area, lambda: not self.desk.report.budget)
        self._stack = PageStack()
        self._stack.addWidget(self._parts)
        self._stack.addWidget(self.sources)
        self.add(self._stack, 1)
        self._set_units()

    def _hold_parts(self) -> None:
        detail, sources = self.detail, self.sources
        for table in (detail.adjustments.table, detail.loose.table, sources.funding, sources.stated):
            self.hold_table(table)
        detail.reason.focused.connect(self.focused)
        self._finders.append(detail.reason)
        self.hold_form(detail.further)
        for each in (detail.adjustments.add_button, sources.add_funding_button, sources.add_stated_button):
            self.guard(each)

    def _empty(self) -> QWidget:
        text = (
            "照预算批复的分项填写年初预算数和全年预算数；执行数由支付明细自动汇总。不分子项目的，填一行总额。"
        )
        begin = self.guard(button("新增子项目", "primary", clicked=self.add_line))
        return empty_box("还没有子项目", text, begin)

    def _overview(self) -> QScrollArea:
        parts = (self.totals, self.budget, self.tails, self.detail, self.plan, None)
        inside = QWidget()
        inside.setLayout(column(*parts, gap=_GAP))
        area = scrolled(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return area

    # The two halves

    def show_sources(self, *, on: bool) -> None:
        """Show where the money comes from instead of the sub-projects, or these again."""
        self.as_sources.setChecked(on)
        self._stack.setCurrentWidget(self.sources if on else self._parts)

    def _switch(self) -> None:
        self.show_sources(on=self.as_sources.isChecked())
        if self.as_sources.isChecked():
            self.sources.funding.setFocus()

    def focus_place(self, where: str) -> bool:
        try:
            known = parse_place(where)
        except DataError:
            return super().focus_place(where)
        self.show_sources(on=known.section in _SOURCES)
        line = self._line_of(known)
        if line and (known.section != "budget" or self.detail.holds(known.field)):
            if line != self.detail.id:
                self.budget.focus_place(place("budget", line))
                self._choose()
            QTimer.singleShot(0, self, self._scroll_to_focus)  # what was unfolded has its height by then
            return self.detail.focus_place(where)
        if not known.id:  # A table as a whole
            QTimer.singleShot(0, self, self._scroll_to_focus)
        elif known.section == "adjustments":
            return self.detail.loose.table.focus_place(where)
        return super().focus_place(where)

    def _scroll_to_focus(self) -> None:
        inside, now = self._area.widget(), QApplication.focusWidget()
        if inside is not None and now is not None and inside.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, 24)

    def _line_of(self, known: Place) -> int:
        """The sub-project that a place belongs to, 0 for none."""
        owner: int | None = known.id if known.section == "budget" else None
        if known.section == "adjustments":
            found = self.desk.report.find("adjustments", known.id)
            owner = found.budget if found else None
        return owner if owner is not None and self.desk.report.find("budget", owner) else 0

    # The sub-project that is shown

    @property
    def line(self) -> BudgetLine | None:
        """The sub-project whose adjustments and explanation are shown."""
        return self.desk.report.find("budget", self.detail.id)

    def _choose(self) -> None:
        current = self.budget.current
        if isinstance(current, BudgetLine) and current.id != self.detail.id:
            self._show_line(current)

    def _show_line(self, line: BudgetLine | None) -> None:
        self.budget.view.mark(line.id if line else 0)
        self.detail.show_line(line)
        self._fit_table()
        self._show_findings()

    def add_line(self) -> None:
        """Make a sub-project and go into it."""
        self.show_sources(on=False)
        made = self.desk.add("budget")
        self._parts.renew()
        self.budget.focus_place(place("budget", made, "name"))

    # What is shown

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change and not change.sections & _READS:
            return
        self._parts.renew()
        self._show_line(self.line or self._begin())
        self._show_figures()
        self.sources.renew()

    def _begin(self) -> BudgetLine | None:
        """Go to the sub-project that work begins with: the first that is to be explained, else the first."""
        lines = self.desk.report.budget
        found = next(
            (each for each in lines if self.figures.need(each) == "lacking"), next(iter(lines), None)
        )
        view = self.budget.view
        if found and not view.hasFocus() and (row := self.budget.records.row_of(found.id)) >= 0:
            view.select_cell(row, view.shown_columns[0])
        return found

    def _show_figures(self) -> None:
        self.totals.renew()
        self.totals.adapt(self.width() - _AROUND)
        self.tails.renew()
        self.plan.renew()

    def _show_unit(self) -> None:
        """Show the money of the page in the unit that was chosen."""
        self.desk.flush()
        self._set_units()
        if self.desk.is_open:
            self._show_line(self.line)
            self._show_figures()

    def _set_units(self) -> None:
        self.figures.unit = self.unit.unit
        detail, sources = self.detail, self.sources
        for table in (self.budget, detail.adjustments.table, detail.loose.table, sources.funding):
            table.set_unit(self.unit.unit)

    def adapt(self, width: int) -> None:
        super().adapt(width)
        self.totals.adapt(self.width() - _AROUND)
        self.detail.adapt(width)
        self.plan.adapt(self.height())
        self._fit_table()

    def _fit(self) -> None:
        fit_amounts(self.budget)
        self._fit_table()

    def _fit_table(self) -> None:
        """Give the sub-projects the height of their rows, as far as the explanation stays in sight."""
        rows = len(self.budget.records.rows) + int(self.budget.records.can_grow)
        taken = self.totals.sizeHint().height() + self.detail.height_in_sight + 2 * _GAP + _FRAME
        room = max(_LEAST, (self._area.viewport().height() - taken) // ROW)
        height = _FRAME + ROW * max(1, min(rows, room))
        if height != self.budget.height():
            self.budget.setFixedHeight(height)
            self.budget.view.scrollTo(self.budget.view.currentIndex())
