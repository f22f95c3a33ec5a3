"""What a rule is and how it is declared: id, class, source and a generator of issues (审核规则)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from desktop.models.figures import Reckoning

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


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its class, the text it rests on, and why it is made (*why*, shown to the officer)."""

    id: str
    severity: Severity
    source: str
    why: str
    find: Find
    scope: Scope


_RULES: dict[str, Rule] = {}


def rule(id: str, severity: Severity, *, source: str, scope: Scope = "data") -> Callable[[Find], Find]:
    """Register a generator of issues as a rule; its docstring is the explanation that the program shows.

    Raises KeyError where an id is given twice.
    """

    def register(find: Find) -> Find:
        if id in _RULES:
            raise KeyError(id)
        _RULES[id] = Rule(id, severity, source, " ".join((find.__doc__ or "").split()), find, scope)
        return find

    return register


def rules(scope: Scope | None = None) -> tuple[Rule, ...]:
    """Return the registered rules, those of one scope or all, in the order of their ids."""
    return tuple(each for _, each in sorted(_RULES.items()) if scope in {None, each.scope})
