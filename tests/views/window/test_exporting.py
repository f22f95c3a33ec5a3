"""The report, its annex, the form and the list of findings leave the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.output.pdfium import page_count
from desktop.views.dialogs.done import ExportDone
from desktop.views.dialogs.export import ExportReport
from tests.windows import focused, keys, press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """Return what the dialogs of finished exports said."""
    said: list[str] = []

    def answer(self: ExportDone) -> QDialog.DialogCode:
        said.append("\n".join(each.text() for each in self.findChildren(QLabel)))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ExportDone, "exec", answer)
    return said


def test_the_annex_goes_with_the_report_when_it_is_ticked(window, monkeypatch, tmp_path, told) -> None:
    plain, annexed = tmp_path / "报告.pdf", tmp_path / "附说明.pdf"

    def run(self: ExportReport) -> QDialog.DialogCode:
        self._where.setText(str(annexed))
        self._annex.setChecked(True)
        self._try()
        return QDialog.DialogCode(self.result())

    window.output.write(plain)
    monkeypatch.setattr(ExportReport, "exec", run)
    window.actions_by_name["export"].trigger()
    assert page_count(annexed) > page_count(plain)
    assert "附审核情况说明" in told[1]


def test_before_the_export_it_is_said_why_the_watermark_is_printed(window, monkeypatch) -> None:
    said: list[str] = []

    def mend(self: ExportReport) -> int:
        said.append("\n".join(each.text() for each in self.findChildren(QLabel)))
        next(each for each in self.findChildren(QPushButton) if each.text() == "去改").click()
        return self.result()

    monkeypatch.setattr(ExportReport, "exec", mend)
    window.actions_by_name["export"].trigger()
    assert "会印“草稿”水印" in said[0]
    assert "处未改，必填项填了 90%。改完再导出，水印自动去掉。" in said[0]
    assert window.workspace.key == "audit"


def test_a_folder_that_is_not_there_is_told_and_a_file_that_is(window, tmp_path) -> None:
    (tmp_path / "有.pdf").write_bytes(b"")
    dialog = ExportReport(window, tmp_path / "有.pdf", ())
    dialog.show()
    QTest.qWait(0)
    assert dialog._same.isVisible()
    dialog._where.setFocus()
    press(Qt.Key.Key_A, CTRL)
    keys("/no/such/folder/a")
    assert not dialog._same.isVisible()
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "没有“/no/such/folder”这个文件夹" in dialog._problem.text()
    assert focused() is dialog._where
    assert dialog.path == Path("/no/such/folder/a.pdf")
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(("name", "title"), [("export_form", "自评表"), ("export_findings", "审核清单")])
def test_form_and_findings_are_written_as_workbooks(window, monkeypatch, tmp_path, told, name, title) -> None:
    asked = []

    def answer(_parent, words: str, path: Path, _kinds: str, _suffix: str) -> Path:
        asked.append((words, path.name))
        return tmp_path / path.name

    monkeypatch.setattr("desktop.views.output_flow.ask_save", answer)
    window.actions_by_name[name].trigger()
    ((words, file_name),) = asked
    assert words == f"导出{title}"
    assert file_name.endswith(".xlsx")
    assert (tmp_path / file_name).read_bytes().startswith(b"PK")
    assert f"已导出{title}" in told[0]


def test_a_workbook_is_not_offered_to_be_printed(window, tmp_path) -> None:
    dialog = ExportDone(window, tmp_path / "a.xlsx", "Excel 工作簿", named="自评表", printable=False)
    assert "打印…" not in {each.text() for each in dialog.findChildren(QPushButton) if each.parent()}
    dialog.done(0)


def test_the_findings_are_printed_on_their_own(window, monkeypatch, tmp_path, qtbot) -> None:
    target = tmp_path / "审核.pdf"

    def choose(_parent, pages: int) -> QPrinter:
        assert 1 <= pages < 6
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(target))
        return made

    monkeypatch.setattr("desktop.output.printing.choose_printer", choose)
    window.actions_by_name["print_findings"].trigger()
    qtbot.waitUntil(lambda: window.output._run is None, timeout=20_000)
    assert page_count(target) >= 1
