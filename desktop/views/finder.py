"""查找 (Ctrl+K): one line and what fits it; Enter goes there or does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.views.desk import Desk
from desktop.views.icons import icon
from desktop.views.parts import column, label, row
from desktop.views.seeking import Found, Seeker
from desktop.views.shapes import option_rect
from desktop.views.theme import BODY, HEADER, SMALL, color, font

WIDTH, LINE, SHOWN = 640, 30, 12
_KIND = 64
Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractListModel):
    """Hits as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Found, ...] = ()

    def renew(self, found: tuple[Found, ...]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.text
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{hit.kind} {hit.text} {hit.detail}".strip()
            case _:
                return None


class _HitPainter(QStyledItemDelegate):
    """Paints the kind, the text, and at the right where it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, area = self.parent(), option_rect(option)
        model = index.model()
        if not isinstance(view, QListView) or not isinstance(model, _Rows):
            return
        hit, middle = model.found[index.row()], Qt.AlignmentFlag.AlignVCenter
        painter.save()
        if index == view.currentIndex():
            painter.fillRect(area, color("select"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), color("accent"))
        inner = area.adjusted(12, 0, -12, 0)
        painter.setFont(font(SMALL))
        painter.setPen(color("warn" if hit.kind == "待核实" else "muted"))
        painter.drawText(inner, middle, hit.kind)
        inner.setLeft(inner.left() + _KIND)
        most = inner.width() * 2 // 5
        detail = painter.fontMetrics().elidedText(hit.detail, Qt.TextElideMode.ElideRight, most)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, detail)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(detail) - 12
        painter.setFont(font())
        painter.setPen(color("text"))
        text = painter.fontMetrics().elidedText(hit.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, middle, text)
        painter.restore()


class Finder(QDialog):
    """The line and its list; Up and Down choose, Enter takes, Esc closes."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        actions: Mapping[str, QAction],
        go: Callable[[str], None],
        choose: Callable[[str], None],
    ) -> None:
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("查找")
        self.setModal(True)
        self._window = window
        self._desk, self._actions, self._go, self._choose = desk, actions, go, choose
        self._seeker = Seeker(desk, actions)
        self._rows = _Rows()
        self.line = self._make_line()
        self.list = self._make_list()
        self._none = label("", SMALL, tone="muted")
        hint = label("↑↓ 选择　Enter 前往　Esc 关闭", SMALL, tone="muted")
        frame = QFrame()
        frame.setObjectName("card")
        foot = row(self._none, None, hint, margins=(12, 6, 12, 8))
        frame.setLayout(column(column(self.line, margins=(12, 12, 12, 8)), (self.list, 1), foot, gap=0))
        self.setLayout(column(frame, gap=0))
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._prepare)

    def _make_line(self) -> QLineEdit:
        made = QLineEdit()
        made.setFont(font(BODY))
        made.setAccessibleName("查找字段、值、命令、页面")
        made.setPlaceholderText("字段、值、命令或页面：名称、拼音、金额")
        made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        made.setClearButtonEnabled(True)
        made.textChanged.connect(self._seek)
        return made

    def _make_list(self) -> QListView:
        made = QListView()
        made.setModel(self._rows)
        made.setItemDelegate(_HitPainter(made))
        made.setUniformItemSizes(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setAccessibleName("找到的")
        made.setStyleSheet("QListView { border: 0; }")
        made.setFixedHeight(SHOWN * LINE)
        made.clicked.connect(lambda index: self._take(index.row()))
        return made

    @property
    def hits(self) -> tuple[Found, ...]:
        """What is listed."""
        return self._rows.found

    def start(self) -> None:
        """Show the finder over its window, with what was sought before selected."""
        self._desk.flush()
        window = self._window
        width = min(WIDTH, window.width() - 32)
        self.setFixedWidth(width)
        self.adjustSize()
        corner = window.mapToGlobal(QPoint((window.width() - width) // 2, HEADER + 8))
        self.move(corner)
        self._seek(self.line.text())
        self._steps = self._seeker.prepare()
        self._timer.start(0)
        self.open()
        self.line.selectAll()
        self.line.setFocus()

    def _prepare(self) -> None:
        if next(self._steps, self) is self or not self.isVisible():
            self._timer.stop()

    def _seek(self, typed: str) -> None:
        found = self._seeker.found(typed)
        self._rows.renew(found)
        self._none.setText("" if found else "没有找到；可以打名称、拼音或金额的一部分")
        if found:
            self.list.setCurrentIndex(self._rows.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_PageDown:
                self._step(SHOWN - 1)
            case Qt.Key.Key_PageUp:
                self._step(1 - SHOWN)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.list.currentIndex().row())
            case _:
                super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        at = min(max(self.list.currentIndex().row() + by, 0), len(self.hits) - 1)
        if at >= 0:
            self.list.setCurrentIndex(self._rows.index(at))

    def _take(self, number: int) -> None:
        if not 0 <= number < len(self.hits):
            return
        hit = self.hits[number]
        self.accept()
        kind, _, key = hit.command.partition(":")
        if kind == "page":
            self._choose(key)
        elif hit.command:
            self._actions[hit.command].trigger()
        else:
            self._go(hit.place)
