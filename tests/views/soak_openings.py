"""Findings opened from their lists over and over: ``python tests/views/soak_openings.py [TIMES] [SEED]``.

Enter and double clicks come from the queue of events, as from an officer; before each something is typed that
is not saved yet, so that the list is built anew while Qt is within the event that opens a finding.
"""

from __future__ import annotations

import faulthandler
import os
import random
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["JIXIAO_HOME"] = tempfile.mkdtemp(prefix="jixiao-soak-")
    sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.tasks.files import write_sample
from desktop.views.auditing.finding_tree import FindingTree
from desktop.views.finding_list import FindingList
from desktop.views.main_window import MainWindow
from desktop.views.pages.audit import AuditPage
from tests.windows import opened_window

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier
TYPED = (("contracts", "amount"), ("payments", "amount"), ("budget", "initial"), ("indicators", "weight"))


def open_findings(window: MainWindow, times: int, seed: int) -> int:
    """Open findings so often; return how many of the openings led to another page."""
    chance, went = random.Random(seed), 0
    for n in range(times):
        disturb(window, chance)
        if n % 3:
            view = audit_page(window).list
        else:
            window.workspace.visit("project")
            window.actions_by_name["findings"].setChecked(True)
            view = next(each for each in window.findChildren(FindingList) if each.isVisible())
        before = window.workspace.key
        open_one(view, chance)
        went += window.workspace.key != before
        if n % 7 == 0:
            press_a_link(window, chance)
        if n % 50 == 0:
            window.desk.undo()
    return went


def audit_page(window: MainWindow) -> AuditPage:
    """Go to the page of findings."""
    window.workspace.visit("audit")
    page = window.workspace.page("audit")
    assert isinstance(page, AuditPage)
    return page


def disturb(window: MainWindow, chance: random.Random) -> None:
    """Type a number that is saved, and changes what is found, only when the page is left."""
    section, field = chance.choice(TYPED)
    rows = window.desk.report.rows(section)
    if rows:
        where = f"{section}/{chance.choice(rows).id}/{field}"
        window.desk.gather(where, chance.choice(("", "1", "999万元", "约2万", "30")))


def open_one(view: FindingTree | FindingList, chance: random.Random) -> None:
    """Open a row by Enter or by a double click that come from the queue."""
    rows = view.rows.rowCount()
    if not rows:
        return
    at = view.rows.index(chance.randrange(rows), 0)
    view.setFocus()
    view.setCurrentIndex(at)
    view.scrollTo(at)
    if chance.random() < 0.5:
        post_key(view, Qt.Key.Key_Return)
    else:
        point = QPointF(view.visualRect(at).center())
        for kind in ("MouseButtonPress", "MouseButtonRelease", "MouseButtonDblClick", "MouseButtonRelease"):
            post_mouse(view.viewport(), QEvent.Type[kind], point)
    QApplication.processEvents()
    QTest.qWait(0)


def post_key(widget: QWidget, key: Qt.Key) -> None:
    """Put a key into the queue."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(widget, QKeyEvent(kind, key, PLAIN))


def post_mouse(widget: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    """Put what a mouse does into the queue."""
    away = QPointF(widget.mapToGlobal(at.toPoint()))
    held = NONE if kind == QEvent.Type.MouseButtonRelease else LEFT
    QCoreApplication.postEvent(widget, QMouseEvent(kind, at, away, LEFT, held, PLAIN))


def press_a_link(window: MainWindow, chance: random.Random) -> None:
    """Press a fix or a link of the finding that is shown; either rebuilds the row it stands in."""
    page = audit_page(window)
    found = [*page.detail.facts.links, *(each for each in page.detail.fixes.buttons if each.isEnabled())]
    seen: list[QAbstractButton] = [each for each in found if each.isVisible()]
    if seen:
        each = chance.choice(seen)
        at = QPointF(each.rect().center())
        each.setFocus()
        if chance.random() < 0.5:
            post_key(each, Qt.Key.Key_Space)
        else:
            post_mouse(each, QEvent.Type.MouseButtonPress, at)
            post_mouse(each, QEvent.Type.MouseButtonRelease, at)
        del each, seen, found
        QApplication.processEvents()


def main(arguments: list[str]) -> int:
    """Open findings of the sample so often; what goes wrong ends it."""
    from desktop.app import make_application
    from desktop.views.sweeping import Sweeper

    faulthandler.enable()
    application = make_application()
    Sweeper(application)
    times, seed = [*map(int, arguments), *(2000, 1)[len(arguments) :]]
    path = Path(tempfile.mkdtemp(prefix="soak-openings-")) / "样例.jxzp"
    write_sample("minsheng-2021", path)
    with opened_window(application, path) as window:
        QTest.qWait(200)
        print(f"{times} openings, {open_findings(window, times, seed)} of them to another page")
    application.clipboard().clear()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
