"""Finding rows by what is typed: words, their pinyin, amounts; fast at a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from desktop.models.entries import Entry
from desktop.models.money import show_wan, show_yuan
from desktop.models.numbers import half_width, plain
from desktop.models.pinyin import Fits, finding, initials, outline, outlines
from desktop.models.places import name_of
from desktop.models.records import Record, Report

_FILLED = (None, "", 0)


class _Learned(dict[int, str]):
    """A table for ``str.translate`` that learns each character at its first use."""

    def __init__(self, learn: Callable[[str], str]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, sign: int) -> str:
        found = self[sign] = self._learn(chr(sign))
        return found


INITIALS = _Learned(initials)
_OUTLINES = _Learned(outline)


class _Kept:
    """What is made of each record, kept as long as the record is the same."""

    def __init__(self, make: Callable[[Record], str]) -> None:
        self._make = make
        self._held: dict[int, tuple[Record, str]] = {}

    def __call__(self, record: Record) -> str:
        known = self._held.get(record.id)
        if known is None or known[0] is not record:
            known = self._held[record.id] = (record, self._make(record))
        return known[1]

    def clear(self) -> None:
        """Make everything anew."""
        self._held.clear()


class Search:
    """Tells of records of a section whether they hold what is sought."""

    def __init__(self, report: Callable[[], Report], entries: Sequence[Entry]) -> None:
        self._report = report
        self._money = [each.name for each in entries if each.kind.name == "money"]
        self._others = [each for each in entries if each.kind.name != "money"]
        self._names: dict[str, tuple[Sequence[Record], dict[int, str]]] = {}
        self._words = _Kept(self._make_words)
        self._latin = _Kept(lambda record: self._words(record).translate(_OUTLINES))
        self._figures = _Kept(self._make_figures)

    def test(self, typed: str) -> Callable[[Record], bool] | None:
        """Return what tells whether a record holds all the words of *typed*; None where there are none."""
        words = [half_width(word) for word in typed.lower().split()]  # it takes spaces away
        self._forget_renamed()
        wanted = tuple((word, _spoken(word), _figure(word)) for word in words)
        return (lambda record: self._fits(record, wanted)) if wanted else None

    def _fits(self, record: Record, wanted: Iterable[tuple[str, Fits | None, str]]) -> bool:
        for word, spoken, figure in wanted:
            words = self._words(record)
            if word in words or (figure and figure in self._figures(record)):
                continue
            if spoken is None or not self._sounds(record, word, spoken):
                return False
        return True

    def _sounds(self, record: Record, word: str, spoken: Fits) -> bool:
        """Whether a record is pronounced so; most of those that are not are told by their outline."""
        latin = self._latin(record)
        if word in latin:
            return True
        for each in outlines(word):
            if each in latin:
                return spoken(self._words(record))
        return False

    def prepare(self, records: Iterable[Record]) -> None:
        """Put together what records say, before anything is sought."""
        for record in records:
            self._latin(record)
            self._figures(record)

    def _forget_renamed(self) -> None:
        """Put everything together anew where a record that others name has changed."""
        report = self._report()
        if any(report.rows(section) is not rows for section, (rows, _) in self._names.items()):
            self._names.clear()
            self._words.clear()
            self._latin.clear()

    def _make_words(self, record: Record) -> str:
        words: list[str] = []
        for entry in self._others:
            value = getattr(record, entry.name)
            if value not in _FILLED:
                section = entry.kind.section
                words.append(self._name(section, value) if section else _said(value))
        return "\n".join(words).lower()

    def _make_figures(self, record: Record) -> str:
        values = (getattr(record, name) for name in self._money)
        shown = (
            f"{show_wan(each)}\n{show_wan(each, 6)}\n{show_yuan(each)}" for each in values if each is not None
        )
        return "\n".join(shown)

    def _name(self, section: str, id_: Any) -> str:
        if section not in self._names:
            rows = self._report().rows(section)
            self._names[section] = rows, {row.id: name_of(row) for row in rows}
        return self._names[section][1].get(id_, "") if isinstance(id_, int) else ""


class Sifting:
    """A search through many records in stretches; what it has found out of a record is not asked again."""

    def __init__(self, rows: Sequence[Record], fits: Callable[[Record], bool]) -> None:
        self._unseen, self._fits = iter(rows), fits
        self._known: dict[int, tuple[Record, bool]] = {}

    def go_on(self, most: int) -> bool:
        """Look at *most* further records; tell whether that were the last."""
        some = list(islice(self._unseen, most))
        self._known.update((row.id, (row, self._fits(row))) for row in some)
        return len(some) < most

    def takes(self, record: Record) -> bool:
        """Tell of any record, also of one that has come since, whether it holds what is sought."""
        known = self._known.get(record.id)
        return known[1] if known is not None and known[0] is record else self._fits(record)


def _said(value: Any) -> str:
    match value:
        case str():
            return value
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _spoken(word: str) -> Fits | None:
    """What tells whether a text is pronounced so, None for a word without letters."""
    return finding(word) if any(sign.isascii() and sign.isalpha() for sign in word) else None


def _figure(word: str) -> str:
    """The word as part of an amount, or '' where it is none."""
    bare = word.replace(",", "").replace("−", "-").removesuffix("元").removesuffix("万")
    return bare if any(sign.isdigit() for sign in bare) and not bare.strip("-.0123456789") else ""
