"""Workbooks, old and new, and texts become plain tables with the row numbers that the officer sees."""

from __future__ import annotations

import datetime
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import ImportRefused
from desktop.exchange.guard import check
from desktop.exchange.ledgers import load_ledger
from desktop.exchange.readers.delimited import decode, find_delimiter, read_delimited
from desktop.exchange.readers.workbook import read_workbook


def test_cells_keep_their_types_and_rows_their_numbers(book):
    day = datetime.date(2021, 3, 29)
    path = book({"支出": [[], ["00123", 66.975, day], [], [True, None, "x"]]}, merged=["A5:A6"])
    (table,) = read_workbook(path).tables
    assert table.rows[1] == ("00123", 66.975, day)
    assert table.rows[3][0] is True
    assert table.where(4) == "支出!第4行"


def test_merged_cells_are_given(book):
    (table,) = read_workbook(book([["a", "b"], ["c", "d"]], merged=["A1:A2"])).tables
    assert table.merged == ((0, 0, 1, 0),)


def test_a_workbook_that_is_none(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"PK no")
    with pytest.raises(ImportRefused):
        read_workbook(path)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16le"))
    return _record(0x0203, place + struct.pack("<d", value))


def _xls(rows: list[list[str | float]]) -> bytes:
    """An old workbook (BIFF8 in a compound file of one stream) with one sheet 支出."""
    end = _record(0x000A, b"")
    cells = b"".join(_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + end
    name = "支出".encode("utf-16le")
    start = _record(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    at = len(start) + 4 + 8 + len(name) + len(end)
    book = start + _record(0x0085, struct.pack("<IBBBB", at, 0, 0, 2, 1) + name) + end + sheet
    stream = book.ljust(max(4096, -(-len(book) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    chain = [*range(3, sectors + 2), 0xFFFFFFFE]
    table = [0xFFFFFFFD, 0xFFFFFFFE, *chain]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack(
        "<HHHHH", 0x3E, 3, 0xFFFE, 9, 6
    )
    header = header.ljust(44, b"\0") + struct.pack(
        "<IIIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0
    )
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + _entry("Workbook", 2, 2, len(stream), 0xFFFFFFFF)
    directory = entries.ljust(512, b"\0")
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return header.ljust(512, b"\xff") + fat + directory + stream


def _entry(name: str, kind: int, first: int, size: int, child: int) -> bytes:
    words = (name + "\0").encode("utf-16le")
    ends = struct.pack("<HBB", len(words), kind, 1) + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (words.ljust(64, b"\0") + ends).ljust(116, b"\0") + struct.pack("<IQ", first, size)


def test_an_old_workbook(tmp_path: Path):
    path = tmp_path / "台账.xls"
    path.write_bytes(_xls([["日期", "摘要", "金额（元）"], [44284.0, "服务费", 1500.5]]))
    assert check(path).kind == "xls"
    (row,) = load_ledger(path, "", 0).ledger.rows
    assert (row.date, row.item, row.amount) == (datetime.date(2021, 3, 29), "服务费", 150050)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a\tb\n1\t2\n", "\t"),
        ("a;b\n1,5;2,5\n1,5;2,5\n", ";"),
        ("标题\na|b|c\n1,0|2|3\n", "|"),
        ("a，b\n一，二\n", "，"),
        ('a,b\n"1;2;3",4\n', ","),
        ("", ","),
        ("一列\n", ","),
    ],
)
def test_delimiters(text, delimiter):
    assert find_delimiter(text) == delimiter


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("日期".encode(), "utf-8"),
        ("日期".encode("utf-8-sig"), "utf-8-sig"),
        ("日期".encode("gbk"), "gb18030"),
        ("㐀䶮".encode("gb18030"), "gb18030"),
        ("日期".encode("utf-16"), "utf-16"),
        (b"", "utf-8"),
    ],
)
def test_encodings(data, encoding):
    assert decode(data)[1] == encoding


def test_a_broken_mark_is_refused():
    with pytest.raises(ImportRefused):
        decode(b"\xef\xbb\xbf\xff")


def test_a_field_beyond_all_measure_is_refused(text):
    with pytest.raises(ImportRefused, match="分不开"):
        read_delimited(text("a," + "字" * 200_000))


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="gb18030", exclude_characters='\r\n"')), max_size=4), max_size=5
    )
)
def test_plain_rows_come_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("rows") / "a.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in [["a", "b"], ["c", "d"], *rows]]
    path.write_bytes("\n".join(lines).encode("utf-8-sig"))
    (table,) = read_delimited(path).tables
    if find_delimiter("\n".join(lines)) == ",":
        assert [list(row) for row in table.rows][: len(lines)] == [["a", "b"], ["c", "d"], *rows][
            : len(table.rows)
        ]
