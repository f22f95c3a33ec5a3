"""The first window stands without the heavy libraries; they come when they are needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from desktop.tasks.files import write_sample

ROOT = Path(__file__).parents[1]
HEAVY = {
    "pandas",
    "numpy",
    "openpyxl",
    "reportlab",
    "docx",
    "pdfplumber",
    "pypdfium2",
    "python_calamine",
    "PIL",
}
SHOW = """
import json, sys
from PySide6.QtTest import QTest
from desktop.app import make_application
from desktop.views.desk import Desk
from desktop.views.main_window import MainWindow
application = make_application()
window = MainWindow(Desk)
window.show()
QTest.qWait(0)
if len(sys.argv) > 1:
    from pathlib import Path
    window.open_path(Path(sys.argv[1]))
    while not window.workspace.audit.findings:
        QTest.qWait(10)
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
window.close()
"""


def loaded(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", SHOW, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(done.stdout))


def test_the_welcome_page_loads_nothing_heavy() -> None:
    assert not loaded() & HEAVY


def test_an_open_report_with_its_findings_loads_nothing_heavy(tmp_path) -> None:
    sample = tmp_path / "示例.jxzp"
    write_sample("minsheng-2021", sample)
    assert not loaded(str(sample)) & HEAVY
