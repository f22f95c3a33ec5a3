"""What a layout hands to the painter and to the preview: pieces of blocks on pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from desktop.output.pdf.lines import Line
from desktop.output.pdf.setter import Setter
from desktop.output.pdf.table import Grid
from desktop.report.blocks import Document, Paragraph, Table

_page_of_heading = attrgetter("page")


class Piece(NamedTuple):
    """A stretch of a block on one page.

    role: its style, or ``table``, ``entry``, ``sign``. start, end: lines, rows or entries. top: from the
    bottom of the sheet. again: a continued table. headed: caption and head stand above the rows.
    part: the lines of a row that is taller than a page.
    """

    block: int
    role: str
    start: int
    end: int
    top: float
    again: bool = False
    headed: bool = False
    part: tuple[int, int] | None = None


class PlacedHeading(NamedTuple):
    """A heading with its number, where it stands: page from 1, *top* from the bottom of the sheet."""

    text: str
    level: int
    page: int
    top: float
    place: str


class Entry(NamedTuple):
    """A line of the contents: the heading it belongs to, the line, whether it carries the page number."""

    heading: int
    line: Line
    indent: float
    numbered: bool
    role: str


class Listing(NamedTuple):
    """The lines of a contents and the distance from one to the next."""

    entries: tuple[Entry, ...]
    lead: float


@dataclass(frozen=True, slots=True)
class Pages:
    """A document laid out; ``len`` is the number of pages."""

    document: Document
    setter: Setter
    pieces: tuple[tuple[Piece, ...], ...]
    headings: tuple[PlacedHeading, ...]
    listings: dict[int, Listing]
    grids: dict[int, Grid]

    def __len__(self) -> int:
        return len(self.pieces)

    def headings_on(self, page: int) -> list[tuple[int, PlacedHeading]]:
        """Return the headings of a page with their numbers in the order of the document."""
        first = bisect_left(self.headings, page, key=_page_of_heading)
        last = bisect_right(self.headings, page, key=_page_of_heading)
        return list(enumerate(self.headings[first:last], first))

    def page_of(self, place: str) -> int | None:
        """Return the first page on which something stands that was made from *place* or what is below it."""
        below = place + "/"

        def matches(candidate: str) -> bool:
            return candidate == place or candidate.startswith(below)

        for index, block in enumerate(self.document.blocks):
            if matches(getattr(block, "place", "")):
                return self._page(index, 0)
            if isinstance(block, Table):
                row = next((k for k, each in enumerate(block.places) if matches(each)), None)
                if row is not None:
                    return self._page(index, row)
            if isinstance(block, Paragraph):
                span = next((each for each in block.spans if matches(each.place)), None)
                if span is not None:
                    return self._page(index, self._line(block.text, span.start))
        return None

    def page_at(self, block: int, position: int) -> int | None:
        """Return the page with a block's row, or with a paragraph's character, *position*; None for no such."""
        if not 0 <= block < len(self.document.blocks):
            return None
        made = self.document.blocks[block]
        return self._page(block, self._line(made.text, position) if isinstance(made, Paragraph) else position)

    def _line(self, text: str, position: int) -> int:
        """Return the line of a paragraph in which its character *position* stands."""
        left = len("".join(text[:position].split()))
        for k, line in enumerate(self.setter.lines("body", text)):
            left -= sum(len("".join(run[1].split())) for run in line)
            if left < 0:
                return k
        return 0

    def _page(self, block: int, position: int) -> int | None:
        """Return the page with line or row *position* of a block, else the first with any of it."""
        first = None
        for page, piece in self._walk():
            if piece.block == block:
                first = first or page
                if piece.start <= position < piece.end:
                    return page
        return first

    def _walk(self) -> Iterator[tuple[int, Piece]]:
        for page, pieces in enumerate(self.pieces, 1):
            yield from ((page, piece) for piece in pieces)
