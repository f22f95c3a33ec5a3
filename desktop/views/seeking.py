"""What Ctrl+K finds: pages, commands, fields, figures and values, by words, pinyin or amount."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice

from PySide6.QtGui import QAction, QKeySequence

from desktop.models.comparing import shown
from desktop.models.entries import Entry, entries
from desktop.models.figures import Reckoning
from desktop.models.money import show_wan, show_yuan
from desktop.models.pinyin import begins, found_at, matches
from desktop.models.places import describe, place
from desktop.models.records import SECTIONS, Record
from desktop.models.slots import render
from desktop.views.desk import Desk
from desktop.views.pages.catalogue import PAGES, page_for
from desktop.views.pages.passages import numbers_of
from desktop.views.tables.searching import Search

MOST = 60  # Hits that are listed; more words find fewer
MOST_OF_KIND = 8  # Pages, commands, fields, figures: the values are what is usually sought
_EXCERPT = 18  # Characters before the words that were found
_LONGEST = 80  # Characters of a hit; no list is as wide
_NUMBER = re.compile(r"-?\d+(?:\.\d*)?")
_NEARLY = 3  # A name no more than so many times as long as what was typed is nearly that name


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: its kind in a word, what it is, where it stands, and the place or the command to go to."""

    kind: str
    text: str
    detail: str
    place: str = ""
    command: str = ""


class Seeker:
    """Looks through the open report; what records say is put together once and kept while they stand."""

    def __init__(self, desk: Desk, actions: Mapping[str, QAction]) -> None:
        self._desk, self._actions = desk, actions
        wanted = {name for page in PAGES for name in page.sections} | {"notes"}
        self._searches = {
            name: Search(lambda: desk.report, _told(name)) for name in SECTIONS if name in wanted
        }

    def prepare(self) -> Iterator[None]:
        """Put together what the records say, some thousand a step, so that the first key is quick."""
        for name, search in self._searches.items():
            rows = iter(self._desk.report.rows(name))
            while held := tuple(islice(rows, 1_000)):
                search.prepare(held)
                yield

    def found(self, typed: str) -> tuple[Found, ...]:
        """Return what fits, the likeliest first; the pages for an empty text."""
        wanted = typed.strip()
        if not wanted:
            return tuple(_pages(""))
        named = (self._best(wanted, kind) for kind in (_pages, self._commands, self._fields, self._figures))
        whole = [hit for hits in named for hit in hits]
        values = list(islice(self._values(wanted), MOST))
        near = sorted(
            (hit for hit in (*whole, *values) if _is_nearly(wanted, hit)),
            key=lambda hit: (not begins(wanted, hit.text), len(hit.text)),
        )
        first = [hit for hit in whole if begins(wanted, hit.text)]
        ranked = [*values, *first, *whole] if _is_amount(wanted) else [*near, *first, *values, *whole]
        return tuple(dict.fromkeys(ranked))[:MOST]

    def _best(self, wanted: str, kind: Callable[[str], Iterable[Found]]) -> list[Found]:
        def likely(hit: Found) -> tuple[bool, bool, bool, int]:
            near, begun = _is_nearly(wanted, hit), begins(wanted, hit.text)
            return not (near or begun), not begun, not hit.detail, len(hit.text)

        return sorted(kind(wanted), key=likely)[:MOST_OF_KIND]

    def _commands(self, wanted: str) -> Iterator[Found]:
        for name, action in self._actions.items():
            text = action.text().rstrip("…")
            said = f"{text}\n{text.replace(' ', '')}"  # 导出 PDF is sought as daochupdf too
            if action.isEnabled() and matches(wanted, said):
                key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                yield Found("命令", text, key, command=name)

    def _fields(self, wanted: str) -> Iterator[Found]:
        report = self._desk.report
        for name in self._searches:
            section = SECTIONS[name]
            rows: tuple[Record, ...] = report.rows(name)
            for each in entries(section.record) if name != "notes" else ():
                if not matches(wanted, each.label):
                    continue
                if not rows:
                    yield Found("字段", each.label, f"{section.label} · 还没有", name)
                    continue
                value = _line(shown(report, each, getattr(rows[0], each.name))) if section.single else ""
                detail = value or ("待填" if section.single else section.label)
                yield Found("字段", each.label, detail, place(name, rows[0].id, each.name))

    def _figures(self, wanted: str) -> Iterator[Found]:
        for name, each in self._desk.reckoning.figures().items():
            money = each.unit == "万元" and isinstance(each.value, int)
            spelled = _spelled(each.value) if money and isinstance(each.value, int) else _bare(each.text)
            if matches(wanted, each.label) or (_is_amount(wanted) and _bare(wanted) in spelled):
                yield Found("算出的数", each.label, each.text, f"figures/{name}")

    def _values(self, wanted: str) -> Iterator[Found]:
        """The values that hold what is sought; of an amount the very one before those that only begin so."""
        holding: Iterable[tuple[str, Record]] = self._holding(wanted)
        if _is_amount(wanted):
            sought = _sought(wanted)
            holding = sorted(holding, key=lambda each: not _holds_any(each[1], sought))
        for name, row in holding:
            yield _hit(self._desk.reckoning, name, row, wanted.split())

    def _holding(self, wanted: str) -> Iterator[tuple[str, Record]]:
        for name, search in self._searches.items():
            fits = search.test(wanted)
            rows = self._desk.report.rows(name) if fits is not None else ()
            yield from ((name, row) for row in rows if fits is not None and fits(row))


def _pages(wanted: str) -> Iterator[Found]:
    for page in PAGES:
        if matches(wanted, page.title):
            where = page.sections[0] if page.sections else ""
            yield Found("页面", page.title, page.where, where, command=f"page:{page.key}")


def _told(section: str) -> list[Entry]:
    """The fields of a section that are searched: what the officer wrote."""
    return [each for each in entries(SECTIONS[section].record) if each.name not in ("drafted", "place")]


def _is_nearly(wanted: str, hit: Found) -> bool:
    return len(hit.text) <= _NEARLY * len(wanted)


def _hit(reckoning: Reckoning, section: str, row: Record, words: list[str]) -> Found:
    """Say where in a record the words were found: at the first field that holds one of them.

    Live figures in it are shown as they are printed.
    """
    report = reckoning.report
    for each in _told(section):
        text = _line(shown(report, each, getattr(row, each.name)))
        if text and any(_holds(each, getattr(row, each.name), text, word) for word in words):
            where = row.place if section == "notes" else place(section, row.id, each.name)
            kind = "待核实" if section == "notes" else "值"
            said = _line(render(reckoning, text, numbers_of(report))[0]) if "{{" in text else text
            return Found(kind, _excerpt(said, words), describe(report, where), where)
    where = place(section, row.id)
    return Found("值", describe(report, where), page_for(where).title, where)


def _holds(each: Entry, value: object, text: str, word: str) -> bool:
    if each.kind.name == "money" and isinstance(value, int):
        return _is_amount(word) and _bare(word) in _spelled(value)
    return matches(word, text)


def _excerpt(text: str, words: list[str]) -> str:
    """The part of a long text about the first of the words that stands in it."""
    at = min((there for word in words if (there := found_at(word, text)) >= 0), default=0)
    begun = at - _EXCERPT if at > 2 * _EXCERPT else 0
    while begun and text[begun].isdigit() and text[begun - 1].isdigit():  # 2021 is not cut into 021
        begun -= 1
    shown_part = text[begun : begun + _LONGEST]
    return f"{'…' if begun else ''}{shown_part}{'…' if begun + _LONGEST < len(text) else ''}"


def _spelled(fen: int) -> str:
    """An amount as people write it: in 万元, exactly in 万元, in 元."""
    return f"{show_wan(fen)}\n{show_wan(fen, 6)}\n{show_yuan(fen)}"


def _sought(word: str) -> frozenset[int]:
    """The amounts (分) that are the very one a word says: in 万元, in 元, without a unit in either."""
    bare = _bare(word)
    said = Decimal(bare) if _NUMBER.fullmatch(bare) else None
    if said is None:
        return frozenset()
    wan, yuan = ("万" in word or "元" not in word), "万" not in word
    scales = (*((1_000_000,) if wan else ()), *((100,) if yuan else ()))
    return frozenset(int(said * scale) for scale in scales if said * scale == int(said * scale))


def _holds_any(row: Record, sought: frozenset[int]) -> bool:
    return any(getattr(row, name) in sought for name in _amounts_of(type(row)))


@cache
def _amounts_of(record: type) -> tuple[str, ...]:
    return tuple(each.name for each in entries(record) if each.kind.name == "money")


def _line(text: str) -> str:
    return " ".join(text.split())


def _bare(word: str) -> str:
    return word.replace(",", "").replace("，", "").replace("−", "-").removesuffix("元").removesuffix("万")


def _is_amount(word: str) -> bool:
    bare = _bare(word)
    return any(sign.isdigit() for sign in bare) and not bare.strip("-.0123456789")
