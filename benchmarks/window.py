"""An edit of one cell in a window that shows the payments: saved, judged, and all of it painted."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from statistics import median
from time import thread_time
from typing import TYPE_CHECKING

from benchmarks.common import Line, grown, sample, scratch
from desktop.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.models.records import Report
    from desktop.views.main_window import MainWindow

_RUNS, _REST_MS = 15, 450  # Edits, and between two of them the ms in which the window comes to rest


def _application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["JIXIAO_HOME"] = tempfile.mkdtemp(prefix="benchmark-window-")
    from PySide6.QtWidgets import QApplication

    from desktop.app import make_application
    from desktop.views.sweeping import Sweeper

    held = QApplication.instance()
    application = held if isinstance(held, QApplication) else make_application()
    Sweeper(application)
    return application


def _edits(application: QApplication, report: Report) -> Iterator[float]:
    """Yield the ms that this thread works for each edit until it is shown."""
    from PySide6.QtTest import QTest

    from desktop.views.desk import Desk
    from desktop.views.main_window import MainWindow

    path = scratch("benchmark-window.jxzp")
    path.unlink(missing_ok=True)
    Session.create(path, report).close()
    desk = Desk()
    window: MainWindow = MainWindow(lambda: desk)
    window.furnish()
    window.resize(1366, 768)
    window.show()
    window.open_path(path)
    window.workspace.go("payments/6/amount")
    QTest.qWait(2_000)
    for number in range(_RUNS):
        QTest.qWait(_REST_MS)
        started = thread_time()
        desk.write("payments/6/amount", f"{number + 1}万元")
        application.processEvents()
        yield (thread_time() - started) * 1000
    desk.close()
    window.close()
    window.deleteLater()


def measure() -> Iterator[Line]:
    """Measure the median edit at three sizes, the largest beside what its saving and judging may take."""
    application = _application()
    for payments, budget in ((23, 16), (10_000, 16), (100_000, 50)):
        report = sample() if payments == 23 else grown(payments)
        taken = list(_edits(application, report))
        yield Line(f"edit in the window, {payments} payments", median(taken), budget, "ms")
