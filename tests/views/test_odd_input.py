"""Every kind of editor under odd input: what can be read is taken, all else stays, is marked and blocks nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.places import parse_place
from desktop.session import Session
from desktop.views.desk import Desk
from desktop.views.editors import make_editor
from desktop.views.editors.amount import MoneyInput, in_other_unit

KEY = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MONEY, NUMBER, COUNT, DAY = (
    "contracts/2/amount", "indicators/1/actual", "contracts/2/max_months", "contracts/2/signed",
)  # fmt: skip
CHOICE, REFERENCE, LINE, MEMO = (
    "contracts/2/method", "contracts/2/budget", "contracts/2/deliverable", "contracts/2/note",
)  # fmt: skip
KINDS = (MONEY, NUMBER, COUNT, DAY, CHOICE, REFERENCE, LINE, MEMO)
ODD = (
    "１２．５", "3.5 个", "二〇二一年三月", "2021.13.45", "=12+", "=1/0", "约30万", "--", "  ", "👍🏽家",
    "\u202e12", "a" * 3000, "本项目2021年度预算为159.28万元，其中热线服务120万元。", "<b>&amp;{{x}}|'\"",
)  # fmt: skip


@pytest.fixture
def pair(desk, show):
    """Return a maker of an editor with the focus and another one behind it."""
    page = QWidget()
    layout = QVBoxLayout(page)
    show(page)

    def make(place):
        made = [make_editor(desk, each, parse_place(each).entry) for each in (place, "contracts/2/renewal")]
        for each in made:
            layout.addWidget(each)
            each.show()
        made[0].setFocus()
        made[0].input.selectAll()
        return made

    return make


@pytest.mark.parametrize("place", KINDS)
@pytest.mark.parametrize("text", ODD)
def test_whatever_is_typed_stays_or_is_read_and_never_blocks(pair, desk, hands, place, text) -> None:
    field, other = pair(place)
    hands.compose(commit=text)
    hands.press(KEY.Key_Tab)
    assert not field.input.hasFocus()
    other.setFocus()
    unread = desk.unread(place)
    assert field.input.text() == (field._shown() if unread is None else unread)
    if unread is not None:
        assert (unread, field.input.property("state")) == (
            text.strip() if place == CHOICE else unread,
            "error",
        )
        assert field._line.text()
    path = desk.session.path
    with Session.open(path, read_only=True) as session:
        assert {row.place: row.text for row in session.report.unread} == ({place: unread} if unread else {})
    field.setParent(None)


def test_what_cannot_be_read_is_there_and_marked_when_the_file_is_opened_again(
    desk, hands, pair, show
) -> None:
    field, other = pair(DAY)
    hands.compose(commit="二〇二一年三月")
    hands.press(KEY.Key_Tab)
    path = desk.session.path
    desk.close()
    again = Desk(Session.open(path))
    seen = make_editor(again, DAY, parse_place(DAY).entry)
    show(seen)
    assert (seen.input.text(), seen.input.property("state")) == ("二〇二一年三月", "error")
    assert "2021年3月29日" in seen._line.text()
    again.close()
    for each in (field, other, seen):
        each.setParent(None)


@pytest.mark.parametrize(
    ("place", "text", "shown"),
    [
        (MONEY, "１２，３４５．５", "12345.5"),
        (MONEY, "=12+3.5", "15.5"),
        (MONEY, "3.5万", "3.5"),
        (MONEY, "叁拾万元整", "30"),
        (MONEY, "￥35,000", "3.5"),
        (NUMBER, " 94.2％ ", "94.2"),
        (NUMBER, "＝（1＋2）×3", "9"),
        (COUNT, "３６个月", "36"),
        (DAY, "2021.3.29", "2021-03-29"),
        (DAY, "二〇二一年三月二十九日", "2021-03-29"),
        (DAY, "２０２１０３２９", "2021-03-29"),
        (REFERENCE, "民生热线服务", "民生热线服务"),
    ],
)
def test_what_people_write_is_read(pair, desk, hands, place, text, shown) -> None:
    field, _ = pair(place)
    hands.compose(commit=text)
    hands.press(KEY.Key_Return)
    assert field.input.text() == shown
    assert not desk.report.unread


@pytest.mark.parametrize("place", KINDS)
def test_keys_of_movement_lose_nothing(pair, desk, hands, manners, place) -> None:
    field, other = pair(place)
    hands.type("1")
    for key, modifiers in ((KEY.Key_F2, Qt.KeyboardModifier.NoModifier), (KEY.Key_Home, SHIFT)):
        hands.press(key, modifiers)
    assert "1" in field.input.text()
    window = field.window()
    spot = QPointF(field.input.mapTo(window, field.input.rect().center()))
    QTest.wheelEvent(window.windowHandle(), spot, QPoint(0, -240))
    assert "1" in field.input.text()
    other.setFocus()
    hands.press(KEY.Key_Tab, SHIFT)
    assert field.input.hasFocus()
    desk.flush()
    before = field.input.text()
    hands.press(KEY.Key_Z, CTRL)
    assert (field.input.text() != before) or field._shown() == before


def test_f2_goes_to_the_end_and_ctrl_enter_makes_a_line(pair, desk, hands) -> None:
    line, _ = pair(LINE)
    hands.type("ab")
    line.input.selectAll()
    hands.press(KEY.Key_F2)
    hands.type("c")
    assert line.input.text() == "abc"
    memo, _ = pair(MEMO)
    hands.type("a")
    hands.press(KEY.Key_Return, CTRL)
    hands.type("b")
    assert memo.input.text() == "a\nb"


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        ("50.5", "万元", "505,000.00 元"),
        ("505000", "元", "50.5 万元"),
        ("3.5万", "元", "3.5 万元"),
        ("=12+3.5", "万元", "= 15.5 万元"),
        ("-2.49", "万元", "-24,900.00 元"),
        ("", "万元", ""),
        ("about", "元", ""),
    ],
)
def test_an_amount_is_said_in_the_other_unit(text, unit, told) -> None:
    assert in_other_unit(text, unit) == told


def test_the_other_unit_stands_beside_what_is_typed_while_there_is_room(pair, hands) -> None:
    field, other = pair(MONEY)
    assert isinstance(field.input, MoneyInput)
    hands.type("50.5")
    assert field.input.other == "505,000.00 元"
    field.input.setFixedWidth(90)
    assert field.input.other == ""
    hands.type("0")
    assert field.input.floating == "505,000.00 元"
    other.setFocus()
    assert field.input.other == field.input.floating == ""


def test_cells_say_it_in_the_unit_that_the_table_does_not_show(payments, desk, hands) -> None:
    view = payments.view
    column = [each.name for each in payments.records.columns].index("amount")
    payments.records.content.unit = "元"
    view.select_cell(1, column)
    hands.type("=10+5.5")
    field = view.open_editor()
    assert isinstance(field, MoneyInput)
    assert in_other_unit(field.text(), field.unit) == "= 15.5 元"
    hands.press(KEY.Key_Return)
    assert desk.report.payments[1].amount == 1550
