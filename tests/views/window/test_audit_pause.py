from __future__ import annotations

from PySide6.QtCore import QElapsedTimer

from desktop.views import audit
from desktop.views.audit import Audit


def test_a_dear_look_waits_until_the_officer_pauses(window, monkeypatch) -> None:
    looked: Audit = window.workspace.audit
    monkeypatch.setattr(QElapsedTimer, "elapsed", lambda _clock: audit._DEAR_MS + 1)
    looked.look()
    window.desk.write("payments/1/note", "甲")
    assert looked._timer.interval() == audit._REST_MS
    monkeypatch.setattr(QElapsedTimer, "elapsed", lambda _clock: 0)
    looked.look()
    window.desk.write("payments/1/note", "乙")
    assert looked._timer.isActive()
    assert looked._timer.interval() == audit._PAUSE_MS
