"""Pasting: at once where nothing about a range needs a look, else over a preview that drops nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.views.tables import RecordTable
from desktop.views.tables.memory import heads_of
from desktop.views.tables.paste_preview import PastePreview
from desktop.views.tables.paste_rows import Drafting, Onto

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DATE, ITEM, PAYEE, STAGE, CONTRACT, AMOUNT = range(6)
SHEET = "2021年3月1日\t事项\t单位\t首款\t没有这份\t1,234.5\t多出来\n\t另一项\t\t\t\t约2万\n"
LEDGER = (
    "摘要\t对方户名\t记账日期\t借方金额（元）\t科目\n"
    "热线服务尾款\t鼎讯智城\t2021.11.9\t３，０００\t502\n"
    "宣传片首款\t澳莱丽\t2021-06-02\t24200\t502\n"
    "宣传片尾款\t\t\t24253\t502\n"
    "问卷调查\t别家\t\t20000\t502\n"
    "办公用品\t\t2021-13-01\t约2万\t502\n"
    "\t\t\t\t\n"
)


@pytest.fixture
def paste(payments, hands):
    """Return what pastes a text at a cell and returns the preview, or None where there was none."""

    def pasted(text: str, row: int, column: int) -> PastePreview | None:
        QApplication.clipboard().setText(text)
        payments.view.select_cell(row, column)
        hands.press(KEY.Key_V, CTRL)
        found = QApplication.activeModalWidget()
        assert found is None or isinstance(found, PastePreview)
        return found

    return pasted


def test_a_range_of_the_selections_shape_is_written_at_once(payments, desk, hands) -> None:
    QApplication.clipboard().setText("甲\t乙\n丙\t丁\n")
    payments.view.select_cell(1, ITEM)
    hands.press(KEY.Key_Right, SHIFT)
    hands.press(KEY.Key_Down, SHIFT)
    told: list[str] = []
    payments.done.connect(told.append)
    hands.press(KEY.Key_V, CTRL)
    assert QApplication.activeModalWidget() is None
    assert [(row.item, row.payee) for row in desk.report.payments[1:3]] == [("甲", "乙"), ("丙", "丁")]
    assert told == ["粘贴了 2 行 4 格"]


def test_a_range_over_filled_cells_asks_first(paste, desk) -> None:
    preview = paste("甲\t乙\n丙\t丁\n", 1, ITEM)
    assert preview is not None
    assert preview.over
    assert [row.words for row in preview.model.rows] == [
        "改第 2 行的支出事项、收款单位",
        "改第 3 行的支出事项、收款单位",
    ]
    before = desk.report
    preview.reject()
    assert desk.report is before


def test_a_worksheet_is_shown_before_it_is_written(paste, payments, desk) -> None:
    preview = paste(SHEET, 4, DATE)
    assert [row.deed for row in preview.model.rows] == ["wrong", "wrong"]
    assert preview.model.rows[0].cells[0].words == "2021年3月1日 → 2021-03-01"
    assert not preview.go.isEnabled()
    preview.model.toggle([0, 1])
    assert preview.go.text() == "只写入勾选的 2 行"
    told: list[str] = []
    payments.done.connect(told.append)
    preview.accept()
    assert {row.place: row.text for row in desk.report.unread} == {
        "payments/5/contract": "没有这份",
        "payments/6/amount": "约2万",
    }
    assert desk.report.payments[4].amount == 1_234_500_000
    assert payments.view.selected_rows() == [4, 5]
    assert told == ["支付明细：粘贴了 2 行，其中新增 1 行，2 格读不懂，已照原样标红"]
    desk.undo()
    assert len(desk.report.payments) == 5
    assert not desk.report.unread


def test_a_ledger_with_a_head_is_matched_by_its_words(paste, desk) -> None:
    preview = paste(LEDGER, 5, DATE)
    assert preview.unit == "元"
    assert [row.deed for row in preview.model.rows] == ["new", "fill", "same", "alike", "wrong"]
    assert [row.words for row in preview.model.rows] == [
        "新增",
        "补上第 2 行的支付日期",
        "已有：第 3 行",
        "疑似重复：第 4 行",
        "支付日期、金额读不出",
    ]
    assert preview.model.ticked == [True, True, False, False, False]
    assert preview.model.rows[0].cells[3].words == "３，０００ → 3,000.00"
    assert preview.effect.text() == "5 行 → 6 行　金额合计 73.83 → 74.13 万元（+0.30）"
    preview.accept()
    assert [str(row.date) for row in desk.report.payments if row.item == "宣传片首款"] == ["2021-06-02"]
    assert desk.report.payments[-1].amount == 300_000
    assert heads_of("payments")["科目"] == ""
    desk.undo()
    assert len(desk.report.payments) == 5
    assert desk.report.payments[1].date is None


def test_a_chosen_column_is_remembered(paste) -> None:
    text = "支出事项\t金额\t交给谁\n丁\t1\t某单位\n"
    preview = paste(text, 5, DATE)
    assert preview.model.rows[0].texts == {"item": "丁", "amount": "1"}
    pick = preview._picks[2]
    pick.setCurrentIndex(pick.findData("payee"))
    pick.activated.emit(pick.currentIndex())
    assert preview.model.rows[0].texts["payee"] == "某单位"
    preview.accept()
    again = paste(text.replace("丁", "戊"), 6, DATE)
    assert again.model.rows[0].texts["payee"] == "某单位"
    again.reject()


def test_what_does_not_fit_is_named_and_a_fixed_table_takes_no_rows(desk, show, hands) -> None:
    table = RecordTable(desk, "budget", ["name", "initial"], fixed=True)
    show(table)
    table.view.setFocus()
    QApplication.clipboard().setText("甲\t1\n乙\t2\n丙\t3\t多\n")
    table.view.select_cell(0, 0)
    hands.press(KEY.Key_V, CTRL)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PastePreview)
    assert [row.deed for row in preview.model.rows] == ["change", "change", "lost"]
    assert preview._warning.text() == "1 列没有选去处，不写入"
    preview.model.toggle([0, 1, 2])
    preview.model.toggle([0, 1, 2])
    preview.accept()
    assert [row.name for row in desk.report.budget] == ["甲", "乙"]


def test_each_record_answers_for_one_row_only(payments, desk) -> None:
    from desktop.views.tables.paste_columns import matched

    grid = (("支出事项", "金额"), ("宣传片首款", "2.42"), ("宣传片首款", "2.42"))
    matching = matched(grid, payments.columns, 0, "payments", {})
    drafting = Drafting(desk.report, "payments", payments.columns, "万元")
    assert [row.deed for row in drafting.rows(matching, Onto())] == ["same", "new"]


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (("4.00", "1,592,800.00元", ""), ("item", "amount")),
        (("1", "2", "3"), ("item", "payee")),  # numbers of an order, perhaps
        (("4.00", "某公司", ""), ("item", "payee")),
    ],
)
def test_amounts_without_a_head_go_to_the_amounts_and_not_over_words(payments, texts, names) -> None:
    from desktop.views.tables.paste_columns import matched

    grid = tuple((f"付第{n}笔", text) for n, text in enumerate(texts))
    shown = [each for each in payments.columns if each.name in ("item", "payee", "amount")]
    assert matched(grid, shown, 0, "payments", {}).names == names


def test_a_column_passed_on_the_way_to_another_is_given_back(payments, hands) -> None:
    payments.view.setFocus()
    payments.view.select_cell(0, ITEM)
    QApplication.clipboard().setText("支出事项\t收款单位\t数\n甲\t某公司\t1.5\n")
    hands.press(KEY.Key_V, CTRL)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PastePreview)
    pick = preview._picks[2]
    for name in ("item", "payee", "amount"):  # as the arrow keys go down the list
        pick.setCurrentIndex(pick.findData(name))
        pick.activated.emit(pick.currentIndex())
    assert preview._matching.names == ("item", "payee", "amount")
    preview.reject()


def test_tab_leads_out_of_the_rows_of_the_preview(payments, hands) -> None:
    payments.view.setFocus()
    payments.view.select_cell(0, ITEM)
    QApplication.clipboard().setText("甲\t1.5\n乙\t2.5\n")
    hands.press(KEY.Key_V, CTRL)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PastePreview)
    preview.table.setFocus()
    hands.press(KEY.Key_Tab)
    assert not preview.table.hasFocus()
    preview.reject()


def test_one_unreadable_cell_is_kept_as_if_it_were_typed(paste, desk) -> None:
    assert paste("约2万", 1, AMOUNT) is None
    assert [row.text for row in desk.report.unread] == ["约2万"]


def test_cells_of_the_program_are_laid_from_a_cell_on_as_in_a_worksheet(payments, desk, hands) -> None:
    before = desk.report
    payments.view.select_cell(0, ITEM)
    hands.press(KEY.Key_Right, SHIFT)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_C, CTRL)
    payments.view.select_cell(2, ITEM)
    hands.press(KEY.Key_V, CTRL)
    assert QApplication.activeModalWidget() is None
    rows = desk.report.payments
    assert [(row.item, row.payee) for row in rows[2:4]] == [(row.item, row.payee) for row in rows[:2]]
    assert payments.selected_ids == [rows[2].id, rows[3].id]
    desk.undo()
    assert desk.report == before


def test_cells_of_the_program_that_reach_beyond_the_last_row_are_looked_at(payments, desk, hands) -> None:
    before = desk.report
    payments.view.select_cell(0, ITEM)
    hands.press(KEY.Key_Down, SHIFT)
    hands.press(KEY.Key_C, CTRL)
    payments.view.select_cell(4, ITEM)
    hands.press(KEY.Key_V, CTRL)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PastePreview)
    preview.reject()
    assert desk.report is before
