"""PDFium, by one door: pages of a PDF as pictures and as text.

PDFium is not made for threads: every call of the process goes through one lock. Pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from desktop.errors import OutputError

if TYPE_CHECKING:
    import pypdfium2

Source = bytes | Path  # a whole PDF in memory, or where one lies

_LOCK = RLock()
_LARGEST = 64_000_000  # pixels; an A4 page at 600 dpi has 35 million
_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
_ADVICE = "请重新生成 PDF 后再试。"


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A rendered page: *data* holds *height* rows of *stride* bytes.

    depth: bytes a pixel, 4 (blue, green, red, unused) or 1 (grey).
    """

    width: int
    height: int
    stride: int
    data: bytes
    depth: int = 4

    def without_needless_colour(self) -> Bitmap:
        """Return the same picture, in grey where no pixel is coloured: a quarter of the bytes."""
        blue, green, red = (self.data[channel :: self.depth] for channel in (0, 1, 2))
        if self.depth == 1 or self.stride != self.depth * self.width or not blue == green == red:
            return self
        return Bitmap(self.width, self.height, self.width, blue, depth=1)


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """A PDF that is open; made by ``opened`` and usable until its block ends."""

    document: pypdfium2.PdfDocument

    @property
    def page_count(self) -> int:
        """How many pages the PDF has."""
        with _LOCK:
            return len(self.document)

    def size(self, n: int) -> tuple[float, float]:
        """Return width and height of page *n* in pt."""
        with _page(self, n) as page:
            return page.get_size()

    def text(self, n: int) -> str:
        """Return the text of page *n*, one line a line, as PDFium finds it."""
        with _page(self, n) as page:
            text_page = page.get_textpage()
            try:
                return text_page.get_text_range().replace("\r\n", "\n")
            finally:
                text_page.close()

    def render(self, n: int, scale: float) -> Bitmap:
        """Return page *n* on white, *scale* pixels a pt (dpi / 72)."""
        with _page(self, n) as page:
            width, height = page.get_size()
            if width * scale * height * scale > _LARGEST:
                raise OutputError(f"第 {n} 页的图像过大。", "请降低分辨率或缩放比例。")
            # pyright takes pypdfium2's default for the type
            bitmap = page.render(scale=scale, prefer_bgrx=True)  # pyright: ignore[reportArgumentType]
            try:
                return Bitmap(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()


@contextmanager
def opened(source: Source) -> Iterator[OpenPdf]:
    """Yield *source* opened; raises OutputError where it is no PDF, damaged or under a password."""
    document = _load(source)
    try:
        yield OpenPdf(document)
    finally:
        with _LOCK:
            document.close()


def page_count(source: Source) -> int:
    """Return how many pages *source* has."""
    with opened(source) as pdf:
        return pdf.page_count


def page_text(source: Source, n: int) -> str:
    """Return the text of page *n* of *source*."""
    with opened(source) as pdf:
        return pdf.text(n)


def render(source: Source, n: int, scale: float) -> Bitmap:
    """Return page *n* of *source* as a picture, *scale* pixels a pt (dpi / 72)."""
    with opened(source) as pdf:
        return pdf.render(n, scale)


def _load(source: Source) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        with _LOCK:
            # a path is read whole: PDFium would hold the file open, and Windows then let nobody replace it
            return pypdfium2.PdfDocument(source.read_bytes() if isinstance(source, Path) else source)
    except FileNotFoundError as error:
        raise OutputError(f"找不到文件“{Path(error.filename).name}”。", _ADVICE) from error
    except OSError as error:
        raise OutputError(
            f"无法读取文件“{Path(error.filename).name}”。", "请检查文件的位置和权限。"
        ) from error
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise OutputError("该 PDF 设有密码，无法显示或打印。", "请先解除密码。") from error
        raise OutputError("该文件不是 PDF，或已损坏。", _ADVICE) from error


@contextmanager
def _page(pdf: OpenPdf, n: int) -> Iterator[pypdfium2.PdfPage]:
    """Yield page *n* with the lock held; whatever PDFium refuses becomes an OutputError."""
    import pypdfium2

    with _LOCK:
        if not 1 <= n <= len(pdf.document):
            raise OutputError(f"没有第 {n} 页。", f"该 PDF 共 {len(pdf.document)} 页。")
        try:
            page = pdf.document[n - 1]
            try:
                yield page
            finally:
                page.close()
        except (pypdfium2.PdfiumError, MemoryError) as error:
            raise OutputError(f"第 {n} 页无法显示。", _ADVICE) from error
