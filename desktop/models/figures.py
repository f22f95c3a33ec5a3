"""Every derived figure of one state of a report, reckoned when asked for and kept (派生数)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from desktop.models.outline import Asked
from desktop.models.reckoning import agreements, performance, scores, totals
from desktop.models.reckoning.catalogue import CATALOGUE, Figure, definition_of
from desktop.models.reckoning.ledger import Ledger
from desktop.models.records import Report
from desktop.models.rulepack import RulePack

__all__ = ["CATALOGUE", "Figure", "Reckoning"]

T = TypeVar("T")
DECLARED = (
    totals,
    agreements,
    performance,
    scores,
)  # The modules that fill the catalogue when they are imported


def unknown(_: str) -> Asked | None:
    """Find no outline, as for a state that is reckoned but never printed."""
    return None


class Reckoning:
    """What follows from a report under a rule pack: figures by name, groupings in ``ledger``."""

    def __init__(
        self,
        report: Report,
        pack: RulePack,
        asks: Callable[[str], Asked | None] = unknown,
        before: Reckoning | None = None,
    ) -> None:
        """*asks* finds an outline by its name when a rule wants to know it, None for one nobody has.

        before: that of the state before, whose groupings are taken over where they can be.
        """
        self.report = report
        self.pack = pack
        self._asks = asks
        self.ledger = Ledger(report, pack, before.ledger.made if before else None)
        self._made: dict[str, Figure | None] = {}
        self._kept: dict[Callable[[Reckoning], Any], Any] = {}

    @property
    def asked(self) -> Asked | None:
        """What the outline in use asks for (the report's, else the rule pack's); None where it is not known."""
        return self._asks(self.report.project.outline or self.pack.choice("outline"))

    def figure(self, name: str) -> Figure | None:
        """Return the figure of a name (without ``figures/``), or None where the report has none of it."""
        if name not in self._made:
            known = definition_of(name)
            self._made[name] = known[0].figure(self.ledger, known[1]) if known else None
        return self._made[name]

    def figures(self) -> dict[str, Figure]:
        """Return every figure that the report has, by name, in the order of the catalogue."""
        names = (name for definition in CATALOGUE.values() for name in definition.names(self.ledger))
        return {name: found for name in names if (found := self.figure(name)) is not None}

    def kept(self, derive: Callable[[Reckoning], T]) -> T:
        """Return what *derive* makes of this state, derived once however often it is asked for."""
        if derive not in self._kept:
            self._kept[derive] = derive(self)
        return self._kept[derive]

    def keep(self, derive: Callable[[Reckoning], T], made: T) -> None:
        """Take over what *derive* would make of this state where it has been made piece by piece."""
        self._kept[derive] = made
