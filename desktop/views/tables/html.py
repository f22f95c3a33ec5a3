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
from html.parser import HTMLParser

from desktop.views.tables.tsv import Grid, squared

WIDEST = 1000  # Cells a colspan may stand for; a foreign page may claim any number
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
    reader.end_cell()
    return squared([row for row in reader.rows if row]) if any(reader.rows) else None


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    value: str
    span: int
    parts: list[str] = field(default_factory=list[str])


class _Reader(HTMLParser):
    """Walks a page up to the end of its first table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth = 0
        self._done = False
        self._silent = 0
        self._cell: _Open | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "style" | "script":
                self._silent += 1
            case "table":
                self._depth += 1
            case "tr" if self._inside:
                self.end_cell()
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
                    self.end_cell()
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
        self.rows[-1] += [_full_value(text, self._cell.value)] + [""] * (self._cell.span - 1)
        self._cell = None


def _opened(attributes: dict[str, str | None]) -> _Open:
    value = attributes.get("sdval") or attributes.get("x:num") or ""
    span = attributes.get("colspan") or "1"
    return _Open(value, max(1, min(int(span) if span.isdecimal() else 1, WIDEST)))


def _full_value(text: str, value: str) -> str:
    """The exact value of a cell that shows a bare, perhaps rounded number; any other text stands as it is."""
    if not value or not _SHOWN_NUMBER.fullmatch(text):
        return text
    try:
        number = Decimal(value)
    except InvalidOperation:
        return text
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 30 else text
