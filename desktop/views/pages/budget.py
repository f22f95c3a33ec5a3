"""资金预算: totals, sub-projects with what was executed, where the money comes from, and adjustments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.models.adjusting_words import lacks
from desktop.models.money import show_wan
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.records import BudgetLine, Record
from desktop.models.scoring import score
from desktop.session import Change
from desktop.views.form import RecordForm
from desktop.views.pages.budget_bars import BarRow, BudgetBars
from desktop.views.pages.budget_tail import TailLines
from desktop.views.pages.budget_words import AdjustmentWords
from desktop.views.pages.catalogue import Page
from desktop.views.pages.figures import figure_text, signed
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.parts import (
    FigureCard,
    box,
    button,
    column,
    label,
    row,
    rule,
    scrolled,
    section_title,
    set_tone,
)
from desktop.views.room import Room
from desktop.views.shapes import Tag
from desktop.views.tables import Computed, RecordTable
from desktop.views.theme import H2, SMALL

DETAILS = ((("reason", 1), ("purpose", 1)),)
FURTHER = (("received", "unspent_use", ("", 2)),)
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
        self.further = self.hold_form(RecordForm(self.desk, "budget", 0, FURTHER))
        self._name, self._over = label("", H2, bold=True), Tag()
        self.words = AdjustmentWords(self.desk, self.form)
        self.tails = TailLines(room)
        self.bars = BudgetBars()
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
        told = "浅条为全年预算，深条为执行，竖线为年初预算"
        bars = box(column(section_title("预算与执行", told), self.bars, margins=(16, 10, 16, 12)), "card")
        detail = box(
            column(title, self.form, self.words, self.further, gap=6, margins=(16, 10, 16, 12)), "card"
        )
        inside = QWidget()
        inside.setLayout(
            column(
                cards,
                self.budget,
                self.tails,
                detail,
                bars,
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
        """The change rate with its sign, ▲ beyond the limit; — where there is nothing to compare with."""
        figure = self.desk.reckoning.figure(f"budget/{line.id}/change_rate")
        rate = figure.value if figure and isinstance(figure.value, Decimal) else None
        beyond = self._is_beyond(rate) and lacks(line.reason)
        return f"{'▲ ' if beyond else ''}{signed(self._text(f'budget/{line.id}/change_rate')) or '—'}"

    def _is_beyond(self, rate: Decimal | None) -> bool:
        """Whether a change (per cent) is over the rule pack's limit and has to be explained."""
        limit = self.desk.session.pack.limit("adjust_explain_pct")
        return rate is not None and limit is not None and abs(rate) > limit

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
        self.further.set_record(id_)
        line = self.desk.report.find("budget", id_)
        self._name.setText(line.name or "未命名的子项目" if line else "")
        limit = self.desk.session.pack.limit("adjust_explain_pct")
        figure = self.desk.reckoning.figure(f"budget/{id_}/change_rate")
        rate = figure.value if figure and isinstance(figure.value, Decimal) else None
        self._show_over(line, rate, limit)
        text, tone = self._agreement()
        self._sum.setText(text)
        set_tone(self._sum, tone)
        self.words.renew()
        self.words.setVisible(line is not None and (self._is_beyond(rate) or bool(line.reason.strip())))
        self._show_findings()

    def _show_over(self, line: BudgetLine | None, rate: Decimal | None, limit: Decimal | None) -> None:
        """Say that the change needs words, or has them (the rule pack's limit, in per cent)."""
        if line is None or rate is None or limit is None or abs(rate) <= limit:
            self._over.show_word("")
        elif not lacks(line.reason):
            self._over.show_word(f"调整幅度 {self._rate(line)}，已写说明", "ok", "check")
        elif line.reason.strip():
            told = f"调整幅度 {self._rate(line).removeprefix('▲ ')}，说明{lacks(line.reason)}"
            self._over.show_word(told, "warn", "sev_warn")
        else:
            told = f"调整幅度 {self._rate(line).removeprefix('▲ ')}，超过 {plain(limit)}%，要写说明"
            self._over.show_word(told, "warn", "sev_warn")

    def focus_place(self, where: str) -> bool:
        name = where.rpartition("/")[2]
        form = next((each for each in (self.form, self.further) if name in each.fields), None)
        if form and where.startswith("budget/"):
            self.budget.focus_place(where.rpartition("/")[0])
            self._choose()
            return form.focus_place(where)
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
            "execution_rate": self._execution_note(),
        }
        for name, card in self._cards.items():
            card.show_value(self._text(name), notes.get(name, ""))
        self.tails.renew()
        self.bars.show_rows([self._bar(each) for each in self.desk.report.budget])

    def _bar(self, line: BudgetLine) -> BarRow:
        figure = self.desk.reckoning.figure(f"budget/{line.id}/spent")
        spent = figure.value if figure and isinstance(figure.value, int) else 0
        return BarRow(line.name or "未命名的子项目", line.initial, line.adjusted, spent)

    def _execution_note(self) -> str:
        item = score(self.desk.reckoning).execution
        full = "" if item.weight is None else f" / {plain(item.weight)}"
        return "" if item.points is None else f"执行得分 {item.points:.2f}{full}"

    def _change_note(self) -> str:
        change, rate = self._shown("change"), self._shown("change_rate")
        return f"调整 {change}（{rate}）" if change and rate else ""

    def _agreement(self) -> tuple[str, str]:
        """Set the adjustments of the selected sub-project, and of all, against the changes; with the tone."""
        report = self.desk.report
        if not report.adjustments:
            return "调整明细可以不填；填了，合计应当等于全年预算数 − 年初预算数。", "text2"
        line = report.find("budget", self.form.id)
        own = [each for each in report.adjustments if line and each.budget == line.id]
        lines = [line] if line and own else list(report.budget)
        rows = own or list(report.adjustments)
        total = sum(each.amount or 0 for each in rows)
        first, last = sum(each.initial or 0 for each in lines), sum(each.adjusted or 0 for each in lines)
        name = f"{lines[0].name}：" if own else ""
        change = f"全年预算 {show_wan(last)} − 年初预算 {show_wan(first)} = {_plus(last - first)}"
        text = f"{name}调整合计 {_plus(total)}，{change}"
        if total == last - first:
            return f"✓ {text}，相符", "ok"
        return f"▲ {text}，相差 {_plus(total - last + first)}", "err"


def _plus(fen: int) -> str:
    """An amount with its sign."""
    return signed(show_wan(fen).replace("-", "−"))
