"""Printing onto Qt's PDF printer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from desktop.errors import KnownError, OutputError
from desktop.output import printing, spooling
from desktop.output.pdfium import Bitmap, opened, page_count, render
from desktop.output.printing import PrintRun, print_to_file, sequence
from desktop.output.spooling import rendering

A4 = (595.28, 841.89)  # pt
LONG = 60_000  # milliseconds; only a hang takes as long


def made(pages: int = 3, size: tuple[float, float] = A4) -> bytes:
    """Return a PDF; page n carries n bars of 40 pt across."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for n in range(1, pages + 1):
        for bar in range(n):
            canvas.rect(100, 100 + 80 * bar, size[0] - 200, 40, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def printer_into(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(path))
    return printer


def grey(bitmap: Bitmap) -> bytes:
    return bitmap.data[1 :: bitmap.depth]


def difference(one: Bitmap, other: Bitmap) -> float:
    """Return the mean difference of two pictures of one size, 0 (none) to 255."""
    pairs = zip(grey(one), grey(other), strict=True)
    return sum(abs(a - b) for a, b in pairs) / (one.width * one.height)


def bars(path: Path) -> list[int]:
    """Return how many bars each page carries, counted down a column of its picture."""
    counted = []
    for n in range(1, page_count(path) + 1):
        picture = render(path, n, 0.5)
        column = grey(picture)[picture.width // 2 :: picture.width]
        dark = [value < 128 for value in column]
        counted.append(sum(a and not b for a, b in zip(dark, [*dark[1:], False], strict=True)))
    return counted


class Outcome(QObject):
    """Notes down every signal of a run, in order."""

    def __init__(self, run: PrintRun) -> None:
        super().__init__()
        self.heard: list[object] = []
        run.progress.connect(lambda done, total: self.heard.append((done, total)))
        run.finished.connect(lambda: self.heard.append("finished"))
        run.cancelled.connect(lambda: self.heard.append("cancelled"))
        run.failed.connect(self.heard.append)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_every_page_comes_out_as_it_is_and_of_its_size(qtbot: QtBot, tmp_path: Path) -> None:
    source, target = made(), tmp_path / "打印.pdf"
    run = PrintRun(source, printer_into(target), dpi=100)
    outcome = Outcome(run)
    with qtbot.waitSignal(run.finished, timeout=LONG):
        run.start()
    assert outcome.heard == [(1, 3), (2, 3), (3, 3), "finished"]
    assert names(tmp_path) == ["打印.pdf"]
    with opened(target) as printed, opened(source) as original:
        assert printed.page_count == 3
        for n in (1, 2, 3):
            assert printed.size(n) == pytest.approx(A4, abs=0.5)
            small = [pdf.render(n, 0.5) for pdf in (printed, original)]
            assert difference(*small) < 3


def test_a_wide_page_turns_its_sheet_and_a_large_one_shrinks(qtbot: QtBot, tmp_path: Path) -> None:
    source, target = made(1, (2 * A4[1], 2 * A4[0])), tmp_path / "打印.pdf"
    run = PrintRun(source, printer_into(target), dpi=50)
    with qtbot.waitSignal(run.finished, timeout=LONG):
        run.start()
    with opened(target) as printed:
        assert printed.size(1) == pytest.approx(A4[::-1], abs=1)
    assert difference(render(target, 1, 0.25), render(source, 1, 0.125)) < 4


def test_range_order_and_copies_are_those_of_the_printer(qtbot: QtBot, tmp_path: Path) -> None:
    printer = printer_into(tmp_path / "打印.pdf")
    assert sequence(4, printer) == [1, 2, 3, 4]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert sequence(4, printer) == [2, 3, 4]
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    assert sequence(4, printer) == [2, 3, 2, 3]
    printer.setCollateCopies(False)
    assert sequence(4, printer) == [2, 2, 3, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert sequence(4, printer) == [3, 3, 2, 2]
    run = PrintRun(made(4), printer, dpi=40)
    with qtbot.waitSignal(run.finished, timeout=LONG):
        run.start()
    assert bars(tmp_path / "打印.pdf") == [3, 3, 2, 2]


def failure(qtbot: QtBot, run: PrintRun) -> KnownError:
    outcome = Outcome(run)
    with qtbot.waitSignal(run.failed, timeout=LONG):
        run.start()
    (error,) = [each for each in outcome.heard if not isinstance(each, tuple)]
    assert isinstance(error, KnownError)
    return error


def test_known_problems_fail_the_run(qtbot: QtBot, tmp_path: Path) -> None:
    printer = printer_into(tmp_path / "打印.pdf")
    assert "不是 PDF" in failure(qtbot, PrintRun(b"no pdf", printer)).message
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(7, 9)
    assert "没有可打印的页" in failure(qtbot, PrintRun(made(), printer)).message
    assert not names(tmp_path)
    nowhere = printer_into(tmp_path / "无" / "打印.pdf")
    assert "文件夹不存在" in failure(qtbot, PrintRun(made(), nowhere)).message


def test_a_printer_that_does_not_begin_fails_the_run(qtbot: QtBot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(printing.QPainter, "begin", lambda *_: False)
    run = PrintRun(made(), printer_into(tmp_path / "打印.pdf"), dpi=40)
    assert "没有接受" in failure(qtbot, run).message
    assert not names(tmp_path)


def test_printing_without_a_window(qapp, tmp_path: Path) -> None:
    print_to_file(made(2), tmp_path / "打印.pdf", dpi=40)
    assert bars(tmp_path / "打印.pdf") == [1, 2]
    with pytest.raises(OutputError, match="不是 PDF"):
        print_to_file(b"no pdf", tmp_path / "无.pdf")


@pytest.mark.parametrize("old", [b"old", None])
def test_cancelling_leaves_nothing(qtbot: QtBot, tmp_path: Path, old: bytes | None) -> None:
    target = tmp_path / "打印.pdf"
    if old:
        target.write_bytes(old)
    run = PrintRun(made(5), printer_into(target), dpi=40)
    outcome = Outcome(run)
    run.progress.connect(lambda done, _: run.cancel() if done == 2 else None)
    with qtbot.waitSignal(run.cancelled, timeout=LONG):
        run.start()
    run.cancel()  # once more changes nothing
    assert outcome.heard == [(1, 5), (2, 5), "cancelled"]
    assert names(tmp_path) == (["打印.pdf"] if old else [])
    assert not old or target.read_bytes() == old


def test_a_worker_that_dies_fails_the_run(qtbot: QtBot, tmp_path: Path, monkeypatch) -> None:
    kill_at_the_second_page(monkeypatch)
    target = tmp_path / "打印.pdf"
    target.write_bytes(b"old")
    assert "意外中断" in failure(qtbot, PrintRun(made(), printer_into(target), dpi=300)).message
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["打印.pdf"]


def kill_at_the_second_page(monkeypatch) -> None:
    """End every worker when one page has been taken from it."""
    import multiprocessing

    take = spooling.RenderedPages.take

    def take_then_kill(self) -> Bitmap:
        page = take(self)
        for worker in multiprocessing.active_children():
            worker.kill()
            worker.join()
        return page

    monkeypatch.setattr(spooling.RenderedPages, "take", take_then_kill)


def test_the_workers_own_problem_reaches_us() -> None:
    with rendering(made(1), [1, 2], 40) as rendered:
        assert rendered.take().depth == 1
        with pytest.raises(OutputError, match="没有第 2 页"):
            rendered.take()


def test_leaving_early_ends_the_worker() -> None:
    import multiprocessing

    with rendering(made(3), [1, 2, 3], 40) as rendered:
        rendered.take()
        assert len(multiprocessing.active_children()) == 1
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("answer", [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
def test_the_dialog_offers_all_pages_on_a4(qapp, monkeypatch, answer: QDialog.DialogCode) -> None:
    asked = []

    def answered(self: printing.QPrintDialog) -> QDialog.DialogCode:
        asked.append((self.minPage(), self.maxPage(), self.printer().pageLayout().pageSize().id()))
        return answer

    monkeypatch.setattr(printing.QPrintDialog, "exec", answered)
    printer = printing.choose_printer(None, 14)
    assert asked == [(1, 14, QPageSize.PageSizeId.A4)]
    assert isinstance(printer, QPrinter) == (answer == QDialog.DialogCode.Accepted)
