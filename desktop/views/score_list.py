"""The items of a score as a list: name, arithmetic, points and full points (得分计算的各项)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

from desktop.models.numbers import plain
from desktop.models.scoring import ItemScore, Score
from desktop.models.scoring.items import NOT_APPLICABLE
from desktop.views.headed import TonedItem
from desktop.views.theme import NARROW, SMALL, font

_ROW, _POINTS, _NAME, _FULL = 24, 66, 88, 44  # px
_HEADS = ("项", "算式", "得分", "满分")
_NARROW_HEADS = 3  # In a narrow window 得分 and 满分 are one column
_SCORE = 2  # The column of the points
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ScoreList(QTableWidget):
    """One line an item, the execution of the budget first; chosen(ItemScore) at a click and at Enter."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self._items: tuple[ItemScore, ...] = ()
        self._wide = False
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
        before, self._items = self._items, score.every
        self.setRowCount(len(self._items))
        for line, item in enumerate(self._items):
            if line >= len(before) or before[line] != item:
                self._show_line(line, item)

    def texts(self) -> list[tuple[str, ...]]:
        """Return what stands in the lines."""
        return [_cells(item, wide=self._wide) for item in self._items]

    def _show_line(self, line: int, item: ItemScore) -> None:
        tone = _tone(item)
        tip = "\n".join(filter(None, (item.name, item.arithmetic, item.note)))
        for number, text in enumerate(_cells(item, wide=self._wide)):
            cell = TonedItem(text, tone if number in (1, _SCORE) else "text")
            self.setItem(line, number, cell)
            cell.setToolTip(tip)
            cell.setFont(font(SMALL, bold=number == _SCORE or (number == 0 and line == 0)))
            side = Qt.AlignmentFlag.AlignRight if number >= _SCORE else Qt.AlignmentFlag.AlignLeft
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
        self._fit()

    def _fit(self) -> None:
        """Give 满分 a column of its own in a wide window, else write it behind the points (3.98/4)."""
        wide = self.window().width() >= NARROW
        if wide != self._wide:
            self._wide = wide
            for line, item in enumerate(self._items):
                self._show_line(line, item)
        self.setColumnHidden(_NARROW_HEADS, not wide)
        points, full = (_POINTS - 12, _FULL) if wide else (_POINTS, 0)
        room = self.viewport().width() - _NAME - points - full
        for number, width in enumerate((_NAME, room, points, full)):
            self.setColumnWidth(number, max(40, width))


def _cells(item: ItemScore, *, wide: bool) -> tuple[str, ...]:
    full = "—" if item.weight is None else plain(item.weight)
    got = "—" if item.points is None else f"{item.points:.2f}"
    if item.method == NOT_APPLICABLE and not item.weight:
        return (item.name, item.formula, "—", "—") if wide else (item.name, item.formula, "—")
    return (item.name, item.formula, got, full) if wide else (item.name, item.formula, f"{got}/{full}")


def _tone(item: ItemScore) -> str:
    """Amber for what is missing or lost points."""
    return "warn" if item.missing or (item.lost or 0) > 0 else "text2"
