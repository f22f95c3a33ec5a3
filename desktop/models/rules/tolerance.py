"""How far two amounts may lie apart before they disagree: the tail that rounding leaves (尾差)."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.money import FEN_PER_WAN

_SHOWN = FEN_PER_WAN // 100  # 0.01 万元, the smallest amount that is printed
_HALF = _SHOWN // 2


def tolerance(count: int) -> int:
    """The tail (分) that *count* rounded amounts may leave: max(0.01, 0.005 × count) 万元."""
    return max(_SHOWN, _HALF * count)


def rounded_rows(amounts: Iterable[int | None]) -> int:
    """Count the amounts that may have been rounded to 0.01 万元; those given to the 元 were not."""
    return sum(1 for each in amounts if each and each % _SHOWN == 0)
