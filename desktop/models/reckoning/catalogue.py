"""The catalogue of derived figures: each declared once with its name, label, unit and how it is reckoned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from desktop.models.formats import wan
from desktop.models.numbers import half_up, percent, plain
from desktop.models.places import name_of
from desktop.models.reckoning.ledger import Ledger

Value = int | Decimal | str | None
EXACT = Context(prec=34)  # Far finer than any figure is printed, so rounding happens at display alone


@dataclass(frozen=True, slots=True)
class Figure:
    """A derived value with its name (as in ``figures/<name>``), label and unit, and where it comes from.

    value: int 分 where the unit is 万元, an int for counts, a Decimal else, a text for terms; None where a base
    is missing (None is not 0). text: for display, signed. sources: places of stored values.
    """

    name: str
    label: str
    unit: str
    value: Value
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """What a definition reckons: the value, where it came from, and a unit that only the record knows."""

    value: Value
    sources: tuple[str, ...]
    unit: str = ""


Subjects = Callable[[Ledger], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Definition:
    """How one figure, or one for each subject (``*`` in the pattern), is reckoned."""

    pattern: str
    label: str
    unit: str
    subjects: Subjects
    reckon: Callable[[Ledger, Any], Derived]

    def names(self, ledger: Ledger) -> Iterator[str]:
        """Yield the names that exist in a report."""
        return (self.pattern.replace("*", key) for key in self.subjects(ledger))

    def figure(self, ledger: Ledger, key: str) -> Figure | None:
        """Reckon the figure of one subject; None where the report has no such subject."""
        subjects = self.subjects(ledger)
        if key not in subjects:
            return None
        subject = subjects[key]
        derived = self.reckon(ledger, subject)
        unit = derived.unit or self.unit
        name = self.pattern.replace("*", key)
        return Figure(
            name, self._label(subject), unit, derived.value, show(derived.value, unit), derived.sources
        )

    def _label(self, subject: Any) -> str:
        if not subject:
            return self.label
        return f"{subject if isinstance(subject, str) else name_of(subject)} {self.label}"


CATALOGUE: dict[str, Definition] = {}


def _once(_ledger: Ledger) -> Mapping[str, Any]:
    return {"": None}


def each(section: str) -> Subjects:
    """Return the subjects of a figure that every record of *section* has."""
    return lambda ledger: ledger.index(section)


def figure(
    pattern: str, label: str, unit: str = "", subjects: Subjects = _once
) -> Callable[[Callable[[Ledger, Any], Derived]], Callable[[Ledger, Any], Derived]]:
    """Declare a figure; raises KeyError where the name is declared twice."""

    def register(reckon: Callable[[Ledger, Any], Derived]) -> Callable[[Ledger, Any], Derived]:
        if pattern in CATALOGUE:
            raise KeyError(pattern)
        CATALOGUE[pattern] = Definition(pattern, label, unit, subjects, reckon)
        return reckon

    return register


def definition_of(name: str) -> tuple[Definition, str] | None:
    """Return the definition of a figure's name and the subject named in it, or None for an unknown name."""
    if name in CATALOGUE and "*" not in name:
        return CATALOGUE[name], ""
    parts = name.split("/")
    for position, key in enumerate(parts):
        pattern = "/".join([*parts[:position], "*", *parts[position + 1 :]])
        if pattern in CATALOGUE:
            return CATALOGUE[pattern], key
    return None


def ratio(part: Decimal | int | None, base: Decimal | int | None, scale: int = 100) -> Decimal | None:
    """*part* as *scale*-ths of *base* (per cent); None where either is missing or the base is nothing."""
    if part is None or not base:
        return None
    return EXACT.divide(Decimal(part) * scale, Decimal(base))


def minus(left: Any, right: Any) -> Any:
    """The difference of two amounts or numbers; None where either is missing."""
    return None if left is None or right is None else left - right


def show(value: Value, unit: str) -> str:
    """A figure's value as text with its unit, signed; '' where it is missing."""
    match value:
        case None:
            return ""
        case str():
            return value
        case int() if unit == "万元":
            return f"{'-' if value < 0 else ''}{wan(value, always=True)}"
        case _ if unit == "%":
            return percent(Decimal(value))
        case _ if unit in {"倍", "分"}:
            return f"{plain(half_up(Decimal(value), 2))}{unit}"
        case _:
            return f"{plain(Decimal(value))}{unit}"
