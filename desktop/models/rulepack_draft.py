"""A rule pack on its way to the table and back: its lines, one value put, and what is wrong where (规则包草稿).

The draft is the pack's own TOML tables, whole; whatever cannot be read stays in it as typed text, so that the
parser itself says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from desktop.errors import DataError
from desktop.models.caps import RATES
from desktop.models.numbers import plain, read_number
from desktop.models.rulepack import CHOICES, LIMITS, PARTS, parse_rulepack

Tables = Mapping[str, Any]
At = tuple[str | int, ...]

CONFIDENCE = {"A": "见过公开文本", "B": "通行文本", "C": "各地不同"}
PART_WORDS = dict(
    zip(PARTS, ("预算执行率", "成本指标", "产出指标", "效益指标", "满意度指标", "由单位自定"), strict=True)
)
_SOUND: Tables = {"source": "x", "confidence": "C"}
_GRADES: Tables = {**_SOUND, "from": {"x": 0}}
_PROFILE: Tables = {**_SOUND, "output": 100}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; a heading has no *at*.

    at: where its value stands in the tables. held: the table with its source and confidence, which lines
    in a row may share. kind: number, text or choice.
    """

    label: str
    at: At = ()
    held: At = ()
    kind: str = "number"
    unit: str = ""

    @property
    def choice(self) -> str:
        """The key of the choice that is made here (form, outline …), or ''."""
        return str(self.at[1]) if self.kind == "choice" else ""


def lines(data: Tables) -> tuple[Line, ...]:
    """Return the lines of a pack: name, choices, limits, weight profiles with their sums, grades, caps."""
    return tuple(_lines(data))


def _lines(data: Tables) -> Iterator[Line]:
    yield Line("规则包名称", ("name",), (), "text")
    yield Line("选项")
    for key, (label, _) in CHOICES.items():
        yield Line(label, ("choices", key, "value"), ("choices", key), "choice")
    yield Line("限额和界限")
    for key, (label, unit) in LIMITS.items():
        yield Line(label, ("limits", key, "value"), ("limits", key), unit=unit)
    for name in table(data, ("weights",)):
        yield Line(f"分值方案“{name}”，合计 {plain(profile_sum(data, name))} 分")
        held = ("weights", name)
        yield from (Line(words, (*held, part), held, unit="分") for part, words in PART_WORDS.items())
    yield Line("等级（总分不低于）")
    for name in table(data, ("grades", "from")):
        yield Line(name, ("grades", "from", name), ("grades",), unit="分")
    yield from _cap_lines(data)


def _cap_lines(data: Tables) -> Iterator[Line]:
    caps = table(data, ("caps",))
    if caps:
        yield Line("得分上限")
    for rate, rules in caps.items():
        for n in range(len(_listed(rules))):
            held = ("caps", rate, n)
            yield Line(f"{RATES.get(rate, rate)}低于", (*held, "below"), held, unit="%")
            yield Line("　得分上限", (*held, "most"), held, unit="分")


def opened(data: Tables) -> dict[str, Any]:
    """Return a pack's tables with every cap in a list, as the table shows them."""
    caps = table(data, ("caps",))
    listed = {rate: _listed(rules) for rate, rules in caps.items()}
    return {**data, "caps": listed} if caps else dict(data)


def _listed(rules: object) -> list[Any]:
    return cast("list[Any]", rules) if isinstance(rules, list) else [rules]


def profile_sum(data: Tables, name: str) -> Decimal:
    """Return the points of a weight profile together; what is no number counts nothing."""
    held = table(data, ("weights", name))
    return sum((_number(held.get(part)) for part in PARTS), Decimal(0))


def _number(value: object) -> Decimal:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(repr(value)) if number else Decimal(0)


def table(data: Tables, at: At) -> Tables:
    """Return the table at a place, an empty one where there is none."""
    held = value_at(data, at)
    return cast("Tables", held) if isinstance(held, Mapping) else {}


def value_at(data: Tables, at: At) -> Any:
    """Return the value at a place, None where there is none."""
    held: Any = data
    for step in at:
        match held, step:
            case Mapping(), str():
                held = cast("Tables", held).get(step)
            case list(), int() if step < len(cast("list[Any]", held)):
                held = cast("list[Any]", held)[step]
            case _:
                return None
    return held


def value_text(data: Tables, at: At) -> str:
    """Return the value at a place as it is typed; '' where it is open."""
    value = value_at(data, at)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return plain(Decimal(repr(value)))
    return "" if value is None else str(value)


def with_text(data: Tables, line: Line, key: str, text: str) -> dict[str, Any]:
    """Return the tables with *text* typed at a line; *key*: value, source or confidence.

    A number that cannot be read stays as text, an empty one is left open.
    """
    at = line.at if key == "value" else (*line.held, key)
    value = _typed(text.strip()) if key == "value" and line.kind == "number" else text.strip()
    made = _put(data, at, value)
    if line.at[0] in ("limits", "choices"):
        return _settled(made, line.held)
    return made


def _typed(text: str) -> int | float | str | None:
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


def _settled(data: dict[str, Any], at: At) -> dict[str, Any]:
    """Give a new setting a confidence, and drop one of which nothing is left."""
    held = table(data, at)
    if not any(held.get(key) not in (None, "") for key in ("value", "source")):
        return _put(data, at, None)
    return data if held.get("confidence") else _put(data, (*at, "confidence"), "C")


def _put(data: Tables, at: At, value: Any) -> dict[str, Any]:
    step, *rest = at
    made: dict[str, Any] = dict(data)
    inner: Any = made.get(str(step))
    if not rest:
        made[str(step)] = value
    elif isinstance(inner, list):
        rows = list(cast("list[Any]", inner))
        rows[int(rest[0])] = _put(cast("Tables", rows[int(rest[0])]), tuple(rest[1:]), value)
        made[str(step)] = rows
    else:
        made[str(step)] = _put(table(data, (step,)), tuple(rest), value)
    if made[str(step)] is None:
        del made[str(step)]
    return made


def problems(data: Tables) -> dict[At, str]:
    """Return what the parser has to say of each setting, profile, the grades and each cap, by its place."""
    made: dict[At, str] = {}
    for at, alone in _alone(data):
        try:
            parse_rulepack({"id": "x", "name": "x", "grades": _GRADES, **alone})
        except DataError as error:
            made[at] = error.message
    return made


def _alone(data: Tables) -> Iterator[tuple[At, Tables]]:
    """Each part of a pack with what it needs to be read."""
    profiles = dict.fromkeys(table(data, ("weights",)), _PROFILE)
    for section in ("limits", "choices", "weights"):
        for key, held in table(data, (section,)).items():
            beside = {"weights": profiles} if section == "choices" else {}
            yield (section, key), {section: {key: held}, **beside}
    yield ("grades",), {"grades": data.get("grades", {})}
    for rate, rules in table(data, ("caps",)).items():
        for n, each in enumerate(_listed(rules)):
            yield ("caps", rate, n), {"caps": {rate: [each]}}
