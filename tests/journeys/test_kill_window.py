"""The window is killed while an officer types: no edit that was told as saved is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.session import Session

ROOT = Path(__file__).parents[2]
TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from desktop.app import make_application
from desktop.views.desk import Desk
from desktop.views.main_window import MainWindow
from desktop.views.manners import Manners
application = make_application()
desk = Desk()
Manners(application, desk)
window = MainWindow(lambda: desk)
window.show()
window.open_path(Path(sys.argv[1]))
desk.saved.connect(lambda _: print(desk.report.project.phone, len(desk.report.payments), flush=True))
QTest.qWaitForWindowActive(window)
window.workspace.go("project/1/phone")
field = window.workspace.page("project").form.editor("phone").input
count = 0
def step():
    global count
    count += 1
    if count % 4:
        QTest.keyClick(field, str(count % 10))
        if count % 3 == 0:
            desk.flush()
    else:
        desk.add("payments", item=f"第 {count} 笔", amount=count)
        window.workspace.go("project/1/phone")
timer = QTimer()
timer.timeout.connect(step)
timer.start(1)
print("ready", flush=True)
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
@pytest.mark.parametrize("seed", range(10))
def test_no_acknowledged_edit_is_lost(sample, seed) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TYPING, str(sample)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
        told = [window.stdout.readline() for _ in range(random.Random(seed).randint(1, 25))]
        os.kill(window.pid, signal.SIGKILL)
        told += window.stdout.readlines()
    whole = [line for line in told if line.endswith("\n")]
    phone, payments = whole[-1].removesuffix("\n").rsplit(" ", 1)
    with Session.open(sample) as session:
        assert not session.read_only
        assert len(session.report.payments) >= int(payments)
        assert session.report.project.phone.startswith(phone)
