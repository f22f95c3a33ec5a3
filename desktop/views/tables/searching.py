"""Finding rows by what is typed: words, their pinyin initials, amounts; fast at a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.models.entries import Entry
from desktop.models.money import show_wan, show_yuan
from desktop.models.numbers import half_width, plain
from desktop.models.pinyin import initials
from desktop.models.places import name_of
from desktop.models.records import Record, Report

_FILLED = (None, "", 0)


class _Initials(dict[int, str]):
    """A table for ``str.translate`` that learns each character at its first use."""

    def __missing__(self, sign: int) -> str:
        found = self[sign] = initials(chr(sign))
        return found


INITIALS = _Initials()


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
        self._latin = _Kept(lambda record: self._words(record).translate(INITIALS))
        self._figures = _Kept(self._make_figures)

    def test(self, typed: str) -> Callable[[Record], bool] | None:
        """Return what tells whether a record holds all the words of *typed*; None where there are none."""
        words = [half_width(word) for word in typed.lower().split()]  # it takes spaces away
        self._forget_renamed()
        wanted = tuple((word, word.isascii(), _figure(word)) for word in words)
        return (lambda record: self._fits(record, wanted)) if wanted else None

    def _fits(self, record: Record, wanted: Iterable[tuple[str, bool, str]]) -> bool:
        for word, latin, figure in wanted:
            if word in self._words(record) or (figure and figure in self._figures(record)):
                continue
            if not latin or word not in self._latin(record):
                return False
        return True

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


def _figure(word: str) -> str:
    """The word as part of an amount, or '' where it is none."""
    bare = word.replace(",", "").replace("−", "-").removesuffix("元").removesuffix("万")
    return bare if any(sign.isdigit() for sign in bare) and not bare.strip("-.0123456789") else ""
