"""What differs between two reports, row by row: what is to be written, and what the journal tells."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.history import Slice, difference
from desktop.models.records import Record, Report


@dataclass(frozen=True, slots=True)
class Delta:
    """What became of the rows of one section.

    ``order``: the ids of the rows from index *first* on in their new order; empty where no order changed.
    """

    section: str
    removed: tuple[Record, ...]
    added: tuple[Record, ...]
    changed: tuple[tuple[Record, Record], ...]
    first: int
    order: tuple[int, ...]


def deltas(old: Report, new: Report) -> tuple[Delta, ...]:
    """Return what leads from *old* to *new*, by identity first; equal records are not written."""
    return tuple(_delta(each) for each in difference(old, new) if each.before != each.after)


def _delta(each: Slice) -> Delta:
    before = {row.id: row for row in each.before}
    after = {row.id: row for row in each.after}
    stayed = [id_ for id_ in before if id_ in after]
    pairs = ((before[id_], after[id_]) for id_ in stayed)
    return Delta(
        each.section,
        tuple(row for row in each.before if row.id not in after),
        tuple(row for row in each.after if row.id not in before),
        tuple((was, is_) for was, is_ in pairs if was is not is_ and was != is_),
        each.first,
        () if stayed == list(after) else tuple(after),
    )
