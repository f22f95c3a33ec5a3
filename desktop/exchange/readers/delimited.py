"""Reads csv, tsv and their like into one plain table; the encoding and the delimiter are found out."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from pathlib import Path
from typing import Literal

from desktop.errors import ImportRefused
from desktop.exchange.source import Source, SourceTable

DELIMITERS = ",\t;|，；"
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE_LINES = 200
_RESAVE = "请用 Excel 或 WPS 打开它，另存为 .xlsx 再导入"


def read_delimited(path: Path) -> Source:
    """Return the rows of a text file as one table; ImportRefused where it cannot be decoded or parted."""
    text, encoding = decode(path.read_bytes())
    delimiter = find_delimiter(text)
    try:
        rows = _rows(text, delimiter, csv.QUOTE_MINIMAL)
    except csv.Error:
        rows = _rows_without_quotes(path.name, text, delimiter)
    return Source((SourceTable("", rows),), encoding)


def _rows_without_quotes(name: str, text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a text whose quotes do not close (宣传"推广), taken as signs like others."""
    try:
        return _rows(text, delimiter, csv.QUOTE_NONE)
    except csv.Error as error:
        raise ImportRefused(f"“{name}”分不开行和列", _RESAVE) from error


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: by its mark, else strict UTF-8, else GB18030; else ImportRefused."""
    marked = [encoding for mark, encoding in _BOMS if data.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise ImportRefused("认不出这个文本文件的编码", _RESAVE)


def find_delimiter(text: str) -> str:
    """Return the delimiter that most lines of *text* hold in the same number."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines share the commonest number (above 0) of a delimiter outside quotes, and that number."""
    counts = Counter(_outside_quotes(line).count(delimiter) for line in lines)
    del counts[0]
    number, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return times, number


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _rows(text: str, delimiter: str, quoting: Literal[0, 3]) -> tuple[tuple[str, ...], ...]:
    """The rows, each at the index of the line on which it begins: row numbers are those of the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    rows: list[tuple[str, ...]] = []
    line = 0
    for row in reader:
        rows.append(tuple(row))
        rows.extend(() for _ in range(reader.line_num - line - 1))
        line = reader.line_num
    return tuple(rows)
