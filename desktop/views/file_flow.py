"""New, open, recent, save as: which report the window shows, and where it lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from desktop.errors import StoreError
from desktop.folders import documents, home
from desktop.models.records import Report
from desktop.session import Session
from desktop.views.desk import Desk
from desktop.views.dialogs.ask import confirmed
from desktop.views.dialogs.paths import REPORTS, SUFFIX, ask_open, ask_save, free_path, is_file
from desktop.views.dialogs.starting import NewProject, NextYear
from desktop.views.recent import recent_files
from desktop.views.samples import sample_title


class FileFlow(QObject):
    """Asks for files and gives the desk the report; raises KnownError where that fails."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    @property
    def folder(self) -> Path:
        """Where the officer's reports lie: that of the open one, of the last one, or the documents."""
        if self._desk.is_open:
            return self._desk.session.path.parent
        last = next((Path(each.path).parent for each in recent_files()), None)
        return last if last is not None and last.is_dir() else documents()

    def new(self) -> None:
        """Ask for name, year and unit, and begin a report."""
        dialog = NewProject(self._window, self.folder)
        if dialog.exec() != QDialog.DialogCode.Accepted or dialog.where.path is None:
            return
        path = dialog.where.path
        if self._may_write(path):
            self._desk.flush()
            report = Report(project=dialog.project())
            self._desk.open(
                self._desk.patience(f"正在新建 {path.name}", lambda: Session.create(path, report))
            )

    def next_year(self, last: Path | None = None) -> None:
        """Ask for last year's file and begin the next year's out of it."""
        from desktop.tasks.last_year import next_year

        current = self._desk.session.path if self._desk.is_open else None
        dialog = NextYear(self._window, self.folder, last or current)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        source, path = dialog.last.path, dialog.where.path
        if source is not None and path is not None and self._may_write(path):
            year = dialog.year
            self._desk.patience(f"正在生成 {path.name}", lambda: next_year(source, year, path))
            self.open(path)

    def ask(self) -> None:
        """Ask for a report and open it."""
        path = ask_open(self._window, "打开项目文件", self.folder, REPORTS)
        if path:
            self.open(path)

    def open(self, path: Path) -> None:
        """Open a report in the place of the one before; it is read-only where somebody else has it open."""
        path = path.absolute()
        if self._desk.is_open and _same(self._desk.session.path, path):
            if self._desk.session.read_only:
                self.retry()
            return
        self._desk.flush()
        self._desk.open(self._opened(path))

    def _opened(self, path: Path) -> Session:
        """Open a file; one that is given up meanwhile (a share that hangs) is closed when it comes."""
        return self._desk.patience(
            f"正在打开 {path.name}", lambda: Session.open(path), abandon=lambda late: late.close()
        )

    def retry(self) -> None:
        """Open a read-only report anew, to see whether it can be changed now."""
        path = self._desk.session.path
        self._desk.close()
        self._desk.open(self._opened(path))

    def open_sample(self, name: str) -> None:
        """Open a copy of a sample, of which nothing can be spoiled."""
        from desktop.tasks.files import write_sample

        folder = home() / "samples"
        folder.mkdir(exist_ok=True)
        path = free_path(folder, f"示例 {sample_title(name)}", SUFFIX)
        self._desk.patience("正在打开示例", lambda: write_sample(name, path))
        self.open(path)

    def save_as(self) -> bool:
        """Ask where, write the report there and go on with that file; return whether it was done."""
        session = self._desk.session
        suggested = free_path(session.path.parent, session.path.stem, SUFFIX)
        path = ask_save(self._window, "另存为", suggested, REPORTS, SUFFIX)
        if path is None:
            return False
        locked = session.read_only
        session.save_as(path)
        if locked:
            self.retry()  # Every editor was shut; the copy is opened as a report that can be changed
        else:
            self._desk.flush()
        return True

    def save_copy(self) -> None:
        """Ask where and write a copy; the window stays with the file it has."""
        self._desk.flush()
        self._desk.close_edit()
        source = self._desk.session.path
        path = ask_save(
            self._window, "存一份副本", free_path(source.parent, source.stem, SUFFIX), REPORTS, SUFFIX
        )
        if path is None or _same(path, source):
            return
        self._desk.session.copy_to(path)

    def _may_write(self, path: Path) -> bool:
        """Ask before a file that is there is replaced; the one that is open never is."""
        if not is_file(path):
            return True
        if self._desk.is_open and _same(self._desk.session.path, path):
            raise StoreError(f"“{path.name}”正开着，不能替换", "请换一个名称或位置")
        text = f"“{path}”已经有了。替换以后，原来的内容就没有了。"
        return confirmed(self._window, "替换原来的文件？", text, "替换", danger=True)


def _same(left: Path, right: Path) -> bool:
    try:
        return left.samefile(right)
    except OSError:
        return left == right
