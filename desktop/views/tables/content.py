"""What the cells of a table say: text, the word for a missing value, origin and tooltip."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.models.arithmetic import is_sum, work_out
from desktop.models.entries import Entry
from desktop.models.kept_sums import in_place
from desktop.models.money import show_yuan
from desktop.models.places import name_of, place
from desktop.models.records import Record, Report
from desktop.views.desk import Desk
from desktop.views.editors.standing import why_unreadable
from desktop.views.tables.columns import Column, amount, in_other_unit
from desktop.views.tables.looks import PLAIN, Look

_ORIGINS = {"last_year": "上年", "imported": "导入", "confirmed": "已确认", "note": "待核实"}
_FIGURE_ENDS = frozenset("0123456789０１２３４５６７８９)）.")


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is pinned to places: unread texts, kinds of origin, notes."""

    made_of: tuple[Sequence[Record], ...]
    unread: Mapping[str, str]
    origins: Mapping[str, str]
    notes: Mapping[str, str]

    def stand(self, report: Report) -> bool:
        """Tell whether the same things are pinned in *report*."""
        return all(held is now for held, now in zip(self.made_of, _pinned(report), strict=True))


def _pinned(report: Report) -> tuple[Sequence[Record], ...]:
    return report.unread, report.origins, report.notes


def _marks_of(report: Report) -> _Marks:
    return _Marks(
        _pinned(report),
        {row.place: row.text for row in report.unread},
        {row.place: row.kind for row in report.origins},
        {row.place: row.text for row in report.notes},
    )


@dataclass(frozen=True, slots=True)
class Joined:
    """How a column shows several fields as one text, and the word where they are empty ('' for none)."""

    text: Callable[[Any], str]
    blank: Callable[[Any], str | Blank]


@dataclass(frozen=True, slots=True)
class Blank:
    """The word that stands in an empty cell, its tone (a token), and what the tooltip adds to it."""

    word: str
    tone: str = "warn"
    why: str = ""


Blanks = Mapping[str, str | Callable[[Any], Blank | None]]
"""Entry name → word for an empty value, or what makes it of the record."""


class Content:
    """Reads cells from the report on the desk; names and marks are looked up once for each state of it.

    unit: in which money is shown, typed and copied. blanks: words for empty values.
    joined: entry name → how its column shows that field together with its neighbours.
    beneath: entry name → what stands below it in a merged cell, of all its records.
    """

    def __init__(self, desk: Desk, section: str, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self.unit = "万元"
        self.blanks: Blanks = {}
        self.joined: Mapping[str, Joined] = {}
        self.beneath: Mapping[str, Callable[[Sequence[Any]], str]] = {}
        self._desk = desk
        self._section = section
        self._names: dict[str, dict[int, str]] = {}
        self._marks: _Marks | None = None
        self._numbers: dict[int, int] = {}
        self._numbered: Sequence[Record] | None = None
        self._ordered: Sequence[Record] = ()
        self._faulty: set[str] = set()

    def forget(self) -> None:
        """Look everything up again: the report is another."""
        self._names.clear()
        self._numbered = None
        if not self._desk.is_open or self._marks is None or not self._marks.stand(self._desk.report):
            self._marks = None

    @property
    def marks(self) -> _Marks:
        """What is pinned to cells, by place."""
        if self._marks is None:
            self._marks = _marks_of(self._desk.report)
        return self._marks

    def unread(self, record: Record, column: Column) -> str | None:
        """Return what was typed into a cell and could not be read, or None."""
        texts = self.marks.unread
        return texts.get(place(self._section, record.id, column.name)) if texts and column.name else None

    def _typed(self, record: Record, column: Column) -> str | None:
        """What stands in a cell beside its value: a text that is not saved yet, or that cannot be read."""
        unsaved = (
            self._desk.pending_text(place(self._section, record.id, column.name))
            if self._desk.pending
            else None
        )
        return self.unread(record, column) if unsaved is None else unsaved

    def text(self, record: Record, column: Column) -> str:
        """Return what a cell shows: an unread text as it was typed, else the value."""
        if column.entry is None:
            return self._reckoned(record, column)
        typed = self._typed(record, column)
        if typed is None and column.name in self.joined:
            return self.joined[column.name].text(record).replace("-", "−")
        return self._shown(column.entry, getattr(record, column.name)) if typed is None else typed

    def _reckoned(self, record: Record, column: Column) -> str:
        """Ask a computed column; a fault in it is told once, and not again at each painting."""
        try:
            return column.computed.text(record) if column.computed else ""
        except Exception as error:  # noqa: BLE001 - raised while Qt paints, it would end the program
            self._tell_fault(column, error)
            return "—"

    def look(self, record: Record, column: Column) -> Look | None:
        """Return how a computed cell differs from plain text, None where it does not."""
        if column.computed is None or column.computed.look is None:
            return None
        try:
            return column.computed.look(record)
        except Exception as error:  # noqa: BLE001 - as above
            self._tell_fault(column, error)
            return PLAIN

    def _tell_fault(self, column: Column, error: Exception) -> None:
        if column.label not in self._faulty:
            self._faulty.add(column.label)
            sys.excepthook(type(error), error, error.__traceback__)

    def exact(self, record: Record, column: Column) -> str:
        """Return the text that an editor begins with and that is copied: it reads back to the same value."""
        if column.entry is None:
            return self.text(record, column)
        typed = self._typed(record, column)
        if typed is not None:
            return typed
        if column.name in self.joined:
            return self.joined[column.name].text(record)
        value, kind = getattr(record, column.name), column.entry.kind
        if kind.section:
            return self.name(kind.section, value)
        return show_yuan(value) if self._in_yuan(column.entry) and value is not None else kind.show(value)

    def meant(self, column: Column, text: str) -> str:
        """Return a text with the unit in which the table shows money, where it has none."""
        return in_yuan_text(text) if column.entry is not None and self._in_yuan(column.entry) else text

    def blank(self, record: Record, column: Column) -> str:
        """Return the word for an empty value that should not be (待填, 未关联), or ''."""
        found = self.missing(record, column)
        return found.word if found else ""

    def missing(self, record: Record, column: Column) -> Blank | None:
        """Return what stands in an empty cell in the place of a value, None for nothing."""
        if self.unread(record, column) is not None or not self._is_empty(record, column):
            return None
        if joined := self.joined.get(column.name):
            word = joined.blank(record)
            return word if isinstance(word, Blank) else Blank(word) if word else None
        required = column.entry is not None and column.entry.required
        known = self.blanks.get(column.name, "待填" if required else "")
        made = Blank(known) if isinstance(known, str) else known(record)
        return made if made and made.word else None

    def shows(self, record: Record, column: Column) -> bool:
        """Tell whether a cell shows anything but the word for what is missing."""
        if column.entry is None:
            return bool(self.text(record, column))
        return not self._is_empty(record, column) or self.unread(record, column) is not None

    def _is_empty(self, record: Record, column: Column) -> bool:
        """Whether a cell that is typed into shows nothing."""
        if column.entry is None:
            return False
        if joined := self.joined.get(column.name):
            return not joined.text(record)
        return getattr(record, column.name) == column.entry.kind.empty

    def origin(self, record: Record, column: Column) -> str:
        """Return where a value came from (last_year, imported, confirmed), note for a doubtful one, or ''."""
        marks = self.marks
        if not column.name or not (marks.origins or marks.notes):
            return ""
        noted = bool(marks.notes) and place(self._section, record.id, column.name) in marks.notes
        return "note" if noted else self.kind_of_origin(record, column)

    def kind_of_origin(self, record: Record, column: Column) -> str:
        """Return where a value came from, its own origin before its record's; '' for a typed or an empty one."""
        origins = self.marks.origins
        if not origins or not column.entry or self._is_empty(record, column):
            return ""
        own = origins.get(place(self._section, record.id, column.name))
        return own or origins.get(place(self._section, record.id), "")

    def origin_word(self, record: Record, column: Column) -> str:
        """Return the word for where a value came from (上年, 导入, 待核实, 已确认), or ''."""
        return _ORIGINS.get(self.origin(record, column), "")

    def tip(self, record: Record, column: Column) -> str:
        """Return what is said beside a value: why it is not read, its amount in the other unit, its origin."""
        if column.entry is None:
            return look.tip if (look := self.look(record, column)) else ""
        unread, value = self.unread(record, column), getattr(record, column.name)
        origin = self.origin(record, column)
        note = self.marks.notes.get(place(self._section, record.id, column.name), "")
        said = (
            why_unreadable(self._desk.report, column.entry, unread) if unread is not None else "",
            in_other_unit(value, self.unit)
            if column.entry.kind.name == "money" and value is not None
            else "",
            f"待核实：{note}" if note else _ORIGINS.get(origin, ""),
            blank.why if (blank := self.missing(record, column)) else "",
        )
        return "\n".join(each for each in said if each)

    def number(self, record: Record) -> int:
        """Return the number of a record in the officer's order, from 1."""
        if self._numbered is None:
            self._numbered = rows = self._desk.report.rows(self._section)
            if in_place(self._ordered, rows) is None:
                self._numbers = {row.id: n for n, row in enumerate(rows, 1)}
            self._ordered = rows
        return self._numbers.get(record.id, 0)

    def name(self, section: str, id_: int | None) -> str:
        """Return what another record is called, '' for none."""
        if id_ is None:
            return ""
        if section not in self._names:
            self._names[section] = {row.id: name_of(row) for row in self._desk.report.rows(section)}
        return self._names[section].get(id_, "")

    def _shown(self, entry: Entry, value: Any) -> str:
        if entry.kind.section:
            return self.name(entry.kind.section, value)
        if entry.kind.name == "money":
            return "" if value is None else amount(value, self.unit)
        text = entry.kind.show(value)
        return text.replace("-", "−") if entry.kind.numeric else text

    def _in_yuan(self, entry: Entry) -> bool:
        return self.unit == "元" and entry.kind.name == "money"


def in_yuan_text(text: str) -> str:
    """Return an amount or a sum that is typed in 元 as the forms read it (万元 where nothing is said)."""
    bare = text.strip()
    if is_sum(bare):
        return f"=({bare[1:]})/10000" if _works_out(bare) else text
    return f"{bare}元" if bare and bare[-1] in _FIGURE_ENDS else text


def _works_out(text: str) -> bool:
    try:
        work_out(text)
    except ValueError:
        return False
    return True
