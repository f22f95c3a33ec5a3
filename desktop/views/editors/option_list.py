"""The list of what can be taken, below (or, without room, above) what is typed; it never has the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from desktop.views.theme import SMALL, color, font

ROW, MOST = 28, 9
WIDEST = 480  # px
_LEAST_TEXT = 120  # px, before the detail gives way


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what it is called, what is written for it, and a quiet word beside it."""

    text: str
    value: str
    detail: str = ""


class OptionList(QListView):
    """Options below an input; a child of the window, so that an input method goes on undisturbed.

    lit_by_mouse: the option under the pointer is the current one; else only keys choose it.
    """

    def __init__(self, window: QWidget, *, lit_by_mouse: bool = True) -> None:
        super().__init__(window)
        self.setObjectName("pop")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setModel(QStringListModel(self))
        self.setItemDelegate(_OptionPainter(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        if lit_by_mouse:
            self.entered.connect(self.setCurrentIndex)
        self.details: list[str] = []

    def show_options(
        self, options: Sequence[Option], owner: QWidget, line: QRect | None = None, *, widest: int = WIDEST
    ) -> None:
        """Show *options* at *owner*, or at a *line* of it (its own coordinates); none is current."""
        self.details = [each.detail for each in options]
        model = self.model()
        if isinstance(model, QStringListModel):
            model.setStringList([each.text for each in options])
        self.setGeometry(self._room(owner, line or owner.rect(), widest))
        self.show()
        self.raise_()

    def light(self, number: int) -> None:
        """Make an option the current one."""
        self.setCurrentIndex(self.model().index(number, 0))

    @property
    def lit(self) -> int:
        """The number of the current option, −1 for none."""
        return self.currentIndex().row() if self.isVisible() else -1

    def _room(self, owner: QWidget, line: QRect, widest: int) -> QRect:
        window = owner.window()
        metrics = self.fontMetrics()
        texts = (str(self.model().index(n, 0).data())[:200] for n in range(self.model().rowCount()))
        wide = max(
            metrics.horizontalAdvance(f"{text}{detail}") + 48
            for text, detail in zip(texts, self.details, strict=True)
        )
        width = min(max(line.width(), wide), max(widest, line.width()), window.width() - 8)
        height = min(self.model().rowCount(), MOST) * ROW + 2
        at = owner.mapTo(window, QPoint(line.left(), line.top() + line.height()))
        top = at.y() if at.y() + height <= window.height() else max(0, at.y() - line.height() - height)
        return QRect(max(0, min(at.x(), window.width() - width - 4)), top, width, height)

    def step(self, by: int) -> None:
        """Move the current row."""
        last = self.model().rowCount() - 1
        row = self.currentIndex().row()
        row = (0 if by > 0 else last) if row < 0 else min(max(row + by, 0), last)
        self.setCurrentIndex(self.model().index(row, 0))

    def steered(self, event: QKeyEvent) -> bool:
        """Let an arrow or a page key choose; False for any other key."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: MOST - 1,
            Qt.Key.Key_PageUp: 1 - MOST,
        }
        by = steps.get(Qt.Key(event.key()))
        if by is not None:
            self.step(by)
        return by is not None


def standing(shown: OptionList | None) -> OptionList | None:
    """Return a list unless its window has taken it along already, as it closes."""
    return shown if shown is not None and isValid(shown) else None


class _OptionPainter(QStyledItemDelegate):
    """Paints an option: its text at the left, its detail at the right; the whole text is the tooltip."""

    def __init__(self, shown: OptionList) -> None:
        super().__init__(shown)
        self._shown = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        if index == self._shown.currentIndex():
            painter.fillRect(area, color("select"))
        inner = area.adjusted(8, 0, -8, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(SMALL))
        metrics = painter.fontMetrics()
        most = max(0, inner.width() - _LEAST_TEXT)
        detail = metrics.elidedText(self._shown.details[index.row()], Qt.TextElideMode.ElideRight, most)
        painter.setPen(color("muted"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, detail)
        room = inner.width() - (metrics.horizontalAdvance(detail) + 12 if detail else 0)
        painter.setFont(font())
        painter.setPen(color("text"))
        line = " ".join(str(index.data())[:500].split("\n"))
        text = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, text)
