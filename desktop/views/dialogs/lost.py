"""找回文件: the newest backup of every project on this computer, to be written as a file again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.errors import StoreError
from desktop.store.backups import REASONS, Backup, copy_out
from desktop.tasks.keeping import newest_backups
from desktop.views.dialogs.base import Dialog
from desktop.views.dialogs.paths import REPORTS, SUFFIX, ask_save, free_path, safe_name
from desktop.views.dialogs.restore import shown_time
from desktop.views.lines import Head, Line, LineTable
from desktop.views.looking import FolderReader
from desktop.views.parts import button, label
from desktop.views.theme import SMALL

if TYPE_CHECKING:
    from desktop.tasks.overview import Overview

HEADS = (
    Head("项目"),
    Head("年度", 64),
    Head("完成度", 72, numeric=True),
    Head("备份时间", 130),
    Head("原因", 96),
)


class LostDialog(Dialog):
    """Accepted, *path* is the file that was written."""

    def __init__(self, parent: QWidget | None, folder: Path) -> None:
        super().__init__(parent, "从备份恢复", width=760, fit=False)
        self._folder = folder
        self.path: Path | None = None
        self._held = newest_backups()
        self._seen: dict[Path, Overview] = {}
        self._reader = FolderReader(self)
        self._reader.seen.connect(self._take)
        self.list = LineTable(HEADS, "各项目最近的备份")
        self.list.setMinimumHeight(280)
        self.list.opened.connect(lambda _row: self.write())
        self._body.addWidget(
            label("文件丢了、坏了，可以从本机的备份找回来。还能打开的项目，打开后用“更多 · 从备份恢复”。",
                  SMALL, tone="text2", wrap=True)
        )  # fmt: skip
        self._body.addWidget(self.list, 1)
        go = button("另存为新文件并打开…", "primary", clicked=self.write)
        go.setEnabled(bool(self._held))
        self.close_with(button("取消", clicked=self.reject), go)
        self._show()
        if self._held:
            self.list.choose(0)
        self._reader.read((), [each.path for each in self._held if each.path])
        self.list.setFocus()

    def _take(self, seen: Overview) -> None:
        self._seen[seen.path] = seen
        self._show()

    def _show(self) -> None:
        self.list.show_lines([self._line(each) for each in self._held])

    def _line(self, each: Backup) -> Line:
        seen = self._seen.get(each.path) if each.path else None
        name, year, share = "正在读…", "", ""
        if seen is not None:
            name, year, share = seen.name or "未命名的项目", str(seen.year or ""), f"{seen.percent}%"
        if seen is not None and seen.problem:
            name, share = seen.problem, ""
        return Line((name, year, share, shown_time(each.at), REASONS.get(each.reason, each.reason)))

    def write(self) -> None:
        """Ask where and write the chosen backup as a file; raises StoreError."""
        at = self.list.currentIndex().row()
        if not 0 <= at < len(self._held):
            raise StoreError("还没有选中备份", "请先在表里选一行")
        backup = self._held[at]
        seen = self._seen.get(backup.path) if backup.path else None
        name = f"{seen.name}{seen.year or ''}" if seen and seen.name else "找回的项目"
        suggested = free_path(self._folder, safe_name(name), SUFFIX)
        if target := ask_save(self, "找回的文件存到哪里", suggested, REPORTS, SUFFIX):
            copy_out(backup, target)
            self.path = target
            self.accept()

    def done(self, result: int) -> None:
        self._reader.stop()
        super().done(result)
