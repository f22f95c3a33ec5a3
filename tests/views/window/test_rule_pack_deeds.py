"""本地规则 by keys: rows added, named, moved and removed, undone, marked; a torn pack mended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.models.rulepack_lines import At
from desktop.store.own_rulepacks import checked, copied
from desktop.store.rulepacks import installed, own_folder
from desktop.views.rulepacks import dialog as dialog_module
from desktop.views.rulepacks import mending
from desktop.views.rulepacks.dialog import RulePacks
from desktop.views.rulepacks.lines import LABEL, SOURCE, VALUE, WRONG
from tests.windows import SMALLEST, compose, focused, keys, press

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def packs(window) -> Iterator[RulePacks]:
    """Return the dialog at a copy of 深圳, called 本市."""
    copied("shenzhen", "mine", "本市")
    made = shown(RulePacks(window, window.desk), "mine")
    yield made
    made.hide()
    made.deleteLater()


def shown(made: RulePacks, id_: str) -> RulePacks:
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    made.list.setCurrentRow(made.list.row_of(id_))
    QApplication.processEvents()
    return made


def enter() -> None:
    press(Qt.Key.Key_Return)
    QApplication.processEvents()


def stand_at(packs: RulePacks, at: At, column: int = VALUE) -> None:
    packs.table.setFocus()
    packs.table.setCurrentIndex(packs.rows.index(packs.rows.row_of(at), column))


def labels(packs: RulePacks, adds: At) -> list[str]:
    return [each.label for each in packs.rows.lines if each.part[:-1] == adds]


def kept(packs: RulePacks) -> bool:
    packs.save.setFocus()
    press(Qt.Key.Key_Space)
    return not packs.changed


def test_a_profile_is_added_named_moved_and_taken_back_by_keys(packs, window) -> None:
    before = window.desk.report
    stand_at(packs, ("weights", 1, "output"))
    press(Qt.Key.Key_Return, CTRL)
    assert packs.rows.lines[packs.table.currentIndex().row()].at == ("weights", 2, "name")
    assert "还没有写出处" in packs.message.text()
    assert not packs.save.isEnabled()
    keys("mine26")
    enter()
    press(Qt.Key.Key_F8)
    assert packs.table.currentIndex().column() == SOURCE
    press(Qt.Key.Key_F2)
    compose("本市2026年通知")
    enter()
    assert packs.save.isEnabled()
    stand_at(packs, ("weights", 2, "output"))
    press(Qt.Key.Key_Up, ALT)
    assert packs.rows.lines[packs.table.currentIndex().row()].at == ("weights", 1, "output")
    assert kept(packs)
    assert [*checked(installed("mine"), "mine").weights][:3] == ["2020", "mine26", "2020-nosat"]
    stand_at(packs, ("weights", 1, "output"))
    press(Qt.Key.Key_Minus, CTRL)
    packs.list.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert not packs.changed
    press(Qt.Key.Key_Y, CTRL)
    assert packs.changed
    assert focused() is packs.table
    assert window.desk.report is before
    press(Qt.Key.Key_Z, CTRL)


def test_a_grade_is_added_named_and_ordered(packs) -> None:
    stand_at(packs, ("grades", "from", 0, "least"))
    press(Qt.Key.Key_Return, CTRL)
    assert packs.table.currentIndex().column() == LABEL
    press(Qt.Key.Key_F2)
    compose("良好")
    enter()
    stand_at(packs, ("grades", "from", 1, "least"))
    keys("95")
    enter()
    assert "从高到低" in packs.message.text()
    assert not packs.save.isEnabled()
    stand_at(packs, ("grades", "from", 1, "least"))
    keys("85")
    enter()
    stand_at(packs, ("grades", "from", 1, "least"))
    press(Qt.Key.Key_Down, ALT)
    assert labels(packs, ("grades", "from")) == ["优", "良", "良好", "中", "差"]
    assert kept(packs)
    grades = checked(installed("mine"), "mine").grades
    assert [(each.name, each.least) for each in grades][1:3] == [("良", 85), ("良好", 80)]


def test_a_cap_a_deduction_and_a_dated_limit_are_added_from_the_menu(packs) -> None:
    actions = {each.text(): each for each in packs.deeds.add.menu().actions()}
    for words, typed in (
        ("得分上限", {"below": "80", "most": "89"}),
        ("扣分情形", {"points": "2"}),
        ("货物、服务分散采购限额（另一个起用日期）", {"value": "100", "from": "2021.7.1"}),
    ):
        actions[words].trigger()
        part = packs.table.part
        if words == "扣分情形":
            stand_at(packs, (*part, "points"), LABEL)
            press(Qt.Key.Key_F2)
            compose("迟报")
            enter()
        for key, text in typed.items():
            stand_at(packs, (*part, key))
            keys(text)
            enter()
        stand_at(packs, part, SOURCE)
        press(Qt.Key.Key_F2)
        compose("本市办法")
        enter()
    assert packs.message.text() == "有改动还没有记下"
    assert kept(packs)
    pack = checked(installed("mine"), "mine")
    assert pack.caps[0].text == "若执行率＜80%，得分上限 89"
    assert (pack.deductions[0].situation, pack.deductions[0].points) == ("迟报", 2)
    assert pack.limit("goods_limit") == 100
    stand_at(packs, ("deductions", 0, "points"))
    packs.deeds.remove.click()
    assert labels(packs, ("deductions",)) == []


def test_wrong_input_stays_and_is_marked_with_what_is_expected(packs) -> None:
    before = installed("mine")
    stand_at(packs, ("limits", "execution_low", "value"))
    press(Qt.Key.Key_F2)
    assert isinstance(focused(), QLineEdit)
    compose("很低")
    assert "应当是数字，例：90" in packs.message.text()
    enter()
    stand_at(packs, ("limits", "execution_low", "value"))
    cell = packs.table.currentIndex()
    assert (cell.data(), cell.data(WRONG)) == ("很低", "“很低”应当是数字，例：90")
    assert "应当是数字" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert packs.table.rowHeight(cell.row()) > packs.table.rowHeight(cell.row() + 1)
    stand_at(packs, ("name",))
    press(Qt.Key.Key_F8)
    assert packs.table.currentIndex() == cell
    assert not packs.save.isEnabled()
    assert installed("mine") == before
    press(Qt.Key.Key_Z, CTRL)
    assert packs.table.currentIndex().data() == "90"
    assert not packs.changed


def test_shipped_packs_are_only_looked_at(packs) -> None:
    packs.list.setCurrentRow(packs.list.row_of("hubei"))
    assert not packs.deeds.isVisible()
    stand_at(packs, ("weights", 0, "output"))
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Minus, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert not packs.changed
    assert not packs.rows.steps.past


@pytest.fixture
def torn(window) -> Iterator[RulePacks]:
    """Return the dialog at a pack that was spoilt by hand."""
    path = copied("shenzhen", "mine", "本市")
    path.write_text(path.read_text("utf-8").replace("[limits]", "[limits", 1), "utf-8")
    made = shown(RulePacks(window, window.desk), "mine")
    yield made
    made.hide()
    made.deleteLater()


def test_a_torn_pack_is_mended_as_text(torn, window) -> None:
    before = window.desk.report
    assert "表名后面少了 ]" in torn.text.told.text()
    assert torn.width() <= SMALLEST[0]
    assert torn.height() <= SMALLEST[1]
    assert not torn.use.isEnabled()
    torn.text.go.setFocus()
    press(Qt.Key.Key_Space)
    assert focused() is torn.text.input
    press(Qt.Key.Key_End)
    keys("]")
    assert torn.text.problem == ""
    press(Qt.Key.Key_Z, CTRL)
    assert torn.text.problem
    press(Qt.Key.Key_Y, CTRL)
    assert window.desk.report is before
    assert torn.save.isEnabled()
    assert kept(torn)
    assert torn.table.isVisible()
    assert checked(installed("mine"), "mine").name == "本市"


def test_a_torn_pack_is_begun_anew_or_put_aside(torn, monkeypatch) -> None:
    monkeypatch.setattr(mending, "confirmed", lambda *_, **__: True)
    assert "shenzhen" in torn.text.anew.toolTip()
    torn.text.anew.setFocus()
    press(Qt.Key.Key_Space)
    assert torn.table.isVisible()
    assert torn.list.chosen.id == "mine"
    assert len(list(own_folder().glob("*.bak"))) == 1
    (own_folder() / "mine.toml").write_bytes("规则".encode("gb18030"))
    torn._again("mine")
    assert torn.text.input.isReadOnly()
    assert "读不出来" in torn.text.told.text()
    assert not torn.text.anew.isEnabled()
    torn.text.aside.click()
    assert torn.list.row_of("mine") == 0
    assert len(list(own_folder().glob("*.bak"))) == 2


def test_a_pack_is_exported_and_imported(packs, tmp_path, monkeypatch) -> None:
    path = tmp_path / "x.toml"
    monkeypatch.setattr(dialog_module, "ask_save", lambda *_: path)
    packs.export.click()
    assert path.read_text("utf-8") == installed("mine")
    path.write_text(path.read_text("utf-8").replace('id = "mine"', 'id = "theirs"'), "utf-8")
    monkeypatch.setattr(dialog_module, "ask_open", lambda *_: path)
    packs.import_.click()
    assert packs.list.chosen.id == "theirs"
    assert packs.save.isVisible()
