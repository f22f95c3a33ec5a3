"""The numbers at issue in a finding with the places they stand at, so that each can be traced (现场数据)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.errors import DataError
from desktop.models.checks import TYPED, Finding
from desktop.models.entries import COUNT, MONEY, entries
from desktop.models.figures import Reckoning
from desktop.models.money import separated, show_wan
from desktop.models.places import DERIVED, Place, name_of, parse_place, place, record_at
from desktop.models.records import SECTIONS, Report
from desktop.models.rules.operands import labels

_NUMBER = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)?")
_NO_NUMBER = re.compile("年度|年份|号|码|文")  # In the name of what is written in digits and counts nothing
_INDICATOR = re.compile(r"指标(\d+)\Z")
EMPTY = "未填"
GONE = "—"  # A number that is at issue no longer
LONGEST = 20  # Characters of a record's name


@dataclass(frozen=True, slots=True)
class Fact:
    """A number at issue or a value to look at: what it is, its text, and where it stands.

    place: '' for a number that was reckoned for the check alone. was: another value that it had when the
    finding was explained, '' where it is the same or not known.
    """

    name: str
    value: str
    place: str = ""
    was: str = ""


def facts(reckoning: Reckoning, finding: Finding) -> tuple[Fact, ...]:
    """Return the numbers of a finding, in its order, then the places of it that no number stands at.

    Of an expired explanation (已失效) those that have changed since say what they were.
    """
    told = tuple(_compared(finding, each) for each in _told(reckoning, finding))
    gone = [name for name in finding.given if name not in finding.numbers] if finding.expired else []
    told = (*told, *(Fact(name, GONE, was=finding.given[name]) for name in gone))
    taken = {each.place for each in told}
    others = (each for each in dict.fromkeys(finding.places) if each not in taken)
    return tuple(map(_as_written, (*told, *(_looked_at(reckoning, each) for each in others))))


def number_shown(name: str, value: str, where: str = "") -> str:
    """Return a number of a finding as people write it: 1,234.50; what only looks like one stays, as a year does.

    name: what it is called. where: its place, or '' where it stands at none.
    """
    known = _known(where) if where else None
    is_number = known.entry.kind.numeric and known.entry.kind is not COUNT if known and known.field else True
    if name in TYPED or not is_number or _NO_NUMBER.search(name):
        return value
    return separated(value)


def _as_written(fact: Fact) -> Fact:
    value, was = (number_shown(fact.name, each, fact.place) for each in (fact.value, fact.was))
    return fact if (value, was) == (fact.value, fact.was) else replace(fact, value=value, was=was)


def _compared(finding: Finding, fact: Fact) -> Fact:
    was = finding.given.get(fact.name, "") if finding.expired else ""
    return replace(fact, was=was) if was != fact.value else fact


def name_at(reckoning: Reckoning, where: str, *, field: bool = True) -> str:
    """Say what stands at a place: 宣传推广和培训 年初预算数, the label of a figure, the name of a section.

    field: with the name of the field, else that of its record alone.
    """
    known = _known(where)
    if known is None:
        figure = reckoning.figure(where.removeprefix("figures/"))
        return figure.label if figure else where
    section = SECTIONS[known.section]
    owner = "" if section.single or not known.id else _called(reckoning, known)
    last = known.entry.label if known.field and (field or not owner) else ""
    return " ".join(filter(None, (owner, last))) or section.label


def _called(reckoning: Reckoning, known: Place) -> str:
    """What a record is called in a line of its own: a name, shortened; a passage by its number."""
    report = reckoning.report
    if known.section == "passages":
        order = next((n for n, row in enumerate(report.passages, 1) if row.id == known.id), 0)
        return f"第 {order} 段"
    row = report.find(known.section, known.id)
    name = " ".join(name_of(row).split()) if row else ""
    if known.section == "stated" and (figure := reckoning.figure(name)):  # held by its key: spent
        name = figure.label
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def stored_place(reckoning: Reckoning, where: str) -> str:
    """Return the place at which a value is edited: for a figure the first of its sources that is stored."""
    if _known(where):
        return where
    figure = reckoning.figure(where.removeprefix("figures/"))
    sources = figure.sources if figure else ()
    return next((each for each in sources if _known(each)), where)


def _told(reckoning: Reckoning, finding: Finding) -> Iterator[Fact]:
    for name, value in finding.numbers.items():
        if numbered := _INDICATOR.match(name):
            yield Fact(name, value, place("indicators", int(numbered[1]), "target"))
            continue
        candidates = _candidates(reckoning, finding, name)
        found = next((each for each in candidates if _agrees(reckoning, each, value)), "")
        yield Fact(name, value, found or _bearing(reckoning, finding, value))


def _candidates(reckoning: Reckoning, finding: Finding, name: str) -> Iterator[str]:
    """The places that bear this name: at the finding, in its records, then figures of them and of all."""
    known = reckoning.kept(labels)
    rows = list(_rows(reckoning.report, finding))
    for section, id_, owner in rows:
        for each in entries(SECTIONS[section].record):
            if each.label == name:
                yield place(section, id_, each.name)
        yield from known.get(f"{owner} {name}", ())
    yield from known.get(name, ())
    yield from known.get(f"{name}合计", ())


def _bearing(reckoning: Reckoning, finding: Finding, value: str) -> str:
    """The first place of a finding whose value is this very one; short values may be so by chance."""
    if len(value) < 3 or not _NUMBER.match(value):
        return ""
    return next((each for each in finding.places if _agrees(reckoning, each, value)), "")


def _rows(report: Report, finding: Finding) -> Iterator[tuple[str, int, str]]:
    for where in finding.places:
        known = _known(where)
        row = report.find(known.section, known.id) if known and known.id else None
        if known and row:
            yield known.section, known.id, name_of(row)


def _looked_at(reckoning: Reckoning, where: str) -> Fact:
    known = _known(where)
    if known and not known.id and not SECTIONS[known.section].single:  # A table as a whole
        return Fact(name_at(reckoning, where), f"{len(reckoning.report.rows(known.section))} 条", where)
    if known is None or not known.field:
        return Fact(name_at(reckoning, where), value_text(reckoning, where), where)
    text = "" if known.section == "passages" else value_text(reckoning, where) or EMPTY
    return Fact(known.entry.label, text, where)


def value_text(reckoning: Reckoning, where: str) -> str:
    """Return the value at a place as it shows, in one line and without its unit; '' where there is none."""
    known = _known(where)
    if known is None:
        figure = reckoning.figure(where.removeprefix("figures/"))
        return figure.text if figure else ""
    try:
        row = record_at(reckoning.report, known) if known.field else None
    except DataError:
        return ""
    if row is None:
        return ""
    value = getattr(row, known.field)
    kind = known.entry.kind
    if kind is MONEY:
        return show_wan(value) if value is not None else ""
    named = reckoning.report.find(kind.section, value) if kind.section and value else None
    return " ".join((name_of(named) if named else kind.show(value)).split())


def _agrees(reckoning: Reckoning, where: str, value: str) -> bool:
    """Tell whether a place holds this value; an amount is never a rate."""
    held = value_text(reckoning, where)
    known = _known(where)
    if known and known.field and known.entry.kind is MONEY and "%" in value:
        return False
    return bool(held) and (held == value or _number(held) == _number(value) is not None)


def _number(text: str) -> Decimal | None:
    found = _NUMBER.match(text.strip())
    return Decimal(found[0].replace(",", "").replace("−", "-")) if found else None


def _known(where: str) -> Place | None:
    """Read a place of a stored value; None for a figure or a table."""
    if where.partition("/")[0] in DERIVED:
        return None
    try:
        return parse_place(where)
    except DataError:
        return None
