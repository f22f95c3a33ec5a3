"""预算与执行: for each sub-project a light bar (全年预算), a dark one (执行) and a line (年初); one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.models.money import Unit
from desktop.views.tables.columns import amount
from desktop.views.theme import BODY, SMALL, color, font

_ROW, _BAR, _INNER = 24, 16, 8  # px
_NAME, _NARROWEST = 0.16, 112  # Share of the width for names, and the least of it in px
_GAP = 10  # px


@dataclass(frozen=True, slots=True)
class BarRow:
    """A sub-project with its amounts in 分; None where not filled in."""

    name: str
    initial: int | None
    adjusted: int | None
    spent: int


class BudgetBars(QWidget):
    """Paints the bars of all sub-projects in one scale; the same numbers stand in the table above."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("预算与执行条形图，数字与上面的表相同")
        self._rows: tuple[BarRow, ...] = ()
        self._unit: Unit = "万元"

    def show_rows(self, rows: Sequence[BarRow], unit: Unit) -> None:
        """Show other sub-projects, their amounts in *unit*."""
        self._rows, self._unit = tuple(rows), unit
        self.setFixedHeight(_ROW * max(1, len(self._rows)))
        self.update()

    @property
    def most(self) -> int:
        """The amount (分) that the longest bar stands for."""
        return max((max(each.initial or 0, each.adjusted or 0, each.spent) for each in self._rows), default=0)

    def length(self, fen: int, room: float) -> float:
        """Return how long an amount is drawn in *room* px."""
        return max(0, fen) / self.most * room if self.most > 0 else 0.0

    def sizeHint(self) -> QSize:
        return QSize(600, _ROW * max(1, len(self._rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = max(self.width() * _NAME, _NARROWEST)
        room = self.width() - left - self._text_width()
        for number, each in enumerate(self._rows):
            self._paint_row(painter, each, QRectF(left, number * _ROW, room, _ROW))

    def _text_width(self) -> int:
        """The room that the numbers take, in px."""
        metrics = QFontMetrics(font(SMALL))
        widest = (metrics.horizontalAdvance(self._amounts(each)) for each in self._rows)
        return max(widest, default=0) + 2 * _GAP

    def _amounts(self, each: BarRow) -> str:
        return f"{_shown(each.spent, self._unit)} / {_shown(each.adjusted, self._unit)}"

    def _paint_row(self, painter: QPainter, each: BarRow, area: QRectF) -> None:
        painter.setFont(font(BODY))
        painter.setPen(color("text"))
        name = QRectF(0, area.top(), area.left() - _GAP, area.height())
        shown = QFontMetrics(font(BODY)).elidedText(each.name, Qt.TextElideMode.ElideRight, int(name.width()))
        painter.drawText(name, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        middle = area.center().y()
        ends = 0.0
        for fen, height, tone in ((each.adjusted or 0, _BAR, "accent_line"), (each.spent, _INNER, "accent")):
            wide = self.length(fen, area.width())
            painter.fillRect(QRectF(area.left(), middle - height / 2, wide, height), color(tone))
            ends = max(ends, wide)
        if each.initial is not None:
            at = self.length(each.initial, area.width())
            painter.fillRect(QRectF(area.left() + at - 1, middle - 11, 2, 22), color("text"))
            ends = max(ends, at)
        painter.setFont(font(SMALL))
        painter.setPen(color("text2"))
        text = QRectF(area.left() + ends + _GAP, area.top(), self._text_width() - _GAP, area.height())
        painter.drawText(
            text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._amounts(each)
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = event.pos().y() // _ROW
            if 0 <= number < len(self._rows):
                QToolTip.showText(event.globalPos(), tip(self._rows[number], self._unit), self)
            return True
        return super().event(event)


def tip(each: BarRow, unit: Unit) -> str:
    """Say the amounts of a row in full."""
    pairs = (("年初预算", each.initial), ("全年预算", each.adjusted), ("执行", each.spent))
    return "\n".join([each.name, *(f"{word} {_shown(fen, unit)} {unit}" for word, fen in pairs)])


def _shown(fen: int | None, unit: Unit) -> str:
    return "—" if fen is None else amount(fen, unit)
