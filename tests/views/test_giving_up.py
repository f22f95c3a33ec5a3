"""Esc gives back what stood in a field, and an edit that could not be saved can be given up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import StoreError
from desktop.models.places import parse_place
from desktop.models.records import Origin
from desktop.views.editors import make_editor

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def edit(desk, show):
    page = QWidget()
    layout = QVBoxLayout(page)
    show(page)

    def make(place):
        made = make_editor(desk, place, parse_place(place).entry)
        layout.addWidget(made)
        made.show()
        made.setFocus()
        return made

    return make


@pytest.fixture
def full(desk, monkeypatch):
    """Let no edit be saved, as on a full disk; what comes of that is not an error of the test."""

    def refuse(*_args, **_more) -> None:
        raise StoreError("U 盘写不进去：磁盘已满", "腾出空间再试")

    monkeypatch.setattr(desk.session, "write", refuse)


@pytest.mark.parametrize(
    ("place", "typed", "value"),
    [
        ("project/1/name", "abc", "民生诉求"),
        ("contracts/1/note", "a b", ""),
        ("contracts/1/amount", "1.5", 318_550_000),
        ("contracts/1/amount", "about", 318_550_000),
        ("contracts/1/signed", "2021.3", parse_place("contracts/1/signed").entry.kind.read("2021-03-29")),
    ],
)
def test_esc_gives_back_what_stood_there_and_redoing_what_was_typed(
    edit, desk, hands, place, typed, value
) -> None:
    field = edit(place)
    before = field.input.text()
    field.input.selectAll()
    hands.type(typed[:1])
    desk.flush()
    desk.close_edit()
    hands.type(typed[1:])
    hands.press(KEY.Key_Escape)
    assert (field.input.text(), field.value()) == (before, value)
    assert not desk.report.unread
    assert field.input.hasFocus()
    while desk.redo():
        pass
    assert field.input.text() in (typed, field.entry.kind.show(field.value()))
    assert field.input.text() != before


def test_esc_brings_the_mark_of_last_year_back(edit, desk, hands) -> None:
    desk.edit(desk.report.with_rows("origins", [Origin(1, "project/1/name", "last_year", "2020")]), "带入")
    field = edit("project/1/name")
    hands.type("x")
    desk.flush()
    hands.press(KEY.Key_Escape)
    assert field.standing.origin == "last"


def test_esc_goes_back_no_further_than_undoing_did(edit, desk, hands, manners) -> None:
    for name in ("甲", "乙", "丙"):
        desk.write("project/1/name", name)
        desk.close_edit()
    field = edit("project/1/name")
    hands.press(KEY.Key_Z, CTRL)
    hands.press(KEY.Key_Escape)
    assert (field.input.text(), desk.report.project.name) == ("乙", "乙")
    hands.type("x")
    hands.press(KEY.Key_Z, CTRL)
    hands.press(KEY.Key_Escape)
    assert desk.report.project.name == "乙"
    hands.type("y")
    desk.write("project/1/phone", "1")
    desk.flush()
    hands.press(KEY.Key_Escape)
    assert field.input.text() in ("乙", "y乙")


def test_esc_while_composing_is_the_input_methods_and_without_a_change_the_windows(
    edit, desk, hands, qtbot
) -> None:
    field = edit("project/1/name")
    given = []
    field.input.given_up.connect(lambda: given.append(1))
    hands.press(KEY.Key_Escape)
    assert given == []
    hands.type("x")
    hands.press(KEY.Key_Return)
    field.setFocus()
    hands.press(KEY.Key_Escape)
    assert desk.report.project.name == "x民生诉求"


def test_what_could_not_be_saved_is_given_up_by_esc(edit, desk, hands, full) -> None:
    field = edit("project/1/name")
    hands.type("x")
    hands.press(KEY.Key_Escape)
    assert field.input.text() == "民生诉求"
    assert not desk.pending


def test_giving_up_names_the_edit_that_failed_and_keeps_the_others(edit, desk, full) -> None:
    name = edit("project/1/name")
    desk.gather("project/1/name", "新")
    desk.gather("project/1/phone", "1")
    with pytest.raises(StoreError):
        desk.flush()
    assert desk.failed == "project/1/name"
    desk.give_up("project/1/name")
    assert name.input.text() == "民生诉求"
    assert (desk.failed, desk.pending_text("project/1/phone")) == ("", "1")
    desk.give_up("project/1/phone")


def test_a_cell_that_could_not_be_saved_goes_back_too(payments, desk, hands, full, monkeypatch) -> None:
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    view = payments.view
    column = [each.name for each in payments.records.columns].index("item")
    view.select_cell(1, column)
    hands.type("x")
    hands.press(KEY.Key_Return)
    assert view.open_editor() is not None
    assert desk.failed == "payments/2/item"
    desk.give_up(desk.failed)
    assert view.open_editor() is None
    assert payments.records.data(view.currentIndex()) == "宣传片首款"
    assert not desk.pending
