"""The flow as a table: the same content in rows, for those who read with their ears or want the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

from desktop.models.flows import Branch, Group, Strand
from desktop.models.money import group as grouped
from desktop.models.money import show_wan
from desktop.views.headed import TonedItem
from desktop.views.theme import BODY, ROW, TABLE_HEAD, font

_HEADS = ("子项目", "合同", "收款单位", "笔数", "金额（万元）", "合同金额（万元）")
_NUMBERS = 3  # From this column on
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class FlowTable(QTableWidget):
    """chosen(Strand) when another row becomes current, opened(Strand) at Enter and a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self._strands: list[Strand] = []
        self.setAccessibleName("合同—支付—预算，按子项目和合同")
        self.setFont(font(BODY))
        self.setHorizontalHeaderLabels(_HEADS)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        head = self.horizontalHeader()
        head.setFixedHeight(TABLE_HEAD)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
        for number in range(len(_HEADS)):
            fixed = number >= _NUMBERS
            mode = QHeaderView.ResizeMode.ResizeToContents if fixed else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, mode)
        self.currentCellChanged.connect(self._tell)
        self.cellDoubleClicked.connect(lambda line, _column: self._open(line))

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show where the money went, one row a payee of a contract."""
        rows = [
            (group, strand, branch)
            for group in groups
            for strand in group.strands
            for branch in strand.branches
        ]
        self.blockSignals(True)
        self._strands = [strand for _, strand, _ in rows]
        self.setRowCount(len(rows))
        for line, each in enumerate(rows):
            self._show_line(line, *each)
        self.blockSignals(False)

    def texts(self) -> list[list[str]]:
        """Return what stands in the cells."""
        return [
            [cell.text() if (cell := self.item(line, n)) else "" for n in range(len(_HEADS))]
            for line in range(self.rowCount())
        ]

    def _show_line(self, line: int, group: Group, strand: Strand, branch: Branch) -> None:
        beside = "" if strand.linked else "无需合同：" if strand.excused else "没有合同："
        contract = f"{beside}{strand.name}"
        agreed = "" if strand.agreed is None else grouped(show_wan(strand.agreed))
        count, amount = str(len(branch.payments)), grouped(show_wan(branch.amount)).replace("-", "−")
        for number, text in enumerate((group.name, contract, branch.payee, count, amount, agreed)):
            cell = TonedItem(text, "text" if strand.linked or strand.excused else "warn")
            cell.setToolTip(text)
            side = Qt.AlignmentFlag.AlignRight if number >= _NUMBERS else Qt.AlignmentFlag.AlignLeft
            cell.setTextAlignment(side | _MIDDLE)
            self.setItem(line, number, cell)

    def _tell(self, line: int, *_others: int) -> None:
        if 0 <= line < len(self._strands):
            self.chosen.emit(self._strands[line])

    def _open(self, line: int) -> None:
        if 0 <= line < len(self._strands):
            self.opened.emit(self._strands[line])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentRow())
            event.accept()
        else:
            super().keyPressEvent(event)
