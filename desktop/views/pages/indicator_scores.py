"""What the rows of indicators show of the score: rate of reaching, points, and the tones of both."""

from __future__ import annotations

from desktop.models.records import Indicator
from desktop.models.scoring import ItemScore, score
from desktop.views.desk import Desk
from desktop.views.pages.figures import figure_text
from desktop.views.tables.looks import Look

_AT_MOST = (
    "≤",
    "<",
)  # Less is better: actual ÷ target would read as if 80 % were too little and 120 % plenty


class Scores:
    """Reads the score of the report on the desk, which is reckoned once for each state of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def item(self, indicator: Indicator) -> ItemScore | None:
        """Return the score of an indicator, None for one that is not in the report."""
        return score(self._desk.reckoning).item(indicator.id)

    def ratio(self, indicator: Indicator) -> str:
        """How much of the target was reached; 达标 or 未达标 where that is no rate: at most, or no base."""
        if indicator.na_reason.strip():
            return ""
        found = self.item(indicator)
        text = figure_text(self._desk.reckoning, f"indicators/{indicator.id}/ratio")
        if text and indicator.operator not in _AT_MOST:
            return text
        met = found.is_met if found and indicator.actual is not None else None
        return "达标" if met else "未达标" if met is False and text else ""

    def points(self, indicator: Indicator) -> str:
        """The points (分), two decimals; '' while they are open."""
        found = self.item(indicator)
        return "" if found is None or found.points is None else f"{found.points:.2f}"

    def ratio_look(self, indicator: Indicator) -> Look:
        """Amber for a target that was not reached."""
        found = self.item(indicator)
        missed = found is not None and found.is_met is False
        return Look("warn" if missed else "text2", tip="没有达到指标值" if missed else "")

    def points_look(self, indicator: Indicator) -> Look:
        """Bold, amber for less than full points; how they were reckoned is the tooltip."""
        found = self.item(indicator)
        if found is None:
            return Look(bold=True)
        tip = "\n".join(filter(None, (found.arithmetic, found.note)))
        return Look("warn" if (found.lost or 0) > 0 else "text", bold=True, tip=tip)
