"""What an officer meets walking through the window: Tab in reading order, long names, hints, typed dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.desk import Desk
from desktop.views.dialogs.day_range import DayRange
from desktop.views.dialogs.journal import OWN, JournalDialog
from desktop.views.dialogs.state import StateDialog
from desktop.views.editors.line import LineInput
from desktop.views.main_window import MainWindow
from desktop.views.parts import button
from desktop.views.seeking import Seeker
from desktop.views.theme import dress
from tests.windows import focused, press

LONG = "这是一个很长的名称" * 34  # 306 signs


@pytest.fixture
def shown(window: MainWindow) -> MainWindow:
    window.activateWindow()
    QTest.qWait(0)
    return window


def tab(*, back: bool = False) -> QWidget:
    press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    return focused()


def test_tab_goes_from_the_section_list_through_the_page_to_the_findings(shown: MainWindow) -> None:
    shown.workspace.audit.look()  # Without findings there is nothing to stop at in their strip
    shown.workspace.choose("project")
    page, strip = shown.workspace.page("project"), shown.workspace._strip
    assert focused().accessibleName() == "章节"
    assert page.isAncestorOf(tab())
    passed = 0
    while page.isAncestorOf(focused()) and passed < 60:
        tab()
        passed += 1
    assert strip.isAncestorOf(focused())
    assert page.isAncestorOf(tab(back=True))
    tab()
    while strip.isAncestorOf(focused()):
        tab()
    assert shown.workspace.header.isAncestorOf(focused())


def test_only_what_the_focus_can_be_seen_in_is_a_stop(shown: MainWindow) -> None:
    for key in ("project", "budget", "problems", "prose", "contracts"):
        areas = shown.workspace.page(key).findChildren(QScrollArea)
        policies = {each.focusPolicy() for each in areas if type(each) is QScrollArea}
        assert policies <= {Qt.FocusPolicy.NoFocus}, key


def test_choosing_a_group_of_sections_leaves_the_keys_in_the_list(shown: MainWindow) -> None:
    shown.workspace.go("project/1/name")
    assert isinstance(focused(), LineInput)
    shown.workspace.choose("budget")
    press(Qt.Key.Key_Down)
    assert shown.workspace.key == "contracts"


def test_what_was_typed_is_saved_once_when_the_window_is_left(
    shown: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[None] = []
    monkeypatch.setattr(shown.desk, "flush", lambda: saved.append(None))
    for each in (shown.workspace, shown.workspace.header, shown):
        QApplication.sendEvent(each, QEvent(QEvent.Type.WindowDeactivate))
    assert len(saved) == 1


def test_a_long_name_of_a_sub_project_does_not_widen_the_page(shown: MainWindow) -> None:
    shown.desk.write("budget/1/name", LONG)
    shown.workspace.visit("budget")
    QTest.qWait(0)
    page = shown.workspace.page("budget")
    area = next(each for each in page.findChildren(QScrollArea) if each.isVisible())
    inside = area.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= area.viewport().width()


def test_a_button_is_named_by_its_text_also_when_that_changes(qapp: QApplication) -> None:
    made = button("全部", tip="提示")
    made.setText("全部 12")
    assert not made.accessibleName()
    assert button("", tip="上一页").accessibleName() == "上一页"


@pytest.mark.parametrize(("typed", "first"), [("zxl", "预算执行率"), ("民生诉求", "民生诉求")])
def test_ctrl_k_lists_what_is_nearly_the_words_first(window: MainWindow, typed: str, first: str) -> None:
    assert Seeker(window.desk, dict[str, QAction]()).found(typed)[0].text == first


def test_ctrl_k_shows_live_figures_as_they_are_printed(window: MainWindow) -> None:
    found = Seeker(window.desk, dict[str, QAction]()).found("执行率")
    assert any("99.94%" in each.text for each in found if each.detail.startswith("报告正文"))
    assert not [each.text for each in found if "{{" in each.text]


# 定稿, 修改记录


def texts(widget: QWidget) -> str:
    return "".join(each.text() for each in widget.findChildren(QLabel))


def test_what_is_to_be_verified_is_told_before_a_report_is_final_and_forbids_nothing(
    window: MainWindow,
) -> None:
    dialog = StateDialog(window, "送审", [], 100, 3)
    assert "还有 3 处待核实" in texts(dialog)
    dialog.choose("定稿")
    assert dialog._go.isEnabled()
    dialog.deleteLater()
    quiet = StateDialog(window, "送审", [], 100, 0)
    assert "待核实" not in texts(quiet).replace("核实性说明和待核实仍可填写", "")
    quiet.deleteLater()


def test_from_the_question_for_the_state_one_goes_to_the_list_of_what_is_to_be_verified(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def see(dialog: StateDialog) -> int:
        next(each for each in dialog.findChildren(QPushButton) if each.text() == "去看").click()
        return dialog.result()

    monkeypatch.setattr(StateDialog, "exec", see)
    window.actions_by_name["state"].trigger()
    assert window.actions_by_name["notes"].isChecked()
    assert window.desk.report.project.state == "草稿"


@pytest.fixture
def journal(window: MainWindow) -> Iterator[JournalDialog]:
    window.desk.write("project/1/executor", "热线科")
    window.desk.close_edit()
    window.desk.add("basis", title="新的文件")
    made = JournalDialog(window, window.desk, go=lambda _place: None, tell=lambda _words: None)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_the_journal_is_narrowed_to_a_kind_of_change(journal: JournalDialog) -> None:
    counts: dict[str, int] = {}
    for kind in ("", "修改", "新增", "删除"):
        journal._kind.setCurrentIndex(journal._kind.findData(kind))
        counts[kind] = len(journal._rows)
    assert counts == {"": 2, "修改": 1, "新增": 1, "删除": 0}


def test_the_journal_is_narrowed_to_typed_days(journal: JournalDialog) -> None:
    assert not journal._days.isVisible()
    journal._when.setCurrentIndex(journal._when.findData(OWN))
    assert journal._days.isVisible()
    today = date.today()
    journal._days.last.setText((today - timedelta(days=1)).isoformat())
    journal.renew()
    assert not journal._rows
    journal._days.last.setText("")
    journal._days.first.setText(f"{today.year}年{today.month}月{today.day}日")
    journal.renew()
    assert len(journal._rows) == 2


def test_a_day_that_cannot_be_read_limits_nothing_and_is_told(qapp: QApplication) -> None:
    made = DayRange()
    made.first.setText("2021-13-99")
    assert made.days == (None, None)
    assert "例" in texts(made)
    made.first.setText("2021.3.29")
    made.last.setText("20210301")
    assert made.days == (date(2021, 3, 29), date(2021, 3, 1))
    assert "后面" in texts(made)
    made.deleteLater()


# 与上年对比, 一体化填报


def test_what_last_year_did_not_tell_has_not_changed(window: MainWindow) -> None:
    window.workspace.visit("compare")
    page: Any = window.workspace.page("compare")
    named = {each.text().split()[0]: each.text().split()[-1] for each in page._filters.values()}
    assert int(named["有变化"]) < int(named["全部"])
    assert page._title.text() == "年初预算数"


def test_an_amount_of_the_form_tells_no_number_of_signs(window: MainWindow) -> None:
    window.workspace.visit("portal")
    page: Any = window.workspace.page("portal")
    rows = page.rows
    counts = {each.label: rows._words(each, 2) for each in rows.rows if not isinstance(each, str)}
    assert counts["项目名称"] == "4 字"
    assert not counts["年度资金总额 年初预算数"]


def test_the_commands_are_connected_once_the_welcome_page_has_been_painted(
    qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp)
    desk = Desk()
    made = MainWindow(lambda: desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.actions_by_name["new"].isEnabled() and made._furnished, timeout=10_000)
    made.close()


def test_ctrl_z_in_a_dialog_leaves_the_report_behind_it_alone(shown: MainWindow) -> None:
    shown.desk.write("project/1/executor", "热线科")
    shown.desk.close_edit()
    dialog = StateDialog(shown, "草稿", [], 100, 0)
    dialog.show()
    dialog.activateWindow()
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown.desk.report.project.executor == "热线科"
    dialog.close()
    journal = JournalDialog(shown, shown.desk, go=shown.workspace.go, tell=shown.workspace.toast.show_text)
    journal.show()
    journal.activateWindow()
    QTest.keyClick(journal.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown.desk.report.project.executor == "民情联系部"
    journal.close()
