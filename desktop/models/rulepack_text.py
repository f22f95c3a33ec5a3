"""Rule packs that rest on another one, made whole, and a pack written as TOML (规则包的底本和全文)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from desktop.errors import DataError

BASE = "base"
_KEYED = ("limits", "choices", "weights")  # Tables of which a pack may give a part
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ADVICE = "请对照随程序的规则包改正"

Tables = Mapping[str, Any]


def overlaid(base: Tables, own: Tables) -> dict[str, Any]:
    """Return *base* with what *own* gives: its limits, choices and profiles singly, other tables whole."""
    made = {**base, **own}
    for key in _KEYED:
        under, over = base.get(key), own.get(key)
        if isinstance(under, Mapping) and isinstance(over, Mapping):
            made[key] = {**cast("Tables", under), **cast("Tables", over)}
    made.pop(BASE, None)
    return made


def thinned(base: Tables, whole: Tables) -> dict[str, Any]:
    """Return what a pack that rests on *base* has to give so that it is *whole*: ``overlaid`` backwards."""
    made: dict[str, Any] = {}
    for key, each in whole.items():
        under = base.get(key)
        if key in _KEYED and isinstance(each, Mapping) and isinstance(under, Mapping):
            held, below = cast("Tables", each), cast("Tables", under)
            if own := {name: value for name, value in held.items() if below.get(name) != value}:
                made[key] = own
        elif under != each:
            made[key] = each
    return made


def written(data: Tables) -> str:
    """Return a pack as TOML, a setting a line; raises DataError for a value that no pack has (a time)."""
    lines: list[str] = []
    tables: list[str] = []
    for key, each in data.items():
        if isinstance(each, Mapping):
            held = cast("Tables", each)
            rows = [f"{_key(name)} = {_value(value)}" for name, value in held.items()]
            tables += ["", f"[{_key(key)}]", *rows]
        elif (
            isinstance(each, list)
            and each
            and all(isinstance(row, Mapping) for row in cast("list[Any]", each))
        ):
            for row in cast("list[Tables]", each):
                rows = [f"{_key(name)} = {_value(value)}" for name, value in row.items()]
                tables += ["", f"[[{_key(key)}]]", *rows]
        else:
            lines.append(f"{_key(key)} = {_value(each)}")
    return "\n".join((*lines, *tables, ""))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _text(value)
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_value, cast('list[Any]', value)))}]"
        case Mapping():
            held = cast("Tables", value)
            return f"{{ {', '.join(f'{_key(key)} = {_value(each)}' for key, each in held.items())} }}"
        case _:
            raise DataError(f"规则包里不能写“{value}”", _ADVICE)
