"""The page: GB/T 9704-2012 (党政机关公文格式) as numbers, in points unless a name says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4
"""One millimetre in points."""

Align = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An A4 sheet with its type area (版心, 5.2.1) and grid (22 lines of 28 characters, 5.2.3)."""

    width: float = 210 * MM
    height: float = 297 * MM
    top: float = 37 * MM
    left: float = 28 * MM
    text_width: float = 156 * MM
    text_height: float = 225 * MM
    glyphs: int = 28
    lines: int = 22
    glyph: float = 15.75  # 三号: 28 × 16 pt would not fit 156 mm
    number_gap: float = 7 * MM  # 7.5: 一字线上距版心下边缘 7 mm

    @property
    def pitch(self) -> float:
        """From one character to the next."""
        return self.text_width / self.glyphs

    @property
    def lead(self) -> float:
        """From one line to the next."""
        return self.text_height / self.lines

    @property
    def bottom(self) -> float:
        """The lower edge of the type area, from the bottom of the sheet."""
        return self.height - self.top - self.text_height


SHEET = Sheet()


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of text is set.

    face: 仿宋 fang, 楷体 kai, 黑体 hei, 宋体 song, 小标宋 xbs. pitch: 0 is the size itself.
    indent: in characters, of a first line. loose: the widest gap that justifying may leave between
    two characters; a line that would need more stays ragged.
    """

    face: str
    size: float
    lead: float
    pitch: float = 0.0
    indent: int = 0
    align: Align = "left"
    loose: float = 0.0


def _running(face: str) -> Style:
    return Style(face, SHEET.glyph, SHEET.lead, SHEET.pitch, 2, "justify", SHEET.glyph)


STYLES: dict[str, Style] = {
    "title": Style("xbs", 22, SHEET.lead * 1.2, align="center"),
    "h0": Style("hei", SHEET.glyph, SHEET.lead, SHEET.pitch),
    "h1": _running("hei"),
    "h2": _running("kai"),
    "h3": _running("fang"),
    "h4": _running("fang"),
    "body": _running("fang"),
    "sign": Style("fang", SHEET.glyph, SHEET.lead, SHEET.pitch),
    "contents": Style("hei", SHEET.glyph, SHEET.lead, align="center"),
    "entry1": Style("hei", SHEET.glyph, SHEET.lead),
    "entry": Style("fang", SHEET.glyph, SHEET.lead),
    "caption": Style("hei", 14, SHEET.lead, align="center"),
    "unit": Style("fang", 12, 18, align="right"),
    "head": Style("hei", 12, 17, align="center"),
    "cell": Style("fang", 12, 17, align="justify", loose=1.5),
    "figure": Style("fang", 12, 17),
    "note": Style("fang", 12, 17, align="justify", loose=6),
    "number": Style("song", 14, SHEET.lead),
    "leader": Style("song", SHEET.glyph, SHEET.lead),
    "watermark": Style("hei", 150, 150),
}

PAD = 4.0
"""Between a table's rule and its text."""

RULE = 0.5
"""Thickness of a table's rules."""

GREY = 0.93
"""The watermark's opaque grey (1 is white)."""
