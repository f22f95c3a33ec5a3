"""Where the pages of a printed sheet part, so that no label is cut in two (A4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from desktop.report.form.grid import Cell, Grid
from desktop.report.form.measure import height

UPRIGHT, ACROSS = 735.0, 490.0  # pt between the margins of A4
_EARLIER, _LATER = 20.0, 140.0  # pt by which programs end a page elsewhere than reckoned here


def paged(grid: Grid) -> Grid:
    """Return the grid with every text that a page's end would cut moved to the top of its block.

    A block that begins in the repeated heads has its text at the bottom: its top comes back on every page.
    """
    tops = [0.0, *accumulate(grid.heights)]
    ends = list(_ends(grid, tops))
    cells = [_moved(grid, cell) if _is_cut(grid, cell, tops, ends) else cell for cell in grid.cells]
    return replace(grid, cells=tuple(cells))


def _ends(grid: Grid, tops: list[float]) -> Iterator[float]:
    """Where pages end, in pt from the top: rows are never parted, the heads come back on every page."""
    room = ACROSS if grid.landscape else UPRIGHT
    begun, most = 0.0, room
    for row, (top, bottom) in enumerate(pairwise(tops), 1):
        if top > begun and bottom - begun > most:
            yield top
            begun = top
            most = room - grid.heights[grid.heads - 1] if 0 < grid.heads < row else room


def _is_cut(grid: Grid, cell: Cell, tops: list[float], ends: list[float]) -> bool:
    if not isinstance(cell.value, str) or not cell.merged:
        return False
    top, bottom = tops[cell.row - 1], tops[cell.last_row]
    width = sum(grid.widths[cell.column - 1 : cell.last_column])
    half = height(cell.value, width, cell.look.size, upright=cell.look.upright) / 2
    middle = (top + bottom) / 2
    return any(top < end < bottom and -half - _LATER < end - middle < half + _EARLIER for end in ends)


def _moved(grid: Grid, cell: Cell) -> Cell:
    valign = "bottom" if cell.row == grid.heads else "top"
    return replace(cell, look=replace(cell.look, valign=valign))
