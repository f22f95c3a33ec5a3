"""One sheet of a payment ledger, read row by row; nothing is silently dropped."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from desktop.exchange.readers.ledger_cells import is_blank, plausible_unit, read_amount, read_day, read_words
from desktop.exchange.readers.ledger_head import MONEY, Head
from desktop.exchange.readers.ledger_rows import (
    Fault,
    Ledger,
    LedgerRow,
    Unused,
    is_brought_forward,
    is_foot,
    is_total,
)
from desktop.exchange.source import SourceTable, Value
from desktop.models.money import show_exact

LIMIT_FAULTS = 1000  # Unreadable rows that are listed one by one
_WORDS = ("item", "payee", "voucher", "budget", "contract", "contract_number", "stage", "funding", "note")
_DAYS = ("date", "year", "month", "day")


class SheetReading:
    """One sheet on its way into a ledger."""

    def __init__(self, ledger: Ledger, table: SourceTable, head: Head, unit: str, year: int) -> None:
        self.ledger = ledger
        self.table = table
        self.head = head
        self.columns = head.columns
        self.year = head.year or year
        self.rows = _filled_down(table, head)
        self.head_lines = [_filled(row) for row in table.rows[head.first : head.last + 1]]
        stated = unit or head.unit
        self.unit, self.clear = (stated, True) if stated else plausible_unit(self._amount_cells())
        self.stated = bool(stated)
        self.sum = 0
        self.sum_since_total = 0
        self.all_agree = True

    def read(self) -> None:
        """Read every row below the head; where a total contradicts, none of the rows is sure."""
        before = len(self.ledger.rows)
        self.ledger.units[self.table.sheet] = (self.unit, self.stated)
        self._note_what_is_left_aside()
        for index in range(self.head.last + 1, len(self.rows)):
            row = self.rows[index]
            if any(not is_blank(cell) for cell in row):
                self._row(index + 1, row)
        if not self.all_agree:
            self.ledger.rows[before:] = [row._replace(sure=False) for row in self.ledger.rows[before:]]

    def _note_what_is_left_aside(self) -> None:
        where = self.table.where(self.head.last + 1)
        for index in range(self.head.first):
            if text := _joined(_filled(self.rows[index])):
                self.ledger.unused.append(Unused(text, self.table.where(index + 1)))
        for column in self.head.unused:
            self.ledger.unused.append(Unused(f"“{self.head.labels[column]}”这一列没有用到", where))
        if not self.stated:
            self._fault(
                f"表里没有写金额单位，按“{self.unit}”读", "请核对几笔金额；不对就指定单位重新读", where
            )

    def _amount_cells(self) -> Iterator[Value]:
        columns = [self.head.columns[name] for name in ("amount", "debit") if name in self.head.columns]
        for row in self.rows[self.head.last + 1 :]:
            yield from (row[at] for at in columns if at < len(row))

    def _row(self, number: int, row: Sequence[Value]) -> None:
        texts = [read_words(cell) for cell in row]
        kind = self._kind_of(row, texts)
        if kind == "total":
            self._total(number, row)
        if kind:
            self.ledger.unused.append(Unused(_joined(texts), self.table.where(number)))
            return
        try:
            amount, doubts = self._amount(row)
        except ValueError as error:
            self._fault(f"金额读不出：{error}", "请在程序里补填这一笔", self.table.where(number))
            return
        if amount:
            self._take(number, row, texts, amount, doubts)
        else:
            message = "这一行没有金额" if amount is None else "这一行的金额是 0"
            self._fault(
                f"{message}：{_joined(texts)[:60]}", "是支付就请在程序里补填", self.table.where(number)
            )

    def _kind_of(self, row: Sequence[Value], texts: list[str]) -> str:
        """'' for a payment, else what the row is: total, head, other (brought forward, a title, a foot)."""
        filled = list(filter(None, texts))
        item, payee, voucher = (self._words(texts, name) for name in ("item", "payee", "voucher"))
        if is_total(filled, item, payee, voucher):
            return "total"
        if is_brought_forward(filled, item):
            return "other"
        if len(filled) == 1 and not any(self._words(texts, name) for name in MONEY):
            return "other"
        if is_foot(filled) and self._has_no_money(row):
            return "other"
        return "head" if filled in self.head_lines else ""

    def _has_no_money(self, row: Sequence[Value]) -> bool:
        try:
            return not self._amount(row)[0]
        except ValueError:
            return True

    def _amount(self, row: Sequence[Value]) -> tuple[int | None, tuple[str, ...]]:
        """分 of a row and doubts about them; a credit is a negative amount. ValueError if unreadable."""
        if "amount" in self.head.columns:
            amount, doubt = read_amount(self._cell(row, "amount"), self.unit)
            credit = amount is not None and read_words(self._cell(row, "direction")) in ("贷", "贷方", "收")
            return (-amount, ("方向是贷方：退款或冲销", doubt)) if amount and credit else (amount, (doubt,))
        debit, doubt = read_amount(self._cell(row, "debit"), self.unit)
        credit, other = read_amount(self._cell(row, "credit"), self.unit)
        if debit and credit:
            raise ValueError("借方和贷方都有数")
        if credit:
            return -credit, ("在贷方：退款、冲销或收入", other)
        return (debit if debit is not None else credit), (doubt,)

    def _take(
        self, number: int, row: Sequence[Value], texts: list[str], amount: int, doubts: tuple[str, ...]
    ) -> None:
        self.sum += amount
        self.sum_since_total += amount
        day = self._day(number, row)
        item, payee, voucher, budget, name, code, stage, funding, note = (
            self._words(texts, name) for name in _WORDS
        )
        if "item" not in self.columns:
            item = budget or name  # 日期、项目、金额: the only words there are
        day_text = " ".join(filter(None, (self._words(texts, name) for name in _DAYS)))
        money_text = next(filter(None, (self._words(texts, name) for name in MONEY)))
        unclear = "" if self.clear else f"没有写单位，按“{self.unit}”读"
        self.ledger.rows.append(
            LedgerRow(
                *(self.table.sheet, number, day, item, payee, amount, voucher),
                *(budget, (code, name), funding, stage, note, (day_text, money_text)),
                tuple(filter(None, (*doubts, unclear))),
                self.head.exact and self.stated,
            )
        )

    def _day(self, number: int, row: Sequence[Value]) -> datetime.date | None:
        try:
            if "month" in self.head.columns and "day" in self.head.columns:
                return self._parted_day(row)
            return read_day(self._cell(row, "date"), self.year)
        except ValueError as error:
            self._fault(
                f"日期读不出：{error}", "这一笔的其余内容已读出，请补填日期", self.table.where(number)
            )
            return None

    def _parted_day(self, row: Sequence[Value]) -> datetime.date | None:
        """The day of a ledger with columns 月 and 日 (and perhaps 年)."""
        month, day = (read_words(self._cell(row, name)) for name in ("month", "day"))
        if not month and not day:
            return None
        year = read_words(self._cell(row, "year")).removesuffix("年") or self.year
        return read_day(f"{year}年{month.removesuffix('月')}月{day.removesuffix('日')}日", self.year)

    def _total(self, number: int, row: Sequence[Value]) -> None:
        """Compare a total with the rows since the last one and with all; 累计 may count other files."""
        try:
            stated, _ = self._amount(row)
        except ValueError:
            stated = None
        text = _joined(_filled(row))[:40]
        if stated not in (None, self.sum_since_total, self.sum) and "累计" not in text:
            self.all_agree = False
            message = f"“{text}”与上面各行之和 {show_exact(self.sum, '元')} 元不一致"
            self._fault(message, "请核对是不是少读了行，或者原表合计有误", self.table.where(number))
        self.sum_since_total = 0

    def _cell(self, row: Sequence[Value], name: str) -> Value:
        at = self.columns.get(name, -1)
        return row[at] if 0 <= at < len(row) else None

    def _words(self, texts: list[str], name: str) -> str:
        at = self.columns.get(name, -1)
        return texts[at] if 0 <= at < len(texts) else ""

    def _fault(self, message: str, advice: str, where: str) -> None:
        faults = self.ledger.faults
        if len(faults) < LIMIT_FAULTS:
            faults.append(Fault(message, advice, where))
        elif len(faults) == LIMIT_FAULTS:
            faults.append(Fault("读不出的行太多，后面的不再列出", "请核对选的表对不对", where))


def _joined(texts: Iterable[str]) -> str:
    return " ".join(filter(None, texts))[:200]


def _filled(row: Sequence[Value]) -> list[str]:
    return [text for cell in row if (text := read_words(cell))]


def _filled_down(table: SourceTable, head: Head) -> Sequence[tuple[Value, ...]]:
    """The rows with words of merged cells in each row they span; money is never repeated."""
    columns = {head.columns[name] for name in (*_WORDS, "date") if name in head.columns}
    rows = list(table.rows)
    for first, left, last, right in table.merged:
        of_words = left == right and left in columns and head.last < first < len(rows)
        if not of_words or left >= len(rows[first]):
            continue
        for at in range(first + 1, min(last + 1, len(rows))):
            if left < len(rows[at]) and is_blank(rows[at][left]):
                rows[at] = (*rows[at][:left], rows[first][left], *rows[at][left + 1 :])
    return rows
