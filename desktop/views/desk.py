"""The open report for the widgets: forwards the session's doors and gathers what is being typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import StoreError
from desktop.models.edits import ALWAYS, OPEN_STATES, STATE
from desktop.models.history import Step
from desktop.models.places import parse_place
from desktop.models.records import Record, Report
from desktop.progress import Patience, at_once
from desktop.session import Change, Session

if TYPE_CHECKING:
    from desktop.models.figures import Reckoning
    from desktop.views.recollection import Recollection

REST_MS = 5_000  # A pause after which further typing in the same field is an undo step of its own


class Desk(QObject):
    """One window's report; it may be exchanged for another.

    changed(Change) after every edit, saved(datetime) after every commit, opened() and closing() when the
    report is exchanged; collecting() asks open cells to hand in what stands in them before a flush.
    told(str) is for the officer to read; dropped(place): what was typed there is given up.
    """

    changed = Signal(object)
    saved = Signal(object)
    opened = Signal()
    closing = Signal()
    collecting = Signal()
    told = Signal(str)
    dropped = Signal(str)

    def __init__(self, session: Session | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._forget: Callable[[], None] | None = None
        self._gathered: dict[str, str] = {}
        self._failed = ""
        self._writing = ("", "")
        self._recollection: Recollection | None = None
        self._patience: Patience = at_once
        self.busy: Callable[[], bool] = lambda: False
        self._timer = _single_shot(self, self._write_gathered)
        self._rest = _single_shot(self, self.close_edit)
        if session is not None:
            self.open(session)

    def open(self, session: Session) -> None:
        """Take *session* over; the one before is closed."""
        self.close()
        self._session = session
        session.patience = self._patience
        self._forget = session.subscribe(self._forward)
        self.opened.emit()

    @property
    def patience(self) -> Patience:
        """What has long work done: at once, unless a window has its own patience."""
        return self._patience

    def wait_with(self, patience: Patience, busy: Callable[[], bool]) -> None:
        """Have long work done by *patience*; while *busy* nothing that was typed is saved."""
        self._patience, self.busy = patience, busy
        if self._session is not None:
            self._session.patience = patience

    def close(self) -> None:
        """Write what is gathered, close the session and let go of it; nothing happens without one."""
        if self._session is None:
            return
        self.flush()
        self._remember()
        self.closing.emit()
        if self._forget is not None:
            self._forget()
        session, self._session, self._forget = self._session, None, None
        self._timer.stop()
        self._rest.stop()
        session.close()

    def _remember(self) -> None:
        """Keep the texts of the report for later files, where the officer wants that and the file is theirs."""
        from desktop.tasks.memory import keep_texts
        from desktop.views.settings import load_settings

        if not self.session.read_only and load_settings().remembers:
            keep_texts(self.report, self.session.path)

    @property
    def recollection(self) -> Recollection:
        """What was written into fields before, here and in earlier files."""
        if self._recollection is None:
            from desktop.views.recollection import Recollection

            self._recollection = Recollection(self)
        return self._recollection

    @property
    def failed(self) -> str:
        """The place whose text could not be saved when that was last tried, '' where it could."""
        return self._failed if self._failed in self._gathered else ""

    @property
    def is_open(self) -> bool:
        """Whether there is a report."""
        return self._session is not None

    @property
    def session(self) -> Session:
        """The open session; RuntimeError where there is none."""
        if self._session is None:
            raise RuntimeError("no report is open")
        return self._session

    @property
    def report(self) -> Report:
        """The report as it stands."""
        return self.session.report

    @property
    def reckoning(self) -> Reckoning:
        """What is computed from the report as it stands."""
        return self.session.reckoning

    @property
    def lock(self) -> str:
        """Why nothing can be changed, in the officer's words, or ''."""
        if self.session.read_only:
            return f"只读：{self.session.obstacle}"
        state = self.report.project.state
        return "" if state in OPEN_STATES else f"报告已{state}，要修改先把状态改回“草稿”"

    def locked(self, where: str) -> str:
        """Why the value at a place (or a record of its section) cannot be changed, or ''."""
        free = where == STATE or where.split("/", maxsplit=1)[0] in ALWAYS
        return "" if free and not self.session.read_only else self.lock

    @property
    def pending(self) -> bool:
        """Whether something typed is not saved yet."""
        return bool(self._gathered)

    def pending_text(self, where: str) -> str | None:
        """Return what was typed at a place and is not saved yet, or None."""
        return self._gathered.get(where)

    def gather(self, where: str, text: str) -> None:
        """Keep the newest text of a place; it is saved at most ``session.gather_ms`` after the first key."""
        self._gathered[where] = text
        self._rest.stop()
        if not self._timer.isActive():
            self._timer.start(self.session.gather_ms)

    def discard(self, where: str) -> None:
        """Forget what was typed at a place since it was last saved."""
        self._gathered.pop(where, None)

    def give_up(self, where: str) -> None:
        """Forget what was typed at a place and could not be saved; what shows it goes back to the report."""
        self.discard(where)
        if self._failed == where:
            self._failed = ""
        self.dropped.emit(where)

    def flush(self) -> None:
        """Save at once what was typed; raises what the session raises, and then the text stays gathered."""
        if self._session is not None and not self.busy():
            self.collecting.emit()
            self._write_gathered()

    def _write_gathered(self) -> None:
        self._timer.stop()
        if self.busy():
            self._timer.start(self.session.gather_ms)
            return
        for where, text in list(self._gathered.items()):
            if self._stands(where):
                self._failed, self._writing = where, (where, text)
                try:
                    self.session.write(where, text, key=where)
                finally:
                    self._writing = ("", "")
                self._failed = ""
                self._rest.start(REST_MS)
            self._let_go(where, text)

    def _let_go(self, where: str, text: str) -> None:
        """Forget a text that was saved, unless it was typed on since."""
        if self._gathered.get(where) == text:
            del self._gathered[where]

    def _stands(self, where: str) -> bool:
        known = parse_place(where)
        return self.report.find(known.section, known.id) is not None

    def write(self, where: str, text: str, key: Any = None) -> None:
        """Set the value at a place as the form would read *text*; what cannot be read is kept there.

        Raises what the session raises; where the file could not be written the text stays gathered.
        """
        self._gathered.pop(where, None)
        try:
            self.session.write(where, text, key=key)
        except StoreError:
            self._gathered[where], self._failed = text, where
            raise

    def edit(self, report: Report, text: str, *, place: str = "", key: Any = None, why: str = "") -> None:
        """Take *report* over as one edit named *text*, made at *place*."""
        self.session.edit(report, text, place=place, key=key, why=why)

    def add(self, section: str, /, **values: Any) -> int:
        """Make a record at the end of *section* and return its id."""
        self.flush()
        return self.session.add(section, **values)

    def remove(self, section: str, ids: Sequence[int]) -> None:
        """Remove records; what was being typed in them goes with them, in an undo step of its own."""
        self.flush()
        self.session.remove(section, ids)

    def move(self, section: str, id_: int, index: int) -> None:
        """Move a record to *index* in the officer's order."""
        self.flush()
        self.session.move(section, id_, index)

    def duplicate(self, section: str, ids: Sequence[int]) -> tuple[int, ...]:
        """Put a copy behind each of some records; return the ids of the copies."""
        self.flush()
        return self.session.duplicate(section, ids)

    def undo(self) -> Step | None:
        """Take the last edit back, typing that is not saved yet included; None at the beginning."""
        self.flush()
        return self.session.undo()

    def redo(self) -> Step | None:
        """Make the next undone edit again; None where there is none."""
        self.flush()
        return self.session.redo()

    def close_edit(self) -> None:
        """Let the next typing, even in the same field, be an undo step of its own."""
        self._rest.stop()
        if self.busy():
            self._rest.start(REST_MS)
        elif self._session is not None:
            self._session.close_edit()

    def record(self, where: str) -> Record | None:
        """Return the record that a place lies in, or None."""
        known = parse_place(where)
        return self.report.find(known.section, known.id)

    def unread(self, where: str) -> str | None:
        """Return what was typed at a place and could not be read, or None."""
        return next((each.text for each in self.report.unread if each.place == where), None)

    def _forward(self, change: Change) -> None:
        self._let_go(*self._writing)  # before it is told: whatever else shows this place has to follow
        self.changed.emit(change)
        self.saved.emit(self.session.saved_at or datetime.now().astimezone())


def _single_shot(parent: QObject, action: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(action)
    return timer
