"""The lines of the contents (目录), before the page numbers are known."""

from __future__ import annotations

from desktop.output.pdf.pages import Entry
from desktop.output.pdf.setter import Setter
from desktop.output.pdf.style import SHEET

NUMBER_ROOM = 42.0
"""Kept free at the right for leader and page number."""


def entries(setter: Setter, headings: list[tuple[int, str, int]]) -> tuple[Entry, ...]:
    """Return the lines for headings given as index, text and level."""
    return tuple(entry for each in headings for entry in _entry(setter, *each))


def _entry(setter: Setter, index: int, text: str, level: int) -> list[Entry]:
    role = "entry1" if level <= 1 else "entry"
    indent = (min(max(level, 1), 4) - 1) * SHEET.pitch
    lines = setter.lines(role, text, SHEET.text_width - indent - NUMBER_ROOM)
    return [
        Entry(index, line, indent + (SHEET.pitch if k else 0.0), line is lines[-1], role)
        for k, line in enumerate(lines)
    ]
