"""Hostile, broken and mistaken files are refused in the officer's words before anything parses them."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

import pytest

from desktop.errors import ImportRefused
from desktop.exchange import archives, guard
from desktop.exchange.guard import check
from desktop.exchange.ledgers import load_ledger

HEAD = ["日期", "摘要", "金额（元）"]
ROW = ["2021-03-01", "热线服务首款", 1500.5]


def refused(path: Path) -> str:
    with pytest.raises(ImportRefused) as caught:
        check(path)
    assert caught.value.advice
    return caught.value.message


def test_a_workbook_passes(book):
    path = book([HEAD, ROW])
    checked = check(path)
    assert (checked.kind, checked.size, len(checked.sha256)) == ("xlsx", path.stat().st_size, 64)


def test_text_passes(text):
    assert check(text("日期,摘要,金额\n")).kind == "text"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_text_passes_in_every_encoding(text, encoding):
    assert check(text("日期,摘要,金额\n", encoding=encoding)).kind == "text"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b"MZ\x90\x00" + bytes(200), "程序文件"),
        (b"\x7fELF" + bytes(200), "程序文件"),
        (b"%PDF-1.7\n", "PDF"),
        (b"SQLite format 3\0" + bytes(100), "报告文件"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"\x89PNG\r\n", "图片"),
        (b"<html><table>", "网页"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "网页"),
        ("日期,金额".encode(), "只是取了这样的后缀"),
        (b"PK\x03\x04 truncated", "不完整或者坏了"),
    ],
)
def test_what_is_no_ledger(tmp_path, content, words):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    assert words in refused(path)


def test_no_file(tmp_path):
    assert "没有" in refused(tmp_path / "没有.xlsx")


def test_nul_late_in_a_text(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_bytes(b"a,b\n" * 400_000 + b"\0")
    assert "不是文本" in refused(path)


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "LIMIT_BYTES", 10)
    path = tmp_path / "台账.csv"
    path.write_bytes(b"a,b\n" * 10)
    assert "上限" in refused(path)


def test_encrypted_workbook(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000) + "EncryptedPackage".encode("utf-16le")
    )
    assert "密码" in refused(path)


def test_truncated_workbook(book):
    path = book([HEAD, *[ROW] * 50])
    data = path.read_bytes()
    for length in (10, len(data) // 2, len(data) - 10):
        path.write_bytes(data[:length])
        assert "坏了" in refused(path)


def test_damaged_part(book):
    path = book([HEAD, *[ROW] * 500])
    with zipfile.ZipFile(path) as made:
        at = made.getinfo("xl/worksheets/sheet1.xml").header_offset
    data = bytearray(path.read_bytes())
    data[at + 100 : at + 140] = bytes(40)
    path.write_bytes(data)
    assert "坏了" in refused(path)


@pytest.mark.parametrize("words", [b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<?xml version='1.0'?>\n<!DOCTYPE x>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_doctype(archive, words, encoding):
    content = words.decode() + " " * 300_000
    assert "DOCTYPE" in refused(archive({"xl/sharedStrings.xml": content.encode(encoding)}))


def test_doctype_across_two_chunks(archive):
    content = b" " * (archives._CHUNK - 4) + b"<!DOCTYPE x>"
    assert "DOCTYPE" in refused(archive({"xl/styles.xml": content}))


def test_zip_bomb(archive):
    assert "大得不正常" in refused(archive({"xl/worksheets/sheet1.xml": bytes(11 << 20)}))


def test_too_many_parts(archive):
    assert "部分" in refused(archive({f"xl/media/{n}": b"" for n in range(archives.LIMIT_ENTRIES)}))


def test_too_much_in_all(archive, monkeypatch):
    monkeypatch.setattr(archives, "LIMIT_TOTAL", 1000)
    assert "解压后超过" in refused(archive({"xl/a.xml": bytes(2000)}))


@pytest.mark.parametrize("inner", ["../x.xml", "/etc/x.xml", "C:/x.xml", "xl/../../x.xml"])
def test_paths_out_of_the_archive(archive, inner):
    assert "指向文件以外" in refused(archive({inner: b""}))


def test_a_name_twice(archive):
    path = archive({})
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as made:
        warnings.simplefilter("ignore")  # zipfile warns of what the test is about
        made.writestr("xl/workbook.xml", b"<other/>")
    assert "重名" in refused(path)


def test_other_archives(archive, tmp_path):
    assert "Word" in refused(_zip(tmp_path / "a.xlsx", "word/document.xml"))
    assert "另一种" in refused(_zip(tmp_path / "b.xlsx", "content.xml"))
    assert "压缩包" in refused(_zip(tmp_path / "c.zip", "台账.xlsx"))


def _zip(path: Path, inner: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(inner, b"<x/>")
    return path


def _sheet(*cells: str) -> bytes:
    written = "".join(f'<row><c r="{cell}" s="1" t="n"><v>1</v></c></row>' for cell in cells)
    return f'<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{written}</sheetData></worksheet>'.encode()


@pytest.mark.parametrize("cells", [("A1", "XFD1048576"), ("A1", "XFD1", "B200000"), ("A1", "ZZ100000")])
def test_cells_far_apart(archive, cells):
    assert "大得不正常" in refused(archive({"xl/worksheets/sheet1.xml": _sheet(*cells)}))


@pytest.mark.parametrize("cells", [("A1", "C5"), ("A1", "XFD20"), ("A1", "B1048576"), ("A1", "AB90000")])
def test_cells_that_fit_whatever_range_is_declared(archive, cells):
    assert check(archive({"xl/worksheets/sheet1.xml": _sheet(*cells)})).kind == "xlsx"


def test_empty_cells_far_away_do_not_count(archive):
    sheet = b'<worksheet><c r="A1"><v>1</v></c><c r="XFD1048576" s="3"/></worksheet>'
    assert check(archive({"xl/worksheets/sheet1.xml": sheet})).kind == "xlsx"


def test_an_export_that_is_text_under_another_name(text):
    path = text("日期\t摘要\t金额\n2021-03-01\t服务费\t1500.50元\n", encoding="gb18030", name="台账.xls")
    assert [row.amount for row in load_ledger(path, "", 0).ledger.rows] == [150050]


def test_an_xlsx_under_another_name(book):
    path = book([HEAD, ROW], name="台账.xls")
    assert [row.amount for row in load_ledger(path, "", 0).ledger.rows] == [150050]


def test_an_ole_file_that_is_no_workbook(tmp_path):
    path = tmp_path / "台账.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
    with pytest.raises(ImportRefused, match="不是 Excel"):
        load_ledger(path, "", 0)


def test_a_file_that_another_program_holds(text, monkeypatch):
    def held(*_arguments, **_named):
        raise PermissionError(13, "Permission denied")

    path = text("日期,摘要,金额\n")
    monkeypatch.setattr(Path, "open", held)
    assert "占用" in refused(path)


def test_a_folder_is_called_a_folder(tmp_path):
    for path in (tmp_path, tmp_path / ".." / tmp_path.name):
        assert refused(path) == f"“{path.name}”是文件夹，不是文件"
