"""A report as a plain list of blocks, which knows nothing of PDF, Word, paper or fonts.

Every text in a block is plain text: never markup. ``place`` is the address (``models.places``)
of the value a block was made from, so that a preview can follow the field being edited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Title:
    """The report's title (文件标题), set in 小标宋 over the contents."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents page (目录): every heading that follows, with its page number and a link."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of *level* 1–4; *number* is printed before the text: 一、 （一） 1. （1）.

    Level 0 is the label of an annex (附件), flush left on its first line (GB/T 9704-2012 7.3.7).
    """

    number: str
    text: str
    level: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters *start* to *end* of a paragraph, which show the value at *place*."""

    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; *spans* say which characters are live figures and where they come from."""

    text: str
    place: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: head text, *share* of the table's width (any unit), alignment of its cells."""

    head: str
    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head repeats on every page, where its caption gets 续表.

    caption: ``表1-1 “民生诉求”项目支出明细表``; unit: ``金额单位：万元`` (right, above the table).
    rows: one tuple of cell texts a row, as many as columns. merged: how many leading columns merge
    runs of equal neighbours (a column merges only within the runs of the columns before it).
    total: a last row (合计) that is never alone on a page. note: a line below the table.
    places: one address a row, or empty.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    merged: int = 0
    total: tuple[str, ...] = ()
    note: str = ""
    places: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The closing lines (落款, GB/T 9704-2012 7.3.5.2): unit in full and, where known, the date."""

    unit: str
    date: str
    place: str = ""


Block = Title | Contents | Heading | Paragraph | Table | PageBreak | Signature


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in reading order with the document's own information.

    watermark: a word printed grey under every page (草稿), or empty.
    """

    title: str
    author: str
    subject: str
    blocks: tuple[Block, ...]
    watermark: str = ""
