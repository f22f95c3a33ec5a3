"""Counts and sums over rows, mended by difference: an edit of one row looks at one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from desktop.models.common_ends import Exchanged, changed_at, exchanged
from desktop.models.records import Record

Term = Callable[[Any], Any]
"""What a record adds to a sum: a number, or True for one that counts."""


class Exchange:
    """The difference between two states of some rows, found once for all sums that ask for it."""

    def __init__(self) -> None:
        self._states: tuple[Sequence[Record], Sequence[Record]] = ((), ())
        self._found: Exchanged = ((), ())

    def between(self, old: Sequence[Record], new: Sequence[Record]) -> Exchanged:
        """Return the records that went and those that came."""
        if self._states[0] is not old or self._states[1] is not new:
            self._found, self._states = exchanged(old, new), (old, new)
        return self._found


class Kept:
    """A sum over rows, kept for the state that follows; equal to the sum over all of them.

    *term* must depend on nothing but its record; ``forget`` when it says something else of the same record.
    """

    def __init__(self, term: Term, exchange: Exchange | None = None) -> None:
        self._term = term
        self._exchange = exchange or Exchange()
        self._rows: tuple[Record, ...] | None = None
        self._sum: Any = 0
        self._ahead: tuple[tuple[Record, ...], int, Any] | None = None

    @property
    def is_known(self) -> bool:
        """Whether a state has been added up, so that the next one costs no more than what differs."""
        return self._rows is not None

    def over(self, rows: Sequence[Record]) -> Any:
        """Return the sum over *rows*."""
        new = tuple(rows)  # of a tuple itself; a list might be changed in place
        if new is not self._rows:
            self._sum, self._rows = self._mended(new), new
        return self._sum

    def _mended(self, new: tuple[Record, ...]) -> Any:
        if self._rows is not None:
            gone, come = self._exchange.between(self._rows, new)
            if len(gone) + len(come) < len(new):
                return self._sum - sum(map(self._term, gone)) + sum(map(self._term, come))
        return sum(map(self._term, new))

    def go_on(self, rows: Sequence[Record], most: int) -> bool:
        """Add up *most* further rows of a state, for who cannot wait for all; tell whether it is done."""
        begun, at, part = self._ahead or (tuple(rows), 0, 0)
        some = begun[at : at + most]
        part, at = part + sum(map(self._term, some)), at + len(some)
        done = at >= len(begun)
        if done:
            self._rows, self._sum = begun, part
        self._ahead = None if done else (begun, at, part)
        return done

    def forget(self) -> None:
        """Look at all rows again at the next question."""
        self._rows = self._ahead = None


def in_place(old: Sequence[Record], new: Sequence[Record]) -> list[int] | None:
    """Return where records were changed and nothing else, None where some came, went or moved."""
    if len(old) != len(new) or _begins_otherwise(old, new):
        return None
    at = changed_at(old, new)
    return at if all(old[n].id == new[n].id for n in at) else None


def _begins_otherwise(old: Sequence[Record], new: Sequence[Record]) -> bool:
    """Tell at once of rows in another order: the first two that are not the same are of two records."""
    return next((was.id != row.id for was, row in zip(old, new, strict=True) if was is not row), False)
