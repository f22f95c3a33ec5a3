"""How high a text stands in a cell: Excel fits no merged cell by itself (行高).

Lines are broken as a spreadsheet does: between 汉字, not within words and numbers, never before a
closing mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from math import ceil

_LEADING = 1.42  # line pitch of 宋体 in sizes, a little more than Excel's own
_PADDING = 6.0  # pt above and below the text, together
_GUTTER = 1.0  # characters of a column that hold no text
_CLOSING = "，。、；：！？）》〉”’】〕％%…—·"
_PIECE = re.compile(rf"(?:[!-~\u00a0-\u02ff]+|\s|.)[{_CLOSING}]*", re.DOTALL)


def height(text: str, chars: float, size: float, *, upright: bool = False) -> float:
    """The height (pt) of *text* in a cell *chars* characters of 9 pt wide; upright: one character a line."""
    lines = len(text) if upright else line_count(text, (chars - _GUTTER) * 9 / size)
    return lines * size * _LEADING + _PADDING


def line_count(text: str, room: float) -> int:
    """How many lines a text takes where *room* half-width characters stand on one."""
    return sum(_lines(line, max(room, 2)) for line in text.split("\n")) if text else 1


def _lines(line: str, room: float) -> int:
    count, used = 1, 0.0
    for piece in _PIECE.findall(line):
        width = _width(piece)
        if used + width <= room:
            used += width
        elif width <= room:
            count, used = count + 1, width
        else:  # broken anywhere, from a line of its own
            more = ceil(width / room)
            count, used = count + more - (not used), width - (more - 1) * room
    return count


def _width(piece: str) -> int:
    return sum(map(_half_widths, piece))


@cache
def _half_widths(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1
