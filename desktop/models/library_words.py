"""How entries of the own library are told and found, and what of a lesson is news to it (我的指标与词句)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from desktop.models.entries import entries
from desktop.models.library import PHRASES, KnownEntry, KnownIndicator, Library, Payee, Phrase, library_of
from desktop.models.numbers import plain
from desktop.models.pinyin import matches
from desktop.models.places import parse_place
from desktop.models.records import SECTIONS

KINDS = {KnownIndicator: "指标", Phrase: "词句", Payee: "收款单位"}
"""What the parts of the library are called."""

_BESIDE = frozenset({"unread", "origins", "notes", "last", "links", "user_rules"})
BY_HAND = "手工"


@dataclass(frozen=True, slots=True)
class News:
    """An entry that a library lacks, or (*known*) has without its years or with other details."""

    entry: KnownEntry
    known: bool = False


def news(library: Library, taught: Library) -> tuple[News, ...]:
    """Return what of *taught* is new to *library*, in the order of *taught*; the same again is no news."""
    held = {(type(each), each.key): each for each in library.entries}
    return tuple(
        News(each, known=before is not None)
        for each in taught.entries
        if (before := held.get((type(each), each.key))) is None or _adds(before, each)
    )


def _adds(before: KnownEntry, each: KnownEntry) -> bool:
    after = library_of((before, each)).entries[0]
    return replace(after, source=before.source) != before


def field_label(where: str) -> str:
    """Say which field a phrase is for: 绩效指标·偏差原因."""
    known = parse_place(where.replace("/", "/1/"))
    return f"{SECTIONS[known.section].label}·{known.entry.label}"


def takes_words(where: str) -> bool:
    """Tell whether phrases can be kept for a field (``section/field``): whether it holds free text."""
    return where in word_fields()


@cache
def word_fields() -> tuple[str, ...]:
    """Return the fields that phrases are kept for, as ``section/field``: long texts, and what is learned."""
    memos = (
        f"{name}/{each.name}"
        for name, section in SECTIONS.items()
        for each in entries(section.record)
        if each.kind.name == "memo" and name not in _BESIDE and each.name != "drafted"
    )
    return tuple(dict.fromkeys((*PHRASES, *memos)))


def what(each: KnownEntry) -> str:
    """Return the words of an entry on one line: name or text."""
    return " ".join((each.text if isinstance(each, Phrase) else each.name).split())


def whereabouts(each: KnownEntry) -> str:
    """Say where an entry belongs: levels and target, the field of a phrase, the code of a company."""
    match each:
        case KnownIndicator():
            return " · ".join(filter(None, (each.level1, each.level2, each.target)))
        case Phrase():
            return field_label(each.where)
        case Payee():
            return each.credit_code


def told_years(each: KnownEntry) -> str:
    """Say in which years an entry was used: 2019–2021, or the last two of them and how many in all."""
    years = each.years
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    more = f" 等 {len(years)} 年" if len(years) > 2 else ""  # As many as fit
    return "、".join(map(str, years[-2:])) + more


def told_source(each: KnownEntry) -> str:
    """Say where an entry comes from, in a few words."""
    return each.source.removesuffix(".jxzp") or BY_HAND


def fits(each: KnownEntry, typed: str) -> bool:
    """Tell whether every typed word is in an entry's words, whereabouts or source, or in their pinyin."""
    texts = [what(each), whereabouts(each), told_source(each), told_years(each)]
    if isinstance(each, KnownIndicator):
        texts += [each.unit, each.data_source, each.calculation]
    return all(any(_holds(word, text) for text in texts) for word in typed.split())


def _holds(word: str, text: str) -> bool:
    """Whether a text has a word, by pinyin too where letters are typed: else they are looked at in vain."""
    lettered = any(sign.isascii() and sign.isalpha() for sign in word)
    return matches(word, text) if lettered else word in text


def told_fields(each: KnownIndicator) -> str:
    """Say what an indicator brings along besides its name, on one line."""
    parts = (
        whereabouts(each),
        f"{plain(each.weight)} 分" if each.weight is not None else "",
        f"数据来源：{each.data_source}" if each.data_source else "",
        f"计算方法：{each.calculation}" if each.calculation else "",
    )
    return "　".join(filter(None, parts))
