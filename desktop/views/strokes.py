"""Drawings as path data (the words of SVG: M L H V C S A Z) made into painter paths.

QtSvg would do the same, but it is one more library between the start and the first paint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import atan2, copysign, degrees, hypot, sqrt

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_WORD = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_COUNTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}


def path(data: str) -> QPainterPath:
    """Return the path of *data*; arcs are of circles, never turned. ValueError for other words."""
    made = QPainterPath()
    handle = QPointF()
    for command, numbers in _commands(data):
        at, origin = made.currentPosition(), made.currentPosition() if command.islower() else QPointF()
        points = [QPointF(*pair) + origin for pair in zip(numbers[::2], numbers[1::2], strict=False)]
        match command.lower():
            case "m":
                made.moveTo(points[0])
            case "l":
                made.lineTo(points[0])
            case "h":
                made.lineTo(numbers[0] + origin.x(), at.y())
            case "v":
                made.lineTo(at.x(), numbers[0] + origin.y())
            case "c":
                made.cubicTo(*points)
                handle = points[1]
            case "s":
                made.cubicTo(at * 2 - handle if not handle.isNull() else at, *points)
                handle = points[0]
            case "a":
                end = QPointF(*numbers[5:]) + origin
                _arc(made, end, numbers[0], large=bool(numbers[3]), clockwise=bool(numbers[4]))
            case _:
                made.closeSubpath()
        if command.lower() not in "cs":
            handle = QPointF()
    return made


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; a command holds until the next letter, and M goes on as L."""
    words = _WORD.findall(data)
    command, at = "", 0
    while at < len(words):
        if words[at].isalpha():
            command, at = words[at], at + 1
        count = _COUNTS[command.lower()]
        yield command, [float(word) for word in words[at : at + count]]
        at += count
        command = {"M": "L", "m": "l"}.get(command, command)


def _arc(made: QPainterPath, end: QPointF, radius: float, *, large: bool, clockwise: bool) -> None:
    """Go to *end* along a circle (SVG 1.1, appendix F.6.5, for one radius and no rotation)."""
    start = made.currentPosition()
    across = end - start
    length = hypot(across.x(), across.y())
    radius = max(radius, length / 2)
    rise = sqrt(max(0.0, radius * radius - length * length / 4)) / length
    side = -1 if large == clockwise else 1
    centre = (start + end) * 0.5 + QPointF(-across.y(), across.x()) * rise * side
    first = degrees(atan2(start.y() - centre.y(), start.x() - centre.x()))
    last = degrees(atan2(end.y() - centre.y(), end.x() - centre.x()))
    turn = (last - first) % 360 if clockwise else -((first - last) % 360)
    turn = turn or copysign(360, 1 if clockwise else -1)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    made.arcTo(box, -first, -turn)
