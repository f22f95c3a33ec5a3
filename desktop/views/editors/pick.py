"""The input that offers a list: choices, and records of another section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.models.pinyin import begins, matches
from desktop.views.editors.line import LineInput
from desktop.views.icons import icon
from desktop.views.theme import COLOURS, SMALL, color, font

ROW, MOST = 28, 9
NEW = "新建："
_DETAIL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what it is called, what is written for it, and a quiet word beside it."""

    text: str
    value: str
    detail: str = ""


Options = Callable[[], Sequence[Option]]
Create = Callable[[str], str]
"""Makes what is called so and returns the value to be written for it."""


class PickInput(LineInput):
    """A line with a list below it; typing narrows it (name, pinyin initials, detail), Enter takes.

    The list is a part of the window and never takes the focus, so an input method goes on undisturbed.
    """

    def __init__(
        self, options: Options, parent: QWidget | None = None, *, create: Create | None = None
    ) -> None:
        super().__init__(parent)
        self._options = options
        self._create = create
        self._offered: list[Option] = []
        self._taken: Option | None = None
        self._list: _List | None = None
        action = self.addAction(icon("down"), QLineEdit.ActionPosition.TrailingPosition)
        action.triggered.connect(self._toggle)
        self.textEdited.connect(self._narrow)

    def value_text(self) -> str:
        """Return what is to be written: the value of the option whose text stands here, else the text."""
        text = self.text().strip()
        if self._taken and self._taken.text == text:
            return self._taken.value
        found = [each.value for each in self._options() if each.text == text]
        return found[0] if len(found) == 1 else text

    @property
    def open(self) -> bool:
        """Whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    def offer(self, *, everything: bool = False) -> None:
        """Show the options that match what is typed, or all of them."""
        if self.isReadOnly():
            return
        typed = "" if everything else self.text()
        self._offered = sorted(
            (each for each in self._options() if _fits(each, typed)),
            key=lambda each: not begins(typed, each.text),
        )
        name = typed.strip()
        if self._create and name and all(each.text != name for each in self._offered):
            self._offered.append(Option(f"{NEW}{name}", ""))
        if not self._offered:
            self.hide_list()
            return
        shown = self._list_view()
        shown.show_options(self._offered, self)
        current = next((n for n, each in enumerate(self._offered) if each.text == self.text()), -1)
        first = -1 if self._offered[0].text.startswith(NEW) else 0  # a new one is made only when it is chosen
        if current >= 0 or (name and first == 0):
            shown.setCurrentIndex(shown.model().index(max(current, 0), 0))

    def _narrow(self) -> None:
        self.offer()

    def hide_list(self) -> None:
        """Close the list."""
        if self._list is not None:
            self._list.hide()

    def take(self, number: int) -> None:
        """Take an option that is offered."""
        self._taken = self._made(self._offered[number])
        self.setText(self._taken.text)
        self.hide_list()
        self.picked.emit(self._taken.value)

    def _made(self, option: Option) -> Option:
        """The option itself, or for the last one what is new and called as it says."""
        if self._create is None or option.value or not option.text.startswith(NEW):
            return option
        name = option.text.removeprefix(NEW)
        return Option(name, self._create(name))

    def settle(self) -> None:
        """Take the option that is lit in the open list, if any."""
        if self.open and self._list is not None and self._list.currentIndex().isValid():
            self.take(self._list.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if not self.open and (event.key() == Qt.Key.Key_F4 or alt_down):
            self.offer(everything=True)
        elif not (self.open and self._list and self._steer(self._list, event)):
            super().keyPressEvent(event)

    def _steer(self, shown: _List, event: QKeyEvent) -> bool:
        """Let a key work on the open list; False where it is not the list's."""
        match event.key():
            case Qt.Key.Key_Down:
                shown.step(1)
            case Qt.Key.Key_Up:
                shown.step(-1)
            case Qt.Key.Key_PageDown:
                shown.step(MOST - 1)
            case Qt.Key.Key_PageUp:
                shown.step(1 - MOST)
            case Qt.Key.Key_Escape:
                self.hide_list()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self.settle()
                return False  # they go on to the next field
            case _:
                return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.open:
            self.selectAll()
            self.offer(everything=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.settle()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_list()
        super().hideEvent(event)

    def _toggle(self) -> None:
        if self.open:
            self.hide_list()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.offer(everything=True)

    def _list_view(self) -> _List:
        if self._list is None:
            self._list = _List(self.window())
            self._list.clicked.connect(lambda index: self.take(index.row()))
            self.destroyed.connect(self._list.deleteLater)
        return self._list


def _fits(option: Option, typed: str) -> bool:
    return not typed.strip() or matches(typed, option.text) or typed.strip() in option.detail


class _List(QListView):
    """The options below (or, without room, above) an input; a child of the window, never with the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("pop")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setModel(QStringListModel(self))
        self.setItemDelegate(_OptionPainter(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setStyleSheet(f"QListView {{ border: 1px solid {COLOURS['control']}; }}")
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)
        self.details: list[str] = []

    def show_options(self, options: Sequence[Option], owner: QWidget) -> None:
        """Show *options* at *owner*."""
        self.details = [each.detail for each in options]
        model = self.model()
        if isinstance(model, QStringListModel):
            model.setStringList([each.text for each in options])
        self.setGeometry(self._room(owner))
        self.show()
        self.raise_()

    def _room(self, owner: QWidget) -> QRect:
        window = owner.window()
        metrics = self.fontMetrics()
        texts = range(self.model().rowCount())
        wide = max(
            metrics.horizontalAdvance(f"{self.model().index(n, 0).data()}{self.details[n]}") + 48
            for n in texts
        )
        width = min(max(owner.width(), wide), 480, window.width() - 8)
        height = min(self.model().rowCount(), MOST) * ROW + 2
        at = owner.mapTo(window, QPoint(0, owner.height()))
        top = at.y() if at.y() + height <= window.height() else max(0, at.y() - owner.height() - height)
        return QRect(max(0, min(at.x(), window.width() - width - 4)), top, width, height)

    def step(self, by: int) -> None:
        """Move the current row."""
        last = self.model().rowCount() - 1
        row = self.currentIndex().row()
        row = (0 if by > 0 else last) if row < 0 else min(max(row + by, 0), last)
        self.setCurrentIndex(self.model().index(row, 0))


class _OptionPainter(QStyledItemDelegate):
    """Paints an option: its text at the left, its detail at the right."""

    def __init__(self, shown: _List) -> None:
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
        detail = self._shown.details[index.row()]
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(SMALL))
        painter.setPen(color("muted"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, detail)
        room = inner.width() - (painter.fontMetrics().horizontalAdvance(detail) + 12 if detail else 0)
        painter.setFont(font())
        painter.setPen(color("text"))
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, text)
