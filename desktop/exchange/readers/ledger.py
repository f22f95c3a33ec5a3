"""Reads payment ledgers (支付台账、明细账、银行流水) out of plain tables."""

from __future__ import annotations

from desktop.exchange.readers.ledger_cells import is_blank
from desktop.exchange.readers.ledger_head import find_head
from desktop.exchange.readers.ledger_rows import Ledger, Unused
from desktop.exchange.readers.ledger_sheet import SheetReading
from desktop.exchange.source import Source


def read_ledger_tables(source: Source, *, unit: str = "", year: int = 0) -> Ledger:
    """Return the payments of all sheets that are ledgers.

    unit: 元, 千元 or 万元 as the officer says, before what the file says. year: for days without one, where the
    file names none.
    """
    ledger = Ledger(unused=[Unused("隐藏的工作表，没有读", name) for name in source.hidden])
    for table in source.tables:
        head = find_head(table)
        if head is None:
            if any(not is_blank(cell) for row in table.rows for cell in row):
                ledger.unused.append(Unused("没有找到支付明细的表头，没有读", table.sheet or "全文"))
            continue
        SheetReading(ledger, table, head, unit, year).read()
    return ledger
