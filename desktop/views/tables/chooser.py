"""Which columns of a table are in sight and how wide they were drawn; the officer's choice is remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.models.kept_sums import Exchange, Kept
from desktop.models.records import Record
from desktop.views.parts import button
from desktop.views.tables.columns import Column, giving_way
from desktop.views.tables.memory import remember, shown_of, widths_of

_EMPTY = (None, "", ())


class Choice:
    """The columns of a section's table: chosen, sent away, shown only while they hold something."""

    def __init__(
        self, section: str, yields: Sequence[str], optional: Sequence[str], exchange: Exchange | None = None
    ) -> None:
        self._section = section
        self._yields = tuple(yields)
        self._optional = frozenset(optional)
        self._exchange = exchange or Exchange()
        self._held: dict[str, Kept] = {}
        self._shown = shown_of(section)
        self.drawn = widths_of(section)
        self.asked = ""

    def chosen(self, column: Column) -> bool | None:
        """Whether the officer asked for a column (True), sent it away (False), or neither (None)."""
        return True if key_of(column) == self.asked else self._shown.get(key_of(column))

    def choose(self, column: Column, *, on: bool) -> None:
        """Take note of the officer's choice."""
        self._shown[key_of(column)] = on
        self.asked = "" if self.asked == key_of(column) and not on else self.asked
        remember(self._section, "shown", self._shown)

    def reset(self) -> None:
        """Forget what was chosen and drawn."""
        self._shown.clear()
        self.drawn.clear()
        self.asked = ""
        remember(self._section, "shown", {})
        remember(self._section, "widths", {})

    def draw(self, widths: dict[str, int]) -> None:
        """Remember widths (px) that were drawn by hand."""
        self.drawn |= widths
        remember(self._section, "widths", self.drawn)

    def undraw(self, name: str) -> None:
        """Forget the width of a column."""
        if self.drawn.pop(name, None):
            remember(self._section, "widths", self.drawn)

    def wanted(self, columns: Sequence[Column], rows: Sequence[Record]) -> list[Column]:
        """Return the columns that would be in sight if there were room for all."""
        held = [each for each in columns if self._holds(each, rows)]
        return held or list(columns[:1])

    def _holds(self, column: Column, rows: Sequence[Record]) -> bool:
        chosen = self.chosen(column)
        if chosen is not None or column.name not in self._optional:
            return chosen is not False
        if column.name not in self._held:
            self._held[column.name] = Kept(
                lambda row: getattr(row, column.name) not in _EMPTY, self._exchange
            )
        return self._held[column.name].over(rows) > 0

    def fitting(self, columns: Sequence[Column], room: int) -> list[Column]:
        """Return those of *columns* that have room (px); what was asked for does not give way."""
        columns = [self._drawn(each) for each in columns]
        yields = [name for name in self._yields if name != self.asked and self._shown.get(name) is not True]
        hidden = giving_way(columns, yields, room)
        return [each for each in columns if key_of(each) not in hidden]

    def _drawn(self, column: Column) -> Column:
        px = self.drawn.get(key_of(column))
        return replace(column, width=px, least=min(px, column.least), share=0) if px else column


class ChoiceMenu(QMenu):
    """A list of columns with ticks; it stays open while ticks are set."""

    def __init__(
        self,
        parent: QWidget,
        columns: Sequence[Column],
        wanted: Sequence[Column],
        shown: Sequence[Column],
        choose: Callable[[Column, bool], object],
        reset: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("显示哪些列")
        asked, seen = {key_of(each) for each in wanted}, {key_of(each) for each in shown}
        for each in columns:
            narrow = key_of(each) in asked and key_of(each) not in seen
            item = self.addAction(each.label + ("（窗口窄，让出了）" if narrow else ""))
            item.setCheckable(True)
            item.setChecked(key_of(each) in seen)
            item.triggered.connect(lambda on, each=each: choose(each, on))
        self.addSeparator()
        self.addAction("恢复原来的列和宽度").triggered.connect(lambda _=False: reset())

    def _toggles(self, item: QAction | None) -> bool:
        """Set or take the tick of an item; False where it has none."""
        if item is None or not item.isCheckable():
            return False
        item.trigger()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._toggles(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (pressed and self._toggles(self.activeAction())):
            super().keyPressEvent(event)


def choice_button(pressed: Callable[[QWidget], object]) -> QPushButton:
    """Return the button that says how many columns are in sight and offers the others."""
    made = button("列", "link", "list", "选择显示哪些列")
    made.clicked.connect(lambda _=False: pressed(made))
    return made


def key_of(column: Column) -> str:
    """Return what a column is remembered by."""
    return column.name or column.label
