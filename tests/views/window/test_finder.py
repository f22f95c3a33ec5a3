"""查找 (Ctrl+K): by name, initials, pinyin and amount, into the very cell, in a full file and in an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.records import Payment, Report
from desktop.session import Session
from desktop.views.finder import Finder
from desktop.views.main_window import MainWindow
from desktop.views.seeking import Found, Seeker
from desktop.views.tables.view import TableView
from tests.windows import focused, opened_window, press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(window: MainWindow) -> MainWindow:
    window.activateWindow()
    QTest.qWait(0)
    return window


@pytest.fixture
def empty(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    path = tmp_path / "空.jxzp"
    Session.create(path, Report()).close()
    with opened_window(qapp, path) as made:
        made.activateWindow()
        QTest.qWait(0)
        yield made


def open_finder(window: MainWindow) -> Finder:
    press(Qt.Key.Key_K, CTRL)
    finder = window.interior.tools.finder
    assert finder.isVisible()
    return finder


def keys(finder: Finder, text: str) -> None:
    QTest.keyClicks(finder.line, text)


def strike(finder: Finder, key: Qt.Key) -> None:
    QTest.keyClick(finder.line, key)


def hits(window: MainWindow, typed: str) -> tuple[Found, ...]:
    return Seeker(window.desk, window.actions_by_name).found(typed)


@pytest.mark.parametrize("typed", ["执行率", "zxl", "zhixinglv", "zhixl", "ysZXL"])
def test_a_figure_is_found_by_name_initials_and_pinyin(window: MainWindow, typed: str) -> None:
    assert hits(window, typed)[0] == Found("算出的数", "预算执行率", "99.94%", place="figures/execution_rate")


@pytest.mark.parametrize(
    ("typed", "text"),
    [("dayin", "打印"), ("daochupdf", "导出 PDF"), ("quanshen", "全审"), ("chongzuo", "重做")],
)
def test_a_command_is_found_by_its_pinyin(window: MainWindow, typed: str, text: str) -> None:
    window.actions_by_name["redo"].setEnabled(True)
    assert text in [each.text for each in hits(window, typed) if each.kind == "命令"]


def test_what_begins_so_comes_before_what_only_holds_it(window: MainWindow) -> None:
    found = [each.text for each in hits(window, "dc")]  # 定性档次 is shorter, and holds it at its end
    assert found.index("导出 PDF") < found.index("定性档次")


@pytest.mark.parametrize(
    "typed", ["318.55", "3185500", "3,185,500.00", "318.55万元", "3185500元", "3,185,500.00元", "318.55万"]
)
def test_an_amount_is_found_however_it_is_spelled(window: MainWindow, typed: str) -> None:
    assert hits(window, typed)[0].place == "contracts/1/amount"


@pytest.mark.parametrize("typed", ["519.32", "5193200", "5,193,200"])
def test_a_computed_amount_is_found_in_wan_and_in_yuan(window: MainWindow, typed: str) -> None:
    assert "figures/spent" in [each.place for each in hits(window, typed)]


def test_the_very_amount_comes_before_those_that_begin_so(window: MainWindow) -> None:
    desk = window.desk
    rows = [*desk.report.payments, *(Payment(100 + n, amount=15_900_000) for n in range(80))]
    rows.append(Payment(900, item="正好", amount=1_500_000))
    desk.edit(desk.report.with_rows("payments", rows), "多", place="payments")
    assert "payments/900/amount" in [each.place for each in hits(window, "1.5万元")][:2]


def test_enter_lands_in_the_very_cell(shown: MainWindow) -> None:
    finder = open_finder(shown)
    keys(finder, "dingxunzhicheng")
    strike(finder, Qt.Key.Key_Down)
    assert finder.hits[1].place == "payments/3/item"
    strike(finder, Qt.Key.Key_Return)
    view = focused()
    assert isinstance(view, TableView)
    assert view.records.place(view.currentIndex()) == "payments/3/item"


def test_enter_on_a_figure_lands_in_the_cell_that_shows_it(shown: MainWindow) -> None:
    finder = open_finder(shown)
    finder.line.setText("民情联系 执行率")
    assert finder.hits[0].place == "figures/budget/2/execution_rate"
    strike(finder, Qt.Key.Key_Return)
    view = focused()
    assert isinstance(view, TableView)
    at = view.currentIndex()
    assert view.records.rows[at.row()].id == 2
    assert view.records.columns[at.column()].label == "执行率"


def test_a_long_text_is_shown_from_where_it_was_found(window: MainWindow) -> None:
    found = [each for each in hits(window, "chongzhiwangye") if each.kind == "值"]
    assert found == []
    told = [each for each in hits(window, "weifuyue") if each.place.startswith("passages/")]
    assert all("未付余" in each.text and len(each.text) < 120 for each in told)
    assert told


def test_no_live_figure_is_shown_as_it_is_written(window: MainWindow) -> None:
    assert not [each for each in hits(window, "支付") if "{{" in each.text or "【？" in each.text]


def test_in_an_empty_file_pages_fields_and_commands_are_found(empty: MainWindow) -> None:
    finder = open_finder(empty)
    assert [each.text for each in finder.hits][:2] == ["项目概况", "立项依据"]
    keys(finder, "hetongjine")
    assert finder.hits[0] == Found("字段", "合同金额", "合同 · 还没有", place="contracts")
    strike(finder, Qt.Key.Key_Return)
    assert empty.workspace.key == "contracts"
    finder = open_finder(empty)
    keys(finder, "xiangmumingcheng")
    strike(finder, Qt.Key.Key_Return)
    assert empty.workspace.place == "project/1/name"


def test_what_is_not_found_is_said(shown: MainWindow) -> None:
    finder = open_finder(shown)
    keys(finder, "qqqqqq")
    assert finder.hits == ()
    strike(finder, Qt.Key.Key_Down)
    strike(finder, Qt.Key.Key_Return)
    assert finder.isVisible()
    strike(finder, Qt.Key.Key_Escape)
    assert not finder.isVisible()
