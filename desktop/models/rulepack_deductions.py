"""What a rule pack says of deductions: a situation, the points it costs, and on what grounds (扣分情形).

In a pack, one or more; without ``points`` nothing is deducted, without ``when`` a person decides::

    [[deductions]]
    situation = "实际完成值超过指标值较多"
    when = "over_achieved"
    points = 1
    source = "…"
    confidence = "C"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from desktop.errors import DataError
from desktop.models.rulepack_reading import ADVICE, amount, confidence, listed, only, text

WHENS: Mapping[str, str] = MappingProxyType(
    {
        "": "由评审人判断",
        "execution_low": "执行率低于偏低界限（扣一次）",
        "over_achieved": "超过指标值须说明的幅度（每项）",
        "no_evidence": "指标没有佐证材料（每项）",
    }
)
"""What decides whether a situation is there: figures of the report, or ('') a person only."""

_KEYS = ("situation", "when", "points", "source", "confidence")
_LABEL = "扣分情形"


@dataclass(frozen=True, slots=True)
class DeductionRule:
    """A situation that costs points (分, None: the place names none), once or for each indicator in it."""

    situation: str
    when: str
    points: Decimal | None
    source: str
    confidence: str


def parse_deductions(data: object) -> tuple[DeductionRule, ...]:
    """Read ``deductions`` of a rule pack; raises DataError."""
    return tuple(_rule(each) for each in listed(data, _LABEL))


def _rule(held: Mapping[str, object]) -> DeductionRule:
    only(held, _KEYS, _LABEL)
    situation = text(held, "situation", _LABEL)
    when = held.get("when", "")
    if not isinstance(when, str) or when not in WHENS:
        raise DataError(f"扣分情形“{situation}”的 when 不能是“{when}”", ADVICE)
    points = amount(held.get("points"), situation)
    return DeductionRule(
        situation, when, points, text(held, "source", situation), confidence(held, situation)
    )
