"""What Ctrl+K finds: pages, commands, fields, figures and values, by words, pinyin initials or amount."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from PySide6.QtGui import QAction, QKeySequence

from desktop.models.comparing import shown
from desktop.models.entries import Entry, entries
from desktop.models.figures import Reckoning
from desktop.models.money import show_wan, show_yuan
from desktop.models.pinyin import begins, matches
from desktop.models.places import describe, place
from desktop.models.records import SECTIONS, Record
from desktop.models.slots import render
from desktop.views.desk import Desk
from desktop.views.pages.catalogue import PAGES, page_for
from desktop.views.tables.searching import Search

MOST = 60  # Hits that are listed; more words find fewer
MOST_OF_KIND = 8  # Pages, commands, fields, figures: the values are what is usually sought
_EXCERPT = 18  # Characters before the words that were found
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
            (hit for hit in (*whole, *values) if _is_nearly(wanted, hit)), key=lambda hit: len(hit.text)
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
            if action.isEnabled() and matches(wanted, text):
                key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                yield Found("命令", text, key, command=name)

    def _fields(self, wanted: str) -> Iterator[Found]:
        report = self._desk.report
        for name in self._searches:
            section = SECTIONS[name]
            rows: tuple[Record, ...] = report.rows(name)
            for each in entries(section.record) if rows and name != "notes" else ():
                row = rows[0]
                if matches(wanted, each.label):
                    value = _line(shown(report, each, getattr(row, each.name))) if section.single else ""
                    detail = value or ("待填" if section.single else section.label)
                    yield Found("字段", each.label, detail, place(name, row.id, each.name))

    def _figures(self, wanted: str) -> Iterator[Found]:
        for name, each in self._desk.reckoning.figures().items():
            if matches(wanted, each.label) or (_is_amount(wanted) and _bare(wanted) in _bare(each.text)):
                yield Found("算出的数", each.label, each.text, f"figures/{name}")

    def _values(self, wanted: str) -> Iterator[Found]:
        reckoning = self._desk.reckoning
        for name, search in self._searches.items():
            fits = search.test(wanted)
            for row in reckoning.report.rows(name):
                if fits is not None and fits(row):
                    yield _hit(reckoning, name, row, wanted.split())


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
            said = _line(render(reckoning, text)[0]) if "{{" in text else text
            return Found(kind, _excerpt(said, words), describe(report, where), where)
    where = place(section, row.id)
    return Found("值", describe(report, where), page_for(where).title, where)


def _holds(each: Entry, value: object, text: str, word: str) -> bool:
    if each.kind.name == "money" and isinstance(value, int):
        return (
            _is_amount(word) and _bare(word) in f"{show_wan(value)}\n{show_wan(value, 6)}\n{show_yuan(value)}"
        )
    return matches(word, text)


def _excerpt(text: str, words: list[str]) -> str:
    at = min((found for word in words if (found := text.lower().find(word.lower())) >= 0), default=0)
    return f"…{text[at - _EXCERPT :]}" if at > 2 * _EXCERPT else text


def _line(text: str) -> str:
    return " ".join(text.split())


def _bare(word: str) -> str:
    return word.replace(",", "").replace("，", "").replace("−", "-").removesuffix("元").removesuffix("万")


def _is_amount(word: str) -> bool:
    bare = _bare(word)
    return any(sign.isdigit() for sign in bare) and not bare.strip("-.0123456789")
