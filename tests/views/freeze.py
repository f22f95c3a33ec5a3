"""How long the window stands still: ``freeze.py [PAYMENTS] [PAGE…|acts] [--runs N] [--stacks]``.

Visits each page for the first time, types into fields and cells, does what there is to do to whole tables and
files (``freeze_acts.py``), and prints the longest gap between turns of the event loop in ms, with the sample
and with so many payments (10 000); of N runs (1) the least. ``--stacks`` adds, for each above 100 ms, which of
our functions were at work in that turn.
Limits hold for the work of this thread in a turn, which other programs on the machine do not lengthen; the
gap itself is printed beside it: it holds what a thread of ours has kept this one from, too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, thread_time
from types import FrameType
from typing import Self

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
from desktop.views.sweeping import Sweeper
from tests.views.freeze_acts import acts
from tests.windows import keys, press

SIZE = (1366, 768)
VISIT_MS, FREEZE_MS = 200, 100  # What is aimed at
_TURN, _SETTLE, _ALL = 5, 700, 2_500  # ms: how often a turn is noted, and how long is listened after a deed
_BETWEEN = 120  # ms between two keys
_SHOWN, _SAMPLED = 18, 0.002
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
        self.worst = (0.0, 0.0)

    def _turn(self) -> None:
        now, worked = perf_counter(), thread_time()
        if now - self._last > self._waited:
            self.worst = self._last, now
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


class Samples:
    """Looks every few ms at what this thread is doing: functions of ours, and since when."""

    def __init__(self) -> None:
        self._watched, self._done = threading.get_ident(), threading.Event()
        self._seen: list[tuple[float, list[str]]] = []
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        sys.setswitchinterval(_SAMPLED)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        sys.setswitchinterval(0.005)

    def _watch(self) -> None:
        while not self._done.wait(_SAMPLED):
            self._seen.append((perf_counter(), list(_calls(sys._current_frames()[self._watched]))))

    def within(self, begun: float, ended: float) -> str:
        """Return the functions that were at work between two moments, those seen most often first."""
        seen = [calls for at, calls in self._seen if begun <= at <= ended]
        counted = Counter(name for calls in seen for name in dict.fromkeys(calls))
        own = Counter(calls[0] for calls in seen if calls)
        each = (ended - begun) * 1000 / max(len(seen), 1)
        rows = (
            f"      {many * each:7.0f} {own[name] * each:7.0f}   {name}"
            for name, many in counted.most_common(_SHOWN)
        )
        return "\n".join(("      ms with  within", *rows))


def _calls(frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        file = frame.f_code.co_filename
        if "/desktop/" in file:
            yield f"{file.rpartition('/desktop/')[2]}:{frame.f_lineno} {frame.f_code.co_name}"
        frame = frame.f_back


class Report:
    """Measures deeds and prints a line for each, in the order of the first run: the least of all runs."""

    def __init__(self, runs: int, *, stacks: bool) -> None:
        self._gaps, self._runs, self._stacks = Gaps(), runs, stacks
        self._least: dict[str, tuple[Gap, float]] = {}

    def measure(self, title: str, deed: Callable[[], object], limit: float, listen: int = _SETTLE) -> None:
        """Measure a deed; where it is over its limit and stacks are asked for, print them."""
        if self._stacks:
            with Samples() as samples:
                gap = self._gaps.around(deed, listen)
            if gap.waited > FREEZE_MS:
                print(f"    {title}, {gap.waited:.0f} ms\n{samples.within(*self._gaps.worst)}", flush=True)
        else:
            gap = self._gaps.around(deed, listen)
        self.take(title, gap, limit)

    def typed(self, title: str, text: str) -> None:
        """Type signs, each a turn of its own."""
        found = [self._gaps.around(lambda sign=sign: hit(sign), _BETWEEN) for sign in text]
        self.take(title, max(found, key=lambda each: each.worked), FREEZE_MS)

    def take(self, title: str, gap: Gap, limit: float) -> None:
        """Keep the least gap of a deed; the line is printed with the last run."""
        if title in self._least:
            known = self._least[title][0]
            gap = Gap(min(known.waited, gap.waited), min(known.worked, gap.worked))
        self._least[title] = gap, limit

    def say(self) -> None:
        """Print what was measured."""
        for title, (gap, limit) in self._least.items():
            times = f"{gap.worked:6.0f} ms work in a turn {gap.waited:6.0f} ms gap"
            print(f"  {title:28} {times}{'   OVER' if gap.worked > limit else ''}")
        sys.stdout.flush()


def visit_all(path: Path, application: QApplication, only: list[str], report: Report) -> None:
    """Visit every page for the first time."""
    with window_with(path, application) as window:
        for page in PAGES[1:]:  # the first one is shown already
            if not only or page.key in only:
                report.measure(page.key, lambda key=page.key: window.workspace.visit(key), VISIT_MS)


def type_all(path: Path, application: QApplication, report: Report) -> None:
    """Type into fields and cells, and leave by Enter."""
    with window_with(path, application) as window:
        for title, where, text in TYPED:
            window.workspace.go(where)
            QTest.qWait(_SETTLE)
            report.typed(f"typing {title}", text)
            report.measure(f"  Enter in {title}", lambda: hit("\r"), FREEZE_MS)


def act_all(path: Path, application: QApplication, report: Report) -> None:
    """Do what there is to do to whole tables and the file, in a copy of it."""
    copy = path.with_name(f"copy of {path.name}")
    shutil.copyfile(path, copy)
    with window_with(copy, application) as window:
        for act in acts(window, copy):
            report.measure(act.name, act.deed, FREEZE_MS, _ALL)


def hit(sign: str) -> None:
    """Press a key where the focus is; a return as Enter."""
    press(Qt.Key.Key_Return) if sign == "\r" else keys(sign)


def main() -> None:
    """Measure with the sample, then with many payments."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("payments", nargs="?", type=int, default=10_000)
    asked.add_argument("pages", nargs="*", help="keys of pages, “typing”, “acts”; all where none is named")
    asked.add_argument("--runs", type=int, default=1)
    asked.add_argument("--stacks", action="store_true")
    given = asked.parse_args()
    application = make_application()
    Sweeper(application)
    for payments in dict.fromkeys((0, given.payments)):
        path = sample_with(payments)
        print(f"{payments} payments" if payments else "the sample", flush=True)
        report = Report(given.runs, stacks=given.stacks)
        for _ in range(given.runs):
            only = [each for each in given.pages if each not in ("typing", "acts")]
            if only or not given.pages:
                visit_all(path, application, only, report)
            if not given.pages or "typing" in given.pages:
                type_all(path, application, report)
            if not given.pages or "acts" in given.pages:
                act_all(path, application, report)
        report.say()


if __name__ == "__main__":
    main()
