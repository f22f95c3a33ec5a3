"""Where the cells of a pasted range go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.views.tables.columns import Column
from desktop.views.tables.tsv import Grid

LEAST_HEADS = 2  # So many column heads in the first row make it a head and not a record


@dataclass(frozen=True, slots=True)
class Target:
    """The cell at which a range is pasted, and how many rows and columns are selected there."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """Shown row → entry name → text; *homeless* cells hold text and have no column to go to."""

    cells: dict[int, dict[str, str]]
    homeless: int


def planned(grid: Grid, columns: Sequence[Column], target: Target) -> Plan:
    """Lay *grid* over *columns* (those in sight, in order) from *target* on.

    A single cell, or a range that fits several times, fills the selection. A first row of column heads says
    which column is which, and is not pasted.
    """
    heads = heads_in(grid, columns)
    if heads is not None:
        return _laid(grid[1:], heads, target.row)
    grid = _repeated(grid, target)
    width = len(grid[0]) if grid else 0
    places = [columns[n] if n < len(columns) else None for n in range(target.column, target.column + width)]
    return _laid(grid, places, target.row)


def _laid(grid: Grid, columns: Sequence[Column | None], row: int) -> Plan:
    cells: dict[int, dict[str, str]] = {}
    homeless = 0
    for number, texts in enumerate(grid, row):
        taken = cells.setdefault(number, {})
        for column, text in zip(columns, texts, strict=True):
            if column is not None and column.entry is not None:
                taken[column.name] = text
            else:
                homeless += bool(text.strip())
    return Plan(cells, homeless)


def heads_in(grid: Grid, columns: Sequence[Column]) -> list[Column | None] | None:
    """The columns that the first row names, or None where it does not name columns."""
    named = {each.label: each for each in columns if each.entry} | {
        each.entry.label: each for each in columns if each.entry
    }
    texts = [text.strip() for text in grid[0]] if grid else []
    filled = [text for text in texts if text]
    known = [text for text in filled if text in named]
    if len(known) < LEAST_HEADS or 2 * len(known) < len(filled):
        return None
    return [named.get(text) for text in texts]


def fills(grid: Grid, target: Target) -> bool:
    """Whether a range has the shape of the selection, or fits it several times."""
    down, across = len(grid), len(grid[0]) if grid else 0
    return bool(across) and target.rows % down == 0 and target.columns % across == 0


def _repeated(grid: Grid, target: Target) -> Grid:
    if not grid or not grid[0]:
        return grid
    down, rest_down = divmod(target.rows, len(grid))
    across, rest_across = divmod(target.columns, len(grid[0]))
    if rest_down or rest_across or (down, across) == (1, 1):
        return grid
    return tuple(row * max(across, 1) for row in grid * max(down, 1))
