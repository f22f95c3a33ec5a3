"""Find and replace over the whole report: names, prose, tables; never ids, choices, dates or live figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from desktop.errors import DataError
from desktop.models.entries import Entry, entries
from desktop.models.places import parse_place, place, record_at, value_at
from desktop.models.records import SECTIONS, Report
from desktop.models.slots import SLOT

TEXTS = ("text", "memo")  # Kinds of fields that hold words
SKIPPED_SECTIONS = ("user_rules", "unread", "origins", "last", "links")
# Words of the program, not of the officer: ids, keys, figures' names, what was drafted, a file's own name
SKIPPED_FIELDS = frozenset({
    "project/rule_pack", "project/outline", "project/form", "stated/figure", "problems/from_finding",
    "passages/section", "passages/drafted", "evidence/file_name", "evidence/sha256",
    "explanations/rule", "explanations/place", "explanations/fingerprint", "explanations/numbers", "notes/place",
})  # fmt: skip
_TO_HALF = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}


@dataclass(frozen=True, slots=True)
class Options:
    """How to look: sections (all for none named), any case, any width, within live figures too."""

    sections: frozenset[str] = frozenset()
    any_case: bool = False
    any_width: bool = False
    in_slots: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence: characters *start* to *end* of the value at *place*, and the words that stand there."""

    place: str
    start: int
    end: int
    text: str


def find(report: Report, text: str, options: Options | None = None) -> tuple[Hit, ...]:
    """Return where *text* occurs, in the order of the report; nothing for an empty text."""
    return tuple(_hits(report, text, options or Options())) if text else ()


def replaced(report: Report, hits: Iterable[Hit], new: str) -> Report:
    """Return *report* with the words of every hit replaced by *new*.

    Origins stay: a name that was exchanged everywhere has not been looked at. DataError where a value is no
    longer what the hits were found in; nothing is replaced then.
    """
    ordered = sorted(hits, key=lambda hit: (hit.place, -hit.start))
    by_section = groupby(ordered, key=lambda hit: hit.place.partition("/")[0])
    for section, group in by_section:
        rows = {row.id: row for row in report.rows(section)}
        for where, found in groupby(group, key=lambda hit: hit.place):
            known = parse_place(where)
            row = rows.get(known.id) or record_at(report, known)
            held = _exchanged(str(getattr(row, known.field)), found, new)
            rows[known.id] = replace(row, **{known.field: known.entry.kind.read(held)})
        report = report.with_rows(section, rows.values())
    return report


def _exchanged(held: str, hits: Iterable[Hit], new: str) -> str:
    """The text with the words of its hits exchanged, the last hit first; DataError where it is another."""
    for hit in hits:
        if held[hit.start : hit.end] != hit.text:
            raise DataError("查找以后内容又改动过", "请重新查找再替换，什么都没有改动")
        held = held[: hit.start] + new + held[hit.end :]
    return held


def excerpt(report: Report, hit: Hit, around: int = 16) -> tuple[str, str, str]:
    """Return the words before a hit, the hit, and the words behind it, as one line for a list."""
    held = str(value_at(report, parse_place(hit.place)))
    before = held[max(hit.start - around, 0) : hit.start]
    behind = held[hit.end : hit.end + around]
    lead = "…" if hit.start > around else ""
    tail = "…" if len(held) > hit.end + around else ""
    return lead + before.replace("\n", " "), hit.text, behind.replace("\n", " ") + tail


def _hits(report: Report, text: str, options: Options) -> Iterator[Hit]:
    wanted = _folded(text, options)
    for section, each in _fields(options.sections):
        for row in report.rows(section):
            held = getattr(row, each.name)
            if held:
                yield from _in_value(place(section, row.id, each.name), held, wanted, options)


def _fields(wanted: frozenset[str]) -> Iterator[tuple[str, Entry]]:
    for section in SECTIONS.values():
        if section.name in SKIPPED_SECTIONS or (wanted and section.name not in wanted):
            continue
        for each in entries(section.record):
            if each.kind.name in TEXTS and f"{section.name}/{each.name}" not in SKIPPED_FIELDS:
                yield section.name, each


def _in_value(where: str, held: str, wanted: str, options: Options) -> Iterator[Hit]:
    folded = _folded(held, options)
    start = folded.find(wanted)
    if start < 0:
        return
    slots = [] if options.in_slots else [found.span() for found in SLOT.finditer(held)]
    while start >= 0:
        end = start + len(wanted)
        clash = next((slot for slot in slots if start < slot[1] and slot[0] < end), None)
        if clash is None:
            yield Hit(where, start, end, held[start:end])
        start = folded.find(wanted, end if clash is None else start + 1)


def _folded(text: str, options: Options) -> str:
    """The text in which to look, sign by sign, so that positions stay those of the text."""
    if options.any_width:
        text = text.translate(_TO_HALF)
    if options.any_case:
        text = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    return text
