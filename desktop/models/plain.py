"""The report as plain data and back: the shape of ``show --json`` and ``build`` (format 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from desktop.errors import DataError
from desktop.models.entries import Entry, entries, entry_of
from desktop.models.records import SECTIONS, Record, Report

FORMAT = 1
IGNORED = ("figures", "scores")  # Derived on the way out, ignored on the way in
ADVICE = "请对照字段说明改正后再试，什么都没有写入"


def plain_record(row: Record) -> dict[str, Any]:
    """Return one record with all its fields as JSON values (money 分, decimals and dates as strings)."""
    packed = {
        each.name: each.kind.pack(getattr(row, each.name)) for each in entries(cast("type[Any]", type(row)))
    }
    return {"id": row.id, **packed}


def plain_report(report: Report) -> dict[str, Any]:
    """Return the whole report as JSON values: ``format``, then one key a section, in the contract's order."""
    plain: dict[str, Any] = {"format": FORMAT}
    for name, section in SECTIONS.items():
        rows = [plain_record(row) for row in report.rows(name)]
        plain[name] = rows[0] if section.single else rows
    return plain


@dataclass(slots=True)
class _Keys:
    """The ids that ``key = '…'`` names stand for, by section."""

    ids: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])

    def of(self, section: str, key: str) -> int:
        try:
            return self.ids[section][key]
        except KeyError:
            raise DataError(f"“{section}”里没有 key 为“{key}”的记录", ADVICE) from None


def report_from(data: Mapping[str, Any]) -> Report:
    """Build a report from data in the shape of ``show``; raises DataError naming what it does not know.

    Every value may be its JSON form or the text an officer would type; records may carry ``key``, and a
    reference may be that key. Records without an id are numbered after the highest of their section.
    """
    _known_keys(data)
    if data.get("format", FORMAT) != FORMAT:
        raise DataError(f"数据的格式是 {data['format']}，本程序认得的是 {FORMAT}", "请升级程序后再试")
    rows = {name: list(_mappings(name, data)) for name in SECTIONS}
    keys = _Keys()
    for name, held in rows.items():
        keys.ids[name] = _numbered(name, held)
    report = Report()
    for name, held in rows.items():
        if held:
            report = report.with_rows(name, [_record(name, row, keys) for row in held])
    _check_references(report)
    return report


def _known_keys(data: Mapping[str, Any]) -> None:
    for key in data:
        if key not in SECTIONS and key != "format" and key not in IGNORED and not key.startswith("_"):
            raise DataError(f"数据里有不认识的部分“{key}”", ADVICE)


def _mappings(name: str, data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    held = data.get(name, [])
    rows = cast("list[Any]", held) if isinstance(held, list) else [held]
    if not all(isinstance(row, Mapping) for row in rows):
        raise DataError(f"“{name}”应当是记录的列表", ADVICE)
    if SECTIONS[name].single and len(rows) > 1:
        raise DataError(f"“{name}”只能有一个", ADVICE)
    yield from (dict(row) for row in rows)


def _numbered(name: str, rows: list[dict[str, Any]]) -> dict[str, int]:
    """Give every row an id and return the ids by key; raises DataError for an id twice."""
    given = [row["id"] for row in rows if "id" in row]
    if any(isinstance(id_, bool) or not isinstance(id_, int) or id_ < 1 for id_ in given):
        raise DataError(f"“{name}”里有不是正整数的编号", ADVICE)
    if len(set(given)) < len(given):
        raise DataError(f"“{name}”里有重复的编号", ADVICE)
    following = max(given, default=0)
    keys: dict[str, int] = {}
    for row in rows:
        if "id" not in row:
            following += 1
            row["id"] = following
        if (key := row.pop("key", None)) is not None:
            keys[key] = row["id"]
    return keys


def _record(name: str, row: dict[str, Any], keys: _Keys) -> Record:
    record_type = SECTIONS[name].record
    values: dict[str, Any] = {"id": row.pop("id")}
    for key, value in row.items():
        if key.startswith("_"):
            continue
        try:
            each = entry_of(record_type, key)
        except KeyError:
            raise DataError(f"“{name}”没有字段“{key}”", ADVICE) from None
        values[key] = _value(f"{name}/{values['id']}/{key}", each, value, keys)
    return record_type(**values)


def _value(where: str, each: Entry, value: Any, keys: _Keys) -> Any:
    if each.kind.section and isinstance(value, str):
        return keys.of(each.kind.section, value)
    try:
        if isinstance(value, str) and each.kind.name == "count":
            return each.kind.read(value)
        return each.kind.unpack(value)
    except (ValueError, TypeError) as error:
        raise DataError(f"{where}（{each.label}）：{error}", ADVICE) from None


def _check_references(report: Report) -> None:
    for name, section in SECTIONS.items():
        for each in (each for each in entries(section.record) if each.kind.section):
            ids = {row.id for row in report.rows(each.kind.section)}
            for row in report.rows(name):
                if (wanted := getattr(row, each.name)) is not None and wanted not in ids:
                    raise DataError(
                        f"{name}/{row.id}/{each.name} 指向编号 {wanted}，“{each.kind.section}”里没有", ADVICE
                    )
