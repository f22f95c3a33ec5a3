from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.errors import OutputError
from desktop.output.listing import LONGEST, write_listing

HEADS = ("甲", "乙")
ROWS = [("=1+1", Decimal("1.50")), ("@SUM(A1)\x07", date(2022, 3, 5)), ("-2.49", None), ("多\n行", 3)]


def test_a_workbook_holds_texts_as_texts(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    assert write_listing(path, "修改/记录", HEADS, [*ROWS, ("长" * (LONGEST + 5), 0)]) == 5
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet.title == "修改_记录"
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0] == ["甲", "乙"]
    assert [row[0] for row in cells[1:5]] == ["=1+1", "@SUM(A1)", "-2.49", "多\n行"]
    assert {row[0].data_type for row in sheet.iter_rows()} == {"s"}
    assert cells[1][1] == 1.5
    assert len(str(cells[5][0])) == LONGEST


def test_a_csv_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    write_listing(path, "x", HEADS, ROWS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_text("utf-8-sig").splitlines() == [
        "甲,乙", "'=1+1,1.50", "'@SUM(A1),2022-03-05", "-2.49,", '"多', '行",3',
    ]  # fmt: skip


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.xls”"):
        write_listing(tmp_path / "清单.xls", "x", HEADS, ROWS)
    assert list(tmp_path.iterdir()) == []
