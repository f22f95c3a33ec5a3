"""A rule pack on its way to the table and back (规则包草稿).

The draft is the pack's own TOML tables, whole; what has names or an order (profiles, grades, caps, limits with
dates) stands in it as lists of rows. Whatever cannot be read stays in it as typed text, so that it can be
seen and mended.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from desktop.models.dates import read_date
from desktop.models.numbers import plain, read_number
from desktop.models.rulepack_limits import DATED
from desktop.models.rulepack_lines import At, Line, Tables, rows_at, table, value_at
from desktop.models.rulepack_reading import listed, mapping


def opened(data: Tables) -> dict[str, Any]:
    """Return a sound pack's tables as a draft."""
    limits = dict(mapping(data.get("limits", {}), "limits"))
    for key in DATED:
        rows = listed(limits.get(key, {}), key)
        limits[key] = [{name: _plain(value) for name, value in row.items()} for row in rows]
    grades = dict(table(data, ("grades",)))
    grades["from"] = [{"name": name, "least": least} for name, least in table(grades, ("from",)).items()]
    weights = [{"name": name, **row} for name, row in table(data, ("weights",)).items()]
    caps = [
        {"rate": rate, **row}
        for rate, rows in table(data, ("caps",)).items()
        for row in listed(rows, str(rate))
    ]
    rest = {key: listed(data.get(key, []), key) for key in ("deductions", "rules")}
    return {**data, "limits": limits, "weights": weights, "grades": grades, "caps": caps, **rest}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def closed(draft: Tables) -> dict[str, Any]:
    """Return a draft as a pack's tables: ``opened`` backwards. Of rows with one name the last counts."""
    limits = dict(table(draft, ("limits",)))
    for key in DATED:
        rows = [row for row in rows_at(draft, ("limits", key)) if row]
        limits.pop(key, None)
        if rows:
            limits[key] = rows[0] if len(rows) == 1 and not rows[0].get("from") else rows
    grades = dict(table(draft, ("grades",)))
    grades["from"] = {
        str(row.get("name", "")): row.get("least", "") for row in rows_at(draft, ("grades", "from"))
    }
    caps: dict[str, list[Tables]] = {}
    for row in rows_at(draft, ("caps",)):
        caps.setdefault(str(row.get("rate", "")), []).append(_without(row, "rate"))
    weights = {str(row.get("name", "")): _without(row, "name") for row in rows_at(draft, ("weights",))}
    lists = {"weights": weights, "caps": caps, **{key: draft.get(key) for key in ("deductions", "rules")}}
    made = {**draft, "limits": limits, "grades": grades, **lists}
    return {key: value for key, value in made.items() if value or key not in (*lists, "limits")}


def _without(row: Tables, key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}


def value_text(data: Tables, at: At) -> str:
    """Return the value at a place as it is typed; '' where it is open."""
    value = value_at(data, at)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return plain(Decimal(repr(value)))
    return "" if value is None else str(value)


def cell_of(line: Line, key: str) -> At:
    """Return where the cell of a line stands; *key*: value, label, source or confidence."""
    match key:
        case "label":
            return line.named
        case "source" | "confidence" if line.held:
            name = line.grounds[key == "confidence"]
            return (*line.held, name) if name else ()
        case "value":
            return line.at
        case _:
            return ()


def with_text(draft: Tables, line: Line, key: str, text: str) -> dict[str, Any]:
    """Return the draft with *text* typed at a line; *key*: value, label, source or confidence.

    A number or a day that cannot be read stays as text, an empty one is left open. The choice of a profile
    follows its name.
    """
    at, words = cell_of(line, key), text.strip()
    if key == "value" and line.kind in ("number", "date"):
        value = _number(words) if line.kind == "number" else _day(words)
    else:
        value = words or (None if line.choice == "when" else "")
    made = put(draft, at, value)
    if line.held[:1] in (("limits",), ("choices",)):
        return _settled(made, line.held)
    used: At = ("choices", "weight_profile", "value")
    if line.kind == "name" and words and value_at(draft, at) == value_at(draft, used):
        return put(made, used, words)
    return made


def _number(text: str) -> int | float | str | None:
    try:
        number = read_number(text)
    except ValueError:
        return text
    if number is None:
        return None
    if number == number.to_integral_value():
        return int(number)
    near = float(number)
    return near if Decimal(repr(near)) == number else text  # TOML holds no more digits


def _day(text: str) -> str | None:
    try:
        day = read_date(text)
    except ValueError:
        return text
    return day.isoformat() if day else None


def _settled(draft: dict[str, Any], at: At) -> dict[str, Any]:
    """Give a new setting a confidence, and drop one of which nothing is left."""
    held = table(draft, at)
    if not any(held.get(key) not in (None, "") for key in ("value", "source", "from")):
        return put(draft, at, {} if isinstance(at[-1], int) else None)
    return draft if held.get("confidence") else put(draft, (*at, "confidence"), "C")


def put(draft: Tables, at: At, value: Any) -> dict[str, Any]:
    """Return the draft with a value put at a place, taken out where it is None."""
    step, *rest = at
    made: dict[str, Any] = dict(draft)
    inner: Any = made.get(str(step))
    if not rest:
        made[str(step)] = value
    elif isinstance(inner, list):
        rows = list(cast("list[Any]", inner))
        row = cast("Tables", rows[int(rest[0])])
        rows[int(rest[0])] = value if len(rest) == 1 else put(row, tuple(rest[1:]), value)
        made[str(step)] = rows
    else:
        under: Tables = cast("Tables", inner) if isinstance(inner, Mapping) else {}
        made[str(step)] = put(under, tuple(rest), value)
    if made[str(step)] is None:
        del made[str(step)]
    return made
