"""The totals row that stays below a table, painted at the places of its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.models.numbers import plain
from desktop.models.records import Record
from desktop.views.tables.columns import amount
from desktop.views.tables.view import TableView
from desktop.views.theme import TOTALS, color, font

Summary = Callable[[Sequence[Record]], str]
"""Text for a column's foot, from the records in sight."""

_PADDING = 8


class TotalsRow(QWidget):
    """Sums of the rows in sight; where a filter hides some, it says how many there are."""

    def __init__(self, view: TableView, names: Sequence[str], summaries: Mapping[str, Summary]) -> None:
        super().__init__()
        self._view = view
        self._names = names
        self._summaries = summaries
        self.texts: dict[str, str] = {}
        self.caption = ""
        self.setFixedHeight(TOTALS)
        head = view.horizontalHeader()
        head.sectionResized.connect(lambda *_: self.update())
        head.geometriesChanged.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.update())
        view.records.renewed.connect(self.reckon)
        view.records.modelReset.connect(self.reckon)
        self.reckon()

    def reckon(self) -> None:
        """Add up what is in sight."""
        records = self._view.records
        rows = records.rows
        self.texts = {name: self._sum(name, rows) for name in self._names}
        self.texts |= {name: text(rows) for name, text in self._summaries.items()}
        everything = len(records.desk.report.rows(records.section)) if records.desk.is_open else 0
        hidden = everything - len(rows)
        self.caption = (
            f"合计（{len(rows)} 行）" if not hidden else f"合计（筛出 {len(rows)} 行，共 {everything} 行）"
        )
        spoken = (
            f"{each.label} {self.texts[each.name]}" for each in records.columns if each.name in self.texts
        )
        self.setAccessibleName("，".join((self.caption, *spoken)))
        self.update()

    def _sum(self, name: str, rows: Sequence[Record]) -> str:
        values: list[Any] = [value for row in rows if (value := getattr(row, name)) is not None]
        if not values:
            return "—"
        column = next(each for each in self._view.records.columns if each.name == name)
        if column.entry and column.entry.kind.name == "money":
            return amount(sum(values), self._view.records.content.unit)
        return plain(sum(values, Decimal(0)))

    def sizeHint(self) -> QSize:
        return QSize(200, TOTALS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("head"))
        painter.setFont(font(bold=True))
        left = self._view.frameWidth() + self._view.verticalHeader().width()
        view = QRect(left, 0, self._view.viewport().width(), self.height())
        painter.setClipRect(view)
        for number in self._view.shown_columns:
            self._paint_cell(painter, number, left)
        painter.setClipRect(self.rect())
        self._paint_caption(painter, left)
        line = color("line2")
        painter.fillRect(0, 0, self.width(), 1, line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)

    def _cell(self, number: int, left: int) -> QRect:
        head = self._view.horizontalHeader()
        at = left + head.sectionViewportPosition(number)
        return QRect(at, 0, head.sectionSize(number), self.height())

    def _paint_cell(self, painter: QPainter, number: int, left: int) -> None:
        column, cell = self._view.records.columns[number], self._cell(number, left)
        painter.fillRect(cell.right(), 0, 1, self.height(), color("line"))
        text = self.texts.get(column.name or column.label, "")
        if not text:
            return
        side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
        painter.setPen(color("text"))
        inner = cell.adjusted(_PADDING, 0, -_PADDING, 0)
        if column.numeric:  # a figure is never cut: it reaches over the empty cell before it
            inner.setLeft(
                min(inner.left(), inner.right() - painter.fontMetrics().horizontalAdvance(text) - 1)
            )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | side, text)

    def _paint_caption(self, painter: QPainter, left: int) -> None:
        """Write the caption from the left edge up to the first column that has something to say."""
        ends = self.width()
        for number in self._view.shown_columns:
            column = self._view.records.columns[number]
            if self.texts.get(column.name or column.label):
                ends = self._cell(number, left).left()
                break
        area = QRect(_PADDING, 0, max(0, ends - 2 * _PADDING), self.height())
        painter.setPen(color("text"))
        text = painter.fontMetrics().elidedText(self.caption, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
