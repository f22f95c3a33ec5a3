"""What pasting a range would do, row by row: new, filling in, changing, there already, unreadable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from desktop.models.entries import Entry
from desktop.models.joined import is_joined
from desktop.models.places import NAMING, read_value
from desktop.models.records import SECTIONS, Record, Report
from desktop.views.tables.cells import told
from desktop.views.tables.columns import Column, amount
from desktop.views.tables.content import in_yuan_text
from desktop.views.tables.paste_columns import Matching

Deed = Literal["new", "fill", "change", "same", "alike", "wrong", "lost"]
_TICKED = frozenset({"new", "fill", "change"})
_BARE_FIGURE = re.compile(r"[-−]?[\d,]*\.?\d*", re.ASCII)


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A pasted cell: the text as pasted, as it will be read, as it will show, and why it cannot be read."""

    name: str
    text: str
    meant: str
    shown: str
    problem: str = ""

    @property
    def rewritten(self) -> bool:
        """Whether the value shows otherwise than it was written; separators of a figure do not count."""
        bare = self.text.strip()
        return not self.problem and self.shown != bare and not (bare and _BARE_FIGURE.fullmatch(bare))

    @property
    def words(self) -> str:
        """What the preview writes: the value, or 原 → 新."""
        if self.problem:
            return self.text
        return f"{self.text.strip()} → {self.shown}" if self.rewritten else self.shown


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A pasted row: what it does, to which record (id, 0 for a new one), and how that is said."""

    cells: tuple[DraftCell, ...]
    deed: Deed
    record: int
    words: str

    @property
    def ticked(self) -> bool:
        """Whether it is written unless the officer says otherwise."""
        return self.deed in _TICKED

    @property
    def texts(self) -> dict[str, str]:
        """Entry name → text to be read, of what the row writes."""
        if self.deed == "fill":
            return {each.name: each.meant for each in self.cells if each.meant.strip()}
        return {each.name: each.meant for each in self.cells}


@dataclass(frozen=True, slots=True)
class Onto:
    """Where the rows go: new ones behind the last, or over the records *ids* in sight from the first on.

    fixed: no records can be made.
    """

    ids: tuple[int, ...] | None = None
    fixed: bool = False


class Drafting:
    """Reads a pasted range for a section of *report*; *unit* is that of bare amounts in it."""

    def __init__(self, report: Report, section: str, columns: Sequence[Column], unit: str) -> None:
        self._report = report
        self._section = section
        self._entries = {each.name: each.entry for each in columns if each.entry}
        self._unit = unit
        self._numbers = {row.id: n for n, row in enumerate(report.rows(section), 1)}
        self._held = {row.id: row for row in report.rows(section)}
        self._read: dict[tuple[str, str], tuple[Any, str]] = {}

    def rows(self, matching: Matching, onto: Onto) -> tuple[DraftRow, ...]:
        """Return what each pasted row does; empty rows are left out where rows are new. Raises Stopped."""
        if onto.ids is not None:
            return tuple(self._over(texts, matching, n, onto) for n, texts in enumerate(told(matching.rows)))
        filled = [texts for texts in matching.rows if any(text.strip() for text in texts)]
        twins = _Twins(self._report.rows(self._section), self._entries, matching.names)
        return tuple(self._beside(texts, matching, twins, fixed=onto.fixed) for texts in told(filled))

    def _cells(
        self, texts: Sequence[str], matching: Matching
    ) -> tuple[tuple[DraftCell, ...], dict[str, Any]]:
        cells: list[DraftCell] = []
        values: dict[str, Any] = {}
        for name, text in zip(matching.names, texts, strict=True):
            if name not in self._entries:
                continue
            entry = self._entries[name]
            money = self._unit == "元" and entry.kind.name == "money"
            meant = in_yuan_text(text) if money else text
            value, problem = self._value(entry, meant)
            whole = is_joined(SECTIONS[self._section].record, name)  # taken apart when it is written
            shown = text.strip() if whole else "" if problem else self._shown(entry, value)
            cells.append(DraftCell(name, text, meant, shown, problem))
            if not problem:
                values[name] = value
        return tuple(cells), values

    def _value(self, entry: Entry, meant: str) -> tuple[Any, str]:
        key = (entry.name, meant)
        if key not in self._read:
            try:
                self._read[key] = read_value(self._report, entry, meant), ""
            except ValueError as error:
                apart = is_joined(SECTIONS[self._section].record, entry.name)
                self._read[key] = None, "" if apart else str(error)
        return self._read[key]

    def _shown(self, entry: Entry, value: Any) -> str:
        if entry.kind.section:
            row = self._report.find(entry.kind.section, value)
            return next((text for each in NAMING if (text := getattr(row, each, ""))), "") if row else ""
        if entry.kind.name == "money":
            return "" if value is None else amount(value, self._unit)
        return entry.kind.show(value)

    def _over(self, texts: Sequence[str], matching: Matching, number: int, onto: Onto) -> DraftRow:
        """A row that is written over the record in sight at its place."""
        cells, values = self._cells(texts, matching)
        ids = onto.ids or ()
        id_ = ids[number] if number < len(ids) else 0
        if id_ == 0 and not any(each.text.strip() for each in cells):
            return DraftRow(cells, "lost", 0, "没有内容")
        if id_ == 0 and onto.fixed:
            return DraftRow(cells, "lost", 0, "这张表不能加行")
        if wrong := self._wrong(cells):
            return DraftRow(cells, "wrong", id_, wrong)
        if id_ == 0:
            return DraftRow(cells, "new", 0, "新增")
        record = self._held.get(id_)
        changed = [name for name, value in values.items() if getattr(record, name) != value]
        if not changed:
            return DraftRow(cells, "same", id_, f"与第 {self._numbers[id_]} 行相同")
        return DraftRow(cells, "change", id_, f"改第 {self._numbers[id_]} 行的{self._labels(changed)}")

    def _beside(self, texts: Sequence[str], matching: Matching, twins: _Twins, *, fixed: bool) -> DraftRow:
        """A row that makes a record, unless there is one like it."""
        cells, values = self._cells(texts, matching)
        if not any(each.text.strip() for each in cells):
            return DraftRow(cells, "lost", 0, "没有内容")
        if wrong := self._wrong(cells):
            return DraftRow(cells, "wrong", 0, wrong)
        twin = twins.take(values)
        if twin is None:
            lost = DraftRow(cells, "lost", 0, "这张表不能加行")
            return lost if fixed else DraftRow(cells, "new", 0, "新增")
        number = self._numbers[twin.id]
        apart = [name for name, value in values.items() if value not in (None, "", getattr(twin, name))]
        if not apart:
            return DraftRow(cells, "same", 0, f"已有：第 {number} 行")
        if all(getattr(twin, name) == self._entries[name].kind.empty for name in apart):
            return DraftRow(cells, "fill", twin.id, f"补上第 {number} 行的{self._labels(apart)}")
        return DraftRow(cells, "alike", 0, f"疑似重复：第 {number} 行")

    def _wrong(self, cells: Iterable[DraftCell]) -> str:
        names = [each.name for each in cells if each.problem]
        return f"{self._labels(names)}读不出" if names else ""

    def _labels(self, names: Sequence[str]) -> str:
        return "、".join(self._entries[name].label for name in names[:3]) + ("等" if len(names) > 3 else "")


class _Twins:
    """The records a pasted row may repeat; each answers for one row only."""

    def __init__(self, held: Sequence[Record], entries: Mapping[str, Entry], names: Sequence[str]) -> None:
        pasted = [name for name in names if name in entries]
        self._keys = [key for key in _identities(pasted, entries) if key]
        self._held: list[dict[tuple[Any, ...], list[Record]]] = [{} for _ in self._keys]
        for names_of_key, found in zip(self._keys, self._held, strict=True):
            for row in held:
                found.setdefault(_key(names_of_key, lambda name, row=row: getattr(row, name)), []).append(row)
        self._taken: set[int] = set()

    def take(self, values: Mapping[str, Any]) -> Record | None:
        """Return a record that agrees with *values* in what makes it out, the fullest agreement first."""
        for names, found in zip(self._keys, self._held, strict=True):
            key = _key(names, values.get)
            if any(each in (None, "") for each in key):
                continue
            free = [row for row in found.get(key, ()) if row.id not in self._taken]
            if free:
                best = max(free, key=lambda row: sum(getattr(row, n) == v for n, v in values.items()))
                self._taken.add(best.id)
                return best
        return None


def _identities(pasted: Sequence[str], entries: Mapping[str, Entry]) -> Iterable[tuple[str, ...]]:
    """The sets of fields that make a record out: its name with its amounts, else its amounts with its day."""
    money = [name for name in pasted if entries[name].kind.name == "money"]
    dates = [name for name in pasted if entries[name].kind.name == "date"]
    naming = [name for name in NAMING if name in pasted][:1]
    if naming:
        yield (*naming, *money)
    if money and dates:
        yield (*money, *dates)
    if not naming and not (money and dates):
        yield tuple(pasted)


def _key(names: Sequence[str], value: Callable[[str], Any]) -> tuple[Any, ...]:
    found = (value(name) for name in names)
    return tuple("".join(each.split()) if isinstance(each, str) else each for each in found)
