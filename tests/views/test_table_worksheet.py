"""What hands that know a worksheet expect of a table: ranges by keys, sums of them, and undo that finds them again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.models.records import Origin, Payment, Report
from desktop.views.tables import RecordTable
from desktop.views.tables.html import read_html
from desktop.views.tables.moves import edge

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
DATE, ITEM, PAYEE, STAGE, CONTRACT, AMOUNT = range(6)
COLUMNS = ["date", "item", "payee", "stage", "contract", "amount"]


def at(table) -> tuple[int, int]:
    index = table.view.currentIndex()
    return index.row(), index.column()


def ranges(table) -> list[tuple[int, int, int, int]]:
    return [(each.top(), each.left(), each.bottom(), each.right()) for each in table.view.selected_ranges()]


def undo(table, desk) -> None:
    step = desk.undo()
    table.focus_place(step.place)


# Ranges


def test_a_range_begins_where_the_cell_is_not_where_the_mouse_was(payments, hands) -> None:
    payments.view.select_cell(0, AMOUNT)
    hands.type("3")
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_Down, SHIFT)
    assert ranges(payments) == [(1, AMOUNT, 2, AMOUNT)]
    payments.view.select_cell(3, ITEM)
    hands.press(KEY.Key_Up, SHIFT)
    hands.press(KEY.Key_Right, SHIFT)
    assert ranges(payments) == [(2, ITEM, 3, PAYEE)]
    hands.press(KEY.Key_Down, SHIFT)
    assert ranges(payments) == [(3, ITEM, 3, PAYEE)]
    hands.press(KEY.Key_Down, SHIFT)
    assert ranges(payments) == [(3, ITEM, 4, PAYEE)]


@pytest.mark.parametrize(
    ("key", "held", "current", "chosen"),
    [
        (KEY.Key_Home, CTRL, (0, DATE), [(0, DATE, 0, DATE)]),
        (KEY.Key_End, CTRL, (4, AMOUNT), [(4, AMOUNT, 4, AMOUNT)]),
        (KEY.Key_Home, CTRL | SHIFT, (0, DATE), [(0, DATE, 2, ITEM)]),
        (KEY.Key_End, CTRL | SHIFT, (4, AMOUNT), [(2, ITEM, 4, AMOUNT)]),
        (KEY.Key_End, SHIFT, (2, AMOUNT), [(2, ITEM, 2, AMOUNT)]),
        (KEY.Key_Down, CTRL, (4, ITEM), [(4, ITEM, 4, ITEM)]),
        (KEY.Key_Down, CTRL | SHIFT, (4, ITEM), [(2, ITEM, 4, ITEM)]),
        (KEY.Key_Right, CTRL, (2, AMOUNT), [(2, AMOUNT, 2, AMOUNT)]),
        (KEY.Key_A, CTRL, (2, ITEM), [(0, DATE, 4, AMOUNT)]),
        (KEY.Key_Space, CTRL, (2, ITEM), [(0, ITEM, 4, ITEM)]),
        (KEY.Key_Space, SHIFT, (2, ITEM), [(2, DATE, 2, AMOUNT)]),
    ],
)
def test_keys_lead_to_edges_and_select_up_to_them(payments, hands, key, held, current, chosen) -> None:
    payments.view.select_cell(2, ITEM)
    hands.press(key, held)
    assert at(payments) == current
    assert ranges(payments) == chosen
    assert payments.view.open_editor() is None


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.data())
def test_an_edge_is_inside_and_nothing_lies_beyond_it_of_the_run(
    filled: list[bool], data: st.DataObject
) -> None:
    begin = data.draw(st.integers(0, len(filled) - 1))
    step = data.draw(st.sampled_from((-1, 1)))
    found = edge(filled.__getitem__, begin, step, len(filled))
    assert 0 <= found < len(filled)
    assert (found - begin) * step >= 0
    end = len(filled) - 1 if step > 0 else 0
    if found != end:
        assert filled[found]


def test_what_is_selected_is_added_up(payments, hands) -> None:
    assert payments.totals.selected == ""
    payments.view.select_cell(0, AMOUNT)
    hands.press(KEY.Key_Down, SHIFT)
    assert payments.totals.selected == "选中 2 个数，和 69.40"
    payments.set_unit("元")
    hands.press(KEY.Key_Down, SHIFT)
    assert payments.totals.selected == "选中 3 个数，和 718,253.00"
    hands.press(KEY.Key_Left)
    assert payments.totals.selected == ""


# Typing


def test_tab_and_enter_fill_row_after_row(payments, desk, hands) -> None:
    payments.view.select_cell(5, ITEM)
    hands.type("a")
    hands.press(KEY.Key_Tab)
    hands.type("b")
    hands.press(KEY.Key_Return)
    assert at(payments) == (6, ITEM)
    hands.type("c")
    hands.press(KEY.Key_Tab)
    hands.type("d")
    hands.press(KEY.Key_Return)
    assert [(row.item, row.payee) for row in desk.report.payments[5:]] == [("a", "b"), ("c", "d")]
    payments.view.select_cell(0, ITEM)
    hands.press(KEY.Key_Tab)
    payments.view.select_cell(3, PAYEE)  # elsewhere: the chain is broken
    hands.press(KEY.Key_Return)
    assert at(payments) == (4, PAYEE)


def test_the_focus_stays_though_the_next_empty_row_is_out_of_sight(make_desk, show, hands) -> None:
    desk = make_desk(Report(payments=tuple(Payment(n, item=f"第{n}笔") for n in range(1, 41))))
    other = QLineEdit()
    table = RecordTable(desk, "payments", COLUMNS, totals=["amount"])
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.addWidget(other)
    layout.addWidget(table)
    show(holder)
    table.view.setFocus()
    table.view.select_cell(40, AMOUNT)
    for number in ("1", "2", "3"):
        hands.type(number)
        hands.press(KEY.Key_Return)
    assert [row.amount for row in desk.report.payments[40:]] == [1_000_000, 2_000_000, 3_000_000]
    assert table.view.hasFocus()
    assert at(table) == (43, AMOUNT)


def test_arrows_end_what_was_typed_and_stay_in_what_was_opened(payments, desk, hands) -> None:
    payments.view.select_cell(0, AMOUNT)
    hands.type("7")
    hands.press(KEY.Key_Left)
    assert desk.report.payments[0].amount == 7_000_000
    assert at(payments) == (0, CONTRACT)
    payments.view.select_cell(0, ITEM)
    hands.press(KEY.Key_F2)
    hands.press(KEY.Key_Left)
    assert payments.view.open_editor() is not None
    hands.type("x")
    hands.press(KEY.Key_Down)
    assert desk.report.payments[0].item == "热线服务首x款"
    assert at(payments) == (1, ITEM)


def test_arrows_are_the_input_methods_while_it_composes(payments, hands) -> None:
    payments.view.select_cell(0, ITEM)
    hands.compose("re")
    hands.press(KEY.Key_Down)
    assert payments.view.open_editor() is not None
    assert at(payments) == (0, ITEM)


def test_a_row_that_is_typed_into_stays_in_its_place_though_the_view_is_sorted(payments, desk, hands) -> None:
    payments.sort(AMOUNT, 1)
    first = payments.records.rows[0].id
    payments.view.select_cell(0, AMOUNT)
    hands.type("0.01")
    hands.press(KEY.Key_Return)
    assert payments.records.rows[0].id == first
    assert at(payments) == (1, AMOUNT)


# Filling, and undoing it


def test_fill_right_writes_the_first_column_into_the_others(payments, desk, hands) -> None:
    payments.view.select_cell(0, ITEM)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_Right, SHIFT)
    told: list[str] = []
    payments.done.connect(told.append)
    hands.press(KEY.Key_R, CTRL)
    assert [row.payee for row in desk.report.payments[:2]] == ["热线服务首款", "宣传片首款"]
    assert told == ["向右填充了 2 格"]


def test_ctrl_and_plus_makes_a_row(payments, desk, hands) -> None:
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_Equal, CTRL | SHIFT)
    assert len(desk.report.payments) == 6
    assert at(payments)[0] == 2


@pytest.mark.parametrize("key", [(KEY.Key_Delete, None), (KEY.Key_D, CTRL)])
def test_undo_selects_again_what_was_selected(payments, desk, hands, key) -> None:
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_Right, SHIFT)
    before, chosen = desk.report, ranges(payments)
    hands.press(key[0], key[1] or Qt.KeyboardModifier.NoModifier)
    assert desk.report != before
    payments.view.select_cell(4, DATE)
    undo(payments, desk)
    assert desk.report == before
    assert ranges(payments) == chosen
    assert at(payments) == (2, PAYEE)
    payments.view.select_cell(4, DATE)
    payments.focus_place(desk.redo().place)
    assert ranges(payments) == chosen


def test_undo_brings_deleted_and_moved_rows_back_selected(payments, desk, hands) -> None:
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_Space, SHIFT)
    hands.press(KEY.Key_Minus, CTRL)
    assert len(desk.report.payments) == 3
    undo(payments, desk)
    assert ranges(payments) == [(1, DATE, 2, AMOUNT)]
    hands.press(KEY.Key_Down, ALT)
    assert ranges(payments) == [(2, DATE, 3, AMOUNT)]
    undo(payments, desk)
    assert ranges(payments) == [(1, DATE, 2, AMOUNT)]


def test_going_to_a_place_that_was_not_undone_selects_its_cell(payments, desk, hands) -> None:
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_Delete)
    payments.focus_place("payments/2/item")
    assert ranges(payments) == [(1, ITEM, 1, ITEM)]


# The clipboard


def test_one_cell_fills_a_selected_range_and_cut_cells_move(payments, desk, hands) -> None:
    payments.view.select_cell(0, PAYEE)
    hands.press(KEY.Key_C, CTRL)
    payments.view.select_cell(1, PAYEE)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_Down, SHIFT)
    told: list[str] = []
    payments.done.connect(told.append)
    hands.press(KEY.Key_V, CTRL)
    assert {row.payee for row in desk.report.payments[:4]} == {"鼎讯智城"}
    assert told == ["粘贴了 3 行 3 格"]
    assert ranges(payments) == [(1, PAYEE, 3, PAYEE)]
    hands.press(KEY.Key_X, CTRL)
    assert [row.payee for row in desk.report.payments[:4]] == ["鼎讯智城", "", "", ""]
    undo(payments, desk)
    undo(payments, desk)
    assert ranges(payments) == [(1, PAYEE, 3, PAYEE)]


def test_a_range_goes_from_one_table_to_another(payments, desk, show, hands) -> None:
    payments.view.select_cell(0, ITEM)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_C, CTRL)
    contracts = RecordTable(desk, "contracts", ["name", "number", "amount"])
    show(contracts)
    contracts.view.setFocus()
    contracts.view.select_cell(0, 1)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_V, CTRL)
    assert [row.number for row in desk.report.contracts[:2]] == ["热线服务首款", "宣传片首款"]


CALC = (
    "<html><body><table>"
    '<tr><td sdnum="1033;0;@">00123</td><td sdnum="1033;0;@">440307199001011234</td>'
    '<td sdval="12345" sdnum="1033;0;#,##0.00">12,345.00</td></tr>'
    '<tr><td>甲<br>乙</td><td>“丙”"丁"</td><td sdval="0.975" sdnum="1033;0;0.00%">97.50%</td></tr>'
    '<tr><td>２，３４５．６万元</td><td sdval="44284" sdnum="2052;0;YYYY年M月D日">2021年3月29日</td>'
    '<td style="mso-number-format:\'\\#\\,\\#\\#0\\.00\'" x:num="1234.567">1,234.57</td></tr>'
    "</table></body></html>"
)


def test_a_range_of_calc_comes_over_as_it_is_meant() -> None:
    assert read_html(CALC) == (
        ("00123", "440307199001011234", "12345"),
        ("甲\n乙", '“丙”"丁"', "97.50%"),
        ("２，３４５．６万元", "2021年3月29日", "1234.567"),
    )


def test_a_range_of_calc_is_pasted_from_its_page_and_not_from_its_text(payments, desk, hands) -> None:
    data = QMimeData()
    data.setHtml('<table><tr><td sdnum="1033;0;@">00123</td></tr></table>')
    data.setText("123")
    QApplication.clipboard().setMimeData(data)
    payments.view.select_cell(2, PAYEE)
    hands.press(KEY.Key_V, CTRL)
    assert desk.report.payments[2].payee == "00123"


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("12,345.00", "元", 1_234_500),
        ("１２，３４５．００", "元", 1_234_500),
        ("2,345.6万元", "元", 2_345_600_000),
        ("2345.6", "万元", 2_345_600_000),
        ("￥1,234.50", "元", 123_450),
        ("1234.5元", "万元", 123_450),
    ],
)
def test_amounts_are_pasted_in_the_unit_of_the_table_unless_they_say_another(
    payments, desk, hands, text, unit, fen
) -> None:
    payments.set_unit(unit)
    payments.view.select_cell(1, AMOUNT)
    QApplication.clipboard().setText(text)
    hands.press(KEY.Key_V, CTRL)
    assert desk.report.payments[1].amount == fen


@pytest.mark.parametrize(
    "text", ["2021年3月29日", "2021/3/29", "2021.3.29", "20210329", "２０２１－３－２９"]
)
def test_dates_are_pasted_in_every_writing(payments, desk, hands, text) -> None:
    payments.view.select_cell(1, DATE)
    QApplication.clipboard().setText(text)
    hands.press(KEY.Key_V, CTRL)
    assert str(desk.report.payments[1].date) == "2021-03-29"


def test_long_numbers_and_line_breaks_survive_a_round_trip(make_desk, show, hands) -> None:
    rows = (Payment(1, item="甲\n乙", payee="00123", voucher="440307199001011234"), Payment(2))
    desk = make_desk(Report(payments=rows))
    table = RecordTable(desk, "payments", ["item", "payee", "voucher"])
    show(table)
    table.view.setFocus()
    table.view.select_cell(0, 0)
    hands.press(KEY.Key_End, SHIFT)
    hands.press(KEY.Key_C, CTRL)
    table.view.select_cell(1, 0)
    hands.press(KEY.Key_End, SHIFT)
    hands.press(KEY.Key_V, CTRL)
    first, second = desk.report.payments
    assert (second.payee, second.voucher) == ("00123", "440307199001011234")
    assert second.item.split() == first.item.split()


# What is empty


def test_only_cells_with_a_value_are_last_years(make_desk, show) -> None:
    desk = make_desk(
        Report(payments=(Payment(1, item="甲"),), origins=(Origin(1, "payments/1", "last_year"),))
    )
    table = RecordTable(desk, "payments", ["item", "payee"])
    show(table)
    content, record = table.records.content, table.records.rows[0]
    assert [content.origin(record, each) for each in table.columns] == ["last_year", ""]
