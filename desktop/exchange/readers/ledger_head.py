"""Finds the row that heads a ledger's columns, and the unit and year that stand about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.exchange.readers.ledger_cells import is_blank, read_amount, read_words
from desktop.exchange.readers.ledger_words import UNIT, Heading, heading
from desktop.exchange.source import SourceTable, Value

_SEARCHED_ROWS = 40
_STATED_UNIT = re.compile(rf"单位\s*[:(]?\s*(?:人民币)?\s*{UNIT}|[(\[【](?:人民币)?{UNIT}[)\]】]")
_YEAR = re.compile(r"(20[0-9]{2})\s*年")
MONEY = ("amount", "debit", "credit")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a ledger: where it stands, which column holds which field, what it says of unit and year.

    first: index of its row; last: index of its last row. unit '' and year 0 where nothing says so. labels:
    what stands over each column; unused: indexes of labelled columns that are no field. exact: all labels
    are known words.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    columns: dict[str, int] = field(default_factory=dict)
    unused: tuple[int, ...] = ()
    exact: bool = False
    unit: str = ""
    year: int = 0

    @property
    def score(self) -> int:
        """How much of a ledger the head shows; 0 where it lacks money, or what was paid to whom or when."""
        has_money = "amount" in self.columns or "debit" in self.columns
        named = not self.columns.keys().isdisjoint(("item", "payee"))
        dated = "date" in self.columns and not self.columns.keys().isdisjoint(("budget", "contract"))
        if not has_money or not (named or dated):
            return 0
        return 2 * len(self.columns) + self.exact


def find_head(table: SourceTable) -> Head | None:
    """Return the head of a ledger in the first rows of a sheet, None where the sheet is no ledger."""
    heads = [head for at in range(min(len(table.rows), _SEARCHED_ROWS)) for head in _heads(table.rows, at)]
    # Of equals the one of fewer rows, then the first.
    best = max(heads, key=lambda head: (head.score, head.first - head.last), default=None)
    if best is None or not best.score:
        return None
    around = [read_words(cell) for row in table.rows[: best.last + 1] for cell in row if not is_blank(cell)]
    years = [found for text in (*around[::-1], table.sheet) for found in _YEAR.findall(text)]
    return replace(best, unit=best.unit or _unit_around(around), year=int(years[0]) if years else 0)


def _unit_around(texts: Sequence[str]) -> str:
    for text in reversed(texts):
        found = _STATED_UNIT.search(unicodedata.normalize("NFKC", text))
        if found and not heading(text).exact:  # 合同金额（万元） is not the unit of the payments
            return found[1] or found[2]
    return ""


def _heads(rows: Sequence[tuple[Value, ...]], at: int) -> Iterator[Head]:
    """The row as a head, and together with the row below it as one of two rows."""
    top = rows[at]
    if _has_values(top) or sum(not is_blank(cell) for cell in top) < 2:
        return
    yield _head(at, at, tuple(map(read_words, top)))
    below = rows[at + 1] if at + 1 < len(rows) else ()
    if below and not all(map(is_blank, below)) and not _has_values(below):
        yield _head(at, at + 1, tuple(_joined(top, below)))


def _joined(top: Sequence[Value], below: Sequence[Value]) -> Iterator[str]:
    """The labels of a head of two rows: the lower one where it means something alone, else both."""
    over = ""
    for column in range(max(len(top), len(below))):
        upper = read_words(top[column]) if column < len(top) else ""
        lower = read_words(below[column]) if column < len(below) else ""
        over = upper or over
        unit = heading(over).unit if not heading(lower).unit else ""
        known = heading(lower).field is not None
        yield ((f"{lower}（{unit}）" if unit else lower) if known else over + lower) if lower else upper


def _has_values(row: Sequence[Value]) -> bool:
    """Tell whether a row holds numbers or days, as no head does."""
    return any(not is_blank(cell) and _is_value(cell) for cell in row)


def _is_value(cell: Value) -> bool:
    if not isinstance(cell, str):
        return True
    try:
        return read_amount(cell, "元")[0] is not None
    except ValueError:
        return False


def _head(first: int, last: int, labels: tuple[str, ...]) -> Head:
    found = [heading(label) for label in labels]
    columns: dict[str, int] = {}
    for at, each in enumerate(found):
        if each.field and (each.field not in columns or each.rank < found[columns[each.field]].rank):
            columns[each.field] = at
    # A plain amount says the same as 借方 and is free of the other side's entries.
    if "amount" in columns and "debit" in columns:
        columns.pop("debit" if found[columns["amount"]].exact else "amount")
    if "amount" in columns:
        columns.pop("credit", None)
    used = set(columns.values())
    unused = tuple(at for at, label in enumerate(labels) if label and at not in used)
    exact = all(found[at].exact for at in used)
    return Head(first, last, labels, columns, unused, exact, _unit_of(columns, found))


def _unit_of(columns: dict[str, int], found: Sequence[Heading]) -> str:
    return next(
        (found[columns[name]].unit for name in MONEY if name in columns and found[columns[name]].unit), ""
    )
