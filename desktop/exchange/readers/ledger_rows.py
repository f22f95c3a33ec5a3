"""What a ledger's rows become: payments, words left aside, faults; and which rows are no payments."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.exchange.source import row_address

_SUM = r"(?:合计|总计|小计|累计|共计)"
_TOTAL = re.compile(rf"(?:[本当全截至]*[0-9]*[页月日季年]?(?:度|份)?)?{_SUM}(?:数|金额)?(?:[:：(（].*)?")
_ENDS_AS_TOTAL = re.compile(rf".{{1,30}}{_SUM}[:：]?")
_BROUGHT = frozenset(
    {
        *("承前页", "过次页", "转下页", "接上页", "结转下页", "结转下年", "上年结转", "上期结转"),
        *("年初余额", "期初余额", "月初余额", "期末余额"),
    }
)
_FOOT = re.compile(
    "制表|审核|复核|经办|填表|填报|打印|编制|单位负责人|财务负责人|主管|说明[:：]|注[:：]|备注[:：]"
)


class LedgerRow(NamedTuple):
    """One payment as the ledger has it (a plain tuple: 100 000 of them pass between two processes).

    amount: 分. contract: number and name, either may be ''. words: the cells of day and amount as they stand.
    doubts: what the officer should look at. sure: read from columns of known names, in a stated unit.
    """

    sheet: str
    number: int
    date: datetime.date | None
    item: str
    payee: str
    amount: int
    voucher: str
    budget: str
    contract: tuple[str, str]
    funding: str
    stage: str
    note: str
    words: tuple[str, str]
    doubts: tuple[str, ...]
    sure: bool

    @property
    def where(self) -> str:
        """The row's address in its file: 支出!第7行."""
        return row_address(self.sheet, self.number)


class Unused(NamedTuple):
    """Words of the file that nothing was made of: totals, heads, columns, sheets."""

    text: str
    where: str


class Fault(NamedTuple):
    """Something that could not be read, or that does not agree with itself."""

    message: str
    advice: str
    where: str


@dataclass(slots=True)
class Ledger:
    """What a file holds as a ledger; *units*: sheet → (unit, whether it is stated)."""

    rows: list[LedgerRow] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    units: dict[str, tuple[str, bool]] = field(default_factory=dict)


def is_total(filled: Sequence[str], item: str, payee: str, voucher: str) -> bool:
    """Tell whether a row is a total: by its first words, its item or its payee (合计, 本月合计, 热线小计)."""
    marked = [text.replace(" ", "") for text in (filled[0], item, payee) if "计" in text]
    if any(_TOTAL.fullmatch(text) for text in marked):
        return True
    ends = bool(marked) and _ENDS_AS_TOTAL.fullmatch(filled[0].replace(" ", "")) is not None
    return ends and not voucher and payee in ("", filled[0])


def is_brought_forward(filled: Sequence[str], item: str) -> bool:
    """Tell whether a row only carries a sum from or to elsewhere (承前页, 过次页, 期初余额)."""
    return not _BROUGHT.isdisjoint((filled[0].replace(" ", ""), item.replace(" ", "")))


def is_foot(filled: Sequence[str]) -> bool:
    """Tell whether a row begins as what stands below a table (制表人：…, 注：…)."""
    return _FOOT.match(filled[0].replace(" ", "")) is not None
