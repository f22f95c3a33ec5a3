"""Foreign files made for a test: workbooks by openpyxl, texts in any encoding, zips part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeBook = Callable[..., Path]
MakeText = Callable[..., Path]
MakeZip = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> MakeBook:
    """Return ``make({sheet: rows} or rows, merged=…, name=…)``: an xlsx in the test's folder."""

    def make(
        sheets: Mapping[str, Iterable[Any]] | Iterable[Any],
        *,
        merged: Iterable[str] = (),
        name: str = "台账.xlsx",
    ) -> Path:
        import openpyxl

        made = openpyxl.Workbook()
        made.remove(made.worksheets[0])
        for title, rows in (sheets if isinstance(sheets, Mapping) else {"支出": sheets}).items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            for cells in merged:
                sheet.merge_cells(cells)
        path = tmp_path / name
        made.save(path)
        made.close()
        return path

    return make


@pytest.fixture
def text(tmp_path: Path) -> MakeText:
    """Return ``make(text or rows, encoding=…, name=…)``: a text file in the test's folder."""

    def make(
        content: str | Iterable[Iterable[str]], *, encoding: str = "utf-8", name: str = "台账.csv"
    ) -> Path:
        words = content if isinstance(content, str) else "\r\n".join(",".join(row) for row in content)
        path = tmp_path / name
        path.write_bytes(words.encode(encoding))
        return path

    return make


@pytest.fixture
def archive(tmp_path: Path) -> MakeZip:
    """Return ``make({part: bytes}, name=…)``: a zip; a workbook part is added unless it is given."""

    def make(parts: Mapping[str, bytes], *, name: str = "台账.xlsx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for inner, content in {"xl/workbook.xml": b"<workbook/>", **parts}.items():
                made.writestr(inner, content)
        return path

    return make
