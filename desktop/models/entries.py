"""The words in which a record says how each of its values is asked for, read, shown and carried over."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

from desktop.models.arithmetic import read_money_or_sum, read_number_or_sum
from desktop.models.dates import read_date, show_date
from desktop.models.money import read_money, show_exact
from desktop.models.numbers import plain, read_count, read_number


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A sort of value: how it reads from an officer's text, how it shows, and its plain (JSON) form.

    ``read`` raises ValueError with a short Chinese sentence and an example. ``empty`` is the value of a
    field that nobody has filled. ``storage`` is the column type in the file.
    """

    name: str
    read: Callable[[str], Any]
    show: Callable[[Any], str]
    empty: Any
    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]
    storage: str = "TEXT"
    numeric: bool = False
    options: tuple[str, ...] = ()
    section: str = ""


def _same(value: Any) -> Any:
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("这里应当是文字")
    return value


def _line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text.strip()


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("这里应当是整数")
    return value


def _fen(value: Any) -> int | None:
    match value:
        case None:
            return None
        case str():
            return read_money(value)
        case _:
            return _integer(value)


def _decimal(value: Any) -> Decimal | None:
    match value:
        case None:
            return None
        case str():
            return read_number(value)
        case _:
            return Decimal(_integer(value))


def _date(value: Any) -> date | None:
    return value if value is None or type(value) is date else read_date(_text(value))


def _id(value: Any) -> int | None:
    return None if value is None else _integer(value)


def _places(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError("这里应当是位置的列表")
    return tuple(_text(each) for each in cast("list[Any]", value))


def _read_places(text: str) -> tuple[str, ...]:
    return tuple(
        each for each in text.replace("，", ",").replace("、", ",").replace(",", " ").split() if each
    )


TEXT = Kind("text", _line, _same, "", _same, _text)
MEMO = Kind("memo", _same, _same, "", _same, _text)
MONEY = Kind(
    "money",
    read_money_or_sum,
    lambda fen: "" if fen is None else show_exact(fen, "万元"),
    None,
    _same,
    _fen,
    "INTEGER",
    numeric=True,
)
NUMBER = Kind(
    "number",
    read_number_or_sum,
    lambda value: "" if value is None else plain(value),
    None,
    lambda value: None if value is None else plain(value),
    _decimal,
    numeric=True,
)
COUNT = Kind("count", read_count, lambda n: str(n) if n else "", 0, _same, _integer, "INTEGER", numeric=True)
DATE = Kind(
    "date",
    read_date,
    lambda day: show_date(day) if day else "",
    None,
    lambda day: day.isoformat() if day else None,
    _date,
)
PLACES = Kind("places", _read_places, "、".join, (), list, _places)
DOCUMENT = Kind("document", _same, _same, "", lambda text: json.loads(text) if text else None, json.dumps)


def choice(*options: str) -> Kind:
    """Return the kind of a field that holds one of *options* (their Chinese labels) or nothing."""

    def read(text: str) -> str:
        label = text.strip()
        if label and label not in options:
            raise ValueError(f"没有“{label}”这一项，可选：{'、'.join(options)}")
        return label

    def unpack(value: Any) -> str:
        return read(_text(value))

    return Kind("choice", read, _same, "", _same, unpack, options=options)


def _read_id(text: str) -> int | None:
    digits = text.strip()
    if not digits:
        return None
    if not digits.isdecimal():
        raise ValueError("这里应当是编号，例：3")
    return int(digits)


def reference(section: str) -> Kind:
    """Return the kind of a field that names a record of *section* by its id; None names nothing."""
    return Kind(
        "reference",
        _read_id,
        lambda id_: "" if id_ is None else str(id_),
        None,
        _same,
        _id,
        "INTEGER",
        section=section,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """What forms, tables, workbooks, the report and the field help know about one field of a record.

    unit: shown behind the label (万元, 个月). hint: what belongs here and an example. carry: what next
    year's file makes of the value: ``keep`` (Y), ``base`` (B, stays reachable through ``last``), ``reset``
    (–), or ``last:<field>`` (takes last year's value of that field). limit: characters, 0 for none.
    """

    name: str
    label: str
    kind: Kind
    unit: str = ""
    hint: str = ""
    required: bool = False
    carry: str = "reset"
    limit: int = 0


def entry(label: str, kind: Kind, *, default: Any = dataclasses.MISSING, **details: Any) -> Any:
    """Declare a field of a record that the officer fills; *details* are the attributes of ``Entry``."""
    first = kind.empty if default is dataclasses.MISSING else default
    return dataclasses.field(default=first, metadata={"entry": (label, kind, details)})


@cache
def entries(record_type: type) -> tuple[Entry, ...]:
    """Return the entries of a record type in the order in which they are declared."""
    return tuple(
        Entry(field.name, label, kind, **details)
        for field in dataclasses.fields(record_type)
        if "entry" in field.metadata
        for label, kind, details in [field.metadata["entry"]]
    )


@cache
def entry_of(record_type: type, name: str) -> Entry:
    """Return the entry of the field *name*; raises KeyError where the record has no such field."""
    for each in entries(record_type):
        if each.name == name:
            return each
    raise KeyError(name)
