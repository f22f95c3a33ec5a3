"""The comforts of tables: columns chosen and drawn, the filter, sums in cells, origins, the menu, dragged rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.models.records import Note, Origin
from desktop.views.tables import RecordTable
from desktop.views.tables.memory import shown_of, widths_of

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
DATE, ITEM, PAYEE, STAGE, CONTRACT, AMOUNT = range(6)
COLUMNS = ["date", "item", "payee", "stage", "contract", "amount"]


def items(table) -> list[str]:
    return [row.item for row in table.records.rows]


def heads(table) -> list[str]:
    return [table.columns[n].name for n in table.view.shown_columns]


# Columns


def test_columns_without_contents_wait_until_they_are_asked_for(desk, show) -> None:
    table = RecordTable(desk, "payments", [*COLUMNS, "voucher", "note"], optional=["voucher", "note"])
    show(table)
    button = table.column_button()
    assert button.text() == "列 6 / 8"
    desk.write("payments/1/voucher", "记-12")
    assert heads(table) == [*COLUMNS, "voucher"]
    assert button.text() == "列 7 / 8"
    note = table.columns[-1]
    table.choose_column(note, True)
    table.choose_column(table.columns[DATE], False)
    assert heads(table) == [*COLUMNS[1:], "voucher", "note"]
    again = RecordTable(desk, "payments", [*COLUMNS, "voucher", "note"], optional=["voucher", "note"])
    show(again)
    assert heads(again) == [*COLUMNS[1:], "voucher", "note"]
    assert shown_of("payments") == {"note": True, "date": False}
    again.reset_columns()
    assert heads(again) == [*COLUMNS, "voucher"]


def test_the_last_column_stays_and_the_current_cell_leaves_a_hidden_one(payments) -> None:
    payments.view.select_cell(1, AMOUNT)
    payments.choose_column(payments.columns[AMOUNT], False)
    assert payments.view.currentIndex().column() == CONTRACT
    for column in payments.columns:
        payments.choose_column(column, False)
    assert payments.shown_count == 1


def test_the_menu_of_columns_stays_open_while_ticks_are_set(payments, qtbot) -> None:
    menu = payments.column_menu()
    qtbot.addWidget(menu)
    menu.popup(QPoint(0, 0))
    item = menu.actions()[PAYEE]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(item).center())
    assert "payee" not in heads(payments)
    assert menu.isVisible()
    menu.setActiveAction(item)
    QTest.keyClick(menu, KEY.Key_Space)
    assert "payee" in heads(payments)
    menu.close()


def test_a_drawn_width_is_kept_until_its_edge_is_clicked_twice(payments, desk, show) -> None:
    head = payments.view.horizontalHeader()
    wide = head.sectionSize(PAYEE) + 37
    edge = QPoint(head.sectionViewportPosition(PAYEE) + head.sectionSize(PAYEE) - 1, 8)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(head.viewport(), edge + QPoint(37, 0))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(37, 0))
    payments.fit(again=True)
    assert payments.view.columnWidth(PAYEE) == wide
    again = RecordTable(desk, "payments", COLUMNS)
    show(again)
    assert again.view.columnWidth(PAYEE) == wide
    again.view.horizontalHeader().sectionHandleDoubleClicked.emit(PAYEE)
    assert widths_of("payments") == {}


# Filter


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("宣传", ["宣传片首款", "宣传片尾款"]),
        ("xcp", ["宣传片首款", "宣传片尾款"]),
        ("24253", ["宣传片尾款"]),
        ("2.42", ["宣传片首款", "宣传片尾款"]),
        ("24,253", ["宣传片尾款"]),
        ("66.98万", ["热线服务首款"]),
        ("鼎讯 首款", ["热线服务首款"]),
        ("wy wj", ["问卷调查"]),
        ("2021-03", ["热线服务首款"]),
        ("没有", []),
    ],
)
def test_the_filter_takes_words_initials_and_amounts(payments, hands, typed, found) -> None:
    hands.press(KEY.Key_F, CTRL)
    hands.write(typed)
    assert items(payments) == found
    hands.press(KEY.Key_Escape)
    assert len(items(payments)) == 5
    assert payments.view.hasFocus()


def test_the_filter_follows_renamed_records_and_joins_the_pages_own(payments, desk) -> None:
    payments.filter_bar.enter()
    payments.filter_bar.line.setText("热线服务")
    assert items(payments) == ["热线服务首款"]
    desk.write("contracts/1/name", "某某")
    payments.filter_bar.line.setText("某某")
    assert items(payments) == ["热线服务首款"]
    payments.set_where(lambda row: row.amount < 0)
    assert items(payments) == []
    payments.filter_bar.leave()
    assert items(payments) == ["退款"]


def test_enter_in_the_filter_leads_to_the_first_row_found(payments, desk, hands) -> None:
    payments.view.setFocus()
    payments.view.select_cell(0, 1)
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type("wj")
    assert payments.records.row_of(1) < 0
    hands.press(Qt.Key.Key_Return)
    assert payments.view.hasFocus()
    assert (payments.current.id, payments.view.currentIndex().column()) == (4, 1)


def test_counts_show_how_many_and_filter(payments, desk) -> None:
    payments.add_count("未关联", lambda row: row.contract is None)
    payments.filter_bar.enter()
    buttons = {each.text(): each for each in payments.filter_bar._buttons.values() if not each.isHidden()}
    assert list(buttons) == ["未关联 4"]
    buttons["未关联 4"].click()
    assert len(items(payments)) == 4
    desk.write("payments/2/contract", "热线服务")
    assert buttons["未关联 4"].text() == "未关联 3"


# Origins


@pytest.fixture
def carried(desk):
    """Let the first payment and the name of the second be last year's, and the third's amount doubtful."""
    origins = (
        Origin(1, "payments/1", "last_year", "上年"),
        Origin(2, "payments/2/item", "last_year", "上年"),
    )
    report = desk.report.with_rows("origins", origins)
    desk.edit(report.with_rows("notes", (Note(1, "payments/3/amount", "再问"),)), "带入上年")
    return desk


def test_values_from_last_year_are_said_filtered_and_confirmed(payments, carried, hands) -> None:
    index = payments.records.index(1, ITEM)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "上年"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "支出事项 宣传片首款 上年"
    assert payments.records.index(2, AMOUNT).data(Qt.ItemDataRole.AccessibleTextRole).endswith(" 待核实")
    payments.filter_bar.enter()
    payments.filter_bar.choose("仍是上年数")
    assert items(payments) == ["热线服务首款", "宣传片首款"]
    payments.filter_bar.leave()
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_Return, ALT)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "已确认"
    carried.undo()
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "上年"
    payments.view.selectRow(0)
    hands.press(KEY.Key_Return, ALT)
    kinds = {row.place: row.kind for row in carried.report.origins}
    assert kinds["payments/1/item"] == kinds["payments/1/amount"] == "confirmed"
    told: list[str] = []
    payments.told.connect(told.append)
    hands.press(KEY.Key_Return, ALT)
    assert told == ["所选的格里没有要确认的值"]


# Sums


@pytest.mark.parametrize(("unit", "fen"), [("万元", 15_500_000), ("元", 1_550)])
def test_a_sum_typed_into_an_amount_is_worked_out(payments, desk, hands, unit, fen) -> None:
    payments.set_unit(unit)
    payments.view.select_cell(1, AMOUNT)
    hands.type("=12+3.5")
    hands.press(KEY.Key_Return)
    assert desk.report.payments[1].amount == fen


def test_a_sum_that_does_not_end_is_kept_as_it_was_typed(payments, desk, hands) -> None:
    payments.set_unit("元")
    payments.view.select_cell(1, AMOUNT)
    hands.type("=1/3")
    hands.press(KEY.Key_Return)
    assert [row.text for row in desk.report.unread] == ["=1/3"]
    assert "除不尽" in payments.records.index(1, AMOUNT).data(Qt.ItemDataRole.ToolTipRole)


# Menu


def entries(menu: QMenu) -> dict[str, bool]:
    return {each.text().split("\t")[0]: each.isEnabled() for each in menu.actions() if each.text()}


def test_the_menu_has_what_the_keys_do(payments, desk, hands) -> None:
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert list(entries(menu)) == [
        "插入行", "复制行", "删除行", "上移", "下移", "复制", "剪切", "粘贴…", "向下填充", "向右填充", "清空", "筛选",
        "按“支出事项”升序", "按“支出事项”降序", "恢复原顺序",
    ]  # fmt: skip
    actions = {each.text().split("\t")[0]: each for each in menu.actions()}
    actions["按“支出事项”降序"].trigger()
    assert items(payments)[0] == "宣传片尾款"
    menu.close()
    menu = payments.view.deeds.menu()
    actions = {each.text().split("\t")[0]: each for each in menu.actions()}
    actions["恢复原顺序"].trigger()
    assert items(payments) == [row.item for row in desk.report.payments]
    payments.view.select_cell(1, ITEM)
    actions["下移"].trigger()
    assert items(payments)[2] == "宣传片首款"
    menu.deleteLater()


def test_a_locked_report_leaves_what_does_not_edit(payments, desk) -> None:
    project = replace(desk.report.project, state="定稿")
    desk.edit(desk.report.with_record("project", project), "定稿")
    payments.view.select_cell(1, ITEM)
    menu = payments.view.deeds.menu()
    held = entries(menu)
    assert held["复制"]
    assert not held["插入行"]
    menu.deleteLater()


def test_a_right_click_beside_the_selection_chooses_its_cell(payments) -> None:
    payments.view.select_cell(1, ITEM)
    at = payments.view.visualRect(payments.records.index(3, PAYEE)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, payments.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(payments.view.viewport(), event)
    index = payments.view.currentIndex()
    assert (index.row(), index.column()) == (3, PAYEE)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


# Rows


def drag(table, first: int, last: int, *, below: bool = True) -> None:
    """Drag the selected row *first* to the lower or upper half of *last*."""
    head = table.head
    begin = QPoint(head.width() - 10, head.sectionViewportPosition(first) + 5)
    end = QPoint(head.width() - 10, head.sectionViewportPosition(last) + (24 if below else 4))
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(head.viewport(), end)
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=end)


def test_a_row_is_dragged_by_its_number_in_one_step(payments, desk) -> None:
    before = items(payments)
    payments.view.selectRow(0)
    drag(payments, 0, 3)
    assert items(payments) == [*before[1:4], before[0], before[4]]
    assert payments.view.selected_rows() == [3]
    drag(payments, 3, 0, below=False)
    assert items(payments) == before
    desk.undo()
    desk.undo()
    assert items(payments) == before
    assert desk.session.undo_text == ""


def test_indicators_change_their_level_where_they_are_moved_over_a_border(desk, show, hands) -> None:
    table = RecordTable(desk, "indicators", ["level1", "level2", "name"], merged=2)
    show(table)
    table.view.setFocus()
    table.view.select_cell(2, 2)
    hands.press(KEY.Key_Up, ALT)
    assert [(row.id, row.level2) for row in desk.report.indicators[:3]] == [
        (1, "数量指标"), (2, "数量指标"), (3, "数量指标"),
    ]  # fmt: skip
    hands.press(KEY.Key_Up, ALT)
    assert [row.id for row in desk.report.indicators[:3]] == [1, 3, 2]
    desk.undo()
    desk.undo()
    table.view.selectRow(0)
    drag(table, 0, 4)
    assert [(row.id, row.level1, row.level2) for row in desk.report.indicators[-1:]] == [
        (1, "效益", "社会效益")
    ]
    desk.undo()
    assert desk.report.indicators[0].level2 == "数量指标"
