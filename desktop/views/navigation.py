"""The section list: pages in the order of the report, with state as a shape and open findings as a number."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.models.completeness import Filled
from desktop.views.completeness import percent
from desktop.views.icons import pixmap
from desktop.views.pages.catalogue import GROUPS, PAGES, Page
from desktop.views.parts import column
from desktop.views.shapes import STATES, option_rect, paint_badge, paint_bar
from desktop.views.theme import BODY, NARROW, NAV, NAV_NARROW, SMALL, color, font

Index = QModelIndex | QPersistentModelIndex
Badges = dict[str, tuple[int, str]]
_AUDIT = "audit"  # The page whose mark tells of the look at the rules itself
_LOW = 600  # Height in px of the list below which its rows are lower


class _Sections(QAbstractListModel):
    """Group titles (plain strings, not selectable) and pages."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[str | Page] = [
            item for group in GROUPS for item in (group, *(page for page in PAGES if page.group == group))
        ]
        self.filled: dict[str, Filled] = {}
        self.badges: Badges = {}
        self.unfinished = ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.items[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item if isinstance(item, str) else item.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return f"{item} Alt+{GROUPS.index(item) + 1}" if isinstance(item, str) else self.words(item)
            case _:
                return None

    def words(self, page: Page) -> str:
        """Say a page's title, state and open findings."""
        filled = self.filled.get(page.key)
        parts = [page.title]
        if filled:
            parts.append(STATES[filled.state][2])
            if filled.total and filled.begun:
                parts.append(f"必填 {filled.filled} / {filled.total}")
        if page.key in self.badges:
            parts.append(f"{self.badges[page.key][0]} 处要处理")
        if page.key == _AUDIT and self.unfinished:
            parts.append(self.unfinished)
        return "，".join(parts)

    def renew(self, filled: dict[str, Filled], badges: Badges, unfinished: str) -> None:
        """Take new states over; only the marks change."""
        if (filled, badges, unfinished) != (self.filled, self.badges, self.unfinished):
            self.filled, self.badges, self.unfinished = filled, badges, unfinished
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))


class _Painter(QStyledItemDelegate):
    """Paints a row: title, and at the right the number of findings or the shape of the state."""

    def __init__(self, model: _Sections, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        low = self._view.height() < _LOW
        group = isinstance(self._model.items[index.row()], str)
        return QSize(100, (20 if low else 24) if group else (26 if low else 29))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, area = self._model.items[index.row()], option_rect(option)
        painter.save()
        if isinstance(item, str):
            painter.setFont(font(SMALL))
            painter.setPen(color("muted"))
            painter.drawText(area.adjusted(16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, item)
        else:
            self._paint_page(painter, area, item, index)
        painter.restore()

    def _paint_page(self, painter: QPainter, area: QRect, page: Page, index: Index) -> None:
        current = index == self._view.currentIndex()
        under = index.row() == self._view.property("under")
        if current:
            painter.fillRect(area, color("surface"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), color("accent"))
        elif under:
            painter.fillRect(area, color("nav_hover"))
        if current and self._view.hasFocus():
            painter.setPen(color("accent"))
            painter.drawRect(area.adjusted(4, 1, -3, -2))
        painter.setFont(font(BODY, bold=current))
        painter.setPen(color("accent" if current else "text"))
        painter.drawText(area.adjusted(24, 0, -40, 0), Qt.AlignmentFlag.AlignVCenter, page.title)
        self._paint_mark(painter, area, page)

    def _paint_mark(self, painter: QPainter, area: QRect, page: Page) -> None:
        middle = area.center()
        middle.setX(area.right() - 27)
        if page.key == _AUDIT and self._model.unfinished:
            looking = self._model.unfinished.endswith("…")
            shape, tone = ("clock", "muted") if looking else ("sev_err", "err")
            painter.drawPixmap(middle.x() - 7, middle.y() - 7, pixmap(shape, tone))
            return
        if page.key in self._model.badges:
            count, tone = self._model.badges[page.key]
            wide = 24 if count < 100 else 30
            frame = QRectF(middle.x() + 13 - wide, middle.y() - 8, wide, 18)
            paint_badge(painter, frame, str(count), tone)
        elif page.key in self._model.filled:
            shape, tone, _ = STATES[self._model.filled[page.key].state]
            painter.drawPixmap(middle.x() - 7, middle.y() - 7, pixmap(shape, tone))


class _Bar(QWidget):
    """The share of the required values that are filled."""

    def __init__(self) -> None:
        super().__init__()
        self.percent = 0
        self.setFixedHeight(50)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = QRect(16, 10, self.width() - 32, 20)
        painter.setFont(font(SMALL))
        painter.setPen(color("text2"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, "完成")
        painter.setFont(font(BODY, bold=True))
        painter.setPen(color("text"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(words, int(right), f"{self.percent}%")
        paint_bar(painter, QRectF(16, 34, self.width() - 32, 6), self.percent / 100)


class Navigation(QFrame):
    """Choose a page by mouse or keyboard; ``chosen`` carries its key, ``entered`` follows Enter."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("nav")
        self._bar = _Bar()
        self._model = _Sections()
        self._list = _List(self._model)
        self._list.setItemDelegate(_Painter(self._model, self._list))
        self._list.selectionModel().currentChanged.connect(self._chosen)
        self._list.entered_page.connect(self.entered)
        self.setLayout(column(self._bar, (self._list, 1), gap=0))
        self.adapt(NARROW)

    def adapt(self, width: int) -> None:
        """Give way in a window *width* px wide."""
        self.setFixedWidth(NAV if width >= NARROW else NAV_NARROW)

    def renew(self, filled: dict[str, Filled], badges: Badges, unfinished: str = "") -> None:
        """Show new states and numbers of findings; *unfinished* tells why the latter are not to be relied on."""
        self._model.renew(filled, badges, unfinished)
        share = percent(filled)
        if share != self._bar.percent:
            self._bar.percent = share
            self._bar.setToolTip(f"必填项已填 {share}%")
            self._bar.setAccessibleName(f"必填项已填 {share}%")
            self._bar.update()

    @property
    def percent(self) -> int:
        """The share of the required values that are filled, in per cent."""
        return self._bar.percent

    def show_page(self, key: str) -> None:
        """Mark a page as the current one, without announcing it."""
        row = next(
            n for n, item in enumerate(self._model.items) if isinstance(item, Page) and item.key == key
        )
        blocked = self._list.selectionModel().blockSignals(True)
        self._list.setCurrentIndex(self._model.index(row))
        self._list.selectionModel().blockSignals(blocked)
        self._list.viewport().update()

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        item = self._model.items[current.row()] if current.isValid() else ""
        if isinstance(item, Page):
            self.chosen.emit(item.key)


class _List(QListView):
    """The list itself; its rows give way with its height."""

    entered_page = Signal()

    def __init__(self, model: _Sections) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("章节")
        self.setStyleSheet("QListView { background: transparent; border: 0; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumHeight(300)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))

    def leaveEvent(self, event: Any) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().height() < _LOW) != (event.size().height() < _LOW):
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_page.emit()
        else:
            super().keyPressEvent(event)

    def _hover(self, row: int) -> None:
        self.setProperty("under", row)
        self.viewport().update()
