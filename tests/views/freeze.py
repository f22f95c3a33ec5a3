"""How long the window stands still: ``python tests/views/freeze.py [PAYMENTS] [PAGE…] [--stacks]``.

Visits each page for the first time, types into fields and cells, and prints the longest gap between turns
of the event loop in ms, with the sample and with so many payments (10 000). ``--stacks`` adds, for each above
100 ms, which of our functions took the time (with the profiler's own weight, so its numbers are larger).
Limits hold for the work of this thread in a turn, which other programs on the machine do not lengthen; the
gap itself is printed beside it.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, thread_time

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["JIXIAO_HOME"] = tempfile.mkdtemp(prefix="jixiao-freeze-")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import make_application
from desktop.session import Session
from desktop.tasks.files import write_sample
from desktop.views.desk import Desk
from desktop.views.main_window import MainWindow
from desktop.views.manners import Manners
from desktop.views.pages.catalogue import PAGES
from tests.windows import keys, press

SIZE = (1366, 768)
VISIT_MS, FREEZE_MS = 200, 100  # What is aimed at
_TURN, _SETTLE = 5, 700  # ms: how often a turn is noted, and how long is listened after a deed
_BETWEEN = 120  # ms between two keys
_SHOWN = 14
TYPED = (
    ("form", "project/1/executor", "abcdefgh"),
    ("prose", "passages/4/text", "abcdefgh"),
    ("amount", "payments/6/amount", "12.34"),
    ("item", "payments/6/item", "abcdefgh"),
    ("contract", "payments/6/contract", "2021ms"),
    ("weight", "indicators/2/weight", "3.5"),
    ("budget", "budget/2/adjusted", "15.00"),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """The longest time between turns of the event loop, and the most this thread worked in one, in ms."""

    waited: float
    worked: float


class Gaps:
    """Notes how long the event loop does not turn around a deed."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TURN)
        self._timer.timeout.connect(self._turn)
        self._begin()

    def _begin(self) -> None:
        self._last, self._worked_last = perf_counter(), thread_time()
        self._waited = self._worked = 0.0

    def _turn(self) -> None:
        now, worked = perf_counter(), thread_time()
        self._waited = max(self._waited, now - self._last)
        self._worked = max(self._worked, worked - self._worked_last)
        self._last, self._worked_last = now, worked

    def around(self, deed: Callable[[], object], listen: int = _SETTLE) -> Gap:
        """Do it within the loop; return the longest gap then and after."""
        loop = QEventLoop()
        self._begin()
        self._timer.start()
        QTimer.singleShot(2 * _TURN, deed)
        QTimer.singleShot(listen, loop.quit)
        loop.exec()
        self._turn()
        self._timer.stop()
        return Gap(self._waited * 1000, self._worked * 1000)


@contextmanager
def window_with(path: Path, application: QApplication) -> Iterator[MainWindow]:
    """Show a window with a report in it and take it down again."""
    desk = Desk()
    manners = Manners(application, desk)
    window = MainWindow(lambda: desk)
    window.furnish()
    window.resize(*SIZE)
    window.show()
    window.open_path(path)
    QTest.qWait(1500)  # findings, preview and whatever is warmed up are no part of what is measured
    yield window
    application.removeEventFilter(manners)
    desk.close()
    window.close()
    window.deleteLater()
    manners.setParent(None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def sample_with(payments: int) -> Path:
    """Write the sample, its payments repeated until there are so many (0: as it is)."""
    path = Path(os.environ["JIXIAO_HOME"]) / f"{payments or 'sample'}.jxzp"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return path
    write_sample("minsheng-2021", path)
    if payments:
        with Session.open(path, read_only=True) as session:
            report = session.report
        path.unlink()
        rows = report.payments
        more = (replace(rows[n % len(rows)], id=n + 1, voucher=f"记-{n:05}") for n in range(payments))
        Session.create(path, report.with_rows("payments", more)).close()
    return path


def profiled(deed: Callable[[], object]) -> None:
    """Print which of our functions a deed and what follows it spend their time in."""
    watch = cProfile.Profile()
    loop = QEventLoop()
    QTimer.singleShot(0, deed)
    QTimer.singleShot(_SETTLE, loop.quit)
    watch.runcall(loop.exec)
    rows: list[tuple[float, str]] = []
    found = pstats.Stats(watch).stats  # type: ignore[attr-defined] # not in the stubs
    for (file, line, name), (_, calls, own, total, _callers) in found.items():
        if "/desktop/" in file and total > 0.01:
            at = f"{file.rpartition('/desktop/')[2]}:{line} {name}"
            rows.append((total, f"      {total * 1000:7.0f} {own * 1000:7.0f} {calls:7}×  {at}"))
    print("       total     own    calls")
    print(*(text for _, text in sorted(rows, reverse=True)[:_SHOWN]), sep="\n")


def say(title: str, gap: Gap, limit: float) -> bool:
    """Print one line; return whether it is over the limit."""
    over = gap.worked > limit
    times = f"{gap.worked:6.0f} ms work in a turn {gap.waited:6.0f} ms gap"
    print(f"  {title:24} {times}{'   OVER' if over else ''}", flush=True)
    return over


def visit_all(path: Path, application: QApplication, only: list[str], *, stacks: bool) -> None:
    """Visit every page for the first time."""
    slow: list[str] = []
    gaps = Gaps()
    with window_with(path, application) as window:
        for page in PAGES[1:]:  # the first one is shown already
            if only and page.key not in only:
                continue
            gap = gaps.around(lambda key=page.key: window.workspace.visit(key))
            if say(page.key, gap, VISIT_MS) or gap.worked > FREEZE_MS:
                slow.append(page.key)
    for key in slow if stacks else ():
        with window_with(path, application) as window:
            print(f"    {key}")
            profiled(lambda key=key: window.workspace.visit(key))


def type_all(path: Path, application: QApplication, *, stacks: bool) -> None:
    """Type into fields and cells, each sign a turn of its own, and leave by Enter."""
    gaps = Gaps()
    with window_with(path, application) as window:
        for title, where, text in TYPED:
            window.workspace.go(where)
            QTest.qWait(_SETTLE)
            found = [gaps.around(lambda sign=sign: hit(sign), _BETWEEN) for sign in text]
            over = say(f"typing {title}", max(found, key=lambda each: each.worked), FREEZE_MS)
            over |= say(f"  Enter in {title}", gaps.around(lambda: hit("\r")), FREEZE_MS)
            if over and stacks:
                window.workspace.go(where)
                QTest.qWait(_SETTLE)
                profiled(lambda sign=text[0]: (hit(sign), hit("\r")))


def hit(sign: str) -> None:
    """Press a key where the focus is; a return as Enter."""
    press(Qt.Key.Key_Return) if sign == "\r" else keys(sign)


def main(arguments: list[str]) -> None:
    """Measure with the sample, then with many payments."""
    stacks = "--stacks" in arguments
    words = [each for each in arguments if each != "--stacks"]
    many = int(words.pop(0)) if words and words[0].isdigit() else 10_000
    application = make_application()
    for payments in (0, many):
        path = sample_with(payments)
        print(f"{payments} payments" if payments else "the sample", flush=True)
        visit_all(path, application, words, stacks=stacks)
        if not words:
            type_all(path, application, stacks=stacks)


if __name__ == "__main__":
    main(sys.argv[1:])
