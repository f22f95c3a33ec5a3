"""A contract at a glance, above its form."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.models.dates import months_between
from desktop.models.money import show_wan
from desktop.models.records import Contract
from desktop.views.parts import Elided, FigureCard, box, button, column, label, row
from desktop.views.shapes import Bar, Tag
from desktop.views.theme import DIALOG_TITLE, SMALL


class ContractSummary(QWidget):
    """A contract at a glance: amount, paid, balance, term, and how much of it had passed at the year's end."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self.state = Elided("", DIALOG_TITLE, bold=True, fill=False), Tag()
        self.evidence: QPushButton = button(
            "佐证 0", "link", "clip", "放入合同、中标通知书、验收单", small=True
        )
        self._cards = {
            "amount": FigureCard("合同金额", "万元"),
            "paid_year": FigureCard("本年已付", "万元"),
            "balance": FigureCard("余额", "万元", "accent"),
            "months": FigureCard("期限", "个月"),
        }
        self._bar, self._share = Bar(height=8), label("", SMALL, tone="text2")
        self._starts, self._ends = label("", SMALL, tone="text2"), label("", SMALL, tone="text2")
        self._passed, self._told = Bar(tone="muted", height=6), label("", SMALL, tone="text2")
        cards = row(*((each, 1) for each in self._cards.values()), gap=16)
        paid = row((self._bar, 1), self._share)
        term = row(self._starts, (self._passed, 1), self._ends, self._told)
        bars = row((paid, 2), (term, 5), gap=20)
        body = column(cards, bars, gap=4, margins=(16, 8, 16, 8))
        head = row(self._name, self.state, None, self.evidence)
        self.setLayout(column(head, box(body, "sunken"), gap=6))

    def show_contract(self, contract: Contract, amount: str, texts: dict[str, str], share: str) -> None:
        """Show a contract and what follows from its payments; *share* is what has been paid, in per cent."""
        self._name.show_text(contract.name or "未命名的合同")
        total = f"累计 {texts['paid_all']}" if texts["paid_all"] != texts["paid_year"] else ""
        more = f"另有补充协议 {show_wan(contract.supplement)}" if contract.supplement else ""
        self._cards["amount"].show_value(amount, more)
        self._cards["paid_year"].show_value(texts["paid_year"], total)
        self._cards["balance"].show_value(texts["balance"])
        self._cards["months"].show_value(texts["months"])
        for each in self._cards.values():
            each.keep_note(on=bool(total or more))
        self._share.setText(f"已付 {share}" if share else "合同金额待填")
        paid = float(share.removesuffix("%").replace(",", "").replace("−", "-")) / 100 if share else 0
        self._bar.show_share(paid, "err" if paid > 1 else "accent")

    def show_term(self, contract: Contract, end: date | None, balance: int | None) -> None:
        """Show where the term stood at the year's *end*, and what is left to do; *balance* in 分."""
        told = term_passed(contract, end)
        self._starts.setText(f"{contract.starts:%Y-%m-%d}" if contract.starts else "")
        self._ends.setText(f"{contract.ends:%Y-%m-%d}" if contract.ends else "期限待填")
        self._passed.setVisible(told is not None)
        if told is not None:
            self._passed.show_share(told[0], "muted")
        self._told.setText(told[1] if told else "")
        self.state.show_word(*state_of(contract, end, balance))

    @property
    def name(self) -> str:
        """The contract's name as it is shown."""
        return self._name.text()

    def show_evidence(self, count: int) -> None:
        """Say how many files prove the contract."""
        self.evidence.setText(f"佐证 {count}")


def term_passed(contract: Contract, end: date | None) -> tuple[float, str] | None:
    """Return the share of a contract's term that had passed at *end*, and in words; None without a term."""
    starts, ends = contract.starts, contract.ends
    if starts is None or ends is None or end is None or ends < starts:
        return None
    share = min(1.0, max(0.0, ((end - starts).days + 1) / ((ends - starts).days + 1)))
    whole = months_between(starts, ends)
    past = months_between(starts, min(end, ends)) if end >= starts else 0
    if whole is None or past is None:
        return share, f"年末已过 {share:.0%}"
    return share, f"年末已过 {past} / {whole} 个月"


def state_of(contract: Contract, end: date | None, balance: int | None) -> tuple[str, str]:
    """Return how a contract stood at the year's *end*, and the tone of the word; *balance* in 分."""
    if balance is None:
        return "", "muted"
    if balance < 0:
        return "多付", "err"
    if balance == 0:
        return "已付清", "ok"
    if contract.ends is None or end is None:
        return "未付清", "muted"
    return ("履行中", "accent") if contract.ends > end else ("到期未付清", "warn")
