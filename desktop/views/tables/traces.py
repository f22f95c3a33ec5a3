"""What was selected when many cells were edited at once, so that undo and redo select it again."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop.models.records import Record

_MOST = 20  # Edits remembered
_WIDEST = 5_000  # Records of one edit; of more only the first are held on to


@dataclass(frozen=True, slots=True)
class Picked:
    """The ids of selected records in order, the first and last column, the current record and column."""

    ids: tuple[int, ...]
    left: int
    right: int
    current: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Trace:
    """An edit: the records it touched, as they were and as they became, and what was selected then."""

    before: Mapping[int, Record | None]
    after: Mapping[int, Record | None]
    was: Picked
    then: Picked


class Traces:
    """The latest edits over ranges; an edit is known again by the very records that it found or left."""

    def __init__(self) -> None:
        self._held: deque[_Trace] = deque(maxlen=_MOST)

    def take(
        self, old: Sequence[Record], new: Sequence[Record], was: Picked, then: Picked | None = None
    ) -> None:
        """Remember an edit by which *old* records of a section became *new*."""
        if old is new:
            return
        then = then or was
        ids = frozenset((*was.ids[:_WIDEST], *then.ids[:_WIDEST]))
        self._held.appendleft(_Trace(_of(ids, old), _of(ids, new), was, then))

    def find(self, rows: Sequence[Record]) -> Picked | None:
        """Return what was selected when *rows* stood as they do, None where that is not known."""
        if not self._held:
            return None
        known = {row.id: row for row in rows}
        for each in self._held:
            if _stands(known, each.before):
                return each.was
            if _stands(known, each.after):
                return each.then
        return None

    def clear(self) -> None:
        """Forget all edits."""
        self._held.clear()


def _of(ids: Collection[int], rows: Sequence[Record]) -> dict[int, Record | None]:
    found = {row.id: row for row in rows if row.id in ids}
    return {id_: found.get(id_) for id_ in ids}


def _stands(known: Mapping[int, Record], held: Mapping[int, Record | None]) -> bool:
    return all(known.get(id_) is row for id_, row in held.items())


def runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of the runs of neighbours in ascending *rows*."""
    for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        held = [row for _, row in group]
        yield held[0], held[-1]
