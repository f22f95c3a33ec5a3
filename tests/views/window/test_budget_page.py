"""资金预算: flags beyond the limit, ticks while typing, bars in one scale, sums that agree, rounding tails."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktop.folders import home
from desktop.store.own_rulepacks import copied
from desktop.views.pages.budget import BudgetPage
from desktop.views.pages.project import ProjectPage
from tests.windows import compose, keys, press


def page_of(window) -> BudgetPage:
    window.workspace.visit("budget")
    page = window.workspace.page("budget")
    assert isinstance(page, BudgetPage)
    return page


def test_a_change_beyond_the_limit_is_marked_until_it_is_explained(window) -> None:
    page = page_of(window)
    line = window.desk.report.budget[2]
    window.desk.write(f"budget/{line.id}/reason", "")
    assert page._rate(window.desk.report.budget[2]) == "▲ +3,744.40%"
    window.workspace.go(f"budget/{line.id}/reason")
    assert page.words.texts == ("没写原因", "没写事项", "没写批准文件", "没写金额")
    compose("因承办宣传活动")
    assert page.words.texts[:2] == ("写了原因", "写了事项")
    window.desk.flush()
    assert page._rate(window.desk.report.budget[2]) == "▲ +3,744.40%"
    assert page._over.text() == "调整幅度 +3,744.40%，说明没写批准文件、没写金额"
    compose("，依据会议纪要追加")
    keys("187.22")
    compose("万元")
    window.desk.flush()
    assert page._rate(window.desk.report.budget[2]) == "+3,744.40%"
    assert page._over.text() == "调整幅度 +3,744.40%，已写说明"


def test_the_sentence_is_put_behind_what_is_written(window) -> None:
    page = page_of(window)
    line = window.desk.report.budget[2]
    window.desk.write(f"budget/{line.id}/reason", "因上级交办。")
    window.workspace.go(f"budget/{line.id}/reason")
    page.words.take.click()
    text = window.desk.report.budget[2].reason
    assert text.startswith("因上级交办。宣传推广和培训年中追加187.22万元，用于")
    assert page.words.texts[3] == "写了金额"
    assert not page.words.take.isVisible()
    window.desk.undo()
    assert window.desk.report.budget[2].reason == "因上级交办。"


def test_bars_share_one_scale(window) -> None:
    bars = page_of(window).bars
    assert bars.most == 314_880_000
    assert bars.length(bars.most, 500) == 500
    assert bars.length(bars.most // 2, 500) == 250
    assert bars.length(-1, 500) == 0


def test_adjustments_agree_in_green_or_say_the_difference_in_red(window) -> None:
    page = page_of(window)
    line = window.desk.report.budget[2]
    window.desk.remove("adjustments", [each.id for each in window.desk.report.adjustments])
    made = window.desk.add("adjustments", budget=line.id, amount=187_220_000)
    window.workspace.go(f"budget/{line.id}/name")
    assert page._sum.text() == (
        "✓ 宣传推广和培训：调整合计 +187.22，全年预算 192.22 − 年初预算 5.00 = +187.22，相符"
    )
    assert page._sum.property("tone") == "ok"
    window.desk.write(f"adjustments/{made}/amount", "180")
    assert page._sum.text().startswith("▲")
    assert page._sum.text().endswith("相差 −7.22")
    assert page._sum.property("tone") == "err"


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
