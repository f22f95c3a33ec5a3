"""Findings as a list: class with its shape, page, message; Enter goes to where one is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.views.audit import first_place
from desktop.views.icons import pixmap
from desktop.views.pages.catalogue import page_for
from desktop.views.shapes import SEVERITIES, option_rect
from desktop.views.theme import SMALL, color, font

if TYPE_CHECKING:
    from desktop.models.checks import Finding

Index = QModelIndex | QPersistentModelIndex
_LINE = 24


def severity_of(finding: Finding) -> str:
    """Return the word of a finding's class; 已说明 for one that is explained."""
    return "已说明" if finding.explained else finding.severity.value


class FindingRows(QAbstractTableModel):
    """Findings as rows: class, page, message."""

    heads = ("类别", "位置", "问题")

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()

    def renew(self, findings: tuple[Finding, ...]) -> None:
        """Show other findings."""
        if findings == self.findings:
            return
        if len(findings) == len(self.findings):
            self.findings = findings
            self.dataChanged.emit(self.index(0, 0), self.index(len(findings) - 1, len(self.heads) - 1))
        else:
            self.beginResetModel()
            self.findings = findings
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.findings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        finding = self.findings[index.row()]
        place = first_place(finding)
        return (severity_of(finding), page_for(place).title if place else "全部", finding.message)[
            index.column()
        ]


class FindingPainter(QStyledItemDelegate):
    """Paints the class with its shape, and the message elided."""

    def __init__(self, view: QTableView, px: int = SMALL) -> None:
        super().__init__(view)
        self._view, self._px = view, px

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._view.model()
        area = option_rect(option)
        if not isinstance(model, FindingRows):
            return
        painter.save()
        chosen = index.row() == self._view.currentIndex().row()
        painter.fillRect(area, color("select" if chosen else "surface"))
        if chosen and index.column() == 0 and self._view.hasFocus():
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), color("accent"))
        left, tone = area.left() + 8, "text"
        if index.column() == 0:
            shape, tone = SEVERITIES[severity_of(model.findings[index.row()])]
            painter.drawPixmap(left, area.center().y() - 6, pixmap(shape, tone, 14))
            left += 20
        inside = QRect(left, area.top(), area.right() - left - 6, area.height())
        painter.setFont(font(self._px))
        painter.setPen(color("text2" if index.column() == 1 else tone))
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class FindingList(QTableView):
    """A list of findings; Enter or a double click goes to where one is mended."""

    opened = Signal(object)
    current = Signal(int)

    def __init__(self, *, px: int = SMALL, line: int = _LINE) -> None:
        super().__init__()
        self.rows = FindingRows()
        self.setModel(self.rows)
        self.setItemDelegate(FindingPainter(self, px))
        self.setAccessibleName("审核结果")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(line)
        head = self.horizontalHeader()
        head.setFont(font(SMALL, bold=True))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(0, 92)
        head.resizeSection(1, 96)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(self._moved)

    def choose(self, row_: int) -> None:
        """Mark a row as the current one."""
        if row_ != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(row_, 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _open(self, row_: int) -> None:
        self.opened.emit(self.rows.findings[row_])

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if now.isValid():
            self.current.emit(now.row())
