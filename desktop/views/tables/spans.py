"""Which cells of the leading columns stand for several rows (绩效指标的一级、二级)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.models.records import Record


class Span(NamedTuple):
    """*rows* rows from *row* on share one cell of *column*."""

    row: int
    column: int
    rows: int


def spans(rows: Sequence[Record], names: Sequence[str]) -> tuple[Span, ...]:
    """Return the runs of equal values in the columns *names*, each within a run of the column before."""
    return tuple(_runs(rows, names, 0, 0, len(rows)))


def _runs(rows: Sequence[Record], names: Sequence[str], column: int, first: int, end: int) -> Iterator[Span]:
    if column == len(names):
        return
    start = first
    while start < end:
        value = getattr(rows[start], names[column])
        stop = start + 1
        while stop < end and value and getattr(rows[stop], names[column]) == value:
            stop += 1
        yield Span(start, column, stop - start)
        yield from _runs(rows, names, column + 1, start, stop)
        start = stop
