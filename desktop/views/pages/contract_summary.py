"""A contract at a glance, above its form."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.models.money import show_wan
from desktop.models.records import Contract
from desktop.views.parts import Elided, FigureCard, box, column, label, row
from desktop.views.shapes import Bar
from desktop.views.theme import DIALOG_TITLE, SMALL


class ContractSummary(QWidget):
    """A contract at a glance: amount, paid, balance, term."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Elided("", DIALOG_TITLE, bold=True)
        self._cards = {
            "amount": FigureCard("合同金额", "万元"),
            "paid_year": FigureCard("本年已付", "万元"),
            "balance": FigureCard("余额", "万元", "accent"),
            "months": FigureCard("期限", "个月"),
        }
        self._bar, self._share = Bar(height=8), label("", SMALL, tone="text2")
        self._term = label("", SMALL, tone="text2")
        cards = row(*((each, 1) for each in self._cards.values()), gap=16)
        body = column(
            cards, row((self._bar, 1), self._share, self._term, gap=12), gap=4, margins=(16, 10, 16, 10)
        )
        self.setLayout(column(self._name, box(body, "sunken"), gap=8))

    def show_contract(self, contract: Contract, amount: str, texts: dict[str, str], share: str) -> None:
        """Show a contract and what follows from its payments; *share* is what has been paid, in per cent."""
        self._name.show_text(contract.name or "未命名的合同")
        total = f"累计 {texts['paid_all']}" if texts["paid_all"] != texts["paid_year"] else ""
        days = [f"{day:%Y-%m-%d}" for day in (contract.starts, contract.ends) if day]
        more = f"另有补充协议 {show_wan(contract.supplement)}" if contract.supplement else ""
        self._cards["amount"].show_value(amount, more)
        self._cards["paid_year"].show_value(texts["paid_year"], total)
        self._cards["balance"].show_value(texts["balance"])
        self._cards["months"].show_value(texts["months"])
        self._term.setText(" 至 ".join(days))
        self._term.setVisible(bool(days))
        self._share.setText(f"已付 {share}" if share else "合同金额待填")
        try:
            self._bar.show_share(float(share.removesuffix("%")) / 100)
        except ValueError:
            self._bar.show_share(0)
