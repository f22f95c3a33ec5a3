"""接着上年做: next year's report out of last year's, as every entry's ``carry`` says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from itertools import count
from typing import Any

from desktop.errors import DataError
from desktop.models.entries import DOCUMENT, Entry, entries
from desktop.models.places import PATTERN, describe, name_of, place
from desktop.models.plain import plain_report
from desktop.models.records import (
    SECTIONS,
    Contract,
    LastReport,
    Link,
    Note,
    Origin,
    Passage,
    Record,
    Report,
)

Ids = Mapping[str, Mapping[int, int]]
"""Of each section: last year's id → this year's, for the records that are carried."""

_SLOT = re.compile(r"\{\{([^{}|]+)((?:\|[^{}]*)?)\}\}")
_LEFT = "文中引用了没有带到今年的数，请改写"
_NAMED = 5  # Records that such a note names one by one
_UNLINKED = frozenset({"notes"})  # A note is a remark about a place, not a fact with an origin


def carry_over(last: Report, *, file_name: str, sha256: str, year: int) -> Report:
    """Return the report of *year* that continues *last*; DataError unless *year* is later than its year.

    Fields are taken as their entries say (``keep``, ``last:<field>``; ``base`` and ``reset`` are empty),
    contracts while they run or are unpaid. Ids are counted anew from 1. Live figures in prose follow their
    records; those of records that stay behind become ``last/…`` (last year's value by last year's id, for
    their ids will soon mean other records), and a 待核实 note at the passage names them. Every carried record
    has an origin 上年 and a link; ``last`` holds the whole of last year's data but for its own ``last``,
    which would grow by nesting.
    """
    if not MINYEAR <= year < MAXYEAR:
        raise DataError(f"{year} 不是一个年度", "请填写新一年的年度，例：2022")
    if year <= last.project.year:
        raise DataError(
            f"上年文件的年度是 {last.project.year}，新的年度 {year} 不比它晚", "请填写新一年的年度，例：2022"
        )
    settled = _settled(last, year)
    kept = {name: _kept(settled, name) for name in SECTIONS}
    ids = {name: {row.id: n for n, row in enumerate(rows, 1)} for name, rows in kept.items()}
    report = Report()
    for name, rows in kept.items():
        if rows:
            report = report.with_rows(name, (_carried(row, ids[name][row.id], ids) for row in rows))
    report = replace(report, project=replace(report.project, year=year))
    report = replace(report, passages=tuple(_moved_passage(row, ids) for row in report.passages))
    report = replace(report, notes=tuple(_notes(last, ids)))
    return _with_history(report, last, ids, LastReport(1, file_name, sha256, last.project.year))


def is_open(contract: Contract, paid: int, year: int) -> bool:
    """Tell whether a contract on which *paid* 分 were paid in all still runs or is unpaid when *year* begins.

    Without an end it runs while money is open; without an amount, money is open until the end is passed.
    """
    if contract.ends and contract.ends >= date(year, 1, 1):
        return True
    if contract.amount is None:
        return contract.ends is None
    return paid < contract.amount + (contract.supplement or 0)


def _settled(last: Report, year: int) -> Report:
    """*last* with only the contracts that go on, and what was paid on them in all as their ``prior_paid``."""
    in_year: dict[int | None, int] = defaultdict(int)
    for row in last.payments:
        in_year[row.contract] += row.amount or 0
    contracts = [
        replace(row, prior_paid=(row.prior_paid or 0) + in_year[row.id])
        if row.prior_paid is not None or row.id in in_year
        else row
        for row in last.contracts
    ]
    going_on = tuple(row for row in contracts if is_open(row, row.prior_paid or 0, year))
    ids = {row.id for row in going_on}
    return replace(
        last,
        contracts=going_on,
        parties=tuple(row for row in last.parties if row.contract in ids),
        instalments=tuple(row for row in last.instalments if row.contract in ids),
    )


def _kept(last: Report, section: str) -> tuple[Record, ...]:
    """The records of a section of which next year's file takes anything over, in their order."""
    return last.rows(section) if any(_taken(SECTIONS[section].record)) else ()


def _carried(row: Record, id_: int, ids: Ids) -> Record:
    return type(row)(id=id_, **{each.name: _value(row, each, ids) for each in _taken(type(row))})


def _moved_passage(row: Passage, ids: Ids) -> Passage:
    return replace(row, text=_readdressed(row.text, ids), drafted=_readdressed(row.drafted, ids))


def _taken(record_type: type) -> Iterator[Entry]:
    return (each for each in entries(record_type) if each.carry not in ("reset", "base"))


def _value(row: Record, each: Entry, ids: Ids) -> Any:
    value = getattr(row, each.carry.removeprefix("last:") if each.carry != "keep" else each.name)
    return ids[each.kind.section].get(value) if each.kind.section else value


@dataclass(frozen=True, slots=True)
class _Address:
    """A place cut into what stands before the id, section and id, and what stands behind."""

    head: str
    section: str
    id: int
    field: str

    def at(self, id_: int) -> str:
        return f"{self.head}{place(self.section, id_, self.field)}"


def _address(where: str) -> _Address | None:
    """The address of a record's value or figure (``figures/budget/2/spent``); None for all other places."""
    head = "figures/" if where.startswith("figures/") else ""
    section, _, rest = where.removeprefix(head).partition("/")
    number, _, field = rest.partition("/")
    known = section in SECTIONS and number.isascii() and number.isdecimal() and PATTERN.match(where)
    return _Address(head, section, int(number), field) if known else None


def _moved(where: str, ids: Ids) -> str:
    """Last year's place as a place of this year's file; ``last/…`` where the record is not carried."""
    if where.startswith("last/"):
        return where if where.startswith("last/last/") else f"last/{where}"  # Two years back: nothing has it
    found = _address(where)
    if found is None:
        return where
    new = ids[found.section].get(found.id)
    return f"last/{where}" if new is None else found.at(new)


def _readdressed(text: str, ids: Ids) -> str:
    return _SLOT.sub(lambda slot: f"{{{{{_moved(slot[1].strip(), ids)}{slot[2]}}}}}", text)


def _notes(last: Report, ids: Ids) -> Iterator[Note]:
    """Last year's notes about values that are carried, then one for each passage with figures left behind."""
    numbers = count(1)
    for note in last.notes:
        if not note.text.startswith(_LEFT) and (where := _noted(note.place, ids)) is not None:
            yield Note(next(numbers), where, note.text)
    for passage in last.passages:
        slots = [slot[1].strip() for slot in _SLOT.finditer(passage.text)]
        names = dict.fromkeys(_named(last, each) for each in slots if _moved(each, ids).startswith("last/"))
        if names:
            where = place("passages", ids["passages"][passage.id], "text")
            more = f"等 {len(names)} 项" if len(names) > _NAMED else ""
            yield Note(next(numbers), where, f"{_LEFT}：{'、'.join([*names][:_NAMED])}{more}")


def _named(last: Report, where: str) -> str:
    """What stays behind of a place, in the officer's words: 上年合同“热线服务合同”."""
    found = _address(where)
    if found is None:
        bare = where.removeprefix("last/").removeprefix("last/")
        said = describe(Report(), bare)
        return f"更早年度的{said if said != bare else '数'}"  # A figure's own name says nothing to an officer
    row = last.find(found.section, found.id)
    name = f"“{name_of(row)[:20]}”" if row else f" {found.id}"
    return f"上年{SECTIONS[found.section].label}{name}"


def _noted(where: str, ids: Ids) -> str | None:
    """This year's place of a note; None where the value it is about is not carried."""
    found = _address(where)
    if found is None or found.head:
        return where
    new = ids[found.section].get(found.id)
    taken = {each.name for each in _taken(SECTIONS[found.section].record)}
    return found.at(new) if new is not None and (not found.field or found.field in taken) else None


def _with_history(report: Report, last: Report, ids: Ids, file: LastReport) -> Report:
    """*report* with last year's file, what each record continues, and 上年 as where it came from."""
    pairs = [
        (place(name, new), place(name, old))
        for name, numbers in ids.items()
        if name not in _UNLINKED
        for old, new in numbers.items()
    ]
    source = f"{last.project.year}年度文件" if last.project.year else file.file_name
    origins = [Origin(n, here, "last_year", source) for n, (here, _) in enumerate(pairs, 1)]
    # The year is the officer's choice of today, though the record around it is last year's.
    origins.append(Origin(len(origins) + 1, "project/1/year", "confirmed", "新建时填写"))
    kept = plain_report(last) | {"last": [], "links": []}
    return replace(
        report,
        origins=tuple(origins),
        links=tuple(Link(n, here, there) for n, (here, there) in enumerate(pairs, 1)),
        last=(replace(file, report=DOCUMENT.unpack(kept)),),
    )
