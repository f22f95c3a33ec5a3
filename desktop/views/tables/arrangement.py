"""Which records a table shows and in which order: the officer's, a filter's or a sorted view's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desktop.models.records import Record

Where = Callable[[Record], bool]


class Arrangement:
    """Chooses and orders rows.

    What was in sight since the filter was set stays there, though it fit no more: a row must not vanish under
    the hands that edit it.
    """

    def __init__(self, where: Where | None = None) -> None:
        self._where = where
        self._kept: set[int] = set()
        self._order: dict[int, int] | None = None

    @property
    def sorted(self) -> bool:
        """Whether the order is not the officer's."""
        return self._order is not None

    @property
    def filtered(self) -> bool:
        """Whether there is a filter."""
        return self._where is not None

    def filter(self, where: Where | None) -> None:
        """Show the records that *where* takes; None for all."""
        self._where = where
        self._kept.clear()

    def keep(self, id_: int) -> None:
        """Show a record whether the filter takes it or not."""
        self._kept.add(id_)

    def sort(self, ids: Iterable[int] | None) -> None:
        """Show records in the order of *ids*, later ones behind; None for the officer's order."""
        self._order = None if ids is None else {id_: n for n, id_ in enumerate(ids)}

    def rows(self, held: tuple[Record, ...]) -> list[Record]:
        """Return what is to be shown of the records of the section."""
        where = self._where
        if where is None:
            shown = list(held)
        else:
            shown = [row for row in held if row.id in self._kept or where(row)]
            self._kept.update(row.id for row in shown)
        if self._order is not None:
            return _placed(shown, self._order)
        return shown


def _placed(rows: Iterable[Record], order: dict[int, int]) -> list[Record]:
    """Put each record where *order* has it; those that it does not know come behind."""
    placed: list[Record | None] = [None] * len(order)
    late: list[Record] = []
    for row in rows:
        number = order.get(row.id)
        if number is None:
            late.append(row)
        else:
            placed[number] = row
    return [*(row for row in placed if row is not None), *late]
