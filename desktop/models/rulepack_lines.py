"""The lines in which an officer reads and changes a rule pack: one a value, in sections (规则包的各行)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from desktop.models.numbers import plain
from desktop.models.rulepack_limits import CHOICES, DATED, GROUPS, LIMITS, PARTS

Tables = Mapping[str, Any]
At = tuple[str | int, ...]

CONFIDENCE = {"A": "见过公开文本", "B": "通行文本", "C": "各地不同"}
PART_WORDS = dict(
    zip(PARTS, ("预算执行率", "成本指标", "产出指标", "效益指标", "满意度指标", "由单位自定"), strict=True)
)
_GROUNDS = ("source", "confidence")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; a heading has no *at*.

    at: where its value stands in the draft. held: the table with its grounds, which lines in a row may share.
    kind: number, text, name, date or choice. choice: the key of what may be chosen. part: what is removed and
    moved here, a row of a list; named: where the label itself stands, if it can be changed. adds: the list
    that another row may be added to. grounds: the keys of source and confidence. needed: it cannot be open.
    """

    label: str
    at: At = ()
    held: At = ()
    kind: str = "number"
    unit: str = ""
    choice: str = ""
    part: At = ()
    named: At = ()
    adds: At = ()
    grounds: tuple[str, str] = _GROUNDS
    needed: bool = False


def lines(draft: Tables) -> tuple[Line, ...]:
    """Return the lines of a draft: name, choices, limits, profiles with their sums, grades, caps and so on."""
    return tuple(_lines(draft))


def _lines(draft: Tables) -> Iterator[Line]:
    yield Line("规则包名称", ("name",), (), "text", needed=True)
    yield Line("选项")
    for key, (label, _) in CHOICES.items():
        yield Line(label, ("choices", key, "value"), ("choices", key), "choice", choice=key)
    for heading, keys in GROUPS.items():
        yield Line(heading)
        for key in keys:
            yield from _limit(draft, key)
    yield from _weights(draft)
    yield from _grades(draft)
    yield from _caps(draft)
    yield from _deductions(draft)
    yield from _rules(draft)


def _limit(draft: Tables, key: str) -> Iterator[Line]:
    label, unit = LIMITS[key]
    if key not in DATED:
        yield Line(label, ("limits", key, "value"), ("limits", key), unit=unit)
        return
    for n in range(len(rows_at(draft, ("limits", key)))):
        held: At = ("limits", key, n)
        yield Line(label, (*held, "value"), held, unit=unit, part=held, adds=("limits", key))
        yield Line("　从哪天起用", (*held, "from"), held, "date", part=held, adds=("limits", key))


def _weights(draft: Tables) -> Iterator[Line]:
    rows = rows_at(draft, ("weights",))
    if not rows:
        yield Line("分值方案", adds=("weights",))
    for n, row in enumerate(rows):
        held: At = ("weights", n)
        told = f"分值方案“{row.get('name', '')}”，合计 {plain(profile_sum(row))} 分"
        yield Line(told, part=held, adds=("weights",))
        yield Line("方案名称", (*held, "name"), held, "name", part=held, adds=("weights",), needed=True)
        for part, words in PART_WORDS.items():
            yield Line(words, (*held, part), held, unit="分", part=held, adds=("weights",))


def _grades(draft: Tables) -> Iterator[Line]:
    adds: At = ("grades", "from")
    yield Line("等级（总分不低于）", adds=adds)
    for n, row in enumerate(rows_at(draft, adds)):
        part = (*adds, n)
        at, named, name = (*part, "least"), (*part, "name"), str(row.get("name", ""))
        yield Line(name, at, ("grades",), unit="分", part=part, named=named, adds=adds, needed=True)


def _caps(draft: Tables) -> Iterator[Line]:
    adds: At = ("caps",)
    yield Line("得分上限", adds=adds)
    for n in range(len(rows_at(draft, adds))):
        held: At = ("caps", n)
        yield Line("看哪个比率", (*held, "rate"), held, "choice", choice="rate", part=held, adds=adds)
        yield Line("　低于", (*held, "below"), held, unit="%", part=held, adds=adds, needed=True)
        yield Line("　得分不超过", (*held, "most"), held, unit="分", part=held, adds=adds, needed=True)


def _deductions(draft: Tables) -> Iterator[Line]:
    adds: At = ("deductions",)
    yield Line("扣分情形（没有写分数的不扣）", adds=adds)
    for n, row in enumerate(rows_at(draft, adds)):
        held: At = ("deductions", n)
        named = (*held, "situation")
        said = str(row.get("situation", ""))
        yield Line(said, (*held, "points"), held, unit="分", part=held, named=named, adds=adds)
        yield Line("　由什么判断", (*held, "when"), held, "choice", choice="when", part=held, adds=adds)


def _rules(draft: Tables) -> Iterator[Line]:
    rows = rows_at(draft, ("rules",))
    yield Line(f"自定义审核{'' if rows else '（在“审核”里写，选“存进规则包”）'}")
    for n, row in enumerate(rows):
        held: At = ("rules", n)
        said = f"{row.get('left', '')} {row.get('operator', '')} {row.get('right', '')}"
        grounds = ("note", "")
        at = (*held, "severity")
        yield Line(said, at, held, "choice", choice="severity", part=held, grounds=grounds)


def profile_sum(row: Tables) -> Decimal:
    """Return the points of a weight profile together; what is no number counts nothing."""
    return sum((_number(row.get(part)) for part in PARTS), Decimal(0))


def _number(value: object) -> Decimal:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(repr(value)) if number else Decimal(0)


def value_at(data: Tables, at: At) -> Any:
    """Return the value at a place, None where there is none."""
    held: Any = data
    for step in at:
        match held, step:
            case Mapping(), str():
                held = cast("Tables", held).get(step)
            case list(), int() if 0 <= step < len(cast("list[Any]", held)):
                held = cast("list[Any]", held)[step]
            case _:
                return None
    return held


def table(data: Tables, at: At) -> Tables:
    """Return the table at a place, an empty one where there is none."""
    held = value_at(data, at)
    return cast("Tables", held) if isinstance(held, Mapping) else {}


def rows_at(data: Tables, at: At) -> list[Tables]:
    """Return the rows of a list at a place, none where there is no list."""
    held = value_at(data, at)
    return cast("list[Tables]", held) if isinstance(held, list) else []
