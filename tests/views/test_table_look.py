"""What a table paints and how it lies in its room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.models.records import Payment, Report
from desktop.views.tables import Computed, RecordTable
from desktop.views.tables.totals import TotalsRow
from tests.views.conftest import small_report


@pytest.fixture
def indicators(desk, show) -> RecordTable:
    names = ["level1", "level2", "name", "target", "weight"]
    return show(RecordTable(desk, "indicators", names, merged=2, totals=["weight"]))


def column_edges(table) -> list[int]:
    head = table.view.horizontalHeader()
    left = table.view.frameWidth() + table.head.width()
    return [left + head.sectionViewportPosition(n) + head.sectionSize(n) for n in table.view.shown_columns]


def test_columns_fill_the_view_and_totals_lie_below_them(payments) -> None:
    assert (
        column_edges(payments)[-1]
        == payments.view.frameWidth() + payments.head.width() + payments.view.viewport().width()
    )
    cells = [
        payments.totals._cell(n, payments.view.frameWidth() + payments.head.width())
        for n in payments.view.shown_columns
    ]
    assert [cell.right() + 1 for cell in cells] == column_edges(payments)


def test_totals_stay_aligned_beside_a_scroll_bar(make_desk, show) -> None:
    desk = make_desk(Report(payments=tuple(Payment(n, item=f"{n}", amount=100) for n in range(1, 201))))
    table = show(RecordTable(desk, "payments", ["item", "payee", "amount"], totals=["amount"]))
    QApplication.processEvents()
    assert table.view.verticalScrollBar().isVisible()
    left = table.view.frameWidth() + table.head.width()
    assert (
        table.totals._cell(2, left).right() + 1
        == column_edges(table)[-1]
        == left + table.view.viewport().width()
    )


def test_totals_follow_edits_and_filters(payments, desk) -> None:
    assert payments.totals.texts == {"amount": "73.83"}
    assert payments.totals.caption == "合计（5 行）"
    payments.set_where(lambda row: row.contract is None)
    assert payments.totals.texts == {"amount": "6.85"}
    assert payments.totals.caption == "合计（筛出 4 行，共 5 行）"
    desk.write("payments/2/amount", "")
    assert payments.totals.texts == {"amount": "4.43"}
    payments.set_unit("元")
    assert payments.totals.texts == {"amount": "44,252.00"}
    assert "元" in payments.columns[-1].label


def test_merged_cells_span_their_rows_and_follow_changes(indicators, desk) -> None:
    span = indicators.view.rowSpan
    assert [span(0, 0), span(0, 1), span(3, 0), span(2, 1)] == [3, 2, 2, 1]
    desk.write("indicators/2/level1", "成本")
    assert [span(0, 0), span(1, 0)] == [1, 1]
    desk.undo()
    assert span(0, 0) == 3
    desk.remove("indicators", [1, 2, 3])
    assert span(0, 0) == 2


def test_a_merged_label_stands_at_the_top_of_what_is_visible(indicators) -> None:
    delegate = indicators.view.itemDelegate()
    whole = QRect(0, -50, 100, 84)
    assert delegate._visible(whole).top() == 0
    assert delegate._visible(QRect(0, -70, 100, 84)).height() == indicators.view.row_height


def test_enter_in_a_merged_cell_goes_past_its_rows(indicators, hands) -> None:
    indicators.view.setFocus()
    indicators.view.select_cell(0, 0)
    hands.press(Qt.Key.Key_Return)
    assert indicators.view.currentIndex().row() == 3


def test_a_new_row_in_a_merged_table_takes_the_levels_above(indicators, desk, hands) -> None:
    indicators.view.setFocus()
    indicators.view.select_cell(1, 2)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = desk.report.indicators[2]
    assert (made.level1, made.level2, made.name) == ("产出", "数量指标", "")


def test_findings_stand_at_their_rows_and_a_click_asks_for_them(payments, qtbot) -> None:
    payments.show_findings(
        {
            "payments/2/contract": ("核实性", "没有合同"),
            "payments/2/amount": ("强制性", "没有金额"),
            "contracts/1": ("提示", "别处"),
        }
    )
    assert payments.head.finding(1) == ("强制性", "没有金额\n没有合同")
    assert payments.head.finding(0) == ("", "")
    y = payments.view.rowViewportPosition(1) + 5
    with qtbot.waitSignal(payments.flagged) as flagged:
        QTest.mouseClick(payments.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, y))
    assert flagged.args == ["payments/2"]


def test_the_tooltip_has_the_whole_text_only_where_it_is_cut(payments, desk, qtbot) -> None:
    long = "深圳市东部文化发展有限公司" * 5
    desk.write("payments/1/item", long)
    for row, said in ((0, long), (1, "")):
        spot = payments.view.visualRect(payments.records.index(row, 1)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, spot, payments.view.viewport().mapToGlobal(spot))
        QApplication.sendEvent(payments.view.viewport(), event)
        qtbot.waitUntil(lambda said=said: QToolTip.text() == said)


def test_everything_paints(payments, indicators, desk) -> None:
    desk.write("payments/1/amount", "约2万")
    payments.show_findings({"payments/1": ("核实性", "x")})
    payments.focus_place("payments/1/amount")
    for table in (payments, indicators):
        picture = table.grab().toImage()
        assert len({picture.pixel(x, y) for x in range(0, 400, 3) for y in range(0, 200, 3)}) > 5


def test_a_faulty_computed_column_is_told_once_and_painted(desk, show, qtbot) -> None:
    with qtbot.captureExceptions() as raised:
        table = show(RecordTable(desk, "payments", ["item", Computed("错", lambda row: row.nothing)]))
        table.grab()
        table.grab()
    assert [kind for kind, *_ in raised] == [AttributeError]
    assert table.records.index(0, 1).data() == "—"


def test_columns_give_way_where_there_is_no_room(desk, show) -> None:
    names = ["date", "item", "payee", "contract", "budget", "amount", "voucher"]
    table = show(RecordTable(desk, "payments", names, yields=["voucher", "date", "payee"]))
    assert table.shown_count == 7
    table.window().resize(640, 400)
    QApplication.processEvents()
    assert table.shown_count < 7
    assert table.view.isColumnHidden(6)
    assert (
        column_edges(table)[-1]
        == table.view.frameWidth() + table.head.width() + table.view.viewport().width()
    )
    assert table.focus_place("payments/1/voucher")
    assert not table.view.isColumnHidden(6)


def test_places_are_found_though_filtered_out(payments) -> None:
    payments.set_where(lambda row: row.id == 2)
    assert payments.focus_place("payments/4/payee")
    assert payments.current.id == 4
    assert payments.view.currentIndex().column() == 2
    assert payments.focus_place("payments/4")
    assert not payments.focus_place("payments/99/payee")
    assert not payments.focus_place("contracts/1/name")
    assert not payments.focus_place("什么")


def test_focus_is_told_with_its_place(payments, qtbot) -> None:
    payments.view.select_cell(0, 0)
    with qtbot.waitSignal(payments.focused) as focused:
        payments.view.select_cell(2, 5)
    assert focused.args == ["payments/3/amount"]


def painted(row: TotalsRow) -> list[str]:
    """Return the whole texts that are not painted whole."""
    row.grab()
    return [text for _, text in row._cut]


def test_a_sum_that_does_not_fit_reaches_over_empty_cells_else_ends_in_dots_with_a_tooltip(
    make_desk, show, qtbot
) -> None:
    desk = make_desk(replace(small_report(), payments=(Payment(1, None, "大额", "甲", amount=10**15),)))
    table = show(RecordTable(desk, "payments", ["item", "payee", "amount"], totals=["amount"]))
    table.view.setColumnWidth(2, 60)
    assert painted(table.totals) == []
    table.totals.texts["payee"] = "未关联 1,234,567.00"
    table.view.setColumnWidth(1, 40)
    whole = table.totals.texts["amount"]
    assert whole == "1,000,000,000.00"
    assert whole in painted(table.totals)
    left = table.view.frameWidth() + table.view.verticalHeader().width()
    at = table.totals._cell(2, left).center()
    QApplication.sendEvent(table.totals, QHelpEvent(QEvent.Type.ToolTip, at, table.totals.mapToGlobal(at)))
    assert QToolTip.text() == whole
    QToolTip.hideText()


def test_words_that_do_not_fit_before_a_sum_begin_in_the_empty_cell_before_them(make_desk, show) -> None:
    desk = make_desk(replace(small_report(), payments=(Payment(1, None, "买书", "甲", amount=10**8),)))
    table = show(RecordTable(desk, "payments", ["item", "payee", "budget", "amount"], totals=["amount"]))
    table.totals.texts["budget"] = "执行率 109.82%"
    table.view.setColumnWidth(2, 60)
    table.view.setColumnWidth(1, 160)
    assert painted(table.totals) == []
    table.totals.texts["payee"] = "本页筛选：全部"
    assert painted(table.totals) == ["执行率 109.82%"]
