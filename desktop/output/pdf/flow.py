"""Blocks to pages: where each stretch stands. Only heights are walked; nothing is painted."""

from __future__ import annotations

from typing import assert_never

from desktop.output.pdf.charset import clean
from desktop.output.pdf.contents import entries
from desktop.output.pdf.pages import Listing, Pages, Piece, PlacedHeading
from desktop.output.pdf.setter import Setter
from desktop.output.pdf.signature import sign_lines
from desktop.output.pdf.style import PAD, SHEET, STYLES
from desktop.output.pdf.table import Grid, cell_height, lines_in
from desktop.output.pdf.titles import title_lines
from desktop.progress import tell
from desktop.report.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Title,
)

_LEAD = SHEET.lead
_FULL = SHEET.text_height
_SLACK = 0.01
_TIGHTEST = 22.0  # points between the lines of a contents
_KEPT = 2  # lines of what follows that a heading takes along (背题)


def lay_out(document: Document, setter: Setter) -> Pages:
    """Return *document* laid out; it has one page at least."""
    setter.turn()
    flow = _Flow(document, setter)
    for index, block in enumerate(document.blocks):
        tell(index, len(document.blocks), "正在排版")
        flow.block(index, block)
    if len(flow.pages) > 1 and not flow.pages[-1]:
        flow.pages.pop()
    pieces = tuple(map(tuple, flow.pages))
    return Pages(document, setter, pieces, tuple(flow.headings), flow.listings, flow.grids)


def heading_text(heading: Heading) -> str:
    """Return a heading as it is printed: its number, then its words."""
    return " ".join(clean(heading.number + heading.text).split())


class _Flow:
    """The page being filled: *room* is what is left of the type area, in points."""

    def __init__(self, document: Document, setter: Setter) -> None:
        self.blocks = document.blocks
        self.setter = setter
        self.pages: list[list[Piece]] = [[]]
        self.room = _FULL
        self.headings: list[PlacedHeading] = []
        self.listings: dict[int, Listing] = {}
        self.grids: dict[int, Grid] = {}

    def block(self, index: int, block: Block) -> None:
        """Lay one block out."""
        match block:
            case Title():
                self._title(index, block)
            case Contents():
                self._contents(index)
            case Heading():
                self._heading(index, block)
            case Paragraph():
                self._lines(index, "body", self._paragraph(block))
            case Table():
                self._table(index, block)
            case PageBreak():
                if self.pages[-1]:
                    self._page()
            case Signature():
                self._signature(index, block)
            case _:
                assert_never(block)

    def _page(self) -> None:
        self.pages.append([])
        self.room = _FULL

    def _add(self, piece: Piece, height: float) -> None:
        self.pages[-1].append(piece._replace(top=SHEET.bottom + self.room))
        self.room -= height

    def _lines(self, index: int, role: str, count: int, lead: float = 0.0) -> None:
        """Lay *count* lines of a style out, over as many pages as they take."""
        lead, start = lead or STYLES[role].lead, 0
        while start < count:
            taken = min(count - start, int((self.room + _SLACK) // lead))
            if taken > 0:
                self._add(Piece(index, role, start, start + taken, 0.0), taken * lead)
                start += taken
            else:
                self._page()

    def _paragraph(self, paragraph: Paragraph) -> int:
        return len(self.setter.lines("body", paragraph.text)) if paragraph.text.strip() else 0

    def _title(self, index: int, title: Title) -> None:
        self.room -= _LEAD if self.room == _FULL else 0.0
        count = len(title_lines(title.text, self.setter.glyphs("title"), SHEET.text_width))
        self._lines(index, "title", count)
        self.room -= _LEAD / 2
        self._to_grid()

    def _contents(self, index: int) -> None:
        self._lines(index, "contents", 1)
        later = [block for block in self.blocks[index:] if isinstance(block, Heading)]
        before = len(self.headings)
        lines = entries(
            self.setter,
            [(before + k, heading_text(each), max(each.level, 1)) for k, each in enumerate(later)],
        )
        lead = self.room / max(1, len(lines))  # a little tighter, where that saves a page of three lines
        lead = lead if _TIGHTEST <= lead < _LEAD else _LEAD
        self.listings[index] = Listing(lines, lead)
        self._lines(index, "entry", len(lines), lead)

    def _heading(self, index: int, heading: Heading) -> None:
        role, text = f"h{min(max(heading.level, 0), 4)}", heading_text(heading)
        need = self._need(index)
        if self.room < min(need, _FULL) - _SLACK:
            self._page()
        count = len(self.setter.lines(role, text))
        while self.room < _LEAD - _SLACK:
            self._page()
        top = SHEET.bottom + self.room
        self.headings.append(PlacedHeading(text, max(heading.level, 1), len(self.pages), top, heading.place))
        self._lines(index, role, count)

    def _need(self, index: int) -> float:
        """Return the room for the headings from *index* and the beginning of what they head."""
        need = 0.0
        for k in range(index, len(self.blocks)):
            block = self.blocks[k]
            if not isinstance(block, Heading) or need > _FULL:
                return need + self._beginning(k, block)
            role = f"h{min(max(block.level, 1), 4)}"
            need += len(self.setter.lines(role, heading_text(block))) * _LEAD
        return need

    def _beginning(self, index: int, block: Block) -> float:
        match block:
            case Paragraph():
                return min(_KEPT, self._paragraph(block)) * _LEAD
            case Table():
                return self._grid(index, block).need()
            case Signature():
                return 3 * _LEAD
            case _:
                return 0.0

    def _grid(self, index: int, table: Table) -> Grid:
        if index not in self.grids:
            self.grids[index] = Grid(self.setter, table)
        return self.grids[index]

    def _table(self, index: int, table: Table) -> None:
        grid = self._grid(index, table)
        if self.room < min(grid.need(), _FULL) - _SLACK:
            self._page()
        self._rows(index, grid)
        self._lines(index, "note", len(grid.note))
        self.room -= 2 * PAD
        self._to_grid()

    def _rows(self, index: int, grid: Grid) -> None:
        """Lay all rows out; *headed* says that this page has caption and head already."""
        start, count = 0, len(grid.rows)
        headed = again = False
        while start < count or not again:
            above = 0.0 if headed else grid.top(again=again)
            end = grid.fit(start, self.room - above)
            if start < count and end == start and self.pages[-1]:
                self._page()
                headed = False
                continue
            if start < count and end == start:
                self._split(index, grid, start, again=again)
                end, headed = start + 1, True
            else:
                height = above + sum(grid.spread(start, end))
                self._add(Piece(index, "table", start, end, 0.0, again, not headed), height)
                if end < count:
                    self._page()
                    headed = False
            start, again = end, True

    def _split(self, index: int, grid: Grid, row: int, *, again: bool) -> None:
        """Lay a row out that a page does not take whole: each takes what lines it holds.

        Where 合计 would be left alone, the last line goes over to it.
        """
        at, count = 0, grid.line_count(row)
        while at < count:
            above = grid.top(again=again)
            taken = min(count - at, lines_in(self.room - above))
            height = above + cell_height(taken)
            if at + taken == count and taken > 1 and self.room - height < grid.tail(row):
                taken -= 1
                height = above + cell_height(taken)
            part = (at, at + taken)
            self._add(Piece(index, "table", row, row + 1, 0.0, again, headed=True, part=part), height)
            at, again = at + taken, True
            if at < count:
                self._page()

    def _signature(self, index: int, signature: Signature) -> None:
        count = len(sign_lines(self.setter, signature))
        if self.room < (count + 1) * _LEAD - _SLACK and self.room < _FULL:
            self._page()
            self._carry()
        self.room -= _LEAD  # 7.3.5.2: 空一行
        self._lines(index, "sign", count)

    def _carry(self) -> None:
        """Take the last two lines of the text along, so that a signature never has a page to itself."""
        last = self.pages[-2][-1]
        if last.role == "body" and last.end - last.start >= 2 * _KEPT:
            self.pages[-2][-1] = last._replace(end=last.end - _KEPT)
            self._add(last._replace(start=last.end - _KEPT), _KEPT * _LEAD)

    def _to_grid(self) -> None:
        """Go down to the next of the page's 22 lines."""
        self.room = max(0.0, int((self.room + _SLACK) // _LEAD) * _LEAD)
