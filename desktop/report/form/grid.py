"""A sheet as plain data: cells with their looks, column widths and row heights; knows nothing of files.

Rows and columns count from 1. Widths are characters (half a 汉字), heights and sizes pt.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Align = Literal["left", "center", "right"]
SONG, HEI = "宋体", "黑体"
GENERAL, MONEY, POINTS, RATE = "General", "0.00", "0.00", "0.00%"
SIZE = 9.0  # 小五, of which a form of nine columns fits A4 upright


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. format: of numbers, as Excel writes it. upright: its characters stand in a column."""

    align: Align = "center"
    valign: Literal["center", "top", "bottom"] = "center"
    format: str = GENERAL
    size: float = SIZE
    family: str = SONG
    bold: bool = False
    border: bool = True
    upright: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula (without the sign =) with the value it has now; '' where it shows nothing."""

    text: str
    cached: Decimal | str


Value = str | Decimal | Formula | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or a merged block of cells; None is an empty one. A text is a text, whatever it begins with."""

    row: int
    column: int
    last_row: int
    last_column: int
    value: Value
    look: Look

    @property
    def address(self) -> str:
        """Where its value stands: B7."""
        return f"{letter(self.column)}{self.row}"

    @property
    def merged(self) -> bool:
        """Tell whether it covers more than one cell of the sheet."""
        return (self.row, self.column) != (self.last_row, self.last_column)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook.

    name: of the sheet. title: of the document. heads: the row that every printed page repeats, 0 for none.
    listing: its columns can be filtered.
    """

    name: str
    title: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[Cell, ...]
    heads: int = 0
    landscape: bool = False
    listing: bool = False


def letter(column: int) -> str:
    """Return the letter of a column: 1 is A, 27 is AA."""
    before, last = divmod(column - 1, 26)
    return (letter(before) if before else "") + chr(ord("A") + last)


def number(letters: str) -> int:
    """Return the number of a column; the inverse of ``letter``."""
    total = 0
    for each in letters:
        total = total * 26 + ord(each) - ord("A") + 1
    return total
