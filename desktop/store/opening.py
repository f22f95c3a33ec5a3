"""Opening, making and copying report files; whatever is no sound file of ours is refused untouched."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import StoreError
from desktop.models.records import Report
from desktop.store import blobs, repository, rulepacks
from desktop.store.backups import Backup, back_up
from desktop.store.columns import table_of
from desktop.store.contents import check_pages, checked
from desktop.store.copies import copy_into, journal_of, keep_interrupted, write_whole
from desktop.store.database import connect, settled, transaction
from desktop.store.deltas import deltas
from desktop.store.failures import told
from desktop.store.header import check_header
from desktop.store.lock import FileLock, Holder, Owner, lock
from desktop.store.migrations import MIGRATIONS, migrate, version_of
from desktop.store.report_file import Now, ReportFile, local_now

if TYPE_CHECKING:
    import tempfile

ASKED = "这个文件是以只读方式打开的"
# What SQLite says of a file that a crash cut short, where it may not write to mend it.
_MENDING = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
UNWRITABLE = "文件或所在的文件夹不能写，只能看"


@dataclass(frozen=True, slots=True)
class _Access:
    """What may be done with a file: the lock where it may be written, else who or what is in the way."""

    lock: FileLock | None = None
    holder: Holder | None = None
    obstacle: str = ""


def open_file(
    path: Path, *, read_only: bool = False, owner: Owner | None = None, now: Now = local_now
) -> tuple[ReportFile, Report]:
    """Open a report file and return it with what it holds.

    Where another program has it, or it cannot be written, it is opened read-only (``holder``, ``obstacle``).
    Raises StoreError, with the file untouched: not there, empty, not ours, too new, damaged.
    """
    path, owner = settled(path), owner or Owner.current()
    version = check_header(path)
    with ExitStack() as undo, told(path, "打开"):
        access = _Access(obstacle=ASKED) if read_only else _access(path, owner)
        if access.lock is not None:
            undo.callback(access.lock.release)
        file, report = _opened(path, version, access, owner, now)
        undo.pop_all()
    return file, report


def create_file(
    path: Path,
    report: Report,
    *,
    contents: Mapping[str, bytes] | None = None,
    owner: Owner | None = None,
    now: Now = local_now,
) -> ReportFile:
    """Write a new report file (in the place of one that is there) and open it; raises StoreError.

    contents: bytes of evidence by hash.
    """
    path, owner = settled(path), owner or Owner.current()
    taken = _taken(path, owner)
    with ExitStack() as undo, told(path):
        undo.callback(taken.release)
        _keep_replaced(path, now)
        write_whole(path, lambda partial: _fill(partial, report, contents or {}, now), checked)
        file = ReportFile(path, connect(path), owner, taken)
        undo.pop_all()
    return file


def copy_file(file: ReportFile, path: Path, owner: Owner, now: Now = local_now) -> tuple[ReportFile, Report]:
    """Write an open file to another path, with an identity of its own, and open that; StoreError."""
    path = settled(path)

    def fill(partial: Path) -> None:
        copy_into(file.db, partial)
        with closing(connect(partial)) as db, transaction(db):
            db.execute('UPDATE "file" SET "uuid" = ?, "created" = ?', (_new_uuid(), _stamp(now)))

    taken = _taken(path, owner)
    with ExitStack() as undo, told(path):
        undo.callback(taken.release)
        _keep_replaced(path, now)
        report = write_whole(path, fill, checked)
        copy = ReportFile(path, connect(path), owner, taken)
        undo.pop_all()
    return copy, report


def _access(path: Path, owner: Owner) -> _Access:
    try:
        with path.open("r+b"):
            taken = lock(path, owner)
    except OSError:
        return _Access(obstacle=UNWRITABLE)
    if isinstance(taken, Holder):
        return _Access(holder=taken, obstacle=f"{taken} 正在使用这个文件，只能看")
    return _Access(lock=taken)


def _taken(path: Path, owner: Owner) -> FileLock:
    """Take the lock of a file to be written whole; StoreError where somebody has it open."""
    with told(path):
        taken = lock(path, owner)
    if isinstance(taken, Holder):
        raise StoreError(f"{taken} 正在使用“{path.name}”，不能覆盖", "请换一个文件名，或等对方关闭")
    return taken


def _keep_replaced(path: Path, now: Now) -> None:
    """Back up the report that stands where another is to be written; StoreError where that cannot be done.

    An empty file holds nothing to lose; one of another kind is never overwritten.
    """
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return
    try:
        check_header(path)
    except StoreError as error:
        raise StoreError(f"{error.message}，不能覆盖", "请换一个文件名") from error
    if journal_of(path).exists():
        keep_interrupted(path, now())  # SQLite mends the file as soon as it is read
    with closing(connect(path)) as db:
        (uuid,) = db.execute('SELECT "uuid" FROM "file"').fetchone()
        kept = back_up(db, path, uuid, "replaced", now(), check_pages)
    if kept.problem:
        raise StoreError(f"没有覆盖“{path.name}”：{kept.problem}", "请换一个文件名")


def _opened(path: Path, version: int, access: _Access, owner: Owner, now: Now) -> tuple[ReportFile, Report]:
    problems: list[str] = []
    interrupted = access.lock is not None and journal_of(path).exists()
    if interrupted:
        problems.append(keep_interrupted(path, now()))
    with ExitStack() as undo:
        db, copy = _connected(path, version, access)
        if copy is not None:
            undo.callback(copy.cleanup)
        undo.callback(db.close)
        check_pages(db, path)
        backup = _brought_up_to_date(db, path, now, backed_up=access.lock is not None)
        report = checked(db, path)
        file = ReportFile(path, db, owner, access.lock)
        file.holder, file.obstacle, file.backup = access.holder, access.obstacle, backup
        if access.lock is not None:
            file.backup = backup or file.back_up("open", now())
            problems += [file.backup.problem, _tidied(file, report)]
        file.problems, file.interrupted = tuple(filter(None, problems)), interrupted
        if copy is not None:
            file.on_close(copy.cleanup)
        undo.pop_all()
    return file, report


def _tidied(file: ReportFile, report: Report) -> str:
    """Tidy the file after opening; return what went wrong (a full disk: reading goes on), or ''."""
    try:
        file.tidy(report)
    except StoreError as error:
        return error.message
    return ""


def _connected(
    path: Path, version: int, access: _Access
) -> tuple[sqlite3.Connection, tempfile.TemporaryDirectory[str] | None]:
    """Connect to the file, or to a working copy where it must be mended or migrated and may not be."""
    if access.lock is not None:
        return connect(path), None
    if version == len(MIGRATIONS):
        db = connect(path, read_only=True)
        try:
            db.execute("SELECT 1 FROM sqlite_master").fetchone()
            return db, None
        except sqlite3.OperationalError as error:
            db.close()
            if error.sqlite_errorcode & 0xFF not in _MENDING:
                raise
    return _working_copy(path)


def _working_copy(path: Path) -> tuple[sqlite3.Connection, tempfile.TemporaryDirectory[str]]:
    import tempfile

    with ExitStack() as undo:
        folder = tempfile.TemporaryDirectory(prefix="jixiao-")
        undo.callback(folder.cleanup)
        copy = Path(folder.name) / path.name
        for source, target in ((path, copy), (journal_of(path), journal_of(copy))):
            if source.exists():
                shutil.copyfile(source, target)
        db = connect(copy)
        undo.pop_all()
    return db, folder


def _brought_up_to_date(db: sqlite3.Connection, path: Path, now: Now, *, backed_up: bool) -> Backup | None:
    """Migrate a file of an older version, backed up before if asked; None where it is of today's."""
    if version_of(db) == len(MIGRATIONS):
        return None
    backup = None
    if backed_up:
        (uuid,) = db.execute('SELECT "uuid" FROM "file"').fetchone()
        backup = back_up(db, path, uuid, "migration", now(), check_pages)
    migrate(db)
    return backup


def _fill(partial: Path, report: Report, contents: Mapping[str, bytes], now: Now) -> None:
    partial.touch()
    with closing(connect(partial)) as db:
        migrate(db)
        with transaction(db):
            db.execute('INSERT INTO "file" VALUES (1, ?, 1, ?)', (_new_uuid(), _stamp(now)))
            project = table_of("project")
            db.execute(project.insert, (*project.values(Report().project), 0))
            changes = deltas(Report(), report)
            repository.write(db, changes, report)
            repository.count_on(db, changes)
            blobs.write(db, contents)
            if text := rulepacks.installed(report.project.rule_pack):
                rulepacks.carry(db, report.project.rule_pack, text)


def _new_uuid() -> str:
    from uuid import uuid4

    return uuid4().hex


def _stamp(now: Now) -> str:
    return now().isoformat(timespec="seconds")
