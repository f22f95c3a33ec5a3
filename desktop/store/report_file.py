"""An open report file: every save is one transaction, guarded against other programs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from desktop.errors import StoreError
from desktop.models.history import Carried
from desktop.models.records import Report
from desktop.progress import Patience, at_once, tell
from desktop.store import backups, blobs, journal, repository, rulepacks
from desktop.store.backups import Backup
from desktop.store.database import settled, transaction
from desktop.store.deltas import Delta, deltas
from desktop.store.failures import ELSEWHERE, told
from desktop.store.lock import FileLock, Holder, Owner

Now = Callable[[], datetime]
_MANY = 500  # Rows, after which a save is long work


def local_now() -> datetime:
    """Return the time of the officer's clock, with its zone."""
    return datetime.now(tz=UTC).astimezone()


class ReportFile:
    """The file behind a session, and its lock.

    holder: who has the file open elsewhere, if somebody does. obstacle: why it is read-only, else ''.
    backup: the one made at opening, if it was due. problems: what went wrong there without hindering it.
    interrupted: whether the last save had been cut short, and was taken back at opening.
    """

    def __init__(
        self, path: Path, db: sqlite3.Connection, owner: Owner, lock: FileLock | None = None
    ) -> None:
        self.path = path
        self.db = db
        self.holder: Holder | None = None
        self.obstacle = ""
        self.backup: Backup | None = None
        self.problems: tuple[str, ...] = ()
        self.interrupted = False
        self.commit_seconds = 0.0
        self.patience: Patience = at_once
        self._owner = owner
        self._lock = lock
        self._key: Hashable = None
        self._why = ""
        self.uuid, self._generation = db.execute('SELECT "uuid", "generation" FROM "file"').fetchone()
        self._counters = repository.counters(db)
        self._release: Callable[[], object] = lambda: None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved here."""
        return bool(self.obstacle)

    def is_at(self, path: Path) -> bool:
        """Tell whether this is the file at *path*."""
        return settled(path) == self.path

    def commit(
        self,
        old: Report,
        new: Report,
        *,
        key: Hashable = None,
        why: str = "",
        contents: Mapping[str, bytes] | None = None,
        pack: Carried | None = None,
    ) -> int:
        """Write what leads from *old* to *new*, all or nothing; return how many rows that were.

        Edits in a row with the same key are one entry of the journal, written when ``close_edits`` is called
        or another edit comes. contents: bytes of evidence by hash. pack: the rule pack that the
        file is to carry then, None to follow the project's choice. StoreError: nothing has happened.
        """
        begun = perf_counter()
        changes = deltas(old, new)

        def write() -> int:
            with told(self.path), transaction(self.db):
                self._take_turn()
                if self._key is not None and key != self._key:
                    journal.close(self.db, old, self._owner.who, self._why)
                written = repository.write(self.db, changes, new)
                repository.count_on(self.db, changes)
                blobs.write(self.db, contents or {})
                self._carry_pack(old, new, pack)
                self._tell(changes, key, why)
                tell()  # The last moment to stop it
            return written

        large = bool(contents) or sum(map(_rows, changes)) > _MANY
        written = self.patience("正在保存", write) if large else write()
        self._generation += 1
        self._key, self._why = key, why
        self._count_on(changes)
        self.commit_seconds = perf_counter() - begun
        return written

    def close_edits(self, report: Report) -> None:
        """Write the journal rows of the open edit, up to its values in *report*; StoreError."""
        if self._key is None:
            return
        with told(self.path), transaction(self.db):
            self._take_turn()
            journal.close(self.db, report, self._owner.who, self._why)
        self._generation += 1
        self._key, self._why = None, ""

    def tidy(self, report: Report) -> None:
        """End the edits that a crash left open, drop bytes that nothing names; StoreError."""
        if not journal.has_open(self.db) and not blobs.has_unnamed(self.db):
            return
        with told(self.path, "打开"), transaction(self.db):
            self._take_turn()
            journal.close(self.db, report, self._owner.who)
            blobs.drop_unnamed(self.db)
        self._generation += 1

    def next_id(self, section: str) -> int:
        """Return an id that no record of the section has ever had."""
        id_ = self._counters.get(section, 1)
        self._counters[section] = id_ + 1
        return id_

    @property
    def carried(self) -> Carried:
        """Name and text of the rule pack in the file, empty where it carries none."""
        return rulepacks.carried(self.db)

    def back_up(self, reason: str, now: datetime) -> Backup:
        """Copy the file to its backups (reason: a key of REASONS); the result tells a failure."""
        return backups.back_up(self.db, self.path, self.uuid, reason, now)

    def on_close(self, release: Callable[[], object]) -> None:
        """Call *release* after closing (a working copy is taken away)."""
        self._release = release

    def close(self) -> None:
        """Let go of the file and free it for others; a second call does nothing."""
        self.db.close()
        self._key = None  # What is still open has its row written at the next opening
        if self._lock is not None:
            self._lock.release()
        self._release()

    def _take_turn(self) -> None:
        """Raise the generation number; StoreError where another program has raised it."""
        turn = self.db.execute(
            'UPDATE "file" SET "generation" = "generation" + 1 WHERE "generation" = ?', (self._generation,)
        )
        if turn.rowcount != 1:
            raise StoreError(
                f"“{self.path.name}”被另一个程序改动了，为免覆盖，这次修改没有写入",
                f"{ELSEWHERE}，或关闭后重新打开",
            )

    def _tell(self, changes: tuple[Delta, ...], key: Hashable, why: str) -> None:
        journal.enter(self.db, journal.of_records(changes), self._owner.who, why)
        if key is None:
            journal.enter(self.db, journal.of_fields(changes), self._owner.who, why)
        else:
            journal.hold(self.db, journal.of_fields(changes))

    def _carry_pack(self, old: Report, new: Report, pack: Carried | None) -> None:
        """Carry *pack*, else let the rule pack follow the project's choice, where it is on this computer."""
        name = new.project.rule_pack
        if pack is not None:
            rulepacks.carry(self.db, *pack)
        elif name != old.project.rule_pack and (text := rulepacks.installed(name)):
            rulepacks.carry(self.db, name, text)

    def _count_on(self, changes: tuple[Delta, ...]) -> None:
        for each in changes:
            if each.added:
                following = max(row.id for row in each.added) + 1
                self._counters[each.section] = max(self._counters.get(each.section, 1), following)


def _rows(each: Delta) -> int:
    return len(each.added) + len(each.removed) + len(each.changed) + len(each.order)
