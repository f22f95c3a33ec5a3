"""An officer's way through the window: a new report, Chinese typed, rows by keys, and the PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.models.places import place
from desktop.models.records import Project, Report
from desktop.session import Session
from desktop.views.dialogs.done import ExportDone
from desktop.views.dialogs.export import ExportReport
from tests.windows import compose, focused, keys, opened_window, press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "民生诉求2021.jxzp"
    Session.create(
        path, Report(project=Project(name="民生诉求", year=2021, unit="坪山区政务服务数据管理局"))
    ).close()
    return path


@pytest.fixture
def exported(monkeypatch, tmp_path) -> Path:
    """Answer the dialog of the export, and close the one that tells of it."""
    path = tmp_path / "报告.pdf"
    monkeypatch.setattr(ExportReport, "exec", lambda _: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(ExportReport, "path", path)
    monkeypatch.setattr(ExportDone, "exec", lambda _: QDialog.DialogCode.Accepted)
    return path


def test_from_a_blank_report_to_its_pdf_and_back(qapp, blank, exported, qtbot) -> None:
    with opened_window(qapp, blank) as window:
        desk, workspace = window.desk, window.workspace

        # The form: Chinese, Enter to the next field
        workspace.go("project/1/department")
        compose("区政务服务数据管理局")
        press(Qt.Key.Key_Return)
        compose("民情联系部")
        desk.flush()
        assert desk.report.project.department == "区政务服务数据管理局"
        assert desk.report.project.executor == "民情联系部"

        # Sub-projects: typed into the empty row, Tab to the next cell
        workspace.visit("budget")
        workspace.page("budget").add_line()
        compose("民生热线服务")
        press(Qt.Key.Key_Tab)
        keys("314.88")
        press(Qt.Key.Key_Tab)
        keys("312.39")
        press(Qt.Key.Key_Return)
        (line,) = desk.report.budget
        assert (line.name, line.initial, line.adjusted) == ("民生热线服务", 314_880_000, 312_390_000)

        # Payments by keys alone
        workspace.visit("payments")
        workspace.page("payments").add_row()
        compose("热线服务首款")
        press(Qt.Key.Key_Tab)
        compose("鼎讯智城")
        press(Qt.Key.Key_Tab)
        desk.flush()
        workspace.go(place("payments", desk.report.payments[0].id, "amount"))
        keys("159.28")
        press(Qt.Key.Key_Return)
        payment = desk.report.payments[0]
        assert (payment.item, payment.payee, payment.amount) == ("热线服务首款", "鼎讯智城", 159_280_000)

        # An amount nobody can read stays as it was typed, and is a finding
        press(Qt.Key.Key_Up) if focused() else None
        desk.write(place("payments", payment.id, "amount"), "三五万")
        qtbot.waitUntil(lambda: any("三五万" in each.message for each in workspace.audit.findings))
        desk.undo()
        qtbot.waitUntil(lambda: not any("三五万" in each.message for each in workspace.audit.findings))
        assert desk.report.payments[0].amount == 159_280_000

        # The report
        window.actions_by_name["export"].trigger()
        assert exported.read_bytes().startswith(b"%PDF-")
        before = desk.report
    with Session.open(blank, read_only=True) as again:
        assert again.report == before


def test_pasting_a_range_onto_its_like_is_one_step(qapp, blank) -> None:
    with opened_window(qapp, blank) as window:
        window.workspace.visit("payments")
        page = window.workspace.page("payments")
        page.add_row()
        page.add_row()
        view = page.table.view
        range_ = QItemSelection(view.records.index(0, 0), view.records.index(1, 2))
        view.selectionModel().setCurrentIndex(range_.indexes()[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        view.selectionModel().select(range_, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        QApplication.clipboard().setText("海报\t新世界\t首款\r\n口罩\t恒益\t一次性付清\r\n")
        press(Qt.Key.Key_V, CTRL)
        assert [each.item for each in window.desk.report.payments] == ["海报", "口罩"]
        window.actions_by_name["undo"].trigger()
        assert [each.item for each in window.desk.report.payments] == ["", ""]


def test_composing_is_not_disturbed_by_shortcuts_and_saving(qapp, blank) -> None:
    from PySide6.QtGui import QInputMethodEvent

    with opened_window(qapp, blank) as window:
        window.workspace.go("project/1/executor")
        field = focused()
        QApplication.sendEvent(field, QInputMethodEvent("minqing", []))
        window.desk.flush()
        assert window.desk.report.project.executor == ""
        done = QInputMethodEvent("", [])
        done.setCommitString("民情联系部")
        QApplication.sendEvent(field, done)
        window.desk.flush()
        assert window.desk.report.project.executor == "民情联系部"


def test_the_wheel_scrolls_the_page_and_never_changes_a_value(qapp, sample) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    with opened_window(qapp, sample) as window:
        window.workspace.go("project/1/secrecy")
        field = focused()
        before = window.desk.report
        for _ in range(5):
            wheel = QWheelEvent(
                QPointF(5, 5), field.mapToGlobal(QPointF(5, 5)), QPoint(0, -120), QPoint(0, -120),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(field, wheel)
        window.desk.flush()
        assert window.desk.report == before


def test_ctrl_z_in_a_field_takes_back_the_reports_step(qapp, sample, qtbot) -> None:
    with opened_window(qapp, sample) as window:
        window.workspace.go("project/1/executor")
        press(Qt.Key.Key_A, CTRL)
        keys("abc")
        window.desk.flush()
        assert window.desk.report.project.executor == "abc"
        press(Qt.Key.Key_Z, CTRL)
        assert window.desk.report.project.executor == "民情联系部"
        press(Qt.Key.Key_Y, CTRL)
        assert window.desk.report.project.executor == "abc"


def test_typing_with_the_preview_open_shows_the_words_on_the_page(qapp, sample, qtbot) -> None:
    with opened_window(qapp, sample) as window:
        window.actions_by_name["preview"].setChecked(True)
        window.workspace.go("payments/6/item")
        qtbot.waitUntil(lambda: window.workspace.proof.page_count > 0)
        window.workspace.visit("prose")
        window.workspace.go("passages/1/text")
        compose("新写的一句")

        def shows_it() -> bool:
            document = window.workspace.proof.document
            texts = [getattr(block, "text", "") for block in document.blocks] if document else []
            return any("新写的一句" in text for text in texts)

        qtbot.waitUntil(shows_it)  # A look that was on its way may come before that of the new words
        QTest.qWait(0)
