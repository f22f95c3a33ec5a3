"""How the parts of a rule pack are read: tables, texts, numbers, and the grounds that every value carries."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import inf
from typing import Any, cast

from desktop.errors import DataError

ADVICE = "请改正规则包后再换用；原来的规则包不受影响"
CONFIDENCES = ("A", "B", "C")
_NAMED = {"source": "出处（source）", "id": "id", "name": "名称（name）"}

Tables = Mapping[str, Any]


def mapping(held: object, label: str) -> Tables:
    """Return a table; raises DataError for anything else."""
    if not isinstance(held, Mapping):
        raise DataError(f"规则包的“{label}”写法不对", ADVICE)
    return cast("Tables", held)


def listed(held: object, label: str) -> list[Tables]:
    """Return the tables of a list ([[…]]), one table as a list of one; raises DataError for anything else."""
    rows = cast("list[object]", held) if isinstance(held, list) else [held]
    return [mapping(each, label) for each in rows]


def only(held: Tables, known: tuple[str, ...], label: str) -> None:
    """Raise DataError for a key that nobody knows."""
    for key in held:
        if key not in known:
            raise DataError(f"“{label}”里有不认识的“{key}”", ADVICE)


def text(held: Tables, key: str, label: str) -> str:
    """Return a text that must be there; raises DataError."""
    value = held.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DataError(f"“{label}”缺少{_NAMED.get(key, f'“{key}”')}", ADVICE)
    return value


def confidence(held: Tables, label: str) -> str:
    """Return how sure a value is (A, B or C); raises DataError where nobody has said."""
    if held.get("confidence") not in CONFIDENCES:
        raise DataError(f"规则包的“{label}”没有写明依据是否可靠（A、B 或 C）", ADVICE)
    return str(held["confidence"])


def amount(value: object, label: str) -> Decimal | None:
    """Return a number as an exact decimal, None for a blank ('' or nothing); DataError for anything else."""
    match value:
        case None | "":
            return None
        case int() | float() if not isinstance(value, bool) and 0 <= value < inf:
            return Decimal(repr(value))
        case int() | float() if not isinstance(value, bool) and value < 0:
            raise DataError(f"规则包的“{label}”不能是负数", ADVICE)
        case _:
            raise DataError(f"规则包的“{label}”应当是数字", ADVICE)
