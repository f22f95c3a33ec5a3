"""What must hold of an xlsx before it is parsed: its zip directory, its XML and the range of its cells."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from desktop.errors import ImportRefused

LIMIT_ENTRIES = 5000
LIMIT_ENTRY = 200 << 20
LIMIT_TOTAL = 400 << 20
LIMIT_RATIO = 120
RATIO_FROM = 10 << 20  # A small part may pack well without harm
LIMIT_CELLS = 20_000_000

_CHUNK = 1 << 18
_TAIL = 256
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DECLARATION = re.compile(rb"<!DOCTYPE|<!ENTITY")
_UNUSUAL = re.compile(rb"""\br\s*=\s*["'](?:([A-Z]{2,3})([0-9]{1,7})|[A-Z]?([0-9]{6,7}))["']""")
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*?(/?)>""")
_USUAL_COLUMNS, _USUAL_ROWS = 26, 99_999
_BROKEN = "请用 Excel 或 WPS 打开看一看，能打开就另存为 .xlsx 再导入；打不开就重新导出"
_HOSTILE = "这样的文件可能是恶意制作的，请从原系统重新导出"


def check_workbook(path: Path) -> None:
    """Pass an xlsx whose parts are in order; raises ImportRefused for all others.

    Limits: 5000 entries, 200 MB an entry, 400 MB in all, packed at most 120 : 1 from 10 MB on, no DOCTYPE or
    ENTITY, cells within 20 million (a reader allots the rectangle from the first to the last cell).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(path.name, archive.infolist())
            for entry in archive.infolist():
                _check_part(path.name, archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise ImportRefused(f"“{path.name}”不完整或者坏了", _BROKEN) from error


def _check_directory(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > LIMIT_ENTRIES:
        raise ImportRefused(f"“{name}”里有 {len(entries)} 个部分，超过 {LIMIT_ENTRIES} 个", _HOSTILE)
    if sum(entry.file_size for entry in entries) > LIMIT_TOTAL:
        raise ImportRefused(f"“{name}”解压后超过 {LIMIT_TOTAL >> 20} MB", "请只保留这个项目的支付记录再导入")
    twice = [each for each, times in Counter(entry.filename for entry in entries).items() if times > 1]
    if twice:
        raise ImportRefused(f"“{name}”里有重名的部分“{twice[0][:40]}”", _HOSTILE)
    for entry in entries:
        _check_entry(name, entry)
    _check_is_workbook(name, {entry.filename.casefold() for entry in entries})


def _check_entry(name: str, entry: zipfile.ZipInfo) -> None:
    inner = entry.filename
    if inner.startswith("/") or "\\" in inner or ":" in inner or ".." in inner.split("/"):
        raise ImportRefused(f"“{name}”里的部分“{inner[:40]}”指向文件以外", _HOSTILE)
    if entry.flag_bits & 1:
        raise ImportRefused(f"“{name}”设了密码", "请在 Excel 或 WPS 里去掉密码后再导入")
    if entry.compress_type not in _METHODS:
        raise ImportRefused(f"“{name}”用了不常见的压缩方法", _BROKEN)
    packed_hard = entry.file_size > RATIO_FROM and entry.file_size > LIMIT_RATIO * entry.compress_size
    if packed_hard or entry.file_size > LIMIT_ENTRY:
        raise ImportRefused(f"“{name}”里的“{inner[:40]}”解压后大得不正常", _HOSTILE)


def _check_is_workbook(name: str, parts: set[str]) -> None:
    if "xl/workbook.xml" in parts:
        return
    if "word/document.xml" in parts:
        raise ImportRefused(f"“{name}”是 Word 文件", "请把表格复制到 Excel，存为 .xlsx 再导入")
    if "xl/workbook.bin" in parts or "content.xml" in parts:
        raise ImportRefused(f"“{name}”是另一种表格格式", "请另存为 .xlsx 再导入")
    raise ImportRefused(f"“{name}”是压缩包，不是 Excel 文件", "请先解压，再导入里面的台账")


def _check_part(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    sheet = entry.filename.casefold().startswith("xl/worksheets/")
    columns, rows = 0, 0
    for piece in _pieces(archive, entry):
        if _DECLARATION.search(piece):
            raise ImportRefused(f"“{name}”里夹带了 XML 声明（DOCTYPE），不予读取", _HOSTILE)
        if sheet:
            wide, long = _unusual(piece)
            columns, rows = max(columns, wide), max(rows, long)
    # The quick look takes every sheet for an ordinary one; only where it alarms, each cell is looked at.
    if max(columns, _USUAL_COLUMNS) * max(rows, _USUAL_ROWS) > LIMIT_CELLS:
        columns, rows = _extent(archive, entry)
        if columns * rows > LIMIT_CELLS:
            raise ImportRefused(
                f"“{name}”的“{entry.filename[:40]}”从第一格到最后一格有 {rows} 行 {columns} 列，大得不正常",
                "请删掉表格远处的零散内容，只保留支付记录",
            )


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked part in chunks that overlap, without the zero bytes of UTF-16."""
    with archive.open(entry) as part:
        chunk = part.read(_CHUNK)
        wide = b"\0" in chunk[:4]
        tail = b""
        while chunk:
            piece = tail + (chunk.replace(b"\0", b"") if wide else chunk)
            yield piece
            tail = piece[-_TAIL:]
            chunk = part.read(_CHUNK)


def _unusual(piece: bytes) -> tuple[int, int]:
    """The farthest column and row among the cells beyond column Z or row 99999; 0 for none."""
    columns, rows = 0, 0
    for letters, row, far_row in _UNUSUAL.findall(piece):
        columns = max(columns, _column(letters))
        rows = max(rows, int(row or far_row))
    return columns, rows


def _extent(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """The farthest column and row of a cell that is written with content."""
    columns, rows = 0, 0
    for piece in _pieces(archive, entry):
        for letters, digits, empty in _CELL.findall(piece):
            if not empty:
                columns, rows = max(columns, _column(letters)), max(rows, int(digits))
    return columns, rows


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
