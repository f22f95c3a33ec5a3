"""Every page: it fits the smallest screen, it holds what the catalogue says, and it goes to places."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.models.entries import entries
from desktop.models.places import place
from desktop.models.records import PINNED, SECTIONS, Indicator, Project, Report
from desktop.session import Session
from desktop.views.completeness import Completeness, percent
from desktop.views.pages.catalogue import PAGES, page_for, page_of
from tests.windows import SMALLEST, compose, focused, keys, opened_window

LATER: set[str] = set()  # Their pages come with later capabilities


def test_every_section_that_is_typed_has_its_page() -> None:
    edited = {name for page in PAGES for name in page.sections}
    assert set(SECTIONS) - edited - set(PINNED) == LATER


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_page_fits_the_smallest_screen(window, page) -> None:
    window.workspace.visit(page.key)
    hint = window.workspace.minimumSizeHint()
    assert (hint.width(), hint.height()) <= SMALLEST
    assert hint.height() <= SMALLEST[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_page_fits_beside_preview_and_open_findings(window, page) -> None:
    window.actions_by_name["preview"].setChecked(True)
    window.actions_by_name["findings"].setChecked(True)
    window.workspace.visit(page.key)
    hint = window.workspace.minimumSizeHint()
    assert hint.width() <= SMALLEST[0]
    assert hint.height() <= SMALLEST[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_page_stands_empty_and_offers_a_beginning(qapp, tmp_path, page) -> None:
    path = tmp_path / "空白.jxzp"
    Session.create(path, Report(project=Project(name="空白", year=2021))).close()
    with opened_window(qapp, path) as window:
        window.workspace.visit(page.key)
        made = window.workspace.page(page.key)
        assert made.isVisible()
        if page.key in ("project", "audit", "portal", "preview", "problems"):
            return
        shown = [
            b for b in made.findChildren(QPushButton) if b.isVisible() and b.property("look") == "primary"
        ]
        assert len(shown) == 1
        if page.key not in ("payments", "compare", "evidence"):  # There a file dialog is offered first
            shown[0].click()
            assert any(window.desk.report.rows(name) for name in page.sections)


SOMEWHERE = [
    "project/1/name", "project/1/report_date", "basis/1/title", "duties/2/duty", "budget/2/adjusted",
    "budget/3/reason", "contracts/5/amount", "contracts/1/note", "payments/14/payee", "goals/3/state",
    "indicators/7/actual", "indicators/1/reason", "indicators/2/data_source", "results/1/value",
    "merits/1/text", "problems/1/cause", "measures/1/owner",
]  # fmt: skip


@pytest.mark.parametrize("where", SOMEWHERE)
def test_the_focus_goes_to_every_place(window, where) -> None:
    window.workspace.go(where)
    assert window.workspace.key == page_for(where).key
    assert window.workspace.place == where
    assert window.workspace.page(window.workspace.key).isAncestorOf(focused())


NOT_TYPED = {
    "passages/1/section", "passages/1/drafted", "problems/1/from_finding", "parties/1/contract",
    "instalments/1/contract", "project/1/rule_pack", "project/1/state", "project/1/outline", "project/1/form",
}  # fmt: skip


def test_every_field_of_every_record_of_the_sample_can_be_gone_to(window) -> None:
    lost = []
    for name in sorted({name for page in PAGES for name in page.sections} - {"explanations"}):
        rows = window.desk.report.rows(name)
        for each in entries(SECTIONS[name].record) if rows else ():
            where = place(name, rows[0].id, each.name)
            window.workspace.go(where)
            if window.workspace.place != where:
                lost.append(where)
    assert set(lost) <= NOT_TYPED


def test_figures_are_edited_where_they_come_from() -> None:
    assert page_for("figures/contracts/3/balance").key == "contracts"
    assert page_for("figures/execution_rate").key == "budget"
    assert page_for("passages/2/text").key == "prose"


def test_the_totals_of_the_budget_follow_a_payment(window) -> None:
    window.workspace.visit("budget")
    page = window.workspace.page("budget")
    window.desk.write("payments/1/amount", "4.29")
    assert page.totals.cards["spent"]._value.text() == "519.61"
    assert page.totals.cards["execution_rate"]._value.text() == "100.00%"
    assert page.totals.cards["unspent"]._value.text() == "0.00"


def test_the_summary_of_a_contract_follows_its_amount(window) -> None:
    window.workspace.go("contracts/1/amount")
    page = window.workspace.page("contracts")
    window.desk.write("contracts/1/amount", "159.28")
    assert page.summary._cards["balance"]._value.text() == "0.00"


def test_a_contract_is_chosen_in_the_list_and_its_parts_with_it(window) -> None:
    window.workspace.visit("contracts")
    page = window.workspace.page("contracts")
    page.list.focus_place("contracts/5")
    assert page.form.id == 5
    parties = [each.contract for each in page.parties.records.rows]
    assert set(parties) == {5}
    page._below_form()[0].add_button.click()
    assert window.desk.report.parties[-1].contract == 5


def test_a_contract_is_removed_with_its_parts_in_one_step(window, monkeypatch) -> None:
    monkeypatch.setattr("desktop.views.pages.contracts.confirmed", lambda *_, **__: True)
    before = window.desk.report
    window.workspace.go("contracts/1/name")
    window.workspace.page("contracts").remove_contract()
    assert window.desk.report.find("contracts", 1) is None
    assert all(each.contract != 1 for each in window.desk.report.parties)
    assert all(each.contract != 1 for each in window.desk.report.payments)
    window.desk.undo()
    assert window.desk.report == before


def test_filters_of_the_payments_count_and_choose(window) -> None:
    window.workspace.visit("payments")
    page = window.workspace.page("payments")
    made = page.count_button("缺收款单位")
    assert made.text() == "缺收款单位 3"
    made.click()
    assert [each.payee for each in page.table.records.rows] == ["", "", ""]
    window.workspace.go("payments/1/item")
    assert page.table.current.id == 1
    assert not made.isChecked()


def test_a_payment_with_a_reason_is_not_unlinked_anywhere(window) -> None:
    desk = window.desk
    window.workspace.visit("payments")
    page = window.workspace.page("payments")
    for id_ in (1, 4):
        desk.write(f"payments/{id_}/contract", "")
    desk.write("payments/4/no_contract", "零星采购，凭发票报销")
    content, contract = page.table.records.content, page.table.columns[3]
    shown = {id_: content.missing(desk.report.find("payments", id_), contract) for id_ in (1, 4)}
    assert (shown[1].word, shown[4].word) == ("未关联", "无需合同")
    assert "零星采购" in content.tip(desk.report.find("payments", 4), contract)
    assert page.count_button("未关联").text() == "未关联 1"
    assert page.table.totals.texts["contract"] == "未关联 4.00"
    bare = int(page.count_button("合同待补").text().split()[1])
    window.workspace.audit.look()
    found = next(each for each in page.room.audit.findings if each.rule == "C01")
    assert len(found.places) == 1 + bare
    page.count_button("合同待补").click()
    chosen = {f"payments/{each.id}/contract" for each in page.table.records.rows}
    assert chosen | {"payments/1/contract"} == set(found.places)


def test_payments_are_found_by_words_and_amounts(window) -> None:
    window.workspace.visit("payments")
    page = window.workspace.page("payments")
    page.table.filter_bar.line.setText("159.28")
    assert [each.id for each in page.table.records.rows] == [3]
    page.table.filter_bar.line.clear()
    assert len(page.table.records.rows) == 23


def test_columns_without_contents_are_shown_when_asked_for(window) -> None:
    window.workspace.visit("payments")
    table = window.workspace.page("payments").table
    assert table.shown_count == 6
    voucher = next(each for each in table.columns if each.name == "voucher")
    table.choose_column(voucher, True)
    assert table.shown_count == 7
    window.workspace.go("payments/2/voucher")
    assert window.workspace.place == "payments/2/voucher"
    table.reset_columns()


def test_a_hidden_column_is_brought_out_by_its_place(window) -> None:
    window.workspace.go("payments/2/voucher")
    assert window.workspace.place == "payments/2/voucher"


def test_a_passage_is_shown_as_it_is_printed(window) -> None:
    window.workspace.visit("prose")
    page = window.workspace.page("prose")
    shown = page._box._printed.text()
    assert "2021年" in shown
    assert "{{" not in shown


def test_a_passage_that_is_not_there_is_begun_by_its_button(qapp, tmp_path) -> None:
    path = tmp_path / "空白.jxzp"
    Session.create(path, Report(project=Project(name="空白", year=2021))).close()
    with opened_window(qapp, path) as window:
        window.workspace.visit("prose")
        page = window.workspace.page("prose")
        page._box._begin.click()
        compose("项目来自")
        keys("2021")
        window.desk.flush()
        (passage,) = window.desk.report.passages
        assert (passage.section, passage.text) == ("background", "项目来自2021")


def test_live_figures_that_resolve_to_nothing_are_marked(window) -> None:
    window.desk.write("passages/1/text", "共{{figures/nothing}}万元<b>")
    window.workspace.visit("prose")
    text = window.workspace.page("prose")._box._printed.text()
    assert "【？" in text
    assert "&lt;b&gt;" in text


def test_the_proof_page_shows_pages_outline_and_checks(window, qtbot) -> None:
    window.workspace.visit("preview")
    page = window.workspace.page("preview")
    window.workspace.proof.renew()
    assert page._headings.topLevelItemCount() > 10
    assert page._mark.text() == "会印“草稿”水印"
    last = page._headings.topLevelItem(page._headings.topLevelItemCount() - 1)
    page._jump(last)
    assert page.view.sheet.page == last.data(0, Qt.ItemDataRole.UserRole)
    before = page.view.sheet.width()
    page._scale(1)
    assert page.view.sheet.width() > before


def test_an_outline_that_is_not_there_is_told_in_the_preview(window) -> None:
    window.desk.write("project/1/outline", "unknown")
    window.workspace.visit("preview")
    window.workspace.proof.renew()
    page = window.workspace.page("preview")
    assert any("unknown" in each.text() for each in page.view.findChildren(QLabel))
    assert not page.view.sheet.isVisible()


def test_completeness_of_an_empty_report_is_nothing_and_grows() -> None:
    counted = Completeness()
    empty = counted.of_pages(Report(project=Project()), ("background",))
    assert percent(empty) == 0
    assert empty["project"].state == "none"
    some = counted.of_pages(Report(project=Project(name="民生诉求", year=2021)), ("background",))
    assert some["project"].state == "half"
    assert 0 < percent(some) < 100


def test_the_deviation_is_said_in_a_word(window) -> None:
    from desktop.views.pages.indicator_words import deviation

    find = window.desk.report.find
    assert deviation(find("indicators", 1)) == ("差 1.49万元，须写原因", "warn")
    assert deviation(find("indicators", 2))[1] == "ok"
    assert deviation(find("indicators", 8)) == ("实际完成待填", "warn")
    between = Indicator(1, target_text="3-5次", unit="次", actual=Decimal(4))
    assert deviation(between) == ("达到指标值", "ok")
    assert deviation(replace(between, actual=Decimal(7))) == ("超 2次，须写原因", "warn")
    assert deviation(replace(between, actual=Decimal(1), reason="雨天")) == ("差 2次，已写原因", "ok")
    assert deviation(replace(between, actual=None)) == ("实际完成待填", "warn")


def test_pages_follow_their_report_and_none_is_left_behind(window, sample, tmp_path) -> None:
    for page in PAGES:
        window.workspace.visit(page.key)
    other = tmp_path / "另一个.jxzp"
    Session.create(other, Report(project=Project(name="另一个", year=2022))).close()
    window.open_path(other)
    QApplication.processEvents()
    window.desk.write("project/1/name", "改名")
    assert list(window.workspace._pages) == ["project"]
    assert window.windowTitle().startswith("改名 2022年度")


def test_page_of_knows_every_key() -> None:
    assert [page_of(page.key) for page in PAGES] == list(PAGES)
