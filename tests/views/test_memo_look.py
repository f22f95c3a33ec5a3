"""Texts of several lines: grey where nothing can be written, whole glyphs beside the bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.models.places import parse_place
from desktop.views.editors import make_editor
from desktop.views.editors.memo import MemoInput
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


@pytest.mark.parametrize("lines", [1, 3, 4, 7, 9])
def test_a_text_that_is_seen_whole_has_no_scroll_bar(desk, show, lines: int) -> None:
    desk.write("contracts/1/note", "\n".join(["余额结转下年支付"] * lines))
    memo = make_editor(desk, "contracts/1/note", parse_place("contracts/1/note").entry)
    show(memo)
    assert isinstance(memo.input, MemoInput)
    assert memo.input.verticalScrollBar().maximum() == 0
    memo.setParent(None)


def test_what_is_printed_is_seen_until_the_text_is_written(pair, desk) -> None:
    memo, line = pair
    desk.write("contracts/1/note", "共{{figures/spent}}万元")
    line.input.setFocus(FAR)
    plain = memo.input.grab().toImage()
    memo.input.show_instead("共<span style='color:#1F5C99'>519.32</span>万元")
    printed = memo.input.grab().toImage()
    assert printed != plain
    memo.input.setFocus(FAR)
    line.input.setFocus(FAR)
    assert memo.input.grab().toImage() == printed
    assert memo.input.text() == "共{{figures/spent}}万元"
    memo.input.show_instead("")
    assert memo.input.grab().toImage() == plain
    assert desk.report.contracts[0].note == "共{{figures/spent}}万元"


def test_a_text_that_is_longer_when_printed_is_seen_whole(pair, desk) -> None:
    memo = pair[0].input
    desk.write("contracts/1/note", "短")
    least = memo.height()
    memo.show_instead("<br>".join(["长"] * 8))
    assert memo.height() >= least + 4 * memo.fontMetrics().lineSpacing()
