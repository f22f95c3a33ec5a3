"""支付明细: the unit that is on, what the foot says, the picker of contracts, and Del for having none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.models.records import Party
from desktop.views.dialogs.assign import ReasonDialog
from desktop.views.pages.unit_switch import UnitSwitch
from desktop.views.tables.paste_preview import PastePreview
from tests.windows import keys, press

KEY = Qt.Key


@pytest.fixture
def page(window):
    window.workspace.visit("payments")
    made = window.workspace.page("payments")
    made.table.view.setFocus()
    return made


def go(page, place: str) -> None:
    assert page.table.focus_place(place)


def options(page) -> list[str]:
    editor = page.table.view.open_editor()
    return [each.text for each in editor._offered] if editor.open else []


def test_the_unit_that_is_on_is_shown_read_and_remembered(page, window) -> None:
    assert page.unit.unit == "万元"
    page.unit.button_of("元").click()
    assert page.table.totals.texts["amount"] == "5,193,200.00"
    go(page, "payments/1/amount")
    keys("12,345.00")
    press(KEY.Key_Return)
    assert window.desk.report.find("payments", 1).amount == 1_234_500
    assert UnitSwitch("payments").unit == "元"
    page.unit.button_of("万元").click()
    assert UnitSwitch("payments").unit == "万元"


def test_the_foot_says_what_is_shown(page, window) -> None:
    totals = page.table.totals
    assert totals.caption == "合计（23 笔）"
    assert totals.texts["payee"] == "本页筛选：全部"
    assert totals.texts["budget"] == "执行率 99.94%"
    page.count_button("缺收款单位").click()
    assert totals.caption == "合计（筛出 3 笔，共 23 笔）"
    assert totals.texts["payee"] == "本页筛选：缺收款单位"
    page.table.filter_bar.line.setText("66.98")
    assert totals.texts["payee"] == "本页筛选：缺收款单位、“66.98”"
    page.show_only((3,), "热线合同")
    assert totals.texts["payee"] == "本页筛选：热线合同"
    window.workspace.go("payments/1/item")
    assert totals.texts["payee"] == "本页筛选：全部"


def test_fifteen_rows_are_in_sight_at_1366(page, window) -> None:
    window.resize(1366, 768)
    QApplication.processEvents()
    view = page.table.view
    assert view.viewport().height() >= 15 * view.row_height


def test_a_contract_is_made_of_the_item(page, window) -> None:
    before = window.desk.report
    window.desk.write("payments/1/item", "付甲公司2021年会务服务合同首款")
    window.desk.write("payments/1/payee", "甲公司")
    window.desk.write("payments/1/contract", "")
    began = window.desk.report
    go(page, "payments/1/contract")
    press(KEY.Key_F2)
    assert options(page)[0] == "新建：2021年会务服务合同"
    assert page.table.view.open_editor()._list.lit == -1
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    made = window.desk.report.contracts[-1]
    payment = window.desk.report.find("payments", 1)
    assert (made.name, made.budget, payment.contract) == ("2021年会务服务合同", payment.budget, made.id)
    assert window.desk.report.parties[-1] == Party(
        window.desk.report.parties[-1].id, contract=made.id, name="甲公司"
    )
    window.desk.undo()
    assert window.desk.report == began
    for _ in range(3):
        window.desk.undo()
    assert window.desk.report == before


def test_the_contract_that_the_item_names_comes_first(page, window) -> None:
    window.desk.write("payments/2/contract", "")
    go(page, "payments/2/contract")
    press(KEY.Key_F2)
    assert options(page)[0] == "2020年坪山区民生热线服务项目合同"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    keys("318.5")
    assert options(page)[0] == "2021年坪山区民生热线服务合同"
    press(KEY.Key_Return)
    assert window.desk.report.find("payments", 2).contract == 1


def test_del_unlinks_and_del_again_asks_why(page, window, monkeypatch) -> None:
    asked: list[tuple[int, ...]] = []

    def answer(dialog: ReasonDialog) -> int:
        asked.append(dialog.ticks.ids)
        dialog.show()
        dialog.reason.setText("零星采购，凭发票报销")
        dialog._accept()
        return dialog.result()

    monkeypatch.setattr(ReasonDialog, "exec", answer)
    go(page, "payments/2/contract")
    press(KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(KEY.Key_Delete)
    rows = [window.desk.report.find("payments", id_) for id_ in (2, 3)]
    assert [each.contract for each in rows] == [None, None]
    assert asked == []
    press(KEY.Key_Delete)
    assert asked == [(2, 3)]
    rows = [window.desk.report.find("payments", id_) for id_ in (2, 3)]
    assert [each.no_contract for each in rows] == ["零星采购，凭发票报销"] * 2
    press(KEY.Key_Delete)
    assert len(asked) == 1


def test_del_elsewhere_asks_nothing(page, window, monkeypatch) -> None:
    monkeypatch.setattr(ReasonDialog, "exec", lambda _: pytest.fail("asked"))
    window.desk.write("payments/2/contract", "")
    go(page, "payments/2/stage")
    press(KEY.Key_Delete)
    press(KEY.Key_Delete)
    assert window.desk.report.find("payments", 2).stage == ""


def test_the_paste_preview_says_when_the_budget_would_be_overspent(page, window) -> None:
    QApplication.clipboard().setText("支出事项\t金额（万元）\n甲\t0.20\n乙\t0.20\n")
    page.table.view.select_cell(23, page.table.view.shown_columns[0])
    press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PastePreview)
    assert preview.beyond.text() == "超过全年预算 519.61"
    preview.model.toggle([1])
    assert preview.beyond.text() == ""
    preview.reject()
