"""Tables as HTML on the clipboard: the only form in which 00123, long numbers and line breaks survive.

Calc reads ``sdnum``/``sdval``, Excel and WPS ``mso-number-format``/``x:num``; so every cell that is written
carries both, and both are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html import escape

from desktop.models.loose_html import LooseParser
from desktop.views.tables.tsv import Grid, squared

WIDEST = 1000  # Cells a colspan or rowspan may stand for; a foreign page may claim any number
_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    "<style>br{mso-data-placement:same-cell}</style></head><body><table>"
)
_BREAK = '<br style="mso-data-placement:same-cell">'
_TEXT = """<td style="mso-number-format:'\\@'" sdnum="2052;0;@" x:str>"""
_SHOWN_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]*)?(?:E[+-]?[0-9]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to be copied: its text and, where it is a number, its exact value as a plain decimal."""

    text: str
    number: str = ""


def write_html(rows: Sequence[Sequence[Cell]]) -> str:
    """Return a page with one table that spreadsheets take over without guessing."""
    body = "".join("<tr>" + "".join(map(_written, row)) + "</tr>" for row in rows)
    return f"{_HEAD}{body}</table></body></html>"


def _written(cell: Cell) -> str:
    text = escape(cell.text).replace("  ", "&nbsp; ").replace("\n", _BREAK)
    if not cell.number:
        return f"{_TEXT}{text}</td>"
    shape = "#,##0.00" if len(cell.number.partition(".")[2]) in (1, 2) else "General"
    return (
        f"""<td style="mso-number-format:'{shape}'" sdval="{cell.number}" sdnum="2052;0;{shape}" """
        f'x:num="{cell.number}">{text}</td>'
    )


def read_html(page: str) -> Grid | None:
    """Return the cells of the first table of *page*, or None where it has none."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_row()
    return squared([row for row in reader.rows if row]) if any(reader.rows) else None


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    value: str
    span: int
    rows: int
    parts: list[str] = field(default_factory=list[str])


class _Reader(LooseParser):
    """Walks a page up to the end of its first table.

    Of a cell merged over rows the words stand in each of them, as a level does over its indicators; a figure
    stands in the first alone, or it would be added up several times.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth = 0
        self._done = False
        self._silent = 0
        self._cell: _Open | None = None
        self._merged: dict[int, tuple[int, str]] = {}  # Column → rows still to be filled, and with what
        self._below: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "style" | "script":
                self._silent += 1
            case "table":
                self._depth += 1
            case "tr" if self._inside:
                self.end_row()
                self.rows.append([])
            case "td" | "th" if self._inside:
                self.end_cell()
                self._cell = _opened(dict(attrs))
            case "br" if self._cell:
                self._cell.parts.append("\n")
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "style" | "script":
                self._silent = max(0, self._silent - 1)
            case "table":
                if self._inside:
                    self.end_row()
                self._depth = max(0, self._depth - 1)
                self._done = self._done or not self._depth
            case "td" | "th" | "tr" if self._inside:
                self.end_cell()
            case _:
                pass

    def handle_data(self, data: str) -> None:
        if self._cell and not self._silent:
            self._cell.parts.append(re.sub(r"[ \t\r\n]+", " ", data))

    @property
    def _inside(self) -> bool:
        return self._depth == 1 and not self._done

    def end_cell(self) -> None:
        """Put the open cell into its row."""
        if self._cell is None:
            return
        if not self.rows:
            self.rows.append([])
        text = "\n".join(line.strip(" ") for line in "".join(self._cell.parts).split("\n"))
        text = re.sub(" {2,}", " ", text).replace("\xa0", " ")
        self._fill_merged()
        shown, begin = _full_value(text, self._cell.value), len(self.rows[-1])
        self.rows[-1] += [shown] + [""] * (self._cell.span - 1)
        if self._cell.rows > 1:
            below = "" if _SHOWN_NUMBER.fullmatch(shown) else shown
            held = [below] + [""] * (self._cell.span - 1)
            self._merged |= {begin + n: (self._cell.rows - 1, each) for n, each in enumerate(held)}
        self._cell = None

    def _fill_merged(self) -> None:
        """Go on behind the columns that a cell from above reaches down into."""
        row = self.rows[-1]
        while len(row) in self._merged:
            left, text = self._merged.pop(len(row))
            if left > 1:
                self._below[len(row)] = (left - 1, text)
            row.append(text)

    def end_row(self) -> None:
        """Put the open cell into its row, and what reaches down into the rest of it."""
        self.end_cell()
        if self.rows:
            self._fill_merged()
        self._merged |= self._below
        self._below = {}


def _opened(attributes: dict[str, str | None]) -> _Open:
    value = attributes.get("sdval") or attributes.get("x:num") or ""
    across, down = (_times(attributes.get(name)) for name in ("colspan", "rowspan"))
    return _Open(value, across, down)


def _times(said: str | None) -> int:
    return max(1, min(int(said), WIDEST)) if said and said.isdecimal() and said.isascii() else 1


def _full_value(text: str, value: str) -> str:
    """The exact value of a cell that shows a bare, perhaps rounded number; any other text stands as it is."""
    if not value or not _SHOWN_NUMBER.fullmatch(text):
        return text
    try:
        number = Decimal(value)
    except InvalidOperation:
        return text
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 30 else text
