"""The report on the screen: the page in view alone is written and rendered, after every edit anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from desktop.output.pdfium import Bitmap, render
from desktop.report.blocks import Document

if TYPE_CHECKING:
    from desktop.output.pdf import Typesetter
    from desktop.output.pdf.pages import Pages, PlacedHeading
    from desktop.output.pdf.spots import Box

_KEPT: Final = 96_000_000  # bytes of pictures; a page at 96 dpi has 3.6 million

_Key = tuple[bytes, float]


class Preview:
    """A document laid out, and pictures of its pages; for the GUI thread alone.

    bundled: set in the program's own faces only, so that it looks the same everywhere.
    """

    def __init__(self, *, bundled: bool = False) -> None:
        self._bundled = bundled
        self._typesetter: Typesetter | None = None
        self._pages: Pages | None = None
        self._written: dict[int, bytes] = {}
        self._images: OrderedDict[_Key, QImage] = OrderedDict()

    def show(self, document: Document) -> None:
        """Lay *document* out in the place of the one before; lines that stayed the same are remembered."""
        self._pages = self._opened().lay_out(document)
        self._written.clear()

    def preparing(self, document: Document) -> Iterator[None]:
        """Measure what is new in *document*, some ms at each step; ``show`` is quick then."""
        return self._opened().measuring(document)

    def _opened(self) -> Typesetter:
        if self._typesetter is None:
            from desktop.output.pdf import Typesetter  # with it come the faces, so not before they are needed

            self._typesetter = Typesetter(self._bundled)
        return self._typesetter

    @property
    def page_count(self) -> int:
        """How many pages there are; 0 before the first ``show``."""
        return len(self._pages) if self._pages else 0

    @property
    def headings(self) -> Sequence[PlacedHeading]:
        """Every heading in order: text, level (1–4), page (from 1), place."""
        return self._pages.headings if self._pages else ()

    def page_of(self, place: str) -> int | None:
        """Return the first page (from 1) that shows something made from *place* or below it."""
        return self._pages.page_of(place) if self._pages else None

    def page_at(self, block: int, position: int) -> int | None:
        """Return the page (from 1) with a row or a character of a block of the document, or None."""
        return self._pages.page_at(block, position) if self._pages else None

    def boxes(self, n: int) -> Sequence[Box]:
        """Return the characters and cells of page *n* (from 1); raises IndexError where there is none."""
        from desktop.output.pdf.spots import boxes

        if self._pages is None or not 1 <= n <= self.page_count:
            raise IndexError(n)
        return tuple(boxes(self._pages, n))

    def page_pdf(self, n: int) -> bytes:
        """Return page *n* (from 1) as a PDF of that one page; raises IndexError where there is none."""
        if self._typesetter is None or self._pages is None or not 1 <= n <= self.page_count:
            raise IndexError(n)
        if n not in self._written:
            self._written[n] = self._typesetter.write_page(self._pages, n)
        return self._written[n]

    def image(self, n: int, scale: float, ratio: float = 1.0) -> QImage:
        """Return page *n* (from 1), *scale* logical pixels a pt, for a screen of *ratio* device pixels each.

        A page that has not changed since it was last shown at this size is not rendered again.
        Raises OutputError where PDFium cannot, IndexError where there is no such page.
        """
        pdf = self.page_pdf(n)
        key = blake2b(pdf, digest_size=16).digest(), scale * ratio
        if key in self._images:
            self._images.move_to_end(key)
        else:
            self._keep(key, _image(render(pdf, 1, scale * ratio)))
        image = QImage(self._images[key])  # shares the pixels
        image.setDevicePixelRatio(ratio)
        return image

    def _keep(self, key: _Key, image: QImage) -> None:
        """Remember *image*, and forget those not asked for the longest while they are too many."""
        self._images[key] = image
        while len(self._images) > 1 and sum(each.sizeInBytes() for each in self._images.values()) > _KEPT:
            self._images.popitem(last=False)


def _image(bitmap: Bitmap) -> QImage:
    """Return *bitmap* as an image that owns its pixels."""
    shared = QImage(bitmap.data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    return shared.copy()
