"""Rows of a rule pack's draft added, removed and moved: profiles, grades, caps, dated limits (增删改排)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from desktop.models.caps import RATES
from desktop.models.rulepack_draft import put
from desktop.models.rulepack_limits import DATED, LIMITS, PARTS
from desktop.models.rulepack_lines import At, Tables, rows_at, value_at

ADDABLE: Mapping[At, str] = MappingProxyType(
    {
        ("weights",): "分值方案",
        ("grades", "from"): "等级",
        ("caps",): "得分上限",
        ("deductions",): "扣分情形",
        **{("limits", key): f"{LIMITS[key][0]}（另一个起用日期）" for key in DATED},
    }
)
"""The lists that an officer may add to: where they stand, and what one of them is called."""

_UNSURE = {"source": "", "confidence": "C"}


def added(draft: Tables, adds: At, after: At = ()) -> tuple[dict[str, Any], At]:
    """Return the draft with a row more in a list, behind the row *after* if that is one of it, and its place.

    The row has no source yet, so that it is marked until somebody has written one.
    """
    rows = rows_at(draft, adds)
    here = after[:-1] == adds
    at = int(after[-1]) + 1 if here else len(rows)
    like: Tables = rows[at - 1] if here else {}
    made = put(draft, adds, [*rows[:at], _new(adds, like, rows), *rows[at:]])
    return made, (*adds, at)


def _new(adds: At, like: Tables, rows: list[Tables]) -> dict[str, Any]:
    match adds:
        case ("weights",):
            points = {part: like[part] for part in PARTS if part in like}
            return {"name": _free([str(row.get("name", "")) for row in rows]), **points, **_UNSURE}
        case ("grades", "from"):
            return {"name": ""}
        case ("caps",):
            return {"rate": next(iter(RATES)), **_UNSURE}
        case ("deductions",):
            return {"situation": "", **_UNSURE}
        case _:
            return dict(_UNSURE)


def _free(taken: list[str]) -> str:
    names = (f"新方案{n or ''}" for n in range(len(taken) + 1))
    return next(each for each in names if each not in taken)


def removed(draft: Tables, part: At) -> dict[str, Any]:
    """Return the draft without a row; of a limit that may be given several times an open one stays."""
    adds, at = part[:-1], int(part[-1])
    rows = rows_at(draft, adds)
    left = [*rows[:at], *rows[at + 1 :]]
    return put(draft, adds, left or ([{}] if adds[:1] == ("limits",) else []))


def moved(draft: Tables, part: At, by: int) -> tuple[dict[str, Any], At]:
    """Return the draft with a row moved up (-1) or down (1), and its new place; the same at either end.

    Grades stand by their bounds, so their names change places and the bounds stay.
    """
    adds, at = part[:-1], int(part[-1])
    rows = list(rows_at(draft, adds))
    to = at + by
    if not 0 <= to < len(rows):
        return {**draft}, part
    rows[at], rows[to] = rows[to], rows[at]
    if adds == ("grades", "from"):
        bounds = [value_at(draft, (*adds, n, "least")) for n in (at, to)]
        rows[at], rows[to] = ({**rows[n], "least": bound} for n, bound in zip((at, to), bounds, strict=True))
    return put(draft, adds, rows), (*adds, to)
