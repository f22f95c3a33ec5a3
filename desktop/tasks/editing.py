"""One edit from outside the window, read and kept as the form would."""

from __future__ import annotations

from typing import Any

from desktop.errors import DataError
from desktop.models.entries import Entry
from desktop.models.places import Place, describe, parse_place, read_value, record_at
from desktop.models.records import SECTIONS
from desktop.session import Session


def set_value(session: Session, where: str, text: str) -> str:
    """Set the value at a place and return ``place, old → new``; raises DataError for what cannot be read.

    ``section/+1/field`` makes a record. An empty text empties the field.
    """
    known = parse_place(where)
    if not known.field or not (known.id or known.fresh):
        raise DataError(f"“{where}”不是一个字段", "位置写作 部分/编号/字段，例：payments/7/amount")
    if known.fresh and SECTIONS[known.section].single:
        raise DataError(
            f"“{SECTIONS[known.section].label}”只有一份，不能新建", f"请写 {known.section}/1/{known.field}"
        )
    try:
        value = read_value(session.report, known.entry, text)
    except ValueError as error:
        raise DataError(f"{known.entry.label}：{error}", "什么都没有写入") from error
    if known.fresh:
        made = session.add(known.section, **{known.field: value})
        return f"{Place(known.section, made, known.field)}：空 → {_said(known.entry, value)}"
    old = getattr(record_at(session.report, known), known.field)
    session.write(where, text)
    return f"{where}（{describe(session.report, where)}）：{_said(known.entry, old)} → {_said(known.entry, value)}"


def _said(each: Entry, value: Any) -> str:
    """Show a value with its unit; an empty one as 空."""
    text = each.kind.show(value)
    return f"{text}{each.unit}" if text else "空"
