"""Tab-separated text on the clipboard, as Excel, WPS, Calc and text editors write it."""

from __future__ import annotations

import re

Grid = tuple[tuple[str, ...], ...]
"""Rows of cell texts, all of one length."""

# A quote opens a cell only at its start and only where it has a reason: a tab, a line break or a doubled
# quote within. Calc quotes nothing, so “"推广"” between tabs is the text itself.
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\r|\Z)')
_BARE = re.compile(r"[^\t\r\n]*")
_END = re.compile(r"\t|\r\n|\n|\r|\Z")
_REASON = re.compile(r'[\t\r\n]|""')


def squared(rows: list[list[str]]) -> Grid:
    """Return rows filled up with empty cells to the length of the longest."""
    width = max(map(len, rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def read_tsv(text: str) -> Grid:
    """Return the cells of *text*; quoted cells may hold tabs, line breaks and doubled quotes."""
    rows: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        end = _END.match(text, at)
        at = end.end() if end else len(text)
        if end and end[0] not in ("\t", ""):
            rows.append([])
        elif end and end[0] == "\t" and at == len(text):
            rows[-1].append("")
    return squared(rows if rows[-1] else rows[:-1])


def _cell(text: str, at: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at) if text[at] == '"' else None
    if quoted and _REASON.search(quoted[1]):
        return quoted[1].replace('""', '"').replace("\r\n", "\n"), quoted.end()
    bare = _BARE.match(text, at)
    return (bare[0], bare.end()) if bare else ("", at)


def write_tsv(grid: Grid) -> str:
    """Return *grid* as text with CRLF rows; only what could not be read back otherwise is quoted."""
    return "".join("\t".join(map(_written, row)) + "\r\n" for row in grid)


def _written(cell: str) -> str:
    needs = any(sign in cell for sign in "\t\r\n") or cell.startswith('"')
    return '"' + cell.replace('"', '""') + '"' if needs else cell
