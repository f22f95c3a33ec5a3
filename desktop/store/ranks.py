"""The officer's order of rows as numbers with gaps, so that moving one row writes one row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

GAP = 1 << 20  # Between neighbours; twenty rows can go in between before all are numbered anew


def fresh_ranks(ids: Sequence[int]) -> dict[int, int]:
    """Number rows anew, with gaps."""
    return {id_: GAP * order for order, id_ in enumerate(ids, 1)}


def new_ranks(
    ids: Sequence[int], held: Mapping[int, int], low: int | None, high: int | None
) -> dict[int, int] | None:
    """Return the ranks to write so that rows stand in the order of *ids*; None where a gap is used up.

    held: the ranks that rows have now. low, high: the ranks of the neighbours, None where there is none.
    As many rows as possible keep their rank.
    """
    written: dict[int, int] = {}
    kept = _longest_rising(ids, held, low, high)
    for left, right in pairwise([-1, *kept, len(ids)]):
        if right == left + 1:
            continue
        run = ids[left + 1 : right]
        floor = low if left < 0 else held[ids[left]]
        ceiling = high if right == len(ids) else held[ids[right]]
        spread = _spread(len(run), floor, ceiling)
        if spread is None:
            return None
        written.update(zip(run, spread, strict=True))
    return written


def _spread(count: int, low: int | None, high: int | None) -> list[int] | None:
    if high is None:
        return [(low or 0) + GAP * n for n in range(1, count + 1)]
    if low is None:
        return [high - GAP * n for n in range(count, 0, -1)]
    step = (high - low) // (count + 1)
    return [low + step * n for n in range(1, count + 1)] if step else None


def _longest_rising(
    ids: Sequence[int], held: Mapping[int, int], low: int | None, high: int | None
) -> list[int]:
    """Return the indexes of the longest run of rows whose held ranks rise within the neighbours'."""
    ranks: list[int] = []  # The lowest rank with which a run of each length ends, for bisection
    ends: list[int] = []  # Its index
    before: dict[int, int] = {}
    for index, id_ in enumerate(ids):
        rank = held.get(id_)
        if rank is None or (low is not None and rank <= low) or (high is not None and rank >= high):
            continue
        length = bisect_left(ranks, rank)
        if length:
            before[index] = ends[length - 1]
        ranks[length : length + 1] = [rank]
        ends[length : length + 1] = [index]
    return list(_traced(ends, before))[::-1]


def _traced(ends: list[int], before: Mapping[int, int]) -> Iterator[int]:
    index = ends[-1] if ends else None
    while index is not None:
        yield index
        index = before.get(index)
