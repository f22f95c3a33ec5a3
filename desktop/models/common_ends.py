"""What two states of a section's records share, by identity: an edit of one row leaves the others the very same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import is_not

from desktop.models.records import Record

Exchanged = tuple[Sequence[Record], Sequence[Record]]
"""The records that went and those that came."""


def common_ends(old: Sequence[Record], new: Sequence[Record]) -> tuple[int, int]:
    """Return how many records are the very same at the beginning, and how many at the end behind those."""
    shorter = min(len(old), len(new))
    head = next(compress(count(), map(is_not, old, new)), shorter)
    tail = next(compress(count(), map(is_not, reversed(old), reversed(new))), shorter)
    return head, min(tail, shorter - head)


def changed_at(old: Sequence[Record], new: Sequence[Record]) -> list[int]:
    """Return the indexes at which two states of equal length do not hold the very same record."""
    head, tail = common_ends(old, new)
    return [n for n in range(head, len(old) - tail) if old[n] is not new[n]]


def exchanged(old: Sequence[Record], new: Sequence[Record]) -> Exchanged:
    """Return the records that went and those that came; without these both hold the same ones."""
    if len(old) == len(new):
        at = changed_at(old, new)
        return [old[n] for n in at], [new[n] for n in at]
    head, tail = common_ends(old, new)
    return old[head : len(old) - tail], new[head : len(new) - tail]
