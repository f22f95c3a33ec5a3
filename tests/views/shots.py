"""Pictures of every page of the sample: ``python tests/views/shots.py FOLDER [WIDTHxHEIGHT] [PAGE…]``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["JIXIAO_HOME"] = tempfile.mkdtemp(prefix="jixiao-shots-")

from PySide6.QtCore import QEventLoop, QTimer

from desktop.app import make_application
from desktop.tasks.files import write_sample
from desktop.views.desk import Desk
from desktop.views.main_window import MainWindow
from desktop.views.manners import Manners
from desktop.views.pages.catalogue import PAGES


def settle(ms: int = 250) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def main(folder: Path, size: tuple[int, int], only: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    desk = Desk()
    Manners(application, desk)
    window = MainWindow(lambda: desk)
    window.resize(*size)
    window.show()
    path = Path(os.environ["JIXIAO_HOME"]) / "民生诉求2021.jxzp"
    write_sample("minsheng-2021", path)
    window.open_path(path)

    def shoot(name: str) -> None:
        settle()
        window.grab().save(str(folder / f"{name}.png"))
        if (window.width(), window.height()) != size:
            print("TOO BIG", name, window.size())

    for number, page in enumerate(PAGES, 1):
        if only and page.key not in only:
            continue
        window.workspace.visit(page.key)
        shoot(f"{number:02}_{page.key}")
        hint = window.workspace.minimumSizeHint()
        if hint.width() > size[0] or hint.height() > size[1]:
            print("TOO BIG", page.key, hint)
    if not only or "beside" in only:
        window.actions_by_name["preview"].setChecked(True)
        window.workspace.visit("payments")
        window.workspace.go("payments/6/amount")
        window.actions_by_name["findings"].setChecked(True)
        shoot("20_beside")
        window.actions_by_name["findings"].setChecked(False)
        window.workspace.visit("project")
        shoot("21_beside_project")
        window.actions_by_name["preview"].setChecked(False)
    if not only or "welcome" in only:
        window.close_report()
        shoot("00_welcome")
    window.close()


if __name__ == "__main__":
    wide, high = (sys.argv[2] if len(sys.argv) > 2 else "1366x768").split("x")
    main(Path(sys.argv[1]), (int(wide), int(high)), sys.argv[3:])
