"""What was written before into a field, from this report and the own library, for filling it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.models.entries import entry_of
from desktop.models.library import PHRASES, Library
from desktop.models.pinyin import begins, matches
from desktop.models.records import SECTIONS, Report

COMPANIES = ("payments/payee", "parties/name", "contracts/agency")
TEXTS = ("text", "memo")
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Remembered:
    """A text that can be taken; *source* says where it comes from: 本项目 · 3 次, 2021、2022年."""

    text: str
    source: str


def remembered(report: Report, library: Library, where: str, typed: str = "") -> tuple[Remembered, ...]:
    """Return what was written before into a field (``section/field``) and fits what is typed.

    Found by words or pinyin initials; what begins with them first, then this report's, the most used first.
    Companies are shared by the fields that name one. Raises KeyError where there is no such field.
    """
    section, field = where.split("/")
    if entry_of(SECTIONS[section].record, field).kind.name not in TEXTS:
        return ()
    found: dict[str, Remembered] = {}
    for each in (*_here(report, where), *_before(library, where)):
        if each.text != typed and matches(typed, each.text):
            found.setdefault(each.text, each)
    ranked = sorted(found.values(), key=lambda each: not begins(typed, each.text))
    return tuple(ranked[:SHOWN])


def _here(report: Report, where: str) -> Iterator[Remembered]:
    fields = COMPANIES if where in COMPANIES else (where,)
    used: Counter[str] = Counter()
    for each in fields:
        section, field = each.split("/")
        used.update(text for row in report.rows(section) if (text := getattr(row, field).strip()))
    for text, count in used.most_common():
        yield Remembered(text, f"本项目 · {count} 次")


def _before(library: Library, where: str) -> Iterator[Remembered]:
    if where in COMPANIES:
        yield from (Remembered(each.name, _years(each.years)) for each in library.payees)
    elif where in PHRASES:
        yield from (Remembered(each.text, _years(each.years)) for each in library.phrases_for(where))
    elif where == "indicators/name":
        yield from (Remembered(each.name, _years(each.years)) for each in library.indicators)


def _years(years: tuple[int, ...]) -> str:
    return f"{'、'.join(map(str, years[-3:]))}年" if years else "指标和词句库"
