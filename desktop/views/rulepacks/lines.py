"""The lines of a rule pack as a Qt model: shown by words, typed as text, marked where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal

from desktop.models.rulepack_draft import cell_of, value_text, with_text
from desktop.models.rulepack_lines import CONFIDENCE, At, Line, Tables, lines
from desktop.models.rulepack_marks import marks
from desktop.views.headed import Head, HeadedModel, Index

LABEL, VALUE, UNIT, SOURCE, SURE = range(5)
HEADS = ("名称", "值", "单位", "出处", "可靠程度")
KEYS = {LABEL: "label", VALUE: "value", SOURCE: "source", SURE: "confidence"}
LINE = Qt.ItemDataRole.UserRole
WRONG = Qt.ItemDataRole.UserRole + 1
"""What is wrong with a cell and what is expected there, '' where it is sound."""
REASONS = Qt.ItemDataRole.UserRole + 2
"""What is wrong with any cell of the lines that share a source."""

Words = Callable[[Tables], Mapping[str, Mapping[str, str]]]


@dataclass(slots=True)
class Steps:
    """Drafts behind and ahead of the one on screen, each with the place that was changed between them."""

    past: list[tuple[dict[str, Any], At]] = field(default_factory=list[tuple[dict[str, Any], At]])
    future: list[tuple[dict[str, Any], At]] = field(default_factory=list[tuple[dict[str, Any], At]])


class PackLines(HeadedModel):
    """A rule pack's draft; edited() after each change, which can be taken back."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(map(Head, HEADS))
        self.draft: dict[str, Any] = {}
        self.lines: tuple[Line, ...] = ()
        self.marks: Mapping[At, str] = {}
        self.editable = False
        self.steps = Steps()
        self._name: Words = lambda _draft: {}
        self._words: Mapping[str, Mapping[str, str]] = {}

    def show_pack(self, draft: dict[str, Any], words: Words, *, editable: bool) -> None:
        """Show another pack; *words* name the values of its choices."""
        self.editable, self._name, self.steps = editable, words, Steps()
        self.beginResetModel()
        self._look(draft)
        self.endResetModel()

    def _look(self, draft: dict[str, Any]) -> None:
        self.draft = draft
        self.lines = lines(draft) if draft else ()
        self.marks = marks(draft) if draft else {}
        self._words = self._name(draft) if draft else {}

    def change(self, draft: dict[str, Any], at: At) -> None:
        """Take another draft, changed at a place, as a step that can be taken back."""
        if draft != self.draft:
            self.steps.past.append((self.draft, at))
            self.steps.future.clear()
            self._take(draft)

    def undo(self) -> At | None:
        """Take the last change back and return where it was, None where there is none."""
        return self._step(self.steps.past, self.steps.future)

    def redo(self) -> At | None:
        """Make the change again that was taken back last, None where there is none."""
        return self._step(self.steps.future, self.steps.past)

    def _step(
        self, source: list[tuple[dict[str, Any], At]], other: list[tuple[dict[str, Any], At]]
    ) -> At | None:
        if not source or not self.editable:
            return None
        draft, at = source.pop()
        other.append((self.draft, at))
        self._take(draft)
        return at

    def _take(self, draft: dict[str, Any]) -> None:
        same = [each.at for each in lines(draft)] == [each.at for each in self.lines]
        if same:
            self._look(draft)
            self.renew()
        else:
            self.beginResetModel()
            self._look(draft)
            self.endResetModel()
        self.edited.emit()

    def options(self, index: Index) -> Mapping[str, str]:
        """Return what may be chosen in a cell: value → words; nothing where text is typed."""
        line = self.lines[index.row()]
        if index.column() == SURE:
            return CONFIDENCE
        return self._words.get(line.choice, {}) if index.column() == VALUE else {}

    def tried(self, index: Index, text: str) -> str:
        """Return what would be wrong with a cell with *text* in it, '' where it would be sound."""
        line = self.lines[index.row()]
        made = with_text(self.draft, line, KEYS[index.column()], text)
        return _wrong(marks(made), line, index.column())

    def block(self, row: int) -> range:
        """Return the rows that share source and confidence with a row."""
        held = self.lines[row].held
        first = last = row
        while held and first and self.lines[first - 1].held == held:
            first -= 1
        while held and last + 1 < len(self.lines) and self.lines[last + 1].held == held:
            last += 1
        return range(first, last + 1)

    def reasons(self, row: int) -> tuple[str, ...]:
        """Return what is wrong with the lines that share a source, each said once."""
        shown = (self.lines[n] for n in self.block(row))
        told = (_wrong(self.marks, line, column) for line in shown for column in KEYS)
        return tuple(dict.fromkeys(each for each in told if each))

    def row_of(self, at: At) -> int:
        """Return the row of a place, of its line or of what it lies in; -1 where there is none."""
        places = [(each.at, each.named, each.part, each.held) for each in self.lines]
        for depth in range(len(at), 0, -1):
            row = next((n for n, each in enumerate(places) if at[:depth] in each), -1)
            if row >= 0:
                return row
        return -1

    def count(self) -> int:
        return len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._can_edit(index) else flags

    def _can_edit(self, index: Index) -> bool:
        return self.editable and bool(cell_of(self.lines[index.row()], KEYS.get(index.column(), "")))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, index.column())
            case Qt.ItemDataRole.EditRole:
                return self._value(line, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join((self._text(line, index.column()), *self._reasons_at(index)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
            case _ if role == LINE:
                return line
            case _ if role == WRONG:
                return _wrong(self.marks, line, index.column())
            case _ if role == REASONS:
                return "；".join(self.reasons(index.row()))
            case _:
                return None

    def _reasons_at(self, index: Index) -> tuple[str, ...]:
        if index.column() == SOURCE:
            return self.reasons(index.row())
        wrong = _wrong(self.marks, self.lines[index.row()], index.column())
        return (wrong,) if wrong else ()

    def _value(self, line: Line, at: int) -> str:
        place = cell_of(line, KEYS.get(at, ""))
        return value_text(self.draft, place) if place else ""

    def _text(self, line: Line, at: int) -> str:
        value = self._value(line, at)
        match at:
            case _ if at == LABEL:
                return line.label or "（还没有写）"
            case _ if at == UNIT:
                return line.unit
            case _ if at == SURE:
                return CONFIDENCE.get(value, value)
            case _ if at == VALUE and line.at:
                return self._words.get(line.choice, {}).get(value, value) or "—"
            case _:
                return value

    def _spoken(self, index: Index) -> str:
        line, at = self.lines[index.row()], index.column()
        words = (line.label, HEADS[at], self._text(line, at), line.unit, *self._reasons_at(index))
        return "，".join(each.strip() for each in words if each.strip())

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self._can_edit(index):
            return False
        line = self.lines[index.row()]
        if str(value).strip() == self._value(line, index.column()):
            return False
        key = KEYS[index.column()]
        self.change(with_text(self.draft, line, key, str(value)), cell_of(line, key))
        return True


def _wrong(found: Mapping[At, str], line: Line, column: int) -> str:
    """What is wrong with a cell; what several values are to blame for is said of each of them."""
    at = cell_of(line, KEYS.get(column, ""))
    told = found.get(at, "") if at else ""
    shared = column == VALUE and line.at and line.held and line.kind != "name"
    return told or (found.get(line.held, "") if shared else "")
