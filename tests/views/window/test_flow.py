"""合同—支付—预算: the picture in one scale, its table, and what is done with payments without a contract."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from desktop.models.flows import flows
from desktop.views.dialogs.assign import AssignDialog, ReasonDialog
from desktop.views.flow import ContractFlow
from desktop.views.flow.picture import said
from desktop.views.flow.plan import planned, scale
from tests.windows import press


@pytest.fixture
def flow(window) -> ContractFlow:
    for number in (2, 3, 20):
        window.desk.write(f"payments/{number}/contract", "")
    window.workspace.visit("contracts")
    page = window.workspace.page("contracts")
    page.as_flow.click()
    assert page.flow.isVisible()
    return page.flow


def amber(flow):
    return next(each for each in flow.picture.boughs if not each.strand.linked)


def test_heights_are_amounts_in_one_scale(flow, window) -> None:
    groups = flows(window.desk.report)
    unit = scale(groups)
    for tree in planned(groups, 1100):
        for bough in tree.boughs:
            assert bough.ribbon.height == pytest.approx(max(1.2, bough.strand.amount * unit))
            assert bough.ribbon.from_y >= tree.box.top() - 0.01
            assert bough.ribbon.from_y + bough.ribbon.height <= tree.box.bottom() + 1.3 * len(tree.boughs)
        assert tree.boughs[0].strand.linked


def test_the_table_holds_the_same(flow, window) -> None:
    flow.as_table.click()
    assert flow.table.isVisible()
    assert not flow.picture.isVisible()
    rows = flow.table.texts()
    assert sum(int(each[3]) for each in rows) == len(window.desk.report.payments)
    assert sum(each[1].startswith("没有合同：") for each in rows) >= 2


def test_hovering_lists_the_payments(flow) -> None:
    bough = amber(flow)
    at = bough.box.center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, at, flow.picture.mapToGlobal(at))
    QApplication.sendEvent(flow.picture, event)
    tip = flow.picture.tip(bough.strand)
    assert "没有合同" in tip
    assert "159.28" in tip
    QToolTip.hideText()


def test_arrows_choose_and_enter_filters_the_payments(flow, window) -> None:
    flow.picture.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    chosen = flow.picture.current
    assert chosen is flow.picture.boughs[1].strand
    press(Qt.Key.Key_Return)
    assert window.workspace.key == "payments"
    page = window.workspace.page("payments")
    assert [row.id for row in page.table.records.rows] == sorted(chosen.payments)
    window.workspace.go("payments/1/item")
    assert len(page.table.records.rows) == 23


def test_a_click_offers_what_can_be_done(flow) -> None:
    bough = amber(flow)
    flow.picture.setFixedHeight(flow.picture.minimumHeight())
    QTest.mouseClick(flow.picture, Qt.MouseButton.LeftButton, pos=bough.box.center().toPoint())
    assert [text for text, made in flow._deeds.items() if made.isVisible()] == list(flow._deeds)
    linked = next(each for each in flow.picture.boughs if each.strand.linked)
    flow.picture.choose(linked.strand)
    assert [text for text, made in flow._deeds.items() if made.isVisible()] == ["看这些支付"]


def test_the_menu_has_the_same(flow) -> None:
    bough = amber(flow)
    flow.picture.asked.emit(bough.strand, flow.picture.mapToGlobal(QPoint(5, 5)))
    menu = next(each for each in flow.findChildren(QMenu) if each.isVisible())
    assert [each.text() for each in menu.actions()] == list(flow._deeds)
    menu.close()


def test_many_payments_go_to_a_contract_in_one_step(flow, window, monkeypatch) -> None:
    flow.picture.choose(amber(flow).strand)

    def answer(dialog: AssignDialog) -> int:
        dialog.show()
        dialog.ticks.tick_all()
        dialog.contract.setFocus()
        dialog.contract.setText(window.desk.report.contracts[0].name)
        dialog._take.click()
        return dialog.result()

    monkeypatch.setattr(AssignDialog, "exec", answer)
    flow._deeds["归到现有合同…"].click()
    first = window.desk.report.contracts[0].id
    assert [window.desk.report.find("payments", n).contract for n in (2, 3, 20)] == [first] * 3
    assert not [each for each in flow.picture.boughs if not each.strand.linked]
    window.desk.undo()
    assert [window.desk.report.find("payments", n).contract for n in (2, 3, 20)] == [None] * 3


def test_a_contract_that_is_not_there_is_refused_in_the_dialog(flow, window) -> None:
    dialog = AssignDialog(flow, window.desk.report, (3,))
    dialog.show()
    dialog.contract.selectAll()
    QTest.keyClicks(dialog.contract, "zzz")
    dialog._take.click()
    assert dialog.isVisible()
    assert "没有“zzz”这份合同" in dialog._wrong.text()
    dialog.reject()


def test_a_contract_is_made_of_a_payment(flow, window) -> None:
    flow.picture.choose(amber(flow).strand)
    flow._deeds["补录合同"].click()
    made = window.desk.report.contracts[-1]
    assert window.desk.report.find("payments", 3).contract == made.id
    assert window.workspace.place == f"contracts/{made.id}/name"
    assert not flow.isVisible()


def test_a_reason_is_written_and_an_empty_one_refused(flow, window, monkeypatch) -> None:
    flow.picture.choose(amber(flow).strand)
    said: list[str] = []

    def answer(dialog: ReasonDialog) -> int:
        dialog.show()
        for text in ("无", "零星采购，凭发票报销"):
            dialog.reason.setText(text)
            dialog._accept()
            said.append(dialog._wrong.text())
        return dialog.result()

    monkeypatch.setattr(ReasonDialog, "exec", answer)
    flow._deeds["无需合同，写原因…"].click()
    assert "没有说明原因" in said[0]
    assert window.desk.report.find("payments", 3).no_contract == "零星采购，凭发票报销"


def test_only_what_has_no_contract(flow) -> None:
    flow.only.click()
    assert all(not each.strand.linked for each in flow.picture.boughs)
    assert flow.picture._at(QPointF(-50, -50)) is None


def drag(flow, start, end) -> None:
    """Drag with the left button from one point of the picture to another."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(flow.picture, left, pos=start)
    for at in (start + QPoint(30, 10), end):
        QApplication.sendEvent(
            flow.picture,
            QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(at),
                QPointF(flow.picture.mapToGlobal(at)),
                Qt.MouseButton.NoButton,
                left,
                Qt.KeyboardModifier.NoModifier,
            ),
        )
    QTest.mouseRelease(flow.picture, left, pos=end)


def test_payments_are_dragged_to_a_contract(flow, window) -> None:
    before = window.desk.report
    bough = amber(flow)
    target = next(each for each in flow.picture.boughs if each.strand.linked)
    drag(flow, bough.box.center().toPoint(), target.box.center().toPoint())
    found = [window.desk.report.find("payments", id_).contract for id_ in bough.strand.payments]
    assert set(found) == {target.strand.contract}
    window.desk.undo()
    assert window.desk.report == before


def test_dragged_to_nowhere_nothing_happens(flow, window) -> None:
    before = window.desk.report
    bough = amber(flow)
    other = next(each for each in flow.picture.boughs if not each.strand.linked and each is not bough)
    for end in (QPoint(3, 3), other.box.center().toPoint()):
        drag(flow, bough.box.center().toPoint(), end)
    assert window.desk.report is before


def test_what_has_a_reason_is_counted_and_shown_apart(flow, window) -> None:
    window.desk.write("payments/3/no_contract", "零星采购，凭发票报销，未签合同")
    strand = next(each.strand for each in flow.picture.boughs if 3 in each.strand.payments)
    assert strand.excused
    assert said(strand).endswith("无需合同")
    assert "原因：零星采购" in flow.picture.tip(strand)
    told = flow._cards["unlinked"].accessibleName()
    assert "2 笔" in told
    assert "另有 1 笔 159.28 写了原因" in told
    flow.only.click()
    assert all(3 not in each.strand.payments for each in flow.picture.boughs)
