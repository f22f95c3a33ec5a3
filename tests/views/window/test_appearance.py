"""Size and colours change in the open window: nothing is closed, lost or cut, and they stay after a restart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.views import magnify
from desktop.views.appearance import show_contrast, show_scale
from desktop.views.contrast import DARK, LIGHT, OFF
from desktop.views.dialogs.settings import SettingsDialog
from desktop.views.icons import icon
from desktop.views.pages.catalogue import PAGES
from desktop.views.parts import picture
from desktop.views.settings import SCALES, load_settings
from desktop.views.theme import COLOURS, color
from tests.windows import SMALLEST, compose, cut, focused, keys, press, squeezed

LARGER = [each for each in SCALES if each > magnify.STANDARD]


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """Go back to the usual size and colours."""
    yield
    magnify.magnify(magnify.STANDARD)
    show_contrast(OFF)


def shown(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.parametrize("scale", LARGER)
def test_who_types_goes_on_in_another_size(window, scale) -> None:
    window.workspace.go("project/1/phone")
    field = focused()
    assert isinstance(field, QLineEdit)
    keys("0755-12")
    field.setSelection(1, 3)
    wide, high = window.width(), window.height()
    assert show_scale(scale)
    assert focused() is field
    assert (field.text(), field.selectedText()) == ("0755-12", "755")
    assert window.devicePixelRatioF() == pytest.approx(scale / 100)
    assert window.width() == pytest.approx(wide * 100 / scale, abs=1)
    assert window.height() == pytest.approx(high * 100 / scale, abs=1)
    assert window.workspace.key == "project"
    compose("号")
    window.desk.flush()
    assert window.desk.report.project.phone == "0号-12"
    window.desk.undo()
    assert window.desk.report.project.phone == ""
    assert show_scale(100)
    assert (window.width(), window.height()) == pytest.approx((wide, high), abs=2)


def test_an_open_cell_and_what_could_not_be_read_stay(window) -> None:
    window.workspace.go("payments/6/amount")
    keys("12x")
    editor = focused()
    assert isinstance(editor, QLineEdit)
    show_scale(150)
    show_contrast(DARK)
    assert focused() is editor
    assert editor.text() == "12x"
    press(Qt.Key.Key_Return)
    assert window.desk.unread("payments/6/amount") == "12x"
    show_scale(100)
    assert window.desk.unread("payments/6/amount") == "12x"
    assert window.workspace.page("payments").table.view.currentIndex().row() >= 0


def test_contrast_goes_on_off_and_on_under_who_types(window) -> None:
    window.workspace.go("project/1/phone")
    field = focused()
    assert isinstance(field, QLineEdit)
    keys("07")
    usual = shown(window).pixelColor(window.rect().center()).name()
    for contrast, ground in ((DARK, "#000000"), (OFF, usual), (DARK, "#000000"), (LIGHT, "#ffffff")):
        show_contrast(contrast)
        keys("5")
        assert COLOURS["surface"].lower() == ground or contrast == OFF
        corner = window.workspace.header.mapTo(window, QPoint(4, 4))
        assert shown(window).pixelColor(corner).name() == color("surface").name()
    assert focused() is field
    assert field.text() == "075555"
    show_contrast(OFF)
    assert shown(window).pixelColor(window.rect().center()).name() == usual


def test_icons_and_pictures_are_drawn_anew(window) -> None:
    made, mark = icon("check", "ok"), picture("sev_err", "err", 16)
    mark.setParent(window)
    mark.show()

    def colours(image: QImage) -> set[str]:
        each = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        return {one.name() for one in each if one.alpha() == 255}

    for contrast in (OFF, DARK, LIGHT):
        show_contrast(contrast)
        assert QColor(COLOURS["ok"]).name() in colours(made.pixmap(16, 16).toImage())
        assert QColor(COLOURS["err"]).name() in colours(shown(mark))
    show_scale(200)
    assert shown(mark).size() == QSize(32, 32)
    assert made.pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)


def test_the_settings_act_at_once_and_stay(window, qtbot) -> None:
    dialog = SettingsDialog(window, ask_second=lambda: None)
    dialog.show()
    offered = [dialog.size_box.itemData(n) for n in range(dialog.size_box.count())]
    assert offered == list(SCALES)
    assert (min(offered), max(offered)) == (100, 200)
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(150))
    qtbot.waitUntil(lambda: window.devicePixelRatioF() == 1.5)
    dialog.contrast_box.setCurrentIndex(dialog.contrast_box.findData(DARK))
    qtbot.waitUntil(lambda: COLOURS["surface"] == "#000000")
    assert (load_settings().scale, load_settings().contrast) == (150, DARK)
    room = dialog.screen().availableGeometry()
    assert dialog.height() <= room.height()
    press(Qt.Key.Key_Escape)
    dialog.deleteLater()
    again = SettingsDialog(window, ask_second=lambda: None)
    assert (again.size_box.currentData(), again.contrast_box.currentData()) == (150, DARK)
    again.deleteLater()


def test_where_qt_has_no_door_it_holds_from_the_next_start_on(window, monkeypatch, qtbot) -> None:
    monkeypatch.setattr(magnify, "_doors", lambda: None)
    dialog = SettingsDialog(window, ask_second=lambda: None)
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(125))
    qtbot.waitUntil(lambda: "下次启动" in dialog._note.text())
    assert window.devicePixelRatioF() == 1
    assert load_settings().scale == 125
    dialog.deleteLater()


def test_a_size_is_there_from_the_first_paint(monkeypatch) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.5")
    monkeypatch.setattr(magnify, "_OWNERS", 1.5)
    magnify.prepare(100)
    assert magnify.os.environ["QT_SCALE_FACTOR"] == "1.5"
    magnify.prepare(200)
    assert magnify.os.environ["QT_SCALE_FACTOR"] == "3.0"


@pytest.mark.parametrize("scale", [100, 125, 150])
def test_nothing_is_cut_where_a_window_of_the_smallest_size_is_larger_drawn(window, qtbot, scale) -> None:
    show_scale(scale)
    for page in PAGES:
        window.workspace.visit(page.key)
        qtbot.waitUntil(lambda: squeezed(window.workspace) == {})
        assert cut(window.workspace.header) == {}
        least = window.workspace.minimumSizeHint()
        assert window.workspace.width() >= least.width(), page.key
        assert window.workspace.height() >= least.height(), page.key
    assert window.width() == pytest.approx(SMALLEST[0] * 100 / scale, abs=1)


def test_the_cell_in_hand_is_scrolled_into_sight(window, qtbot) -> None:
    window.workspace.go("payments/1/item")
    show_scale(200)
    frame, view = window._frame, window.workspace.page("payments").table.view
    qtbot.waitUntil(lambda: bool(frame.verticalScrollBar().maximum()))

    def is_seen() -> bool:
        spot = view.viewport().mapTo(window, view.visualRect(view.currentIndex()).center())
        return window.rect().contains(spot)

    for _ in range(6):
        QTest.keyClick(view, Qt.Key.Key_Down)
        qtbot.waitUntil(is_seen)
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Right)
        qtbot.waitUntil(is_seen)


def test_no_widget_is_made_and_none_goes(window, qtbot) -> None:
    for page in PAGES:
        window.workspace.visit(page.key)
    show_scale(125)
    show_scale(100)
    before = set(QApplication.allWidgets())
    for scale in (125, 200, 100):
        show_scale(scale)
        show_contrast(DARK)
        show_contrast(OFF)
    assert set(QApplication.allWidgets()) == before
