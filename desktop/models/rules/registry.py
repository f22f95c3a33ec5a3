"""What a rule is and how it is declared: id, class, source and the parts that judge (审核规则)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Literal, TypeVar

from desktop.models.figures import Reckoning
from desktop.models.records import SECTIONS

Scope = Literal["data", "text"]


class Severity(Enum):
    """The classes officers know: 强制性 is mended, 核实性 mended or explained, 提示 asks for a look."""

    MUST = "强制性"
    VERIFY = "核实性"
    HINT = "提示"


@dataclass(frozen=True, slots=True)
class Issue:
    """What a rule yields: places (the first is where to go), one Chinese sentence, the exact numbers.

    severity: where it differs from the rule's own (the same amount twice is grave, in two stages it is not).
    """

    places: tuple[str, ...]
    message: str
    numbers: Mapping[str, str] = field(default_factory=dict[str, str])
    severity: Severity | None = None


Find = Callable[[Reckoning], Iterator[Issue]]
Judge = Callable[[Reckoning, Any], Iterator[Issue]]
F = TypeVar("F", bound=Callable[..., Iterator[Issue]])


@dataclass(frozen=True, slots=True)
class Whole:
    """A part of a rule that judges the report as a whole; *reads*: the sections it looks at, None for any."""

    find: Find
    reads: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A part of a rule that judges the records of a section one by one, each with what *reads* names.

    reads: the sections that it looks at beside the record itself, None for any.
    """

    section: str
    judge: Judge
    reads: frozenset[str] | None = None

    def find(self, reckoning: Reckoning) -> Iterator[Issue]:
        """Judge every record, in the officer's order."""
        for row in reckoning.report.rows(self.section):
            yield from self.judge(reckoning, row)


Part = Whole | Rows


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its class, the text it rests on, and why it is made (*why*, shown to the officer)."""

    id: str
    severity: Severity
    source: str
    why: str
    parts: tuple[Part, ...]
    scope: Scope = "data"

    def find(self, reckoning: Reckoning) -> Iterator[Issue]:
        """Yield what all parts find, one after the other."""
        for part in self.parts:
            yield from part.find(reckoning)


_RULES: dict[str, Rule] = {}


def rule(
    id: str, severity: Severity, *, source: str, scope: Scope = "data", reads: str | None = None
) -> Callable[[F], F]:
    """Register a generator of issues as a rule; its docstring is the explanation that the program shows.

    reads: names of sections, parted by spaces. Raises KeyError where an id is given twice.
    """

    def register(find: F) -> F:
        declare(id, severity, source, find, (Whole(find, sections(reads)),), scope)
        return find

    return register


def row_rule(
    id: str,
    severity: Severity,
    *,
    source: str,
    section: str,
    scope: Scope = "data",
    reads: str | None = None,
) -> Callable[[F], F]:
    """Register a generator of issues of one record (``judge(reckoning, record)``) as a rule over a section.

    reads: the sections that it looks at beside the record. Raises KeyError where an id is given twice.
    """

    def register(judge: F) -> F:
        declare(id, severity, source, judge, (Rows(section, judge, sections(reads)),), scope)
        return judge

    return register


def also(id: str, section: str = "", *, reads: str | None = None) -> Callable[[F], F]:
    """Let a rule go on with a further part, over the records of *section* or over the whole report."""

    def register(judge: F) -> F:
        add(id, (Rows(section, judge, sections(reads)) if section else Whole(judge, sections(reads)),))
        return judge

    return register


def declare(
    id: str,
    severity: Severity,
    source: str,
    told_by: Callable[..., object],
    parts: Iterable[Part],
    scope: Scope = "data",
) -> None:
    """Register a rule that the docstring of *told_by* explains; raises KeyError where an id is given twice."""
    if id in _RULES:
        raise KeyError(id)
    _RULES[id] = Rule(id, severity, source, " ".join((told_by.__doc__ or "").split()), tuple(parts), scope)


def add(id: str, parts: Iterable[Part]) -> None:
    """Let a rule go on with further parts; raises KeyError where there is no such rule."""
    _RULES[id] = replace(_RULES[id], parts=(*_RULES[id].parts, *parts))


def sections(names: str | None) -> frozenset[str] | None:
    """Read the names of sections; None stays None (any section), KeyError for one that there is not."""
    return None if names is None else frozenset(SECTIONS[name].name for name in names.split())


def rules(scope: Scope | None = None) -> tuple[Rule, ...]:
    """Return the registered rules, those of one scope or all, in the order of their ids."""
    return tuple(each for _, each in sorted(_RULES.items()) if scope in {None, each.scope})
