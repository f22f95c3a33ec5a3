"""How wide a page wants the columns of its tables: some fields are long names, others one sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.views.tables import RecordTable


@dataclass(frozen=True, slots=True)
class Wide:
    """Wanted and least width in px, and the column's part of the room that is left."""

    width: int
    least: int
    share: int = 0


def widen(table: RecordTable, wanted: Mapping[str, Wide]) -> None:
    """Give columns of a table other widths than their kinds have, by entry name or computed label."""
    columns = tuple(
        replace(each, width=wide.width, least=wide.least, share=wide.share)
        if (wide := wanted.get(each.name or each.label))
        else each
        for each in table.records.columns
    )
    table.records.columns = columns
    table.records.content.columns = columns
    table.fit(again=True)
