"""Field help, marks, 查找, 替换, 修改记录, 一体化填报 and settings, by keys as an officer presses them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.errors import KnownError
from desktop.models.marks import note_at, unconfirmed
from desktop.tasks.last_year import next_year
from desktop.tasks.states import set_state
from desktop.views.dialogs.journal import JournalDialog
from desktop.views.dialogs.replace import ReplaceDialog
from desktop.views.dialogs.settings import SettingsDialog
from desktop.views.finder import Finder
from desktop.views.help_strip import HelpStrip
from desktop.views.main_window import MainWindow
from desktop.views.marking import NoteDialog, NotesStrip
from desktop.views.only_last import OnlyLast
from desktop.views.settings import load_settings, save_settings
from desktop.views.tables import RecordTable
from tests.windows import SMALLEST, compose, focused, opened_window, press

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def carried(qapp, sample: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a window with next year's file in it."""
    path = tmp_path / "民生诉求2022.jxzp"
    next_year(sample, 2022, path)
    with opened_window(qapp, path) as made:
        yield made


def help_of(window: MainWindow) -> HelpStrip:
    """Return the field help, shown."""
    window.actions_by_name["help"].setChecked(True)
    strip = window.workspace.side.widget("help")
    assert isinstance(strip, HelpStrip)
    return strip


# Field help


def test_f1_shows_the_help_of_the_field_that_has_the_focus(window) -> None:
    window.workspace.go("project/1/executor")
    press(Qt.Key.Key_F1)
    strip = window.workspace.side.widget("help")
    assert strip.isVisible()
    assert strip.title.text() == "实施科室"
    assert "职责分工" in strip.where.text()
    assert strip.last_year.text() == "没有上年文件"
    window.workspace.go("project/1/department")
    assert strip.title.text() == "主管部门　必填"
    assert "R01" in strip.source.text()
    press(Qt.Key.Key_F1)
    assert not strip.isVisible()


def test_the_help_lists_the_changes_of_the_field(window) -> None:
    strip = help_of(window)
    window.workspace.go("project/1/executor")
    press(Qt.Key.Key_A, CTRL)
    compose("热线科")
    press(Qt.Key.Key_Return)
    window.workspace.go("project/1/executor")
    assert "民情联系部 → 热线科" in strip._changes.lines.text()


def test_help_and_preview_replace_one_another_and_each_page_remembers_its_own(window) -> None:
    window.actions_by_name["preview"].setChecked(True)
    pane = window.workspace._pane
    assert pane.isVisible()
    strip = help_of(window)
    assert strip.isVisible()
    assert not pane.isVisible()
    assert not window.actions_by_name["preview"].isChecked()
    window.workspace.visit("budget")
    window.actions_by_name["preview"].setChecked(True)
    window.workspace.visit("project")
    assert strip.isVisible()
    assert window.actions_by_name["help"].isChecked()
    window.workspace.visit("budget")
    assert pane.isVisible()
    pane.closed.emit()
    assert not window.actions_by_name["preview"].isChecked()


def test_the_help_says_what_last_years_file_held(carried) -> None:
    strip = help_of(carried)
    carried.workspace.go("project/1/executor")
    assert strip.last_year.text() == "2021年度　民情联系部"
    assert "还没有人确认" in strip.origin.text()
    assert strip._confirm.isVisible()


@pytest.mark.parametrize("page", ["project", "budget", "payments", "goals", "indicators", "prose"])
def test_beside_the_help_nothing_is_larger_than_the_smallest_screen(window, page) -> None:
    help_of(window)
    window.workspace.visit(page)
    QApplication.processEvents()
    assert (window.width(), window.height()) == SMALLEST


# 上年数


def test_alt_enter_confirms_the_value_of_a_field(carried) -> None:
    carried.workspace.go("project/1/executor")
    assert "project/1/executor" in unconfirmed(carried.desk.report, ["project"])
    press(Qt.Key.Key_Return, ALT)
    assert "project/1/executor" not in unconfirmed(carried.desk.report, ["project"])
    assert "实施科室" in carried.desk.session.undo_text


def test_all_of_a_page_is_confirmed_after_one_question_and_is_one_undo(carried, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("desktop.views.marking.agreed", lambda *words: asked.append(words) or True)
    count = len(unconfirmed(carried.desk.report, ["project"]))
    button = carried.workspace.page("project")._confirm
    assert button.isVisible()
    button.click()
    assert len(asked) == 1
    assert f"{count} 个值" in asked[0][2]
    assert unconfirmed(carried.desk.report, ["project"]) == ()
    assert not button.isVisible()
    carried.desk.undo()
    assert len(unconfirmed(carried.desk.report, ["project"])) == count


def test_only_what_is_still_last_years_is_shown_and_then_all_again(carried) -> None:
    (only,) = help_of(carried).findChildren(OnlyLast)
    fields = carried.workspace.page("project").form.fields
    only.button.click()
    assert fields["executor"].isVisible()
    assert not fields["year"].isVisible()
    carried.workspace.go("project/1/executor")
    press(Qt.Key.Key_Return, ALT)
    assert not fields["executor"].isVisible()
    only.button.click()
    assert fields["year"].isVisible()
    only.button.click()
    carried.workspace.visit("goals")
    carried.workspace.visit("project")
    assert fields["year"].isVisible()


def test_an_empty_field_of_a_carried_record_is_not_last_years(carried) -> None:
    fields = carried.workspace.page("project").form.fields
    assert fields["author"].origin.text() == ""
    assert fields["executor"].origin.text() == "上年"


# 待核实


def test_a_note_is_pinned_to_the_field_and_listed(window, monkeypatch, qtbot) -> None:
    def answer(dialog: NoteDialog) -> int:
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        compose("等科室确认")
        press(Qt.Key.Key_Return, CTRL)
        return dialog.result()

    monkeypatch.setattr(NoteDialog, "exec", answer)
    window.workspace.go("project/1/executor")
    window.actions_by_name["note"].trigger()
    assert note_at(window.desk.report, "project/1/executor") == "等科室确认"
    assert window.workspace.page("project").form.fields["executor"].origin.text() == "待核实"
    assert "待核实" in window.desk.session.undo_text
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_by_name["notes"].setChecked(True)
    strip = window.workspace.side.widget("notes")
    assert isinstance(strip, NotesStrip)
    assert strip.list.count() == len(window.desk.report.notes)
    strip.list.setCurrentRow(strip.list.count() - 1)
    window.workspace.visit("payments")
    strip.list.setFocus()
    press(Qt.Key.Key_Return)
    assert window.workspace.place == "project/1/executor"
    strip.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert note_at(window.desk.report, "project/1/executor") == ""


def test_a_note_needs_a_field_and_is_told_so(window, monkeypatch) -> None:
    monkeypatch.setattr(NoteDialog, "exec", lambda _dialog: pytest.fail("asked"))
    window.workspace.visit("payments")
    window.workspace._place = "payments"
    window.actions_by_name["note"].trigger()
    assert window.workspace.toast.isVisible()


def test_a_locked_report_may_still_be_noted(window) -> None:
    set_state(window.desk.session, "送审")
    window.interior.tools.marking.pin("project/1/executor", "问清楚")
    assert note_at(window.desk.report, "project/1/executor") == "问清楚"


def test_a_field_offers_its_own_actions_in_its_menu(window) -> None:
    offered = [each for each in window.actions() if each.property("field")]
    texts = {each.text() for each in offered}
    assert texts == {"同一个数的下一处", "待核实…", "确认这个值", "字段说明", "插入词句…", "收进词句库"}


def test_the_menus_of_fields_and_cells_offer_them(window) -> None:
    window.workspace.go("project/1/executor")
    QApplication.sendEvent(
        focused(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(400, 300))
    )
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert {"待核实…", "确认这个值"} <= {each.text() for each in menu.actions()}
    menu.close()
    window.workspace.go("payments/1/item")
    menu = window.workspace.page("payments").findChild(RecordTable).view.deeds.menu()
    assert "待核实…" in {each.text() for each in menu.actions()}
    menu.close()


# 查找


def found(window: MainWindow, typed: str) -> Finder:
    """Return 查找 with something typed into it."""
    press(Qt.Key.Key_K, CTRL)
    finder = window.interior.tools.finder
    assert finder.isVisible()
    QTest.keyClicks(finder.line, typed)
    return finder


def test_ctrl_k_finds_a_page_by_initials_and_goes_there(window) -> None:
    finder = found(window, "zfmx")
    assert (finder.hits[0].kind, finder.hits[0].text) == ("页面", "支付明细")
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert not finder.isVisible()
    assert window.workspace.key == "payments"


def test_ctrl_k_finds_a_value_by_amount_and_a_field_by_name(window) -> None:
    finder = found(window, "318.55")
    hit = next(each for each in finder.hits if each.place == "contracts/1/amount")
    assert hit.detail == "合同 第 1 行 合同金额"
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert window.workspace.key == "contracts"
    finder = found(window, "ssks")
    assert finder.hits[0].place == "project/1/executor"
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert window.workspace.place == "project/1/executor"


def test_ctrl_k_does_a_command(window) -> None:
    finder = found(window, "zdsm")
    assert finder.hits[0].command == "help"
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert window.actions_by_name["help"].isChecked()


def test_ctrl_k_chooses_with_the_arrows_and_closes_with_esc(window) -> None:
    finder = found(window, "rxfw")
    assert len(finder.hits) > 5
    QTest.keyClick(finder.line, Qt.Key.Key_Down)
    QTest.keyClick(finder.line, Qt.Key.Key_Down)
    QTest.keyClick(finder.line, Qt.Key.Key_Up)
    assert finder.list.currentIndex().row() == 1
    QTest.keyClick(finder.line, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert window.workspace.key == "project"


def test_what_is_not_there_is_said(window) -> None:
    finder = found(window, "qqqqzz")
    assert finder.hits == ()
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert finder.isVisible()
    finder.reject()


# 查找和替换


@pytest.fixture
def replacing(window) -> Iterator[ReplaceDialog]:
    space = window.workspace
    made = ReplaceDialog(window, window.desk, ("contracts",), "合同", go=space.go, tell=space.toast.show_text)
    made.show()
    made.activateWindow()
    made.words.setFocus()
    yield made
    made.close()
    made.deleteLater()


def test_words_are_replaced_everywhere_as_one_edit(window, replacing, qtbot) -> None:
    compose("民生诉求")
    press(Qt.Key.Key_Return)
    count = len(replacing.rows.hits)
    assert count > 20
    replacing.new.setFocus()
    compose("民情快线")
    assert replacing.rows.index(0, 2).data() == "民情快线"
    replacing.table.setFocus()
    replacing.table.selectRow(1)
    press(Qt.Key.Key_Space)
    assert replacing.go_button.text() == f"替换 {count - 1} 处"
    kept = replacing.rows.hits[1]
    before = window.desk.report
    replacing.go_button.click()
    assert window.desk.report.project.name == "民情快线"
    qtbot.waitUntil(lambda: [hit.place for hit in replacing.rows.hits] == [kept.place])
    window.desk.undo()
    assert window.desk.report == before


def test_with_nothing_in_their_place_words_are_said_to_go(window, replacing) -> None:
    compose("民生诉求")
    press(Qt.Key.Key_Return)
    count = len(replacing.rows.hits)
    assert replacing.go_button.text() == f"删去 {count} 处"
    replacing.go_button.click()
    assert window.workspace.toast.accessibleName() == f"删去了 {count} 处"
    window.desk.undo()
    assert window.desk.report.project.name == "民生诉求"


def test_words_may_be_sought_on_the_page_alone(replacing) -> None:
    compose("民生诉求")
    replacing._where.setCurrentIndex(1)
    assert replacing.rows.hits
    assert all(hit.place.startswith("contracts/") for hit in replacing.rows.hits)


def test_in_a_locked_report_words_are_found_but_not_replaced(window, replacing) -> None:
    set_state(window.desk.session, "送审")
    compose("民生诉求")
    replacing.look()
    assert replacing.rows.hits
    assert not replacing.go_button.isEnabled()
    assert "草稿" in replacing.go_button.toolTip()


def test_enter_goes_to_where_the_words_stand(window, replacing) -> None:
    compose("民情联系部")
    replacing.look()
    replacing.table.setFocus()
    replacing.table.selectRow(0)
    press(Qt.Key.Key_Return)
    assert not replacing.isVisible()
    assert window.workspace.place == replacing.rows.hits[0].place


# 修改记录


@pytest.fixture
def journal(window) -> Iterator[JournalDialog]:
    window.desk.write("project/1/executor", "热线科")
    window.desk.close_edit()
    window.desk.write("contracts/1/amount", "300")
    window.desk.close_edit()
    space = window.workspace
    made = JournalDialog(window, window.desk, go=space.go, tell=space.toast.show_text)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_the_journal_is_filtered_by_words_and_place(journal) -> None:
    assert [each.where for each in journal._rows] == ["合同 第 1 行 合同金额", "项目概况 实施科室"]
    journal.activateWindow()
    journal._words.setFocus()
    compose("热线科")
    journal.renew()
    assert [each.new for each in journal._rows] == ["热线科"]
    journal._words.clear()
    journal._where.setCurrentIndex(journal._where.findData("contracts"))
    assert [each.old for each in journal._rows] == ["318.55万元"]


def test_one_change_is_taken_back(window, journal) -> None:
    journal.table.choose(1)
    journal.back.click()
    assert window.desk.report.project.executor == "民情联系部"
    assert window.desk.report.find("contracts", 1).amount == 300_000_000
    journal.renew()
    assert journal._rows[0].new == "民情联系部"
    assert "撤回" in journal._rows[0].why
    journal.table.choose(2)
    with pytest.raises(KnownError):
        journal._take_back()


def test_taking_back_leaves_the_choice_where_it_was_and_says_what_it_does(window, journal) -> None:
    window.desk.remove("results", [5])
    journal.renew()
    journal.table.choose(0)
    assert (journal._rows[0].where, journal.back.text()) == ("成果数据", "取回删除的这一条")
    removed = journal._current()
    journal.back.click()
    journal.renew()
    assert window.desk.report.find("results", 5)
    assert journal._current().entered == removed.entered  # Pressed twice it takes no other change back
    journal.table.choose(0)
    assert journal.back.text() == "删掉新增的这一条"
    journal.back.click()
    assert not window.desk.report.find("results", 5)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_journal_is_exported(window, journal, tmp_path, monkeypatch, qtbot, suffix) -> None:
    path = tmp_path / f"记录{suffix}"
    monkeypatch.setattr("desktop.views.dialogs.journal.ask_save", lambda *_: path)
    journal._export()
    qtbot.waitUntil(window.workspace.toast.isVisible)  # Told once it is written
    assert path.stat().st_size > 50
    if suffix == ".csv":
        assert "热线科" in path.read_text("utf-8-sig")


def test_the_commands_open_their_dialogs(window, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: shown.append(type(dialog).__name__) or 0)
    for name in ("replace", "journal", "settings"):
        window.actions_by_name[name].trigger()
    assert shown == ["ReplaceDialog", "JournalDialog", "SettingsDialog"]


# 一体化填报


def test_boxes_are_copied_in_their_order_and_stay_ticked(window) -> None:
    window.workspace.visit("portal")
    page = window.workspace.page("portal")
    page.focus_first()
    assert page.rows.box(page.table.currentIndex().row()).label == "项目名称"
    press(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == window.desk.report.project.name
    press(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == window.desk.report.project.department
    assert page._done.text().startswith("已填 2 / ")
    window.desk.write("project/1/name", "民情快线")
    assert page.rows.state(page.rows.box(1)) == "又改过"
    assert page.rows.state(page.rows.box(2)) == "已填"
    assert page._done.text().startswith("已填 1 / ")


def test_ticks_that_were_cleared_can_be_had_back(window) -> None:
    window.workspace.visit("portal")
    page = window.workspace.page("portal")
    assert not page._clear_all.isEnabled()
    page.copy(1)
    page._clear_all.click()
    assert page._done.text().startswith("已填 0 / ")
    window.workspace.toast._action.click()
    assert page._done.text().startswith("已填 1 / ")


def test_a_copy_of_all_holds_every_part_and_a_click_copies_one(window, qtbot) -> None:
    window.workspace.visit("portal")
    page = window.workspace.page("portal")
    page._copy_all()
    assert "【项目资金（万元）】" in QGuiApplication.clipboard().text()
    at = page.table.visualRect(page.rows.index(3, 4)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert QGuiApplication.clipboard().text() == window.desk.report.project.unit
    box = page.table.visualRect(page.rows.index(3, 0))
    QTest.mouseClick(
        page.table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=box.topLeft() + type(at)(15, box.height() // 2),
    )
    assert page.rows.state(page.rows.box(3)) == ""


def test_a_text_that_is_too_long_is_red(window) -> None:
    window.workspace.visit("portal")
    page = window.workspace.page("portal")
    assert all(
        "多" in page.rows.index(n, 2).data()
        for n, box in enumerate(page.rows.rows)
        if getattr(box, "over", 0)
    )


# Settings


def test_settings_are_kept_and_closing_the_window_keeps_them_too(qapp, sample) -> None:
    with opened_window(qapp, sample) as window:
        dialog = SettingsDialog(window, ask_second=lambda: None)
        dialog.enter.setChecked(False)
        dialog.deleteLater()
        window.workspace.go("project/1/department")
        field = focused()
        press(Qt.Key.Key_Return)
        assert focused() is field
    assert not load_settings().enter_moves


def test_a_size_nobody_offers_is_the_standard_one() -> None:
    from dataclasses import replace

    save_settings(replace(load_settings(), scale=3))
    assert load_settings().scale == 100
