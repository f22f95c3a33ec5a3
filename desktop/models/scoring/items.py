"""What one item got: an indicator or the execution of the budget, with the line that shows how."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.models.scoring.points import NONE, full, two

MET, PART, DEVIATION = "达标", "按比例", "按偏离"
NOTHING, BAND, OWN = "不得分", "定性档次", "自己定分"
UNFILLED, NOT_APPLICABLE, EXECUTION = "未填", "不适用", "执行率"


@dataclass(frozen=True, slots=True)
class ItemScore:
    """The points (分) of one item.

    place: of the record, ``figures/execution_rate`` for the budget. weight: what the item can get, with what
    it took over from items that do not apply; None where not filled in. points: two decimals, None while
    something is missing or the item does not apply. is_met: judged before any rounding. low, high: the range
    that the points can still take. missing: the places that have to be filled in first.
    """

    place: str
    name: str
    level: str
    weight: Decimal | None
    points: Decimal | None
    is_met: bool | None
    formula: str
    note: str
    method: str
    low: Decimal = NONE
    high: Decimal = NONE
    missing: tuple[str, ...] = ()

    @property
    def arithmetic(self) -> str:
        """The line of the panel: 293.23 ÷ 294.72 × 4 → 3.98."""
        return self.formula if self.points is None else f"{self.formula} → {two(self.points)}"

    @property
    def lost(self) -> Decimal | None:
        """What the item fell short of its full points (扣分); None while it has no points."""
        return None if self.points is None or self.weight is None else full(self.weight) - self.points


def joined(*notes: str) -> str:
    """Several remarks as one note; the empty ones are left out."""
    return "；".join(filter(None, notes))
