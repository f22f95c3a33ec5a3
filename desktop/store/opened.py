"""What an open report tells about its file: where it is, who has it, how fast it is, what it carries."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from desktop.progress import Patience
from desktop.store import blobs, journal
from desktop.store.backups import Backup, copy_to_second, list_backups, list_second
from desktop.store.contents import check_pages
from desktop.store.copies import copy_into, write_whole
from desktop.store.journal import Entered
from desktop.store.lock import Holder
from desktop.store.report_file import ReportFile, local_now

GATHER_MS, SLOW_GATHER_MS = 300, 1000  # How long views gather what is typed before they write it
SLOW_COMMIT = 0.080  # Seconds; slower storage (a stick, a share) is asked less often


class Opened:
    """The reading half of a session; saving as another file puts that in the place of this one."""

    def __init__(self, file: ReportFile) -> None:
        self._file = file

    @property
    def patience(self) -> Patience:
        """What has long work with the file done; whoever sets it lets nothing else at the file meanwhile."""
        return self._file.patience

    @patience.setter
    def patience(self, patience: Patience) -> None:
        self._file.patience = patience

    @property
    def uuid(self) -> str:
        """What the file is known by wherever it lies, for its backups."""
        return self._file.uuid

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved; ``obstacle`` says why."""
        return self._file.read_only

    @property
    def obstacle(self) -> str:
        """Why the report is read-only, in Chinese; '' where it is not."""
        return self._file.obstacle

    @property
    def holder(self) -> Holder | None:
        """Who has the file open elsewhere."""
        return self._file.holder

    @property
    def problems(self) -> tuple[str, ...]:
        """What went wrong at opening without hindering it (a backup that could not be made), in Chinese."""
        return self._file.problems

    @property
    def interrupted(self) -> bool:
        """Whether the last save had been cut short (power, a pulled stick), and was taken back at opening."""
        return self._file.interrupted

    @property
    def upgraded(self) -> bool:
        """Whether an older program had saved the file, which was backed up and brought up to date at opening."""
        return self._file.backup is not None and self._file.backup.reason == "migration"

    @property
    def slow(self) -> bool:
        """Whether the last save took more than 80 ms."""
        return self._file.commit_seconds > SLOW_COMMIT

    @property
    def gather_ms(self) -> int:
        """How long views gather typing before they write it (ms)."""
        return SLOW_GATHER_MS if self.slow else GATHER_MS

    def journal(self, place: str = "") -> tuple[Entered, ...]:
        """Return the change journal at and within a place ('' for all), the earliest first."""
        return journal.read(self._file.db, place)

    def blob(self, sha256: str) -> bytes | None:
        """Return the bytes of a piece of evidence, or None where the file has none with that hash."""
        return blobs.read(self._file.db, sha256)

    def blobs(self) -> frozenset[str]:
        """Return the hashes of the evidence whose bytes are in the file."""
        return blobs.held(self._file.db)

    def back_up(self, reason: str = "asked") -> Backup:
        """Copy the file to its backups (before an import: ``import``); a failure is told in the result."""
        return self.patience("正在备份", lambda: self._file.back_up(reason, local_now()))

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file, which stays the one that is open; StoreError, Stopped."""
        file = self._file
        self.patience("正在存副本", lambda: write_whole(path, partial(copy_into, file.db), check_pages))

    def back_up_to(self, folder: Path, reason: str = "asked") -> Backup:
        """Back the file up, then copy that to a second folder; a failure of either is told in the result."""
        file, title = self._file, self.path.stem
        return self.patience(
            "正在备份",
            lambda: copy_to_second(file.back_up(reason, local_now()), file.uuid, folder, title, local_now()),
        )

    def backups(self, second: Path | None = None) -> tuple[Backup, ...]:
        """Return the backups of the file (those in a *second* folder too), the newest first, each once."""
        own = list_backups(self._file.uuid)
        names = {each.path.name for each in own if each.path}
        other = list_second(self._file.uuid, second) if second else ()
        fresh = [each for each in other if each.path and each.path.name not in names]
        return tuple(sorted((*own, *fresh), key=lambda each: each.at, reverse=True))
