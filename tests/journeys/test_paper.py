"""The report leaves the window: as a PDF with what is to be known of it, and through the printer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QLabel

from desktop.errors import OutputError
from desktop.output.pdfium import page_count
from desktop.views.dialogs.done import GO_MEND, ExportDone


def texts(dialog: QDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


def test_the_pdf_gets_the_projects_name_beside_its_file(window, sample) -> None:
    assert window.output.suggested() == sample.parent / "民生诉求-2021年度绩效自评报告.pdf"


def test_the_officer_is_told_why_there_is_a_watermark_and_led_to_it(window, monkeypatch, tmp_path) -> None:
    told = []
    monkeypatch.setattr(ExportDone, "exec", lambda self: told.append(texts(self)) or GO_MEND)
    window.output.write(tmp_path / "报告.pdf")
    assert "14 页" in told[0] or "页，字体已嵌入" in told[0]
    assert "强制性" in told[0]
    assert window.workspace.key == "audit"


def test_characters_that_no_face_has_are_told_before(window, monkeypatch, tmp_path) -> None:
    asked = []
    monkeypatch.setattr("desktop.views.output_flow.confirmed", lambda *words, **_: bool(asked.append(words)))
    window.desk.write("passages/1/text", "一个\U0010fffd字")
    window.output.write(tmp_path / "报告.pdf")
    assert "\U0010fffd" in asked[0][2]
    assert not (tmp_path / "报告.pdf").exists()


def test_a_target_that_cannot_be_written_is_told_and_nothing_is_left(window, tmp_path) -> None:
    with pytest.raises(OutputError):
        window.output.write(tmp_path / "没有" / "报告.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.fixture
def printer(monkeypatch, tmp_path) -> Path:
    """Choose a printer that prints into a PDF file."""
    target = tmp_path / "打印.pdf"

    def choose(_parent, pages) -> QPrinter:
        assert pages > 10
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(target))
        made.setPrintRange(QPrinter.PrintRange.PageRange)
        made.setFromTo(1, 2)
        return made

    monkeypatch.setattr("desktop.output.printing.choose_printer", choose)
    return target


def test_the_report_is_printed_beside_the_work(window, printer, qtbot) -> None:
    window.actions_by_name["print"].trigger()
    window.desk.write("project/1/executor", "印着也能改")
    qtbot.waitUntil(lambda: window.output._run is None, timeout=20_000)
    assert page_count(printer) == 2
    assert window.workspace.toast.isVisible()


def test_printing_can_be_cancelled(window, printer, qtbot) -> None:
    window.actions_by_name["print"].trigger()
    window.output._run.cancel()
    assert window.output._run is None
    assert not printer.exists()


def test_a_dialog_that_is_cancelled_prints_nothing(window, monkeypatch) -> None:
    monkeypatch.setattr("desktop.output.printing.choose_printer", lambda *_: None)
    window.actions_by_name["print"].trigger()
    assert window.output._run is None
