"""How many rows each of several tests takes: mended by difference, or counted in stretches where that is long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.models.kept_sums import Exchange, Kept
from desktop.models.records import Record

Test = Callable[[Any], bool]
Basis = Callable[[], object]
"""What a test looks at beside its record; while it is equal, so is what the test says."""

_AT_ONCE, _STRETCH = (
    2_000,
    10_000,
)  # Records: counted at once up to these, else so many in a turn (about 5 ms)


@dataclass(slots=True)
class _Count:
    """What a test takes, and what the test was based on when that was counted."""

    test: Callable[[], Test]
    basis: Basis
    kept: Kept | None = None
    based: object = None

    def stands(self) -> bool:
        """Tell whether the test still says the same of the same record."""
        if self.kept is None:
            return False
        now = self.basis()
        return now is self.based or now == self.based

    def begin(self, exchange: Exchange) -> Kept:
        """Have everything counted anew."""
        self.kept, self.based = Kept(self.test(), exchange), self.basis()
        return self.kept


class Counts:
    """Counts by name; late: the names of those that are still to be counted by ``go_on``."""

    def __init__(self, exchange: Exchange) -> None:
        self._counts: dict[str, _Count] = {}
        self._exchange = exchange
        self.late: set[str] = set()

    def add(self, name: str, test: Callable[[], Test], basis: Basis) -> None:
        """Count what a test takes; *test* is asked for anew when its basis differs."""
        self._counts[name] = _Count(test, basis)

    def over(self, rows: Sequence[Record]) -> Iterator[tuple[str, int]]:
        """Yield name and number of what can be counted at once."""
        for name, each in self._counts.items():
            if not each.stands():
                each.begin(self._exchange)
                self.late.add(name)
            if each.kept and (each.kept.is_known or len(rows) <= _AT_ONCE):
                self.late.discard(name)
                yield name, each.kept.over(rows)

    def go_on(self, rows: Sequence[Record]) -> bool:
        """Count a stretch of one that is late; tell whether that one is done."""
        name = min(self.late)
        each = self._counts[name]
        kept = each.kept if each.kept and each.stands() else each.begin(self._exchange)
        if not kept.go_on(rows, _STRETCH):
            return False
        self.late.discard(name)
        return True
