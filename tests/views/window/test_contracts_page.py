"""合同: parties with what each was paid, the plan beside the payments, state and term, codes while they are typed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.records import Contract
from desktop.views.pages.contract_summary import state_of, term_passed
from desktop.views.tables.paste_preview import PastePreview
from tests.windows import press

END = date(2021, 12, 31)


@pytest.fixture
def page(window, qtbot):
    window.workspace.visit("contracts")
    made = window.workspace.page("contracts")
    window.workspace.go("contracts/1/name")
    qtbot.waitUntil(made.instalments.isVisible)  # it is shown in a turn of its own
    return made


def cell(table, row: int, label: str) -> str:
    column = next(n for n, each in enumerate(table.columns) if each.label == label)
    return table.records.content.text(table.records.rows[row], table.columns[column])


def test_each_party_with_what_it_was_paid(page) -> None:
    assert [cell(page.parties, n, "本年收款") for n in range(2)] == ["0.00", "▲ 159.28"]
    member = page.parties.records.rows[1]
    assert "牵头人" in page.parties.columns[-1].computed.look(member).tip


def test_a_code_is_judged_while_it_is_typed(page, qtbot) -> None:
    page.parties.focus_place(f"parties/{page.parties.records.rows[0].id}/credit_code")
    part = page._below_form()[0]
    press(Qt.Key.Key_F2)
    QTest.keyClicks(page.parties.view.open_editor(), "91440300")
    qtbot.waitUntil(lambda: part.mark.text() == "代码有误")
    assert "8 位，应为 18 位" in part.told.text()
    QTest.keyClicks(page.parties.view.open_editor(), "708461136T")
    qtbot.waitUntil(lambda: part.mark.text() == "代码校验相符")
    press(Qt.Key.Key_Escape)
    assert part.mark.text() == ""


def test_the_plan_is_made_of_the_payments_and_held_against_them(page, window) -> None:
    before = window.desk.report
    part = page._below_form()[1]
    part.make_button.click()
    assert [cell(page.instalments, 0, each) for each in ("阶段", "实付", "支付", "差")] == [
        "首款",
        "159.28",
        "第 3 笔",
        "0.00",
    ]
    assert part.mark.text() == "计划合计 159.28，差 159.27"
    window.desk.add("instalments", contract=1)
    last = page.instalments.records.rows[-1].id
    window.desk.write(f"instalments/{last}/amount", "159.27")
    assert part.mark.text() == "计划合计 318.55 = 合同金额"
    assert cell(page.instalments, 1, "支付") == "2022年支付"
    assert [cell(page.instalments, 1, each) for each in ("实付", "差")] == ["—", "—"]
    for _ in range(3):
        window.desk.undo()
    assert window.desk.report == before
    assert part.make_button.isVisibleTo(page)


def test_an_instalment_leads_to_its_payment(page, window) -> None:
    part = page._below_form()[1]
    part.make_button.click()
    number = next(n for n, each in enumerate(page.instalments.columns) if each.label == "支付")
    view = page.instalments.view
    at = view.visualRect(page.instalments.records.index(0, number)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.workspace.key == "payments"
    table = window.workspace.page("payments").table
    assert [each.id for each in table.records.rows] == [3]
    assert table.current.id == 3
    assert table.view.hasFocus()


def test_fields_below_the_plan_are_found_and_typed_into(page, window) -> None:
    window.workspace.go("contracts/5/minutes")
    assert page.form.id == page.further.id == 5
    assert page.further.editor("minutes").input.hasFocus()


def test_how_a_contract_stood_at_the_years_end(page) -> None:
    assert page.summary.state.text() == "履行中"
    running = Contract(1, starts=date(2021, 4, 1), ends=date(2022, 3, 31))
    assert term_passed(running, END) == (pytest.approx(275 / 365), "年末已过 9 / 12 个月")
    assert term_passed(Contract(1, starts=date(2022, 1, 1), ends=date(2022, 12, 31)), END) == (
        0.0,
        "年末已过 0 / 12 个月",
    )
    odd = Contract(1, starts=date(2021, 4, 2), ends=date(2021, 10, 10))
    assert term_passed(odd, END) == (1.0, "年末已过 100%")
    assert term_passed(Contract(1), END) is None
    assert [state_of(running, END, each)[0] for each in (None, -1, 0, 5)] == ["", "多付", "已付清", "履行中"]
    assert state_of(odd, END, 5)[0] == "到期未付清"


def test_both_views_are_chosen_beside_one_another(page) -> None:
    page.views.button_of("合同—支付—预算").click()
    assert page.flow.isVisible()
    page.views.button_of("合同").click()
    assert not page.flow.isVisible()
    assert page.list.isVisible()


def test_the_rows_of_a_contract_are_counted_from_one(page, window) -> None:
    page._below_form()[0].add()
    model = page.parties.records
    assert [model.headerData(n, Qt.Orientation.Vertical) for n in range(3)] == ["1", "2", "3"]


def test_the_paste_preview_counts_the_rows_of_this_contract(page) -> None:
    QApplication.clipboard().setText("单位名称\t统一社会信用代码\n甲\t00123\n乙\t440106199001011234\n")
    page.parties.view.setFocus()
    page.parties.view.select_cell(2, page.parties.view.shown_columns[0])
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PastePreview)
    assert preview.effect.text() == "2 行 → 4 行"
    preview.accept()
    assert [each.credit_code for each in page.parties.records.rows[2:]] == ["00123", "440106199001011234"]


def test_the_contract_shown_is_marked_in_the_list(page, window) -> None:
    window.workspace.go("contracts/5/minutes")
    assert page.list.view.marked == 5
