"""Reads .xlsx and .xls into plain tables (python-calamine: what a formula last showed, never the formula)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import ImportRefused
from desktop.exchange.source import Source, SourceTable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_RESAVE = "请用 Excel 或 WPS 打开它，另存为 .xlsx 再导入"


def read_workbook(path: Path) -> Source:
    """Return every visible sheet from its cell A1 on; raises ImportRefused where the file is no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        # By content: from_path would go by the ending, which exports often get wrong.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            seen = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
            tables = tuple(_table(book.get_sheet_by_name(name)) for name in seen)
            hidden = tuple(name for name in book.sheet_names if name not in seen)
    except PasswordError as error:
        raise ImportRefused(f"“{path.name}”设了打开密码", "请在 Excel 或 WPS 里去掉密码后再导入") from error
    except CalamineError as error:
        raise ImportRefused(f"“{path.name}”不是 Excel 文件，或者坏了", _RESAVE) from error
    return Source(tables, hidden=hidden)


def _table(sheet: CalamineSheet) -> SourceTable:
    # Empty rows and columns at the top are kept, so that row numbers are those the officer sees.
    rows = tuple(map(tuple, sheet.to_python(skip_empty_area=False)))
    merged = sheet.merged_cell_ranges or []
    return SourceTable(sheet.name, rows, tuple((*first, *last) for first, last in merged))
