"""What every indicator can get when the weights of those that do not apply are shared out (分值分担).

Shares are whole hundredths of a point, so that a level keeps exactly its weight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from desktop.models.reckoning.performance import LEVELS, level_of
from desktop.models.records import Indicator
from desktop.models.scoring.points import two, written

OTHER = "other"
# 财预〔2021〕101号: without 满意度指标 its weight goes to the 效益指标
HEIRS: Mapping[str, str] = {"satisfaction": "benefit"}


@dataclass(frozen=True, slots=True)
class Share:
    """The weight (分) of an indicator: its own, None where not filled in, and what it took over.

    orphaned: the indicator does not apply and nothing is left in its level that could take its weight.
    """

    own: Decimal | None
    extra: Decimal = Decimal(0)
    orphaned: bool = False

    @property
    def weight(self) -> Decimal | None:
        """What the indicator can get."""
        return None if self.own is None else self.own + self.extra

    @property
    def text(self) -> str:
        """The weight as a factor of an arithmetic line: 4, (4 + 0.67)."""
        own = written(self.own or Decimal(0))
        return f"({own} + {two(self.extra)})" if self.extra else own


def level_key(indicator: Indicator) -> str:
    """The level of an indicator: cost, output, benefit, satisfaction, or other."""
    return level_of(indicator) or OTHER


def level_label(key: str) -> str:
    """A level as the panel names it."""
    return LEVELS.get(key, "其他")


def applies(indicator: Indicator) -> bool:
    """Tell whether an indicator is scored: no 不适用原因 is given."""
    return not indicator.na_reason.strip()


def shares(indicators: Iterable[Indicator]) -> dict[int, Share]:
    """Return the weight of every indicator, by id; the order of the indicators makes no difference."""
    levels: defaultdict[str, list[Indicator]] = defaultdict(list)
    for each in indicators:
        levels[level_key(each)].append(each)
    active = {level: [row for row in rows if applies(row)] for level, rows in levels.items()}
    made: dict[int, Share] = {}
    freed: defaultdict[str, Decimal] = defaultdict(Decimal)
    for level, rows in levels.items():
        idle = [row for row in rows if not applies(row)]
        heir = _heir(level, active)
        for row in idle:
            weight = _own(row) or Decimal(0)
            made[row.id] = Share(weight, orphaned=True) if not heir and weight else Share(Decimal(0))
        freed[heir] += sum((_own(row) or Decimal(0) for row in idle), Decimal(0))
    for level, rows in active.items():
        made |= _taken_over(rows, freed[level])
    return made


def _own(indicator: Indicator) -> Decimal | None:
    """A weight below nothing is none."""
    return None if indicator.weight is None or indicator.weight < 0 else indicator.weight


def _heir(level: str, active: Mapping[str, Sequence[Indicator]]) -> str:
    """The level whose indicators take the weights over; '' where none can."""
    return next((each for each in (level, HEIRS.get(level, "")) if active.get(each)), "")


def _taken_over(rows: Sequence[Indicator], freed: Decimal) -> dict[int, Share]:
    own = {row.id: _own(row) for row in rows}
    known = {id_: Fraction(weight) for id_, weight in own.items() if weight is not None}
    if not freed or len(known) < len(own):
        return {id_: Share(weight) for id_, weight in own.items()}
    extra = _divided(floor(Fraction(freed) * 100), known)
    return {id_: Share(weight, Decimal(extra[id_]).scaleb(-2)) for id_, weight in own.items()}


def _divided(cents: int, weights: Mapping[int, Fraction]) -> dict[int, int]:
    """Divide *cents* by the weights; what rounding leaves goes to the largest remainders, the older first."""
    whole = sum(weights.values())
    exact = {
        id_: cents * (weight / whole if whole else Fraction(1, len(weights)))
        for id_, weight in weights.items()
    }
    parts = {id_: floor(value) for id_, value in exact.items()}
    left = cents - sum(parts.values())
    for id_ in sorted(exact, key=lambda each: (parts[each] - exact[each], each))[:left]:
        parts[id_] += 1
    return parts
