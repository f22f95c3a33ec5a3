"""From a ledger file to proposals: guard and reader in a worker process, then matching to the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.errors import ImportRefused
from desktop.exchange.guard import check
from desktop.exchange.matching import EQUAL, Names, already_there
from desktop.exchange.proposals import CONFIDENCES, Confidence, Proposal
from desktop.exchange.readers.delimited import read_delimited
from desktop.exchange.readers.ledger import read_ledger_tables
from desktop.exchange.readers.ledger_rows import Fault, Ledger, LedgerRow, Unused
from desktop.exchange.readers.workbook import read_workbook
from desktop.exchange.worker import USUAL, Job, Limits
from desktop.models.money import show_wan
from desktop.models.records import STAGES, Report

EMPTY = Report()
DUPLICATE = "可能重复：报告里已有同样的支付"
TWICE = "可能重复：另一张工作表里有同样的一行"
_STAGE_WORDS = {
    **dict.fromkeys(("首款", "首付款", "首期款", "第一期款", "第一笔款"), "首款"),
    **dict.fromkeys(("预付款", "预付"), "预付款"),
    **dict.fromkeys(("尾款", "余款", "末期款"), "尾款"),
    **dict.fromkeys(("质保金", "质量保证金"), "质保金"),
    **dict.fromkeys(("一次性付清", "一次性支付", "全款", "全额支付"), "一次性付清"),
    **{stage: stage for stage in ("进度款", "阶段款", "结算款")},
}
_STAGE = re.compile("|".join(_STAGE_WORDS))
_FAR = 20  # Times the budget, or a 20th of it: the unit is likelier to be wrong than the year


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A ledger as the worker hands it over: what it is and what stands in it."""

    file: str
    sha256: str
    encoding: str
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """A ledger set against a report: the source, what is proposed, what nothing was made of, what is wrong.

    source: file, kind, sha256, encoding, as in ``import --json``.
    """

    source: dict[str, str]
    proposals: tuple[Proposal, ...]
    unused: tuple[Unused, ...]
    problems: tuple[Fault, ...]

    @property
    def plain(self) -> dict[str, Any]:
        """The reading as JSON values: all of ``import --json`` but the report."""
        return {
            "source": self.source,
            "proposals": [each.plain for each in self.proposals],
            "unused": [each._asdict() for each in self.unused],
            "problems": [each._asdict() for each in self.problems],
        }


def start_ledger(path: Path, *, unit: str = "", year: int = 0, limits: Limits = USUAL) -> Job:
    """Begin reading a ledger elsewhere; the job's result is a LedgerFile for ``propose``.

    unit: 元, 千元 or 万元 where the officer says it, '' to go by the file. year: for days without one.
    """
    return Job(load_ledger, path, unit, year, limits=limits)


def read_ledger(
    path: Path, report: Report = EMPTY, *, unit: str = "", limits: Limits = USUAL
) -> LedgerReading:
    """Read a ledger and set it against *report*, waiting for the worker; raises ImportRefused."""
    return propose(start_ledger(path, unit=unit, year=report.project.year, limits=limits).result(), report)


def load_ledger(path: Path, unit: str, year: int) -> LedgerFile:
    """Check and read a ledger in this process (the worker's); raises ImportRefused."""
    checked = check(path)
    source = read_delimited(path) if checked.kind == "text" else read_workbook(path)
    ledger = read_ledger_tables(source, unit=unit, year=year)
    if not ledger.units:
        raise ImportRefused(
            f"“{path.name}”里没有找到支付明细", "表头要有“金额”，并有“摘要（支出事项）”或“收款单位”"
        )
    return LedgerFile(path.name, checked.sha256, source.encoding, ledger)


def propose(read: LedgerFile, report: Report) -> LedgerReading:
    """Return what the ledger proposes for *report*: one new payment a row, names of others as references."""
    ledger = read.ledger
    doubts = _Doubts(report, ledger.rows)
    names = _names(report)
    proposals = tuple(
        each
        for number, row in enumerate(ledger.rows, 1)
        for each in _Row(read.file, number, row, doubts.of(number - 1)).proposals(names)
    )
    source = {"file": read.file, "kind": "ledger", "sha256": read.sha256, "encoding": read.encoding}
    return LedgerReading(
        source, proposals, tuple(ledger.unused), (*_unit_faults(ledger, report), *ledger.faults)
    )


class _Doubts:
    """What makes rows doubtful: they are in the report or on another sheet already, or outside the year."""

    def __init__(self, report: Report, rows: list[LedgerRow]) -> None:
        self._rows = rows
        self._year = report.project.year
        self._there = already_there(report.payments, rows)
        self._twice = _on_two_sheets(rows)

    def of(self, index: int) -> tuple[str, ...]:
        row = self._rows[index]
        outside = row.date is not None and self._year and row.date.year != self._year
        found = (
            DUPLICATE if index in self._there else "",
            TWICE if index in self._twice else "",
            f"日期不在 {self._year} 年" if outside else "",
            *row.doubts,
        )
        return tuple(filter(None, found))


def _names(report: Report) -> dict[str, Names]:
    """The names of the records that a payment can refer to, by the payment's field."""
    return {
        "budget": Names((each.id, each.name) for each in report.budget),
        "funding": Names((each.id, each.name) for each in report.funding),
        "contract": Names((each.id, text) for each in report.contracts for text in (each.number, each.name)),
    }


def _on_two_sheets(rows: list[LedgerRow]) -> frozenset[int]:
    """The indexes of rows that equal one of an earlier sheet in all that tells payments apart."""
    first: dict[tuple[object, ...], str] = {}
    twice = set()
    for index, row in enumerate(rows):
        sheet = first.setdefault((row.date, row.item, row.payee, row.amount, row.voucher), row.sheet)
        if sheet != row.sheet:
            twice.add(index)
    return frozenset(twice)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row on its way into proposals for the fields of one new payment."""

    file: str
    number: int
    row: LedgerRow
    doubts: tuple[str, ...]

    def proposals(self, names: Mapping[str, Names]) -> Iterator[Proposal]:
        row = self.row
        usual: Confidence = "sure" if row.sure else "likely"
        plain = (
            ("date", row.date, row.words[0]),
            ("item", row.item, row.item),
            ("payee", row.payee, row.payee),
            ("amount", row.amount, row.words[1]),
            ("voucher", row.voucher, row.voucher),
            ("note", row.note, row.note),
        )
        for name, value, text in plain:
            if value is not None and value != "":
                yield self._proposal(name, value, text, usual, "")
        yield from self._references(names)
        yield from self._stage()

    def _references(self, names: Mapping[str, Names]) -> Iterator[Proposal]:
        """References by the first word that names one record, else an empty one that says why."""
        row = self.row
        for field, words in (
            ("budget", (row.budget,)),
            ("funding", (row.funding,)),
            ("contract", row.contract),
        ):
            found = [(text, *names[field].find(text)) for text in words if text]
            best = next((each for each in found if each[1] is not None), found[0] if found else None)
            if best:
                text, id_, reason = best
                named: Confidence = "sure" if reason == EQUAL else "likely"
                confidence: Confidence = "guess" if id_ is None else named
                yield self._proposal(field, id_, text, confidence, reason)

    def _stage(self) -> Iterator[Proposal]:
        """The stage of its own column or of the item's words; two different ones are none."""
        row = self.row
        if row.stage in STAGES:
            yield self._proposal("stage", row.stage, row.stage, "sure", "")
            return
        words = row.stage or row.item
        found = {_STAGE_WORDS[word] for word in _STAGE.findall(words)}
        if len(found) == 1:
            yield self._proposal("stage", found.pop(), words, "likely", "按事项里的词")

    def _proposal(self, name: str, value: Any, text: str, confidence: Confidence, reason: str) -> Proposal:
        """A proposal no surer than its row."""
        limit: Confidence = "guess" if self.doubts else ("sure" if self.row.sure else "likely")
        return Proposal(
            place=f"payments/+{self.number}/{name}",
            value=value,
            text=text,
            confidence=CONFIDENCES[max(CONFIDENCES.index(confidence), CONFIDENCES.index(limit))],
            where=self.row.where,
            reason="；".join(filter(None, (*self.doubts, reason))),
            file=self.file,
        )


def _unit_faults(ledger: Ledger, report: Report) -> Iterator[Fault]:
    """A hint where a unit that nobody stated puts the payments far from the budget."""
    budget = sum(row.adjusted or row.initial or 0 for row in report.budget)
    total = sum(row.amount for row in ledger.rows)
    assumed = [sheet for sheet, (_, stated) in ledger.units.items() if not stated]
    if total and assumed and budget > 0 and not budget <= total * _FAR <= budget * _FAR * _FAR:
        yield Fault(
            f"各笔合计 {show_wan(total)} 万元，与全年预算数 {show_wan(budget)} 万元相差太远",
            "可能把元和万元弄反了，请指定单位重新读",
            "、".join(filter(None, assumed)),
        )
