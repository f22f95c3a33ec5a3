"""The layout of a self-evaluation form as data: which cells it has, from which column to which (自评表样式)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from desktop.errors import DataError
from desktop.report.form.grid import number

ADVICE = "请改正样式文件，或在“项目概况”里另选一个自评表样式"
FUNDING = ("name", "initial", "adjusted", "spent", "weight", "rate", "points", "")
GOALS = ("text", "achieved")
INDICATORS = (
    "level1", "level2", "name", "operator", "unit", "target", "target_number", "actual", "actual_number",
    "weight", "points", "remark",
)  # fmt: skip
TEXTS = ("conclusion", "problems", "measures", "reasons", "remarks", "")
PROJECT = (
    "name", "year", "unit", "unit_code", "department", "executor", "kind", "level",
    "responsible", "finance", "author", "phone", "report_date",
)  # fmt: skip
FIELD = re.compile(r"\{([a-z_]+)\}")
_SHEET_NAME = re.compile(r"[^\[\]:*?/\\']{1,31}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block, some columns of the sheet wide; key: what stands in it, '' for nothing."""

    first: int
    last: int
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of the head or foot: words with fields of the project, and choices to tick."""

    first: int
    last: int
    text: str
    ticks: tuple[str, ...]
    ticked: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the form under one label at its left, which ends at the column *last*."""

    label: str
    last: int
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column | None:
        """Return the column of a key, or None where this form has none."""
        return next((each for each in self.columns if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the money block; *takes*: words in the names of the sources of funds that belong to it."""

    label: str
    takes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A line of free text at the end; key: what stands in it, '' where it is written by hand."""

    label: str
    last: int
    key: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A form as a place prescribes it. lines: of the money block under the whole; total: '' for no 总分."""

    id: str
    name: str
    title: str
    subtitle: str
    widths: tuple[float, ...]
    head: tuple[tuple[Box, ...], ...]
    funding: Block
    whole: str
    lines: tuple[Line, ...]
    goals: Block
    indicators: Block
    total: str
    notes: tuple[Note, ...]
    foot: tuple[tuple[Box, ...], ...]


def parse_layout(data: Mapping[str, Any]) -> Layout:
    """Build a layout from parsed TOML; raises DataError naming what is wrong."""
    widths = tuple(float(width) for width in _list(data, "widths") if isinstance(width, int | float))
    funding, indicators = _table(data, "funding"), _table(data, "indicators")
    title = _text(data, "title")
    if not widths or not _SHEET_NAME.fullmatch(title):
        raise DataError("自评表样式的标题或列宽写法不对", ADVICE)
    return _sound(_layout(data, funding, indicators, widths))


def _layout(
    data: Mapping[str, Any],
    funding: Mapping[str, Any],
    indicators: Mapping[str, Any],
    widths: tuple[float, ...],
) -> Layout:
    return Layout(
        id=_text(data, "id"),
        name=_text(data, "name"),
        title=_text(data, "title"),
        subtitle=_text(data, "subtitle"),
        widths=widths,
        head=tuple(_boxes(row, len(widths)) for row in _list(data, "head")),
        funding=_block(funding, FUNDING, len(widths)),
        whole=_text(funding, "whole"),
        lines=tuple(_line(line) for line in _list(funding, "lines")),
        goals=_block(_table(data, "goals"), GOALS, len(widths)),
        indicators=_block(indicators, INDICATORS, len(widths)),
        total=str(indicators.get("total", "")),
        notes=tuple(_note(note, len(widths)) for note in _list(data, "notes")),
        foot=tuple(_boxes(row, len(widths)) for row in _list(data, "foot")),
    )


def _sound(layout: Layout) -> Layout:
    """Refuse a form whose formulas would lack a column."""
    asked = ["name", "adjusted", "spent"]
    scored = [
        block.column(key) for block in (layout.funding, layout.indicators) for key in ("weight", "points")
    ]
    if not all(layout.funding.column(key) for key in asked) or (any(scored) and not all(scored)):
        raise DataError("自评表样式缺少计算要用的列", ADVICE)
    if layout.total and not all(scored):
        raise DataError("自评表样式没有分值和得分，不能有总分", ADVICE)
    return layout


def _block(data: Mapping[str, Any], keys: tuple[str, ...], width: int) -> Block:
    last = _column(data, "to")
    parts = [_mapping(each) for each in _list(data, "columns")]
    columns = tuple(
        Column(first, end, _key(part, keys), str(part.get("label", "")))
        for part, first, end in _placed(parts, last + 1, width)
    )
    held = [each.key for each in columns if each.key]
    if len(held) != len(set(held)):
        raise DataError("自评表样式里同一内容出现了两列", ADVICE)
    return Block(_text(data, "label"), last, columns)


def _boxes(row: Any, width: int) -> tuple[Box, ...]:
    parts = [_mapping(each) for each in _list(_mapping(row), "cells")]
    return tuple(_box(part, first, last) for part, first, last in _placed(parts, 1, width))


def _box(part: Mapping[str, Any], first: int, last: int) -> Box:
    text = str(part.get("text", ""))
    ticked = str(part.get("ticked", ""))
    for field in (*FIELD.findall(text), *filter(None, [ticked])):
        if field not in PROJECT:
            raise DataError(f"自评表样式里没有“{field}”这一项", ADVICE)
    ticks = tuple(str(each) for each in _list(part, "ticks"))
    return Box(first, last, text, ticks, ticked)


def _placed(
    parts: list[Mapping[str, Any]], first: int, width: int
) -> Iterator[tuple[Mapping[str, Any], int, int]]:
    """Give every part its columns: each begins after the one before it and ends at ``to``."""
    for part in parts:
        last = _column(part, "to")
        if not first <= last <= width:
            raise DataError("自评表样式里的列次序不对", ADVICE)
        yield part, first, last
        first = last + 1


def _line(data: Any) -> Line:
    held = _mapping(data)
    label = _text(held, "label")
    return Line(label, tuple(str(word) for word in _list(held, "takes")) or (label,))


def _note(data: Any, width: int) -> Note:
    held = _mapping(data)
    last = _column(held, "to")
    if last >= width:
        raise DataError("自评表样式里的列次序不对", ADVICE)
    return Note(_text(held, "label"), last, _key(held, TEXTS))


def _key(data: Mapping[str, Any], known: tuple[str, ...]) -> str:
    key = data.get("key", "")
    if key not in known:
        raise DataError(f"自评表样式里没有“{key}”这一项", ADVICE)
    return str(key)


def _column(data: Mapping[str, Any], key: str) -> int:
    letters = _text(data, key)
    if not re.fullmatch("[A-Z]{1,2}", letters):
        raise DataError(f"自评表样式里没有“{letters}”这一列", ADVICE)
    return number(letters)


def _mapping(held: Any) -> Mapping[str, Any]:
    if not isinstance(held, Mapping):
        raise DataError("自评表样式的写法不对", ADVICE)
    return cast("Mapping[str, Any]", held)


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    return _mapping(data.get(key))


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    held = data.get(key, [])
    if not isinstance(held, list):
        raise DataError(f"自评表样式的“{key}”写法不对", ADVICE)
    return cast("list[Any]", held)


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value:
        raise DataError(f"自评表样式缺少“{key}”", ADVICE)
    return value
