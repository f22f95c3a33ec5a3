"""What keeps a report safe: its backups and its state, as commands of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.views.backup_flow import BackupFlow
from desktop.views.desk import Desk
from desktop.views.state_flow import StateFlow
from desktop.views.workspace import Workspace


class Safekeeping:
    """Backups and state of the open report; *open_file* shows another file."""

    def __init__(self, desk: Desk, workspace: Workspace, open_file: Callable[[Path], None]) -> None:
        self._desk, self._open_file = desk, open_file
        self.backups = BackupFlow(desk, workspace)
        self.state = StateFlow(desk, workspace)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Say what each command does."""
        return {
            "state": self.state.ask,
            "backup": self.backups.now,
            "restore": self.backups.restore,
            "second_backup": self.backups.ask_second,
            "find_lost": self._find_lost,
            "file_folder": self._show_folder,
        }

    def restore_file(self, path: Path) -> None:
        """Open a file and show its backups; raises KnownError."""
        self._open_file(path)
        self.backups.restore()

    def _find_lost(self) -> None:
        if path := self.backups.find_lost():
            self._open_file(path)

    def _show_folder(self) -> None:
        from desktop.views.dialogs.done import show_folder

        show_folder(self._desk.session.path)
