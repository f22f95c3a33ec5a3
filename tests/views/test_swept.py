"""No test's garbage is collected by a thread that an earlier one has left behind."""

from __future__ import annotations

import gc
from threading import Thread

from PySide6.QtWidgets import QDialog, QPushButton


def test_a_worker_collects_no_dialog_of_a_test(qapp) -> None:
    made = QDialog()
    died: list[bool] = []
    made.__dict__["ring"] = QPushButton(made), made
    made.destroyed.connect(lambda: died.append(True))
    del made
    rings: list[list[object]] = [[] for _ in range(20 * gc.get_threshold()[0])]

    def work() -> None:
        for each in rings:
            each.append(each)

    worker = Thread(target=work)
    worker.start()
    worker.join()
    assert not gc.isenabled()
    assert not died
