"""Some thousand actions at a table, in any order: what is shown, held and filed stays one, and all can be undone."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.session import Session
from desktop.tasks.files import write_sample
from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.pages.catalogue import PAGES
from desktop.views.tables import RecordTable
from desktop.views.tables.paste_preview import PastePreview
from desktop.views.tables.view import TableView
from tests.windows import opened_window

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
STEPS, BETWEEN_FILES, BETWEEN_UNDOS, VISITS = 1_200, 50, 300, 300
COLUMNS = {
    "payments": ["date", "item", "payee", "stage", "contract", "amount"],
    "indicators": ["level1", "level2", "name", "target", "weight"],
}
TEXTS = ("3.5", "=12+3.5", "2021-3-1", "abc", "re", "=1/3", "0", "-7")
CLIPS = (
    "3.5\t约2万\n",
    "甲\t乙\n\t丙\n",
    "支出事项\t金额\n丁\t1\n戊\t二\n",
    "热线服务",
    "1\n2\n3\n4\n5\n6\n7\n8\n",
)
PRESSES = (
    (KEY.Key_Return,), (KEY.Key_Tab,), (KEY.Key_Tab, SHIFT), (KEY.Key_Delete,), (KEY.Key_D, CTRL),
    (KEY.Key_Return, CTRL), (KEY.Key_C, CTRL), (KEY.Key_X, CTRL), (KEY.Key_D, CTRL | SHIFT),
    (KEY.Key_Minus, CTRL), (KEY.Key_Up, ALT), (KEY.Key_Down, ALT), (KEY.Key_Right, SHIFT),
    (KEY.Key_Down, SHIFT), (KEY.Key_Return, ALT), (KEY.Key_Space, SHIFT), (KEY.Key_F2,), (KEY.Key_Escape,),
)  # fmt: skip


class Officer:
    """Does one thing after another at two tables of one report, at random but always the same for a seed."""

    def __init__(self, seed: int, tables: list[RecordTable], hands) -> None:
        self.chance, self.tables, self.hands = random.Random(seed), tables, hands
        self.table, self.desk = tables[0], tables[0].records.desk
        self.deeds = (
            self.press, self.press, self.press, self.type, self.type, self.go, self.go, self.paste,
            self.undo, self.redo, self.drag, self.sort, self.filter, self.compose, self.columns, self.turn,
        )  # fmt: skip

    def act(self) -> None:
        if QApplication.focusWidget() is None:  # a dialog or the other window has just gone
            self.table.window().activateWindow()
            QTest.qWaitForWindowActive(self.table.window())
        if not (self.table.view.hasFocus() or self.table.view.open_editor()):
            self.table.view.setFocus()
        self.chance.choice(self.deeds)()
        preview = QApplication.activeModalWidget()
        if isinstance(preview, PastePreview):
            self.answer(preview)

    def answer(self, preview: PastePreview) -> None:
        if preview.model.rows and self.chance.random() < 0.3:
            preview.model.toggle([self.chance.randrange(len(preview.model.rows))])
        if self.chance.random() < 0.7 and preview.model.chosen:
            preview.accept()
        else:
            preview.reject()

    def press(self) -> None:
        self.hands.press(*self.chance.choice(PRESSES))

    def type(self) -> None:
        self.hands.type(self.chance.choice(TEXTS))
        if self.chance.random() < 0.8:
            self.hands.press(KEY.Key_Return)

    def go(self) -> None:
        self.table.view.finish_edit()
        row = self.chance.randrange(self.table.records.rowCount())
        self.table.view.select_cell(row, self.chance.choice(self.table.view.shown_columns))

    def paste(self) -> None:
        QApplication.clipboard().setText(self.chance.choice(CLIPS))
        self.hands.press(KEY.Key_V, CTRL)

    def undo(self) -> None:
        for _ in range(self.chance.randint(1, 5)):
            self.desk.undo()

    def redo(self) -> None:
        for _ in range(self.chance.randint(1, 3)):
            self.desk.redo()

    def drag(self) -> None:
        """Drag a row by its number to another place."""
        table, count = self.table, len(self.table.records.rows)
        if count < 2:
            return
        table.view.finish_edit()
        first, last = self.chance.randrange(count), self.chance.randrange(count)
        table.view.selectRow(first)
        head, viewport = table.head, table.head.viewport()
        x = head.width() - 10
        begin = QPoint(x, head.sectionViewportPosition(first) + 4)
        end = QPoint(x, head.sectionViewportPosition(last) + head.sectionSize(last) - 4)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)

    def sort(self) -> None:
        self.table.sort(self.chance.choice(self.table.view.shown_columns), self.chance.choice((-1, -1, 0, 1)))

    def filter(self) -> None:
        bar = self.table.filter_bar
        if bar.isVisible():
            bar.leave()
        else:
            bar.enter()
            bar.line.setText(self.chance.choice(("rx", "1", "查无此项", "")))
        self.table.view.setFocus()

    def compose(self) -> None:
        self.hands.compose("zhong")
        self.hands.compose(commit="中")

    def columns(self) -> None:
        column = self.chance.choice(self.table.columns)
        self.table.choose_column(column, self.chance.random() < 0.8)

    def turn(self) -> None:
        """Turn to the other table, as between pages."""
        self.desk.flush()
        self.table.window().hide()
        self.table = next(each for each in self.tables if each is not self.table)
        self.table.window().show()
        self.table.window().activateWindow()
        self.table.view.setFocus()


def undo_all(desk) -> None:
    """Take everything back."""
    desk.flush()
    while desk.undo():
        pass


def check(table: RecordTable) -> None:
    """The table shows just what the report holds."""
    held = {row.id: row for row in table.records.desk.report.rows(table.records.section)}
    assert all(row is held[row.id] for row in table.records.rows)
    if not table.records.arrangement.filtered:
        assert len(table.records.rows) == len(held)
        if not table.records.arrangement.sorted:
            assert [row.id for row in table.records.rows] == list(held)
    assert table.records.rowCount() == len(table.records.rows) + 1
    for number in table.view.shown_columns:
        for n, row in enumerate(table.records.rows):
            shown = table.records.index(n, number).data()
            assert shown == table.records.content.text(row, table.columns[number])


@pytest.mark.parametrize("seed", [1, 3, 6])
def test_whatever_is_done_table_memory_and_file_stay_one(make_desk, desk, show, hands, seed) -> None:
    first = desk.report
    own = make_desk(first)
    tables = [
        show(
            RecordTable(
                own,
                section,
                names,
                merged=2 if section == "indicators" else 0,
                totals=["amount"][: section == "payments"],
            )
        )
        for section, names in COLUMNS.items()
    ]
    tables[1].window().hide()
    officer = Officer(seed, tables, hands)
    for step in range(1, STEPS + 1):
        officer.act()
        if step % BETWEEN_UNDOS == 0:  # more steps than a history is deep
            undo_all(own)
            assert own.report == first
        if not officer.table.view.open_editor():
            check(officer.table)
        if step % BETWEEN_FILES == 0:
            own.flush()
            with Session.open(own.session.path, read_only=True) as other:
                assert other.report == own.report
    undo_all(own)
    assert own.report == first
    for table in tables:
        check(table)


class Visitor:
    """Goes from page to page of a window and types wherever the focus is in a field or a table."""

    def __init__(self, seed: int, window, hands) -> None:
        self.chance, self.window, self.hands = random.Random(seed), window, hands
        self.keys = [page.key for page in PAGES if page.sections]
        self.deeds = (self.visit, self.write, self.write, self.press, self.press, self.undo, self.redo)

    def act(self) -> None:
        if QApplication.focusWidget() is None:
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)
        self.chance.choice(self.deeds)()
        preview = QApplication.activeModalWidget()
        if isinstance(preview, PastePreview):
            preview.accept()

    def visit(self) -> None:
        self.window.workspace.visit(self.chance.choice(self.keys))
        self.window.workspace.page(self.window.workspace.key).focus_first()

    def _in_field(self) -> bool:
        return isinstance(QApplication.focusWidget(), TableView | LineInput | MemoInput)

    def write(self) -> None:
        if self._in_field():
            self.hands.write(self.chance.choice((*TEXTS, "中", "约2万")))

    def press(self) -> None:
        QApplication.clipboard().setText(self.chance.choice(CLIPS))
        keys = ((KEY.Key_Return,), (KEY.Key_Tab,), (KEY.Key_Down,), (KEY.Key_Delete,), (KEY.Key_V, CTRL))
        if self._in_field():
            self.hands.press(*self.chance.choice(keys))

    def undo(self) -> None:
        self.window.desk.undo()

    def redo(self) -> None:
        self.window.desk.redo()


def test_going_through_a_window_loses_nothing(qapp, hands, tmp_path) -> None:
    path = tmp_path / "样例.jxzp"
    write_sample("minsheng-2021", path)
    with opened_window(qapp, path) as window:
        desk, first = window.desk, window.desk.report
        visitor = Visitor(1, window, hands)
        for step in range(1, VISITS + 1):
            visitor.act()
            if step % BETWEEN_FILES == 0:
                desk.flush()
                with Session.open(path, read_only=True) as other:
                    assert other.report == desk.report
        undo_all(desk)
        assert desk.report == first
