"""Pages of a PDF as pictures and as text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.errors import OutputError
from desktop.output import pdfium

A4 = (595.28, 841.89)  # pt


def made(pages: int, password: str | None = None) -> bytes:
    """Return a PDF whose page n has a black square of 72 pt in its lower left corner and says so."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password)
    for n in range(1, pages + 1):
        canvas.rect(0, 0, 72, 72, stroke=0, fill=1)
        canvas.drawString(100, 700, f"page {n}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pixel(bitmap: pdfium.Bitmap, x: int, y: int) -> tuple[int, ...]:
    start = y * bitmap.stride + 4 * x
    return tuple(bitmap.data[start : start + 3])


def test_a_page_is_rendered_on_white(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(made(2))
    assert pdfium.page_count(path) == 2
    bitmap = pdfium.render(path, 2, 2)
    assert (bitmap.width, bitmap.height) == (1191, 1684)
    assert len(bitmap.data) == bitmap.stride * bitmap.height
    assert pixel(bitmap, 10, bitmap.height - 10) == (0, 0, 0)
    assert pixel(bitmap, 150, bitmap.height - 10) == (255, 255, 255)


def test_text_and_size_of_every_page() -> None:
    with pdfium.opened(made(3)) as pdf:
        assert [pdf.text(n).strip() for n in (1, 2, 3)] == ["page 1", "page 2", "page 3"]
        assert pdf.size(3) == pytest.approx(A4, abs=0.01)


@pytest.mark.parametrize("n", [0, -1, 3])
def test_a_page_that_is_not_there(n: int) -> None:
    with pytest.raises(OutputError, match=f"没有第 {n} 页"):
        pdfium.page_text(made(2), n)


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n1 0 obj"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(OutputError, match="不是 PDF"):
        pdfium.page_count(data)


def test_a_missing_file_and_a_password(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"“无\.pdf”"):
        pdfium.page_count(tmp_path / "无.pdf")
    with pytest.raises(OutputError, match="密码"):
        pdfium.page_count(made(1, password="geheim"))


def test_an_immense_picture_is_refused() -> None:
    with pytest.raises(OutputError, match="过大"):
        pdfium.render(made(1), 1, 100)


def test_threads_take_turns() -> None:
    data = made(8)
    with ThreadPoolExecutor(4) as pool:
        bitmaps = list(pool.map(lambda n: pdfium.render(data, n, 0.5), [1, 2, 3, 4, 5, 6, 7, 8] * 4))
    assert len({each.data for each in bitmaps}) == 8


def test_grey_pages_become_a_quarter_and_coloured_ones_stay() -> None:
    grey = pdfium.Bitmap(2, 1, 8, b"\x01\x01\x01\xff\x02\x02\x02\xff")
    assert grey.without_needless_colour() == pdfium.Bitmap(2, 1, 2, b"\x01\x02", depth=1)
    assert grey.without_needless_colour().without_needless_colour().data == b"\x01\x02"
    coloured = pdfium.Bitmap(2, 1, 8, b"\x01\x01\x01\xff\x02\x02\x03\xff")
    assert coloured.without_needless_colour() is coloured
