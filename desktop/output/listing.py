"""A plain list as a workbook or as CSV: heads and rows, every text a text and never a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.errors import OutputError
from desktop.output.replace import replacing
from desktop.progress import tell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | Decimal | date | None


class Sheet(NamedTuple):
    """One list of a workbook: its name, its heads and its rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


LONGEST = 32_767  # Characters of a cell (Excel)
WIDEST, NARROWEST = 60, 8  # Characters of a column
_TOLD = 100  # Rows, after which it is told how far it is
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[=+\-@\t\r]")  # What makes a text a formula where a CSV is opened in a spreadsheet
_NUMBER = re.compile(r"[-+]?[0-9.,]+%?")


def write_listing(path: Path, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a list to *path* (.xlsx or .csv) and return how many rows it has.

    *title* names the sheet. Raises OutputError for another suffix, or where the file cannot be written.
    """
    held = [list(row) for row in rows]
    sheet = Sheet(title, heads, held)
    match path.suffix.lower():
        case ".xlsx":
            write_sheets(path, [sheet])
        case ".csv":
            with replacing(path) as beside:
                _write_csv(beside, sheet)
        case _:
            raise OutputError(f"不会写“{path.suffix}”格式的清单", "文件名请以 .xlsx 或 .csv 结尾")
    return len(held)


def write_sheets(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write a workbook (.xlsx) of several lists; raises OutputError where it cannot be written."""
    from openpyxl import Workbook

    with replacing(path) as beside:
        book = Workbook()
        if book.active is not None:
            book.remove(book.active)
        for sheet in sheets:
            _fill(book.create_sheet(re.sub(r"[\\/*?:\[\]]", "_", sheet.title)[:31] or "清单"), sheet)
        book.save(beside)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, row in enumerate([sheet.heads, *sheet.rows], 1):
        _tell(number, len(sheet.rows))
        for column, value in enumerate(row, 1):
            cell = page.cell(number, column, _clean(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # Else “=1+1” would be worked out
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    for column, head in enumerate(sheet.heads, 1):
        page.cell(1, column).font = Font(bold=True)
        widest = max([len(head) * 2, *(_width(row[column - 1]) for row in sheet.rows)])
        page.column_dimensions[get_column_letter(column)].width = min(max(widest + 2, NARROWEST), WIDEST)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}{len(sheet.rows) + 1}"


def _write_csv(path: Path, sheet: Sheet) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(sheet.heads)
        for number, row in enumerate(sheet.rows, 1):
            _tell(number, len(sheet.rows))
            writer.writerow([_csv_cell(value) for value in row])


def _tell(number: int, total: int) -> None:
    """Say now and then which row is being written."""
    if number % _TOLD == 0:
        tell(number, total, f"第 {number} 行，共 {total} 行")


def _csv_cell(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    text = _clean(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _clean(text: str) -> str:
    cleaned = _CONTROL.sub("", text)
    return cleaned if len(cleaned) <= LONGEST else f"{cleaned[: LONGEST - 1]}…"


def _width(value: Cell) -> int:
    """The width of the longest line of a cell, a Chinese character counting two."""
    text = "" if value is None else str(value)
    return max((sum(1 + (sign > "\u2e80") for sign in line) for line in text[:500].splitlines()), default=0)
