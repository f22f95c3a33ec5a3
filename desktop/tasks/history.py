"""The change journal (修改记录) as officers read it: told, filtered, exported; one change taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.errors import DataError
from desktop.models.comparing import shown
from desktop.models.edits import label_of
from desktop.models.entries import PLACES, entries
from desktop.models.places import NAMING, Place, describe, parse_place, value_at, with_value
from desktop.models.records import SECTIONS, Record, Report
from desktop.models.restoring import tied
from desktop.output.listing import write_listing
from desktop.session import Session
from desktop.store.journal import Entered

HEADS = ("时间", "修改人", "位置", "原来", "改为", "原因")
EDITED, ADDED, REMOVED = KINDS = ("修改", "新增", "删除")


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the journal in the officer's words; *entered* is the row itself."""

    when: str
    who: str
    where: str
    old: str
    new: str
    why: str
    entered: Entered

    @property
    def cells(self) -> tuple[str, ...]:
        """The row for a list, in the order of HEADS."""
        return self.when, self.who, self.where, self.old, self.new, self.why


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows to show: at or within a place, by a person, from and to a day, with some words in them.

    kind: one of KINDS, '' for all.
    """

    place: str = ""
    who: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""
    kind: str = ""


def history(session: Session, which: Filter | None = None, most: int | None = None) -> tuple[Told, ...]:
    """Return the rows of the journal that are asked for, the latest first, no more than *most*."""
    which = which or Filter()
    entered = (each for each in reversed(session.journal(which.place)) if _may_pass(each, which))
    rows = (told(session.report, each) for each in entered)
    return tuple(islice((each for each in rows if _passes(each, which)), most))


def told(report: Report, entered: Entered) -> Told:
    """Say a row of the journal: the place by its labels, references and records by name."""
    old, new = _said(report, entered.place, entered.old), _said(report, entered.place, entered.new)
    if _is_record(entered):
        old, new = (f"删除：{old}", "") if entered.old else ("", f"新增：{new}")
    when = f"{entered.at:%Y-%m-%d %H:%M:%S}"
    return Told(when, entered.who, describe(report, entered.place), old, new, entered.why, entered)


def export(rows: Iterable[Told], path: Path) -> int:
    """Write rows to an .xlsx or .csv file and return how many there are; raises OutputError."""
    return write_listing(path, "修改记录", HEADS, (each.cells for each in rows))


def take_back(session: Session, entered: Entered) -> None:
    """Undo one change of the journal as an edit of its own: the old value, a deleted record, an added one.

    References to a record that has come back stay empty. DataError where the field or record is no longer
    there (or is there again), StoreError and Locked as ``Session.edit``.
    """
    known = parse_place(entered.place)
    after = _record_back(session, known, entered) if _is_record(entered) else _value_back(session, entered)
    text = f"撤回{label_of(entered.place)}" if known.field else f"撤回{SECTIONS[known.section].label}的增删"
    session.edit(after, text, place=entered.place, why=f"撤回 {entered.at:%Y-%m-%d %H:%M} 的改动")


def _may_pass(each: Entered, which: Filter) -> bool:
    day = each.at.date()
    return (
        (not which.who or each.who == which.who)
        and (which.since is None or day >= which.since)
        and (which.until is None or day <= which.until)
        and which.kind in ("", kind_of(each))
    )


def _passes(each: Told, which: Filter) -> bool:
    return not which.words or any(which.words.lower() in cell.lower() for cell in each.cells)


def kind_of(entered: Entered) -> str:
    """Return which of KINDS a row of the journal is."""
    return EDITED if not _is_record(entered) else REMOVED if entered.old else ADDED


def _is_record(entered: Entered) -> bool:
    return entered.place.count("/") == 1


def _value_back(session: Session, entered: Entered) -> Report:
    report, known = session.report, parse_place(entered.place)
    if report.find(known.section, known.id) is None:
        raise DataError(f"“{describe(report, entered.place)}”所在的这一条已经删除", "请先把删除的那一条撤回")
    try:
        value = known.entry.kind.read(entered.old)
    except ValueError as error:
        raise DataError(
            f"原来的值“{entered.old}”现在填不进“{known.entry.label}”", "请直接修改这一格"
        ) from error
    if value == value_at(report, known):
        raise DataError(f"“{known.entry.label}”现在就是原来的值", "不用撤回")
    after = with_value(report, known, value)
    row = tied(after, known.section, after.find(known.section, known.id))
    marks = [each for each in report.unread if each.place != entered.place]
    return after.with_record(known.section, row).with_rows("unread", marks)


def _record_back(session: Session, known: Place, entered: Entered) -> Report:
    report = session.report
    there = report.find(known.section, known.id) is not None
    if not entered.old:
        if not there:
            raise DataError("新增的这一条已经删除", "不用撤回")
        return report.without(known.section, [known.id])
    if there:
        raise DataError("删除的这一条已经在了", "不用撤回")
    row = _record(known.section, json.loads(entered.old))
    return report.with_record(known.section, tied(report, known.section, row))


def _record(section: str, plain: dict[str, Any]) -> Record:
    """Build a record from its JSON in the journal; a field that it does not tell stays empty."""
    record = SECTIONS[section].record
    values = {each.name: each.kind.unpack(plain[each.name]) for each in entries(record) if each.name in plain}
    return record(id=plain["id"], **values)


def _said(report: Report, where: str, text: str) -> str:
    known = parse_place(where)
    if not known.field:
        return _name(json.loads(text)) if text else ""
    if known.entry.kind is PLACES and text:
        return "、".join(describe(report, each) for each in text.split("、"))
    if known.entry.kind.section and text.isdecimal():
        return shown(report, known.entry, int(text))
    return f"{text}{known.entry.unit}" if text else ""


def _name(plain: dict[str, Any]) -> str:
    return next(_named(plain), f"编号 {plain['id']}")


def _named(plain: dict[str, Any]) -> Iterator[str]:
    return (str(plain[field]) for field in NAMING if plain.get(field))
