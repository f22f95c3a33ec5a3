"""Texts of several lines: grey where nothing can be written, whole glyphs beside the bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QVBoxLayout, QWidget

from desktop.models.places import parse_place
from desktop.views.dialogs.settings import SettingsDialog
from desktop.views.editors import make_editor
from desktop.views.theme import color

LONG = "余额结转下年支付，待验收后付清（尾款12,345.67万元，GB/T 19001-2016）；" * 100
FAR = Qt.FocusReason.OtherFocusReason


@pytest.fixture
def pair(desk, show):
    """Return a memo and a line below one another, the line with the focus."""
    page = QWidget()
    layout = QVBoxLayout(page)
    made = [
        make_editor(desk, each, parse_place(each).entry) for each in ("contracts/1/note", "contracts/1/name")
    ]
    for each in made:
        layout.addWidget(each)
    show(page)
    return made


def ground(widget: QWidget) -> str:
    image = widget.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() - 8).name()


def test_a_locked_memo_is_grey_as_a_locked_line_is(pair) -> None:
    memo, line = pair
    for each in pair:
        each.set_place("")  # no record is chosen
    assert memo.input.isReadOnly()
    assert line.input.isReadOnly()
    assert ground(memo.input) == ground(line.input) == color("head").name()
    memo.input.setFocus(FAR)
    assert ground(memo.input) == color("head").name()
    memo.set_place("contracts/1/note")
    line.input.setFocus(FAR)
    assert ground(memo.input) == color("surface").name()


@pytest.mark.parametrize("width", [148, 203, 260, 333, 471, 640])
def test_no_glyph_is_cut_beside_the_scroll_bar(pair, desk, width: int) -> None:
    memo = pair[0].input
    desk.write("contracts/1/note", LONG)
    memo.setFixedWidth(width)
    QApplication.processEvents()
    assert memo.verticalScrollBar().isVisible()
    assert not memo.horizontalScrollBar().isVisible()
    assert inked(memo.viewport().grab().toImage(), columns=1) == 0
    memo.setFocus(FAR)
    memo.moveCursor(memo.textCursor().MoveOperation.Start)
    QApplication.processEvents()
    assert inked(memo.viewport().grab().toImage(), columns=1) == 0


def inked(image: QImage, *, columns: int) -> int:
    """Return how many pixels of the last columns are not ground."""
    last = range(image.width() - columns, image.width())
    white = color("surface").name()
    return sum(image.pixelColor(x, y).name() != white for x in last for y in range(image.height()))


def test_the_size_is_said_to_hold_from_the_next_start_on_before_it_is_chosen(dressed, qtbot) -> None:
    dialog = SettingsDialog(None, ask_second=lambda: None)
    qtbot.addWidget(dialog)
    notes = [each for each in dialog.findChildren(QLabel) if "下次启动" in each.text()]
    assert len(notes) == 2
    box = dialog.size_box
    assert isinstance(box, QComboBox)
    other = next(n for n in range(box.count()) if box.itemData(n) != 100) if box.count() > 1 else -1
    if other >= 0:
        box.setCurrentIndex(other)
        assert dialog._note.text().startswith("已记下")
