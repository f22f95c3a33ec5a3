"""A table's measures: widths, heights of rows, merged runs, and how many rows a page takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import is_not

from desktop.output.pdf.lines import Line
from desktop.output.pdf.setter import Row, Setter
from desktop.output.pdf.style import PAD, SHEET, STYLES, Align
from desktop.progress import tell
from desktop.report.blocks import Column, Table

_LEAD = STYLES["cell"].lead
_MOST_HEAD_LINES = 14  # beyond it a column's head would leave no room for rows
_MOST_CAPTION_LINES = 4
_STEP = 50  # Rows measured in one go, some ms
_NOTE_LINES = 3  # so many lines of a note stay with the last row


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row's height depends on beside its texts."""

    widths: tuple[float, ...]
    roles: tuple[str, ...]
    merged: int


class Grid:
    """A measured table: its rows are those of the table and, last, the 合计 row where there is one."""

    def __init__(self, setter: Setter, table: Table) -> None:
        self.setter = setter
        self.table = table
        self.shape = _shape(table)
        self.data = len(table.rows) if table.columns else 0
        self.total = table.total if table.columns else ()
        self.rows = (*table.rows[: self.data], self.total) if self.total else table.rows[: self.data]
        self.edges = tuple(accumulate(self.shape.widths, initial=SHEET.left))
        self.note = setter.lines("note", table.note) if table.note.strip() else ()
        self.head = tuple(
            setter.lines("head", column.head, inner(width))[:_MOST_HEAD_LINES]
            for column, width in zip(table.columns, self.shape.widths, strict=True)
        )
        self.head_height = cell_height(max(map(len, self.head), default=0)) if self.head else 0.0
        self.heights = self._heights()
        self._sums = list(accumulate(self.heights, initial=0.0))

    def _heights(self) -> list[float]:
        """Return every row's height; rows that are the very ones of the last layout are not looked up."""
        known, rows = self.setter.tables_known, self.rows[: self.data]
        key = (self.setter.number(self.shape), self.table.caption)
        before, measured = known.get(key) or ((), [])
        head, tail = _unchanged(before, rows)
        middle = (_height(self.setter, self.shape, row) for row in rows[head : len(rows) - tail])
        heights = [*measured[:head], *middle, *measured[len(before) - tail :]]
        known.put(key, (rows, heights))
        return [*heights, _measured(self.setter, self.shape, self.total, 0)] if self.total else heights

    def cell(self, row: Row, j: int) -> tuple[Line, ...]:
        """Return the lines of a row's cell *j*."""
        return _cell(self.setter, self.shape, row, j)

    def align(self, j: int) -> Align:
        """Return how column *j* is aligned."""
        given = self.table.columns[j].align
        return "justify" if given == "left" else given

    def caption(self, *, again: bool) -> tuple[Line, ...]:
        """Return the caption's lines, marked 续表 where the table is continued."""
        text = self.table.caption.strip()
        if not text:
            return ()
        return self.setter.lines("caption", f"{text}（续表）" if again else text)[:_MOST_CAPTION_LINES]

    def top(self, *, again: bool) -> float:
        """Return the height of what stands above the rows: caption, unit, head."""
        unit = STYLES["unit"].lead if self.table.unit.strip() else 0.0
        return len(self.caption(again=again)) * STYLES["caption"].lead + unit + self.head_height

    def need(self) -> float:
        """Return the room that the beginning of the table must find: a small one is not parted."""
        rows = self._sums[-1] + len(self.note) * STYLES["note"].lead
        first = self.heights[0] if self.heights else 0.0
        return self.top(again=False) + (rows if rows < SHEET.text_height / 5 else first)

    def run_end(self, k: int, j: int, stop: int) -> int:
        """Return where the run of rows from *k* ends that column *j* shows as one cell, at most *stop*."""
        if j >= self.shape.merged or k >= self.data:
            return k + 1
        key, end, stop = self.rows[k][: j + 1], k + 1, min(stop, self.data)
        while end < stop and self.rows[end][: j + 1] == key:
            end += 1
        return end

    def spread(self, start: int, end: int) -> list[float]:
        """Return the heights of rows *start* to *end* on one page, where each merged label must fit."""
        heights = self.heights[start:end]
        for j in range(self.shape.merged):
            k = start
            while k < min(end, self.data):
                stop = self.run_end(k, j, end)
                lack = self._label(k, j) - sum(heights[k - start : stop - start])
                heights[stop - start - 1] += max(0.0, lack)
                k = stop
        return heights

    def _label(self, k: int, j: int) -> float:
        return cell_height(len(self.cell(self.rows[k], j)))

    def fit(self, start: int, room: float) -> int:
        """Return the end of the rows from *start* that a page with *room* below the head takes.

        The last row takes the note's beginning along, the 合计 row takes the last row along, and a
        merged label is not left where it does not fit.
        """
        count = len(self.rows)
        end = max(start, bisect_right(self._sums, self._sums[start] + room + 0.01, start) - 1)
        if self.shape.merged:
            end = self._unmerged(start, end, room)
        note = min(len(self.note), _NOTE_LINES) * STYLES["note"].lead
        if end == count > start and sum(self.spread(start, end)) + note > room + 0.01:
            end -= 1
        if end == self.data < count and end > start:
            end -= 1
        return end

    def _unmerged(self, start: int, end: int, room: float) -> int:
        """Return *end* moved up until every label on the page fits and the next page's has room too."""
        while end > start and sum(self.spread(start, end)) > room + 0.01:
            end -= 1
        if not start < end < self.data or self.rows[end][:1] != self.rows[end - 1][:1]:
            return end
        need = self._label(end, 0)
        begin = end - 1
        while begin > start and self.rows[begin - 1][:1] == self.rows[end][:1]:
            begin -= 1
        if begin > start and sum(self.heights[begin:end]) < need:
            return begin
        rest = self.run_end(end, 0, self.data)
        while end > start + 1 and sum(self.heights[end:rest]) < need:
            end -= 1
        return end

    def line_count(self, k: int) -> int:
        """Return how many lines the tallest cell of row *k* has, its label included."""
        return max(len(self.cell(self.rows[k], j)) for j in range(len(self.shape.widths)))

    def tail(self, k: int) -> float:
        """Return the height of what must not be parted from row *k*: 合计, where it is the last row."""
        return self.heights[-1] if self.total and k == self.data - 1 else 0.0


def measuring(setter: Setter, table: Table) -> Iterator[None]:
    """Measure the rows that are new since the last layout, some at each step, so that the next one is quick."""
    shape, rows = _shape(table), table.rows if table.columns else ()
    before, _ = setter.tables_known.get((setter.number(shape), table.caption)) or ((), [])
    head, tail = _unchanged(before, rows)
    for n, row in enumerate(rows[head : len(rows) - tail]):
        _height(setter, shape, row)
        if n % _STEP == _STEP - 1:
            yield


def _height(setter: Setter, shape: Shape, row: Row) -> float:
    key = (setter.number(shape), row)
    known = setter.heights_known
    return known.get(key) or known.put(key, _measured(setter, shape, row, shape.merged))


def _measured(setter: Setter, shape: Shape, row: Row, skipped: int) -> float:
    tell()
    columns = range(skipped, len(shape.widths))
    return cell_height(max((len(_cell(setter, shape, row, j)) for j in columns), default=1))


def _cell(setter: Setter, shape: Shape, row: Row, j: int) -> tuple[Line, ...]:
    return setter.lines(shape.roles[j], row[j] if j < len(row) else "", inner(shape.widths[j]))


def _unchanged(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[int, int]:
    """Return how many rows at the beginning and at the end are the same objects."""
    size = min(len(old), len(new))
    head = next(compress(count(), map(is_not, old, new)), size)
    tail = next(compress(count(), map(is_not, reversed(old), reversed(new))), size)
    return head, min(tail, size - head)


def inner(width: float) -> float:
    """Return the room for text in a column."""
    return max(width - 2 * PAD, 1.0)


def lines_in(room: float) -> int:
    """Return how many lines a cell of height *room* holds, at least one."""
    return max(1, int((room - 2 * PAD + 0.01) // _LEAD))


def cell_height(lines: int) -> float:
    """Return the height of a row of so many lines."""
    return max(lines, 1) * _LEAD + 2 * PAD


def _shape(table: Table) -> Shape:
    roles = tuple("cell" if column.align == "left" else "figure" for column in table.columns)
    merged = max(0, min(table.merged, len(table.columns) - 1))
    return Shape(_widths(table.columns), roles, merged)


def _widths(columns: tuple[Column, ...]) -> tuple[float, ...]:
    """Return the columns' widths, which fill the type area."""
    shares = [max(column.share, 0.0) for column in columns]
    if not sum(shares) > 0:
        shares = [1.0] * len(columns)
    least = 0.02 * sum(shares)
    shares = [max(share, least) for share in shares]
    return tuple(SHEET.text_width * share / sum(shares) for share in shares)
