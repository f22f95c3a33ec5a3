"""Very long texts: a form stays in its bounds, and everything can be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip

from desktop.models.places import parse_place
from desktop.views.editors import make_editor
from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.editors.problem_line import LINES
from desktop.views.form import RecordForm
from desktop.views.theme import color


def test_a_long_sentence_beneath_a_field_is_shortened_and_whole_in_its_tooltip(desk, show) -> None:
    form = show(RecordForm(desk, "contracts", 1, [["name", "amount", "number", "year", "signed", "method"]]))
    message = "有 6 份合同的首付款超过合同金额的 30%：" + "《很长的合同名称》" * 200
    form.show_findings({"contracts/1/amount": ("核实性", message)})
    line = form.editor("amount")._line
    assert line.text() == message
    assert line.shown.endswith("…")
    assert line._text.toolTip().startswith("<p>有 6 份")
    assert line.heightForWidth(line.width()) <= (LINES + 1) * line.fontMetrics().lineSpacing() + 8
    form.show_findings({"contracts/1/amount": ("核实性", "短的")})
    assert (line.shown, line._text.toolTip()) == ("短的", "")


def test_a_long_name_is_read_in_the_tooltip_and_no_markup(desk, show) -> None:
    desk.write("contracts/1/name", "<b>很长的名称</b>" * 200)
    field = make_editor(desk, "contracts/1/name", parse_place("contracts/1/name").entry)
    show(field)
    spot = QPoint(4, 4)
    QApplication.sendEvent(field.input, QHelpEvent(QEvent.Type.ToolTip, spot, field.input.mapToGlobal(spot)))
    assert "&lt;b&gt;很长的名称" in QToolTip.text()
    QToolTip.hideText()
    field.setParent(None)


@pytest.mark.parametrize("width", [120, 187, 260])
@pytest.mark.parametrize("where", ["contracts/1/name", "contracts/1/budget"])
def test_a_long_line_ends_in_an_ellipsis_and_no_half_character(desk, show, where: str, width: int) -> None:
    desk.write("contracts/1/name", "很长的名称，" * 40)
    desk.write("budget/1/name", "很长的名称，" * 40)
    field = make_editor(desk, where, parse_place(where).entry)
    show(field)
    line = field.input
    line.setFixedWidth(width)
    line.clearFocus()
    assert isinstance(line, LineInput)
    assert line.shown.endswith("…")
    image = line.grab().toImage()
    buttons = [each.x() for each in line.findChildren(QToolButton)]
    gap = range(min([width - 8, *buttons]) - 2, min([width - 8, *buttons]))
    white = color("surface").name()
    assert all(image.pixelColor(x, y).name() == white for x in gap for y in range(6, line.height() - 6))
    line.setFocus()
    assert line.shown == line.text()
    field.setParent(None)


def test_a_figure_is_never_shortened_and_a_short_text_is_as_it_is(desk, show) -> None:
    for where, text in (("contracts/1/amount", "1234567890123.45"), ("contracts/1/name", "短")):
        desk.write(where, text)
        field = make_editor(desk, where, parse_place(where).entry)
        show(field)
        field.input.setFixedWidth(60)
        assert isinstance(field.input, LineInput)
        assert "…" not in field.input.shown
        field.setParent(None)


def test_buttons_within_a_locked_line_are_dead_and_look_it(desk, show) -> None:
    for where in ("contracts/1/signed", "contracts/1/method"):
        field = make_editor(desk, where, parse_place(where).entry)
        show(field)
        (action,) = field.input.actions()
        assert action.isEnabled()
        field.set_place("")
        assert not action.isEnabled()
        field.set_place(where)
        assert action.isEnabled()
        field.setParent(None)


def test_a_long_text_grows_to_a_limit_and_scrolls(desk, show) -> None:
    desk.write("contracts/1/note", "一段话，" * 5_000)
    field = make_editor(desk, "contracts/1/note", parse_place("contracts/1/note").entry, lines=9)
    show(field)
    assert isinstance(field.input, MemoInput)
    assert field.input.height() <= 20 * field.input.fontMetrics().lineSpacing()
    assert field.input.verticalScrollBar().maximum() > 0
    assert not field.input.horizontalScrollBar().isVisible()
    assert field.input.document().size().width() <= field.input.viewport().width() + 1
    field.setParent(None)
