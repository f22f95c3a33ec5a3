"""What leaves the window: the report as a PDF file and on paper, form and findings as workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDialog

from desktop.errors import KnownError
from desktop.progress import forget
from desktop.views.desk import Desk
from desktop.views.dialogs.ask import confirmed
from desktop.views.dialogs.done import GO_MEND, PRINT, ExportDone
from desktop.views.dialogs.paths import WORKBOOK, ask_save, safe_name
from desktop.views.progress_card import ProgressCard
from desktop.views.workspace import Workspace

if TYPE_CHECKING:
    from desktop.output.printing import PrintRun
    from desktop.report.blocks import Document
    from desktop.session import Session

_ALL = 100  # per cent


class OutputFlow(QObject):
    """Exports and prints the open report; at most one printing at a time."""

    def __init__(self, desk: Desk, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._desk, self._workspace = desk, workspace
        self._run: PrintRun | None = None
        if application := QCoreApplication.instance():
            application.aboutToQuit.connect(self._stop)  # Python would wait for its worker for ever

    def keeps_open(self) -> bool:
        """Tell whether something is being done that must be done before the window is closed, and say so."""
        if self._run is not None:
            self._workspace.toast.show_text("还在打印，打完窗口自己关上；不想等就点右下角的“取消”")
        return self._run is not None or self._desk.busy()

    def _stop(self) -> None:
        if self._run is not None:
            self._run.cancel()

    def export(self) -> None:
        """Ask where and with what, write the report as a PDF and tell what came of it; raises KnownError."""
        from desktop.views.dialogs.export import ExportReport

        self._desk.flush()
        self._workspace.audit.look()
        findings, draft = self._workspace.audit.findings, self._why_draft()
        dialog = ExportReport(self._workspace, self.suggested(), findings, draft)
        match dialog.exec():
            case done if done == QDialog.DialogCode.Accepted and dialog.path:
                self.write(dialog.path, annexed=dialog.annexed)
            case done if done == GO_MEND:
                self._workspace.visit("audit")
            case _:
                pass

    def suggested(self, what: str = "绩效自评报告", suffix: str = ".pdf") -> Path:
        """Return the name of the report, or of *what* else is exported, beside the project file."""
        project = self._desk.report.project
        year = f"{project.year}年度" if project.year else ""
        name = safe_name(f"{project.name or '项目'}-{year}{what}")
        return self._desk.session.path.parent / f"{name}{suffix}"

    def export_form(self) -> None:
        """Ask where, write the 自评表 as XLSX and tell what came of it; raises KnownError."""
        from desktop.tasks.reporting import write_report

        self._write_workbook("自评表", "项目支出绩效自评表", write_report)

    def export_findings(self) -> None:
        """Ask where, write the list of findings as XLSX and tell what came of it; raises KnownError."""
        from desktop.tasks.reporting import write_findings_list

        self._write_workbook("审核清单", "审核清单", write_findings_list)

    def _write_workbook(self, named: str, name: str, write: Callable[[Session, Path], object]) -> None:
        self._desk.flush()
        asked = self.suggested(name, ".xlsx")
        path = ask_save(self._workspace, f"导出{named}", asked, WORKBOOK, ".xlsx")
        if path is None:
            return
        session = self._desk.session
        self._desk.patience(f"正在导出{named}", lambda: write(session, path))
        ExportDone(self._workspace, path, "Excel 工作簿", named=named, printable=False).exec()

    def write(self, path: Path, *, annexed: bool = False) -> None:
        """Write the report to *path*, with its annex if wanted, and tell of it; raises KnownError."""
        from desktop.output.pdf import Typesetter, write_pdf
        from desktop.tasks.reporting import document_of

        session, patience = self._desk.session, self._desk.patience

        def compose() -> tuple[Document, tuple[str, ...]]:
            made = document_of(session, annexed=annexed)
            return made, Typesetter().missing_characters(made)

        document, missing = patience("正在排版", compose, abandon=forget)
        if missing and not self._accepts(missing):
            return
        written = patience("正在写 PDF", lambda: write_pdf(document, path))
        content = f"{written.pages} 页，字体已嵌入{'，附审核情况说明' if annexed else ''}"
        self._tell(path, content, self._why_draft() if document.watermark else "")

    def _accepts(self, missing: tuple[str, ...]) -> bool:
        return confirmed(
            self._workspace,
            f"有 {len(missing)} 个字印不出来",
            f"电脑上和程序自带的字体都没有这些字：{'、'.join(missing)}。照样导出时，它们印成方框。",
            "照样导出",
        )

    def _tell(self, path: Path, content: str, draft: str) -> None:
        match ExportDone(self._workspace, path, content, draft=draft).exec():
            case done if done == GO_MEND:
                self._workspace.visit("audit")
            case done if done == PRINT:
                self.print_report()
            case _:
                pass

    def _why_draft(self) -> str:
        """Say why 草稿 is printed under every page; '' where it is not."""
        self._workspace.audit.look()
        must, share = self._workspace.audit.counts()["强制性"], self._workspace.percent
        reasons = {f"强制性 {must} 处未改": must > 0, f"必填项填了 {share}%": share < _ALL}
        told = "，".join(words for words, holds in reasons.items() if holds)
        return f"{told}。{'改完' if must else '填齐'}再导出，水印自动去掉。" if told else ""

    def print_report(self) -> None:
        """Print the report through the system's dialog, beside the work in the window; raises KnownError."""
        from desktop.tasks.reporting import document_of

        self._print(document_of, "报告")

    def print_findings(self) -> None:
        """Print 审核情况说明 as the report is printed; raises KnownError."""
        from desktop.tasks.reporting import annex_of

        self._print(annex_of, "审核情况说明")

    def _print(self, compose: Callable[[Session], Document], named: str) -> None:
        from desktop.output.pdf import Typesetter
        from desktop.output.pdf.container import whole
        from desktop.output.printing import PrintRun, choose_printer

        if self._run is not None:
            raise KnownError("上一份还在打印。", "请等它打完，或在右下角取消。")
        self._desk.flush()
        session, patience = self._desk.session, self._desk.patience
        pages = patience("正在排版", lambda: Typesetter().lay_out(compose(session)), abandon=forget)
        printer = choose_printer(self._workspace, len(pages))
        if printer is None:
            return
        data, _faces = patience("正在排版", lambda: whole(pages), abandon=forget)
        run = self._run = PrintRun(data, printer, parent=self)
        self._watch(run, named)
        run.start()

    def _watch(self, run: PrintRun, named: str) -> None:
        card = ProgressCard(self._workspace, f"正在打印{named}")
        card.cancelled.connect(run.cancel)
        run.progress.connect(
            lambda done, total: card.show_progress(done, total, f"第 {done} 页，共 {total} 页")
        )
        run.finished.connect(lambda: self._ended(card, f"{named}已交给打印机"))
        run.cancelled.connect(lambda: self._ended(card, "打印已取消"))
        run.failed.connect(lambda error: self._failed(card, error))

    def _ended(self, card: ProgressCard, words: str) -> None:
        card.finish()
        if self._run is not None:
            self._run.deleteLater()
        self._run = None
        self._workspace.toast.show_text(words)

    def _failed(self, card: ProgressCard, error: KnownError) -> None:
        self._ended(card, "打印没有完成")
        raise error
