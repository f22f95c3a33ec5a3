"""A table under an officer's hands: typing, moving, ranges and rows, by real key and input method events."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.errors import StoreError
from desktop.models.records import Report
from desktop.views.tables import RecordTable

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
DATE, ITEM, PAYEE, STAGE, CONTRACT, AMOUNT = range(6)


def at(table):
    index = table.view.currentIndex()
    return index.row(), index.column()


def items(desk) -> list[str]:
    return [row.item for row in desk.report.payments]


# Typing


def test_typing_replaces_the_cell_and_enter_goes_down(payments, desk, hands, in_file) -> None:
    payments.view.select_cell(0, AMOUNT)
    hands.type("3.5")
    hands.press(KEY.Key_Return)
    assert desk.report.payments[0].amount == 3_500_000
    assert in_file().payments == desk.report.payments
    assert at(payments) == (1, AMOUNT)
    assert payments.view.hasFocus()


def test_the_first_pinyin_letter_is_kept(payments, desk, hands) -> None:
    payments.view.select_cell(1, PAYEE)
    hands.compose("r")
    editor = payments.view.open_editor()
    assert editor is not None
    assert editor.composing
    assert editor.text() == ""
    hands.compose("re")
    hands.compose(commit="热线")
    assert editor.text() == "热线"
    hands.press(KEY.Key_Return)
    assert desk.report.payments[1].payee == "热线"


def test_a_text_that_comes_without_composition_is_not_lost(payments, desk, hands) -> None:
    payments.view.select_cell(1, PAYEE)
    hands.compose(commit="，热线")
    hands.press(KEY.Key_Return)
    assert desk.report.payments[1].payee == "，热线"


def test_what_is_composed_survives_changes_of_the_report(payments, desk, hands) -> None:
    payments.view.select_cell(1, PAYEE)
    hands.compose("rexian")
    desk.write("payments/1/item", "别处改了")
    desk.write("payments/2/payee", "连这一格也改了")
    desk.flush()
    editor = payments.view.open_editor()
    assert editor is not None
    assert editor.composing
    hands.compose(commit="热线")
    hands.press(KEY.Key_Return)
    assert desk.report.payments[1].payee == "热线"


def test_typing_in_a_cell_is_saved_while_it_goes_on(payments, desk, hands, qtbot, in_file) -> None:
    payments.view.select_cell(0, ITEM)
    hands.type("abc")
    qtbot.waitUntil(lambda: not desk.pending)
    assert payments.view.open_editor() is not None
    assert in_file().payments[0].item == "abc"
    hands.type("d")
    hands.press(KEY.Key_Return)
    assert desk.report.payments[0].item == "abcd"
    desk.undo()
    assert desk.report.payments[0].item == "热线服务首款"


def test_unreadable_text_stays_in_its_cell_and_is_told_apart(payments, desk, hands) -> None:
    payments.view.select_cell(0, AMOUNT)
    hands.type("abc")
    hands.press(KEY.Key_Return)
    index = payments.records.index(0, AMOUNT)
    assert index.data() == "abc"
    assert "例" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert desk.report.payments[0].amount == 66_980_000
    payments.view.select_cell(0, AMOUNT)
    hands.type("5")
    hands.press(KEY.Key_Return)
    assert index.data() == "5.00"
    assert not desk.report.unread


def test_f2_keeps_the_text_and_no_change_is_no_edit(payments, desk, hands) -> None:
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_F2)
    hands.press(KEY.Key_Return)
    assert desk.session.undo_text == ""
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_F2)
    hands.type("x")
    hands.press(KEY.Key_Tab)
    assert desk.report.payments[1].item == "宣传片首款x"
    assert at(payments) == (1, PAYEE)


@pytest.mark.parametrize("wait", [False, True])
def test_esc_puts_the_old_value_back_and_redo_has_what_was_typed(payments, desk, hands, wait) -> None:
    payments.view.select_cell(1, ITEM)
    hands.type("new")
    if wait:
        desk._write_gathered()
    hands.press(KEY.Key_Escape)
    assert payments.view.open_editor() is None
    assert items(desk)[1] == "宣传片首款"
    desk.redo()
    assert items(desk)[1] == "new"


def test_undo_in_an_open_cell_takes_its_typing_back(payments, desk, hands, manners) -> None:
    payments.view.select_cell(1, ITEM)
    hands.type("new")
    hands.press(KEY.Key_Z, CTRL)
    assert payments.view.open_editor() is None
    assert items(desk)[1] == "宣传片首款"
    hands.press(KEY.Key_Y, CTRL)
    assert items(desk)[1] == "new"


def test_a_flush_takes_an_open_cell_over(payments, desk, hands) -> None:
    payments.view.select_cell(1, AMOUNT)
    hands.type("8")
    desk.flush()
    assert desk.report.payments[1].amount == 8_000_000
    assert payments.view.open_editor() is None


def test_a_choice_is_taken_from_the_list(payments, desk, hands) -> None:
    payments.view.select_cell(0, STAGE)
    hands.type("sk")
    editor = payments.view.open_editor()
    assert editor is not None
    assert editor.open
    hands.press(KEY.Key_Return)
    assert desk.report.payments[0].stage == "首款"
    assert at(payments) == (1, STAGE)


def test_a_reference_is_found_by_initials_and_one_of_two_namesakes_can_be_chosen(
    payments, desk, hands
) -> None:
    payments.view.select_cell(1, CONTRACT)
    hands.type("rxfw")
    hands.press(KEY.Key_Tab)
    assert desk.report.payments[1].contract == 1
    payments.view.select_cell(2, CONTRACT)
    hands.type("zx")
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Return)
    assert desk.report.payments[2].contract == 3
    assert payments.records.index(2, CONTRACT).data() == "咨询"


def test_a_contract_that_is_not_there_is_made_only_when_that_is_chosen(payments, desk, hands) -> None:
    payments.view.select_cell(3, CONTRACT)
    hands.compose(commit="问卷合同")
    hands.press(KEY.Key_Return)
    assert len(desk.report.contracts) == 3
    assert payments.records.index(3, CONTRACT).data() == "问卷合同"
    payments.view.select_cell(3, CONTRACT)
    hands.compose(commit="问卷合同")
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Return)
    assert desk.report.contracts[3].name == "问卷合同"
    assert desk.report.payments[3].contract == desk.report.contracts[3].id
    assert not desk.report.unread


def test_a_double_click_opens_the_list_and_an_amount_finds_a_contract(payments, desk, hands) -> None:
    payments.view.select_cell(1, CONTRACT)
    spot = payments.view.visualRect(payments.view.currentIndex()).center()
    QTest.mouseClick(payments.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(payments.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert payments.view.open_editor().open
    hands.type("318")
    hands.press(KEY.Key_Return)
    assert desk.report.payments[1].contract == 1


def test_esc_closes_the_list_first_and_the_cell_next(payments, desk, hands) -> None:
    payments.view.select_cell(1, CONTRACT)
    hands.type("rx")
    hands.press(KEY.Key_Escape)
    assert payments.view.open_editor() is not None
    hands.press(KEY.Key_Escape)
    assert payments.view.open_editor() is None
    assert desk.report.payments[1].contract is None


def test_a_date_is_chosen_in_the_calendar_of_its_cell(payments, desk, hands) -> None:
    payments.view.select_cell(0, DATE)
    hands.press(KEY.Key_F2)
    editor = payments.view.open_editor()
    hands.press(KEY.Key_Down, ALT)
    grid = editor.calendar.grid
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.rect_of(datetime.date(2021, 4, 1)).center())
    assert desk.report.payments[0].date == datetime.date(2021, 4, 1)
    assert payments.view.open_editor() is None
    assert payments.view.hasFocus()


def test_a_click_in_the_list_ends_the_edit(payments, desk, hands) -> None:
    payments.view.select_cell(0, STAGE)
    hands.press(KEY.Key_F2)
    editor = payments.view.open_editor()
    shown = editor._list
    spot = shown.visualRect(shown.model().index(1, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desk.report.payments[0].stage == "预付款"
    assert payments.view.open_editor() is None
    assert at(payments) == (0, STAGE)


def test_a_key_without_use_in_an_open_cell_only_ends_the_edit(payments, desk, hands) -> None:
    payments.view.select_cell(1, ITEM)
    hands.type("x")
    hands.press(KEY.Key_F2)
    assert payments.view.open_editor() is not None
    hands.press(KEY.Key_D, CTRL)
    assert payments.view.open_editor() is None
    assert items(desk)[:3] == ["热线服务首款", "x", "宣传片尾款"]


def test_a_long_text_is_edited_over_several_lines(desk, show, hands) -> None:
    table = show(RecordTable(desk, "contracts", ["name", "note"]))
    table.view.setFocus()
    table.view.select_cell(0, 1)
    hands.type("a")
    hands.press(KEY.Key_Return, CTRL)
    hands.type("b")
    assert table.view.open_editor().height() > table.view.row_height
    hands.press(KEY.Key_Return)
    assert desk.report.contracts[0].note == "a\nb"
    assert at(table) == (1, 1)


@pytest.mark.parametrize("row", [1, 5])
def test_text_that_cannot_be_saved_stays_in_its_cell(payments, desk, hands, qtbot, monkeypatch, row) -> None:
    def full(*_args, **_more) -> None:
        raise StoreError("磁盘已满", "腾出空间再试")

    payments.view.select_cell(row, ITEM)
    hands.type("abc")
    with monkeypatch.context() as broken, qtbot.captureExceptions() as raised:
        broken.setattr(desk.session._file, "commit", full)
        hands.press(KEY.Key_Return)
    assert [kind for kind, *_ in raised] == [StoreError]
    editor = payments.view.open_editor()
    assert editor is not None
    assert editor.text() == "abc"
    hands.press(KEY.Key_Return)
    assert payments.view.open_editor() is None
    assert items(desk)[row] == "abc"


# Moving


def test_the_last_row_is_typed_into_to_make_a_record(payments, desk, hands) -> None:
    payments.records.new = {"budget": 2}
    payments.view.select_cell(5, ITEM)
    assert payments.records.index(5, ITEM).data() == ""
    hands.compose("xin")
    hands.compose(commit="新的一笔")
    hands.press(KEY.Key_Tab)
    assert items(desk)[5] == "新的一笔"
    assert desk.report.payments[5].budget == 2
    assert at(payments) == (5, PAYEE)
    assert payments.records.rowCount() == 7
    desk.undo()
    assert len(items(desk)) == 5
    assert payments.records.rowCount() == 6


def test_an_unreadable_first_text_makes_a_record_too(payments, desk, hands) -> None:
    payments.view.select_cell(5, AMOUNT)
    hands.type("abc")
    hands.press(KEY.Key_Return)
    assert payments.records.index(5, AMOUNT).data() == "abc"
    assert desk.session.undo_text
    desk.undo()
    assert not desk.report.unread
    assert len(items(desk)) == 5


def test_enter_ends_at_the_last_row_and_tab_leaves_from_its_end(payments, desk, hands) -> None:
    payments.view.select_cell(4, ITEM)
    hands.press(KEY.Key_Return)
    assert at(payments) == (5, ITEM)
    hands.press(KEY.Key_Return)
    assert at(payments) == (5, ITEM)
    payments.view.select_cell(4, AMOUNT)
    hands.press(KEY.Key_Tab)
    assert at(payments) == (5, DATE)
    hands.press(KEY.Key_Backtab, SHIFT)
    assert at(payments) == (4, AMOUNT)
    hands.press(KEY.Key_Return, SHIFT)
    assert at(payments) == (3, AMOUNT)
    assert len(items(desk)) == 5


def test_home_and_end_and_ranges(payments, hands) -> None:
    payments.view.select_cell(2, PAYEE)
    hands.press(KEY.Key_Home)
    assert at(payments) == (2, DATE)
    hands.press(KEY.Key_End)
    assert at(payments) == (2, AMOUNT)
    hands.press(KEY.Key_Home, CTRL)
    assert at(payments) == (0, DATE)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_Right, SHIFT)
    assert payments.view.selected_rows() == [0, 1]
    hands.press(KEY.Key_End, CTRL)
    assert at(payments) == (4, AMOUNT)


# Ranges


def test_delete_clears_the_selection_in_one_step(payments, desk, hands) -> None:
    payments.view.select_cell(0, ITEM)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_Right, SHIFT)
    hands.press(KEY.Key_Delete)
    assert [(row.item, row.payee) for row in desk.report.payments[:3]] == [
        ("", ""),
        ("", ""),
        ("宣传片尾款", ""),
    ]
    desk.undo()
    assert items(desk)[:2] == ["热线服务首款", "宣传片首款"]


def test_fill_down_copies_the_first_row_or_the_one_above(payments, desk, hands) -> None:
    payments.view.select_cell(0, CONTRACT)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_D, CTRL)
    assert [row.contract for row in desk.report.payments] == [1, 1, 1, None, None]
    payments.view.select_cell(4, AMOUNT)
    hands.press(KEY.Key_D, CTRL)
    assert desk.report.payments[4].amount == 2_000_000


def test_copy_and_paste_move_a_range_whole(payments, desk, hands) -> None:
    payments.view.select_cell(2, ITEM)
    for _ in range(4):
        hands.press(KEY.Key_Right, SHIFT)
    hands.press(KEY.Key_C, CTRL)
    text = QApplication.clipboard().text()
    assert text == "宣传片尾款\t\t\t\t2.4253\r\n"
    assert 'sdval="2.4253"' in QApplication.clipboard().mimeData().html()
    payments.view.select_cell(5, ITEM)
    hands.press(KEY.Key_V, CTRL)
    assert desk.report.payments[5].amount == 2_425_300
    assert items(desk)[5] == "宣传片尾款"


# Rows


def test_rows_are_inserted_duplicated_moved_and_deleted(payments, desk, hands) -> None:
    before = items(desk)
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_Return, CTRL)
    assert items(desk) == [*before[:2], "", *before[2:]]
    assert at(payments) == (2, ITEM)
    hands.press(KEY.Key_Minus, CTRL)
    assert items(desk) == before
    payments.view.select_cell(0, ITEM)
    hands.press(KEY.Key_D, CTRL | SHIFT)
    assert items(desk) == [before[0], *before]
    assert at(payments) == (1, ITEM)
    hands.press(KEY.Key_Down, ALT)
    assert items(desk) == [before[0], before[1], before[0], *before[2:]]
    assert at(payments) == (2, ITEM)
    hands.press(KEY.Key_Up, ALT)
    hands.press(KEY.Key_Up, ALT)
    hands.press(KEY.Key_Up, ALT)
    assert at(payments) == (0, ITEM)
    for _ in range(6):
        desk.undo()
    assert items(desk) == before


def test_deleting_every_row_leaves_the_row_to_type_into(payments, desk, hands) -> None:
    payments.view.selectAll()
    hands.press(KEY.Key_Minus, CTRL)
    assert desk.report.payments == ()
    assert payments.records.rowCount() == 1
    payments.view.select_cell(0, ITEM)
    hands.type("a")
    hands.press(KEY.Key_Return)
    assert items(desk) == ["a"]


def test_a_click_on_a_head_sorts_the_view_and_the_third_click_ends_it(payments, desk, hands) -> None:
    order = lambda: [payments.records.rows[n].id for n in range(5)]  # noqa: E731
    head = payments.view.horizontalHeader()
    where = QPoint(head.sectionViewportPosition(AMOUNT) + 20, 10)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert order() == [5, 4, 2, 3, 1]
    payments.view.select_cell(0, ITEM)
    hands.press(KEY.Key_Down, ALT)
    assert [row.id for row in desk.report.payments] == [1, 2, 3, 4, 5]
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert order() == [1, 3, 2, 4, 5]
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert order() == [1, 2, 3, 4, 5]


# Locked


def test_a_locked_report_says_why_and_changes_nothing(payments, desk, hands, qtbot) -> None:
    desk.write("project/1/state", "定稿")
    assert payments.records.rowCount() == 5
    before: Report = desk.report
    payments.view.select_cell(0, ITEM)
    for key, modifiers in [(KEY.Key_A, None), (KEY.Key_Delete, None), (KEY.Key_F2, None), (KEY.Key_D, CTRL)]:
        with qtbot.waitSignal(payments.told) as told:
            hands.press(key, modifiers or Qt.KeyboardModifier.NoModifier)
        assert "定稿" in told.args[0]
    assert desk.report is before
    hands.press(KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == "热线服务首款\r\n"
