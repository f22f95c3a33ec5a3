"""Whatever is done to a table, it shows the report, and the file holds the report."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.session import Session
from desktop.views.tables import RecordTable
from desktop.views.tables.paste_preview import PastePreview

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
COLUMNS = ["date", "item", "payee", "stage", "contract", "amount"]
PRESSES = {
    "enter": (KEY.Key_Return,), "up": (KEY.Key_Return, SHIFT), "tab": (KEY.Key_Tab,),
    "back": (KEY.Key_Tab, SHIFT),
    "f2": (KEY.Key_F2,), "esc": (KEY.Key_Escape,), "del": (KEY.Key_Delete,), "fill": (KEY.Key_D, CTRL),
    "new": (KEY.Key_Return, CTRL), "copy": (KEY.Key_C, CTRL), "paste": (KEY.Key_V, CTRL),
    "twice": (KEY.Key_D, CTRL | SHIFT), "gone": (KEY.Key_Minus, CTRL), "lift": (KEY.Key_Up, ALT),
    "sink": (KEY.Key_Down, ALT), "wide": (KEY.Key_Right, SHIFT), "deep": (KEY.Key_Down, SHIFT),
    "end": (KEY.Key_End, CTRL),
}  # fmt: skip
RANGES = ("3.5\t约2万\n", "2021-3-1\t甲\t乙\n\t丙\n", "支出事项\t金额\n丁\t1\n戊\t二\n", "热线服务")
ACTIONS = st.one_of(
    st.sampled_from(sorted(PRESSES)),
    st.sampled_from(
        ["undo", "redo", "flush", "sort", "unsort", "filter", "unfilter", "compose", "elsewhere"]
    ),
    st.sampled_from(["3.5", "abc", "2021", "re"]).map(lambda text: f"type {text}"),
    st.sampled_from(range(len(RANGES))).map(lambda n: f"clip {n}"),
    st.tuples(st.integers(0, 7), st.integers(0, 5)).map(lambda cell: f"go {cell[0]} {cell[1]}"),
)


class Act:
    """Does one action after another at a table."""

    def __init__(self, table, desk, hands) -> None:
        self.table, self.desk, self.hands = table, desk, hands

    def do(self, action: str) -> None:
        if not (self.table.view.hasFocus() or self.table.view.open_editor()):
            self.table.view.setFocus()
        match action.split():
            case ["type", text]:
                self.hands.type(text)
            case ["clip", n]:
                QApplication.clipboard().setText(RANGES[int(n)])
            case ["go", row, column]:
                last = self.table.records.rowCount() - 1
                self.table.view.select_cell(min(int(row), last), int(column))
            case [name] if name in PRESSES:
                self.hands.press(*PRESSES[name])
                self.answer()
            case [name]:
                getattr(self, name)()

    def answer(self) -> None:
        """Write everything that a paste preview offers."""
        preview = QApplication.activeModalWidget()
        if isinstance(preview, PastePreview):
            preview.model.toggle([n for n, on in enumerate(preview.model.ticked) if not on])
            preview.accept()

    def undo(self) -> None:
        self.desk.undo()

    def redo(self) -> None:
        self.desk.redo()

    def flush(self) -> None:
        self.desk.flush()

    def sort(self) -> None:
        self.table.sort_by(5)

    def unsort(self) -> None:
        while self.table.records.arrangement.sorted:
            self.table.sort_by(self.table._sorting[0])

    def filter(self) -> None:
        self.table.set_where(lambda row: row.amount is not None)

    def unfilter(self) -> None:
        self.table.set_where(None)

    def compose(self) -> None:
        self.hands.compose("zhong")
        self.hands.compose(commit="中")

    def elsewhere(self) -> None:
        first = self.desk.report.payments[:1]
        if first:
            self.desk.write(f"payments/{first[0].id}/payee", "别处写的")


def shown(table) -> list[list[str]]:
    model = table.records
    return [[model.index(n, c).data() for c in range(len(COLUMNS))] for n in range(len(model.rows))]


@pytest.fixture
def fresh(make_desk, desk, show):
    """Return a maker of shown tables, each over a report of its own; the one before is taken away."""
    tables: list[RecordTable] = []

    def make():
        if tables:
            tables.pop().window().close()
        own = make_desk(desk.report)
        tables.append(show(RecordTable(own, "payments", COLUMNS, totals=["amount"])))
        tables[-1].view.setFocus()
        return tables[-1], own

    return make


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(ACTIONS, min_size=1, max_size=18))
def test_the_table_shows_the_report_and_the_file_holds_it(fresh, hands, actions) -> None:
    table, desk = fresh()
    act = Act(table, desk, hands)
    for each in actions:
        act.do(each)
    desk.flush()
    assert table.view.open_editor() is None
    anew = RecordTable(desk, "payments", COLUMNS)
    ids = {row.id for row in table.records.rows}
    assert all(row is desk.report.find("payments", row.id) for row in table.records.rows)
    if not table.records.arrangement.filtered:
        assert ids == {row.id for row in desk.report.payments}
        if not table.records.arrangement.sorted:
            assert shown(table) == shown(anew)
    told = {row.id: texts for row, texts in zip(anew.records.rows, shown(anew), strict=True)}
    assert shown(table) == [told[row.id] for row in table.records.rows]
    with Session.open(desk.session.path, read_only=True) as other:
        assert other.report == desk.report
    while desk.undo():
        pass
    assert len(desk.report.payments) == 5
    assert not desk.report.unread
    desk.close()
