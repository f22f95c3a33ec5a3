"""Indicators between the own library and the open report (从指标库选, 收进指标库)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.errors import DataError
from desktop.models.entries import entry_of
from desktop.models.joined import spread
from desktop.models.library import KnownIndicator, known_indicator
from desktop.models.library_words import told_source
from desktop.models.marks import with_note
from desktop.models.places import place
from desktop.models.records import Indicator, Origin, Report
from desktop.session import Session
from desktop.tasks.library import take

_LEVEL = "指标"  # 产出 and 产出指标 are one level


def insert_indicators(session: Session, chosen: Sequence[KnownIndicator], after: int = 0) -> tuple[int, ...]:
    """Add indicators of the library as one edit and return their ids; Locked, StoreError.

    Each comes below *after* (an indicator's id) where that is of its levels, else below the last one of
    them. What stands in the report stays as it is. The records are marked as imported; a target is another
    year's, so a 待核实 note asks to check it. Points and actual values are for the officer to set.
    """
    report, ids = session.report, list[int]()
    last: dict[tuple[str, str], int] = {}  # Of each levels, below which the next one goes
    for each in chosen:
        row = _made(report, each, session.new_id("indicators"), after)
        rows = list(report.indicators)
        levels = (row.level1, row.level2)
        rows.insert(_position(rows, row, last.get(levels, after)), row)
        ids.append(row.id)
        last[levels] = row.id
        origin = Origin(session.new_id("origins"), place("indicators", row.id), "imported", _source(each))
        report = report.with_rows("indicators", rows).with_record("origins", origin)
        if each.target:
            asked = f"请核对：{_year(each)}指标值是 {each.target}（{_source(each)}）"
            report = with_note(report, place("indicators", row.id, "target"), asked, session.new_id)
    session.edit(report, f"从指标库添加 {len(ids)} 项指标", place="indicators")
    return tuple(ids)


def keep_indicators(session: Session, ids: Iterable[int]) -> tuple[KnownIndicator, ...]:
    """Take some indicators of the report into the library; DataError where none of them has a name."""
    wanted, year = frozenset(ids), session.report.project.year
    found = [
        known_indicator(row, year, session.path.name)
        for row in session.report.indicators
        if row.id in wanted and row.name.strip()
    ]
    if not found:
        raise DataError("选中的行里没有三级指标", "请先选中要收进指标库的行")
    take(found)
    return tuple(found)


def _made(report: Report, known: KnownIndicator, id_: int, after: int) -> Indicator:
    """The new record; its levels are written as the report writes them, or are those of the row above."""
    above = report.find("indicators", after)
    levels = {name: _as_written(report, name, getattr(known, name)) for name in ("level1", "level2")}
    if above is not None and not any(levels.values()):
        levels = {"level1": above.level1, "level2": above.level2}
    blank = Indicator(id_, **{**known.values, **levels})
    texts = spread(blank, {"target": known.target}) if known.target else {}
    read = {name: entry_of(Indicator, name).kind.read(text) for name, text in texts.items()}
    return replace(blank, **read)


def _as_written(report: Report, name: str, level: str) -> str:
    stem = level.removesuffix(_LEVEL)
    held = (getattr(row, name) for row in report.indicators)
    return next((each for each in held if each.removesuffix(_LEVEL) == stem), level)


def _position(rows: Sequence[Indicator], row: Indicator, after: int) -> int:
    """Where a new row goes: below *after* or the last of its levels, of its first level, of all."""
    levels = (row.level1, row.level2)
    for number, each in enumerate(rows):
        if each.id == after and (each.level1, each.level2) == levels:
            return number + 1
    same = [n for n, each in enumerate(rows) if (each.level1, each.level2) == levels]
    first = [n for n, each in enumerate(rows) if each.level1 == row.level1]
    return max(same or first or [len(rows) - 1]) + 1


def _year(each: KnownIndicator) -> str:
    return f"{max(each.years)}年" if each.years else "库里的"


def _source(each: KnownIndicator) -> str:
    return f"指标库：{told_source(each)}"
