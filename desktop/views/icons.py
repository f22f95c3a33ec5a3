"""Line icons on a 16 px grid with one stroke width, and the filled shapes of severity and state.

An icon is drawn when it is shown, so that it follows colours and density; a pixmap stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPen,
    QPixmap,
    QPixmapCache,
)

from desktop.views.strokes import path
from desktop.views.theme import color

GRID = 16  # Units of the grid that icons are drawn on


@dataclass(frozen=True, slots=True)
class Layer:
    """Path data with a fill and a line: tokens, '' for the icon's own colour, None for neither."""

    data: str
    fill: str | None = None
    line: str | None = None
    width: float = 1.4


LINES: Final = {
    "check": "M3 8.5 6.5 12 13 4.5",
    "close": "M4 4 12 12 M12 4 4 12",
    "plus": "M8 3v10 M3 8h10",
    "minus": "M3 8h10",
    "up": "M3.5 10 8 5.5 12.5 10",
    "down": "M3.5 6 8 10.5 12.5 6",
    "left": "M10 3.5 5.5 8 10 12.5",
    "right": "M6 3.5 10.5 8 6 12.5",
    "undo": "M6 3.5 3 6.5 6 9.5 M3 6.5H9.5a3.5 3.5 0 0 1 0 7H7",
    "redo": "M10 3.5 13 6.5 10 9.5 M13 6.5H6.5a3.5 3.5 0 0 0 0 7H9",
    "search": "M7 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9Z M10.5 10.5 14 14",
    "eye": "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z M8 10a2 2 0 1 1 0-4 2 2 0 0 1 0 4Z",
    "file": "M4 1.5h5.5L13 5v9.5H4Z M9.5 1.5V5H13",
    "folder": "M1.5 4h4.5l1.5 2h7v7.5h-13Z",
    "print": "M4.5 6V2h7v4 M4.5 12H2V6h12v6h-2.5 M4.5 9.5h7V14h-7Z",
    "export": "M8 10V2 M5 5l3-3 3 3 M2.5 9.5v4h11v-4",
    "carry": "M8 2v8 M5 7l3 3 3-3 M2.5 9.5v4h11v-4",
    "filter": "M2 3h12L9.5 8.5V13l-3-1.5v-3Z",
    "link": "M6.5 9.5l3-3 M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9 M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7",
    "clip": "M11.5 5 6.3 10.2a1.5 1.5 0 0 0 2.1 2.1L13.5 7a3 3 0 0 0-4.3-4.3L4 8a4.5 4.5 0 0 0 6.4 6.4",
    "lock": "M4 7.5h8v6.5H4Z M5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
    "clock": "M8 14A6 6 0 1 1 8 2a6 6 0 0 1 0 12Z M8 4.5V8l2.5 1.5",
    "help": (
        "M8 14.5a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13Z M6 6.3a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.1 M8 11.2v.3"
    ),
    "grid": "M2 3h12v10H2Z M2 6.5h12 M2 9.8h12 M6 3v10",
    "copy": "M5.5 5.5H14V14H5.5Z M10.5 5.5V2H2v8.5h3.5",
    "edit": "M3 13l.7-3L11 2.7 13.3 5 6 12.3Z",
    "trash": "M3 4.5h10 M6 4.5V2.5h4v2 M4.5 4.5 5 14h6l.5-9.5",
    "more": "M3.5 8h.2 M8 8h.2 M12.5 8h.2",
    "jump": "M3 13V8h9 M9 5l3 3-3 3",
    "cancel": "M8 14.5a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13Z M5.5 5.5l5 5 M10.5 5.5l-5 5",
    "calendar": "M2.5 3.5h11V14h-11Z M2.5 6.5h11 M5.5 2v3 M10.5 2v3",
    "flag": "M4 14.5V2 M4 2.5h8L10 5.5l2 3H4",
    "save": "M2.5 2.5h9l2 2v9h-11Z M5 2.5V6h5V2.5 M5 13.5V9.5h6v4",
    "zoom": "M7 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9Z M10.5 10.5 14 14 M5 7h4 M7 5v4",
    "list": "M5.5 4H14 M5.5 8H14 M5.5 12H14 M2 4h.5 M2 8h.5 M2 12h.5",
    "drag": "M6 4v.1 M10 4v.1 M6 8v.1 M10 8v.1 M6 12v.1 M10 12v.1",
    "sigma": "M12 3.5V2.5H4L8.5 8 4 13.5h8v-1",
    "usb": "M5 6h6v8H5Z M6.5 6V2.5h3V6",
    "swap": "M3 5.5h9.5 M10 3l2.5 2.5L10 8 M13 10.5H3.5 M6 8 3.5 10.5 6 13",
}
SHAPES: Final = {
    "sev_err": (
        Layer("M1.5 8a6.5 6.5 0 1 1 13 0a6.5 6.5 0 1 1 -13 0Z", fill=""),
        Layer("M8 4.3v4.6M8 11v.6", line="white", width=1.7),
    ),
    "sev_warn": (
        Layer("M8 1.8 15 14H1Z", fill="", line="", width=1.0),
        Layer("M8 6.2v3.6M8 11.8v.4", line="white", width=1.6),
    ),
    "sev_hint": (
        Layer("M2 8a6 6 0 1 1 12 0a6 6 0 1 1 -12 0Z", line=""),
        Layer("M8 7.3v4M8 4.8v.3", line="", width=1.6),
    ),
    "sev_ok": (
        Layer("M1.5 8a6.5 6.5 0 1 1 13 0a6.5 6.5 0 1 1 -13 0Z", fill=""),
        Layer("M4.8 8.3 7.2 10.6 11.3 5.8", line="white", width=1.6),
    ),
    "state_none": (Layer("M3 8a5 5 0 1 1 10 0a5 5 0 1 1 -10 0Z", line=""),),
    "state_half": (
        Layer("M3 8a5 5 0 1 1 10 0a5 5 0 1 1 -10 0Z", line=""),
        Layer("M8 3a5 5 0 0 1 0 10Z", fill=""),
    ),
    "dot": (Layer("M5 8a3 3 0 1 1 6 0a3 3 0 1 1 -6 0Z", fill=""),),
}
_PROGRAM = (
    Layer("M3 0H13a3 3 0 0 1 3 3V13a3 3 0 0 1 -3 3H3a3 3 0 0 1 -3 -3V3a3 3 0 0 1 3 -3Z", fill="accent"),
    Layer("M3.5 12.5h9", line="accent_line", width=1.2),
    Layer("M3.5 9.8 6.4 6.6 8.6 8.4 12.5 3.6", line="white", width=1.7),
)


def pixmap(name: str, tone: str = "text2", px: int = 16) -> QPixmap:
    """Return an icon in the colour of a token; *px* is its side in device-independent pixels."""
    ratio = _ratio()
    key = f"jixiao-{name}-{color(tone).name()}-{color('white').name()}-{px}-{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = _painted(_layers(name), tone, round(px * ratio))
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


def icon(name: str, tone: str = "text2") -> QIcon:
    """Return an icon with its greyed form for disabled buttons."""
    return QIcon(_Engine(name, tone))


class _Engine(QIconEngine):
    """Draws an icon at the moment and in the size it is asked for, no larger than its grid."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = round(GRID * _ratio())
        return size.boundedTo(QSize(side, side))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _painted(_layers(self._name), self._tone_in(mode), min(size.width(), size.height()))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height(), GRID)
        where = QRect(0, 0, side, side)
        where.moveCenter(rect.center())
        painter.drawPixmap(where.topLeft(), pixmap(self._name, self._tone_in(mode), side))

    def _tone_in(self, mode: QIcon.Mode) -> str:
        return "faint" if mode == QIcon.Mode.Disabled else self._tone


def program_icon() -> QIcon:
    """Return the program's own icon, in the sizes that task bars ask for."""
    made = QIcon()
    for px in (16, 24, 32, 48, 64, 128):
        made.addPixmap(_painted(_PROGRAM, "accent", px))
    return made


def _layers(name: str) -> tuple[Layer, ...]:
    return SHAPES.get(name) or (Layer(LINES[name], line=""),)


def _ratio() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


def _painted(layers: tuple[Layer, ...], tone: str, side: int) -> QPixmap:
    """Paint the layers on a square of *side* device pixels."""
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / GRID, side / GRID)
    for layer in layers:
        painter.setPen(Qt.PenStyle.NoPen if layer.line is None else _pen(layer.line or tone, layer.width))
        painter.setBrush(Qt.BrushStyle.NoBrush if layer.fill is None else color(layer.fill or tone))
        painter.drawPath(path(layer.data))
    painter.end()
    return made


def _pen(tone: str, width: float) -> QPen:
    made = QPen(color(tone), width)
    made.setCapStyle(Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return made
