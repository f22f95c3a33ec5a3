"""导入台账: a ledger read elsewhere, shown for acceptance, and taken over as one edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from desktop.errors import ImportRefused, KnownError
from desktop.models.money import show_wan
from desktop.progress import forget
from desktop.views.desk import Desk
from desktop.views.dialogs.paths import LEDGERS, ask_open
from desktop.views.progress_card import ProgressCard
from desktop.views.workspace import Workspace

if TYPE_CHECKING:
    from desktop.exchange.worker import Job
    from desktop.views.dialogs.ledger import LedgerReview

_POLL_MS = 40
_PATIENCE = 8  # Polls before the card appears, so that quick files show none


class LedgerFlow(QObject):
    """Reads one ledger at a time, in a process of its own; the window stays alive."""

    def __init__(self, desk: Desk, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._desk, self._workspace = desk, workspace
        self._job: Job | None = None
        self._card: ProgressCard | None = None
        self._path = Path()
        self._polls = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)
        desk.closing.connect(self._stop)

    def start(self) -> None:
        """Ask for a ledger and begin to read it; raises KnownError."""
        path = ask_open(self._workspace, "导入支付台账", self._desk.session.path.parent, LEDGERS)
        if path:
            self.read(path)

    def read(self, path: Path, unit: str = "") -> None:
        """Begin to read a ledger; *unit* is 元 or 万元 where the officer says so. Raises KnownError."""
        from desktop.exchange.ledgers import start_ledger

        if self._job is not None:
            raise KnownError("上一份台账还在读取。", "请等它读完，或在右下角取消。")
        self._desk.flush()
        self._path, self._polls = path, 0
        self._job = start_ledger(path, unit=unit, year=self._desk.report.project.year)
        self._timer.start()

    def _poll(self) -> None:
        self._polls += 1
        if self._polls == _PATIENCE:
            self._card = ProgressCard(self._workspace, f"正在读取 {self._path.name}")
            self._card.cancelled.connect(self._cancel)
        job = self._job
        if job is not None and job.poll():
            self._stop()
            self._review(job)

    def _cancel(self) -> None:
        self._stop()
        self._workspace.toast.show_text("已取消读取，什么都没有写入")

    def _stop(self) -> None:
        """End the reader if it is at work, and take its card away."""
        self._timer.stop()
        job, self._job = self._job, None
        if job is not None and not job.poll():
            job.cancel()
        if self._card is not None:
            self._card.finish()
            self._card = None

    def _review(self, job: Job) -> None:
        """Show what was read, and take over what the officer accepts."""
        from desktop.exchange.ledgers import propose
        from desktop.views.dialogs.ledger import ANOTHER_UNIT, LedgerReview

        file, report = job.result(), self._desk.report
        reading = self._desk.patience("正在核对台账", lambda: propose(file, report), abandon=forget)
        if not reading.proposals:
            raise ImportRefused(f"“{self._path.name}”里没有可以带入的支付", "请检查表头和金额一列")
        dialog = LedgerReview(self._workspace, self._desk.reckoning, reading, file.ledger.units)
        match dialog.exec():
            case QDialog.DialogCode.Accepted:
                self._take(dialog)
            case code if code == ANOTHER_UNIT:
                self.read(self._path, dialog.unit)
            case _:
                pass

    def _take(self, dialog: LedgerReview) -> None:
        from desktop.exchange.proposals import accept

        session = self._desk.session
        session.back_up("import")
        chosen, old = dialog.chosen(), session.report
        report = self._desk.patience(
            "正在带入台账", lambda: accept(old, chosen, session.new_id), abandon=forget
        )
        words = f"导入台账 {dialog.count} 笔"
        self._desk.edit(report, words, place="payments", why=self._path.name)
        self._workspace.visit("payments")
        told = f"已带入 {dialog.count} 笔，合计 {show_wan(dialog.total)} 万元"
        self._workspace.toast.show_text(told, "撤销", self._desk.undo)
