"""Finding rows by what is typed: words, their pinyin initials, amounts; fast at a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.models.entries import Entry
from desktop.models.money import show_exact, show_wan, show_yuan
from desktop.models.numbers import half_width, plain
from desktop.models.places import name_of
from desktop.models.records import Record, Report
from desktop.views.editors.initials import initials

_FILLED = (None, "", 0)


class _Initials(dict[int, str]):
    """A table for ``str.translate`` that learns each character at its first use."""

    def __missing__(self, sign: int) -> str:
        found = self[sign] = initials(chr(sign))
        return found


_INITIALS = _Initials()


class Search:
    """Tells of records of a section whether they hold what is sought.

    What a record says is put together once and kept as long as the record is the same.
    """

    def __init__(self, report: Callable[[], Report], entries: Sequence[Entry]) -> None:
        self._report = report
        self._entries = tuple(entries)
        self._wanted: tuple[tuple[str, bool, str], ...] = ()
        self._said: dict[int, tuple[Record, str, str]] = {}
        self._initials: dict[int, tuple[str, str]] = {}
        self._names: dict[str, tuple[Sequence[Record], dict[int, str]]] = {}

    def seek(self, typed: str) -> bool:
        """Look for *typed*; words apart must all be there. False where nothing is sought."""
        words = half_width(typed).lower().split()
        self._wanted = tuple((word, word.isascii(), _figure(word)) for word in words)
        self._forget_renamed()
        return bool(words)

    def fits(self, record: Record) -> bool:
        """Whether a record holds all that is sought."""
        known = self._said.get(record.id)
        if known is None or known[0] is not record:
            known = self._said[record.id] = (record, *self._words(record))
        _, words, figures = known
        for word, latin, figure in self._wanted:
            if word in words or (figure and figure in figures):
                continue
            if not latin or word not in self._latin(record.id, words):
                return False
        return True

    def _latin(self, id_: int, words: str) -> str:
        """The initials of what a record says."""
        known = self._initials.get(id_)
        if known is None or known[0] is not words:
            known = self._initials[id_] = (words, words.translate(_INITIALS))
        return known[1]

    def _forget_renamed(self) -> None:
        """Put everything together anew where a record that others name has changed."""
        report = self._report()
        if any(report.rows(section) is not rows for section, (rows, _) in self._names.items()):
            self._names.clear()
            self._said.clear()

    def _words(self, record: Record) -> tuple[str, str]:
        words: list[str] = []
        figures: list[str] = []
        for entry in self._entries:
            value = getattr(record, entry.name)
            if value in _FILLED:
                continue
            if entry.kind.name == "money":
                figures += (show_wan(value), show_exact(value), show_yuan(value))
            elif entry.kind.section:
                words.append(self._name(entry.kind.section, value))
            else:
                words.append(_said(value))
        return "\n".join(words).lower(), "\n".join(figures)

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
