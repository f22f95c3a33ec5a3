"""Payments from foreign ledgers: read, said, and taken over as one edit (import of the command line)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from desktop.errors import StoreError
from desktop.exchange.ledgers import LedgerReading, read_ledger
from desktop.exchange.proposals import LABELS, Proposal, accept, at_least
from desktop.models.money import show_wan
from desktop.models.plain import plain_report
from desktop.models.records import Report
from desktop.session import Session

IMPORTED = "导入支付台账"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import: the data for ``--json`` and the lines for a person."""

    plain: dict[str, Any]
    lines: tuple[str, ...]


def import_ledgers(sources: Sequence[Path], output: Path | None, confidence: str) -> Imported:
    """Read ledgers and take over what *confidence* allows; without *output* nothing is written.

    An *output* that stands already takes the payments in as one edit, after a backup; else it is made.
    Raises ImportRefused for a source that cannot be read, StoreError where the output cannot be written.
    """
    if output is None:
        return _into(Report(), sources, confidence, _counter())[1]
    if not output.exists():
        report, said = _into(Report(), sources, confidence, _counter())
        Session.create(output, report).close()
        return said
    with Session.open(output) as session:
        _check_writable(session)
        report, said = _into(session.report, sources, confidence, session.new_id)
        if (backup := session.back_up("import")).problem:
            raise StoreError(backup.problem, "没有备份就不导入，文件没有改动")
        session.edit(report, IMPORTED, place="payments")
    return said


def _check_writable(session: Session) -> None:
    if session.read_only:
        raise StoreError(
            session.obstacle or f"“{session.path.name}”只能读", "什么都没有写入；请关闭占用它的程序后再试"
        )


def _counter() -> Callable[[str], int]:
    numbers: dict[str, Iterator[int]] = {}
    return lambda section: next(numbers.setdefault(section, count(1)))


def _into(
    report: Report, sources: Sequence[Path], confidence: str, new_id: Callable[[str], int]
) -> tuple[Report, Imported]:
    """Take the sources over one after the other, so that what two of them share is seen as a duplicate."""
    after, readings = report, list[LedgerReading]()
    for path in sources:
        readings.append(read_ledger(path, after))
        after = accept(after, at_least(readings[-1].proposals, confidence), new_id)
    proposals = tuple(_numbered_on(readings))
    plain = {
        **readings[0].plain,
        "proposals": [each.plain for each in proposals],
        "unused": [row for each in readings for row in each.plain["unused"]],
        "problems": [row for each in readings for row in each.plain["problems"]],
        "report": plain_report(after),
    }
    if len(readings) > 1:
        plain["sources"] = [each.source for each in readings]
    return after, Imported(plain, tuple(_lines(readings, proposals, report, after)))


def _numbered_on(readings: Sequence[LedgerReading]) -> Iterator[Proposal]:
    """Yield the proposals of all sources, the new records of each numbered on from those before it."""
    before = 0
    for reading in readings:
        highest = before
        for each in reading.proposals:
            section, fresh, field = each.place.split("/")
            number = int(fresh.removeprefix("+")) + before
            highest = max(highest, number)
            yield replace(each, place=f"{section}/+{number}/{field}")
        before = highest


def _lines(
    readings: Sequence[LedgerReading], proposals: Sequence[Proposal], before: Report, after: Report
) -> Iterator[str]:
    for reading in readings:
        yield f"{reading.source['file']}：读到 {_rows(reading.proposals)} 笔支付"
        yield from (f"  {fault.where}：{fault.message}；{fault.advice}" for fault in reading.problems)
    for word, label in LABELS.items():
        if found := sum(each.confidence == word for each in proposals):
            yield f"{label}：{found} 项"
    added = after.payments[len(before.payments) :]
    total = sum(row.amount or 0 for row in added)
    yield f"带入 {len(added)} 笔，合计 {show_wan(total)} 万元"


def _rows(proposals: Sequence[Proposal]) -> int:
    return len({each.place.split("/")[1] for each in proposals})
