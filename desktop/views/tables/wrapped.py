"""Texts of several lines in a cell: as many whole lines as there is room for, … where there are more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from desktop.views.editors.problem_line import broken

_LONGEST = 2_000  # Characters looked at: more than any cell shows


def whole_lines(text: str, face: QFont, width: int, most: int) -> str:
    """Return the lines of a text as they fit into *width* px, *most* of them; the last ends in … if it goes on."""
    metrics = QFontMetrics(face)
    if "\n" not in text and metrics.horizontalAdvance(text[:_LONGEST]) <= width:
        return text
    made: list[str] = []
    paragraphs = text[:_LONGEST].split("\n")
    for number, paragraph in enumerate(paragraphs):
        made += broken(paragraph, face, width, most - len(made))
        if len(made) >= most:
            goes_on = any(each.strip() for each in paragraphs[number + 1 :])
            last = f"{made[-1]}…" if goes_on else made[-1]
            made[-1] = metrics.elidedText(last, Qt.TextElideMode.ElideRight, width)
            break
    return "\n".join(made)
