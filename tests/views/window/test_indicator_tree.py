"""The indicators as a tree: folded, typed into, moved between levels by keys and by dropping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.views.editors.line import LineInput
from desktop.views.tree.model import MIME
from desktop.views.tree.nodes import ACTUAL, NAME, TARGET, WEIGHT
from tests.windows import compose, focused, keys, press

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tree(window):
    window.workspace.visit("indicators")
    page = window.workspace.page("indicators")
    page.modes.tree.click()
    page.tree.setFocus()
    return page.tree


def order(window) -> list[int]:
    return [each.id for each in window.desk.report.indicators]


def home(window, id_: int) -> tuple[str, str]:
    found = window.desk.report.find("indicators", id_)
    return found.level1, found.level2


def titles(tree) -> list[str]:
    made, index = [], tree.model().index(0, 0)
    while index.isValid():
        made.append(index.data())
        index = tree.indexBelow(index)
    return made


def test_levels_stand_above_their_indicators_with_their_points(tree, window) -> None:
    assert titles(tree)[:3] == ["产出指标", "数量指标（4）", "政府采购金额"]
    top = tree.tree.tops[0]
    assert tree.tree.points_of(top) == ("—/50", False)
    for id_ in top.ids:
        window.desk.write(f"indicators/{id_}/weight", "2")
    given = 2 * len(top.ids)
    assert tree.tree.points_of(top) == (f"{given}/50", given == 50)
    assert tree.tree.text(top, WEIGHT) == f"{given}/50"


def test_a_folded_level_stays_so_when_something_changes(tree, window) -> None:
    tree.setCurrentIndex(tree.tree.of(tree.tree.tops[0].children[0]))
    press(Qt.Key.Key_Left)
    assert "政府采购金额" not in titles(tree)
    window.desk.add("indicators", level1="效益指标", level2="社会效益", name="新的")
    assert "新的" in titles(tree)
    assert "政府采购金额" not in titles(tree)
    press(Qt.Key.Key_Return)
    assert "政府采购金额" in titles(tree)


def test_alt_and_arrows_move_an_indicator_over_the_border(tree, window) -> None:
    before = window.desk.report
    ids = order(window)
    tree.go_to(ids[3])
    press(Qt.Key.Key_Down, ALT)
    assert home(window, ids[3]) == home(window, ids[4])
    assert tree.current.id == ids[3]
    press(Qt.Key.Key_Down, ALT)
    assert order(window)[3:5] == [ids[4], ids[3]]
    window.desk.undo()
    window.desk.undo()
    assert window.desk.report == before


def test_a_whole_level_is_moved(tree, window) -> None:
    ids = order(window)
    tree.setCurrentIndex(tree.tree.of(tree.tree.tops[0].children[1]))
    press(Qt.Key.Key_Up, ALT)
    assert order(window)[0] == ids[4]
    assert tree.tree.node(tree.currentIndex()).home == home(window, ids[4])


@pytest.mark.parametrize("onto", ["level1", "level2", "indicator"])
def test_a_dropped_indicator_takes_the_level_it_falls_on(tree, window, onto) -> None:
    model, ids = tree.tree, order(window)
    moving, beside = ids[0], ids[-1]
    node = model.find(beside)
    target = {"level1": node.parent.parent, "level2": node.parent, "indicator": node}[onto]
    data = model.mimeData([model.of(model.find(moving))])
    assert data.hasFormat(MIME)
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, model.of(target))
    assert home(window, moving) == home(window, beside)
    assert tree.current.id == moving
    expected = [*ids[1:-1], moving, beside] if onto == "indicator" else [*ids[1:], moving]
    assert order(window) == expected


def test_other_things_cannot_be_dropped(tree, window) -> None:
    data = QMimeData()
    data.setText("1")
    assert not tree.tree.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


def test_cells_are_typed_into_and_enter_goes_below(tree, window) -> None:
    ids = order(window)
    tree.focus_place(f"indicators/{ids[0]}/weight")
    keys("4")
    press(Qt.Key.Key_Return)
    assert str(window.desk.report.indicators[0].weight) == "4"
    assert (tree.current.id, tree.currentIndex().column()) == (ids[1], WEIGHT)
    press(Qt.Key.Key_F2)
    keys("3")
    press(Qt.Key.Key_Escape)
    assert window.desk.report.indicators[1].weight is None
    tree.focus_place(f"indicators/{ids[0]}/actual")
    keys("300")
    press(Qt.Key.Key_Tab)
    assert str(window.desk.report.indicators[0].actual) == "300"


def test_chinese_is_typed_and_a_level_is_renamed_for_all(tree, window) -> None:
    tree.setCurrentIndex(tree.tree.of(tree.tree.tops[0].children[0]))
    compose("数量目标")
    press(Qt.Key.Key_Return)
    assert {each.level2 for each in window.desk.report.indicators[:4]} == {"数量目标"}
    assert titles(tree)[1] == "数量目标（4）"
    assert tree.current.id == order(window)[0]  # Enter goes on to the first of them
    tree.go_to(order(window)[0])
    QApplication.sendEvent(focused(), QInputMethodEvent("c", []))
    editor = tree.indexWidget(tree.currentIndex())
    assert editor is not None
    compose("采购额")
    press(Qt.Key.Key_Return)
    assert window.desk.report.indicators[0].name == "采购额"


def test_places_are_found_and_the_editor_below_follows(tree, window) -> None:
    page, ids = window.workspace.page("indicators"), order(window)
    window.workspace.go(f"indicators/{ids[7]}/actual")
    assert (tree.current.id, tree.currentIndex().column()) == (ids[7], ACTUAL)
    assert page.detail.id == ids[7]
    window.workspace.go(f"indicators/{ids[2]}/reason")
    assert page.detail.editor("reason").input.hasFocus()
    window.workspace.go(f"indicators/{ids[1]}/level1")
    assert (tree.current.id, tree.currentIndex().column()) == (ids[1], NAME)


def test_a_new_indicator_takes_the_level_it_is_made_in(tree, window) -> None:
    page, ids = window.workspace.page("indicators"), order(window)
    tree.setCurrentIndex(tree.tree.of(tree.tree.tops[0].children[0]))
    page.add_row()
    made = window.desk.report.indicators[4]
    assert made.id not in ids
    assert home(window, made.id) == home(window, ids[3])
    assert tree.current.id == made.id


def test_rows_are_made_and_deleted_by_keys_and_the_menu_says_so(tree, window) -> None:
    ids = order(window)
    tree.go_to(ids[1])
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = tree.current.id
    assert order(window)[:3] == [ids[0], ids[1], made]
    press(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert order(window) == ids
    assert window.workspace.toast.accessibleName() == "删除了 1 行"
    menu = tree.deeds.menu()
    texts = [each.text().partition("\t")[0] for each in menu.actions()]
    assert texts == ["新增指标", "删除", "上移", "下移", "移到", "不适用…", "全部展开", "全部折叠"]
    menu.actions()[7].trigger()
    assert titles(tree) == ["产出指标", "效益指标"]
    menu.close()


def test_a_missing_value_opens_with_enter(tree, window) -> None:
    empty = next(each.id for each in window.desk.report.indicators if each.actual is None and each.target)
    tree.focus_place(f"indicators/{empty}/actual")
    press(Qt.Key.Key_Return)
    assert tree.indexWidget(tree.currentIndex()) is not None
    press(Qt.Key.Key_Escape)


def test_table_and_tree_show_the_same_indicator_and_the_choice_is_kept(tree, window) -> None:
    page, ids = window.workspace.page("indicators"), order(window)
    tree.go_to(ids[6])
    page.modes.merged.click()
    assert page.table.current.id == ids[6]
    assert page.table.isVisible()
    page.modes.tree.click()
    assert tree.isVisible()
    again = type(page)(page.page, page.room)
    assert again.modes.is_tree
    again.deleteLater()


def test_a_locked_report_cannot_be_moved_about(tree, window) -> None:
    window.desk.write("project/1/state", "定稿")
    ids = order(window)
    tree.go_to(ids[0])
    press(Qt.Key.Key_Down, ALT)
    assert order(window) == ids


def test_chinese_that_comes_where_nothing_can_be_typed_is_let_go(tree, window) -> None:
    """With no row chosen there is nothing to open; in a locked report the officer is told why."""
    told: list[str] = []
    tree.told.connect(told.append)
    tree.setCurrentIndex(QModelIndex())
    compose("中")
    first = window.desk.report.indicators[0].id
    window.desk.write(f"indicators/{first}/target", "")
    window.desk.write("project/1/state", "送审")
    before = window.desk.report
    tree.go_to(first)
    tree.setCurrentIndex(tree.currentIndex().siblingAtColumn(TARGET))
    assert not told
    compose("中")
    assert set(told) == {window.desk.locked("indicators")}
    press(Qt.Key.Key_Return)  # on a value that is missing, which would open in a draft
    assert tree.state() == tree.State.NoState
    assert window.desk.report == before


def test_the_health_of_targets_is_counted_and_walked(window) -> None:
    window.workspace.visit("indicators")
    page = window.workspace.page("indicators")
    window.workspace.audit.look()
    count = int(page.health.text().split()[1])
    assert count > 0
    page.health.click()
    assert window.workspace.place.startswith("indicators/")
    window.workspace.go("indicators/1/target")
    assert page.detail.advice.isVisible()
    before = window.desk.report
    QTest.mouseClick(page.detail.advice._mend, Qt.MouseButton.LeftButton)
    assert window.desk.report != before


def test_an_input_that_its_own_change_has_put_away_commits_nothing(tree, window) -> None:
    """Qt watches it again behind its commit, and deletes it only when every dialog above is closed."""
    tree.setCurrentIndex(tree.tree.of(tree.tree.tops[0]))
    press(Qt.Key.Key_F2)
    editor = focused()
    assert isinstance(editor, LineInput)
    editor.setText("另一级")
    window.desk.flush()
    after = window.desk.report
    assert after.indicators[0].level1 == "另一级"
    QApplication.sendEvent(editor, QFocusEvent(QFocusEvent.Type.FocusOut))
    window.desk.flush()
    assert window.desk.report is after


def test_what_stands_in_an_open_cell_is_undone_once_and_then_what_was_before(tree, window) -> None:
    ids, first = order(window), window.desk.report
    window.desk.write(f"indicators/{ids[0]}/name", "先改")
    window.desk.close_edit()
    tree.go_to(ids[3])
    press(Qt.Key.Key_F2)
    editor = focused()
    assert isinstance(editor, LineInput)
    editor.setText("后改")
    window.desk.undo()
    assert window.desk.report.indicators[3] == first.indicators[3]
    window.desk.undo()
    assert window.desk.report == first
    assert tree.state() == tree.State.NoState


def test_a_word_on_its_way_is_not_taken_from_an_open_cell(tree, window) -> None:
    tree.go_to(order(window)[3])
    press(Qt.Key.Key_F2)
    editor, before = focused(), window.desk.report
    QApplication.sendEvent(editor, QInputMethodEvent("zh", []))
    window.desk.flush()
    assert focused() is editor
    assert window.desk.report is before
