"""自定义审核 under an officer's hands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.models.records import UserRule
from desktop.store.own_rulepacks import checked, copied
from desktop.store.rulepacks import installed
from desktop.tasks.pack_rules import keep_rules, shelf
from desktop.views.auditing.words import where_of
from desktop.views.dialogs.user_rules import UserRules
from desktop.views.main_window import MainWindow
from tests.windows import compose, focused, keys, press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(window: MainWindow) -> UserRules:
    made = UserRules(window, window.desk.reckoning, "", "")
    made.show()
    QTest.qWait(0)
    return made


@pytest.fixture
def answered(monkeypatch) -> Callable[[Callable[[UserRules], None]], None]:
    """Let a dialog that would be shown be worked on instead, and then accepted."""

    def answer(work: Callable[[UserRules], None]) -> None:
        def run(self: UserRules) -> int:
            self.show()
            QTest.qWait(0)
            work(self)
            self.accept()
            return self.result()

        monkeypatch.setattr(UserRules, "exec", run)

    return answer


def write(dialog: UserRules) -> None:
    """Write 全年执行数 = 全年预算数 by keys and pinyin initials."""
    assert focused() is dialog.form.left
    compose("全年执行")
    press(Qt.Key.Key_Tab)
    assert dialog.form.left.text() == "全年执行数"
    dialog.form.right.setFocus()
    keys("qnys")
    press(Qt.Key.Key_Return)
    assert dialog.form.right.text() == "全年预算数"


def test_a_side_is_found_by_words_or_initials_and_the_result_is_told_at_once(dialog) -> None:
    write(dialog)
    assert dialog.form._word.text() == "不成立，会列进审核结果"
    assert "相差 0.29" in dialog.form._text.text()
    dialog.form.tolerance.setFocus()
    keys("0.3")
    assert dialog.form._word.text() == "成立"
    dialog.done(0)


def test_only_the_last_name_of_a_sum_is_replaced(dialog) -> None:
    left = dialog.form.left
    keys("100 + ")
    compose("到位")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert left.text().startswith("100 + ")
    assert "到位" in left.text()
    left.setFocus()
    press(Qt.Key.Key_A, CTRL)
    keys("12.5")
    assert not left.open
    press(Qt.Key.Key_Tab)
    assert left.text() == "12.5"
    dialog.done(0)


def test_typing_in_the_dialog_is_undone_there_and_not_in_the_report(dialog, window) -> None:
    window.desk.write("project/1/executor", "甲")
    before = window.desk.report
    dialog.form.note.setFocus()
    keys("abc")
    press(Qt.Key.Key_Z, CTRL)
    assert window.desk.report is before
    assert dialog.form.note.text() == ""
    dialog.done(0)


def test_rules_are_kept_as_one_edit_and_found_at_once(window, answered) -> None:
    answered(write)
    window.actions_by_name["own_rules"].trigger()
    assert window.workspace.key == "audit"
    (rule,) = window.desk.report.user_rules
    assert (rule.left, rule.operator, rule.right) == ("全年执行数", "=", "全年预算数")
    finding = next(each for each in window.workspace.audit.findings if each.rule == "U01")
    assert finding.severity.value == "核实性"
    window.desk.undo()
    assert window.desk.report.user_rules == ()


def test_a_rule_is_edited_and_removed(window, answered) -> None:
    rules = (UserRule(1, "1", "=", "1"), UserRule(2, "坏的", "=", "1"))
    window.desk.edit(window.desk.report.with_rows("user_rules", rules), "写规则")
    window.workspace.audit.look()
    window.workspace.visit("audit")
    page = window.workspace.page("audit")
    seen = []

    def work(dialog: UserRules) -> None:
        seen.append(dialog.list.currentRow())
        dialog.less.click()
        dialog.form.note.setFocus()
        compose("为了核对")

    answered(work)
    finding = next(each for each in window.workspace.audit.findings if each.rule == "U01")
    assert finding.place == "user_rules/2"
    page._go(finding)
    assert seen == [1]
    assert window.desk.report.user_rules == (UserRule(1, "1", "=", "1", note="为了核对"),)


def test_written_rules_are_given_up_only_when_the_officer_says_so(dialog, monkeypatch) -> None:
    answers = [False, True]
    monkeypatch.setattr("desktop.views.dialogs.user_rules.confirmed", lambda *_, **__: answers.pop(0))
    write(dialog)
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_locked_report_shows_its_rules_only(window) -> None:
    rules = (UserRule(1, "1", "=", "1"),)
    window.desk.edit(window.desk.report.with_rows("user_rules", rules), "写规则")
    dialog = UserRules(window, window.desk.reckoning, "", "只读：王工正在编辑")
    assert not any(each.isEnabled() for each in (dialog.more, dialog.less, dialog.keep))
    assert dialog.form.left.isReadOnly()
    assert dialog.keep.toolTip() == "只读：王工正在编辑"
    dialog.done(0)


@pytest.fixture
def packed(window: MainWindow) -> MainWindow:
    """Return the window with a report that uses an own rule pack, called 本市."""
    copied("shenzhen", "mine", "本市")
    window.desk.write("project/1/rule_pack", "mine")
    window.desk.close_edit()
    return window


def test_a_rule_is_put_into_the_rule_pack_and_checked_from_there(packed, answered) -> None:
    def work(dialog: UserRules) -> None:
        write(dialog)
        dialog.scope.setFocus()
        press(Qt.Key.Key_Down)
        assert dialog.scope.currentText() == "存进规则包“本市”，用它的文件都查"
        assert dialog.list.currentItem().text().endswith("（规则包）")
        dialog.form.right.put("")
        dialog.form.right.typed.emit("")
        assert not dialog.keep.isEnabled()
        assert "左右两边都要写" in dialog.keep.toolTip()
        dialog.form.right.put("全年预算数")
        dialog.form.right.typed.emit("全年预算数")
        assert dialog.keep.isEnabled()

    answered(work)
    packed.actions_by_name["own_rules"].trigger()
    assert packed.desk.report.user_rules == ()
    (rule,) = checked(installed("mine"), "mine").rules
    assert (rule.left, rule.right) == ("全年执行数", "全年预算数")
    finding = next(each for each in packed.workspace.audit.findings if each.rule == "U01")
    assert finding.message.startswith("规则包“本市”：")
    assert where_of(packed.desk.reckoning, finding).startswith("审核 › 规则包的自定义审核")
    packed.workspace.go_to_finding(finding)
    assert packed.workspace.key == "budget"  # where the first of its numbers stands
    packed.desk.undo()
    packed.workspace.audit.look()
    assert not [each for each in packed.workspace.audit.findings if each.rule == "U01"]


def test_a_rule_of_the_rule_pack_comes_back_into_the_file(packed, answered) -> None:
    rule = UserRule(0, "坏的", "=", "1", severity="核实性")
    keep_rules(packed.desk.session, (), (rule,))
    packed.workspace.audit.look()
    finding = next(each for each in packed.workspace.audit.findings if each.rule == "U01")
    packed.workspace.go_to_finding(finding)  # a rule that cannot be read has no other place
    assert packed.workspace.key == "audit"
    page = packed.workspace.page("audit")
    shown = []

    def work(dialog: UserRules) -> None:
        shown.append((dialog.list.currentItem().text(), dialog.scope.currentIndex()))
        dialog.scope.setFocus()
        press(Qt.Key.Key_Up)

    answered(work)
    page._go(next(each for each in packed.workspace.audit.findings if each.rule == "U01"))
    assert shown == [("坏的 = 1（规则包）", 1)]
    assert [each.left for each in packed.desk.report.user_rules] == ["坏的"]
    assert checked(installed("mine"), "mine").rules == ()


def test_rules_of_a_shipped_pack_are_only_looked_at(window, dialog) -> None:
    made = UserRules(window, window.desk.reckoning, "", "", shelf(window.desk.session))
    made.show()
    QTest.qWait(0)
    assert made.scope.count() == 2
    assert not made.scope.isEnabled()
    assert "随程序，只能看" in made.scope.toolTip()
    press(Qt.Key.Key_Escape)
    dialog.done(0)
    made.done(0)
