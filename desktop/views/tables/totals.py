"""The totals row that stays below a table, painted at the places of its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.models.kept_sums import Exchange, Kept
from desktop.models.numbers import plain
from desktop.models.records import Record
from desktop.views.tables.columns import amount
from desktop.views.tables.looks import paint_share
from desktop.views.tables.view import TableView
from desktop.views.theme import TOTALS, color, font

Summary = Callable[[Sequence[Record]], str]
"""Text for a column's foot, from the records in sight."""

_PADDING = 8


class TotalsRow(QWidget):
    """Sums of the rows in sight; where a filter hides some, it says how many there are.

    counted: the word that rows are counted with. shares: entry name or computed label → what the bar there shows.
    """

    def __init__(self, view: TableView, names: Sequence[str], summaries: Mapping[str, Summary]) -> None:
        super().__init__()
        self._view = view
        self._names = names
        self._summaries = summaries
        exchange = view.records.exchange
        self._sums = {name: (_filled(name, exchange), _total(name, exchange)) for name in names}
        self.texts: dict[str, str] = {}
        self.caption = ""
        self.selected = ""
        self._cut: list[tuple[QRect, str]] = []
        self._begins = 0  # px, where the first text of the row begins
        self.counted = "行"
        self.shares: Mapping[str, Callable[[], float | None]] = {}
        self.setFixedHeight(TOTALS)
        head = view.horizontalHeader()
        head.sectionResized.connect(lambda *_: self.update())
        head.geometriesChanged.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.update())
        view.records.renewed.connect(self.reckon)
        view.records.modelReset.connect(self.reckon)
        view.selectionModel().selectionChanged.connect(lambda *_: self._reckon_selected())
        self.reckon()

    def reckon(self) -> None:
        """Add up what is in sight."""
        records = self._view.records
        rows = records.shown
        self.texts = {name: self._sum(name, rows) for name in self._names}
        self.texts |= {name: text(rows) for name, text in self._summaries.items()}
        everything = len(records.desk.report.rows(records.section)) if records.desk.is_open else 0
        hidden = everything - len(rows)
        self.caption = (
            f"合计（{len(rows):,} {self.counted}）"
            if not hidden
            else f"合计（筛出 {len(rows):,} {self.counted}，共 {everything:,} {self.counted}）"
        )
        self.selected = selection_sum(self._view)
        spoken = (
            f"{each.label} {self.texts[each.name]}" for each in records.columns if each.name in self.texts
        )
        self.setAccessibleName("，".join((self.caption, *spoken)))
        self.update()

    def _reckon_selected(self) -> None:
        """Add up what is selected, as the status bar of a worksheet does."""
        selected = selection_sum(self._view)
        if selected != self.selected:
            self.selected = selected
            self.update()

    def _sum(self, name: str, rows: Sequence[Record]) -> str:
        filled, total = self._sums[name]
        if not filled.over(rows):
            return "—"
        value = total.over(rows)
        column = next(each for each in self._view.records.columns if each.name == name)
        if column.entry and column.entry.kind.name == "money":
            return amount(value, self._view.records.content.unit)
        return plain(Decimal(value))

    def sizeHint(self) -> QSize:
        return QSize(200, TOTALS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("head"))
        painter.setFont(font(bold=True))
        left = self._view.frameWidth() + self._view.verticalHeader().width()
        view = QRect(left, 0, self._view.viewport().width(), self.height())
        painter.setClipRect(view)
        self._cut.clear()
        self._begins = self.width()
        for number in self._view.shown_columns:
            self._paint_cell(painter, number, left)
        painter.setClipRect(self.rect())
        self._paint_caption(painter)
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
        share = self.shares.get(column.name or column.label, lambda: None)()
        if share is not None:
            paint_share(painter, inner, share, text)
        needed = painter.fontMetrics().horizontalAdvance(text) + 1
        if needed > inner.width():  # A figure is not cut: it reaches over the empty cells beside it
            inner = self._reach(number, left, -1 if column.numeric else 1).adjusted(_PADDING, 0, -_PADDING, 0)
        if needed > inner.width() and not column.numeric:  # Words may begin before their column as well
            inner = inner.united(self._reach(number, left, -1).adjusted(_PADDING, 0, -_PADDING, 0))
            side = Qt.AlignmentFlag.AlignRight
        if needed > inner.width():
            self._cut.append((cell, text))
        self._begins = min(self._begins, cell.left(), max(inner.left(), inner.right() - needed))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | side, shown)

    def _reach(self, number: int, left: int, step: int) -> QRect:
        """The cell with the empty ones beside it: before it where *step* is -1, after it where it is 1."""
        columns = self._view.records.columns
        order = sorted(self._view.shown_columns, key=lambda each: self._cell(each, left).left())
        cell, at = self._cell(number, left), order.index(number) + step
        while 0 <= at < len(order) and not self.texts.get(
            columns[order[at]].name or columns[order[at]].label
        ):
            cell = cell.united(self._cell(order[at], left))
            at += step
        return cell

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = (text for area, text in self._cut if area.contains(event.pos()))
            QToolTip.showText(event.globalPos(), next(under, ""), self)
            return True
        return super().event(event)

    def _paint_caption(self, painter: QPainter) -> None:
        """Write the caption from the left edge up to the first column that has something to say."""
        area = QRect(_PADDING, 0, max(0, self._begins - 2 * _PADDING), self.height())
        painter.setPen(color("text"))
        whole = self.selected or self.caption
        text = painter.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, area.width())
        if text != whole:
            self._cut.append((area, whole))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)


def _filled(name: str, exchange: Exchange) -> Kept:
    return Kept(lambda row: getattr(row, name) is not None, exchange)


def _total(name: str, exchange: Exchange) -> Kept:
    return Kept(lambda row: getattr(row, name) or 0, exchange)


def selection_sum(view: TableView) -> str:
    """Return how many figures are selected and their sum; '' for fewer than two, or of several units."""
    ranges, records = view.selected_ranges(), view.records
    if len(ranges) == 1 and ranges[0].width() * ranges[0].height() == 1:
        return ""
    wanted = {number for each in ranges for number in range(each.left(), each.right() + 1)}
    numbers = [number for number in wanted if _adds_up(view, number)]
    units = {(each.kind.name, each.unit) for n in numbers if (each := records.columns[n].entry)}
    if len(units) != 1:
        return ""
    values = [value for number in numbers for value in _values(view, number)]
    if len(values) <= 1:
        return ""
    money = units.pop()[0] == "money"
    total = amount(sum(values), records.content.unit) if money else plain(sum(values, Decimal(0)))
    return f"选中 {len(values)} 个数，和 {total}"


def _values(view: TableView, number: int) -> list[Any]:
    """The selected figures of a column, each once."""
    rows, name = view.records.rows, view.records.columns[number].name
    parts = [
        range(each.top(), min(each.bottom() + 1, len(rows)))
        for each in view.selected_ranges()
        if each.left() <= number <= each.right()
    ]
    picked = parts[0] if len(parts) == 1 else sorted({row for each in parts for row in each})
    return [value for row in picked if (value := getattr(rows[row], name)) is not None]


def _adds_up(view: TableView, number: int) -> bool:
    column = view.records.columns[number]
    return bool(column.entry and column.numeric and not view.isColumnHidden(number))
