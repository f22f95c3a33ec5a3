"""The own library as sheets of a workbook: heads for writing, and reading one back from a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.errors import ImportRefused
from desktop.exchange.guard import check
from desktop.exchange.readers.workbook import read_workbook
from desktop.exchange.source import SourceTable, Value
from desktop.exchange.worker import USUAL, Limits, run
from desktop.models.entries import entry_of
from desktop.models.library import KEPT, KnownEntry, KnownIndicator, Library, Payee, Phrase, library_of
from desktop.models.library_words import field_label, word_fields
from desktop.models.records import Indicator

INDICATORS, WORDS, COMPANIES = "指标", "词句", "收款单位"
TARGET, YEARS, SOURCE = "指标值", "用过的年度", "来自"
INDICATOR_HEADS = (*(entry_of(Indicator, name).label for name in KEPT), TARGET, YEARS, SOURCE)
PHRASE_HEADS = ("用在", "词句", YEARS, SOURCE)
PAYEE_HEADS = ("收款单位", "统一社会信用代码", YEARS, SOURCE)
ADVICE = "请改正后再导入，什么都没有带入"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken: what is wrong with which cell, and what to do."""

    message: str
    advice: str = ADVICE


@dataclass(slots=True)
class Sheets:
    """What a workbook says: its readable rows in order, and the rows that were refused."""

    held: list[KnownEntry] = field(default_factory=list[KnownEntry])
    refused: list[Refused] = field(default_factory=list[Refused])

    @property
    def library(self) -> Library:
        """The readable rows as a library."""
        return library_of(self.held)


def read_sheets(path: Path, limits: Limits = USUAL) -> Sheets:
    """Read a workbook in a worker process; ImportRefused where it is no library at all."""
    return run(load_sheets, path, limits=limits)


def read_library(path: Path, limits: Limits = USUAL) -> Library:
    """Read a library from a workbook, in a worker process; ImportRefused names the row that is wrong."""
    return run(load_library, path, limits=limits)


def load_library(path: Path) -> Library:
    """Read a library from a workbook (in the worker); raises ImportRefused for the first wrong row."""
    sheets = load_sheets(path)
    for each in sheets.refused:
        raise ImportRefused(each.message, each.advice)
    return sheets.library


def load_sheets(path: Path) -> Sheets:
    """Read a workbook (in the worker); raises ImportRefused where it has none of our sheets."""
    check(path)
    tables = {table.sheet: table for table in read_workbook(path).tables}
    if not tables.keys() & {INDICATORS, WORDS, COMPANIES}:
        raise ImportRefused(
            f"“{path.name}”里没有“{INDICATORS}”“{WORDS}”或“{COMPANIES}”工作表",
            "请先导出一份指标和词句库，照它的样子填写",
        )
    made = Sheets()
    for sheet, read in ((INDICATORS, _indicator), (WORDS, _phrase), (COMPANIES, _payee)):
        for where, row in _rows(tables.get(sheet)):
            match read(where, row):
                case Refused() as refused:
                    made.refused.append(refused)
                case None:
                    pass
                case known:
                    made.held.append(known)
    return made


def _indicator(where: str, row: Row) -> KnownIndicator | Refused | None:
    values = {}
    for name in KEPT:
        each = entry_of(Indicator, name)
        try:
            values[name] = each.kind.read(row.get(each.label, ""))
        except ValueError as error:
            return Refused(f"{where} {each.label}：{error}")
    told = {"years": _years(row), "source": row.get(SOURCE, "")}
    return KnownIndicator(**values, **told, target=row.get(TARGET, "")) if values["name"] else None


def _phrase(where: str, row: Row) -> Phrase | Refused | None:
    fields = {field_label(each): each for each in word_fields()}
    used, text = row.get("用在", ""), row.get("词句", "")
    if used not in fields:
        return Refused(f"{where}：不认识“{used}”", f"“用在”可以写：{'、'.join(fields)}")
    return Phrase(fields[used], text, _years(row), row.get(SOURCE, "")) if text else None


def _payee(_where: str, row: Row) -> Payee | Refused | None:
    name = row.get("收款单位", "")
    code = row.get("统一社会信用代码", "")
    return Payee(name, code, _years(row), row.get(SOURCE, "")) if name else None


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
