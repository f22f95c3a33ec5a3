"""The tree itself: folded and unfolded, typed into, and moved about in by keys and mouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTreeView

from desktop.errors import DataError
from desktop.models.levels import arranged, levels_of, shifted, shifted_level
from desktop.models.places import parse_place, place
from desktop.models.records import Record
from desktop.views.desk import Desk
from desktop.views.icons import pixmap
from desktop.views.theme import TABLE_HEAD, color
from desktop.views.tree.model import Index, Told, TreeModel
from desktop.views.tree.nodes import FIELDS, HEADS, NAME, RATIO, Key, Node
from desktop.views.tree.painter import GROUNDS, TreePainter

_WIDTHS = (0, 104, 104, 76, 76, 60)  # px; the name takes what is left
_INDENT = 18
_NARROW = 640  # px below which the rate of reaching goes
_KEEP = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True, slots=True)
class _Here:
    """The current row, the first indicator beneath it and how deep it stands, and the current column."""

    key: Key
    first: int
    depth: int
    column: int


class IndicatorTree(QTreeView):
    """Levels with the indicators beneath them. focused(place), told(str), done(str) and chosen() as in a table.

    wanted() asks for a new indicator behind the current row.
    """

    focused = Signal(str)
    told = Signal(str)
    done = Signal(str)
    wanted = Signal()
    chosen = Signal()

    def __init__(self, desk: Desk, ratio: Told, points: Told) -> None:
        super().__init__()
        self.desk = desk
        self.tree = TreeModel(desk, ratio, points)
        self._folded: set[Key] = set()
        self._found: dict[int, tuple[str, str]] = {}
        self._here: _Here | None = None
        self._held_focus = False
        self.setModel(self.tree)
        self.setItemDelegate(TreePainter(self))
        self._dress()
        self.tree.modelAboutToBeReset.connect(self._remember)
        self.tree.reshaped.connect(self._restore)
        self.tree.moved.connect(lambda ids: self.go_to(ids[0]))
        self.collapsed.connect(lambda index: self._note(index, folded=True))
        self.expanded.connect(lambda index: self._note(index, folded=False))
        desk.collecting.connect(self._finish)

    def _dress(self) -> None:
        self.setAccessibleName("绩效指标，按层级")
        self.setIndentation(_INDENT)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.header()
        head.setFixedHeight(TABLE_HEAD)
        head.setSectionsMovable(False)
        head.setStretchLastSection(False)
        head.setHighlightSections(False)
        for number, width in enumerate(_WIDTHS):
            way = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, way)
            if width:
                head.resizeSection(number, width)

    # What is shown

    def renew(self) -> None:
        """Show the report as it stands."""
        self.tree.renew()

    def show_findings(self, findings: Mapping[str, tuple[str, str]]) -> None:
        """Show the first finding (place → class and message) of each indicator beside its name."""
        self._found = {}
        for where, found in findings.items():
            section, _, rest = where.partition("/")
            number = rest.partition("/")[0]
            if section == "indicators" and number.isdecimal():
                self._found.setdefault(int(number), found)
        self.viewport().update()

    def finding(self, id_: int) -> tuple[str, str]:
        """Return class and message of what is found wrong with an indicator, or two empty words."""
        return self._found.get(id_, ("", ""))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        node = self.tree.node(index)
        if node is None:
            return
        selected = self.selectionModel().isSelected(self.tree.of(node))
        painter.fillRect(rect, color("select" if selected else GROUNDS[node.depth]))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color("line"))
        if node.children:
            shape = pixmap("down" if self.isExpanded(self.tree.of(node)) else "right", "text2", 14)
            painter.drawPixmap(rect.right() - _INDENT + 4, rect.center().y() - 6, shape)

    def _note(self, index: Index, *, folded: bool) -> None:
        node = self.tree.node(index)
        if node is not None:
            (self._folded.add if folded else self._folded.discard)(node.key)

    def _remember(self) -> None:
        node = self.tree.node(self.currentIndex())
        if node:
            self._here = _Here(node.key, node.ids[0], node.depth, self.currentIndex().column())
        held = QApplication.focusWidget()
        self._held_focus = held is not None and (held is self or self.isAncestorOf(held))

    def _restore(self) -> None:
        """Unfold what was not folded, and go back to the row that was current."""
        folded = set(self._folded)
        self.expandAll()
        for key in folded:
            if node := self.tree.find(key):
                self.setExpanded(self.tree.of(node), False)
        self._folded = folded
        if self._here and (node := self._found_again(self._here)):
            self._choose(node, self._here.column)
        if self._held_focus:  # An open input went with its row
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _found_again(self, here: _Here) -> Node | None:
        """The row that was current; of a level that is called otherwise now, the one of its first indicator."""
        node = self.tree.find(here.key) or self.tree.find(here.first)
        while node and node.parent and node.depth > here.depth:
            node = node.parent
        return node

    # Where the officer is

    @property
    def current(self) -> Record | None:
        """The indicator of the current row, None for a level."""
        node = self.tree.node(self.currentIndex())
        return node.record if node else None

    @property
    def ids_here(self) -> tuple[int, ...]:
        """The ids that the current row stands for."""
        node = self.tree.node(self.currentIndex())
        return node.ids if node else ()

    @property
    def selected_ids(self) -> list[int]:
        """The ids of the selected indicators, those of a selected level included."""
        nodes = [self.tree.node(each) for each in self.selectionModel().selectedRows()]
        return list(dict.fromkeys(id_ for node in nodes if node for id_ in node.ids))

    def focus_place(self, where: str) -> bool:
        """Go to the row of a place; False where it is not here."""
        try:
            known = parse_place(where)
        except DataError:
            return False
        if known.section != "indicators" or not self.go_to(known.id, known.field):
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_to(self, id_: int, field: str = "") -> bool:
        """Make an indicator the current one; False where there is none."""
        node = self.tree.find(id_)
        if node is None:
            return False
        self._choose(node, FIELDS.index(field) if field and field in FIELDS else NAME)
        return True

    def _choose(self, node: Node, column: int) -> None:
        index = self.tree.of(node, column)
        self.selectionModel().setCurrentIndex(index, _KEEP)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen.emit()
        if self.hasFocus():
            self._tell_place()

    def _tell_place(self) -> None:
        node = self.tree.node(self.currentIndex())
        if node is not None:
            record, field = node.record, FIELDS[self.currentIndex().column()]
            self.focused.emit(place("indicators", record.id, field) if record else "indicators")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.tree.tops:
            self._choose(self.tree.tops[0], NAME)
        self._tell_place()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt, control = (
            held == each for each in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier)
        )
        node = self.tree.node(self.currentIndex())
        match event.key():
            case Qt.Key.Key_Up if alt:
                self.shift(-1)
            case Qt.Key.Key_Down if alt:
                self.shift(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                self._ask_for_new()
            case Qt.Key.Key_Minus if control:
                self.delete()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if node and not node.record:
                self.setExpanded(self.tree.of(node), not self.isExpanded(self.tree.of(node)))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter(node)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if node and node.record:
                self.go_on(0, 1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Delete if node and node.record:
                self._clear()
            case _ if self._refused(event):
                self.told.emit(self.desk.locked("indicators"))
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.visualRect(self.currentIndex()).bottomLeft()
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu().popup(self.viewport().mapToGlobal(at) if by_key else event.globalPos())

    def menu(self) -> QMenu:
        """Return the menu of a row; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lock = self.desk.locked("indicators")
        for text, deed, edits in (
            ("新增指标\tCtrl+Enter", self._ask_for_new, True),
            ("删除\tCtrl+-", self.delete, True),
            ("上移\tAlt+↑", lambda: self.shift(-1), True),
            ("下移\tAlt+↓", lambda: self.shift(1), True),
            ("全部展开", self.expandAll, False),
            ("全部折叠", self.collapseAll, False),
        ):
            item = menu.addAction(text)
            item.triggered.connect(lambda _=False, each=deed: each())
            item.setEnabled(not (edits and lock))
        return menu

    def _ask_for_new(self) -> None:
        if lock := self.desk.locked("indicators"):
            self.told.emit(lock)
        else:
            self.wanted.emit()

    def delete(self) -> None:
        """Delete the selected indicators, those of selected levels included; one step of undo."""
        ids = self.selected_ids
        if lock := self.desk.locked("indicators"):
            self.told.emit(lock)
        elif ids:
            self.desk.remove("indicators", ids)
            self.done.emit(f"删除了 {len(ids)} 行")

    def _refused(self, event: QKeyEvent) -> bool:
        return bool(event.text().strip()) and bool(self.desk.locked("indicators"))

    def _enter(self, node: Node | None) -> None:
        """Open a cell that says that it is to be filled, else go on below."""
        if not (node and self.tree.blank(node, self.currentIndex().column()) and self._open()):
            self.go_on(1, 0)

    def _open(self) -> bool:
        """Open the current cell; False where there is none, or none that can be typed into."""
        at = self.currentIndex()
        if not self.tree.flags(at) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.edit(at)
        return True

    def _clear(self) -> None:
        if not self.desk.locked("indicators") and self.currentIndex().column() != NAME:
            self.tree.setData(self.currentIndex(), "")

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open the cell for what comes without a composition before it; Qt itself drops that."""
        closed = self.state() != QAbstractItemView.State.EditingState
        lock = self.desk.locked("indicators") if closed else ""
        if lock and (event.preeditString() or event.commitString()):
            self.told.emit(lock)
        elif closed and event.commitString() and not event.preeditString():
            editor = self.indexWidget(self.currentIndex()) if self._open() else None
            if editor is not None:
                QApplication.sendEvent(editor, event)
        else:
            super().inputMethodEvent(event)

    def go_on(self, down: int, across: int) -> None:
        """Move on from the current cell: to the next indicator below or above, or beside."""
        at = self.currentIndex()
        if across:
            column = min(max(at.column() + across, 0), len(HEADS) - 1)
            self.selectionModel().setCurrentIndex(at.siblingAtColumn(column), _KEEP)
            return
        below = self.indexBelow(at) if down > 0 else self.indexAbove(at)
        while below.isValid() and (node := self.tree.node(below)) and node.record is None:
            below = self.indexBelow(below) if down > 0 else self.indexAbove(below)
        if node := self.tree.node(below):
            self._choose(node, at.column())

    def shift(self, by: int) -> None:
        """Move the selected indicators, or the current level, up (-1) or down (1); one step of undo."""
        node, report = self.tree.node(self.currentIndex()), self.desk.report
        if lock := self.desk.locked("indicators"):
            self.told.emit(lock)
            return
        if node is None:
            return
        levels = levels_of(report.indicators)
        if node.record is None:
            first, second = node.home
            made = shifted_level(levels, first, second if node.depth else None, by)
        else:
            rows = [row for row in self.selected_ids if row in (node.parent or node).ids] or [node.record.id]
            made = shifted(levels, rows, by)
        after = arranged(report, made)
        if after is not report:
            self.desk.edit(after, "移动绩效指标", place=place("indicators", node.ids[0]))

    def _finish(self) -> None:
        """Take what stands in an open cell over."""
        if self.state() == QAbstractItemView.State.EditingState:
            editor = self.indexWidget(self.currentIndex())
            if editor is not None:
                self.commitData(editor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header().setSectionHidden(RATIO, event.size().width() < _NARROW)
