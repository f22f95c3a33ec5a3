"""归到合同 and 写无合同原因: payments without a contract, ticked, and what is to become of them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.errors import DataError
from desktop.models.explaining import is_empty_answer
from desktop.models.flows import unlinked
from desktop.models.linking import called, likely_for
from desktop.models.money import show_wan
from desktop.models.places import name_of
from desktop.models.records import Payment, Report
from desktop.views.dialogs.base import Dialog
from desktop.views.editors.pick import Option, PickInput
from desktop.views.parts import button, label, row
from desktop.views.theme import BODY, SMALL, font

_ID = Qt.ItemDataRole.UserRole
_LINE, _TALLEST, _FEWEST = 26, 260, 86  # px


class PaymentTicks(QListWidget):
    """Payments to be ticked, each with its amount and payee; *ticked* are so from the beginning."""

    def __init__(self, report: Report, rows: Collection[Payment], ticked: Collection[int]) -> None:
        super().__init__()
        self.setAccessibleName("没有合同的支付")
        self.setFont(font(BODY))
        self.setMinimumHeight(min(_TALLEST, _LINE * len(rows) + 8))
        self.setMaximumHeight(max(_FEWEST, min(_TALLEST, _LINE * len(rows) + 8)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = {each.id: name_of(each) for each in report.budget}
        chosen = frozenset(ticked)
        for each in rows:
            words = (f"{show_wan(each.amount or 0)} 万元", each.item or "未写支出事项", each.payee)
            item = QListWidgetItem("　".join(filter(None, (*words, lines.get(each.budget or 0, "")))))
            item.setSizeHint(QSize(0, _LINE))  # no wider than the list: long words are elided
            item.setData(_ID, each.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if each.id in chosen else Qt.CheckState.Unchecked)
            item.setToolTip(item.text())
            self.addItem(item)

    @property
    def ids(self) -> tuple[int, ...]:
        """The payments that are ticked."""
        items = [self.item(n) for n in range(self.count())]
        return tuple(each.data(_ID) for each in items if each.checkState() == Qt.CheckState.Checked)

    def tick_all(self) -> None:
        """Tick every payment; itemChanged comes once."""
        self.blockSignals(True)
        for number in range(self.count()):
            self.item(number).setCheckState(Qt.CheckState.Checked)
        self.blockSignals(False)
        self.viewport().update()
        if self.count():
            self.itemChanged.emit(self.item(0))


class AssignDialog(Dialog):
    """Asks which payments belong to which contract; *ids* are ticked at the beginning."""

    def __init__(self, parent: QWidget | None, report: Report, ids: Collection[int]) -> None:
        super().__init__(parent, "归到现有合同", width=680)
        self._report = report
        rows = unlinked(report)
        self.ticks = PaymentTicks(report, rows, ids)
        self.contract = PickInput(self._options)
        self.contract.setFont(font(BODY))
        self.contract.setAccessibleName("合同（必填）")
        self.contract.setPlaceholderText("打名称、拼音或当事人")
        wanted = frozenset(ids)
        likely = likely_for(report, [each for each in rows if each.id in wanted])
        if likely is not None:
            self.contract.setText(called(report, likely))
        self._count = label("", SMALL, tone="text2")
        every = button("全部勾选", "link", small=True, clicked=self.ticks.tick_all)
        self.add(row(label("勾选同一份合同的支付，一次归好", SMALL, tone="text2"), None, self._count, every))
        self.add(self.ticks)
        hint = "收款单位与当事人相同的已经选好，请核对" if likely else ""
        self.add(row(label("合同", SMALL, tone="text2"), label(hint, SMALL, tone="muted"), None))
        self.add(self.contract)
        self._wrong = label("", SMALL, tone="err")
        self.add(self._wrong)
        self._take = button("归到这份合同", "primary", clicked=self._accept)
        self.close_with(button("取消", clicked=self.reject), self._take)
        self.ticks.itemChanged.connect(self._show_count)
        self._show_count()
        self.contract.setFocus()

    def _options(self) -> list[Option]:
        return [
            Option(called(self._report, each), called(self._report, each)) for each in self._report.contracts
        ]

    def _show_count(self) -> None:
        ids = frozenset(self.ticks.ids)
        total = sum(each.amount or 0 for each in self._report.payments if each.id in ids)
        self._count.setText(f"已勾选 {len(ids)} 笔，{show_wan(total)} 万元")
        self._take.setEnabled(bool(ids))

    @property
    def contract_id(self) -> int | None:
        """The contract whose name stands in the line; None where none, or more than one, is called so."""
        words = self.contract.text().strip()
        found = [
            each.id
            for each in self._report.contracts
            if words and words in (called(self._report, each), name_of(each))
        ]
        return found[0] if len(found) == 1 else None

    def _accept(self) -> None:
        self.contract.settle()
        if self.contract_id is None:
            words = self.contract.text().strip()
            self._wrong.setText(f"没有“{words}”这份合同，请从列表里选" if words else "请选一份合同")
            self.contract.setFocus()
        else:
            self.accept()


class ReasonDialog(Dialog):
    """Asks why payments have no contract; the reason is checked as the audit would."""

    def __init__(self, parent: QWidget | None, report: Report, ids: Collection[int]) -> None:
        super().__init__(parent, "无需合同，写原因", width=640)
        rows = unlinked(report)
        self.ticks = PaymentTicks(report, rows, ids)
        self.reason = QLineEdit()
        self.reason.setFont(font(BODY))
        self.reason.setAccessibleName("无合同原因（必填）")
        self.reason.setPlaceholderText("例：零星采购，凭发票报销，未签合同")
        held = {each.no_contract for each in rows if each.id in ids} - {""}
        self.reason.setText(held.pop() if len(held) == 1 else "")
        self._wrong = label("", SMALL, tone="err")
        self.add(self.ticks, self.reason, self._wrong)
        take = button("记下原因", "primary", clicked=self._accept)
        self.close_with(button("取消", clicked=self.reject), take)
        self.reason.setFocus()

    def _accept(self) -> None:
        text = self.reason.text().strip()
        if not self.ticks.ids:
            self._wrong.setText("请勾选支付")
        elif is_empty_answer(text):
            said = f"“{text}”没有说明原因" if text else "还没有写原因"
            self._wrong.setText(f"{said}，例：零星采购，凭发票报销，未签合同")
            self.reason.setFocus()
        else:
            self.accept()


def ask_contract(
    parent: QWidget | None, report: Report, ids: Collection[int]
) -> tuple[tuple[int, ...], int] | None:
    """Ask which payments belong to which contract; None where nothing is to be done. Raises DataError."""
    if not report.contracts:
        raise DataError("还没有合同", "请先登记合同，或用“补录合同”")
    dialog = AssignDialog(parent, report, ids)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.contract_id is not None:
        return dialog.ticks.ids, dialog.contract_id
    return None


def ask_reason(
    parent: QWidget | None, report: Report, ids: Collection[int]
) -> tuple[tuple[int, ...], str] | None:
    """Ask why payments have no contract; None where nothing is to be done."""
    dialog = ReasonDialog(parent, report, ids)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        return dialog.ticks.ids, dialog.reason.text().strip()
    return None
