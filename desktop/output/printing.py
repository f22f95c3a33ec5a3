"""Printing a PDF: page after page as a picture onto the system's printer, or into a PDF file."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.errors import KnownError, OutputError
from desktop.output.pdfium import Bitmap, Source, page_count
from desktop.output.replace import replacing
from desktop.output.spooling import rendering

NORMAL_DPI: Final = 300
FINE_DPI: Final = 600
_POLL: Final = 15  # milliseconds between two looks at the worker
_SAME_SIZE: Final = 1.01  # a page up to this factor larger than the paper counts as of its size


def choose_printer(parent: QWidget | None, pages: int) -> QPrinter | None:
    """Ask for printer, copies and pages 1 to *pages* by the system's dialog; None when cancelled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印报告")
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def sequence(count: int, printer: QPrinter) -> list[int]:
    """Return the pages of a PDF of *count* pages in the order in which they are to be painted.

    Range, order and, where the printer does not make them itself, copies are those set on *printer*.
    """
    ranged = printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0
    first, last = (printer.fromPage(), printer.toPage()) if ranged else (1, count)
    pages = list(range(max(first, 1), min(last, count) + 1))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies if printer.collateCopies() else [n for n in pages for _ in range(copies)]


class PrintRun(QObject):
    """One printing of a PDF that goes on beside the work in the window.

    Exactly one of ``finished``, ``failed`` (with a KnownError) and ``cancelled`` follows ``start``;
    ``progress`` tells pages done and pages in all. A PDF file printed into is replaced only at the very
    end. An unforeseen exception ends the run as ``cancelled`` and then goes the way of every bug.
    """

    progress = Signal(int, int)
    finished = Signal()
    failed = Signal(object)
    cancelled = Signal()

    def __init__(
        self, source: Source, printer: QPrinter, dpi: int = NORMAL_DPI, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._printer = printer
        self._dpi = min(dpi, printer.resolution())
        self._steps: Generator[tuple[int, int] | None] | None = None
        self._timer = QTimer(self, interval=_POLL)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; the signals come from the event loop, never from within this call."""
        self._steps = self._printing()
        self._timer.start()

    def cancel(self) -> None:
        """Stop at once; a file is left as it was, a printer's job is withdrawn.

        On Linux Qt cannot withdraw a job: the pages painted so far are printed.
        """
        if self._steps:
            self._end()
            self.cancelled.emit()

    def _end(self) -> None:
        self._timer.stop()
        steps, self._steps = self._steps, None
        if steps:
            steps.close()

    def _step(self) -> None:
        if not self._steps:
            return
        try:
            done = next(self._steps)
        except StopIteration:
            self._end()
            self.finished.emit()
        except KnownError as error:
            self._end()
            self.failed.emit(error)
        except BaseException:
            self.cancel()
            raise
        else:
            if done:
                self.progress.emit(*done)

    def _printing(self) -> Generator[tuple[int, int] | None]:
        """Paint page by page; yields nothing while the worker renders, the pages done and all after each."""
        pages = sequence(page_count(self._source), self._printer)
        if not pages:
            raise OutputError("所选页码范围内没有可打印的页。", "请重新选择页码范围。")
        with (
            _into_file(self._printer, len(pages)),
            rendering(self._source, pages, self._dpi) as rendered,
            ThreadPoolExecutor(1, "printing") as hand,
        ):
            sheets = Sheets(self._printer, self._dpi)
            try:
                for done in range(1, len(pages) + 1):
                    while not rendered.ready:
                        yield None
                    yield from _until(hand.submit(sheets.add, rendered.take()))
                    yield done, len(pages)
                yield from _until(hand.submit(sheets.complete))
            finally:
                hand.submit(sheets.close).result()


def _until(painted: Future[None]) -> Generator[None]:
    """Yield until a thread has painted; raises what it raised. A page takes it some tenths of a second."""
    while not painted.done():
        yield None
    painted.result()


def print_to_file(source: Source, target: Path, dpi: int = NORMAL_DPI) -> None:
    """Print *source* into the PDF *target* and wait for it, without a window; raises the run's KnownError."""
    application = QApplication.instance() or QApplication([])
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(target))
    run = PrintRun(source, printer, dpi, parent=application)
    errors: list[KnownError] = []
    loop = QEventLoop()
    run.failed.connect(errors.append)
    for ended in (run.finished, run.failed, run.cancelled):
        ended.connect(loop.quit)
    run.start()
    loop.exec()
    run.deleteLater()
    if errors:
        raise errors[0]


@contextmanager
def _into_file(printer: QPrinter, pages: int) -> Iterator[None]:
    """Let a *printer* that writes a file write it beside, count its *pages*, then replace."""
    name = printer.outputFileName()
    if not name:
        yield
        return
    with replacing(Path(name)) as beside:
        printer.setOutputFileName(str(beside))
        try:
            yield
        finally:
            printer.setOutputFileName(name)
        if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
            _expect(beside, pages, name)


def _expect(written: Path, pages: int, name: str) -> None:
    """Raise OutputError unless *written* is whole: Qt says nothing of a disk that was full."""
    problem = OutputError(f"“{Path(name).name}”没有写完整。", "请检查存储空间，或换一个位置保存。")
    try:
        whole = page_count(written) == pages
    except OutputError as error:
        raise problem from error
    if not whole:
        raise problem


class Sheets:
    """The printer's sheets, painted one after the other, all by one thread; the job begins with the first."""

    def __init__(self, printer: QPrinter, dpi: int) -> None:
        self._printer = printer
        self._dpi = dpi
        self._painter = QPainter()
        printer.setFullPage(True)

    def add(self, page: Bitmap) -> None:
        """Paint *page* on the next sheet; raises OutputError where the printer takes none."""
        form = QImage.Format.Format_Grayscale8 if page.depth == 1 else QImage.Format.Format_RGB32
        image = QImage(page.data, page.width, page.height, page.stride, form)
        self._turn(page.width > page.height)
        begun = self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)
        if not begun:
            raise OutputError("打印机没有接受打印任务。", "请检查打印机是否已连接、有纸且未暂停，然后重试。")
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # Qt would take JPEG for text
        self._painter.drawImage(self._place(image), image)

    def complete(self) -> None:
        """Hand the job over; raises OutputError where the printer reports a failure."""
        if not self._painter.end() or self._printer.printerState() == QPrinter.PrinterState.Error:
            raise OutputError("打印未能完成。", "请检查打印机和磁盘空间，然后重试。")

    def close(self) -> None:
        """Withdraw the job unless it is complete."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _turn(self, wide: bool) -> None:  # noqa: FBT001 - a page is wide or not
        """Turn the next sheet as the page lies."""
        orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        if self._printer.pageLayout().orientation() != orientation:
            self._printer.setPageOrientation(orientation)

    def _place(self, image: QImage) -> QRectF:
        """Return where *image* goes: in its true size in the middle of the paper, smaller if it must be."""
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        size = QSizeF(image.size()) * (self._printer.resolution() / self._dpi)
        excess = max(size.width() / paper.width(), size.height() / paper.height())
        if excess > _SAME_SIZE:
            size *= 1 / excess
        left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())
