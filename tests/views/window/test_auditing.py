"""The page 审核 under an officer's hands: sorted, filtered, mended, explained, exported."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.models.records import Explanation
from desktop.tasks.files import write_sample
from desktop.views.audit import first_place
from desktop.views.auditing.groups import key_of
from desktop.views.auditing.words import brief
from desktop.views.main_window import MainWindow
from desktop.views.pages.audit import AuditPage
from desktop.views.pages.catalogue import page_for
from tests.windows import compose, focused, keys, opened_window, press

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
GOOD = "余额4.70万元为质保金，因合同第八条约定在验收满一年后支付"


@pytest.fixture
def page(window: MainWindow) -> AuditPage:
    window.workspace.audit.look()
    window.workspace.visit("audit")
    made = window.workspace.page("audit")
    assert isinstance(made, AuditPage)
    return made


def choose(page: AuditPage, rule: str) -> None:
    finding = next(each for each in page.room.audit.findings if each.rule == rule)
    assert page.list.choose(key_of(finding))
    assert page.detail.finding == finding


def shown(page: AuditPage) -> list[str]:
    """Return the rules of the findings in the list."""
    found = (page.list.rows.finding(n) for n in range(page.list.rows.rowCount()))
    return [each.rule for each in found if each]


def test_enter_leads_to_where_a_finding_is_mended(page, window) -> None:
    press(Qt.Key.Key_Return)
    finding = page.room.audit.findings[0]
    assert window.workspace.key == page_for(finding.places[0]).key
    assert window.workspace.place == finding.places[0]


def test_findings_are_sorted_by_class_place_and_rule_and_groups_fold(page) -> None:
    every = len(page.room.audit.findings)
    assert len(shown(page)) == every
    titles = []
    for by in ("按规则", "按位置", "按类别"):
        page.filters.orders[by].click()
        assert len(shown(page)) == every
        titles.append(page.list.rows.items[0].title)
    assert titles == ["B08", "项目概况", "强制性"]
    page.list.setFocus()
    first = len(page.list.rows.items[0].findings)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Left)
    assert len(shown(page)) == every - first
    press(Qt.Key.Key_Return)
    assert len(shown(page)) == every


def test_a_state_alone_and_words_are_looked_for(page, window) -> None:
    page.filters.states["提示"].click()
    assert {each.severity.value for each in page.room.audit.findings if each.rule in shown(page)} == {"提示"}
    page.filters.states["提示"].click()
    press(Qt.Key.Key_F, CTRL)
    keys("c12")
    assert set(shown(page)) == {"C12"}
    press(Qt.Key.Key_A, CTRL)
    keys("hthz")  # no place has these initials
    assert shown(page) == []
    assert "hthz" in page._nothing.text()


def test_an_empty_phrase_is_refused_with_what_to_write(page) -> None:
    choose(page, "C03")
    page.detail.explanation.input.setFocus()
    compose("核实无误")
    press(Qt.Key.Key_Return, CTRL)
    assert not page.desk.report.explanations
    assert "请写明原因，例：" in page.detail.explanation._problem.text()
    assert focused() is page.detail.explanation.input


def test_a_good_text_is_noted_with_ctrl_enter_and_the_next_one_comes(page, window) -> None:
    choose(page, "C03")
    finding = page.detail.finding
    box = page.detail.explanation
    box.input.setFocus()
    assert [mark.text for mark in box._ticks._marks[:3]] == ["没写原因", "没写具体事项", "没写依据文件"]
    compose(GOOD)
    assert [mark.text for mark in box._ticks._marks[:3]] == ["写了原因", "写了具体事项", "写了依据文件"]
    press(Qt.Key.Key_Return, CTRL)
    (kept,) = page.desk.report.explanations
    assert (kept.rule, kept.place, kept.text) == ("C03", finding.place, GOOD)
    assert page.detail.finding.rule == "C04"
    assert page.filters.states["已说明"].text() == "已说明 1"
    assert window.workspace.toast.isVisible()
    page.filters.states["已说明"].click()
    assert shown(page) == ["C03"]
    assert box.input.text() == GOOD
    assert box._note.text().startswith("已说明，今天 ")
    box._take_back.click()
    assert not page.desk.report.explanations
    page.desk.undo()
    assert page.desk.report.explanations == (kept,)


def test_what_is_typed_stays_with_its_finding_and_can_be_undone_alone(page) -> None:
    choose(page, "C03")
    box = page.detail.explanation
    press(Qt.Key.Key_F2)
    assert focused() is box.input
    before = page.desk.report
    keys("a")
    compose("因为")
    press(Qt.Key.Key_Z, CTRL)
    assert page.desk.report is before
    assert box.input.text() != "a因为"
    compose("还没写完")
    text = box.input.text()
    choose(page, "C01")
    assert box.input.text() == ""
    choose(page, "C03")
    assert box.input.text() == text


@pytest.mark.parametrize(
    ("key", "held"), [(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier), (Qt.Key.Key_Apostrophe, CTRL)]
)
def test_explanations_offer_what_others_said_before(page, key, held) -> None:
    desk = page.desk
    desk.edit(
        desk.report.with_rows("explanations", [Explanation(7, "Z99", "project/1", "", GOOD)]), "写过的说明"
    )
    choose(page, "C01")
    box = page.detail.explanation.input
    box.setFocus()
    press(key, held)
    assert box.open
    assert QApplication.activeModalWidget() is None
    press(Qt.Key.Key_Return)
    assert box.text() == GOOD
    assert not box.open


def test_an_explanation_expires_when_a_number_changes(page) -> None:
    choose(page, "C03")
    page.detail.explanation.input.setFocus()
    compose(GOOD)
    press(Qt.Key.Key_Return, CTRL)
    page.desk.write("contracts/5/amount", "48")
    page.room.audit.look()
    assert page.filters.states["已失效"].text() == "已失效 1"
    page.filters.states["已失效"].click()
    assert shown(page) == ["C03"]
    assert page.detail.explanation._expired.isVisible()
    assert page.detail.explanation.input.text() == GOOD
    told = [each.text() for each in page.detail.facts.findChildren(QLabel)]
    assert {"原值 → 现值", "47.00 → 48.00", "42.30", "4.70 → 5.70"} <= set(told)
    assert page.detail.facts.links[0].accessibleName().startswith("合同金额 48.00，写说明时是 47.00，去 ")
    page.detail.explanation.input.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    assert page.filters.states["已失效"].text() == "已失效 0"


def test_what_must_be_mended_cannot_be_explained(page) -> None:
    choose(page, "C12")
    assert not page.detail.explanation.isVisible()
    assert page.detail._must.isVisible()


def test_a_quick_fix_says_what_it_changes_and_is_one_step(page, window) -> None:
    choose(page, "I09")
    before = page.desk.report
    (button,) = page.detail.fixes.buttons
    assert "绩效指标 第 1 行 符号：未填 → ≥" in button.toolTip()
    QTest.qWait(0)
    button.setFocus()
    press(Qt.Key.Key_Space)
    assert page.desk.report != before
    assert window.workspace.toast.isVisible()
    window.workspace.toast._action.click()
    assert page.desk.report == before


def test_a_locked_report_is_explained_but_not_mended(page) -> None:
    page.desk.write("project/1/state", "送审")
    page.room.audit.look()
    choose(page, "I09")
    (button,) = page.detail.fixes.buttons
    assert not button.isEnabled()
    assert "送审" in button.toolTip()
    choose(page, "C03")
    page.detail.explanation.input.setFocus()
    compose(GOOD)
    press(Qt.Key.Key_Return, CTRL)
    assert len(page.desk.report.explanations) == 1


def test_every_number_leads_to_its_place(page, window) -> None:
    choose(page, "C03")
    link = page.detail.facts.links[0]
    assert link.property("place") == "contracts/5/amount"
    link.click()
    assert window.workspace.place == "contracts/5/amount"
    window.workspace.visit("audit")
    choose(page, "I01")
    assert len(page.detail.facts.links) == 2
    page.detail.facts._more.click()
    assert len(page.detail.facts.links) == 25


def test_f8_lands_in_the_field_or_cell_of_every_finding(page, window) -> None:
    for finding in page.room.audit.open_findings:
        window.workspace.go_to_finding(finding)
        where, widget = first_place(finding), QApplication.focusWidget()
        assert window.workspace.key == page_for(where).key
        assert isinstance(widget, QWidget)
        assert widget.window() is window
        if where.count("/") == 2:
            landed = window.workspace.place
            if where.startswith("indicators/"):  # One cell holds sign, number, words and unit of a target
                landed, where = landed.rpartition("/")[0], where.rpartition("/")[0]
            assert landed == where, finding


def test_f8_goes_on_from_the_finding_that_is_looked_at(page, window) -> None:
    choose(page, "C03")
    press(Qt.Key.Key_F8)
    assert window.workspace.place == "contracts/1/note"  # C04
    press(Qt.Key.Key_F8, SHIFT)
    assert window.workspace.place == "contracts/5/note"


def test_undoing_an_explanation_comes_back_to_it(page, window, qtbot) -> None:
    choose(page, "C03")
    page.detail.explanation.input.setFocus()
    compose(GOOD)
    press(Qt.Key.Key_Return, CTRL)
    window.workspace.visit("project")
    window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: window.workspace.key == "audit")
    assert not page.desk.report.explanations


def test_nothing_of_any_finding_is_cut_in_the_smallest_window(page) -> None:
    for finding in page.room.audit.findings:
        page.list.choose(key_of(finding))
        QTest.qWait(0)
        assert page.detail.minimumSizeHint().width() <= page._scroll.viewport().width(), finding


def test_very_long_names_leave_room_for_what_a_finding_says(page, window) -> None:
    long = "很长的名称，说明一件事情，" * 40
    for row in window.desk.report.contracts:
        window.desk.write(f"contracts/{row.id}/name", long)
    window.workspace.audit.look()
    choose(page, "C03")
    finding = page.detail.finding
    assert finding
    assert len(page.detail._message.text()) < 120
    assert page.detail._message.text().endswith("合同已写完成")
    assert 300 < len(page.detail._message.toolTip()) <= 600
    row = page.list.rows.row_of(key_of(finding))
    told = page.list.rows.index(row, 0)
    assert len(told.data(Qt.ItemDataRole.ToolTipRole)) <= 600
    assert long in told.data(Qt.ItemDataRole.AccessibleTextRole)


def test_names_are_shortened_where_they_are_quoted() -> None:
    assert brief("《一二三四五》：合同 47.00，“六七八九十”", 4) == "《一二三…》：合同 47.00，“六七八…”"
    assert brief("合同 47.00 − 已付 42.30 = 4.70", 4) == "合同 47.00 − 已付 42.30 = 4.70"


def test_a_toast_is_no_wider_than_the_page_and_keeps_its_action(window) -> None:
    toast = window.workspace.toast
    toast.show_text("已改正：" + "很长的名称" * 200, "撤销", lambda: None)
    assert toast.width() <= 900
    assert toast._text.text().endswith("…")
    assert toast._action.isVisible()
    toast.show_text("已备份")
    assert (toast._text.text(), toast._text.toolTip()) == ("已备份", "")


def test_the_toast_of_a_quick_fix_takes_back_that_fix_alone(page, window) -> None:
    toast = window.workspace.toast
    choose(page, "C12")
    fixed = page.detail.finding.places[0]
    page.detail.fixes.buttons[0].click()
    filled = window.desk.report
    window.desk.write("project/1/name", "后来改的")
    window.desk.flush()
    toast._action.click()
    assert window.desk.report.project.name == "后来改的"
    assert toast.accessibleName().startswith("后来又改过了")
    window.desk.undo()
    assert window.desk.report == filled
    choose(page, "C12")
    page.detail.fixes.buttons[0].click()
    assert page.detail.finding.places[0] != fixed
    before = window.desk.report
    toast._action.click()
    assert window.desk.report == filled != before


def test_when_all_is_explained_nothing_of_a_finding_is_left_in_sight(qapp, tmp_path) -> None:
    path = tmp_path / "完整.jxzp"
    write_sample("complete", path)
    with opened_window(qapp, path) as window:
        window.workspace.audit.look()
        window.workspace.visit("audit")
        page: Any = window.workspace.page("audit")
        (finding,) = window.workspace.audit.findings
        assert page.detail.isVisible()
        page._note("四舍五入造成的尾差，合计以原数相加为准")
        assert not window.workspace.audit.open_findings
        assert not page.detail.isVisible()
        assert page._nothing.text() == "没有要处理的问题；已说明 1 处，点开可以看。"
        page.list.setFocus()
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down):
            press(key)
        assert page.detail.isVisible()
        assert not page._nothing.isVisible()
        page.filters.choose("已说明")
        assert page.detail.isVisible()
        assert page.detail.finding.message == finding.message
        page.filters.choose("强制性")
        assert not page.detail.isVisible()
        assert page._nothing.text() == "没有强制性的问题。"
