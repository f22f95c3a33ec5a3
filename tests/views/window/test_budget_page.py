"""资金预算: who is shown beside the table, flags and ticks, units, what is in sight, bars, rounding tails."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.folders import home
from desktop.store.own_rulepacks import copied
from desktop.views.pages.budget import BudgetPage
from desktop.views.pages.project import ProjectPage
from desktop.views.pages.unit_switch import UnitSwitch
from desktop.views.tables import RecordTable
from desktop.views.tables.totals import TotalsRow
from desktop.views.theme import ROW
from tests.windows import compose, focused, keys, press


def page_of(window) -> BudgetPage:
    window.workspace.visit("budget")
    page = window.workspace.page("budget")
    assert isinstance(page, BudgetPage)
    return page


def test_a_change_beyond_the_limit_is_flagged_until_it_is_explained(window) -> None:
    page = page_of(window)
    line = window.desk.report.budget[2]
    window.desk.write(f"budget/{line.id}/reason", "")
    window.workspace.go(f"budget/{line.id}/reason")
    assert flag(page, 2) == ("要写说明", "sev_warn")
    assert page.detail.reason.over.text() == "调整幅度超过 10%，必须说明"
    assert page.detail.reason.words.texts == ("没写原因", "没写事项", "没写批准文件", "没写金额")
    compose("因承办宣传活动")
    assert page.detail.reason.words.texts[:2] == ("写了原因", "写了事项")
    window.desk.flush()
    assert flag(page, 2) == ("要写说明", "sev_warn")
    assert page.detail.reason.over.text() == "说明还不全"
    compose("，依据会议纪要追加")
    keys("187.22")
    compose("万元")
    window.desk.flush()
    assert flag(page, 2) == ("已写说明", "sev_ok")
    assert page.detail.reason.over.text() == "已写说明"
    assert flag(page, 0) == ("不用说明", "check")


def flag(page: BudgetPage, row: int) -> tuple[str, str]:
    """Return the word and the shape at the end of a sub-project's row."""
    content, column = page.budget.records.content, page.budget.columns[-1]
    record = page.budget.records.rows[row]
    look = content.look(record, column)
    return content.text(record, column), look.icon if look else ""


def foot(table: RecordTable) -> TotalsRow:
    """Return the totals row of a table that has one."""
    assert table.totals is not None
    return table.totals


def test_the_sentence_is_put_behind_what_is_written(window) -> None:
    page = page_of(window)
    line = window.desk.report.budget[2]
    words = page.detail.reason.words
    window.desk.write(f"budget/{line.id}/reason", "因上级交办。")
    window.workspace.go(f"budget/{line.id}/reason")
    press(Qt.Key.Key_Tab)
    assert focused() is words.take
    press(Qt.Key.Key_Space)
    text = window.desk.report.budget[2].reason
    assert text.startswith("因上级交办。宣传推广和培训年中追加187.22万元，用于")
    assert words.texts[3] == "写了金额"
    assert not words.take.isVisible()
    assert focused() is page.detail.reason.editor.input
    window.desk.undo()
    assert window.desk.report.budget[2].reason == "因上级交办。"


def test_arrow_keys_choose_whose_adjustments_and_explanation_are_shown(window) -> None:
    page = page_of(window)
    first, second, third = window.desk.report.budget
    made = [window.desk.add("adjustments", budget=each.id, amount=100) for each in (third, first)]
    page.budget.focus_place(f"budget/{first.id}/name")
    detail = page.detail
    assert [row.id for row in detail.adjustments.table.records.rows] == [made[1]]
    press(Qt.Key.Key_Down)
    assert page.line == second
    assert detail.adjustments.table.records.rows == []
    assert detail.reason.editor.input.text() == second.reason
    press(Qt.Key.Key_Down)
    assert page.line == third
    assert page.budget.view.marked == third.id
    assert [row.id for row in detail.adjustments.table.records.rows] == [made[0]]
    assert detail.reason.editor.place == f"budget/{third.id}/reason"
    press(Qt.Key.Key_Down)  # the row that is not there yet: what was shown stays
    assert page.line == third


def test_an_adjustment_typed_into_the_empty_row_belongs_to_the_sub_project_shown(window) -> None:
    page = page_of(window)
    third = window.desk.report.budget[2]
    window.workspace.go(f"budget/{third.id}/name")
    table = page.detail.adjustments.table
    table.view.setFocus()
    names = [each.name for each in table.columns]
    table.view.select_cell(0, names.index("amount"))
    keys("187.22")
    press(Qt.Key.Key_Return)
    (made,) = window.desk.report.adjustments
    assert (made.budget, made.amount) == (third.id, 187_220_000)
    assert page.line == window.desk.report.budget[2]
    assert page.detail.adjustments.sum.property("tone") == "ok"


def test_the_tables_are_as_high_as_their_rows(window) -> None:
    page = page_of(window)
    third = window.desk.report.budget[2]
    window.workspace.go(f"budget/{third.id}/name")
    adjustments, high = page.detail.adjustments.table, page.budget.height()
    was = adjustments.height()
    window.desk.add("adjustments", budget=third.id, amount=100)
    window.desk.add("adjustments", budget=third.id, amount=200)
    assert adjustments.height() == was + 2 * ROW
    window.desk.undo()
    assert adjustments.height() == was + ROW
    window.desk.remove("budget", [window.desk.report.budget[0].id])
    assert page.budget.height() == high - ROW


def test_where_a_sub_project_is_deleted_the_next_one_is_shown(window) -> None:
    page = page_of(window)
    _, second, third = window.desk.report.budget
    window.workspace.go(f"budget/{second.id}/name")
    press(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert page.line == page.budget.current == third
    window.desk.remove("budget", [each.id for each in window.desk.report.budget])
    assert page.line is None
    page.budget.chosen.emit()
    assert not page.budget.isVisible()


def test_a_place_of_an_adjustment_shows_its_sub_project(window) -> None:
    page = page_of(window)
    first, _, third = window.desk.report.budget
    made = window.desk.add("adjustments", budget=third.id, amount=100)
    loose = window.desk.add("adjustments", amount=200)
    page.budget.focus_place(f"budget/{first.id}/name")
    window.workspace.go(f"adjustments/{made}/amount")
    assert page.line == third
    assert focused() is page.detail.adjustments.table.view
    assert page.detail.loose.isVisible()
    window.workspace.go(f"adjustments/{loose}/amount")
    assert focused() is page.detail.loose.table.view
    window.desk.write(f"adjustments/{loose}/budget", third.name)
    page.budget.view.setFocus()
    page.renew(None)
    assert not page.detail.loose.isVisible()
    assert len(page.detail.adjustments.table.records.rows) == 2


def test_less_used_fields_are_folded_and_open_where_they_are_gone_to(window) -> None:
    page = page_of(window)
    line = window.desk.report.budget[0]
    assert not page.detail.further.isVisible()
    window.workspace.go(f"budget/{line.id}/received")
    assert page.detail.further.isVisible()
    keys("312.39")
    press(Qt.Key.Key_Return)
    assert window.desk.report.budget[0].received == 312_390_000
    page.detail.fold.setFocus()
    press(Qt.Key.Key_Space)
    assert not page.detail.further.isVisible()


def test_the_sources_of_the_money_stand_behind_a_button(window) -> None:
    page = page_of(window)
    page.as_sources.setFocus()
    press(Qt.Key.Key_Space)
    assert page.sources.isVisible()
    assert focused() is page.sources.funding.view
    compose("市级财政")
    press(Qt.Key.Key_Tab)
    (source,) = window.desk.report.funding
    assert source.name == "市级财政"
    assert foot(page.sources.funding).caption == "合计（1 项）"
    window.workspace.go("budget/1/name")
    assert not page.as_sources.isChecked()
    window.workspace.go(f"funding/{source.id}/initial")
    assert page.sources.isVisible()
    assert page.as_sources.isChecked()


# 万元 and 元


def test_amounts_are_shown_and_typed_in_the_unit_that_is_chosen(window) -> None:
    page = page_of(window)
    line = window.desk.report.budget[0]
    content, initial = page.budget.records.content, page.budget.columns[1]
    assert content.text(line, initial) == "314.88"
    assert content.tip(line, initial) == "3,148,800.00 元"
    page.unit.button_of("万元").setFocus()
    press(Qt.Key.Key_Right)
    assert page.unit.unit == "元"
    initial = page.budget.columns[1]
    assert initial.label == "年初预算数（元）"
    assert content.text(line, initial) == "3,148,800.00"
    assert content.tip(line, initial) == "314.88 万元"
    assert page.totals.cards["initial"].accessibleName().startswith("年初预算数 3,228,800.00元")
    assert foot(page.budget).texts["调整"] == "+1,967,300.00"
    page.budget.focus_place(f"budget/{line.id}/initial")
    keys("3150000.5")
    press(Qt.Key.Key_Return)
    assert window.desk.report.budget[0].initial == 315_000_050
    page.unit.choose("万元")
    assert content.text(window.desk.report.budget[0], page.budget.columns[1]) == "315.00"


def test_the_unit_is_remembered(window) -> None:
    page_of(window).unit.choose("元")
    assert UnitSwitch("budget").unit == "元"
    assert UnitSwitch("payments").unit == "万元"


def test_no_amount_is_cut_in_yuan(window) -> None:
    page = page_of(window)
    window.desk.write("budget/1/adjusted", "123456.78")
    page.unit.choose("元")
    view = page.budget.view
    for number in view.shown_columns:
        column = page.budget.columns[number]
        if column.numeric and column.label != "执行率":
            for row in page.budget.records.rows:
                text = page.budget.records.content.text(row, column)
                assert view.fontMetrics().horizontalAdvance(text) + 16 <= view.columnWidth(number), text


# What is in sight


def test_five_totals_sub_projects_adjustments_and_explanation_are_seen_without_scrolling(window) -> None:
    page = page_of(window)
    QTest.qWait(0)
    assert page._area.verticalScrollBar().maximum() == 0
    assert foot(page.budget).caption == "合计（3 项）"
    assert page.budget.view.verticalScrollBar().maximum() == 0
    left, right = page.detail.adjustments, page.detail.reason
    assert left.geometry().right() < right.geometry().left()
    assert page.plan.fold.isVisible()
    window.resize(1366, 768)
    QTest.qWait(0)
    assert page._area.verticalScrollBar().maximum() == 0
    assert page.plan.bars.isVisible()


def test_many_sub_projects_are_scrolled_in_their_table(window) -> None:
    page = page_of(window)
    for number in range(40):
        window.desk.add("budget", name=f"子项目{number}", initial=1_000_000, adjusted=1_000_000)
    QTest.qWait(0)
    table, detail, port = page.budget, page.detail, page._area.viewport()
    assert table.view.verticalScrollBar().maximum() > 0
    assert detail.mapTo(port, detail.rect().topLeft()).y() + detail.height_in_sight <= port.height()
    window.workspace.go(f"budget/{window.desk.report.budget[30].id}/reason")
    row = table.records.row_of(page.detail.id)
    assert row == 30
    assert table.view.visualRect(table.records.index(row, 0)).bottom() <= table.view.viewport().height()


def test_narrow_pages_lay_the_halves_below_one_another(window, qtbot) -> None:
    page = page_of(window)
    window.actions_by_name["preview"].setChecked(True)
    left, right = page.detail.adjustments, page.detail.reason
    qtbot.waitUntil(lambda: left.geometry().bottom() < right.geometry().top())
    qtbot.waitUntil(lambda: page._area.horizontalScrollBar().maximum() == 0)


def test_bars_share_one_scale(window) -> None:
    bars = page_of(window).plan.bars
    assert bars.most == 314_880_000
    assert bars.length(bars.most, 500) == 500
    assert bars.length(bars.most // 2, 500) == 250
    assert bars.length(-1, 500) == 0


def test_adjustments_agree_in_green_or_say_the_difference_in_red(window) -> None:
    page = page_of(window)
    first, line = window.desk.report.budget[0], window.desk.report.budget[2]
    window.desk.remove("adjustments", [each.id for each in window.desk.report.adjustments])
    made = window.desk.add("adjustments", budget=line.id, amount=187_220_000)
    window.workspace.go(f"budget/{line.id}/name")
    told = page.detail.adjustments.sum
    assert told.text() == "调整合计 +187.22 = 全年预算 192.22 − 年初预算 5.00"
    assert told.property("tone") == "ok"
    window.desk.write(f"adjustments/{made}/amount", "180")
    assert told.text() == "调整合计 +180.00，全年预算 192.22 − 年初预算 5.00 = +187.22，相差 −7.22"
    assert told.property("tone") == "err"
    window.workspace.go(f"budget/{first.id}/name")
    assert told.text() == "没有登记调整，全年预算 312.39 − 年初预算 314.88 = −2.49"
    window.desk.write(f"adjustments/{made}/kind", "调剂")
    window.desk.write(f"adjustments/{made}/amount", "2.49")
    window.desk.write(f"adjustments/{made}/counterpart", first.name)
    assert told.text() == ("调整合计 −2.49（含对方登记的调剂 −2.49） = 全年预算 312.39 − 年初预算 314.88")


def test_a_rounding_tail_is_noted_or_adjusted_as_the_officer_says(window) -> None:
    page = page_of(window)
    assert page.tails.texts == ()
    first, second, *_ = window.desk.report.budget
    window.desk.write(f"budget/{first.id}/initial", "314.884")
    window.desk.write(f"budget/{second.id}/initial", "3.004")
    assert page.tails.isVisible()
    (told,) = page.tails.texts
    assert told.endswith("合计 322.89，尾差 0.01")
    page.tails.copy_note("budget", "initial")
    assert QApplication.clipboard().text().startswith("注：因四舍五入")
    window.desk.write(f"budget/{second.id}/initial", "3.00")
    window.desk.write(f"budget/{first.id}/initial", "314.88")
    assert page.tails.texts == ()


def test_another_rule_pack_is_chosen_by_its_name(window) -> None:
    page = window.workspace.page("project")
    assert isinstance(page, ProjectPage)
    menu = QMenu(page)
    page._named.offer_packs(menu)
    names = [each.text() for each in menu.actions()]
    assert "深圳" in names
    assert "湖北" in names
    menu.actions()[names.index("湖北")].trigger()
    assert window.desk.report.project.rule_pack == "hubei"
    assert window.desk.session.pack.id == "hubei"
    window.desk.undo()
    assert window.desk.session.pack.id != "hubei"


def test_an_own_copy_that_was_changed_is_offered_as_a_new_version(window) -> None:
    page = window.workspace.page("project")
    assert isinstance(page, ProjectPage)
    id_ = window.desk.report.project.rule_pack
    copied(id_)
    own = home() / "rulepacks" / f"{id_}.toml"
    text = own.read_text("utf-8")
    changed = text.replace("name = ", "# 2026 年改\nname = ", 1)
    own.write_text(changed, "utf-8")
    page.renew(None)
    assert page._named.renewal.isVisible()
    page._named.renewal.take.setFocus()
    press(Qt.Key.Key_Space)
    assert "（自己的）" in window.desk.session.pack.name
    assert not page._named.renewal.isVisible()
