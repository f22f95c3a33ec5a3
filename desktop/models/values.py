"""What stands at any place — stored, derived, a limit, a table's number, last year's — with its sort (取数)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from desktop.errors import DataError
from desktop.models.entries import Entry
from desktop.models.figures import Reckoning
from desktop.models.formats import clause
from desktop.models.places import name_of, parse_place, value_at
from desktop.models.plain import report_from
from desktop.models.records import Report
from desktop.models.rulepack import CHOICES, LIMITS


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is filled in: its sort (money, number, date, text) and the format it has by default."""

    value: Any
    sort: str
    default: str = ""


def find_value(reckoning: Reckoning, place: str, tables: Mapping[str, str]) -> Value | None:
    """Return what stands at a place; None for an unknown place and for one where nothing is filled in.

    *tables* gives the printed number of each table by key.
    """
    family, _, rest = place.partition("/")
    match family:
        case "figures":
            return _figure(reckoning, rest)
        case "table":
            return Value(tables[rest], "text") if rest in tables else None
        case "rule_pack":
            return _setting(reckoning, rest)
        case "last":
            return _last(reckoning, rest)
        case _:
            return _stored(reckoning.report, place)


def _figure(reckoning: Reckoning, name: str) -> Value | None:
    figure = reckoning.figure(name)
    match figure.value if figure else None:
        case None:
            return None
        case str(text):
            return Value(text, "text")
        case int(fen) if figure and figure.unit == "万元":
            return Value(fen, "money", "万元")
        case value:
            unit = figure.unit if figure else ""
            return Value(value, "number", unit if unit in {"%", "百分点", "倍"} else "数")


def _setting(reckoning: Reckoning, key: str) -> Value | None:
    if key in LIMITS:
        limit = reckoning.pack.limit(key)
        return None if limit is None else Value(limit, "number", "数")
    if key in CHOICES and reckoning.pack.choice(key):
        return Value(reckoning.pack.choice(key), "text")
    return None


def _last(reckoning: Reckoning, place: str) -> Value | None:
    last = reckoning.kept(_last_reckoning)
    if last is None:
        return None
    if place.startswith("figures/"):
        return _figure(last, place.removeprefix("figures/"))
    return _stored(last.report, place)


def _last_reckoning(reckoning: Reckoning) -> Reckoning | None:
    last = last_report(reckoning.report)
    return Reckoning(last, reckoning.pack) if last else None


def last_report(report: Report) -> Report | None:
    """Return last year's report as it lies in this year's file; None without a readable one."""
    held = report.last[0].report if report.last else ""
    return _parsed(held) if held else None


@lru_cache(maxsize=1)
def _parsed(held: str) -> Report | None:
    try:
        return report_from(_document(held))
    except DataError:
        return None


def _document(held: str) -> Mapping[str, Any]:
    try:
        data = json.loads(held)
    except ValueError:
        raise DataError("上年文件的内容读不出来", "请重新导入上年文件") from None
    return cast("Mapping[str, Any]", data) if isinstance(data, dict) else {}


def _stored(report: Report, place: str) -> Value | None:
    try:
        where = parse_place(place)
        if not where.id or not where.field:
            return None
        value = value_at(report, where)
    except DataError:
        return None
    return _of_kind(report, where.entry, value)


def _of_kind(report: Report, entry: Entry, value: Any) -> Value | None:
    if value is None or value == entry.kind.empty:
        return None
    match value:
        case int() if entry.kind.section:
            row = report.find(entry.kind.section, value)
            return Value(clause(name_of(row)), "text") if row else None
        case int():
            return (
                Value(value, "money", "万元") if entry.kind.name == "money" else Value(value, "number", "数")
            )
        case Decimal():
            return Value(value, "number", "数")
        case date():
            return Value(value, "date", "日期")
        case _:
            text = clause(entry.kind.show(value))
            return Value(text, "text") if text else None
