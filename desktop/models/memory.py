"""What was written before into a field, here, last year and in earlier files, for filling it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.models.entries import entry_of
from desktop.models.kept_texts import LOOKED_AT, KeptTexts, alike, is_kept, sentences
from desktop.models.library import PHRASES, Library
from desktop.models.pinyin import begins, finding
from desktop.models.records import SECTIONS, Report
from desktop.models.values import last_report

COMPANIES = alike("payments/payee")
TEXTS = ("text", "memo")
SHOWN = 12
# What is called once in a report: only earlier reports can offer it
ONCE = frozenset(
    {
        "contracts/name", "contracts/number", "basis/title", "basis/number", "budget/name", "funding/name",
        "indicators/name", "results/name", "problems/title", "merits/title", "evidence/title",
    }
)  # fmt: skip
MOST = 2_000  # Texts that are looked through at each key
NOTHING = KeptTexts()


@dataclass(frozen=True, slots=True)
class Remembered:
    """A text that can be taken; *source* says where it comes from: 本项目 · 3 次, 2021、2022年."""

    text: str
    source: str


def remembered(
    report: Report, library: Library, where: str, typed: str = "", kept: KeptTexts = NOTHING
) -> tuple[Remembered, ...]:
    """Return what was written before into a field (``section/field``) and fits what is typed.

    Raises KeyError where there is no such field.
    """
    return fitting(candidates(report, library, where, kept), typed)


def candidates(
    report: Report, library: Library, where: str, kept: KeptTexts = NOTHING
) -> tuple[Remembered, ...]:
    """Return everything that was written before into a field, each once, of a long text its sentences.

    This report's come first, the most used before the others; then last year's, then those of the own
    library, then of earlier files. Companies and their like are shared by the fields that name one.
    Raises KeyError where there is no such field.
    """
    section, field = where.split("/")
    entry = entry_of(SECTIONS[section].record, field)
    if not is_kept(where, entry) and where not in PHRASES:
        return ()
    long = entry.kind.name == "memo"
    found: dict[str, Remembered] = {}
    for each in _all(report, library, where, kept, long=long):
        found.setdefault(each.text, each)
        if len(found) == MOST:
            break
    return tuple(found.values())


def fitting(known: Sequence[Remembered], typed: str, most: int = SHOWN) -> tuple[Remembered, ...]:
    """Return those that fit what is typed, by words or pinyin; what begins with it comes first."""
    words = typed.strip().lower()
    is_begun, is_found = _tests(words)
    found = [each for each in known if each.text != typed.strip() and is_found(each.text)]
    return tuple(sorted(found, key=lambda each: not is_begun(each.text))[:most])


def _tests(words: str) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    """Whether a text begins with, or holds, what is typed, of letters also as pinyin."""
    if any(sign.isascii() and sign.isalpha() for sign in words):
        return lambda text: begins(words, text), finding(words)
    return lambda text: text.lower().startswith(words), lambda text: words in text.lower()


def _all(
    report: Report, library: Library, where: str, kept: KeptTexts, *, long: bool
) -> Iterator[Remembered]:
    for text, count in _counted(report, where, long=long) if where not in ONCE else ():
        yield Remembered(text, f"本项目 · {count} 次")
    last = last_report(report)
    if last is not None:
        source = _years((last.project.year,)) if last.project.year else "上年"
        yield from (Remembered(text, source) for text, _ in _counted(last, where, long=long))
    yield from _before(library, where)
    for each in kept.of(where):
        yield Remembered(each.text, _years(each.years) if each.years else "以前的文件")


def _counted(report: Report, where: str, *, long: bool) -> list[tuple[str, int]]:
    used: Counter[str] = Counter()
    for each in alike(where):
        section, field = each.split("/")
        for row in report.rows(section)[-LOOKED_AT:]:
            if text := getattr(row, field).strip():
                used.update(sentences(text) if long else (text,))
    return used.most_common()


def _before(library: Library, where: str) -> Iterator[Remembered]:
    if where in COMPANIES:
        yield from (Remembered(each.name, _years(each.years)) for each in library.payees)
    elif where in PHRASES:
        yield from (Remembered(each.text, _years(each.years)) for each in library.phrases_for(where))
    elif where == "indicators/name":
        yield from (Remembered(each.name, _years(each.years)) for each in library.indicators)


def _years(years: tuple[int, ...]) -> str:
    return f"{'、'.join(map(str, years[-3:]))}年" if years else "指标和词句库"
