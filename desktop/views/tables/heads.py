"""The head at the left of a table: what is found wrong with a row, and its number."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QToolTip

from desktop.views.icons import pixmap
from desktop.views.shapes import SEVERITIES
from desktop.views.tables.model import RecordModel
from desktop.views.theme import COLOURS, SMALL, color, font

FLAG, NUMBER = 32, 40  # px
_RANK = {word: n for n, word in enumerate(SEVERITIES)}


class RowHead(QHeaderView):
    """Severity shape and number of each row. flagged(place) when a shape is clicked."""

    flagged = Signal(str)

    def __init__(self, records: RecordModel, *, flags: bool = True) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._records = records
        self._flag = FLAG if flags else 0
        self._found: dict[int, tuple[str, str]] = {}
        self.setFixedWidth(self._flag + NUMBER)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStyleSheet(f"QHeaderView {{ background: {COLOURS['surface']}; }}")

    def show_findings(self, findings: Mapping[str, tuple[str, str]]) -> None:
        """Show the worst finding (place → severity and message) of each row; all of them in its tooltip."""
        found: dict[int, list[tuple[str, str]]] = {}
        begins = f"{self._records.section}/"
        for where, finding in findings.items():
            number = where.removeprefix(begins).split("/")[0] if where.startswith(begins) else ""
            if number.isdecimal():
                found.setdefault(int(number), []).append(finding)
        self._found = {id_: _worst(each) for id_, each in found.items()}
        self.viewport().update()

    def finding(self, row: int) -> tuple[str, str]:
        """Return severity and messages of a row, or two empty words."""
        record = self._records.record(row)
        return self._found.get(record.id, ("", "")) if record is not None else ("", "")

    def sizeHint(self) -> QSize:
        return QSize(self._flag + NUMBER, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        selected = self.selectionModel() and self.selectionModel().isRowSelected(logicalIndex)
        painter.fillRect(rect, color("select" if selected else "surface"))
        severity, _ = self.finding(logicalIndex)
        if severity and self._flag:
            shape, tone = SEVERITIES[severity]
            left = rect.left() + (self._flag - 16) // 2
            painter.drawPixmap(left, rect.center().y() - 7, pixmap(shape, tone, 16))
        number = QRect(rect.right() - NUMBER, rect.top(), NUMBER, rect.height())
        text = str(self.model().headerData(logicalIndex, self.orientation()))
        painter.setPen(color("muted"))
        painter.setFont(font(SMALL))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, text)
        line = color("line")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), line)
        if self._flag:
            painter.fillRect(rect.left() + self._flag, rect.top(), 1, rect.height(), line)
        painter.restore()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            severity, said = self.finding(self.logicalIndexAt(event.pos()))
            QToolTip.showText(event.globalPos(), f"{severity}\n{said}" if severity else "", self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, e: QMouseEvent) -> None:
        super().mousePressEvent(e)
        row = self.logicalIndexAt(e.position().toPoint())
        if e.position().x() < self._flag and self.finding(row)[0]:
            self.flagged.emit(f"{self._records.section}/{self._records.rows[row].id}")


def _worst(findings: list[tuple[str, str]]) -> tuple[str, str]:
    ordered = sorted(findings, key=lambda each: _RANK.get(each[0], len(_RANK)))
    return ordered[0][0], "\n".join(message for _, message in ordered)
