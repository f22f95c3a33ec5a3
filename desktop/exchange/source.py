"""What readers make of a foreign file before anybody interprets it: tables of plain values."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None
"""A cell as the file holds it; an empty one is '' or None."""


def row_address(sheet: str, number: int) -> str:
    """Say where row *number* (from 1) of a sheet stands: 支出!第7行; '' is the sheet of a text file."""
    return f"{sheet}!第{number}行" if sheet else f"第{number}行"


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One sheet of a workbook, or a text file (whose sheet is ''): row *n* of the file is ``rows[n - 1]``.

    merged: (first row, first column, last row, last column) of merged cells, counted from 0.
    """

    sheet: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def where(self, number: int) -> str:
        """Say where row *number* (from 1) stands: 支出!第7行."""
        return row_address(self.sheet, number)


@dataclass(frozen=True, slots=True)
class Source:
    """A foreign file as tables, with the encoding of a text and the names of sheets that were left alone."""

    tables: tuple[SourceTable, ...]
    encoding: str = ""
    hidden: tuple[str, ...] = ()
