"""Rows laid one under another: heights found from the texts, blocks merged downwards afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from desktop.report.form.grid import Cell, Look, Value
from desktop.report.form.measure import height

PLAIN = Look()
LEAST = 19.5  # pt of a row with one line
MOST = 400.0  # pt; Excel shows no row higher than 409


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a row from the column *first* to the column *last*."""

    first: int
    last: int
    value: Value
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Span:
    """The rows of the sheet, *first* to *last*, that one row of the form takes."""

    first: int
    last: int


class Rows:
    """The rows of a sheet while it is being laid out, for columns of the given widths (characters)."""

    def __init__(self, widths: tuple[float, ...]) -> None:
        self.widths = widths
        self.heights: list[float] = []
        self.cells: list[Cell] = []

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.heights)

    def add(self, parts: Iterable[Part], least: float = LEAST, *, single: bool = False) -> Span:
        """Add a row high enough (pt) for its texts; one too high for a sheet becomes several, merged.

        single: it stays one row whatever it holds, as formulas count on it.
        """
        held = tuple(parts)
        needed = max([least, *(self._needed(part) for part in held)])
        if single:
            needed = min(needed, MOST)
        pieces = ceil(needed / MOST)
        span = Span(self.count + 1, self.count + pieces)
        self.heights += [needed / pieces] * pieces
        for part in held:
            self._put(span, part)
        return span

    def down(self, first: int, last: int, part: Part) -> None:
        """Merge a block over rows that were added before, and give them the height its text needs."""
        self._put(Span(first, last), part)
        rows = range(first - 1, last)
        lacking = self._needed(part) - sum(self.heights[row] for row in rows)
        for row in rows:
            self.heights[row] = min(
                self.heights[row] + max(lacking, 0) / len(rows), max(self.heights[row], MOST)
            )

    def _put(self, span: Span, part: Part) -> None:
        self.cells.append(Cell(span.first, part.first, span.last, part.last, part.value, part.look))

    def _needed(self, part: Part) -> float:
        if not isinstance(part.value, str):
            return LEAST
        room = sum(self.widths[part.first - 1 : part.last])
        return height(part.value, room, part.look.size, upright=part.look.upright)
