"""One program a file: ``~$name.jxzp`` beside it, held by a lock of the system that a crash frees.

Only the lock of the system counts, never that the lock file is there: one left behind frightens nobody.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_FAR = 1 << 30  # Windows locks bytes against readers; this one lies far behind the holder's name
_SUPPORTED_NOT = (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL)
_TRIES = 10


@dataclass(frozen=True, slots=True)
class Owner:
    """Who works at this computer, for the lock file and the journal."""

    who: str
    where: str

    @classmethod
    def current(cls) -> Owner:
        """Return the user that is logged in and the computer's name."""
        try:
            who = getpass.getuser()
        except (ImportError, KeyError, OSError):  # No such variable, and no name for the user's number
            who = "未知用户"
        return cls(who, platform.node() or "本机")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file open: user, computer, since when (local time; None where it cannot be told)."""

    who: str
    where: str
    since: datetime | None
    pid: int = 0

    def __str__(self) -> str:
        since = f"，{self.since:%m-%d %H:%M} 起" if self.since else ""
        return f"{self.who}（{self.where}{since}）"


def lock_path(path: Path) -> Path:
    """Return where the lock file of a report file lies."""
    return path.with_name(f"~${path.name}")


class FileLock:
    """The lock of one report file, held until ``release``."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Free the file for others and take the lock file away; a second call does nothing."""
        if self._descriptor < 0:
            return
        with suppress(
            OSError
        ):  # On Windows it goes after closing, here before: nobody locks a name that is gone
            self._path.unlink()
        os.close(self._descriptor)
        self._descriptor = -1
        if sys.platform == "win32":
            with suppress(OSError):  # Another program has just taken it over
                self._path.unlink()


def lock(path: Path, owner: Owner) -> FileLock | Holder:
    """Take the lock of the report file at *path*, or tell who has it.

    Raises OSError where no lock file can be made (the folder is not writable).
    """
    beside = lock_path(path)
    for _ in range(_TRIES):
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        if not _held(descriptor):
            os.close(descriptor)
            return _read_holder(beside)
        if _stands(beside, descriptor):
            _sign(descriptor, owner)
            return FileLock(beside, descriptor)
        os.close(descriptor)  # Its last owner took it away between our opening and our locking
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(beside))


def _held(descriptor: int) -> bool:
    """Try to lock; False where another program has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Where a share knows no locks the generation number in the file still guards every save.
        return error.errno in _SUPPORTED_NOT
    return True


def _stands(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _sign(descriptor: int, owner: Owner) -> None:
    since = datetime.now(tz=UTC).astimezone().isoformat(timespec="seconds")
    signature = {"who": owner.who, "where": owner.where, "since": since, "pid": os.getpid()}
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # Left by a crash, a colleague must be able to take it over
            os.fchmod(descriptor, 0o666)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, json.dumps(signature, ensure_ascii=False).encode())


def _read_holder(path: Path) -> Holder:
    try:
        held: Any = json.loads(path.read_bytes())
        return Holder(
            str(held["who"]), str(held["where"]), datetime.fromisoformat(held["since"]), int(held["pid"])
        )
    except (OSError, ValueError, TypeError, KeyError):
        # It is just being written, or not ours to read; that the file is held is certain all the same.
        return Holder("另一个程序", "可能在另一台电脑上", None)
