"""Report outlines as data: which headings, passages, tables and lists a report prints, in order (报告提纲)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from desktop.errors import DataError

ADVICE = "请改正提纲文件，或在“项目概况”里另选一个提纲"
TABLES = ("payments", "goals", "budget")
LISTS = ("basis", "duties", "merits", "problems", "measures")
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """A heading of *level* 1–4; its number is given when the report is composed."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class OutlinePassage:
    """One passage of prose, by its key in ``sections.toml`` (``passages.section``)."""

    section: str


@dataclass(frozen=True, slots=True)
class OutlineTable:
    """A table by its key (as in ``table/<key>``), with its caption and the unit line above it."""

    key: str
    caption: str
    unit: str


@dataclass(frozen=True, slots=True)
class OutlineList:
    """Records of a section as prose, printed where the passage of the same key has no text."""

    section: str


Part = OutlineHeading | OutlinePassage | OutlineTable | OutlineList


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's parts in printing order; *title* is the report's title, with live figures."""

    id: str
    name: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a passage is about: title, what to write, where to look, whether it must be written, limit (字)."""

    key: str
    title: str
    hint: str
    where: str
    required: bool
    limit: int


@dataclass(frozen=True, slots=True)
class Asked:
    """An outline with the dictionary of passages: what a report by this outline holds."""

    outline: Outline
    topics: Mapping[str, Topic]

    @property
    def required(self) -> tuple[str, ...]:
        """The keys of the passages that must be written, in printing order."""
        keys = [part.section for part in self.outline.parts if isinstance(part, OutlinePassage)]
        known = (self.topics.get(key) for key in dict.fromkeys(keys))
        return tuple(topic.key for topic in known if topic and topic.required)

    @property
    def listed(self) -> frozenset[str]:
        """The sections whose records are printed where nothing is written."""
        return frozenset(part.section for part in self.outline.parts if isinstance(part, OutlineList))


def parse_outline(data: Mapping[str, Any]) -> Outline:
    """Build an outline from parsed TOML; raises DataError naming the part that is wrong."""
    held = data.get("parts")
    if not isinstance(held, list) or not held:
        raise DataError("提纲里没有任何部分", ADVICE)
    parts = tuple(_part(n, part) for n, part in enumerate(cast("list[Any]", held), 1))
    return Outline(_text(data, "id"), _text(data, "name"), _text(data, "title"), parts)


def parse_topics(data: Mapping[str, Any]) -> dict[str, Topic]:
    """Build the dictionary of passages from parsed TOML (``sections.toml``), by key; raises DataError."""
    return {key: _topic(key, held) for key, held in data.items()}


def _topic(key: str, held: Any) -> Topic:
    if not isinstance(held, Mapping):
        raise DataError(f"正文的“{key}”写法不对", ADVICE)
    table = cast("Mapping[str, Any]", held)
    limit = table.get("limit", 0)
    if not isinstance(limit, int) or limit < 0:
        raise DataError(f"正文的“{key}”字数上限应当是整数", ADVICE)
    required = table.get("required") is True
    return Topic(
        key, _text(table, "title"), str(table.get("hint", "")), str(table.get("where", "")), required, limit
    )


def _part(number: int, held: Any) -> Part:
    """Read one part; raises DataError that names it by its number."""
    match held:
        case {"level": int(level), "title": str(title)} if 1 <= level <= DEEPEST and title:
            return OutlineHeading(level, title)
        case {"passage": str(section)} if section:
            return OutlinePassage(section)
        case {"table": str(key), "caption": str(caption)} if key in TABLES:
            return OutlineTable(key, caption, str(cast("Mapping[str, Any]", held).get("unit", "")))
        case {"records": str(section)} if section in LISTS:
            return OutlineList(section)
        case _:
            raise DataError(f"提纲的第 {number} 个部分写法不对", ADVICE)


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise DataError(f"提纲缺少“{key}”", ADVICE)
    return value
