"""The tree itself: folded and unfolded, typed into, and moved about in by keys and mouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTreeView,
)

from desktop.errors import DataError
from desktop.models.places import parse_place, place
from desktop.models.records import Record
from desktop.views.desk import Desk
from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.icons import pixmap
from desktop.views.pages.indicator_scores import Scores
from desktop.views.theme import TABLE_HEAD, color
from desktop.views.tree.deeds import TreeDeeds
from desktop.views.tree.model import Index, TreeModel
from desktop.views.tree.nodes import FIELDS, FLAG, NAME, POINTS, RATIO, UNNAMED, Key, Node
from desktop.views.tree.painter import GROUNDS, TreePainter

_WIDTHS = (0, 104, 100, 78, 62, 60, 34)  # px; the name takes what is left
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
    """Levels with the indicators beneath them. focused(place), told(str), done(str), flagged(place) as in a table.

    chosen() when the current row is another; wanted() asks for a new indicator behind it; idle(place) leads to why
    it does not apply.
    """

    focused = Signal(str)
    told = Signal(str)
    done = Signal(str)
    flagged = Signal(str)
    idle = Signal(str)
    wanted = Signal()
    chosen = Signal()

    def __init__(self, desk: Desk, scores: Scores) -> None:
        super().__init__()
        self.desk, self.scores = desk, scores
        self.tree = TreeModel(desk, scores)
        self.tree.setParent(self)  # It goes with the view, and with it what is connected to it
        self._folded: set[Key] = set()
        self._found: dict[int, tuple[str, str]] = {}
        self._here: _Here | None = None
        self._held_focus = False
        self.deeds = TreeDeeds(self)
        self.setModel(self.tree)
        self.setItemDelegate(TreePainter(self))
        self._dress()
        self.tree.modelAboutToBeReset.connect(self._remember)
        self.tree.reshaped.connect(self._restore)
        self.tree.moved.connect(lambda ids: self.go_to(ids[0]))
        self.collapsed.connect(lambda index: self._note(index, folded=True))
        self.expanded.connect(lambda index: self._note(index, folded=False))
        self.collapsed.connect(lambda _index: self._say_above())
        self.expanded.connect(lambda _index: self._say_above())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._say_above())
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
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
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

    def _say_above(self) -> None:
        """Say in the head which levels the first row in sight belongs to, once they are scrolled away."""
        first = self.tree.node(self.indexAt(QPoint(0, 0)))
        names: list[str] = []
        while first is not None and first.parent is not None:
            first = first.parent
            names.insert(0, first.home[first.depth] or UNNAMED)
        self.tree.say_above(" › ".join(names))

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
        self._say_above()
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

    def id_at(self, at: QPoint) -> int:
        """Return the id of the indicator at a point of the viewport, 0 for none."""
        node = self.tree.node(self.indexAt(at))
        return node.record.id if node and node.record else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        id_, column = self.id_at(event.position().toPoint()), self.columnAt(int(event.position().x()))
        if id_ and column == FLAG and self.finding(id_)[0]:
            self.flagged.emit(place("indicators", id_))

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
        node, deed = self.tree.node(self.currentIndex()), self.deeds.of(event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        match event.key():
            case _ if deed is not None:
                deed()
            case _ if enter and node and not node.record:
                self.setExpanded(self.tree.of(node), not self.isExpanded(self.tree.of(node)))
            case _ if enter:
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
        menu = self.deeds.menu()
        menu.popup(self.viewport().mapToGlobal(at) if by_key else event.globalPos())

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
            column = min(max(at.column() + across, 0), POINTS)
            self.selectionModel().setCurrentIndex(at.siblingAtColumn(column), _KEEP)
            return
        below = self.indexBelow(at) if down > 0 else self.indexAbove(at)
        while below.isValid() and (node := self.tree.node(below)) and node.record is None:
            below = self.indexBelow(below) if down > 0 else self.indexAbove(below)
        if node := self.tree.node(below):
            self._choose(node, at.column())

    def _finish(self) -> None:
        """Take what stands in an open cell over and close it, unless an input method is at work in it.

        Left open, it would be taken over again whenever something is undone, and nothing before it ever be.
        """
        is_open = self.state() == QAbstractItemView.State.EditingState
        editor = self.indexWidget(self.currentIndex()) if is_open else None
        if isinstance(editor, LineInput | MemoInput) and not editor.composing:
            self.commitData(editor)
            if self.state() == QAbstractItemView.State.EditingState:  # Else its own change has put it away
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header().setSectionHidden(RATIO, event.size().width() < _NARROW)
        self._say_above()
