"""Project files looked at in a thread of their own, so that a slow stick or share never stops the window."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import KnownError

if TYPE_CHECKING:
    from desktop.tasks.keeping import BackupAges
    from desktop.tasks.overview import Overview

    Seen = Overview | BackupAges | None

_LOOK_MS = 40  # How often what the thread has read is taken over
_AT_ONCE = 20  # Files taken over in one go


class FolderReader(QObject):
    """Reads the project files of some folders: seen(Overview) for each, aged(BackupAges), then ended().

    The thread touches no widget and no open report; it is left to end by itself where a folder hangs.
    """

    seen = Signal(object)
    aged = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: SimpleQueue[Seen] = SimpleQueue()
        self._stop = Event()
        self._thread: Thread | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take)

    @property
    def is_reading(self) -> bool:
        """Whether something may still come."""
        return self._timer.isActive()

    def read(self, folders: Sequence[Path], files: Sequence[Path] = ()) -> None:
        """Read some files and all in some folders anew; a reading under way is given up."""
        self.stop()
        self._found, self._stop = SimpleQueue(), Event()
        given = (tuple(folders), tuple(files), self._found, self._stop)
        self._thread = Thread(target=_read, args=given, name="overview", daemon=True)
        self._thread.start()
        self._timer.start(_LOOK_MS)

    def stop(self, wait: float = 0.0) -> None:
        """Give the reading up; *wait* so many seconds at most for the file in hand."""
        self._timer.stop()
        self._stop.set()
        if self._thread is not None and wait:
            self._thread.join(wait)

    def _take(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                found = self._found.get_nowait()
            except Empty:
                return
            if found is None:
                self._timer.stop()
                self.ended.emit()
                return
            (self.seen if hasattr(found, "path") else self.aged).emit(found)


def _read(folders: Sequence[Path], files: Sequence[Path], found: SimpleQueue[Seen], stop: Event) -> None:
    from desktop.tasks.keeping import backup_ages
    from desktop.tasks.overview import look_at, overview

    try:
        found.put(backup_ages())
        for path in files:
            if stop.is_set():
                return
            found.put(_dated(look_at(path)))
        for each in overview(folders):
            if stop.is_set():
                return
            found.put(_dated(each))
    except KnownError:
        return  # The user's folder cannot be made; whoever writes into it will be told
    finally:
        found.put(None)


def _dated(each: Overview) -> Overview:
    """Tell a file that cannot be read from one that is away: the first has a date."""
    if each.changed is None:
        with suppress(OSError):
            return replace(each, changed=datetime.fromtimestamp(each.path.stat().st_mtime).astimezone())
    return each
