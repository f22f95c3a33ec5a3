"""What a rule is tried on: shared by the tests of all rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from desktop.models.rulepack import RulePack
from tests.report.reports import pack

Data = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A report in which a rule finds nothing, one in which it finds *said* at *places*.

    limits: those that the rule pack leaves open and the rule needs, as the pack writes them (万元, %).
    """

    passes: Data
    fails: Data
    places: tuple[str, ...]
    said: str
    limits: Mapping[str, int] = field(default_factory=dict)


def pack_with(limits: Mapping[str, int]) -> RulePack:
    """The rule pack of the tests with some limits filled in."""
    settings = pack().settings
    filled = {key: replace(settings[key], value=Decimal(value)) for key, value in limits.items()}
    return replace(pack(), settings={**settings, **filled})
