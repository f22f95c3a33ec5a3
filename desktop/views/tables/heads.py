"""The heads of a table: the labels of its columns; at the left what is found wrong with a row, and its number."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QHeaderView, QToolTip

from desktop.views.icons import pixmap
from desktop.views.shapes import SEVERITIES, paint_edges
from desktop.views.tables.model import RecordModel
from desktop.views.theme import SMALL, color, font

FLAG, NUMBER = 32, 40  # px
_PADDING, _ARROW = 8, 12  # px
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HOW = "点行号选中整行，再拖动可以移动；也可以用 Alt+↑、Alt+↓"
_RANK = {word: n for n, word in enumerate(SEVERITIES)}


class ColumnHead(QHeaderView):
    """The labels of the columns. Qt's own asks every cell of a selected column whether it can be selected."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFont(font(SMALL, bold=True))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, color("head"))
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            inner.setRight(inner.right() - _ARROW)
            where = QPoint(inner.right() + 4, rect.center().y() - _ARROW // 2 + 1)
            painter.drawPixmap(where, pixmap("down" if down else "up", "accent", _ARROW))
        text = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        side = self.model().headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        painter.setFont(self.font())
        painter.setPen(color("text2"))
        painter.drawText(inner, Qt.AlignmentFlag(side or _MIDDLE), text)
        paint_edges(painter, rect, below="line2")
        painter.restore()


class RowHead(QHeaderView):
    """Severity shape and number of each row; selected rows can be dragged by their numbers.

    flagged(place) when a shape is clicked, dropped(row) when rows were dragged into the gap above a row.
    """

    flagged = Signal(str)
    dropped = Signal(int)

    def __init__(self, records: RecordModel, *, flags: bool = True, numbers: bool = True) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._records = records
        self._flag = FLAG if flags else 0
        self._number = NUMBER if numbers else 0
        self._found: dict[str, list[tuple[str, str]]] = {}
        self._pressed: QPoint | None = None
        self._gap = -1
        self._line: QFrame | None = None
        self.setFixedWidth(self._flag + self._number)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setObjectName("row_head")

    def show_findings(self, findings: Mapping[str, tuple[str, str]]) -> None:
        """Show the worst finding (place → severity and message) of each row; all of them in its tooltip."""
        found: dict[str, list[tuple[str, str]]] = {}
        begins = f"{self._records.section}/"
        for where, finding in findings.items():
            if where.startswith(begins):
                found.setdefault(where.split("/", 2)[1], []).append(finding)
        self._found = found
        self.viewport().update()

    def finding(self, row: int) -> tuple[str, str]:
        """Return severity and messages of a row, or two empty words."""
        record = self._records.record(row)
        found = self._found.get(str(record.id)) if record is not None else None
        return _worst(found) if found else ("", "")

    def sizeHint(self) -> QSize:
        return QSize(self._flag + self._number, 0)  # Qt's own asks sixty rows what they say

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        selected = self.selectionModel() and self.selectionModel().isRowSelected(logicalIndex)
        painter.fillRect(rect, color("select" if selected else "surface"))
        severity, _ = self.finding(logicalIndex)
        if severity and self._flag:
            shape, tone = SEVERITIES[severity]
            left = rect.left() + (self._flag - 16) // 2
            painter.drawPixmap(left, rect.center().y() - 7, pixmap(shape, tone, 16))
        if self._number:
            number = QRect(rect.right() - NUMBER, rect.top(), NUMBER, rect.height())
            text = str(self.model().headerData(logicalIndex, self.orientation()))
            painter.setPen(color("muted"))
            painter.setFont(font(SMALL))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, text)
        paint_edges(painter, rect)
        if self._flag:
            paint_edges(painter, QRect(rect.left(), rect.top(), self._flag + 1, rect.height()))
        painter.restore()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            severity, said = self.finding(self.logicalIndexAt(event.pos()))
            QToolTip.showText(event.globalPos(), f"{severity}\n{said}" if severity else _HOW, self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, e: QMouseEvent) -> None:
        at = e.position().toPoint()
        row = self.logicalIndexAt(at)
        if e.position().x() < self._flag and self.finding(row)[0]:
            super().mousePressEvent(e)
            self.flagged.emit(f"{self._records.section}/{self._records.rows[row].id}")
        elif e.button() == Qt.MouseButton.LeftButton and self._may_drag(row):
            self._pressed = at
        else:
            super().mousePressEvent(e)

    def _may_drag(self, row: int) -> bool:
        """Whether a press at a row may begin to move it: it is selected from end to end."""
        selection = self.selectionModel()
        return self._records.record(row) is not None and selection.isRowSelected(row)

    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(e)
            return
        at = e.position().toPoint()
        if self._gap >= 0 or (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._gap = self._gap_at(at.y())
            self._show_line()

    def _gap_at(self, y: int) -> int:
        """The row above which rows dragged to *y* would go."""
        count = len(self._records.rows)
        row = self.logicalIndexAt(0, y)
        if row < 0:
            return 0 if y < 0 else count
        middle = self.sectionViewportPosition(row) + self.sectionSize(row) // 2
        return min(count, row + (y > middle))

    def _show_line(self) -> None:
        """Show where dragged rows would go, over head and cells."""
        view = self.parentWidget() or self
        if self._line is None:
            self._line = QFrame(view)
            self._line.setObjectName("gap")
        last = self.count() - 1
        top = (
            self.sectionViewportPosition(self._gap)
            if self._gap <= last
            else self.sectionViewportPosition(last) + self.sectionSize(last)
        )
        self._line.setGeometry(self.x(), self.y() + top - 1, view.width(), 2)
        self._line.show()
        self._line.raise_()

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        pressed, gap = self._pressed, self._gap
        self._pressed, self._gap = None, -1
        if self._line is not None:
            self._line.hide()
        if pressed is None:
            super().mouseReleaseEvent(e)
        elif gap >= 0:
            self.dropped.emit(gap)
        else:
            self.sectionPressed.emit(self.logicalIndexAt(pressed))


def _worst(findings: list[tuple[str, str]]) -> tuple[str, str]:
    ordered = sorted(findings, key=lambda each: _RANK.get(each[0], len(_RANK)))
    return ordered[0][0], "\n".join(message for _, message in ordered)
