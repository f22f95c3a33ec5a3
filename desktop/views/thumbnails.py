"""缩略图: every page of the report, small, in one column; those in view are drawn when nothing else is done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.preview_pane import PAGE_HEIGHT, PAGE_WIDTH
from desktop.views.proof import Proof
from desktop.views.shapes import option_rect
from desktop.views.theme import SMALL, color, font

Index = QModelIndex | QPersistentModelIndex
WIDTH = 116  # px of the column
_SHEET = QSize(84, round(84 * PAGE_HEIGHT / PAGE_WIDTH))
_TOP, _NUMBER = 8, 20  # px above a sheet, and beneath it for the number
_KEPT = 400  # Pictures; a hundred of them are 4 MB
_TEXTS = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class _Pages(QAbstractListModel):
    """The pages as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def show_count(self, count: int) -> None:
        """Show so many pages."""
        if count != self.count:
            self.beginResetModel()
            self.count = count
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self.count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        return f"第 {index.row() + 1} 页" if role in _TEXTS else None


class _Painter(QStyledItemDelegate):
    """Paints a sheet with its number beneath; the current one is framed."""

    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, _TOP + _SHEET.height() + _NUMBER)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, chosen = option_rect(option), index.row() == self._view.currentIndex().row()
        left = area.left() + (area.width() - _SHEET.width()) // 2
        sheet = QRect(left, area.top() + _TOP, _SHEET.width(), _SHEET.height())
        painter.save()
        painter.fillRect(sheet, color("surface"))
        if (image := self._view.picture(index.row() + 1)) is not None:
            painter.drawImage(sheet, image)
        width = (3 if self._view.hasFocus() else 2) if chosen else 1
        painter.setPen(QPen(color("accent" if chosen else "line2"), width))
        painter.drawRect(sheet.adjusted(-width, -width, width - 1, width - 1))
        painter.setFont(font(SMALL, bold=chosen))
        painter.setPen(color("accent" if chosen else "text2"))
        below = QRect(area.left(), sheet.bottom() + 3, area.width(), _NUMBER - 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()


class Thumbnails(QListView):
    """The pages of a proof; wanted(page) when one is chosen by hand."""

    wanted = Signal(int)

    def __init__(self, proof: Proof) -> None:
        super().__init__()
        self._proof = proof
        self._pages = _Pages()
        self._pictures: dict[int, QImage] = {}
        self._missing: list[int] = []
        self._stale: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_one)
        self.setObjectName("canvas")
        self.setModel(self._pages)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setFixedWidth(WIDTH)
        self.setStyleSheet("QListView { border: 0; }")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("缩略图")
        self.selectionModel().currentChanged.connect(self._moved)
        self._following = False
        proof.renewed.connect(self._renewed)
        self._renewed()

    def show_page(self, page: int) -> None:
        """Frame the page that is shown large."""
        if page - 1 != self.currentIndex().row() and 1 <= page <= self._pages.count:
            self._following = True
            self.setCurrentIndex(self._pages.index(page - 1))
            self._following = False

    def picture(self, page: int) -> QImage | None:
        """Return the picture of a page, the old one while there is none of the last layout; None before."""
        if page not in self._pictures or page in self._stale:
            if page not in self._missing:
                self._missing.append(page)
            self._timer.start(0)
        return self._pictures.get(page)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if now.isValid() and not self._following:
            self.wanted.emit(now.row() + 1)

    def _renewed(self) -> None:
        """Take the pages of a new layout; what is seen of them is drawn anew."""
        page = self.currentIndex().row() + 1
        self._stale = set(self._pictures)
        self._missing.clear()
        self._pages.show_count(self._proof.page_count)
        self.show_page(max(1, min(page, self._pages.count)))
        self.viewport().update()

    def _draw_one(self) -> None:
        """Draw the page that was asked for first, if it is in view still; then the next one."""
        if not self._missing or not self.isVisible():
            self._missing.clear()
            return
        page = self._missing.pop(0)
        where = self.visualRect(self._pages.index(page - 1))
        if where.intersects(self.viewport().rect()):
            self._take(page)
            self.viewport().update(where)
        if self._missing:
            self._timer.start(0)

    def _take(self, page: int) -> None:
        image = self._proof.image(page, _SHEET.width() / PAGE_WIDTH, self.devicePixelRatioF())
        if image is None:
            return
        self._pictures.pop(page, None)
        self._pictures[page] = image
        self._stale.discard(page)
        if len(self._pictures) > _KEPT:
            del self._pictures[next(iter(self._pictures))]
