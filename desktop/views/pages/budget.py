"""资金预算: totals, sub-projects with what was executed, where the money comes from, and adjustments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.models.money import show_wan
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.records import BudgetLine, Record
from desktop.session import Change
from desktop.views.form import RecordForm
from desktop.views.pages.catalogue import Page
from desktop.views.pages.figures import figure_text, signed
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.parts import FigureCard, box, button, column, label, row, rule, scrolled, section_title
from desktop.views.room import Room
from desktop.views.shapes import Tag
from desktop.views.tables import Computed, RecordTable
from desktop.views.theme import H2, SMALL

DETAILS = ((("reason", 2), ("purpose", 2)), ("received", "unspent_use", ("", 2)))
_ROW, _FRAME = 28, 66  # px of a table row; head, totals row and frame together


class BudgetPage(PageWidget):
    """资金预算."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._cards = {
            "initial": FigureCard("年初预算数", "万元"),
            "adjusted": FigureCard("全年预算数", "万元"),
            "spent": FigureCard("全年执行数", "万元"),
            "execution_rate": FigureCard("执行率", "", "accent"),
            "unspent": FigureCard("未执行", "万元"),
        }
        self.budget = self.hold_table(self._budget_table())
        self.funding = self.hold_table(self._funding_table())
        self.adjustments = self.hold_table(self._adjustments_table())
        self.stated = self.hold_table(self._stated_table())
        self.form = self.hold_form(
            RecordForm(self.desk, "budget", 0, DETAILS, lines={"reason": 2, "purpose": 2})
        )
        self._name, self._over = label("", H2, bold=True), Tag()
        self._sum = label("", SMALL, tone="text2")
        self.budget.chosen.connect(self._choose)
        add = button("新增子项目", "", "plus", "Ctrl+Enter 也可以", clicked=self.add_line)
        begin = button("新增子项目", "primary", clicked=self.add_line)
        self.add_actions(self.guard(add))
        empty = empty_box(
            "还没有子项目",
            "照预算批复的分项填写年初预算数和全年预算数；执行数由支付明细自动汇总。不分子项目的，填一行项目总额。",
            self.guard(begin),
        )
        self._parts = Alternating(empty, self._full(), lambda: not self.desk.report.budget)
        self.add(self._parts, 1)

    def _full(self) -> QWidget:
        parts: list[Any] = []
        for card in self._cards.values():
            parts += [card, rule(upright=True)]
        cards = box(row(*parts[:-1], None, gap=20, margins=(16, 10, 16, 10)), "sunken")
        title = row(self._name, self._over, None)
        detail = box(column(title, self.form, gap=6, margins=(16, 10, 16, 12)), "card")
        inside = QWidget()
        inside.setLayout(
            column(
                cards,
                self.budget,
                detail,
                section_title("预算调整", "追减和调出写负数", self._button("新增一笔", self.add_adjustment)),
                self.adjustments,
                row(self._sum, None),
                section_title("资金来源", "自评表资金栏", self._button("新增来源", self.add_funding)),
                self.funding,
                section_title(
                    "上报或批复的数", "登记以后与汇总数核对", self._button("登记一个数", self.add_stated)
                ),
                self.stated,
                None,
                gap=12,
                margins=(0, 0, 10, 0),
            )
        )
        return scrolled(inside)

    def _button(self, text: str, clicked: Any) -> QWidget:
        return self.guard(button(text, "link", "plus", small=True, clicked=clicked))

    def _budget_table(self) -> RecordTable:
        return RecordTable(
            self.desk,
            "budget",
            (
                "name",
                "initial",
                "adjusted",
                Computed("调整", self._figure("change"), numeric=True, width=92),
                Computed("执行", self._figure("spent"), numeric=True, width=92),
                Computed("执行率", self._figure("execution_rate"), numeric=True, width=84),
                Computed("未执行", self._figure("unspent"), numeric=True, width=84),
                Computed("调整幅度", self._rate, numeric=True, width=104),
            ),
            totals=("initial", "adjusted"),
            summaries={
                "调整": lambda _rows: self._shown("change"),
                "执行": lambda _rows: self._shown("spent"),
                "执行率": lambda _rows: self._shown("execution_rate"),
                "未执行": lambda _rows: self._shown("unspent"),
                "调整幅度": lambda _rows: self._shown("change_rate"),
            },
            yields=("调整", "未执行"),
        )

    def _funding_table(self) -> RecordTable:
        return RecordTable(
            self.desk,
            "funding",
            (
                "name",
                "initial",
                "adjusted",
                Computed("全年执行数", self._funding_figure("executed"), numeric=True, width=110),
                Computed("执行率", self._funding_figure("execution_rate"), numeric=True, width=84),
            ),
            totals=("initial", "adjusted"),
        )

    def _adjustments_table(self) -> RecordTable:
        return RecordTable(
            self.desk,
            "adjustments",
            ("budget", "date", "kind", "amount", "counterpart", "document", "reason"),
            totals=("amount",),
            yields=("counterpart", "date"),
        )

    def _stated_table(self) -> RecordTable:
        return RecordTable(
            self.desk, "stated", ("figure", Computed("名称", self._label), "value", "document", "where")
        )

    def _label(self, stated: Record) -> str:
        figure = self.desk.reckoning.figure(stated.figure)
        return figure.label if figure else ""

    def _figure(self, name: str) -> Any:
        return lambda line: self._shown(f"budget/{line.id}/{name}")

    def _funding_figure(self, name: str) -> Any:
        return lambda source: self._text(f"funding/{source.id}/{name}")

    def _rate(self, line: Record) -> str:
        """The change rate with its sign; — where the budget at the beginning is missing or nothing."""
        return signed(self._text(f"budget/{line.id}/change_rate")) or "—"

    def _shown(self, name: str) -> str:
        text = self._text(name)
        return signed(text) if name.endswith(("change", "change_rate")) else text

    def _text(self, name: str) -> str:
        return figure_text(self.desk.reckoning, name)

    def _choose(self) -> None:
        current = self.budget.current
        if current is not None and current.id != self.form.id:
            self._show_line(current.id)

    def _show_line(self, id_: int) -> None:
        self.form.set_record(id_)
        line = self.desk.report.find("budget", id_)
        self._name.setText(line.name or "未命名的子项目" if line else "")
        limit = self.desk.session.pack.limit("adjust_explain_pct")
        figure = self.desk.reckoning.figure(f"budget/{id_}/change_rate")
        rate = figure.value if figure and isinstance(figure.value, Decimal) else None
        self._show_over(line, rate, limit)
        self._show_findings()

    def _show_over(self, line: BudgetLine | None, rate: Decimal | None, limit: Decimal | None) -> None:
        """Say that the change needs words, or has them (the rule pack's limit, in per cent)."""
        if line is None or rate is None or limit is None or abs(rate) <= limit:
            self._over.show_word("")
        elif line.reason.strip():
            self._over.show_word(f"调整幅度 {self._rate(line)}，已写说明", "ok", "check")
        else:
            told = f"调整幅度 {self._rate(line)}，超过 {plain(limit)}%，要写说明"
            self._over.show_word(told, "warn", "sev_warn")

    def focus_place(self, where: str) -> bool:
        if where.rpartition("/")[2] in self.form.fields and where.startswith("budget/"):
            self.budget.focus_place(where.rpartition("/")[0])
            self._choose()
            return self.form.focus_place(where)
        return super().focus_place(where)

    def add_line(self) -> None:
        """Make a sub-project and go into it."""
        made = self.desk.add("budget")
        self._parts.renew()
        self.budget.focus_place(place("budget", made, "name"))

    def add_adjustment(self) -> None:
        """Make an adjustment, of the sub-project that is selected, and go into it."""
        current = self.budget.current
        line = current.id if isinstance(current, BudgetLine) else None
        self.adjustments.focus_place(
            place("adjustments", self.desk.add("adjustments", budget=line), "amount" if line else "budget")
        )

    def add_funding(self) -> None:
        """Make a source of money and go into it."""
        self.funding.focus_place(place("funding", self.desk.add("funding"), "name"))

    def add_stated(self) -> None:
        """Make an approved figure and go into it."""
        self.stated.show()
        self.stated.focus_place(place("stated", self.desk.add("stated"), "figure"))

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change and not change.sections & {"budget", "funding", "adjustments", "payments", "stated"}:
            return
        self._parts.renew()
        report = self.desk.report
        for table, rows in (
            (self.budget, report.budget),
            (self.funding, report.funding),
            (self.adjustments, report.adjustments),
            (self.stated, report.stated),
        ):
            table.setFixedHeight(_FRAME + _ROW * (min(12, len(rows)) + 1))
        self.stated.setVisible(bool(report.stated))
        line = report.find("budget", self.form.id) or next(iter(report.budget), None)
        self._show_line(line.id if line else 0)
        self._show_figures()

    def _show_figures(self) -> None:
        notes = {
            "adjusted": self._change_note(),
            "spent": f"{len(self.desk.report.payments)} 笔支付",
        }
        for name, card in self._cards.items():
            card.show_value(self._text(name), notes.get(name, ""))
        self._sum.setText(self._agreement())

    def _change_note(self) -> str:
        change, rate = self._shown("change"), self._shown("change_rate")
        return f"调整 {change}（{rate}）" if change and rate else ""

    def _agreement(self) -> str:
        """Set the sum of the adjustments against the change of the budget."""
        report = self.desk.report
        if not report.adjustments:
            return "调整明细可以不填；填了，合计应当等于全年预算数 − 年初预算数。"
        total = sum(each.amount or 0 for each in report.adjustments)
        change = sum((each.adjusted or 0) - (each.initial or 0) for each in report.budget)
        text = f"调整合计 {show_wan(total)}，全年预算数 − 年初预算数 = {show_wan(change)}"
        return f"{text}，相符" if total == change else f"{text}，相差 {show_wan(total - change)}"
