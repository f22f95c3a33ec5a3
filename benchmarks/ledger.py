"""A ledger of 100 000 rows, against reading the same sheet with pandas."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.common import Line, best, grown, scratch
from desktop.exchange.ledgers import load_ledger

ROWS = 100_000
HEADS = ["日期", "摘要", "收款单位", "金额（元）", "凭证号"]


def measure() -> Iterator[Line]:
    """Write the ledger once, then read it both ways."""
    import pandas
    from openpyxl import Workbook

    path = scratch("benchmark-ledger.xlsx")
    if not path.exists():
        book = Workbook(write_only=True)
        sheet = book.create_sheet("支付")
        sheet.append(HEADS)
        for n, row in enumerate(grown(ROWS).payments):
            sheet.append(
                [
                    f"2021-{n % 12 + 1:02}-15",
                    row.item,
                    row.payee or "某单位",
                    (row.amount or 0) / 100,
                    f"记-{n}",
                ]
            )
        book.save(path)
    ours = best(lambda: load_ledger(path, "", 2021), 2)
    options = {"engine": "calamine", "dtype": object, "header": None}
    theirs = best(lambda: pandas.read_excel(path, **options), 2)
    yield Line("100 000 rows guarded, read and understood", ours, 3, "s CPU")
    yield Line("the same against pandas only reading", ours / theirs, 1.5, "x")
