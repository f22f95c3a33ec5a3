"""The items of a score as a list: name, arithmetic, points and full points (得分计算的各项)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.models.numbers import plain
from desktop.models.scoring import ItemScore, Score
from desktop.views.theme import SMALL, color, font

_ROW, _POINTS, _NAME = 24, 66, 88  # px
_HEADS = ("项", "算式", "得分")
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ScoreList(QTableWidget):
    """One line an item, the execution of the budget first; chosen(ItemScore) at a click and at Enter."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self._items: tuple[ItemScore, ...] = ()
        self.setAccessibleName("各项得分")
        self.setFont(font(SMALL))
        self.setHorizontalHeaderLabels(_HEADS)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setFixedHeight(_ROW + 4)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
        self.setMinimumHeight(_ROW * 4)
        self.cellClicked.connect(lambda line, _column: self._choose(line))

    def show_score(self, score: Score) -> None:
        """Show the items of a score; the row that is current stays so."""
        self._items = score.every
        self.setRowCount(len(self._items))
        for line, item in enumerate(self._items):
            self._show_line(line, item)

    def texts(self) -> list[tuple[str, ...]]:
        """Return what stands in the lines."""
        return [_cells(item) for item in self._items]

    def _show_line(self, line: int, item: ItemScore) -> None:
        tone = _tone(item)
        tip = "\n".join(filter(None, (item.name, item.arithmetic, item.note)))
        for number, text in enumerate(_cells(item)):
            cell = self.item(line, number)
            if cell is None:
                cell = QTableWidgetItem()
                self.setItem(line, number, cell)
            cell.setText(text)
            cell.setToolTip(tip)
            cell.setFont(font(SMALL, bold=number == len(_HEADS) - 1 or (number == 0 and line == 0)))
            cell.setForeground(color(tone if number else "text"))
            side = Qt.AlignmentFlag.AlignRight if number == len(_HEADS) - 1 else Qt.AlignmentFlag.AlignLeft
            cell.setTextAlignment(side | _MIDDLE)

    def _choose(self, line: int) -> None:
        if 0 <= line < len(self._items):
            self.chosen.emit(self._items[line])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentRow())
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        for number, wide in enumerate((_NAME, width - _NAME - _POINTS, _POINTS)):
            self.setColumnWidth(number, max(40, wide))


def _cells(item: ItemScore) -> tuple[str, str, str]:
    full = "—" if item.weight is None else plain(item.weight)
    got = "—" if item.points is None else f"{item.points:.2f}"
    return item.name, item.formula, f"{got}/{full}"


def _tone(item: ItemScore) -> str:
    """Amber for what is missing or lost points."""
    return "warn" if item.missing or (item.lost or 0) > 0 else "text2"
