"""本地规则: looked at, copied, changed by keys, kept, used for the project, renewed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu

from desktop.models.rulepack_lines import At
from desktop.store.own_rulepacks import checked, copied
from desktop.store.rulepacks import installed, own_folder
from desktop.views.pages.project import ProjectPage
from desktop.views.rulepacks import dialog as dialog_module
from desktop.views.rulepacks.copying import CopyDialog
from desktop.views.rulepacks.dialog import RulePacks
from desktop.views.rulepacks.lines import SOURCE, SURE, VALUE
from tests.windows import SMALLEST, compose, focused, keys, press

LOW = ("limits", "execution_low", "value")
ACCEPTED = CopyDialog.DialogCode.Accepted


@pytest.fixture
def packs(window) -> Iterator[RulePacks]:
    """Return the dialog with a copy of 深圳 in it, called 本市."""
    copied("shenzhen", "mine", "本市")
    made = shown(RulePacks(window, window.desk))
    yield made
    made.hide()
    made.deleteLater()


def shown(made: RulePacks) -> RulePacks:
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    QApplication.processEvents()
    assert made.isAncestorOf(focused())
    return made


def enter() -> None:
    """Press Enter; a cell is taken behind it."""
    press(Qt.Key.Key_Return)
    QApplication.processEvents()


def stand_at(packs: RulePacks, at: At, column: int = VALUE) -> None:
    row = next(n for n, line in enumerate(packs.rows.lines) if line.at == at)
    packs.table.setFocus()
    packs.table.setCurrentIndex(packs.rows.index(row, column))


def choose(packs: RulePacks, id_: str) -> None:
    packs.list.setCurrentRow(packs.list.row_of(id_))


def text_at(packs: RulePacks, at: At, column: int = VALUE) -> str:
    row = next(n for n, line in enumerate(packs.rows.lines) if line.at == at)
    return str(packs.rows.index(row, column).data())


def test_the_pack_in_use_is_shown_first_and_can_only_be_looked_at(packs) -> None:
    assert packs.list.currentItem().text() == "深圳（在用）"
    assert focused() is packs.list
    assert not packs.save.isVisible()
    assert not packs.delete.isVisible()
    assert (packs.use.text(), packs.use.isEnabled()) == ("正在使用", False)
    assert text_at(packs, LOW) == "90"
    assert text_at(packs, LOW, SURE) == "各地不同"
    assert text_at(packs, ("choices", "self_name", "value")) == "按单位名称（我局、我委……）"
    stand_at(packs, LOW)
    keys("5")
    assert focused() is packs.table
    assert text_at(packs, LOW) == "90"


def test_everything_is_seen_in_the_smallest_window(packs) -> None:
    assert packs.width() <= SMALLEST[0]
    assert packs.height() <= SMALLEST[1]
    packs.resize(packs._width, packs.height())  # the screen of the tests has less room than that
    assert not packs.table.horizontalScrollBar().maximum()
    for each in (packs.copy, packs.use, packs.save):
        assert each.sizeHint().width() <= max(each.width(), 1) or not each.isVisible()


def test_a_value_is_typed_checked_kept_and_used(packs, window) -> None:
    choose(packs, "mine")
    stand_at(packs, LOW)
    keys("8")
    assert isinstance(focused(), QLineEdit)
    keys("x")
    assert "应当是数字" in packs.message.text()
    press(Qt.Key.Key_Backspace)
    keys("5.5")
    assert "应当是数字" not in packs.message.text()
    enter()
    assert text_at(packs, LOW) == "85.5"
    assert packs.table.currentIndex().row() == [line.at for line in packs.rows.lines].index(LOW) + 1
    assert not packs.use.isEnabled()
    assert packs.message.text() == "有改动还没有记下"
    packs.save.setFocus()
    press(Qt.Key.Key_Space)
    assert float(checked(installed("mine"), "mine").limit("execution_low") or 0) == 85.5
    assert not packs.changed
    packs.use.setFocus()
    press(Qt.Key.Key_Space)
    assert window.desk.report.project.rule_pack == "mine"
    assert float(window.desk.session.pack.limit("execution_low") or 0) == 85.5
    assert packs.use.text() == "正在使用"
    window.desk.undo()
    assert window.desk.session.pack.id == "shenzhen"


def test_points_that_are_not_a_hundred_cannot_be_kept(packs) -> None:
    choose(packs, "mine")
    stand_at(packs, ("weights", 0, "output"))
    keys("40")
    enter()
    assert "分值方案“2020”合计 90 分，应为 100 分" in packs.message.text()
    assert not packs.save.isEnabled()
    keys("40")
    enter()
    assert packs.save.isEnabled()
    assert any(line.label == "分值方案“2020”，合计 100 分" for line in packs.rows.lines)


def test_a_source_is_written_by_an_input_method_and_emptied_by_del(packs) -> None:
    choose(packs, "mine")
    stand_at(packs, LOW, SOURCE)
    press(Qt.Key.Key_F2)
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    compose("本市2026年通知")
    enter()
    assert text_at(packs, LOW, SOURCE) == "本市2026年通知"
    stand_at(packs, LOW, SOURCE)
    press(Qt.Key.Key_Delete)
    assert "还没有写出处" in packs.message.text()
    stand_at(packs, LOW)
    press(Qt.Key.Key_Delete)
    assert text_at(packs, LOW) == "—"


def test_esc_takes_the_typing_back_and_then_closes(packs) -> None:
    choose(packs, "mine")
    stand_at(packs, LOW)
    keys("1")
    press(Qt.Key.Key_Escape)
    assert text_at(packs, LOW) == "90"
    assert packs.isVisible()
    press(Qt.Key.Key_Escape)
    assert not packs.isVisible()


def test_how_sure_a_value_is_is_chosen_from_words(packs) -> None:
    choose(packs, "mine")
    stand_at(packs, LOW, SURE)
    enter()
    editor = focused()
    assert isinstance(editor, QComboBox)
    assert editor.currentText() == "各地不同"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    enter()
    assert text_at(packs, LOW, SURE) == "见过公开文本"
    assert packs.save.isEnabled()


def test_changes_are_given_up_only_when_said_so(packs, monkeypatch) -> None:
    choose(packs, "mine")
    stand_at(packs, LOW)
    keys("70")
    enter()
    answers = [False, False, True]
    monkeypatch.setattr(dialog_module, "confirmed", lambda *_, **__: answers.pop(0))
    choose(packs, "hubei")
    assert packs.list.chosen.id == "mine"
    packs.reject()
    assert packs.isVisible()
    choose(packs, "hubei")
    assert packs.list.chosen.id == "hubei"
    assert text_at(packs, ("name",)) == "湖北"
    choose(packs, "mine")
    assert text_at(packs, LOW) == "90"


def test_a_shipped_pack_is_copied_under_a_name_of_ones_own(packs, monkeypatch) -> None:
    def fill_in(dialog: CopyDialog) -> int:
        assert dialog.id.text() == "sichuan-own"
        dialog.id.setText("mine")
        dialog.id.textEdited.emit("mine")
        assert not dialog.go.isEnabled()
        dialog.id.setText("成都")
        dialog.id.textEdited.emit("成都")
        assert not dialog.go.isEnabled()
        dialog.id.setText("chengdu")
        dialog.name.setText("成都")
        dialog.name.textEdited.emit("成都")
        assert dialog.go.isEnabled()
        return ACCEPTED.value

    monkeypatch.setattr(CopyDialog, "exec", fill_in)
    choose(packs, "sichuan")
    packs.copy.setFocus()
    press(Qt.Key.Key_Space)
    assert packs.list.chosen.id == "chengdu"
    assert text_at(packs, ("name",)) == "成都"
    assert packs.save.isVisible()
    assert focused() is packs.table


def test_an_own_pack_is_deleted_unless_it_is_in_use(packs, window, monkeypatch) -> None:
    monkeypatch.setattr(dialog_module, "confirmed", lambda *_, **__: True)
    choose(packs, "mine")
    packs.use.click()
    assert not packs.delete.isEnabled()
    choose(packs, "hubei")
    packs.use.click()
    choose(packs, "mine")
    packs.delete.setFocus()
    press(Qt.Key.Key_Space)
    assert not (own_folder() / "mine.toml").exists()
    assert packs.list.chosen.id == window.desk.report.project.rule_pack == "hubei"


def test_a_pack_that_is_wrong_says_so_and_cannot_be_used(window) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "bad.toml").write_text("id = 'bad'\nname = x", "utf-8")
    packs = shown(RulePacks(window, window.desk))
    choose(packs, "bad")
    assert "第 2 行第 8 列写法有误" in packs.text.told.text()
    assert not packs.use.isEnabled()
    assert not packs.copy.isEnabled()
    packs.reject()
    packs.deleteLater()


def test_a_final_report_keeps_its_pack(window) -> None:
    window.desk.write("project/1/state", "定稿")
    packs = shown(RulePacks(window, window.desk))
    choose(packs, "hubei")
    assert not packs.use.isEnabled()
    assert "定稿" in packs.use.toolTip()
    packs.reject()
    packs.deleteLater()


def test_the_menus_open_it_and_the_page_offers_the_new_version_afterwards(window, monkeypatch) -> None:
    copied("shenzhen", "mine", "本市")
    window.desk.write("project/1/rule_pack", "mine")
    page = window.workspace.page("project")
    assert isinstance(page, ProjectPage)
    assert not page._named.renewal.isVisible()

    def change(packs: RulePacks) -> int:
        shown(packs)
        stand_at(packs, LOW)
        keys("77")
        enter()
        packs.save.click()
        assert (packs.use.text(), packs.use.isEnabled()) == ("换用新版", True)
        packs.reject()
        return 0

    monkeypatch.setattr(RulePacks, "exec", change)
    menu = QMenu(page)
    page._named.offer_packs(menu)
    menu.actions()[-1].trigger()
    assert page._named.renewal.isVisible()
    assert page._named.renewal._what.text() == "不同之处：执行率偏低的界限 90 → 77 %"
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    page._named.renewal.take.setFocus()
    press(Qt.Key.Key_Space)
    assert not page._named.renewal.isVisible()
    assert window.desk.session.pack.limit("execution_low") == 77
    assert window.desk.session.backups()


def test_without_a_report_packs_can_be_looked_at(empty_window, monkeypatch) -> None:
    seen: list[tuple[bool, str]] = []

    def look(packs: RulePacks) -> int:
        seen.append((packs.use.isEnabled(), packs.use.toolTip()))
        return 0

    monkeypatch.setattr(RulePacks, "exec", look)
    empty_window.actions_by_name["rule_packs"].trigger()
    assert seen == [(False, "先打开一个项目，再选它用的规则")]
    assert QApplication.activeModalWidget() is None
