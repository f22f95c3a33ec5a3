"""绩效指标 as an officer works on it: rows in sight, the editor beneath in tabs, bands, 不适用, very long texts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.models.entries import entries
from desktop.models.places import place
from desktop.models.records import BANDS, Evidence, Indicator
from desktop.views.bands import BandMenu
from desktop.views.pages.indicator_proofs import ProofLine
from desktop.views.pages.indicator_scores import Scores
from desktop.views.pages.indicator_words import asked, deviation, shortened
from desktop.views.pages.indicators import IndicatorsPage
from desktop.views.pages.weights import fitting
from desktop.views.tree.nodes import ACTUAL, IDLE, NAME, WEIGHT
from tests.windows import SMALLEST, compose, focused, keys, opened_window, press

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
QUALITATIVE = 20
LONG = "一段很长的文字，写的人没有分段，" * 40


@pytest.fixture
def page(window):
    window.workspace.visit("indicators")
    made = window.workspace.page("indicators")
    QTest.qWait(0)
    return made


def whole_rows(table) -> int:
    """Return how many rows are wholly in sight."""
    view = table.view
    tops = [view.rowViewportPosition(row) for row in range(len(table.records.rows))]
    return sum(top >= 0 and top + view.row_height <= view.viewport().height() for top in tops)


def popup() -> BandMenu:
    """Return the menu of bands that is open."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, BandMenu)
    return found


def test_eleven_rows_are_in_sight_beside_score_and_editor(page, window) -> None:
    assert (window.width(), window.height()) == SMALLEST
    assert window.workspace.side.key == "score"
    assert page.detail.is_open
    assert whole_rows(page.table) >= 11
    shown = [page.table.columns[n].label for n in page.table.view.shown_columns]
    assert shown == ["一级", "二级", "三级指标", "指标值", "实际完成", "完成率", "分值", "得分"]


def test_the_editor_folds_and_that_is_kept(page, window, qtbot) -> None:
    before = whole_rows(page.table)
    page.detail._fold.click()
    qtbot.waitUntil(lambda: whole_rows(page.table) >= before + 3)
    assert not page.detail.texts["reason"].isVisible()
    again = type(page)(page.page, page.room)
    assert not again.detail.is_open
    again.deleteLater()
    window.workspace.go("indicators/1/reason")
    assert page.detail.is_open
    assert page.detail.texts["reason"].input.hasFocus()


def test_tabs_belong_to_the_sort_of_indicator_and_say_what_is_due(page, window) -> None:
    window.workspace.go("indicators/1/name")
    assert page.detail.keys == ("reason", "measure", "source", "marks", "proofs")
    assert page.detail.tabs.texts[:2] == ("偏差原因＊", "改进措施＊")
    assert page.detail.tabs.button_of("reason").accessibleName() == "偏差原因（必填）"
    window.workspace.go("indicators/6/name")  # reached
    assert page.detail.tabs.texts[:2] == ("偏差原因", "改进措施")
    window.workspace.go("indicators/2/name")  # far beyond the target
    assert page.detail.tabs.texts[:2] == ("偏差原因＊", "改进措施")
    window.workspace.go(f"indicators/{QUALITATIVE}/name")
    assert page.detail.keys == ("band", "facts", "reason", "measure", "source", "marks", "proofs")
    assert page.detail.tabs.key == "band"


def test_ctrl_tab_goes_down_and_back_and_ctrl_page_through_the_tabs(page, window) -> None:
    window.workspace.go("indicators/1/name")
    press(Qt.Key.Key_Tab, CTRL)
    assert page.detail.texts["reason"].input.hasFocus()
    compose("成交价低于预算")
    press(Qt.Key.Key_PageDown, CTRL)
    assert page.detail.texts["measure"].input.hasFocus()
    compose("年初按市场价编制预算")
    press(Qt.Key.Key_Tab, CTRL)
    assert page.table.view.hasFocus()
    found = window.desk.report.find("indicators", 1)
    assert (found.reason, found.measure) == ("成交价低于预算", "年初按市场价编制预算")
    press(Qt.Key.Key_PageUp, CTRL)
    assert page.detail.texts["reason"].input.hasFocus()
    press(Qt.Key.Key_PageUp, CTRL)
    assert page.detail.tabs.key == "proofs"
    assert page.detail.proofs.add.hasFocus()


def test_the_tab_chosen_stays_from_row_to_row(page, window) -> None:
    window.workspace.go("indicators/1/name")
    page.detail.tabs.button_of("measure").click()
    press(Qt.Key.Key_Down)
    assert page.detail.id == 2
    assert page.detail.tabs.key == "measure"


@pytest.mark.parametrize("id_", [3, QUALITATIVE])
def test_every_field_is_found(page, window, id_) -> None:
    for each in entries(Indicator):
        window.workspace.go(f"indicators/{id_}/{each.name}")
        assert window.workspace.place == f"indicators/{id_}/{each.name}"
    assert page.detail.id == id_


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
@pytest.mark.parametrize("tree", [False, True])
def test_a_band_is_chosen_at_its_cell(page, window, key, tree) -> None:
    if tree:
        page.modes.tree.click()
    ids = [each.id for each in window.desk.report.indicators]
    window.workspace.go(f"indicators/{QUALITATIVE}/actual")
    press(key)
    menu = popup()
    texts = [each.text() for each in menu.actions()]
    assert texts == ["达成预期　80–100%", "部分达成　60–80%", "未达成　0–60%", "", "不适用…"]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert window.desk.report.find("indicators", QUALITATIVE).band == BANDS[0]
    assert page.view.current.id == ids[ids.index(QUALITATIVE) + 1]
    window.desk.undo()
    assert window.desk.report.find("indicators", QUALITATIVE).band == ""


def test_a_lower_band_leads_to_its_points(page, window) -> None:
    window.desk.write(f"indicators/{QUALITATIVE}/weight", "5")
    window.workspace.go(f"indicators/{QUALITATIVE}/actual")
    press(Qt.Key.Key_Return)
    QTest.keyClick(popup(), Qt.Key.Key_Down)
    QTest.keyClick(popup(), Qt.Key.Key_Return)
    assert page.detail.bands.points.input.hasFocus()
    keys("3.5")
    window.desk.flush()
    assert str(window.desk.report.find("indicators", QUALITATIVE).points) == "3.5"
    assert page.detail.tabs.texts[2:4] == ("偏差原因＊", "改进措施＊")


def test_a_double_click_offers_the_bands_and_a_lock_says_why_not(page, window) -> None:
    window.workspace.go(f"indicators/{QUALITATIVE}/actual")
    view = page.table.view
    at = view.visualRect(view.currentIndex()).center()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    popup().close()
    window.desk.write("project/1/state", "送审")
    view.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert window.desk.locked("indicators") == window.workspace.toast.accessibleName()


def test_what_does_not_apply_says_so_and_its_points_are_shared(page, window) -> None:
    window.desk.write("indicators/5/weight", "4")
    window.workspace.go("indicators/5/na_reason")
    compose("本年没有采购")
    press(Qt.Key.Key_Tab, CTRL)
    assert window.desk.report.find("indicators", 5).na_reason == "本年没有采购"
    assert page.detail.tag.text() == "不适用，不计分"
    assert "1 项不适用，4 分由同级分担" in page._weights.texts
    assert page._filled.text().endswith("/ 24")
    actual = next(each for each in page.table.columns if each.name == "actual")
    row = page.table.records.rows[4]
    blank = page.table.records.content.missing(row, actual)
    assert (blank.word, blank.tone) == ("不适用", "muted")
    assert "本年没有采购" in blank.why
    page.modes.tree.click()
    assert page.tree.tree.blank(page.tree.tree.find(5), ACTUAL) == IDLE


def test_who_writes_that_it_does_not_apply_is_asked_why(page, window, qtbot) -> None:
    window.workspace.go("indicators/8/actual")
    compose("不适用")
    press(Qt.Key.Key_Return)
    reason = page.detail.editor("na_reason").input
    qtbot.waitUntil(reason.hasFocus)
    assert window.desk.unread("indicators/8/actual") is None
    assert "不适用的原因" in window.workspace.toast.accessibleName()
    compose("本年没有退单")
    window.desk.flush()
    assert window.desk.report.find("indicators", 8).na_reason == "本年没有退单"
    window.workspace.go(f"indicators/{QUALITATIVE}/actual")
    press(Qt.Key.Key_Space)
    popup().actions()[-1].trigger()
    popup().close()
    assert reason.hasFocus()
    assert page.detail.id == QUALITATIVE


def test_seven_tabs_that_all_ask_fit_the_smallest_window(page, window) -> None:
    window.desk.write(f"indicators/{QUALITATIVE}/band", BANDS[1])
    window.workspace.go(f"indicators/{QUALITATIVE}/name")
    window.actions_by_name["findings"].setChecked(True)
    QTest.qWait(0)
    assert len(page.detail.keys) == 7
    least = window.workspace.minimumSizeHint()
    assert (least.width() <= SMALLEST[0], least.height() <= SMALLEST[1]) == (True, True)
    assert window.width() == SMALLEST[0]
    assert page.detail.tag.text() == "须写原因"
    window.actions_by_name["findings"].setChecked(False)


def test_nothing_is_as_long_as_to_widen_the_page(window) -> None:
    report = window.desk.report
    rows = [
        replace(each, unit=LONG[:200], name=LONG[:500], weight=Decimal("12345678901234.56"), reason=LONG)
        for each in report.indicators
    ]
    window.desk.edit(report.with_rows("indicators", rows), "写得很长", place="indicators/1")
    for where in ("indicators/1/name", f"indicators/{QUALITATIVE}/name"):
        window.workspace.go(where)
        QTest.qWait(0)
        page = window.workspace.page("indicators")
        least = window.workspace.minimumSizeHint()
        assert least.width() <= SMALLEST[0]
        assert least.height() <= SMALLEST[1]
        cut = [
            each.text()
            for each in page.findChildren(QPushButton)
            if each.isVisible() and each.width() < each.sizeHint().width() and each.property("look") == "link"
        ]
        assert not cut
        assert whole_rows(page.table) >= 11
    assert page.detail.tag.toolTip() == "" or LONG[:4] in page.detail.tag.toolTip()


def test_a_deviation_is_a_word_of_a_short_unit(window) -> None:
    found = replace(window.desk.report.find("indicators", 1), unit=LONG[:200])
    word, tone = deviation(found)
    assert word == f"差 1.49{LONG[:5]}…，须写原因"
    assert tone == "warn"
    assert shortened("12345", 5) == "12345"


def test_reasons_are_asked_for_below_and_beyond_the_target(window) -> None:
    low, over, met = (window.desk.report.find("indicators", n) for n in (1, 2, 6))
    assert asked(low) == {"reason", "measure"}
    assert asked(over, over=True) == {"reason"}
    assert asked(met) == frozenset()
    assert asked(replace(low, na_reason="没有采购")) == frozenset()
    equal = Indicator(1, operator="=", target=Decimal(12), actual=Decimal(14), unit="个")
    assert asked(equal) == {"reason"}
    assert deviation(equal) == ("多 2个，须写原因", "warn")
    partly = Indicator(1, operator="定性", target_text="持续上升", band=BANDS[1])
    assert deviation(partly) == ("须写原因", "warn")
    assert asked(partly) == {"reason", "measure"}
    assert deviation(replace(partly, band=BANDS[0])) == ("达成预期", "ok")


@pytest.mark.parametrize(("actual", "said"), [("8", "达标"), ("12", "未达标")])
def test_a_target_of_at_most_is_met_or_not_and_has_no_rate(page, window, actual, said) -> None:
    for field, value in {"operator": "≤", "target": "10", "actual": actual}.items():
        window.desk.write(place("indicators", 1, field), value)
    assert Scores(window.desk).ratio(window.desk.report.indicators[0]) == said


def test_quiet_tags_give_way_first() -> None:
    tags = [(90, "ok"), (90, "warn"), (60, "muted"), (90, "ok")]
    assert fitting(tags, 400) == {0, 1, 2, 3}
    assert fitting(tags, 280) == {0, 1, 3}
    assert fitting(tags, 190) == {1, 3}
    assert fitting(tags, 20) == frozenset()


def test_what_proves_an_indicator_is_listed_beneath_it(page, window) -> None:
    report = window.desk.report
    rows = [Evidence(1, "采购合同", "采购合同.pdf", "0" * 64, 2048, (place("indicators", 1, "actual"),))]
    window.desk.edit(report.with_rows("evidence", rows), "添加佐证材料", place="evidence/1")
    window.workspace.go("indicators/1/name")
    assert page.detail.tabs.texts[-1] == "佐证 1"
    page.detail.choose("proofs")
    proofs = page.detail.proofs
    assert isinstance(proofs, ProofLine)
    assert proofs.papers.item(0).text().startswith("采购合同")
    window.workspace.go("indicators/2/name")
    assert page.detail.tabs.texts[-1] == "佐证 0"
    assert proofs.count == 0


def test_the_score_list_has_a_column_of_its_own_for_full_points(window, qtbot) -> None:
    window.workspace.visit("indicators")
    items = window.workspace.side.widget("score").items
    assert items.texts()[0][2] == "9.99/10"
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not items.isColumnHidden(3))
    assert items.texts()[0] == ("预算执行率", "519.32 ÷ 519.61 × 10", "9.99", "10")


def test_a_cap_is_said_before_the_report_is_submitted(window) -> None:
    window.desk.write("project/1/rule_pack", "national-2020-caps")
    window.workspace.visit("indicators")
    strip = window.workspace.side.widget("score")
    assert strip._said.isVisible()
    assert "若执行率＜80%，得分上限" in strip._said.text()
    strip.copy()
    assert "若执行率＜80%，得分上限" in QApplication.clipboard().text()


class TestTree:
    """The same as a tree."""

    @pytest.fixture
    def tree(self, page, window):
        page.modes.tree.click()
        page.tree.setFocus()
        return page.tree

    def test_the_head_names_the_levels_that_are_scrolled_away(self, tree) -> None:
        assert tree.tree.above == ""
        bar = tree.verticalScrollBar()
        bar.setValue(bar.maximum())
        assert tree.tree.above.startswith("效益指标")
        assert tree.tree.above in tree.tree.headerData(NAME, Qt.Orientation.Horizontal)
        bar.setValue(0)
        assert tree.tree.above == ""

    def test_alt_right_and_left_lead_to_the_next_level_and_back(self, tree, window) -> None:
        before = window.desk.report
        ids = [each.id for each in before.indicators]
        tree.go_to(ids[0])
        press(Qt.Key.Key_Right, ALT)
        moved = window.desk.report.find("indicators", ids[0])
        assert (moved.level1, moved.level2) == ("产出指标", "质量指标")
        assert [each.id for each in window.desk.report.indicators][:4] == [*ids[1:4], ids[0]]
        press(Qt.Key.Key_Left, ALT)
        assert window.desk.report.find("indicators", ids[0]).level2 == "数量指标"
        window.desk.undo()
        window.desk.undo()
        assert window.desk.report == before

    def test_a_level_at_the_border_goes_over_into_the_next_one(self, tree, window) -> None:
        first = tree.tree.tops[0]
        tree.setCurrentIndex(tree.tree.of(first.children[-1]))
        ids = first.children[-1].ids
        press(Qt.Key.Key_Down, ALT)
        assert {window.desk.report.find("indicators", each).level1 for each in ids} == {"效益指标"}
        press(Qt.Key.Key_Up, ALT)
        assert {window.desk.report.find("indicators", each).level1 for each in ids} == {"产出指标"}

    def test_the_menu_moves_to_any_level(self, tree, window) -> None:
        ids = [each.id for each in window.desk.report.indicators]
        tree.go_to(ids[0])
        menu = tree.deeds.menu()
        inner = next(each.menu() for each in menu.actions() if each.text() == "移到")
        texts = [each.text() for each in inner.actions()]
        assert "产出指标 › 数量指标" not in texts
        inner.actions()[texts.index("产出指标 › 时效指标")].trigger()
        assert window.desk.report.find("indicators", ids[0]).level2 == "时效指标"
        assert tree.current.id == ids[0]
        menu.close()

    def test_a_flag_leads_to_its_finding(self, tree, window) -> None:
        window.workspace.audit.look()
        said: list[str] = []
        tree.flagged.connect(said.append)
        index = tree.tree.of(tree.tree.find(1), 6)
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
        assert said == ["indicators/1"]

    def test_the_flag_is_no_stop_for_the_arrows(self, tree, window) -> None:
        tree.focus_place("indicators/1/weight")
        for _ in range(4):
            press(Qt.Key.Key_Right)
        assert tree.currentIndex().column() == WEIGHT + 1

    def test_a_file_dropped_on_a_row_proves_it(self, tree, window, qtbot, tmp_path) -> None:
        from tests.views.window.test_evidence import drop

        paper = tmp_path / "统计表.pdf"
        paper.write_bytes(b"%PDF-1.4 x")
        at = tree.visualRect(tree.tree.of(tree.tree.find(2))).center()
        assert drop(tree.viewport(), at, [paper])
        qtbot.waitUntil(lambda: bool(window.desk.report.evidence))
        assert window.desk.report.evidence[0].places == ("indicators/2/actual",)
        level = tree.visualRect(tree.tree.of(tree.tree.tops[0])).center()
        assert not drop(tree.viewport(), QPoint(level), [paper])


def test_a_file_dropped_on_the_editor_proves_the_indicator(page, window, qtbot, tmp_path) -> None:
    from tests.views.window.test_evidence import drop

    paper = tmp_path / "验收单.pdf"
    paper.write_bytes(b"%PDF-1.4 y")
    window.workspace.go("indicators/4/name")
    page.detail.choose("proofs")
    assert drop(page.detail.proofs, QPoint(20, 20), [paper])
    qtbot.waitUntil(lambda: page.detail.proofs.count == 1)
    assert window.desk.report.evidence[0].places == ("indicators/4/actual",)
    assert page.detail.tabs.texts[-1] == "佐证 1"


def test_an_empty_page_begins_with_enter(qapp, tmp_path) -> None:
    from desktop.models.records import Project, Report
    from desktop.session import Session

    path = tmp_path / "空白.jxzp"
    Session.create(path, Report(project=Project(name="空白", year=2021))).close()
    with opened_window(qapp, path) as bare:
        bare.workspace.visit("indicators")
        made = bare.workspace.page("indicators")
        assert isinstance(made, IndicatorsPage)
        made.add_row()
        assert len(bare.desk.report.indicators) == 1
        assert made.detail.id == bare.desk.report.indicators[0].id
        assert focused() is made.table.view
