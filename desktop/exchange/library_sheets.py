"""The own library as sheets of a workbook: heads for writing, and reading one back from a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop.errors import ImportRefused
from desktop.exchange.guard import check
from desktop.exchange.readers.workbook import read_workbook
from desktop.exchange.source import SourceTable, Value
from desktop.exchange.worker import USUAL, Limits, run
from desktop.models.entries import entry_of
from desktop.models.library import KEPT, PHRASES, KnownIndicator, Library, Payee, Phrase, merged
from desktop.models.places import parse_place
from desktop.models.records import SECTIONS, Indicator

INDICATORS, WORDS, COMPANIES = "指标", "词句", "收款单位"
YEARS = "用过的年度"
INDICATOR_HEADS = (*(entry_of(Indicator, name).label for name in KEPT), YEARS)
PHRASE_HEADS = ("用在", "词句", YEARS)
PAYEE_HEADS = ("收款单位", "统一社会信用代码", YEARS)

Row = Mapping[str, str]


def field_label(where: str) -> str:
    """Say which field a phrase is for: 绩效指标·偏差原因."""
    known = parse_place(where.replace("/", "/1/"))
    return f"{SECTIONS[known.section].label}·{known.entry.label}"


def read_library(path: Path, limits: Limits = USUAL) -> Library:
    """Read a library from a workbook, in a worker process; ImportRefused names the row that is wrong."""
    return run(load_library, path, limits=limits)


def load_library(path: Path) -> Library:
    """Read a library from a workbook (in the worker); raises ImportRefused."""
    check(path)
    tables = {table.sheet: table for table in read_workbook(path).tables}
    if not tables.keys() & {INDICATORS, WORDS, COMPANIES}:
        raise ImportRefused(
            f"“{path.name}”里没有“{INDICATORS}”“{WORDS}”或“{COMPANIES}”工作表",
            "请先导出一份指标和词句库，照它的样子填写",
        )
    return merged(
        Library(
            tuple(_indicators(tables.get(INDICATORS))),
            tuple(_phrases(tables.get(WORDS))),
            tuple(_payees(tables.get(COMPANIES))),
        )
    )


def _indicators(table: SourceTable | None) -> Iterator[KnownIndicator]:
    for where, row in _rows(table):
        values = {}
        for name in KEPT:
            each = entry_of(Indicator, name)
            try:
                values[name] = each.kind.read(row.get(each.label, ""))
            except ValueError as error:
                raise ImportRefused(
                    f"{where} {each.label}：{error}", "请改正后再导入，什么都没有带入"
                ) from error
        if values["name"]:
            yield KnownIndicator(**values, years=_years(row))


def _phrases(table: SourceTable | None) -> Iterator[Phrase]:
    fields = {field_label(each): each for each in PHRASES}
    for where, row in _rows(table):
        used, text = row.get("用在", ""), row.get("词句", "")
        if used not in fields:
            raise ImportRefused(f"{where}：不认识“{used}”", f"“用在”可以写：{'、'.join(fields)}")
        if text:
            yield Phrase(fields[used], text, _years(row))


def _payees(table: SourceTable | None) -> Iterator[Payee]:
    for _, row in _rows(table):
        if name := row.get("收款单位", ""):
            yield Payee(name, row.get("统一社会信用代码", ""), _years(row))


def _rows(table: SourceTable | None) -> Iterator[tuple[str, Row]]:
    """Yield every filled row as texts by head, with where it stands."""
    if table is None or not table.rows:
        return
    heads = [_text(cell) for cell in table.rows[0]]
    for number, cells in enumerate(table.rows[1:], 2):
        row = {head: text for head, cell in zip(heads, cells, strict=False) if (text := _text(cell)) and head}
        if row:
            yield table.where(number), row


def _text(cell: Value) -> str:
    """The cell as typed; calamine tells every number as a float."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell).strip()


def _years(row: Row) -> tuple[int, ...]:
    return tuple(sorted({int(each) for each in re.findall(r"(?<!\d)\d{4}(?!\d)", row.get(YEARS, ""))}))
