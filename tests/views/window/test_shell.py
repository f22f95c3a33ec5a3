"""The window round an open report: section list, findings, preview, undo, read-only, files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from desktop.errors import KnownError, StoreError
from desktop.folders import home
from desktop.session import Session
from desktop.views.commands import COMMANDS, shortcuts
from desktop.views.main_window import MainWindow
from desktop.views.pages.catalogue import PAGES
from desktop.views.recent import recent_files
from tests.windows import focused, opened_window, press


def audited(window: MainWindow) -> MainWindow:
    window.workspace.audit.look()
    return window


def test_an_open_report_says_which_it_is_and_that_it_is_saved(window) -> None:
    assert window.windowTitle() == "民生诉求 2021年度 — 绩评"
    texts = window.grab()
    assert not texts.isNull()
    assert window.workspace.key == "project"


def test_every_page_is_built_when_it_is_first_visited_and_only_then(window) -> None:
    assert list(window.workspace._pages) == ["project"]
    for page in PAGES:
        window.workspace.visit(page.key)
        assert window.workspace.key == page.key
    assert len(window.workspace._pages) == len(PAGES)


def test_the_section_list_is_walked_by_keys_and_enter_goes_into_the_page(window, qtbot) -> None:
    window.workspace._navigation.take_focus()
    press(Qt.Key.Key_Down)
    assert window.workspace.key == "basis"
    press(Qt.Key.Key_Return)
    table = window.workspace.page("basis").table
    assert table.view.hasFocus() or table.isAncestorOf(focused())


def test_the_section_list_tells_states_and_findings_in_words_too(window) -> None:
    audited(window)
    model = window.workspace._navigation._model
    spoken = {model.data(model.index(n), Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())}
    assert any(text.startswith("支付明细，") and "处要处理" in text for text in spoken)
    assert any(text.startswith("立项依据，已完成") for text in spoken)


def test_f8_walks_through_the_findings_and_puts_the_focus_there(window) -> None:
    audited(window)
    window.actions_by_name["next_finding"].trigger()
    finding = window.workspace._strip._list.rows.findings[window.workspace._strip._at]
    assert window.workspace.place.startswith(finding.places[0].rpartition("/")[0])


def test_mending_a_finding_takes_it_from_strip_and_badge(window, qtbot) -> None:
    audited(window)
    before = window.workspace.audit.counts()["强制性"]
    payment = next(each for each in window.desk.report.payments if not each.payee)
    window.desk.write(f"payments/{payment.id}/payee", "中国电信")
    qtbot.waitUntil(lambda: window.workspace.audit.counts()["强制性"] == before - 1)


def test_the_findings_open_with_f6_and_never_hide_a_section(window) -> None:
    audited(window)
    press(Qt.Key.Key_F6)
    assert window.workspace._strip.is_unfolded
    assert window.workspace._strip.height() < window.height() / 3
    assert window.workspace._navigation.height() > 600
    press(Qt.Key.Key_F6)
    assert not window.workspace._strip.is_unfolded


def test_the_preview_stands_beside_the_page_and_follows_the_place(window, qtbot) -> None:
    window.actions_by_name["preview"].setChecked(True)
    with qtbot.waitSignal(window.workspace.proof.renewed):
        window.workspace.proof.look()
    window.workspace.go("payments/6/amount")
    page = window.workspace.proof.page_of("payments/6/amount")
    assert page is not None
    assert window.workspace._pane.view.sheet.page == page


def test_the_preview_is_laid_out_anew_at_every_edit(window, qtbot) -> None:
    window.actions_by_name["preview"].setChecked(True)
    window.workspace.proof.renew()
    with qtbot.waitSignal(window.workspace.proof.renewed):
        window.desk.write("project/1/name", "民情快线")
    assert "民情快线" in window.workspace.proof.document.title


def test_nothing_is_laid_out_while_nobody_looks(window, qtbot) -> None:
    window.desk.write("project/1/name", "民情快线")
    QTest.qWait(40)
    assert window.workspace.proof.document is None


def test_audit_and_preview_pages_stand_alone(window) -> None:
    window.actions_by_name["preview"].setChecked(True)
    window.workspace.visit("audit")
    assert not window.workspace._pane.isVisible()
    assert not window.workspace._strip.isVisible()
    window.workspace.visit("budget")
    assert window.workspace._pane.isVisible()
    assert window.workspace._strip.isVisible()


def test_a_strip_that_is_asked_for_where_none_stands_is_shown_beside_the_page_before(window) -> None:
    window.workspace.visit("contracts")
    for page in ("audit", "portal", "preview"):
        window.workspace.visit(page)
        window.actions_by_name["notes"].trigger()
        assert (window.workspace.key, window.workspace.side.key) == ("contracts", "notes")
        window.actions_by_name["notes"].trigger()
        assert window.workspace.side.key == ""
    window.workspace.visit("audit")
    window.actions_by_name["preview"].trigger()
    assert window.workspace.key == "preview"
    window.actions_by_name["score"].trigger()
    assert (window.workspace.key, window.workspace.side.key) == ("indicators", "score")


def test_undo_names_the_step_and_goes_back_to_its_page(window, qtbot) -> None:
    assert not window.actions_by_name["undo"].isEnabled()
    window.desk.write("contracts/1/amount", "300")
    window.desk.close_edit()
    assert "合同金额" in window.actions_by_name["undo"].toolTip()
    window.workspace.visit("results")
    window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: window.workspace.key == "contracts")
    assert window.desk.report.find("contracts", 1).amount == 318_550_000
    assert "合同金额" in window.actions_by_name["redo"].toolTip()


def test_no_two_commands_share_a_key_and_each_is_in_the_menu(window) -> None:
    taken = [key for key, _ in shortcuts(window.actions_by_name)]
    assert len(taken) == len(set(taken))
    menus = [window._menu, *window._menu.findChildren(QMenu)]
    menu = {action.text() for each in menus for action in each.actions()}
    assert all(window.actions_by_name[each.name].text() in menu for each in COMMANDS if each.name != "save")


def test_a_report_that_is_open_elsewhere_is_shown_but_not_changed(qapp, sample) -> None:
    with Session.open(sample), opened_window(qapp, sample) as window:
        assert window.desk.session.read_only
        assert window.workspace.banner.isVisible()
        assert not window.actions_by_name["import_ledger"].isEnabled()
        window.workspace.visit("payments")
        add = next(
            b for b in window.workspace.page("payments").findChildren(QPushButton) if b.text() == "新增一行"
        )
        assert not add.isEnabled()
        assert add.toolTip()


def test_once_the_other_has_closed_it_can_be_changed(qapp, sample) -> None:
    with Session.open(sample) as other, opened_window(qapp, sample) as window:
        other.close()
        window.workspace.banner.retry_wanted.emit()
        assert not window.desk.session.read_only
        assert not window.workspace.banner.isVisible()


def test_a_closed_report_is_listed_as_it_was_left(window, sample) -> None:
    audited(window)
    window.workspace.go("indicators/1/actual")
    window.close_report()
    entry = recent_files()[0]
    assert (Path(entry.path), entry.name, entry.year) == (sample, "民生诉求", 2021)
    assert entry.must > 0
    assert entry.place == "indicators/1/actual"
    assert window.windowTitle() == "绩评"
    window.open_path(sample)
    QTest.qWait(0)
    assert window.workspace.key == "indicators"


def test_after_a_crash_the_report_opens_where_it_was_last_changed(window) -> None:
    audited(window)
    window.workspace.go("payments/3/amount")
    window.desk.write("payments/3/amount", "5")
    audited(window)
    assert recent_files()[0].place == "payments/3/amount"


def test_opening_the_report_that_is_open_already_changes_nothing(window, sample) -> None:
    session = window.desk.session
    window.open_path(sample)
    assert window.desk.session is session


def test_a_file_that_is_none_is_refused_and_the_open_one_stays(window, tmp_path) -> None:
    other = tmp_path / "其他.jxzp"
    other.write_bytes(b"no report")
    with pytest.raises(StoreError):
        window.open_path(other)
    assert window.desk.is_open
    assert window.windowTitle().startswith("民生诉求")


def test_a_report_dropped_on_the_window_is_opened(empty_window, sample, qtbot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample))])
    where, action = QPoint(50, 50), Qt.DropAction.CopyAction
    buttons, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, action, data, buttons, plain)
    empty_window.dragEnterEvent(enter)
    assert enter.isAccepted()
    empty_window.dropEvent(QDropEvent(where.toPointF(), action, data, buttons, plain))
    qtbot.waitUntil(lambda: empty_window.desk.is_open)


def test_other_files_are_not_taken(empty_window, tmp_path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "报告.docx"))])
    where = QPoint(50, 50)
    enter = QDragEnterEvent(
        where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    empty_window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_the_window_comes_back_as_it_was(qapp) -> None:
    with opened_window(qapp) as window:
        window.actions_by_name["preview"].setChecked(True)
    with opened_window(qapp) as window:
        assert window.actions_by_name["preview"].isChecked()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"geometry": 5, "preview": "ja"}', '{"geometry": "%%%"}'])
def test_settings_that_cannot_be_read_are_those_of_the_first_start(qapp, text) -> None:
    (home() / "window.json").write_text(text, "utf-8")
    with opened_window(qapp) as window:
        assert not window.actions_by_name["preview"].isChecked()


@pytest.mark.parametrize(
    "text", ["", "{}", '[1, {}, {"path": 3}]', '[{"path": "/x.jxzp", "year": "ja", "unknown": 1}]']
)
def test_a_damaged_list_of_files_troubles_nobody(qapp, text) -> None:
    (home() / "recent.json").write_text(text, "utf-8")
    assert all(isinstance(each.year, int) for each in recent_files())
    with opened_window(qapp) as window:
        assert window.isVisible()


def test_what_cannot_be_saved_is_told_with_a_way_out(window, monkeypatch) -> None:
    told = []

    def show(dialog) -> int:
        told.append({button.text() for button in dialog.findChildren(QPushButton)})
        return 0

    monkeypatch.setattr("desktop.views.dialogs.error.ErrorDialog.exec", show)
    window.desk.gather("project/1/name", "民情")
    window.tell(KnownError("磁盘已满", "删掉一些文件"))
    assert told[0] >= {"重试", "存到别处…", "先不管"}
    assert window.desk.pending


def test_closing_writes_what_was_typed_and_never_asks(qapp, sample) -> None:
    with opened_window(qapp, sample) as window:
        window.desk.gather("project/1/name", "改过的名称")
        window.close()
        assert QApplication.activeModalWidget() is None
    with Session.open(sample, read_only=True) as session:
        assert session.report.project.name == "改过的名称"


def test_alt_and_a_number_lead_to_the_groups(window, qtbot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for number, key in (("2", "budget"), ("3", "goals"), ("5", "compare"), ("1", "project")):
        QTest.keyClick(focused(), number, Qt.KeyboardModifier.AltModifier)
        assert window.workspace.key == key


def test_ctrl_f_goes_into_the_search_of_the_page(window, qtbot) -> None:
    window.workspace.go("payments/1/item")
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.page("payments").table.filter_bar.line.hasFocus()


def test_a_toast_speaks_once_and_its_action_is_done(window) -> None:
    done = []
    window.workspace.toast.show_text("已带入 3 笔", "撤销", lambda: done.append(1))
    assert window.workspace.toast.isVisible()
    window.workspace.toast._action.click()
    assert done == [1]
    assert not window.workspace.toast.isVisible()


def test_pages_of_the_preview_are_leafed_by_keys_and_wheel(window) -> None:
    window.workspace.visit("preview")
    view = window.workspace.page("preview").view
    window.workspace.proof.renew()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.sheet.page == window.workspace.proof.page_count
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.sheet.page == 1
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.sheet.page == 1  # scrolled
    for _ in range(3):
        if view.sheet.page == 1:
            QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.sheet.page == 2


def test_a_page_that_is_not_seen_is_made_up_to_date_when_it_is(window) -> None:
    window.workspace.visit("budget")
    page = window.workspace.page("budget")
    window.workspace.visit("results")
    window.desk.write("payments/1/amount", "4.29")
    window.workspace.visit("budget")
    assert page.totals.cards["spent"]._value.text() == "519.61"


def test_a_copy_of_a_report_that_is_open_elsewhere_can_be_changed(
    qapp, sample, tmp_path, monkeypatch
) -> None:
    target = tmp_path / "我的副本.jxzp"
    monkeypatch.setattr("desktop.views.file_flow.ask_save", lambda *_: target)
    with Session.open(sample), opened_window(qapp, sample) as window:
        window.workspace.banner.copy_wanted.emit()
        assert window.desk.session.path == target
        assert not window.desk.session.read_only
        assert not window.workspace.banner.isVisible()
        window.workspace.go("project/1/executor")
        assert not focused().isReadOnly()


def test_a_report_under_review_says_why_it_cannot_be_changed(window) -> None:
    window.desk.write("project/1/state", "送审")
    window.workspace.visit("payments")
    add = next(
        b for b in window.workspace.page("payments").findChildren(QPushButton) if b.text() == "新增一行"
    )
    assert not add.isEnabled()
    assert "草稿" in add.toolTip()
    assert not window.actions_by_name["import_ledger"].isEnabled()
    window.desk.write("project/1/state", "草稿")
    assert add.isEnabled()
