"""The five totals at the top of 资金预算."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from desktop.models.numbers import plain
from desktop.models.scoring import score
from desktop.views.desk import Desk
from desktop.views.pages.budget_figures import BudgetFigures
from desktop.views.parts import FigureCard, row, rule

_FIRST = 3  # Cards in the upper row where there is no room for all side by side
_GAP = 20  # px


class BudgetTotals(QFrame):
    """年初预算数, 全年预算数, 全年执行数, 执行率 and 未执行."""

    def __init__(self, desk: Desk, figures: BudgetFigures) -> None:
        super().__init__()
        self.setObjectName("sunken")
        self._desk, self._figures = desk, figures
        self.cards = {
            "initial": FigureCard("年初预算数", "万元"),
            "adjusted": FigureCard("全年预算数", "万元"),
            "spent": FigureCard("全年执行数", "万元"),
            "execution_rate": FigureCard("执行率", "", "accent"),
            "unspent": FigureCard("未执行", "万元"),
        }
        cards = list(self.cards.values())
        self._rule = rule(upright=True)
        upper, lower = _ruled(cards[:_FIRST]), _ruled(cards[_FIRST:])
        lower.addStretch(1)
        self._rows = row(upper, self._rule, (lower, 1), gap=_GAP, margins=(16, 10, 16, 10))
        self.setLayout(self._rows)

    def adapt(self, width: int) -> None:
        """Stand in two rows where *width* (px) is too narrow for one."""
        needed = sum(each.sizeHint().width() + 2 * _GAP for each in self.cards.values())
        beside = needed <= width
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._rows.direction() != way:
            self._rows.setDirection(way)
            self._rule.setVisible(beside)

    def renew(self) -> None:
        """Show what the report comes to."""
        notes = {
            "adjusted": self._change_note(),
            "spent": f"{len(self._desk.report.payments)} 笔支付",
            "execution_rate": self._execution_note(),
        }
        for name, card in self.cards.items():
            unit = "" if name == "execution_rate" else self._figures.unit
            card.show_value(self._figures.text(name), notes.get(name, ""), unit)

    def _execution_note(self) -> str:
        item = score(self._desk.reckoning).execution
        full = "" if item.weight is None else f" / {plain(item.weight)}"
        return "" if item.points is None else f"执行得分 {item.points:.2f}{full}"

    def _change_note(self) -> str:
        change, rate = self._figures.change("change"), self._figures.change("change_rate")
        return f"调整 {change}（{rate}）" if change and rate else ""


def _ruled(cards: list[FigureCard]) -> QHBoxLayout:
    """Lay cards side by side with a hairline between them."""
    parts: list[Any] = []
    for card in cards:
        parts += [card, rule(upright=True)]
    return row(*parts[:-1], gap=_GAP)
