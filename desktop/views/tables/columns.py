"""The columns of a table: what each is called, how wide it wants to be, what it shows of a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.models.entries import Entry, entry_of
from desktop.models.money import group, show_exact, show_wan, show_yuan
from desktop.models.records import SECTIONS, Record
from desktop.views.tables.looks import Look

_WIDTHS = {"money": 104, "number": 84, "count": 76, "date": 104, "reference": 150, "memo": 220, "text": 150}
_LEAST = {"money": 84, "number": 60, "count": 56, "date": 96, "reference": 88, "memo": 110, "text": 88}
_SHARES = {"memo": 3, "text": 2, "reference": 1}  # Of the room that is left
_WIDEST = 420  # That a text asks for by itself (px)
_SIGN, _MARGIN = 13, 20  # A Chinese character of the table's face, and the padding at both sides (px)


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that nobody types into: its text is made from the record; *look* for more than plain text."""

    label: str
    text: Callable[[Record], str]
    numeric: bool = False
    width: int = 92
    look: Callable[[Record], Look] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column as laid out; widths in px, *share* is its part of the room that is left."""

    label: str
    entry: Entry | None
    computed: Computed | None
    numeric: bool
    width: int
    least: int
    share: int

    @property
    def name(self) -> str:
        """The entry's name, or '' for a computed column."""
        return self.entry.name if self.entry else ""


def columns_of(
    section: str, columns: Sequence[str | Computed], computed: Sequence[Computed] = (), unit: str = "万元"
) -> tuple[Column, ...]:
    """Return the columns of a table over *section*; *unit* is that of the money."""
    record = SECTIONS[section].record
    return tuple(
        _computed(each) if isinstance(each, Computed) else _entered(entry_of(record, each), unit)
        for each in (*columns, *computed)
    )


def _computed(each: Computed) -> Column:
    least = max(56, len(each.label) * _SIGN + _MARGIN)
    return Column(each.label, None, each, each.numeric, max(each.width, least), least, 0)


def _entered(entry: Entry, unit: str) -> Column:
    kind = entry.kind
    behind = unit if kind.name == "money" else entry.unit
    label = f"{entry.label}（{behind}）" if behind else entry.label
    head = len(label) * _SIGN + _MARGIN
    if kind.options:
        longest = max(map(len, kind.options)) * _SIGN + _MARGIN
        return Column(
            label, entry, None, False, min(150, max(longest, head)), min(100, max(longest, head)), 0
        )
    numeric = kind.numeric and kind.name != "reference"
    width, least = _usual(kind.name, label), max(_LEAST.get(kind.name, 88), head)
    return Column(label, entry, None, numeric, width, least, _SHARES.get(kind.name, 0))


def _usual(kind: str, label: str) -> int:
    return max(_WIDTHS.get(kind, 150), len(label) * _SIGN + _MARGIN)


def suited(columns: Sequence[Column], texts: Sequence[int]) -> tuple[Column, ...]:
    """Return the columns with the widths that their *texts* (px, 0 for none) ask for.

    Figures keep theirs, and so does a column that a page gave another width than its kind has.
    """
    return tuple(
        replace(each, width=min(max(wide + _MARGIN, each.least), _WIDEST), share=max(each.share, wide // 8))
        if each.entry and each.share and wide and each.width == _usual(each.entry.kind.name, each.label)
        else each
        for each, wide in zip(columns, texts, strict=True)
    )


def fitted(columns: Sequence[Column], room: int) -> list[int]:
    """Return the widths with which the columns fill *room* (px); never below the least of each."""
    widths = [each.width for each in columns]
    over = room - sum(widths)
    shares = [each.share for each in columns]
    if over >= 0:
        return _spread(widths, shares if any(shares) else [1] * len(widths), over)
    give = [max(0, each.width - each.least) for each in columns]
    wanted = min(-over, sum(give))
    less = _spread([0] * len(widths), give, wanted)
    return [width - each for width, each in zip(widths, less, strict=True)]


def _spread(widths: list[int], shares: list[int], over: int) -> list[int]:
    """Add *over* pixels in proportion to *shares*, to the last pixel."""
    total, given, upto = sum(shares), 0, 0
    made: list[int] = []
    for width, share in zip(widths, shares, strict=True):
        upto += share
        part = over * upto // total - given if total else 0
        given += part
        made.append(width + part)
    return made


def giving_way(columns: Sequence[Column], yields: Sequence[str], room: int) -> frozenset[str]:
    """Return the names of columns that have no room, in the order in which they give way."""
    least = {each.name or each.label: each.least for each in columns}
    hidden: list[str] = []
    need = sum(least.values())
    for name in yields:
        if need <= room:
            break
        if name in least:
            hidden.append(name)
            need -= least[name]
    return frozenset(hidden)


def amount(fen: int, unit: str) -> str:
    """Return an amount for a cell: two decimals, grouped, a true minus."""
    text = group(show_yuan(fen) if unit == "元" else show_wan(fen))
    return text.replace("-", "−")


def in_other_unit(fen: int, unit: str) -> str:
    """Return an amount that is shown in *unit* in the other one, exact and with its word (3,148,800.00 元)."""
    text = f"{group(show_exact(fen))} 万元" if unit == "元" else f"{group(show_yuan(fen))} 元"
    return text.replace("-", "−")
