"""F4 goes round the places of one figure: cells, sums, prose and the printed report."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from desktop.views.editors.memo import MemoInput
from desktop.views.figure_cells import FIGURE
from desktop.views.figure_popover import FigurePopover
from desktop.views.main_window import MainWindow
from desktop.views.pages.proof import ProofPage
from desktop.views.preview_pane import PreviewPane
from desktop.views.tables.view import TableView
from tests.windows import focused, press

F4 = Qt.Key.Key_F4
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shown(window: MainWindow) -> MainWindow:
    window.activateWindow()
    QTest.qWait(0)
    return window


def said(window: MainWindow) -> str:
    return window.workspace.toast.findChildren(QLabel)[0].text()


def preview(window: MainWindow) -> ProofPage:
    page = window.workspace.page("preview")
    assert isinstance(page, ProofPage)
    return page


def test_a_payment_goes_to_its_sums_and_the_printed_table_and_round(shown: MainWindow) -> None:
    shown.workspace.go("payments/7/amount")
    told = []
    for _ in range(5):
        press(F4)
        told.append((shown.workspace.key, said(shown)))
    assert told == [
        ("budget", "第 2 处，共 5 处：资金预算 · 宣传推广和培训 全年执行数"),
        ("contracts", "第 3 处，共 5 处：合同 · 定制口罩加工承揽合同 本年度支付"),
        ("budget", "第 4 处，共 5 处：资金预算 · 全年执行数合计"),
        ("preview", told[3][1]),
        ("payments", "第 1 处，共 5 处：支付明细 · 付深圳恒益医疗设备有限公司定制口罩加工… 金额"),
    ]
    assert told[3][1].startswith("第 5 处，共 5 处：报告")
    assert shown.workspace.place == "payments/7/amount"
    press(F4, SHIFT)
    assert shown.workspace.key == "preview"


def test_it_lands_in_the_very_cell_and_goes_on_with_the_same_figure(shown: MainWindow) -> None:
    shown.workspace.go("payments/7/amount")
    press(F4)
    view = focused()
    assert isinstance(view, TableView)
    at = view.currentIndex()
    assert view.records.columns[at.column()].label == "执行"
    assert view.records.rows[at.row()].id == 3
    press(Qt.Key.Key_Up)  # somewhere else: another figure
    press(F4)
    assert said(shown).endswith("处：资金预算 · 全年执行数合计")


def test_a_live_figure_in_prose_is_found_from_its_cell_and_back(shown: MainWindow) -> None:
    shown.workspace.go("contracts/1/amount")
    press(F4)
    memo = focused()
    assert isinstance(memo, MemoInput)
    assert memo.textCursor().selectedText() == "{{contracts/1/amount|万元.00}}"
    assert said(shown) == "第 2 处，共 3 处：报告正文 · 资金预算和分配"
    cursor = memo.textCursor()
    cursor.clearSelection()
    cursor.setPosition(cursor.position() + 5)
    memo.setTextCursor(cursor)
    press(F4, SHIFT)
    assert shown.workspace.place == "contracts/1/amount"


def test_words_between_figures_are_no_figure(shown: MainWindow) -> None:
    shown.workspace.go("passages/6/text")
    memo = focused()
    assert isinstance(memo, MemoInput)
    cursor = memo.textCursor()
    cursor.setPosition(memo.text().index("，") + 1)
    memo.setTextCursor(cursor)
    press(F4)
    assert said(shown) == "光标不在一个数上"


def test_a_figure_that_stands_nowhere_else_says_so(shown: MainWindow) -> None:
    shown.workspace.go("payments/7/voucher")
    press(F4)
    assert said(shown).startswith("没有别处：支付明细")
    assert shown.workspace.place == "payments/7/voucher"


def test_a_computed_field_of_the_project_is_a_figure_too(shown: MainWindow) -> None:
    shown.workspace.go("project/1/name")
    page = shown.workspace.page("project")
    spent = next(each for each in page.findChildren(QLineEdit) if each.property(FIGURE) == "spent")
    spent.setFocus()
    press(F4)
    assert said(shown).startswith("第 3 处")
    press(F4, SHIFT)
    assert focused() is spent
    press(F4, SHIFT)
    assert shown.workspace.key == "budget"


def test_the_printed_figure_is_marked_and_one_that_is_clicked_goes_round(shown: MainWindow) -> None:
    shown.workspace.go("budget/1/initial")
    press(F4, SHIFT)
    view = preview(shown).view
    shown.workspace.proof.renew()
    assert shown.workspace.key == "preview"
    assert view.figure == "budget/1/initial"
    there = view.sheet.marked
    assert there.isValid()
    assert view.sheet.rect().contains(there)
    view.unmark()
    QTest.mouseClick(view.sheet, Qt.MouseButton.LeftButton, pos=there.center())
    assert view.figure == "budget/1/initial"
    press(F4)
    assert shown.workspace.place == "budget/1/initial"


def test_a_click_beside_every_figure_marks_nothing(shown: MainWindow) -> None:
    shown.workspace.visit("preview")
    shown.workspace.proof.renew()
    view = preview(shown).view
    QTest.mouseClick(view.sheet, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert view.figure == ""
    press(F4)
    assert said(shown) == "光标不在一个数上"


def test_the_card_of_a_clicked_figure_tells_where_else_it_stands(shown: MainWindow) -> None:
    shown.workspace.visit("preview")
    shown.workspace.proof.renew()
    view = preview(shown).view
    shown.interior.tools.same._go(shown.interior.tools.same.places("figures/spent")[-1])
    view.sheet.repaint()
    QTest.mouseClick(view.sheet, Qt.MouseButton.LeftButton, pos=view.sheet.marked.center())
    card = next(each for each in shown.findChildren(FigurePopover) if each.isVisible())
    assert card.texts[0] == "资金预算 · 全年执行数合计"
    assert "F4" in card.texts[-1]
    assert shown.rect().contains(card.geometry())
    press(Qt.Key.Key_Escape)
    assert not card.isVisible()
    QTest.mouseClick(view.sheet, Qt.MouseButton.LeftButton, pos=view.sheet.marked.center())
    assert card.isVisible()
    press(Qt.Key.Key_Return)
    assert shown.workspace.key == "budget"
    assert not card.isVisible()


def test_a_figure_clicked_in_the_preview_beside_a_page_has_its_card_too(shown: MainWindow) -> None:
    shown.workspace.visit("payments")
    shown.actions_by_name["preview"].trigger()
    pane = shown.workspace.side.widget("preview")
    assert isinstance(pane, PreviewPane)
    shown.workspace.proof.renew()
    spot = shown.interior.tools.same.places("figures/spent")[-1]
    pane.view.show_spot(spot)
    QTest.mouseClick(pane.view.sheet, Qt.MouseButton.LeftButton, pos=pane.view.sheet.marked.center())
    card = next(each for each in shown.findChildren(FigurePopover) if each.isVisible())
    assert "报告正文" in "".join(card.texts)
    shown.actions_by_name["preview"].trigger()
    assert not card.isVisible()


def test_while_an_input_method_composes_the_key_is_its_own(shown: MainWindow) -> None:
    shown.workspace.go("project/1/name")
    line = focused()
    QApplication.sendEvent(line, QInputMethodEvent("min", []))
    press(F4)
    assert focused() is line
    assert shown.workspace.key == "project"
    assert shown.workspace.toast.isHidden()
    QApplication.sendEvent(line, QInputMethodEvent("", []))


def test_in_a_date_field_it_goes_to_the_other_places_of_the_date(shown: MainWindow) -> None:
    shown.workspace.go("contracts/1/signed")
    press(F4)
    assert said(shown).startswith("第 2 处，共 3 处：报告正文")
    press(F4, SHIFT)
    assert shown.workspace.place == "contracts/1/signed"
