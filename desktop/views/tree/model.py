"""The tree's model: levels and indicators as Qt sees them; edits and moves go to the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.models.entries import entry_of
from desktop.models.joined import actual_shown, is_qualitative, target_shown
from desktop.models.levels import arranged, levels_of, put, renamed
from desktop.models.places import place
from desktop.models.records import Indicator
from desktop.views.desk import Desk
from desktop.views.tables.cells import written
from desktop.views.tree.nodes import (
    ACTUAL,
    FIELDS,
    HEADS,
    IDLE,
    NAME,
    POINTS,
    RATIO,
    TARGET,
    WEIGHT,
    Key,
    Node,
    allotted,
    nodes_of,
)

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-jixiao-indicators"
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
_FLAG = Qt.ItemFlag


class Told(Protocol):
    """What is reckoned for an indicator, in words."""

    def ratio(self, indicator: Indicator, /) -> str:
        """How much of the target was reached."""
        ...  # pyright takes a body of a docstring alone for one that returns nothing

    def points(self, indicator: Indicator, /) -> str:
        """Its points."""
        ...  # as above


class TreeModel(QAbstractItemModel):
    """Shows the indicators on the desk by level. scores: what is reckoned for one of them.

    above: the levels that stand over the first row in sight, written into the head while they are scrolled away.
    reshaped(): the rows are others than before. moved(ids): indicators were dropped elsewhere.
    """

    reshaped = Signal()
    moved = Signal(object)

    def __init__(self, desk: Desk, scores: Told) -> None:
        super().__init__()
        self._desk, self._scores = desk, scores
        self._above = ""
        self.tops: list[Node] = []
        self._nodes: dict[int, Node] = {}
        self._numbers: dict[int, int] = {}
        desk.closing.connect(self._clear)

    # What is shown

    def renew(self) -> None:
        """Show the report as it stands; the rows stay where none has come, gone or moved."""
        report = self._desk.report
        tops = nodes_of(report, levels_of(report.indicators))
        if [each.key for each in _walk(tops)] == [each.key for each in _walk(self.tops)]:
            for old, new in zip(_walk(self.tops), _walk(tops), strict=True):
                old.title, old.record, old.ids = new.title, new.record, new.ids
            for old in _walk(self.tops):
                if old.children:
                    here = self.of(old)
                    last = self.index(len(old.children) - 1, POINTS, here)
                    self.dataChanged.emit(here, self.of(old, POINTS))
                    self.dataChanged.emit(self.index(0, 0, here), last)
            return
        self._take(tops)

    def _take(self, tops: list[Node]) -> None:
        self.beginResetModel()
        self.tops = tops
        self._nodes = dict(enumerate(_walk(tops), 1))
        self._numbers = {id(each): n for n, each in self._nodes.items()}
        self.endResetModel()
        self.reshaped.emit()

    def _clear(self) -> None:
        self._take([])

    def node(self, index: Index) -> Node | None:
        """Return the node of a row, None for none."""
        return self._nodes.get(index.internalId()) if index.isValid() else None

    def of(self, node: Node, column: int = 0) -> QModelIndex:
        """Return the index of a cell of a node."""
        return self.createIndex(node.row, column, self._numbers[id(node)])

    def find(self, key: Key) -> Node | None:
        """Return the node of an indicator's id, or of the names of a level."""
        return next((each for each in self._nodes.values() if each.key == key), None)

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        above = self.node(parent)
        rows = self.tops if above is None else above.children
        if not (0 <= row < len(rows) and 0 <= column < len(HEADS)):
            return QModelIndex()
        return self.of(rows[row], column)

    def parent(self, index: Index | None = None) -> Any:
        if index is None:
            return super().parent()
        node = self.node(index)
        return self.of(node.parent) if node and node.parent else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        above = self.node(parent)
        return len(self.tops) if above is None else len(above.children) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
        match role:
            case _ROLE.DisplayRole:
                return f"{HEADS[NAME]}　{self._above}".rstrip() if section == NAME else HEADS[section]
            case _ROLE.TextAlignmentRole:
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    @property
    def above(self) -> str:
        """The levels over the first row in sight, '' while they are in sight themselves."""
        return self._above

    def say_above(self, words: str) -> None:
        """Write the levels over the first row in sight into the head."""
        if words != self._above:
            self._above = words
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, NAME, NAME)

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self.node(index)
        if node is None:
            return _FLAG.ItemIsDropEnabled
        made = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable
        if self._desk.is_open and self._desk.locked("indicators"):
            return made
        made |= _FLAG.ItemIsDropEnabled
        if node.record is not None:
            made |= _FLAG.ItemIsDragEnabled
        editable = FIELDS[index.column()] if node.record is not None else index.column() == NAME
        return made | _FLAG.ItemIsEditable if editable else made

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        node = self.node(index)
        if node is None or not self._desk.is_open:
            return None
        match role:
            case _ROLE.DisplayRole | _ROLE.ToolTipRole:
                return self.text(node, index.column())
            case _ROLE.EditRole:
                return self._exact(node, index.column())
            case _ROLE.AccessibleTextRole:
                text = self.text(node, index.column()) or self.blank(node, index.column()) or "空"
                return f"{HEADS[index.column()]} {text}"
            case _:
                return None

    def text(self, node: Node, column: int) -> str:
        """Return what a cell shows."""
        record = node.record
        if record is None:
            return node.title if column == NAME else self.points_of(node)[0] if column == WEIGHT else ""
        match column:
            case _ if column == NAME:
                return node.title
            case _ if column == RATIO:
                return self._scores.ratio(record)
            case _ if column == POINTS:
                return self._scores.points(record)
            case _:
                return self._exact(node, column).replace("-", "−")

    def points_of(self, node: Node) -> tuple[str, bool]:
        """Return the points given to a level and whether they are those it should have."""
        rows = [each for each in self._desk.report.indicators if each.id in frozenset(node.ids)]
        return allotted(rows, self._desk.session.pack, whole=not node.depth)

    def blank(self, node: Node, column: int) -> str:
        """Return the word for what is missing in a cell (待填, 选档次), or ''."""
        record = node.record
        if record is None or column not in (TARGET, ACTUAL) or self._exact(node, column):
            return ""
        if column == ACTUAL and record.na_reason.strip():
            return IDLE
        return "选档次" if column == ACTUAL and is_qualitative(record) else "待填"

    def _exact(self, node: Node, column: int) -> str:
        """The text that an editor begins with."""
        record = node.record
        if record is None:
            return node.home[node.depth] if column == NAME else ""
        where = place("indicators", record.id, FIELDS[column])
        if FIELDS[column] and (typed := self._desk.unread(where)) is not None:
            return typed
        match column:
            case _ if column == TARGET:
                return target_shown(record)
            case _ if column == ACTUAL:
                return actual_shown(record)
            case _:
                entry = entry_of(Indicator, FIELDS[column]) if FIELDS[column] else None
                return entry.kind.show(getattr(record, entry.name)) if entry else ""

    # Edits

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        node = self.node(index)
        if node is None or role != _ROLE.EditRole or value == self._exact(node, index.column()):
            return False
        desk = self._desk
        if node.record is None:
            field = ("level1", "level2")[node.depth]
            report = renamed(desk.report, node.ids, field, value)
            desk.edit(
                report,
                f"修改{entry_of(Indicator, field).label}",
                place=place("indicators", node.ids[0], field),
            )
            return True
        name = FIELDS[index.column()]
        cells = {node.record.id: {name: value}}
        report = written(desk.report, "indicators", cells, desk.session.new_id).report
        desk.edit(
            report, f"修改{entry_of(Indicator, name).label}", place=place("indicators", node.record.id, name)
        )
        return True

    # Moves

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        made = QMimeData()
        ids = dict.fromkeys(node.record.id for each in indexes if (node := self.node(each)) and node.record)
        made.setData(MIME, json.dumps(list(ids)).encode())
        return made

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        target = self.node(parent)
        if not data.hasFormat(MIME) or target is None:
            return False
        ids = [each for each in json.loads(bytes(data.data(MIME).data()).decode()) if isinstance(each, int)]
        home, before = _landing(target, row)
        report = self._desk.report
        after = arranged(report, put(levels_of(report.indicators), ids, home, before))
        if ids and after is not report:
            self._desk.edit(after, "移动绩效指标", place=place("indicators", ids[0]))
            self.moved.emit(ids)
        return False  # The view takes nothing out: the desk has told what moved


def _landing(target: Node, row: int) -> tuple[tuple[str, str], int | None]:
    """The level that something dropped on a node goes into, and the indicator it goes before."""
    if target.record is not None:
        return target.home, target.record.id
    if target.depth == 0:
        inner = target.children[min(max(row - 1, 0), len(target.children) - 1) if row >= 0 else -1]
        return inner.home, None
    before = target.children[row].record if 0 <= row < len(target.children) else None
    return target.home, before.id if before else None


def _walk(nodes: Sequence[Node]) -> Iterator[Node]:
    for each in nodes:
        yield each
        yield from _walk(each.children)
