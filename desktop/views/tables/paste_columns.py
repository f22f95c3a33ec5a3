"""Which column of a table each column of a pasted range goes to, and whether its first row is a head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.models.money import read_money
from desktop.views.tables.columns import Column
from desktop.views.tables.pasting import LEAST_HEADS
from desktop.views.tables.tsv import Grid

_FORMS = {  # Heads of 申报表 and 自评表 that are not what the columns of the page are called
    "indicators": {
        "年度指标值": "target",
        "目标值": "target",
        "绩效指标": "name",
        "指标名称": "name",
        "全年实际值": "actual",
        "实际值": "actual",
        "实际完成情况": "actual",
        "权重": "weight",
    },
    "budget": {"项目名称": "name", "年初预算": "initial", "调整预算数": "adjusted", "全年预算": "adjusted"},
}
_WORDS = ("text", "memo", "choice", "reference")  # Kinds of columns that an amount is never meant for
_MONEY_SIGNS = frozenset(".．,，元￥¥")
_LEDGER = {"debit": "amount"}  # What a bookkeeper calls the amount of a payment


@dataclass(frozen=True, slots=True)
class Matching:
    """A pasted range over the columns of a table.

    heads: the words of its first row where that is a head, else nothing. names: for each pasted column the
    entry name, or '' for none. unit: of the money, where a head says it, else ''.
    """

    rows: Grid
    heads: tuple[str, ...]
    names: tuple[str, ...]
    unit: str = ""

    @property
    def width(self) -> int:
        """How many columns were pasted."""
        return len(self.names)


def matched(
    grid: Grid,
    columns: Sequence[Column],
    left: int,
    section: str,
    known: Mapping[str, str],
    *,
    shown: int | None = None,
) -> Matching:
    """Match *grid* to *columns*: by its head words, else one after another from the column *left* on.

    known: what heads stood for in earlier ranges of this section. shown: so many of the first columns are in
    sight; a range without a head lies over these only.
    """
    named = _by_head(grid, columns, section, known)
    if named is not None:
        return Matching(grid[1:], tuple(text.strip() for text in grid[0]), *named)
    width = len(grid[0]) if grid else 0
    seen = len(columns) if shown is None else shown
    places = [columns[n].name if n < seen else "" for n in range(left, left + width)]
    return Matching(grid, (), _by_amounts(places, grid, columns[:seen]))


def _by_amounts(names: list[str], grid: Grid, columns: Sequence[Column]) -> tuple[str, ...]:
    """Give the one column of amounts that came to lie over words to the one money column, where that is free."""
    kinds = {each.name: each.entry.kind.name for each in columns if each.entry}
    money = [name for name, kind in kinds.items() if kind == "money"]
    amounts = [
        n
        for n, name in enumerate(names)
        if kinds.get(name) in _WORDS and _are_amounts([row[n] for row in grid])
    ]
    if len(money) == len(amounts) == 1 and money[0] not in names:
        names[amounts[0]] = money[0]
    return tuple(names)


def _are_amounts(texts: Sequence[str]) -> bool:
    """Whether all that is filled in reads as money, and some of it cannot be a mere number of an order."""
    filled = [text for text in texts if text.strip()]
    try:
        return any(set(text) & _MONEY_SIGNS for text in filled) and all(read_money(each) for each in filled)
    except ValueError:
        return False


def _by_head(
    grid: Grid, columns: Sequence[Column], section: str, known: Mapping[str, str]
) -> tuple[tuple[str, ...], str] | None:
    """The names that the first row gives the columns, and the unit it states; None where it is no head."""
    texts = [text.strip() for text in grid[0]] if grid else []
    own = {each.label: each.name for each in columns if each.entry}
    own |= {each.entry.label: each.name for each in columns if each.entry}
    offered, forms = set(own.values()), _FORMS.get(section, {})
    names: list[str] = []
    understood, unit = 0, ""
    for text in texts:
        name, stated = own.get(text, known.get(text, forms.get(text))), ""
        if name is None:
            name, stated = _bookkeeping(text, section)
        understood += name is not None
        fresh = name or ""
        names.append(fresh if fresh in offered and fresh not in names else "")
        unit = unit or (stated if names[-1] else "")
    filled = sum(1 for text in texts if text)
    return (tuple(names), unit) if understood >= LEAST_HEADS and 2 * understood >= filled else None


def _bookkeeping(text: str, section: str) -> tuple[str | None, str]:
    """What a word of payment ledgers means; None for a word that is not known."""
    from desktop.exchange.readers.ledger_words import heading

    found = heading(text) if section == "payments" and text else None
    if found is None or found.field is None or not found.exact:
        return None, ""
    return _LEDGER.get(found.field, found.field), found.unit if found.unit in ("元", "万元") else ""
