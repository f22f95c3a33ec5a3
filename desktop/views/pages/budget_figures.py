"""What is computed of the budget, in the words and the unit that the page 资金预算 shows it in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from desktop.models.adjusting_words import lacks
from desktop.models.money import Unit
from desktop.models.records import BudgetLine, Record
from desktop.models.rules.adjusting import changes_by_line
from desktop.views.desk import Desk
from desktop.views.pages.figures import figure_text, signed
from desktop.views.tables.columns import amount, in_other_unit
from desktop.views.tables.looks import Look

Need = Literal["none", "lacking", "told"]
"""Whether a change has to be explained: no, and it is not yet, and it is."""

NEEDS: dict[Need, tuple[str, str, str]] = {
    "none": ("不用说明", "check", "muted"),
    "lacking": ("要写说明", "sev_warn", "warn"),
    "told": ("已写说明", "sev_ok", "ok"),
}
"""Word, shape and tone."""

_FLAT = {"none": "text2", "lacking": "warn", "told": "warn"}


class BudgetFigures:
    """Texts of figures in ``unit``; the report is the one on the desk."""

    def __init__(self, desk: Desk, unit: Unit) -> None:
        self._desk = desk
        self.unit: Unit = unit

    def text(self, name: str) -> str:
        """Return a figure for a cell, '' where there is none."""
        return figure_text(self._desk.reckoning, name, self.unit)

    def change(self, name: str) -> str:
        """Return a figure with its sign."""
        return signed(self.text(name))

    def of(self, section: str, name: str) -> Callable[[Record], str]:
        """Return what makes the text of a computed column."""
        show = self.change if name.startswith("change") else self.text
        return lambda row: show(f"{section}/{row.id}/{name}")

    def money(self, fen: int) -> str:
        """Return an amount (分) for a sentence."""
        return amount(fen, self.unit)

    def plus(self, fen: int) -> str:
        """Return an amount (分) with its sign."""
        return signed(self.money(fen))

    def value(self, name: str) -> int | Decimal | None:
        """Return the value of a figure (分, per cent)."""
        figure = self._desk.reckoning.figure(name)
        return figure.value if figure and isinstance(figure.value, int | Decimal) else None

    def share(self, name: str) -> float | None:
        """Return a rate as a share of one, None where there is none."""
        value = self.value(name)
        return None if value is None else float(value) / 100

    def in_other_unit(self, section: str, name: str) -> Callable[[Record], Look]:
        """Return the look of a computed amount: its tooltip says what it comes to in the other unit."""

        def look(row: Record) -> Look:
            fen = self.value(f"{section}/{row.id}/{name}")
            return Look(tip=in_other_unit(fen, self.unit) if isinstance(fen, int) else "")

        return look

    def bar(self, section: str) -> Callable[[Record], Look]:
        """Return the look of a rate of execution: a bar before it."""
        return lambda row: Look("text", share=self.share(f"{section}/{row.id}/execution_rate"))

    @property
    def limit(self) -> Decimal | None:
        """The rule pack's limit (per cent) beyond which a change has to be explained."""
        return self._desk.session.pack.limit("adjust_explain_pct")

    def need(self, line: BudgetLine) -> Need:
        """Tell whether a sub-project's change has to be explained, and whether that has been done."""
        rate, limit = self.value(f"budget/{line.id}/change_rate"), self.limit
        if rate is None or limit is None or abs(rate) <= limit:
            return "none"
        return "lacking" if lacks(line.reason) else "told"

    def rate_of(self, line: BudgetLine) -> str:
        """Return the change rate with its sign; — where there is nothing to compare with."""
        return self.change(f"budget/{line.id}/change_rate") or "—"

    def rate_look(self, line: BudgetLine) -> Look:
        """Return the look of a change rate: amber and bold beyond the limit."""
        need = self.need(line)
        return Look(_FLAT[need], bold=need != "none")

    def need_look(self, line: BudgetLine) -> Look:
        """Return the look of a sub-project's flag."""
        word, icon, tone = NEEDS[self.need(line)]
        missing = lacks(line.reason) if self.need(line) == "lacking" else ""
        return Look(tone, icon=icon, tip="：".join(filter(None, (word, missing))))

    def agreement(self, line: BudgetLine | None) -> tuple[str, str]:
        """Set a sub-project's adjustments against its change; the words and their tone (ok, err, text2)."""
        report = self._desk.report
        if line is None or not report.adjustments:
            return "调整明细可以不填；填了，合计应当等于全年预算数 − 年初预算数。", "text2"
        first, last = line.initial or 0, line.adjusted or 0
        total = sum(self._desk.reckoning.kept(changes_by_line).get(line.id, ()))
        own = sum(each.amount or 0 for each in report.adjustments if each.budget == line.id)
        mirrored = f"（含对方登记的调剂 {self.plus(total - own)}）" if total != own else ""
        change = f"全年预算 {self.money(last)} − 年初预算 {self.money(first)}"
        if not total and total == own and last != first:
            return f"没有登记调整，{change} = {self.plus(last - first)}", "err"
        if total == last - first:
            return f"调整合计 {self.plus(total)}{mirrored} = {change}", "ok"
        told = f"调整合计 {self.plus(total)}{mirrored}，{change} = {self.plus(last - first)}"
        return f"{told}，相差 {self.plus(total - last + first)}", "err"
