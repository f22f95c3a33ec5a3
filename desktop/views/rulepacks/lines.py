"""The lines of a rule pack as a Qt model: shown by words, typed as text, marked where the parser objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.models.rulepack_draft import CONFIDENCE, Line, lines, problems, value_text, with_text

Index = QModelIndex | QPersistentModelIndex
LABEL, VALUE, UNIT, SOURCE, SURE = range(5)
HEADS = ("名称", "值", "单位", "出处", "可靠程度")
KEYS = {VALUE: "value", SOURCE: "source", SURE: "confidence"}
LINE = Qt.ItemDataRole.UserRole
WRONG = Qt.ItemDataRole.UserRole + 1
"""What the parser says of the part of the pack that a cell belongs to, '' where it is sound."""

Words = Mapping[str, Mapping[str, str]]


class PackLines(QAbstractTableModel):
    """A rule pack's draft; edited() after each value that was put."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.data_held: dict[str, Any] = {}
        self.lines: tuple[Line, ...] = ()
        self._words: Words = {}
        self._problems: Mapping[Any, str] = {}
        self._editable = False

    def show_pack(self, data: dict[str, Any], words: Words, *, editable: bool) -> None:
        """Show another pack; *words* name the values of its choices."""
        self.beginResetModel()
        self.data_held, self._words, self._editable = data, words, editable
        self.lines = lines(data) if data else ()
        self._problems = problems(data) if data else {}
        self.endResetModel()

    def options(self, index: Index) -> Mapping[str, str]:
        """Return what may be chosen in a cell: value → words; nothing where text is typed."""
        line = self.lines[index.row()]
        if index.column() == SURE:
            return CONFIDENCE
        return self._words.get(line.choice, {}) if index.column() == VALUE else {}

    def tried(self, index: Index, text: str) -> str:
        """Return what the parser would say of a cell with *text* in it, '' where it is sound."""
        line = self.lines[index.row()]
        made = with_text(self.data_held, line, KEYS[index.column()], text)
        return problems(made).get(line.held, "")

    def block(self, row: int) -> range:
        """Return the rows that share source and confidence with a row."""
        held = self.lines[row].held
        first = row
        while held and first and self.lines[first - 1].held == held:
            first -= 1
        last = first
        while held and last + 1 < len(self.lines) and self.lines[last + 1].held == held:
            last += 1
        return range(first, last + 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADS[section] if shown else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._can_edit(index) else flags

    def _can_edit(self, index: Index) -> bool:
        line = self.lines[index.row()]
        typed = index.column() == VALUE or (bool(line.held) and index.column() in KEYS)
        return self._editable and bool(line.at) and typed

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, index.column())
            case Qt.ItemDataRole.EditRole:
                return self._value(line, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._problems.get(line.held) or self._text(line, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line, index.column())
            case _ if role == LINE:
                return line
            case _ if role == WRONG:
                return self._problems.get(line.held, "") if line.held else ""
            case _:
                return None

    def _value(self, line: Line, at: int) -> str:
        if at not in KEYS or not line.at:
            return ""
        if at == VALUE:
            return value_text(self.data_held, line.at)
        return value_text(self.data_held, (*line.held, KEYS[at])) if line.held else ""

    def _text(self, line: Line, at: int) -> str:
        value = self._value(line, at)
        match at:
            case _ if at == LABEL:
                return line.label
            case _ if at == UNIT:
                return line.unit
            case _ if at == SURE:
                return CONFIDENCE.get(value, value)
            case _ if at == VALUE and line.at:
                return self._words.get(line.choice, {}).get(value, value) or "—"
            case _:
                return value

    def _spoken(self, line: Line, at: int) -> str:
        wrong = self._problems.get(line.held, "") if line.held else ""
        return "，".join(
            each for each in (line.label, HEADS[at], self._text(line, at), line.unit, wrong) if each
        )

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self._can_edit(index):
            return False
        if str(value).strip() == self._value(self.lines[index.row()], index.column()):
            return False
        line = self.lines[index.row()]
        self.data_held = with_text(self.data_held, line, KEYS[index.column()], str(value))
        self.lines, self._problems = lines(self.data_held), problems(self.data_held)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(HEADS) - 1))
        self.edited.emit()
        return True
