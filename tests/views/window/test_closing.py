"""The window is closed, or the program ended, with work going on: nothing hangs or is left half done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from desktop.output import printing
from tests.views.soak import OVERWRITING

ROOT = Path(__file__).parents[3]
LEDGER = "日期,支出事项,收款单位,金额（元）\n2021-03-01,热线首款,鼎讯智城,1592800.00\n"
SAID_OFFSCREEN = "This plugin does not support"
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog
from desktop import app
from desktop.output import printing
from desktop.views.main_window import MainWindow

path, deed, end, before, warm = Path(sys.argv[1]), sys.argv[2], sys.argv[3], *map(int, sys.argv[4:])

def printer(_parent, _pages):
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path.with_suffix(".pdf")))
    return made

def act(window):
    is_open = window._furnished and window.desk.is_open and not window.desk.busy()
    if deed != "nothing" and not is_open:
        QTimer.singleShot(20, window, lambda: act(window))
        return
    match deed:
        case "nothing":
            pass
        case "welcome":
            window.close_report()
        case "backup":
            window.desk.write("project/1/phone", "1")
            window.interior.safe.backups.tick()
        case "type":
            window.desk.gather("project/1/phone", "13900000000")
        case _:
            window.actions_by_name[deed].trigger()
    print("done", flush=True)
    QTimer.singleShot(0, window, window.close if end == "close" else QApplication.quit)

init = MainWindow.__init__

def begun(self, make_desk):
    init(self, make_desk)
    QTimer.singleShot(before, self, lambda: act(self))

MainWindow.__init__ = begun
printing.choose_printer = printer
QFileDialog.getOpenFileName = lambda *_: (str(path.with_name("台账.csv")), "")
app.WARM_AFTER_MS = warm
sys.exit(app.open_window([str(path)]))
"""


def closed(sample: Path, deed: str, end: str, *, before: int = 0, warm: int = 0) -> None:
    """Run the program, do something, end it at once; it must end well and in silence."""
    command = [sys.executable, "-c", PROGRAM, str(sample), deed, end, str(before), str(warm)]
    environment = {**os.environ, "PYTHONUTF8": "1", **OVERWRITING}
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120, env=environment
    )
    said = [line for line in done.stderr.splitlines() if SAID_OFFSCREEN not in line]
    assert (done.returncode, said, done.stdout) == (0, [], "done\n")


@pytest.mark.parametrize("deed", ["welcome", "backup", "type", "import_ledger", "audit", "preview", "print"])
def test_the_program_ends_whatever_goes_on_behind_it(sample, deed) -> None:
    sample.with_name("台账.csv").write_text(LEDGER, "utf-8")
    closed(sample, deed, "close")
    beside = sorted(each.name for each in sample.parent.iterdir())
    assert beside == sorted([sample.name, "台账.csv", *[sample.with_suffix(".pdf").name] * (deed == "print")])


@pytest.mark.parametrize("deed", ["import_ledger", "print"])
def test_it_ends_too_when_the_system_ends_it(sample, deed) -> None:
    sample.with_name("台账.csv").write_text(LEDGER, "utf-8")
    closed(sample, deed, "quit")


@pytest.mark.parametrize("before", [0, 300, 1000])
def test_it_ends_while_it_begins(sample, before) -> None:
    closed(sample, "nothing", "close", before=before)


def test_a_window_that_prints_closes_when_that_is_done(window, monkeypatch, qtbot) -> None:
    paper = window.desk.session.path.with_suffix(".pdf")

    def printer(*_: object) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(paper))
        return made

    monkeypatch.setattr(printing, "choose_printer", printer)
    window.actions_by_name["print"].trigger()
    window.close()
    assert window.isVisible()
    assert "还在打印" in window.workspace.toast.accessibleName()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    QTest.qWait(0)
    assert paper.read_bytes().startswith(b"%PDF")
    assert not window.desk.is_open
