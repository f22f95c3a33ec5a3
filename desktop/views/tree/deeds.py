"""What keys and menu do to the rows of the tree; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from desktop.models.levels import arranged, levels_of, shifted, shifted_level
from desktop.models.places import place
from desktop.views.tree.moving import fill_moves, moved_across
from desktop.views.tree.nodes import Node

if TYPE_CHECKING:
    from desktop.views.tree.view import IndicatorTree

Deed = Callable[[], object]
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_SECTION, _MOVES = "indicators", 4


class TreeDeeds:
    """Makes, deletes and moves what is selected in a tree; says why where it cannot."""

    def __init__(self, view: IndicatorTree) -> None:
        self._view, self._desk = view, view.desk
        self._keys: dict[tuple[int, Qt.KeyboardModifier], Deed] = {
            (Qt.Key.Key_Up, _ALT): lambda: self.shift(-1),
            (Qt.Key.Key_Down, _ALT): lambda: self.shift(1),
            (Qt.Key.Key_Left, _ALT): lambda: self.move_across(-1),
            (Qt.Key.Key_Right, _ALT): lambda: self.move_across(1),
            (Qt.Key.Key_Return, _CTRL): self.ask_for_new,
            (Qt.Key.Key_Minus, _CTRL): self.delete,
        }

    def of(self, event: QKeyEvent) -> Deed | None:
        """Return what a key does to rows, None where it is the tree's."""
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
        return self._keys.get((key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))

    def menu(self) -> QMenu:
        """Return the menu of a row; it goes when it is closed."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lock = self._desk.locked(_SECTION)
        for text, deed, edits in (
            ("新增指标\tCtrl+Enter", self.ask_for_new, True),
            ("删除\tCtrl+-", self.delete, True),
            ("上移\tAlt+↑", lambda: self.shift(-1), True),
            ("下移\tAlt+↓", lambda: self.shift(1), True),
            ("不适用…", self.ask_for_reason, True),
            ("全部展开", self._view.expandAll, False),
            ("全部折叠", self._view.collapseAll, False),
        ):
            item = menu.addAction(text)
            item.triggered.connect(lambda _=False, each=deed: each())
            item.setEnabled(not (edits and lock))
        menu.insertMenu(menu.actions()[_MOVES], self._levels(menu, lock))
        return menu

    def _levels(self, menu: QMenu, lock: str) -> QMenu:
        """The levels that what is selected can be moved to."""
        made = QMenu("移到", menu)
        some = fill_moves(made, self._desk, self._node, self._view.selected_ids)
        made.setEnabled(some and not lock)
        return made

    @property
    def _node(self) -> Node | None:
        return self._view.tree.node(self._view.currentIndex())

    def _refused(self) -> bool:
        lock = self._desk.locked(_SECTION)
        if lock:
            self._view.told.emit(lock)
        return bool(lock)

    def ask_for_new(self) -> None:
        """Ask the page for an indicator behind the current row."""
        if not self._refused():
            self._view.wanted.emit()

    def ask_for_reason(self) -> None:
        """Lead to where it is written why the current indicator does not apply."""
        node = self._node
        if not self._refused() and node is not None and node.record is not None:
            self._view.idle.emit(place(_SECTION, node.record.id, "na_reason"))

    def delete(self) -> None:
        """Delete the selected indicators, those of selected levels included."""
        ids = self._view.selected_ids
        if not self._refused() and ids:
            self._desk.remove(_SECTION, ids)
            self._view.done.emit(f"删除了 {len(ids)} 行")

    def shift(self, by: int) -> None:
        """Move the selected indicators, or the current level, up (-1) or down (1)."""
        node, report = self._node, self._desk.report
        if self._refused() or node is None:
            return
        levels = levels_of(report.indicators)
        if node.record is None:
            first, second = node.home
            made = shifted_level(levels, first, second if node.depth else None, by)
        else:
            made = shifted(levels, self._moving(node), by)
        after = arranged(report, made)
        if after is not report:
            self._desk.edit(after, "移动绩效指标", place=place(_SECTION, node.ids[0]))

    def move_across(self, by: int) -> None:
        """Move the selected indicators to the 二级指标 before (-1) or behind (1)."""
        node = self._node
        if not self._refused() and node is not None and node.record is not None:
            moved_across(self._desk, node, self._moving(node), by)

    def _moving(self, node: Node) -> list[int]:
        """The selected indicators beside the current one, in the officer's order."""
        chosen = frozenset(self._view.selected_ids)
        return [id_ for id_ in (node.parent or node).ids if id_ in chosen] or list(node.ids)
