"""Pieces to operators: each page becomes one string (ISO 32000-1, 9.4 text, 8.5 paths)."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin
from typing import NamedTuple

from desktop.output.pdf.flow import heading_text
from desktop.output.pdf.glyphs import Glyphs
from desktop.output.pdf.ink import Ink
from desktop.output.pdf.lines import Line
from desktop.output.pdf.pages import Pages, Piece
from desktop.output.pdf.signature import sign_lines
from desktop.output.pdf.style import GREY, PAD, RULE, SHEET, STYLES, Align
from desktop.output.pdf.table import Grid, cell_height, inner
from desktop.output.pdf.titles import title_lines
from desktop.report.blocks import Heading, Paragraph, Signature, Title

_MIDDLE = 0.38
"""From the baseline to the middle of a Chinese character, in ems."""

_LEADER = "[.8 3.2]0 d 1 J .9 w"


class Link(NamedTuple):
    """A line of the contents: its rectangle and the heading it leads to."""

    left: float
    bottom: float
    right: float
    top: float
    heading: int


class Painter:
    """Paints pages of one layout; *ink* gathers what the fonts have to hold."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.setter = pages.setter
        self.ink = Ink()
        self._text: list[str] = []
        self._rules: list[str] = []
        self._links: list[Link] = []
        self._state: tuple[str, float, float] = ("", 0.0, 0.0)

    def page(self, number: int) -> tuple[str, list[Link]]:
        """Return the operators of page *number* (from 1) and its links."""
        self._text, self._rules, self._links = [], [], []
        self._state = ("", 0.0, 0.0)
        before = self._watermark()
        for piece in self.pages.pieces[number - 1]:
            self._piece(piece)
        self._number(number)
        return "\n".join([*before, "BT", *self._text, "ET", *self._rules]), self._links

    def _piece(self, piece: Piece) -> None:
        match piece.role:
            case "table":
                self._table(self.pages.grids[piece.block], piece)
            case "entry":
                self._entries(piece)
            case "sign":
                self._signature(piece)
            case role:
                lines = self._lines(piece)[piece.start : piece.end]
                self._put(role, lines, SHEET.left, piece.top, SHEET.text_width, STYLES[role].align)

    def _lines(self, piece: Piece) -> tuple[Line, ...]:
        setter, block = self.setter, self.pages.document.blocks[piece.block]
        match block:
            case Title():
                return title_lines(block.text, setter.glyphs("title"), SHEET.text_width)
            case Heading():
                return setter.lines(piece.role, heading_text(block))
            case Paragraph():
                return setter.lines("body", block.text)
            case _:
                return (
                    self.pages.grids[piece.block].note
                    if piece.role == "note"
                    else setter.lines("contents", "目　录")
                )

    def _put(
        self, role: str, lines: Iterable[Line], left: float, top: float, width: float, align: Align
    ) -> None:
        """Show *lines*, the first of which begins at *top*."""
        style, glyphs = STYLES[role], self.setter.glyphs(role)
        y = top - style.lead / 2 - style.size * _MIDDLE
        for line in lines:
            self._show(line, glyphs, left + _offset(line, glyphs, width, align), y)
            y -= style.lead

    def _show(self, line: Line, glyphs: Glyphs, x: float, y: float) -> None:
        out, size = self._text, glyphs.size
        for at, text, face, space in line:
            shown, high, spread = self._state
            if (face, size) != (shown, high):
                out.append(f"/{face} {size:g} Tf")
            if space != spread:
                out.append(f"{space:.3f} Tc")
            self._state = (face, size, space)
            out.append(f"1 0 0 1 {x + at:.2f} {y:.2f} Tm<{self.ink.hex(face, text)}>Tj")

    def _watermark(self) -> list[str]:
        """Return the watermark's operators: opaque grey, so that archives (PDF/A-1) take it."""
        word = self.pages.document.watermark.strip()
        if not word:
            return []
        glyphs = self.setter.glyphs("watermark")
        line = self.setter.line("watermark", word)
        angle, width = radians(50), glyphs.length(line)
        scale = min(1.0, 0.8 * SHEET.height / max(width, 1.0))
        c, s = scale * cos(angle), scale * sin(angle)
        x = SHEET.width / 2 - c * width / 2 + s * glyphs.size * _MIDDLE
        y = SHEET.height / 2 - s * width / 2 - c * glyphs.size * _MIDDLE
        shown = [f"q {GREY:g} g BT {c:.4f} {s:.4f} {-s:.4f} {c:.4f} {x:.2f} {y:.2f} Tm"]
        end = 0.0
        for at, text, face, space in line:
            codes = self.ink.hex(face, text)
            shown.append(f"{at - end:.2f} 0 Td /{face} {glyphs.size:g} Tf {space:.3f} Tc <{codes}> Tj")
            end = at
        return [*shown, "ET Q"]

    def _number(self, number: int) -> None:
        """Show the page number at the outer edge, its dashes 7 mm below the type area (7.5)."""
        glyphs, line = self.setter.glyphs("number"), self.setter.line("number", f"— {number} —")
        width = glyphs.length(line)
        indent = glyphs.size  # 空一字
        right = SHEET.left + SHEET.text_width - indent - width
        dash = self.setter.fonts.face(glyphs["—"].face).ink(ord("—"))
        y = SHEET.bottom - SHEET.number_gap - dash.top * glyphs.size / 1000
        self._show(line, glyphs, right if number % 2 else SHEET.left + indent, y)

    def _signature(self, piece: Piece) -> None:
        block = self.pages.document.blocks[piece.block]
        if isinstance(block, Signature):
            top = piece.top
            for x, line in sign_lines(self.setter, block)[piece.start : piece.end]:
                self._put("sign", [line], SHEET.left + x, top, SHEET.text_width, "left")
                top -= STYLES["sign"].lead

    def _entries(self, piece: Piece) -> None:
        listing = self.pages.listings[piece.block]
        top, lead = piece.top, listing.lead
        right = SHEET.left + SHEET.text_width
        for entry in listing.entries[piece.start : piece.end]:
            left = SHEET.left + entry.indent
            self._put(entry.role, [entry.line], left, top, SHEET.text_width, "left")
            if entry.numbered:
                number = self.setter.line("leader", str(self.pages.headings[entry.heading].page))
                self._put("leader", [number], SHEET.left, top, SHEET.text_width, "right")
                begin = left + self.setter.glyphs(entry.role).length(entry.line) + 8
                end = right - self.setter.glyphs("leader").length(number) - 6
                y = top - SHEET.lead / 2 - SHEET.glyph * _MIDDLE + 1
                if begin < end:
                    self._rules.append(f"q {_LEADER} {begin:.2f} {y:.2f} m {end:.2f} {y:.2f} l S Q")
            self._links.append(Link(SHEET.left, top - lead, right, top, entry.heading))
            top -= lead

    def _table(self, grid: Grid, piece: Piece) -> None:
        top = self._above(grid, piece) if piece.headed else piece.top
        heights = grid.spread(piece.start, piece.end)
        if piece.part:
            first, last = piece.part
            heights = [cell_height(last - first)]
        ys = [top]
        for height in heights:
            ys.append(ys[-1] - height)
        for j in range(len(grid.shape.widths)):
            self._column(grid, piece, j, ys)
        self._grid_rules(grid, piece, ys)

    def _above(self, grid: Grid, piece: Piece) -> float:
        """Show caption, unit and head; return where the rows begin."""
        top, left, width = piece.top, SHEET.left, SHEET.text_width
        caption = grid.caption(again=piece.again)
        self._put("caption", caption, left, top, width, "center")
        top -= len(caption) * STYLES["caption"].lead
        if unit := grid.table.unit.strip():
            self._put("unit", [self.setter.line("unit", unit)], left, top, width, "right")
            top -= STYLES["unit"].lead
        for j, lines in enumerate(grid.head):
            self._cell(
                "head", lines, (grid.edges[j], grid.edges[j + 1]), (top, top - grid.head_height), "center"
            )
        if grid.head:
            ys = [top, top - grid.head_height]
            self._rules.append(_strokes(_frame(grid.edges, ys)))
        return top - grid.head_height

    def _column(self, grid: Grid, piece: Piece, j: int, ys: list[float]) -> None:
        """Show the cells of column *j*; a run of merged rows shows its label once."""
        edges, k = (grid.edges[j], grid.edges[j + 1]), piece.start
        while k < piece.end:
            stop = grid.run_end(k, j, piece.end)
            lines = grid.cell(grid.rows[k], j)
            if piece.part:
                lines = _part(lines, piece.part, repeated=j < grid.shape.merged)
            self._cell(
                grid.shape.roles[j],
                lines,
                edges,
                (ys[k - piece.start], ys[stop - piece.start]),
                grid.align(j),
            )
            k = stop

    def _cell(
        self,
        role: str,
        lines: tuple[Line, ...],
        edges: tuple[float, float],
        between: tuple[float, float],
        align: Align,
    ) -> None:
        """Show *lines* in the middle of a cell's height."""
        height = len(lines) * STYLES[role].lead
        top = (between[0] + between[1] + height) / 2
        self._put(role, lines, edges[0] + PAD, top, inner(edges[1] - edges[0]), align)

    def _grid_rules(self, grid: Grid, piece: Piece, ys: list[float]) -> None:
        """Rule the rows; no line crosses a merged label."""
        if not grid.head or len(ys) < 2:
            return
        strokes = _frame(grid.edges, [ys[0], ys[-1]])
        for k, y in enumerate(ys[1:-1], piece.start):
            merged = 0
            while merged < grid.shape.merged and grid.run_end(k, merged, k + 2) > k + 1:
                merged += 1
            strokes.append((grid.edges[merged], y, grid.edges[-1], y))
        self._rules.append(_strokes(strokes))


def _part(lines: tuple[Line, ...], part: tuple[int, int], *, repeated: bool) -> tuple[Line, ...]:
    """Return a cell's lines in one part of a parted row; a label that fits stands in each."""
    first, last = part
    return lines if repeated and len(lines) <= last - first else lines[first:last]


def _offset(line: Line, glyphs: Glyphs, width: float, align: Align) -> float:
    if align == "center":
        return (width - glyphs.length(line)) / 2
    return width - glyphs.length(line) if align == "right" else 0.0


def _frame(xs: tuple[float, ...], ys: list[float]) -> list[tuple[float, float, float, float]]:
    """Return the strokes of all verticals and of the first and last horizontal."""
    verticals = [(x, ys[0], x, ys[-1]) for x in xs]
    return verticals + [(xs[0] - RULE / 2, y, xs[-1] + RULE / 2, y) for y in ys]


def _strokes(strokes: list[tuple[float, float, float, float]]) -> str:
    path = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in strokes)
    return f"{RULE:g} w {path} S"
