"""Computed cells that are more than plain text, a row that stays tinted, and where a new row is offered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.records import Record
from desktop.views.desk import Desk
from desktop.views.tables import Computed, RecordTable
from desktop.views.tables.cell_painter import INVITATION
from desktop.views.tables.looks import PLAIN, Look

Show = Callable[[QWidget], QWidget]


def painted(table: RecordTable, row: int, column: int) -> bytes:
    """Return the pixels of a cell."""
    view = table.view
    shot = view.viewport().grab(view.visualRect(table.records.index(row, column))).toImage()
    return bytes(shot.constBits())


def test_a_bar_a_tone_and_an_icon_are_painted(desk: Desk, show: Show) -> None:
    looks = {1: Look(), 2: Look("warn", bold=True, share=0.5, tip="说明")}
    table = RecordTable(
        desk,
        "budget",
        ["name", Computed("率", lambda _: "50.00%", width=160, look=lambda row: looks[row.id])],
    )
    show(table)
    assert painted(table, 0, 1) != painted(table, 1, 1)
    record, column = table.records.rows[1], table.columns[1]
    assert table.records.content.tip(record, column) == "说明"
    assert table.records.content.text(record, column) == "50.00%"
    before = painted(table, 1, 1)
    looks[2] = Look("ok", icon="check")
    table.records.renew()
    assert painted(table, 1, 1) != before


def test_a_fault_in_a_look_is_told_once_and_the_text_stays(desk: Desk, show: Show, qtbot: QtBot) -> None:
    def faulty(_row: Record) -> Look:
        raise ZeroDivisionError

    table = RecordTable(desk, "budget", ["name", Computed("率", lambda _: "1", look=faulty)])
    with qtbot.captureExceptions() as told:
        show(table)
        painted(table, 0, 1)
        assert table.records.content.look(table.records.rows[0], table.columns[1]) == PLAIN
    assert [each[0] for each in told] == [ZeroDivisionError]


def test_a_marked_row_is_tinted_from_end_to_end(desk: Desk, show: Show) -> None:
    table = RecordTable(desk, "budget", ["name", "initial"])
    show(table)
    before = [painted(table, 1, column) for column in range(2)]
    table.view.mark(2)
    after = [painted(table, 1, column) for column in range(2)]
    assert all(one != other for one, other in zip(before, after, strict=True))
    table.view.mark(0)
    assert [painted(table, 1, column) for column in range(2)] == before


def test_a_new_row_is_offered_where_the_words_have_room(desk: Desk, show: Show) -> None:
    table = RecordTable(desk, "adjustments", ["date", "kind", "amount", "document", "reason"])
    show(table)
    room = table.view.fontMetrics().horizontalAdvance(INVITATION)
    offered = table.view.inviting_column(room)
    assert table.columns[offered].name in {"document", "reason"}
    assert table.view.columnWidth(offered) >= room
    widest = max((3, 4), key=table.view.columnWidth)
    assert table.view.inviting_column(10_000) == widest
