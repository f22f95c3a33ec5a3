"""What is wrong with a rule pack's draft, cell by cell, in words that say what is expected (规则包的标记)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop.errors import DataError
from desktop.models.rulepack import parse_rulepack
from desktop.models.rulepack_draft import cell_of, closed
from desktop.models.rulepack_limits import DATED
from desktop.models.rulepack_lines import At, Line, Tables, lines, rows_at, table, value_at
from desktop.models.rulepack_reading import CONFIDENCES

_GRADES: Tables = {"source": "x", "confidence": "C", "from": {"x": 0}}
_PROFILE: Tables = {"source": "x", "confidence": "C", "output": 100}
NO_SOURCE = "还没有写出处，例：本市财绩〔2026〕3号"


def marks(draft: Tables) -> dict[At, str]:
    """Return what is wrong by the place of the cell; what no cell alone is to blame for by the place *held*."""
    made: dict[At, str] = {}
    shown = lines(draft)
    names = Counter(value_at(draft, at) for line in shown if (at := _name_at(line)))
    for line in shown:
        made.update(_cells(draft, line, names))
    blamed = {line.held for line in shown if any(at in made for at in _places(line))}
    made.update((held, told) for held, told in _parsed(draft) if held not in blamed)
    return made


def _places(line: Line) -> Iterator[At]:
    return (at for key in ("value", "label", "source", "confidence") if (at := cell_of(line, key)))


def _name_at(line: Line) -> At:
    """Where a name stands that nothing else may have: of a profile or a grade."""
    if line.kind == "name":
        return line.at
    return line.named if line.held == ("grades",) else ()


def _cells(draft: Tables, line: Line, names: Counter[Any]) -> Iterator[tuple[At, str]]:
    if line.at and (told := _value(line, value_at(draft, line.at))):
        yield line.at, told
    name_at = line.named or _name_at(line)
    if name_at:
        name = value_at(draft, name_at)
        if not name:
            yield name_at, "还没有写，例：三方评审扣分" if line.held[0] == "deductions" else "名称还没有写"
        elif _name_at(line) and names[name] > 1:
            yield name_at, f"“{name}”有 {names[name]} 个，请换一个名称"
    yield from _grounds(draft, line)


def _value(line: Line, value: object) -> str:
    match line.kind, value:
        case "number", str():
            return f"“{value}”应当是数字，例：90"
        case "number", int() | float() if value < 0:
            return "不能是负数"
        case "number", None if line.needed:
            return "数字还没有写，例：90"
        case "text", None | "" if line.needed:
            return "还没有写"
        case "date", str():
            try:
                date.fromisoformat(value)
            except ValueError:
                return f"“{value}”应当是日期，例：2024-01-01"
            return ""
        case _:
            return ""


def _grounds(draft: Tables, line: Line) -> Iterator[tuple[At, str]]:
    held: Tables = table(draft, line.held) if line.held else {}
    if not held or line.grounds[0] != "source":
        return
    if not str(held.get("source", "")).strip():
        yield cell_of(line, "source"), NO_SOURCE
    if held.get("confidence") not in CONFIDENCES:
        yield cell_of(line, "confidence"), "请选可靠程度"


def _parsed(draft: Tables) -> Iterator[tuple[At, str]]:
    """What the parser says of each part alone."""
    for held, alone in _alone(draft):
        try:
            parse_rulepack({"id": "x", "name": "x", "grades": _GRADES, **alone})
        except DataError as error:
            yield held, error.message


def _alone(draft: Tables) -> Iterator[tuple[At, Tables]]:
    """Each part of a pack with what it needs to be read."""
    data = closed(draft)
    profiles = dict.fromkeys((str(row.get("name", "")) for row in rows_at(draft, ("weights",))), _PROFILE)
    for section in ("limits", "choices"):
        for key, held in table(data, (section,)).items():
            beside = {"weights": profiles} if section == "choices" else {}
            if key not in DATED:
                yield (section, key), {section: {key: held}, **beside}
    for key in DATED:
        for n in range(len(rows := rows_at(draft, ("limits", key)))):
            if rows[n]:
                yield ("limits", key, n), {"limits": {key: [row for row in rows[: n + 1] if row]}}
    yield ("grades",), {"grades": data.get("grades", {})}
    for key in ("weights", "caps", "deductions", "rules"):
        for n, row in enumerate(rows_at(draft, (key,))):
            yield (key, n), {key: closed({key: [row]})[key]}
