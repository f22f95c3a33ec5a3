"""What a reader found in a foreign file, place by place; nothing is written before the officer accepts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from desktop.errors import DataError
from desktop.models.places import Place, parse_place, record_at
from desktop.models.records import SECTIONS, Origin, Record, Report

Confidence = Literal["sure", "likely", "guess"]
CONFIDENCES: tuple[Confidence, ...] = ("sure", "likely", "guess")
LABELS: dict[Confidence, str] = {"sure": "确定", "likely": "较有把握", "guess": "请核对"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value for one place; ``payments/+3/amount`` is a field of the third new payment.

    value: as the record holds it (分, Decimal, date, id …). text: the words of the file. where: their place
    in it. file: its name.
    """

    place: str
    value: Any
    text: str
    confidence: Confidence
    where: str
    reason: str
    file: str

    @property
    def plain(self) -> dict[str, Any]:
        """The proposal as JSON values, as ``import --json`` prints it."""
        pack = parse_place(self.place).entry.kind.pack
        return {
            "place": self.place,
            "value": pack(self.value),
            "text": self.text,
            "confidence": self.confidence,
            "where": self.where,
            "reason": self.reason,
        }


def at_least(proposals: Iterable[Proposal], confidence: str) -> tuple[Proposal, ...]:
    """Return the proposals that ``--accept sure|likely|all`` takes; raises DataError for another word."""
    if confidence == "all":
        return tuple(proposals)
    if confidence not in ("sure", "likely"):
        raise DataError(f"--accept 不认得“{confidence}”", "写 sure、likely 或 all")
    taken = CONFIDENCES[: CONFIDENCES.index(confidence) + 1]
    return tuple(each for each in proposals if each.confidence in taken)


@dataclass(slots=True)
class _Accepted:
    """The accepted values of one record."""

    where: Place
    source: str
    values: dict[str, Any] = field(default_factory=dict)


def accept(report: Report, proposals: Iterable[Proposal], new_id: Callable[[str], int]) -> Report:
    """Return *report* with the proposed values, one new report for one edit; DataError for unknown places.

    *new_id* gives the next id of a section. New records come last, in the order of the proposals; each gets
    one origin (导入; file and row), a changed value of a record that stands there already an origin of its own.
    """
    fresh: dict[str, list[Record]] = {}
    origins: list[tuple[str, str]] = []
    for taken in _by_record(proposals):
        if taken.where.fresh:
            record = SECTIONS[taken.where.section].record(id=new_id(taken.where.section), **taken.values)
            fresh.setdefault(taken.where.section, []).append(record)
            origins.append((str(Place(taken.where.section, record.id)), taken.source))
        else:
            changed = replace(record_at(report, taken.where), **taken.values)
            report = report.with_record(taken.where.section, changed)
            origins += [(str(replace(taken.where, field=name)), taken.source) for name in taken.values]
    for section, rows in fresh.items():
        report = report.with_rows(section, (*report.rows(section), *rows))
    return _with_origins(report, origins, new_id)


def _by_record(proposals: Iterable[Proposal]) -> Iterable[_Accepted]:
    """The proposed values by record; a place is read once a record, for there may be 100 000."""
    records: dict[str, _Accepted] = {}
    for each in proposals:
        root, _, name = each.place.rpartition("/")
        if (taken := records.get(root)) is None:
            where = _record_place(each.place)
            taken = records[root] = _Accepted(where, f"{each.file} {each.where}".strip())
        _check_field(taken.where.section, name)
        taken.values[name] = each.value
    return records.values()


def _record_place(text: str) -> Place:
    """The record of a place that can be filled; raises DataError for all other places."""
    where = parse_place(text)
    single = SECTIONS[where.section].single and where.fresh
    if not where.field or not (where.id or where.fresh) or single:
        raise DataError(
            f"“{where}”不是一个可以填写的位置", "位置写作 payments/+1/amount 或 payments/7/amount"
        )
    return where.record


@cache
def _check_field(section: str, name: str) -> None:
    parse_place(f"{section}/1/{name}")


def _with_origins(report: Report, origins: list[tuple[str, str]], new_id: Callable[[str], int]) -> Report:
    """*report* where the places come from the sources, whatever was known of them before."""
    places = {where for where, _ in origins}
    kept = (row for row in report.origins if row.place not in places)
    added = (Origin(new_id("origins"), where, "imported", source) for where, source in origins)
    return replace(report, origins=(*kept, *added))
