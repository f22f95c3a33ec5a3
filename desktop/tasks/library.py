"""The officer's own library in the user's folder: kept, learned from reports, to and from a workbook."""

from __future__ import annotations

import json
from pathlib import Path

from desktop.errors import DataError
from desktop.exchange.library_sheets import (
    COMPANIES,
    INDICATOR_HEADS,
    INDICATORS,
    PAYEE_HEADS,
    PHRASE_HEADS,
    WORDS,
    field_label,
    read_library,
)
from desktop.folders import home
from desktop.models.entries import entry_of
from desktop.models.library import KEPT, Library, learned, library_from, merged, plain_library
from desktop.models.records import Indicator, Report
from desktop.output.listing import Cell, Sheet, write_sheets
from desktop.output.replace import replacing
from desktop.session import Session

FILE = "library.json"


def own_library() -> Library:
    """Return the library of this user, empty where there is none yet; DataError where it is damaged."""
    path = _path()
    try:
        return library_from(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return Library()
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(
            f"指标和词句库“{path}”读不出来", "可以把它改名移开，再从以前的项目文件学习一遍"
        ) from error


def keep(library: Library) -> None:
    """Write the library of this user, wholly or not at all; raises OutputError."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plain_library(library), ensure_ascii=False, indent=1)
    with replacing(path) as beside:
        beside.write_text(text, "utf-8")


def learn(*reports: Report) -> Library:
    """Take what some reports teach into the library of this user and return it.

    The same report learned twice counts once: what counts are the years. DataError, OutputError.
    """
    before = own_library()
    after = merged(before, *map(learned, reports))
    if after != before:
        keep(after)
    return after


def learn_from_files(*paths: Path) -> Library:
    """Take what some project files teach into the library; raises StoreError for one that cannot be read."""
    reports: list[Report] = []
    for path in paths:
        with Session.open(path, read_only=True) as session:
            reports.append(session.report)
    return learn(*reports)


def export_library(path: Path, library: Library | None = None) -> None:
    """Write the library (this user's unless given) as a workbook (.xlsx); raises OutputError."""
    library = own_library() if library is None else library
    indicators = [(*_shown(each.values), _said(each.years)) for each in library.indicators]
    phrases = [(field_label(each.where), each.text, _said(each.years)) for each in library.phrases]
    payees = [(each.name, each.credit_code, _said(each.years)) for each in library.payees]
    write_sheets(
        path,
        [
            Sheet(INDICATORS, INDICATOR_HEADS, indicators),
            Sheet(WORDS, PHRASE_HEADS, phrases),
            Sheet(COMPANIES, PAYEE_HEADS, payees),
        ],
    )


def import_library(path: Path) -> Library:
    """Take a workbook's entries into the library of this user and return it.

    Raises ImportRefused naming the row that is wrong; nothing is taken over then.
    """
    after = merged(own_library(), read_library(path))
    keep(after)
    return after


def insert_indicators(session: Session, names: tuple[str, ...], library: Library) -> tuple[int, ...]:
    """Add indicators of the library to the report as one edit and return their ids; Locked, StoreError."""
    wanted = [each for each in library.indicators if each.name in names]
    rows = [Indicator(session.new_id("indicators"), **each.values) for each in wanted]
    report = session.report.with_rows("indicators", (*session.report.indicators, *rows))
    session.edit(report, f"从指标库添加 {len(rows)} 项指标", place="indicators")
    return tuple(row.id for row in rows)


def _path() -> Path:
    return home() / "library" / FILE


def _shown(values: dict[str, object]) -> tuple[Cell, ...]:
    return tuple(entry_of(Indicator, name).kind.show(values[name]) for name in KEPT)


def _said(years: tuple[int, ...]) -> str:
    return "、".join(map(str, years))
