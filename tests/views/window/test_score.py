"""得分计算 beside the indicators: live, copied as text, remembered, a way to each item."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.scoring import lines, score
from desktop.views.score_strip import ScoreStrip
from desktop.views.tables.paste_preview import PastePreview
from tests.windows import compose, focused, keys, opened_window, press


def strip_of(window) -> ScoreStrip:
    window.workspace.visit("indicators")
    found = window.workspace.side.widget("score")
    assert isinstance(found, ScoreStrip)
    return found


def test_it_lists_every_item_with_the_execution_first(window) -> None:
    strip = strip_of(window)
    assert strip.isVisible()
    first, *rest = strip.items.texts()
    assert first == ("预算执行率", "519.32 ÷ 519.61 × 10", "9.99/10")
    assert len(rest) == len(window.desk.report.indicators)
    assert all(text == "—/—" for _, _, text in rest)
    assert "暂估" in strip.accessibleName()


def test_it_follows_every_edit(window) -> None:
    strip = strip_of(window)
    window.desk.write("indicators/1/weight", "4")
    assert strip.items.texts()[1] == ("政府采购金额", "293.23 ÷ 294.72 × 4", "3.98/4")
    window.desk.undo()
    assert strip.items.texts()[1][2] == "—/—"


def test_a_click_and_enter_go_to_the_indicator(window) -> None:
    strip = strip_of(window)
    at = strip.items.visualRect(strip.items.model().index(3, 0)).center()
    QTest.mouseClick(strip.items.viewport(), Qt.MouseButton.LeftButton, pos=at)
    third = window.desk.report.indicators[2]
    assert window.workspace.place.startswith(f"indicators/{third.id}")
    strip.items.setCurrentCell(0, 0)
    strip.items.setFocus()
    press(Qt.Key.Key_Return)
    assert window.workspace.key == "budget"


def test_it_is_copied_as_text(window) -> None:
    strip = strip_of(window)
    strip.copy()
    assert QApplication.clipboard().text() == "\n".join(lines(score(window.desk.reckoning)))


def test_closing_it_is_remembered(window, qapp, sample, tmp_path) -> None:
    strip_of(window).closed.emit()
    assert window.workspace.side.key == ""
    other = tmp_path / "另一份.jxzp"
    other.write_bytes(sample.read_bytes())
    with opened_window(qapp, other) as again:
        again.workspace.visit("indicators")
        assert again.workspace.side.key == ""
        press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        assert again.workspace.side.key == "score"


def test_it_stands_beside_no_other_page_unless_asked(window) -> None:
    strip_of(window)
    window.workspace.visit("budget")
    assert window.workspace.side.key == ""


def go_to(window, where: str) -> None:
    window.workspace.go(where)
    assert window.workspace.place == where


def test_targets_are_typed_as_people_write_them(window) -> None:
    go_to(window, "indicators/1/target")
    steps = window.desk.session.undo_text
    keys(">=300%")
    press(Qt.Key.Key_Return)
    made = window.desk.report.find("indicators", 1)
    assert (made.operator, str(made.target), made.unit) == ("≥", "300", "%")
    assert window.workspace.place == "indicators/2/target"
    assert window.desk.session.undo_text != steps
    window.desk.undo()
    back = window.desk.report.find("indicators", 1)
    assert (str(back.target), back.unit) == ("294.72", "万元")


def test_actual_values_go_with_their_unit_and_words_are_kept(window) -> None:
    go_to(window, "indicators/8/actual")
    keys("0.5%")
    press(Qt.Key.Key_Return)
    made = window.desk.report.find("indicators", 8)
    assert (str(made.actual), made.unit) == ("0.5", "%")
    keys("abc")
    press(Qt.Key.Key_Return)
    assert window.desk.unread("indicators/9/actual") == "abc"
    assert window.desk.report.find("indicators", 9).actual is None


def test_empty_values_say_what_is_to_be_done(window) -> None:
    window.workspace.visit("indicators")
    records = window.workspace.page("indicators").table.records
    actual = next(each for each in records.columns if each.name == "actual")
    words = {records.content.blank(row, actual) for row in records.rows}
    assert words == {"", "待填", "选档次"}


def test_points_are_shared_out_by_the_rule_pack_in_one_step(window) -> None:
    window.workspace.visit("indicators")
    page = window.workspace.page("indicators")
    from desktop.views.pages.weights import SharingMenu

    menu = page.findChild(SharingMenu)
    menu.fill()
    texts = [action.text() for action in menu.actions()]
    assert texts == ["产出：50 分平均分给 16 项", "效益：40 分平均分给 9 项", "各一级指标都均分"]
    menu.actions()[-1].trigger()
    assert sum(each.weight for each in window.desk.report.indicators) == 90
    assert page._weights.texts == ("产出 50/50", "效益 40/40", "执行 10", "已分配 90/90")
    window.desk.undo()
    assert page._weights.texts == ("产出 未填/50", "效益 未填/40", "执行 10", "已分配 0/90")


def test_a_band_is_chosen_with_its_range_and_points_are_held_in_it(window) -> None:
    window.desk.write("indicators/20/weight", "5")
    window.workspace.go("indicators/20/band")
    bands = window.workspace.page("indicators").detail.bands
    texts = [made.text() for made in bands.buttons.values()]
    assert texts == ["达成预期 80–100%", "部分达成 60–80%", "未达成 0–60%"]
    assert bands.note == "达成预期 4.00–5.00 分，部分达成 3.00–3.99 分，未达成 0.00–2.99 分"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert window.desk.report.find("indicators", 20).band == "部分达成年度指标并具有一定效果"
    window.workspace.go("indicators/20/points")
    keys("3.5")
    window.desk.flush()
    assert bands.coefficient == "系数 70%"
    window.desk.write("indicators/20/points", "4.5")
    item = score(window.desk.reckoning).item(20)
    assert item is not None
    assert str(item.points) == "3.99"
    assert "按 3.99 分计" in bands.note
    assert focused() is not None


def test_a_pasted_column_of_targets_is_taken_apart(window) -> None:
    go_to(window, "indicators/1/target")
    QApplication.clipboard().setText("≥99.5%\t99.8%\n不低于700宗\t800宗\n持续上升\t")
    page = window.workspace.page("indicators")
    page.table.view.deeds.paste()
    dialog = page.table.view.findChild(PastePreview)
    if dialog is not None:
        assert not [each for row in dialog.model.rows for each in row.cells if each.problem]
        dialog.accept()
    rows = window.desk.report.indicators
    assert [(each.operator, str(each.target), each.unit) for each in rows[:2]] == [
        ("≥", "99.5", "%"),
        ("≥", "700", "宗"),
    ]
    assert str(rows[1].actual) == "800"
    assert (rows[2].operator, rows[2].target, rows[2].target_text) == ("定性", None, "持续上升")


def test_the_cells_are_copied_as_they_show(window) -> None:
    go_to(window, "indicators/6/target")
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().strip() == "≥99.99%"
    press(Qt.Key.Key_Delete)
    made = window.desk.report.find("indicators", 6)
    assert (made.target, made.target_text) == (None, "")


def test_reason_and_measure_are_ticked_while_they_are_typed(window) -> None:
    window.workspace.go("indicators/1/reason")
    page = window.workspace.page("indicators")
    assert page.detail.ticks.isVisible()
    assert page.detail.ticks.texts == ("没写原因", "没引用差额 1.49", "没写改进措施")
    compose("采购成交金额低于预算，结余")
    keys("1.49")
    assert page.detail.ticks.texts == ("写了原因", "引用了差额 1.49", "没写改进措施")
    window.workspace.go("indicators/6/target")
    assert not page.detail.ticks.isVisible()


def test_enter_opens_what_is_to_be_filled(window) -> None:
    go_to(window, "indicators/8/actual")
    press(Qt.Key.Key_Return)
    assert window.workspace.page("indicators").table.view.open_editor() is not None
    keys("0.5%")
    press(Qt.Key.Key_Return)
    assert str(window.desk.report.find("indicators", 8).actual) == "0.5"
    assert window.workspace.place == "indicators/9/actual"
    go_to(window, "indicators/20/actual")
    compose("达成预期")
    press(Qt.Key.Key_Return)
    assert window.desk.report.find("indicators", 20).band == "达成年度指标"
