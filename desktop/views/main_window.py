"""The window: the welcome page or an open report, their commands, and what happens to files and errors.

The first paint shows the welcome page alone; what an open report needs is imported and built behind it.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.errors import KnownError, Stopped
from desktop.folders import home
from desktop.models.places import describe
from desktop.views.commands import allow, connect_actions, fill_menu, make_actions, name_steps
from desktop.views.icons import program_icon
from desktop.views.outer_frame import OuterFrame
from desktop.views.page_stack import PageStack
from desktop.views.parts import column
from desktop.views.recent import UNKNOWN, Recent, recent_files, remember
from desktop.views.settings import load_settings, save_settings
from desktop.views.welcome import Welcome

if TYPE_CHECKING:
    from desktop.views.desk import Desk
    from desktop.views.file_flow import FileFlow
    from desktop.views.ledger_flow import LedgerFlow
    from desktop.views.output_flow import OutputFlow
    from desktop.views.safekeeping import Safekeeping
    from desktop.views.tools import Tools
    from desktop.views.workspace import Workspace

SMALLEST = (1024, 600)
FIRST_SIZE = (1366, 768)
FRAME = 48  # Title bar and border of the window manager, at most
NAME = "绩评"
CLOSE_AGAIN_MS = 100


@dataclass(frozen=True, slots=True)
class Interior:
    """What an open report needs, and what is done with its file."""

    desk: Desk
    workspace: Workspace
    files: FileFlow
    output: OutputFlow
    ledgers: LedgerFlow
    tools: Tools
    safe: Safekeeping


class MainWindow(QWidget):
    """One report at a time, or the welcome page. *make_desk* is called behind the first paint."""

    def __init__(self, make_desk: Callable[[], Desk]) -> None:
        super().__init__()
        self._make_desk = make_desk
        self._settings = load_settings()
        self._listed: str | None = None  # The place at which the report was listed last
        self._furnished = False
        self._menu, self._recent = QMenu(self), QMenu("最近的文件", self)
        self.actions_by_name = make_actions(self)
        fill_menu(self._menu, self.actions_by_name, self._recent)
        self._recent.aboutToShow.connect(self._list_recent)
        self.actions_by_name["preview"].setChecked(self._settings.preview)
        allow(self.actions_by_name, is_open=False, lock="")
        self.welcome = Welcome(self.actions_by_name)
        self._stack = PageStack()
        self._stack.addWidget(self.welcome)
        self._stack.installEventFilter(self)
        self._frame = OuterFrame(self._stack, SMALLEST)
        self.setLayout(column(self._frame, gap=0))
        self.setWindowTitle(NAME)
        self.setWindowIcon(program_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(self._frame.least_on(self.screen()))
        self.resize(*FIRST_SIZE)
        if self._settings.geometry_bytes:
            self.restoreGeometry(self._settings.geometry_bytes)

    @cached_property
    def interior(self) -> Interior:
        """What an open report needs, built when it is first asked for."""
        from desktop.views.file_flow import FileFlow
        from desktop.views.header import Header
        from desktop.views.ledger_flow import LedgerFlow
        from desktop.views.output_flow import OutputFlow
        from desktop.views.patience import Patience
        from desktop.views.safekeeping import Safekeeping
        from desktop.views.tools import Tools
        from desktop.views.workspace import Workspace

        desk, patience = self._make_desk(), Patience(self)
        desk.wait_with(patience, lambda: patience.busy)
        workspace = Workspace(desk, self.actions_by_name, Header(self.actions_by_name, self._menu))
        files = FileFlow(desk, self)
        output, ledgers = OutputFlow(desk, workspace), LedgerFlow(desk, workspace)
        tools, safe = Tools(desk, workspace), Safekeeping(desk, workspace, self.open_path)
        return Interior(desk, workspace, files, output, ledgers, tools, safe)

    def furnish(self) -> None:
        """Build what an open report needs and connect it, once."""
        if self._furnished:
            return
        self._furnished = True
        self._stack.removeEventFilter(self)
        self._stack.addWidget(self.workspace)
        connect_actions(self.actions_by_name, self._slots())
        if self._settings.preview:
            self.workspace.want_preview()
        self.desk.opened.connect(self._opened)
        self.workspace.audit.renewed.connect(self._remember_opened)
        self.desk.closing.connect(self._remember)
        self.desk.changed.connect(lambda _change: self._renew())
        self.welcome.file_wanted.connect(lambda path: self.open_path(Path(path)))
        self.welcome.sample_wanted.connect(self.files.open_sample)
        self.workspace.banner.copy_wanted.connect(self._save_as)
        self.workspace.banner.retry_wanted.connect(self.files.retry)
        self.workspace.banner.unlock_wanted.connect(self.actions_by_name["state"].trigger)
        self.welcome.files.next_year_wanted.connect(lambda path: self.files.next_year(Path(path)))
        safe = self.interior.safe
        self.welcome.files.restore_wanted.connect(lambda path: safe.restore_file(Path(path)))
        self.welcome.files.second_wanted.connect(safe.backups.ask_second)
        self.welcome.files.second_wanted.connect(self.welcome.files.look)
        QTimer.singleShot(0, self.welcome, self.welcome.files.look)

    @property
    def desk(self) -> Desk:
        """The open report for the widgets."""
        return self.interior.desk

    @property
    def workspace(self) -> Workspace:
        """The open report on the screen."""
        return self.interior.workspace

    @property
    def files(self) -> FileFlow:
        """New, open, save as."""
        return self.interior.files

    @property
    def output(self) -> OutputFlow:
        """PDF and paper."""
        return self.interior.output

    @property
    def ledgers(self) -> LedgerFlow:
        """The import of ledgers."""
        return self.interior.ledgers

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:  # Of what lies over the window, which is itself never painted
            QTimer.singleShot(0, self, self.furnish)
        return super().eventFilter(watched, event)

    def _slots(self) -> dict[str, Callable[[], object]]:
        """Say what each command does."""
        return {
            "last_year": self.files.next_year,
            "new": self.files.new,
            "open": self.files.ask,
            "save": self.files.save_copy,
            "save_as": self._save_as,
            "close_file": self.close_report,
            "import_ledger": self.ledgers.start,
            "print": self.output.print_report,
            "export": self.output.export,
            "export_form": self.output.export_form,
            "export_findings": self.output.export_findings,
            "print_findings": self.output.print_findings,
            "undo": self.desk.undo,
            "redo": self.desk.redo,
            "audit": self._audit,
            "own_rules": self._own_rules,
            "next_finding": lambda: self.workspace.step_finding(1),
            "previous_finding": lambda: self.workspace.step_finding(-1),
            "data_folder": self._show_data_folder,
            "about": self._about,
            "quit": self.close,
            **self.interior.tools.slots(),
            **self.interior.safe.slots(),
        }

    def open_path(self, path: Path) -> None:
        """Open a report file; raises KnownError."""
        self.furnish()
        self.files.open(path)

    def close_report(self) -> None:
        """Go back to the welcome page."""
        self.desk.close()
        self._show_welcome()

    def tell(self, error: KnownError, details: str = "") -> None:
        """Show a known error; one of saving offers to try again, to save elsewhere or to give the edit up."""
        from desktop.views.dialogs.error import DISCARD, ELSEWHERE, RETRY, ErrorDialog

        if isinstance(error, Stopped):
            self.workspace.toast.show_text(error.message)
            return
        unsaved = self.desk.is_open and self.desk.pending and not self.desk.session.read_only
        saved = self.desk.session.saved_at if self.desk.is_open else None
        before = f"{saved:%H:%M:%S} 之前保存的内容都在。" if saved else "已保存的内容都在。"
        if unsaved:
            self.workspace.header.show_unsaved()
        safe = before if self.desk.is_open else ""
        title = "没有保存成功" if unsaved else "没有做成"
        failed = self.desk.failed if unsaved else ""
        edit = describe(self.desk.report, failed) if failed else ""
        answer = ErrorDialog(
            self, error, title=title, safe=safe, details=details, saving=unsaved, edit=edit
        ).exec()
        if answer == RETRY:
            QTimer.singleShot(0, self.desk, self.desk.flush)  # what goes wrong then is told anew
        elif answer == ELSEWHERE:
            self._save_as()
        elif answer == DISCARD:
            self._give_up(failed)

    def _give_up(self, place: str) -> None:
        """Let an edit that could not be saved go; what else is waiting is tried again."""
        self.desk.give_up(place)
        self.workspace.go(place)
        if self.desk.pending:
            QTimer.singleShot(0, self.desk, self.desk.flush)
        else:
            self.workspace.renew_session()

    def _show_data_folder(self) -> None:
        from desktop.views.dialogs.done import open_path

        open_path(home())

    def _about(self) -> None:
        from desktop.views.dialogs.about import AboutDialog

        AboutDialog(self).exec()

    def _audit(self) -> None:
        self.desk.flush()
        self.workspace.full_look.start()
        self.workspace.visit("audit")

    def _own_rules(self) -> None:
        from desktop.views.pages.audit import AuditPage

        self.workspace.visit("audit")
        page = self.workspace.page("audit")
        if isinstance(page, AuditPage):
            page.edit_rules()

    def _save_as(self) -> None:
        if self.files.save_as():
            self._opened_elsewhere()

    def _opened_elsewhere(self) -> None:
        self.workspace.renew_session()
        self._renew()
        self._remember()

    def _opened(self) -> None:
        self._stack.setCurrentWidget(self.workspace)
        self.welcome.files.rest()
        self._renew()
        self._listed = None
        if problems := self.desk.session.problems:
            self.workspace.toast.show_text("；".join(problems))

    def _show_welcome(self) -> None:
        self.welcome.renew()
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.files.look()
        self._renew()

    def _renew(self) -> None:
        """Let title and commands say how things stand."""
        is_open = self.desk.is_open
        lock = self.desk.lock if is_open else ""
        allow(self.actions_by_name, is_open=is_open, lock=lock)
        if not is_open:
            self.setWindowTitle(NAME)
            return
        session = self.desk.session
        undo, redo = session.undo_text, session.redo_text
        name_steps(self.actions_by_name, undo, redo, lock if session.read_only else "")
        project = session.report.project
        words = (project.name or session.path.stem, f"{project.year}年度" if project.year else "")
        self.setWindowTitle(
            f"{' '.join(filter(None, words))}{'（只读）' if session.read_only else ''} — {NAME}"
        )

    def _remember(self) -> None:
        """Put the report, as it stands, at the head of the files opened last."""
        session = self.desk.session
        project, audit = session.report.project, self.workspace.audit
        counts = audit.counts() if audit.is_looked else dict.fromkeys(audit.counts(), UNKNOWN)
        remember(
            Recent(
                str(session.path),
                project.name,
                project.year,
                project.state,
                self.workspace.percent,
                counts["强制性"],
                counts["核实性"],
                datetime.now().astimezone().isoformat(timespec="seconds"),
                self.workspace.place,
            )
        )

    def _remember_opened(self) -> None:
        """List a report once its findings are known, and anew with each place: a crash leads back there."""
        if self.desk.is_open and self._listed != self.workspace.place:
            self._listed = self.workspace.place
            self._remember()

    def _list_recent(self) -> None:
        self._recent.clear()
        for each in recent_files():
            action = self._recent.addAction(f"{each.name or Path(each.path).stem}　{each.path}")
            action.setEnabled(Path(each.path).exists())
            action.triggered.connect(_opening(self, Path(each.path)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setMinimumSize(self._frame.least_on(self.screen()))
        self.welcome.renew()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.open_path(path))  # The source waits until this returns

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._furnished and self.output.keeps_open():
            event.ignore()
            QTimer.singleShot(CLOSE_AGAIN_MS, self, self.close)  # What is being done is done first
            return
        try:
            if self._furnished:
                self.desk.close()
        except KnownError as error:
            event.ignore()
            self.tell(error)
            return
        self._keep_settings()
        self.welcome.files.rest(wait=1.0)
        event.accept()

    def show_first(self) -> None:
        """Show the window as it was left; the first time maximized where its frame would not fit the screen."""
        free = self.screen().availableGeometry()
        fits = free.width() > FIRST_SIZE[0] and free.height() > FIRST_SIZE[1] + FRAME
        if fits or self._settings.geometry_bytes:
            self.show()
        else:
            self.showMaximized()

    def _keep_settings(self) -> None:
        geometry = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        shown = self.actions_by_name["preview"].isChecked()
        save_settings(replace(load_settings(), geometry=geometry, preview=shown))


def _opening(window: MainWindow, path: Path) -> Callable[[bool], None]:
    def call(_checked: bool) -> None:  # noqa: FBT001 - Qt's own signal
        window.open_path(path)

    return call


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one report file that is being dropped, or None."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == ".jxzp" else None
