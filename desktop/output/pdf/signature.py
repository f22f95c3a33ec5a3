"""The closing lines (落款) of a document without a seal (GB/T 9704-2012, 7.3.5.2)."""

from __future__ import annotations

from desktop.output.pdf.lines import Line
from desktop.output.pdf.setter import Setter
from desktop.output.pdf.style import SHEET
from desktop.report.blocks import Signature

_INDENT = 2 * SHEET.pitch


def sign_lines(setter: Setter, signature: Signature) -> list[tuple[float, Line]]:
    """Return each line and where it begins, from the left edge of the type area.

    The unit stands two characters from the right, the date begins two characters right of the unit;
    a date longer than the unit stands two characters from the right itself and pushes the unit left.
    """
    glyphs = setter.glyphs("sign")
    right = SHEET.text_width - _INDENT
    units = setter.lines("sign", signature.unit, right - _INDENT) if signature.unit.strip() else ()
    dates = setter.lines("sign", signature.date, right) if signature.date.strip() else ()
    unit = max(map(glyphs.length, units), default=0.0)
    date = max(map(glyphs.length, dates), default=0.0)
    left = right - unit
    if date > unit:
        left = max(0.0, right - date - (_INDENT if units else 0.0))
    begin = left + (_INDENT if units else 0.0)
    placed = [(left + unit - glyphs.length(line), line) for line in units]
    return placed + [(begin, line) for line in dates]
