"""The desk: gathering what is typed, saving it once, and never losing it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.errors import StoreError
from desktop.models.places import parse_place
from desktop.session import Session
from desktop.views.desk import Desk
from desktop.views.editors import make_editor

NAME, PHONE = "project/1/name", "project/1/phone"


def test_the_newest_text_of_each_place_is_saved_when_the_time_is_up(desk, qtbot, in_file) -> None:
    desk.gather(NAME, "民")
    desk.gather(PHONE, "1")
    started = desk._timer.remainingTime()
    desk.gather(NAME, "民生")
    assert desk._timer.remainingTime() <= started  # it runs from the first key
    assert desk.pending
    assert desk.pending_text(NAME) == "民生"
    with qtbot.waitSignals([desk.changed, desk.saved]):
        pass
    assert not desk.pending
    assert (in_file().project.name, in_file().project.phone) == ("民生", "1")


def test_typing_in_one_field_is_one_step_until_it_is_closed(desk) -> None:
    for text in ("a", "ab", "abc"):
        desk.gather(NAME, text)
        desk.flush()
    desk.close_edit()
    desk.gather(NAME, "abcd")
    desk.undo()
    assert desk.report.project.name == "abc"
    desk.undo()
    assert desk.report.project.name == "民生诉求"
    assert desk.undo() is None
    desk.redo()
    desk.redo()
    assert desk.report.project.name == "abcd"
    assert desk.redo() is None


def test_text_that_cannot_be_saved_stays_gathered(desk, monkeypatch) -> None:
    def full(*_args, **_more) -> None:
        raise StoreError("U 盘写不进去：磁盘已满", "腾出空间再试")

    desk.gather(NAME, "新名称")
    with monkeypatch.context() as broken:
        broken.setattr(desk.session, "write", full)
        with pytest.raises(StoreError):
            desk.flush()
        assert desk.pending_text(NAME) == "新名称"
        with pytest.raises(StoreError):
            desk.undo()
    desk.flush()
    assert desk.report.project.name == "新名称"


def test_whatever_shows_a_place_follows_what_is_typed_elsewhere(desk, qtbot) -> None:
    """A form beside a table shows what was typed into a cell, though the cell is still open."""
    editor = make_editor(desk, "indicators/2/reason", parse_place("indicators/2/reason").entry)
    qtbot.addWidget(editor)
    desk.gather("indicators/2/reason", "中")
    desk.flush()
    assert editor.input.value_text() == "中"


def test_a_text_that_is_typed_on_while_it_is_saved_stays_gathered(desk) -> None:
    desk.changed.connect(lambda _change: desk.gather(NAME, "民生二"), Qt.ConnectionType.SingleShotConnection)
    desk.gather(NAME, "民生")
    desk.flush()
    assert (desk.report.project.name, desk.pending_text(NAME)) == ("民生", "民生二")
    desk.flush()
    assert desk.report.project.name == "民生二"


def test_text_for_a_record_that_is_gone_is_dropped(desk) -> None:
    desk.gather("payments/2/item", "x")
    desk.session.remove("payments", [2])
    desk.flush()
    assert not desk.pending


def test_rows_are_added_moved_duplicated_and_removed_after_a_flush(desk) -> None:
    desk.gather(NAME, "先存")
    made = desk.add("payments", item="新")
    assert desk.report.project.name == "先存"
    desk.move("payments", made, 0)
    copies = desk.duplicate("payments", [made])
    assert [row.id for row in desk.report.payments[:2]] == [made, *copies]
    desk.remove("payments", [made, *copies])
    assert len(desk.report.payments) == 5


def test_the_lock_says_why_and_leaves_the_state_free(desk) -> None:
    assert desk.lock == ""
    desk.write("project/1/state", "送审")
    assert "送审" in desk.lock
    assert desk.locked("payments/1/amount") == desk.lock
    assert desk.locked("project/1/state") == ""
    assert desk.locked("explanations") == ""


def test_a_read_only_report_is_locked_throughout(desk, qapp) -> None:
    with Session.open(desk.session.path) as session:
        other = Desk(session)
        assert other.lock
        assert other.locked("project/1/state")


def test_another_report_can_be_taken_over(desk, make_desk, qtbot) -> None:
    path = desk.session.path
    desk.gather(NAME, "没存的")
    other = make_desk(desk.report)
    with qtbot.waitSignals([desk.closing, desk.opened]):
        desk.open(Session.open(other.session.path, read_only=True))
    with Session.open(path) as session:
        assert session.report.project.name == "没存的"
    desk.close()
    assert not desk.is_open
    desk.flush()
    desk.close()
    with pytest.raises(RuntimeError):
        _ = desk.report
