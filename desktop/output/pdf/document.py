"""The report as a PDF: written whole to a file, or page by page for the preview; one layout, one painter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.output.pdf.charset import clean
from desktop.output.pdf.flow import heading_text, lay_out
from desktop.output.pdf.fonts import Fonts
from desktop.output.pdf.pages import Pages
from desktop.output.pdf.setter import Setter
from desktop.output.pdf.table import measuring
from desktop.report.blocks import Block, Document, Heading, Paragraph, Signature, Table, Title


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: number of pages, PostScript names of the faces, characters shown as □."""

    pages: int
    faces: tuple[str, ...]
    missing: tuple[str, ...]


class Typesetter:
    """Lays documents out again and again, as the officer edits; keeps lines and rows that stay the same."""

    def __init__(self, bundled: bool = False) -> None:  # noqa: FBT001, FBT002 - the agreed interface
        self._setter = Setter(Fonts(bundled=bundled))

    def lay_out(self, document: Document) -> Pages:
        """Return the document's pages."""
        return lay_out(document, self._setter)

    def measuring(self, document: Document) -> Iterator[None]:
        """Prepare the layout of *document*, some ms of work at each step."""
        for block in document.blocks:
            if isinstance(block, Table):
                yield from measuring(self._setter, block)

    def write_page(self, pages: Pages, number: int) -> bytes:
        """Return page *number* (from 1) as a PDF of one page."""
        from desktop.output.pdf.container import single

        return single(pages, number)

    def missing_characters(self, document: Document) -> tuple[str, ...]:
        """Return the characters that no face has, in the order of their codes."""
        return missing_characters(document, self._setter.fonts)


def write_pdf(document: Document, path: Path, *, bundled: bool = False) -> Written:
    """Write *document* to *path*: beside it first, then in its place.

    bundled: use the program's own faces only, for the same pages on every computer.
    Raises OutputError where the file cannot be written, Stopped; what stood there stays then.
    """
    from desktop.output.pdf.container import whole
    from desktop.output.replace import replacing

    fonts = Fonts(bundled=bundled)
    with replacing(path) as beside:
        pages = lay_out(document, Setter(fonts))
        data, faces = whole(pages)
        beside.write_bytes(data)
    return Written(len(pages), faces, missing_characters(document, fonts))


def missing_characters(document: Document, fonts: Fonts) -> tuple[str, ...]:
    """Return the characters of *document* that none of *fonts* has."""
    used = {character for block in document.blocks for text in _texts(block) for character in text}
    shown = set(clean("".join(used))) - {"\n"} | set(document.watermark)
    return tuple(sorted(character for character in shown if fonts.find("fang", character) is None))


def _texts(block: Block) -> tuple[str, ...]:
    match block:
        case Title() | Paragraph():
            return (block.text,)
        case Heading():
            return (heading_text(block),)
        case Signature():
            return (block.unit, block.date)
        case Table():
            heads = (column.head for column in block.columns)
            cells = (cell for row in (*block.rows, block.total) for cell in row)
            return (block.caption, block.unit, block.note, *heads, *cells)
        case _:
            return ()
