"""Finds out which rows of a ledger the report has already, and which record a name in a ledger means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from desktop.exchange.readers.ledger_rows import LedgerRow
from desktop.models.records import Payment

KEYS = ("date", "payee", "voucher")  # What two records of one payment agree in, as far as both have it

EQUAL, ALIKE = "名称一致", "名称相近"

Frame = Any
"""A pandas DataFrame; its own annotations refuse what it can do."""


def already_there(
    existing: Sequence[Payment | LedgerRow], rows: Sequence[Payment | LedgerRow]
) -> frozenset[int]:
    """Return the indexes of *rows* that stand in *existing*, every record there answering for one row only.

    Two agree in the amount and in each of date, payee and voucher that both have; they must share the date,
    the voucher or the wording. So of two equal ledger rows the second is new where the report has one.
    """
    if not existing or not rows:
        return frozenset()
    held, wanted = _frame(existing), _frame(rows)
    found: set[int] = set()
    patterns = sorted(
        product(held["pattern"].unique(), wanted["pattern"].unique()),
        key=lambda pair: -sum(a == b == "1" for a, b in zip(*pair, strict=True)),
    )
    for there, here in patterns:
        shared = [key for key, a, b in zip(KEYS, there, here, strict=True) if a == b == "1"]
        pairs = _pairs(held[held["pattern"] == there], wanted[wanted["pattern"] == here], shared)
        held = held.drop(index=pairs["index_x"])
        wanted = wanted.drop(index=pairs["index_y"])
        found.update(int(index) for index in pairs["index_y"])
    return frozenset(found)


def _frame(rows: Iterable[Payment | LedgerRow]) -> Frame:
    """One line a payment; *pattern* tells with 1 and 0 which of the keys are filled."""
    import pandas as pd

    values = [
        (str(row.date or ""), bare(row.payee), bare(row.voucher), bare(row.item), row.amount) for row in rows
    ]
    frame = pd.DataFrame(values, columns=[*KEYS, "item", "amount"], dtype=object)
    filled = frame[list(KEYS)].ne("").astype(int).astype(str)
    return frame.assign(pattern=filled["date"] + filled["payee"] + filled["voucher"])


def _pairs(held: Frame, wanted: Frame, shared: list[str]) -> Frame:
    """The pairs (index_x, index_y) that agree in *shared*: the first equal one with the first, and so on."""
    key = [*shared, "amount"] if "date" in shared or "voucher" in shared else [*shared, "amount", "item"]
    left, right = (side[side["item"].ne("")] if "item" in key else side for side in (held, wanted))
    numbered = [
        side.assign(nth=side.groupby(key, dropna=False).cumcount()).reset_index()[["index", "nth", *key]]
        for side in (left, right)
    ]
    return numbered[0].merge(numbered[1], on=[*key, "nth"])


def bare(text: str) -> str:
    """Return a text without what two spellings of it differ in: width, spaces, brackets and quotes."""
    half = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in half if sign.isalnum() or sign == "-")


class Names:
    """The names of records that a ledger may mean; each is looked up once."""

    def __init__(self, choices: Iterable[tuple[int, str]]) -> None:
        self._known = [(id_, short) for id_, name in choices if (short := bare(name))]
        self._found: dict[str, tuple[int | None, str]] = {}

    def find(self, name: str) -> tuple[int | None, str]:
        """Return the id that *name* means and how it was found; None and why not.

        Equal names come first, then the only one that holds *name* or is held by it; several are none.
        """
        if name not in self._found:
            self._found[name] = self._search(name)
        return self._found[name]

    def _search(self, name: str) -> tuple[int | None, str]:
        wanted = bare(name)
        equal = {id_ for id_, each in self._known if each == wanted}
        alike = {id_ for id_, each in self._known if wanted and (wanted in each or each in wanted)}
        match sorted(equal or alike):
            case []:
                return None, f"没有叫“{name}”的"
            case [only]:
                return only, EQUAL if equal else ALIKE
            case several:
                return None, f"“{name}”可以指 {len(several)} 个，请选"
