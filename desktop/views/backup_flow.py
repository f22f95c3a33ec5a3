"""Backups of the open report: by the clock, when asked for, to a second folder, and taken back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.errors import StoreError
from desktop.folders import documents
from desktop.store.backups import back_up_beside, copy_to_second
from desktop.tasks.keeping import keep_second, second_folder
from desktop.views.beside import Beside
from desktop.views.desk import Desk
from desktop.views.looking import FolderReader
from desktop.views.welcome_files import second_said
from desktop.views.workspace import Workspace

if TYPE_CHECKING:
    from desktop.store.backups import Backup
    from desktop.tasks.keeping import BackupAges

EVERY_MS = 30 * 60 * 1000  # A backup by the clock, while something has changed


class BackupFlow(QObject):
    """Makes backups without being asked and takes them back; raises KnownError where that fails."""

    def __init__(self, desk: Desk, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._desk, self._workspace = desk, workspace
        self._backed_up: datetime | None = None
        self._told = ""
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.tick)
        self._beside = Beside(self)
        self._beside.ended.connect(self._ticked)
        self._reader = FolderReader(self)
        self._reader.aged.connect(self._warn)
        desk.opened.connect(self._opened)
        desk.closing.connect(self._closing)

    def _opened(self) -> None:
        self._backed_up, self._told = None, ""
        self._clock.start()
        if second_folder() is not None:
            self._reader.read(())  # It may hang where a share is away

    def _closing(self) -> None:
        self._clock.stop()
        self._reader.stop()
        self._beside.stop()

    def _warn(self, ages: BackupAges) -> None:
        """Say that the second copy is old, once a report is opened."""
        if ages.stale and self._desk.is_open and not self._desk.session.read_only:
            said, _tone = second_said(ages, datetime.now().astimezone())
            self._workspace.toast.show_text(said.partition("，")[0], "现在备份", self.now)

    def tick(self) -> None:
        """Back up by the clock if something was saved since the last time; a failure is told once."""
        session, now = self._desk.session, datetime.now().astimezone()
        if session.read_only or session.saved_at is None or session.saved_at == self._backed_up:
            return
        path, uuid, second, saved = session.path, session.uuid, second_folder(), session.saved_at

        def back_up() -> tuple[datetime, Backup]:
            made = back_up_beside(path, uuid, "timed", now)
            return saved, copy_to_second(made, uuid, second, path.stem, now) if second else made

        self._beside.begin(back_up)

    def _ticked(self, found: tuple[datetime, Backup]) -> None:
        """Take note of what came of a backup by the clock."""
        saved, made = found
        if not made.problem:
            self._backed_up = saved
        elif made.problem != self._told:
            self._workspace.toast.show_text(made.problem)
        self._told = made.problem

    def now(self) -> None:
        """Back up because the officer asks for it; raises StoreError."""
        self._desk.flush()
        self._desk.close_edit()
        made = self._made("asked")
        second = second_folder()
        if made.problem and made.digest:  # The own copy stands, only the second is missing
            raise StoreError(
                f"已备份到本机，第二份没有复制成：{made.problem}",
                "U 盘拔掉了就插上，再点“现在备份”；或另选第二备份文件夹",
            )
        if made.problem:
            raise StoreError(made.problem, "请检查磁盘空间和权限，或另选第二备份文件夹")
        self._workspace.toast.show_text(f"已备份{f'，并复制到 {second}' if second else '到本机'}")

    def _made(self, reason: str) -> Backup:
        session, second = self._desk.session, second_folder()
        made = session.back_up_to(second, reason) if second else session.back_up(reason)
        if not made.problem:
            self._backed_up = session.saved_at
        return made

    def ask_second(self) -> None:
        """Ask where backups are copied to, remember it and use it at once; raises StoreError."""
        folder = second_folder()
        start = folder if folder is not None else documents()
        title = "第二备份文件夹（U 盘或另一块盘）"
        chosen = QFileDialog.getExistingDirectory(self._workspace.window(), title, str(start))
        if not chosen:
            return
        keep_second(Path(chosen))
        if self._desk.is_open and not self._desk.session.read_only:
            self.now()

    def restore(self) -> None:
        """Show the backups and take one back as one edit; raises StoreError or Locked."""
        from desktop.tasks.backups import restore, restore_text
        from desktop.views.dialogs.restore import RestoreDialog

        self._desk.flush()
        dialog = RestoreDialog(
            self._workspace.window(), self._desk.session, second=second_folder(), lock=self._desk.lock
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            restore(self._desk.session, dialog.backup, dialog.section)
            said = restore_text(dialog.backup, dialog.section)
            self._workspace.toast.show_text(f"已{said}", "撤销", self._desk.undo)
        dialog.deleteLater()

    def find_lost(self) -> Path | None:
        """Show the newest backup of every project; return the file that one was written to, or None."""
        from desktop.views.dialogs.lost import LostDialog

        dialog = LostDialog(self._workspace.window(), documents())
        done = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.path if done else None
