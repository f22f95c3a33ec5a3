"""The list of 审核: findings in groups that fold; Enter goes to where one is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from desktop.views.auditing.finding_painter import FindingPainter
from desktop.views.auditing.finding_rows import FindingRows
from desktop.views.auditing.groups import EXPLAINED, Group, Key, alike, key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.models.checks import Finding

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindingTree(QListView):
    """Findings under their groups: ↑↓ move, ← and → fold and unfold, Enter opens.

    current(Finding) follows the current row, opened(Finding) comes with Enter or a double click,
    explaining() with F2.
    """

    current = Signal(object)
    opened = Signal(object)
    explaining = Signal()

    def __init__(self, where: Callable[[Finding], str]) -> None:
        super().__init__()
        self.rows = FindingRows(where)
        self.setModel(self.rows)
        self.setItemDelegate(FindingPainter(self, self.rows))
        self.setAccessibleName("审核结果")
        self.setAccessibleDescription("上下移动，左右折叠和展开，Enter 去改，F2 写说明")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._groups: tuple[Group, ...] = ()
        self._folded = {EXPLAINED}
        self._key: Key | None = None
        self._row = -1
        self._arranging = False
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(self._moved)

    @property
    def key(self) -> Key | None:
        """The finding that was current last, by what stays the same of it."""
        return self._key

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show other groups, staying at the same finding, else at the one that has come in its place."""
        self._groups = groups
        self._arrange()

    def unfold(self, title: str) -> None:
        """Let a group show its findings when the groups are shown next."""
        self._folded.discard(title)

    def choose(self, key: Key) -> bool:
        """Make a finding the current one, its group unfolded; False where it is not in the list."""
        holder = next(
            (each for each in self._groups if any(alike(key_of(f), key) for f in each.findings)), None
        )
        if holder is None:
            return False
        self._key = key
        self._folded.discard(holder.title)
        self._arrange()
        return True

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, going round."""
        row = self.rows.next_finding(self.currentIndex().row(), by)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))

    def _arrange(self) -> None:
        before = self._row
        self._arranging = True
        self.rows.show_groups(self._groups, self._folded)
        self._arranging = False
        row = self.rows.row_of(self._key) if self._key else -1
        if row < 0:
            row = self.rows.next_finding(max(before, 0) - 1, 1)
        if row >= 0 and row == self.currentIndex().row():
            self._moved(self.rows.index(row), QModelIndex())  # What belongs to it may have changed
        elif row >= 0:
            self.setCurrentIndex(self.rows.index(row))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._open(row)
        elif event.key() == Qt.Key.Key_F2:
            self.explaining.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(self._group_of(row), on=event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def _group_of(self, row: int) -> int:
        """The row of the group that a row belongs to, -1 in an empty list."""
        return next((n for n in range(row, -1, -1) if isinstance(self.rows.items[n], Group)), -1)

    def _fold(self, row: int, *, on: bool) -> None:
        group = self.rows.items[row] if row >= 0 else None
        if isinstance(group, Group) and on != self.rows.is_folded(group):
            (self._folded.add if on else self._folded.discard)(group.title)
            self._arranging = True
            self.rows.show_groups(self._groups, self._folded)
            self._arranging = False
            self.setCurrentIndex(self.rows.index(row))

    def _clicked(self, index: QModelIndex) -> None:
        group = self.rows.items[index.row()] if index.isValid() else None
        if isinstance(group, Group):
            self._fold(index.row(), on=not self.rows.is_folded(group))

    def _open(self, row: int) -> None:
        finding = self.rows.finding(row)
        if finding is not None:
            self.opened.emit(finding)
        elif row >= 0:
            group = self.rows.items[row]
            if isinstance(group, Group):
                self._fold(row, on=not self.rows.is_folded(group))

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._arranging or not now.isValid():
            return
        self.viewport().update()
        self._row = now.row()
        finding = self.rows.finding(now.row())
        if finding is not None:
            self._key = key_of(finding)
            self.current.emit(finding)
