"""The address of every value: ``section/id/field``, a record, a section, ``figures/…`` and their like."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from desktop.errors import DataError
from desktop.models.entries import Entry, entry_of
from desktop.models.records import SECTIONS, Record, Report

PATTERN = re.compile(r"[a-z_]+(?:/[a-z0-9_+-]+)*\Z")
DERIVED = ("figures", "table", "rule_pack", "last")  # First words that name no stored value
DEPTH = 3  # section/id/field
NAMING = ("name", "title", "item", "text", "body", "stage", "figure", "file_name")


@dataclass(frozen=True, slots=True)
class Place:
    """An address of a stored value; id 0 means the whole section, an empty field the whole record.

    fresh: the *n* of ``section/+n/field`` (a record that an edit makes), else 0.
    """

    section: str
    id: int = 0
    field: str = ""
    fresh: int = 0

    def __str__(self) -> str:
        number = f"+{self.fresh}" if self.fresh else str(self.id)
        if not self.id and not self.fresh:
            return self.section
        return f"{self.section}/{number}/{self.field}" if self.field else f"{self.section}/{number}"

    @property
    def record(self) -> Place:
        """The address of the record this place lies in."""
        return replace(self, field="")

    @property
    def entry(self) -> Entry:
        """The entry of the field; raises KeyError where the place names no field."""
        return entry_of(SECTIONS[self.section].record, self.field)


def place(section: str, id_: int, field: str = "") -> str:
    """Write the address of a record or of one of its fields."""
    return f"{section}/{id_}/{field}" if field else f"{section}/{id_}"


@lru_cache(maxsize=4096)
def parse_place(text: str) -> Place:
    """Read an address of a stored value; raises DataError for one that the contract does not know."""
    parts = text.strip().split("/")
    if not PATTERN.match(text.strip()) or parts[0] not in SECTIONS or len(parts) > DEPTH:
        raise _unknown(text)
    section, number, field = (*parts, "", "")[:3]
    if field:
        try:
            entry_of(SECTIONS[section].record, field)
        except KeyError:
            raise _unknown(text) from None
    if not number:
        return Place(section)
    if not number.removeprefix("+").isdecimal() or int(number.removeprefix("+")) < 1:
        raise _unknown(text)
    return (
        Place(section, 0, field, int(number[1:])) if number[0] == "+" else Place(section, int(number), field)
    )


def _unknown(text: str) -> DataError:
    return DataError(f"没有“{text}”这个位置", "位置写作 部分/编号/字段，例：payments/7/amount")


def record_at(report: Report, where: Place) -> Record:
    """Return the record at a place; raises DataError where the report has none with that id."""
    row = report.find(where.section, where.id)
    if row is None:
        raise DataError(f"“{SECTIONS[where.section].label}”里没有编号 {where.id}", "先看一看 show 列出的编号")
    return row


def value_at(report: Report, where: Place) -> Any:
    """Return the value at a place that names a field; raises DataError for a missing record."""
    return getattr(record_at(report, where), where.field)


def with_value(report: Report, where: Place, value: Any) -> Report:
    """Return *report* with the value at a place changed; raises DataError for a missing record."""
    return report.with_record(where.section, replace(record_at(report, where), **{where.field: value}))


def name_of(row: Record) -> str:
    """Return what an officer would call a record: the first of its naming fields that is filled."""
    for field in NAMING:
        if text := getattr(row, field, ""):
            return str(text)
    return f"{row.id}"


def describe(report: Report, where: str) -> str:
    """Say a place in the officer's words: 支付明细 第 3 行 金额; unknown places are given as they are."""
    try:
        known = parse_place(where)
    except DataError:
        return "规则包的自定义审核" if where.startswith("rule_pack/rules/") else where
    label = SECTIONS[known.section].label
    if SECTIONS[known.section].single or not known.id:
        return f"{label} {known.entry.label}" if known.field else label
    order = next((n for n, row in enumerate(report.rows(known.section), 1) if row.id == known.id), 0)
    row = f"{label} 第 {order} 行" if order else label
    return f"{row} {known.entry.label}" if known.field else row


def read_value(report: Report, each: Entry, text: str) -> Any:
    """Read *text* as the form would; a reference takes an id or a name that occurs once.

    A number may be followed by the field's own unit (36个月), a year by 年. Raises ValueError with a Chinese sentence.
    """
    if not each.kind.section or not text.strip():
        return each.kind.read(_without_unit(each, text))
    rows = report.rows(each.kind.section)
    wanted = text.strip()
    found = [row.id for row in rows if name_of(row) == wanted]
    found = found or [row.id for row in rows if str(row.id) == wanted]
    match found:
        case [only]:
            return only
        case []:
            raise ValueError(f"“{SECTIONS[each.kind.section].label}”里没有“{wanted}”")
        case _:
            raise ValueError(f"“{wanted}”有 {len(found)} 个，请写编号")


def _without_unit(each: Entry, text: str) -> str:
    """A number without the unit that stands behind its field already."""
    unit = "年" if each.name == "year" else each.unit
    words = text.strip()
    numeric = each.kind.name in ("number", "count") and unit and words != unit
    return words.removesuffix(unit) if numeric else text
