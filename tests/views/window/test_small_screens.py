"""A screen with less room than the window needs: it is scrolled, nothing is cut; and the contract detail fits."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from desktop.views.main_window import SMALLEST as LEAST
from tests.windows import SMALLEST


class Screen:
    """A screen of 1366 × 768 at 200 %."""

    def __init__(self, width: int, height: int) -> None:
        self._size = QSize(width, height)

    def availableGeometry(self) -> Screen:
        return self

    def size(self) -> QSize:
        return self._size


def test_the_window_is_no_larger_than_the_screen(window) -> None:
    assert window._frame.least_on(Screen(683, 360)) == QSize(683, 360)
    assert window._frame.least_on(Screen(1920, 1080)) == QSize(*LEAST)


def test_a_window_without_room_is_scrolled(window, qtbot) -> None:
    window.workspace.visit("payments")
    across = window._frame.horizontalScrollBar()
    assert across.maximum() == 0
    window.setMinimumSize(400, 300)
    window.resize(683, 360)
    qtbot.waitUntil(lambda: across.maximum() > 0)
    assert window.width() == 683
    least = window.workspace.minimumSizeHint()
    assert window.workspace.width() >= least.width()
    assert window.workspace.height() >= least.height()
    window.resize(*SMALLEST)
    qtbot.waitUntil(lambda: across.maximum() == 0)


def test_a_contract_fits_beside_its_help(window, qtbot) -> None:
    window.workspace.go("contracts/1/name")
    window.actions_by_name["help"].setChecked(True)
    window.actions_by_name["help"].trigger()
    if not window.workspace.side.key:
        window.actions_by_name["help"].trigger()
    assert window.workspace.side.key == "help"
    page = window.workspace.page("contracts")
    QTest.qWait(0)
    detail = page._halves.widget(1)
    assert detail.widget().minimumSizeHint().width() <= detail.viewport().width()
    assert detail.horizontalScrollBar().maximum() == 0
    assert page.list.view.horizontalScrollBar().maximum() == 0


def test_deleted_rows_are_brought_back_by_the_toast(window) -> None:
    window.workspace.go("payments/1/item")
    table, toast, before = window.workspace.page("payments").table, window.workspace.toast, window.desk.report
    QTest.keyClick(table.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert toast.accessibleName() == "删除了 1 行"
    toast._action.click()
    assert window.desk.report == before
    QTest.keyClick(table.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    window.desk.write("project/1/name", "改过")
    toast._action.click()
    assert len(window.desk.report.payments) == len(before.payments) - 1
    assert "Ctrl+Z" in toast.accessibleName()
