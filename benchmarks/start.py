"""From the start of the process to the first paint, to a window that works, and to an open report."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.common import Line, command, scratch
from desktop.tasks.files import write_sample

PAINTED = """
import os, sys
from PySide6.QtCore import QEvent, QObject
class Painted(QObject):
    seen = False
    def eventFilter(self, watched, event):
        if self.seen and event.type() != QEvent.Type.Paint:
            os._exit(0)
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False
"""
EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget(); window.resize(1366, 768)
"""
OURS = """
import desktop.app as app
application = app.make_application()
window = app.MainWindow(lambda: app._make_desk(application))
window.resize(1366, 768)
"""
TO_PAINT = """
painted = Painted(); application.installEventFilter(painted)
window.show()
application.exec()
"""
TO_USE = """
from pathlib import Path
from PySide6.QtCore import QTimer
def then():
    if sys.argv[1:]:
        window.open_path(Path(sys.argv[1]))
    QTimer.singleShot(0, application.quit)
window.show()
QTimer.singleShot(0, then)
application.exec()
"""


def measure() -> Iterator[Line]:
    """Compare our window with an empty one."""
    path = scratch("benchmark.jxzp")
    path.unlink(missing_ok=True)
    write_sample("minsheng-2021", path)
    empty = command("-c", PAINTED + EMPTY + TO_PAINT)
    paint = command("-c", PAINTED + OURS + TO_PAINT)
    yield Line("first paint, against an empty window", paint / empty, 1.5, "x")
    yield Line(
        "window ready, against an empty window", command("-c", PAINTED + OURS + TO_USE) / empty, 1.7, "x"
    )
    opened = command("-c", PAINTED + OURS + TO_USE, str(path))
    yield Line("sample open, against an empty window", opened / empty, 3, "x")
