"""The findings of the open report: those of the touched rows with each edit, all of them when nothing else is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desktop.errors import KnownError
from desktop.tasks.topics import required_passages
from desktop.views.completeness import Completeness
from desktop.views.desk import Desk
from desktop.views.pages.catalogue import page_for

if TYPE_CHECKING:
    from desktop.models.checks import Finding
    from desktop.models.completeness import Filled
    from desktop.models.judging import Judged, Judging

ORDER = ("强制性", "核实性", "提示")
_PAUSE_MS = 40
_DEAR_MS = 50  # All rules over a file where that takes longer wait until the officer pauses
_REST_MS = 700
_TURN_MS = 8  # Of one turn of the event loop, so that no key waits
_FOR_ALL = float("inf")
_FIRST_MS = 24  # Of the turn in which all rules are asked for, so that a small report is done with it


class Audit(QObject):
    """Findings in the order 强制性, 核实性, 提示.

    renewed follows every look at all rules, whatever it found, and every edit that changes what is found.
    progressed(done, all) tells how far a look is that was asked for, ended that it is over or broken off.
    unsettled: a report that nothing has looked at yet was opened, or a look has failed; what is said of the
    whole report before that holds no more.
    """

    renewed = Signal()
    unsettled = Signal()
    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._findings: tuple[Finding, ...] = ()
        self._open: tuple[Finding, ...] = ()
        self._judged: Judged | None = None
        self._look: Judging | None = None
        self._asked = False
        self._failure = ""
        self._completeness = Completeness()
        self._spent = self._took = 0  # ms of the look on its way, and of the last one
        self._pause, self._turns = QTimer(self), QTimer(self)
        for timer, action in ((self._pause, self._begin), (self._turns, self._turn)):
            timer.setSingleShot(True)
            timer.timeout.connect(action)
        desk.changed.connect(lambda _change: self._edited())
        desk.opened.connect(self._opened)
        desk.closing.connect(self._drop)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, explained ones last."""
        return self._findings

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that are not explained."""
        return self._open

    @property
    def is_open(self) -> bool:
        """Whether there is a report to look at."""
        return self._desk.is_open

    @property
    def is_looked(self) -> bool:
        """Whether a look has been done to its end and none has failed since; before, no finding proves nothing."""
        return self._judged is not None and not self._failure

    @property
    def is_known(self) -> bool:
        """Whether a look has ever been done to its end, so that there is something to count."""
        return self._judged is not None

    @property
    def failure(self) -> str:
        """What kept the last look from being done, in a few words, or ''."""
        return self._failure

    def filled(self) -> dict[str, Filled]:
        """Return for each page with required values how many there are and how many are filled."""
        report = self._desk.report
        return self._completeness.of_pages(report, required_passages(report))

    @property
    def is_asked(self) -> bool:
        """Whether a look that was asked for is on its way."""
        return self._asked

    def counts(self) -> dict[str, int]:
        """Return how many open findings there are of each class."""
        made: dict[str, int] = dict.fromkeys(ORDER, 0)
        for severity, found in groupby(self._open, key=attrgetter("severity")):
            made[severity.value] += sum(1 for _ in found)
        return made

    def badges(self) -> dict[str, tuple[int, str]]:
        """Return for each page, and for 审核, how many 强制性 and 核实性 are open, and the tone of the worst."""
        made: dict[str, tuple[int, str]] = {}
        counts = self.counts()
        begun = 0
        for severity, tone in (("强制性", "err"), ("核实性", "warn")):
            begun, first = begun + counts[severity], begun
            spots = Counter(_spot(first_place(each)) for each in self._open[first:begun])
            for spot, number in spots.items():
                for at in (_key_of(spot), "audit"):
                    count, graver = made.get(at, (0, tone))
                    made[at] = count + number, graver
        return made

    def look(self) -> None:
        """Have all findings now, for whoever cannot wait for them."""
        if self._desk.is_open:
            with self._telling():
                self._look = self._look or self._started()
            self._turn(_FOR_ALL)

    def look_through(self) -> None:
        """Look at all rules from the beginning, beside other work; ``progressed`` and ``ended`` tell of it."""
        if self._desk.is_open:
            self._drop()
            self._asked = True
            with self._telling():
                self._look = self._started(anew=True)
            self._turn(_FIRST_MS)

    def break_off(self) -> None:
        """Leave the look that was asked for; where an edit still wants one, it is made when there is time."""
        if self._asked:
            self._drop()
            if self._judged is None or self._judged.report is not self._desk.report:
                self._pause.start(_REST_MS)

    def _opened(self) -> None:
        self._findings = self._open = ()
        self._judged, self._took, self._failure = None, 0, ""
        self._completeness = Completeness()
        self._pause.start(_PAUSE_MS)
        self.unsettled.emit()

    def _drop(self) -> None:
        """Forget a look that is not done."""
        self._pause.stop()
        self._turns.stop()
        self._look = None
        if self._asked:
            self._asked = False
            self.ended.emit()

    def _edited(self) -> None:
        self._drop()
        self._pause.start(_REST_MS if self._took > _DEAR_MS else _PAUSE_MS)
        if self._judged is not None:
            from desktop.report.review import review_touched

            found = review_touched(self._desk.reckoning, self._judged)
            if found is not None and self._show(found):
                self.renewed.emit()

    def _started(self, *, anew: bool = False) -> Judging:
        from desktop.report.review import review_steps

        self._spent = 0
        return review_steps(self._desk.reckoning, None if anew else self._judged)

    def _begin(self) -> None:
        if self._desk.is_open:
            with self._telling():
                self._look = self._started()
            self._turns.start()

    def _turn(self, most: float = _TURN_MS) -> None:
        """Go on for some ms; a look in which a rule fails is not taken up again before the next edit."""
        look = self._look
        if look is None:
            return
        with self._telling():
            self._spent += _stepped(look, most)
        if look.done:
            self._drop()
            self._take(look)
            return
        self._turns.start()
        if self._asked:
            self.progressed.emit(look.progress, look.total)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say of a look that fails that it is not done; the error itself goes on to whoever reports bugs."""
        try:
            yield
        except Exception as error:
            self._failure = _told(error, self._look)
            self._drop()
            self.unsettled.emit()
            raise

    def _take(self, look: Judging) -> None:
        from desktop.report.review import take_review

        take_review(look)
        self._failure = ""
        self._judged, self._took = look.judged, self._spent
        self._show(look.findings)
        self.renewed.emit()

    def _show(self, found: tuple[Finding, ...]) -> bool:
        """Take findings over; return whether they are others than before."""
        self._open = tuple(each for each in found if not each.explained)
        before, self._findings = self._findings, (*self._open, *(each for each in found if each.explained))
        return self._findings != before


def _stepped(look: Judging, most: float) -> int:
    """Take a step, and more of them within *most* ms; return the ms that it took."""
    clock = QElapsedTimer()
    clock.start()
    look.step()
    while not look.done and clock.elapsed() < most:
        look.step()
    return clock.elapsed()


def _told(error: Exception, look: Judging | None) -> str:
    """What went wrong in a look: the rule that failed, or that the rules could not be had at all."""
    if isinstance(error, KnownError):
        return error.message
    return f"规则 {look.at} 出了错" if look and look.at else "规则没有运行起来"


def _spot(place: str) -> str:
    """As much of a place as tells its page."""
    section = place.partition("/")[0]
    return place if section == "figures" else section


@cache
def _key_of(place: str) -> str:
    return page_for(place).key


def first_place(finding: Finding) -> str:
    """Return the place at which a finding is mended, or '' for one of the whole report.

    What breaks a rule of one's own is mended where its numbers stand, not in the rule.
    """
    own = len(finding.places) > 1 and finding.places[0].startswith(("user_rules/", "rule_pack/rules/"))
    return finding.places[own] if finding.places else ""
