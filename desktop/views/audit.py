"""The findings of the open report, looked for behind every edit when the window has nothing else to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desktop.views.desk import Desk
from desktop.views.pages.catalogue import page_for

if TYPE_CHECKING:
    from desktop.models.checks import Finding

ORDER = ("强制性", "核实性", "提示")
_PAUSE_MS = 40
_DEAR_MS = 50  # A look that takes longer waits until the officer pauses, so that no key waits for it
_REST_MS = 700


class Audit(QObject):
    """Findings in the order 强制性, 核实性, 提示; ``renewed`` follows every look, whatever it found."""

    renewed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._findings: tuple[Finding, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._took = 0
        self._timer.timeout.connect(self.look)
        desk.changed.connect(lambda _change: self._later())
        desk.opened.connect(self._begin)
        desk.closing.connect(self._timer.stop)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, explained ones last."""
        return self._findings

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that are not explained."""
        return tuple(each for each in self._findings if not each.explained)

    def counts(self) -> dict[str, int]:
        """Return how many open findings there are of each class."""
        found = [each.severity.value for each in self.open_findings]
        return {name: found.count(name) for name in ORDER}

    def badges(self) -> dict[str, tuple[int, str]]:
        """Return for each page, and for 审核, how many 强制性 and 核实性 are open, and the tone of the worst."""
        made: dict[str, tuple[int, str]] = {}
        for each in self.open_findings:
            if each.severity.value == "提示":
                continue
            key = page_for(first_place(each)).key
            for at in (key, "audit"):
                count, tone = made.get(at, (0, "warn"))
                made[at] = count + 1, "err" if each.severity.value == "强制性" else tone
        return made

    def look(self) -> None:
        """Look now."""
        from desktop.report.review import review

        self._timer.stop()
        if not self._desk.is_open:
            return
        clock = QElapsedTimer()
        clock.start()
        found = review(self._desk.reckoning)
        self._took = clock.elapsed()
        self._findings = tuple(
            sorted(found, key=lambda each: (each.explained, ORDER.index(each.severity.value)))
        )
        self.renewed.emit()

    def _later(self) -> None:
        if self._took > _DEAR_MS:
            self._timer.start(_REST_MS)
        elif not self._timer.isActive():
            self._timer.start(_PAUSE_MS)

    def _begin(self) -> None:
        self._findings, self._took = (), 0
        self._later()


def first_place(finding: Finding) -> str:
    """Return the place at which a finding is mended, or '' for one of the whole report.

    What breaks a rule of one's own is mended where its numbers stand, not in the rule.
    """
    own = len(finding.places) > 1 and finding.places[0].startswith("user_rules/")
    return finding.places[own] if finding.places else ""
