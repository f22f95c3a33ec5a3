"""Where on a page a character of a paragraph or a cell of a table stands, and what stands at a point.

Lengths in points from the upper left corner of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from desktop.output.pdf.pages import Pages, Piece
from desktop.output.pdf.style import SHEET, STYLES
from desktop.output.pdf.table import Grid, cell_height
from desktop.report.blocks import Paragraph


class Box(NamedTuple):
    """A rectangle on a page and what it holds: a character of a block, or a row and column of its table."""

    left: float
    top: float
    width: float
    height: float
    block: int
    character: int = 0
    row: int = 0
    column: int = 0

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return 0 <= x - self.left < self.width and 0 <= y - self.top < self.height


def boxes(pages: Pages, page: int) -> Iterator[Box]:
    """Yield every character of the paragraphs, and every cell of the tables, on a page (from 1)."""
    for piece in pages.pieces[page - 1]:
        block = pages.document.blocks[piece.block]
        if piece.role == "table":
            yield from _cells(pages.grids[piece.block], piece)
        elif piece.role == "body" and isinstance(block, Paragraph):
            yield from _characters(pages, piece, block.text)


def _characters(pages: Pages, piece: Piece, text: str) -> Iterator[Box]:
    """Blanks are set as distance, so that only what is seen is counted."""
    style, glyphs = STYLES["body"], pages.setter.glyphs("body")
    numbers = iter([n for n, sign in enumerate(text) if not sign.isspace()])
    for k, line in enumerate(pages.setter.lines("body", text)):
        top = SHEET.height - piece.top + (k - piece.start) * style.lead + (style.lead - style.size) / 2
        for at, run, _, space in line:
            x = SHEET.left + at
            for sign in run:
                wide = glyphs[sign].natural + space
                if not sign.isspace():
                    number = next(numbers, len(text))
                    if piece.start <= k < piece.end:
                        yield Box(x, top, wide, style.size, piece.block, number)
                x += wide


def _cells(grid: Grid, piece: Piece) -> Iterator[Box]:
    above = SHEET.height - piece.top + (grid.top(again=piece.again) if piece.headed else 0.0)
    heights = grid.spread(piece.start, piece.end)
    if piece.part:
        heights = [cell_height(piece.part[1] - piece.part[0])]
    tops = accumulate(heights, initial=above)
    for row, (top, height) in enumerate(zip(tops, heights, strict=False), piece.start):
        for column, left in enumerate(grid.edges[:-1]):
            yield Box(left, top, grid.edges[column + 1] - left, height, piece.block, 0, row, column)
