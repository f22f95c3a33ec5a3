"""What the officer of the soak does on the pages: types, pastes, moves, sorts, explains, undoes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QTableView, QWidget

from desktop.views.auditing.finding_tree import FindingTree
from desktop.views.finding_list import FindingList
from desktop.views.pages.audit import AuditPage
from desktop.views.pages.catalogue import PAGES
from desktop.views.tables import RecordTable
from desktop.views.tree.view import IndicatorTree
from tests.views.soak_answers import WORDS, Answers
from tests.views.soak_hands import ALT, CTRL, INPUTS, KEY, RIGHT, SHIFT, TEXTS

CLIPS = (
    "3.5\t约2万\n", "甲\t乙\n\t丙\n", "支出事项\t金额\n丁\t1\n戊\t二\n", "热线服务",
    "1\n2\n3\n4\n5\n6\n7\n8\n", "2021-3-1\t甲\t乙\t首款\t\t12.5\n" * 30, "",
)  # fmt: skip
PRESSES = (
    (KEY.Key_Return,), (KEY.Key_Tab,), (KEY.Key_Tab, SHIFT), (KEY.Key_Delete,), (KEY.Key_D, CTRL),
    (KEY.Key_Return, CTRL), (KEY.Key_C, CTRL), (KEY.Key_X, CTRL), (KEY.Key_V, CTRL), (KEY.Key_D, CTRL | SHIFT),
    (KEY.Key_Minus, CTRL), (KEY.Key_Up, ALT), (KEY.Key_Down, ALT), (KEY.Key_Right, SHIFT), (KEY.Key_A, CTRL),
    (KEY.Key_Down, SHIFT), (KEY.Key_Return, ALT), (KEY.Key_Space, SHIFT), (KEY.Key_F2,), (KEY.Key_Escape,),
    (KEY.Key_Down,), (KEY.Key_Up,), (KEY.Key_Z, CTRL), (KEY.Key_Y, CTRL), (KEY.Key_End, CTRL), (KEY.Key_F, CTRL),
    (KEY.Key_Space,), (KEY.Key_Backspace,), (KEY.Key_F8,), (KEY.Key_PageDown,), (KEY.Key_Home, CTRL),
    (KEY.Key_Left,), (KEY.Key_Right,), (KEY.Key_F1,), (KEY.Key_F6,), (KEY.Key_F8, SHIFT), (KEY.Key_M, CTRL),
)  # fmt: skip


class Deeds(Answers):
    """What is done on the pages and beside them."""

    # Going about

    def visit(self) -> None:
        """Go to a page."""
        key = self.chance.choice(PAGES).key
        self.note(key)
        self.window.workspace.visit(key)
        if self.chance.random() < 0.5:
            self.window.workspace.page(key).focus_first()

    def leaf(self) -> None:
        """Go through pages faster than they can be shown, typing on the way."""
        for _ in range(self.chance.randint(4, 10)):
            self.window.workspace.visit(self.chance.choice(PAGES).key)
            if self.chance.random() < 0.3:
                QApplication.processEvents()
                self.focus()
                self.sign(self.chance.choice("3甲"))

    def focus(self) -> None:
        """Go into some input."""
        if found := [each for each in self.shown(*INPUTS) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]:
            each = self.chance.choice(found)
            self.note(each.accessibleName() or type(each).__name__)
            each.setFocus()

    def resize(self) -> None:
        """Make the window another size."""
        self.window.resize(*self.chance.choice(((1280, 673), (1366, 768), (1024, 600))))

    def wait(self) -> None:
        """Do nothing for a while."""
        QTest.qWait(self.chance.choice((20, 60, 400)))

    # Typing

    def write(self) -> None:
        """Type something, and perhaps end it."""
        text = self.chance.choice(TEXTS)
        if isinstance(QApplication.focusWidget(), INPUTS):
            self.note(text)
            self.text(text)
            if self.chance.random() < 0.6:
                self.key(self.chance.choice((KEY.Key_Return, KEY.Key_Tab)))

    def press(self) -> None:
        """Press some keys."""
        for _ in range(self.chance.randint(1, 3)):
            key, *modifiers = self.chance.choice(PRESSES)
            self.note("+".join(each.name or "" for each in (key, *modifiers)))
            self.key(key, *modifiers)  # pyright: ignore[reportArgumentType] - a key, then its modifiers

    def compose(self) -> None:
        """Type a word by the input method, give it up, or do something else before it is ended."""
        self.begin_word()
        end = self.chance.choice(("中", "", None))
        self.note(f"zh → {end}")
        if end is not None:
            self.commit(end)

    def clip(self) -> None:
        """Paste something."""
        QApplication.clipboard().setText(self.chance.choice(CLIPS))
        self.key(KEY.Key_V, CTRL)

    def undo(self) -> None:
        """Take some steps back."""
        for _ in range(self.chance.randint(1, 5)):
            self.window.desk.undo()

    def redo(self) -> None:
        """Do some steps again."""
        for _ in range(self.chance.randint(1, 4)):
            self.window.desk.redo()

    # Tables and trees

    def select(self) -> None:
        """Choose cells or rows of a view."""
        if found := self.shown(QAbstractItemView):
            view = self.chance.choice(found)
            model, root = view.model(), view.rootIndex()
            rows, columns = model.rowCount(root), 1
            if isinstance(view, QTableView):
                columns = model.columnCount(root)
            if rows and columns:
                at = model.index(self.chance.randrange(rows), self.chance.randrange(columns), root)
                self.note(f"{view.accessibleName() or type(view).__name__} {at.row()},{at.column()}")
                view.setFocus()
                view.setCurrentIndex(at)
                if self.chance.random() < 0.2:
                    view.activated.emit(at)

    def table(self) -> None:
        """Sort, filter, choose columns, drag rows or type into a table."""
        if not (found := self.shown(RecordTable)):
            return
        table, chance = self.chance.choice(found), self.chance
        view = table.view
        self.note(table.records.section)
        match chance.randrange(7):
            case 0:
                table.sort(chance.choice(view.shown_columns), chance.choice((-1, -1, 0, 1)))
            case 1 if table.filter_bar.isVisible():
                table.filter_bar.leave()
            case 1:
                table.filter_bar.enter()
                table.filter_bar.line.setText(chance.choice(("rx", "1", "查无此项", "")))
            case 2:
                table.choose_column(chance.choice(table.columns), chance.random() < 0.7)
            case 3 if len(table.records.rows) > 1:
                self._drag_row(table)
            case _ if table.records.rowCount():
                view.setFocus()
                view.select_cell(
                    chance.randrange(table.records.rowCount()), chance.choice(view.shown_columns)
                )
                self.write()
            case _:
                pass

    def _drag_row(self, table: RecordTable) -> None:
        """Drag a row by its number to another place."""
        table.view.finish_edit()
        rows = table.records.rows
        first, last = self.chance.randrange(len(rows)), self.chance.randrange(len(rows))
        table.view.selectRow(first)
        head, x = table.head, table.head.width() - 10
        begin = QPoint(x, head.sectionViewportPosition(first) + 4)
        end = QPoint(x, head.sectionViewportPosition(last) + head.sectionSize(last) - 4)
        self.drag(head.viewport(), begin, end)

    def tree(self) -> None:
        """Move indicators in the tree, or fold it."""
        self.window.workspace.visit("indicators")
        if not (found := self.shown(IndicatorTree)):
            return
        view = found[0]
        model = view.tree
        indexes = [index for index in _walk(model, QModelIndex()) if model.node(index)]
        if not indexes:
            return
        dragged, target = self.chance.choice(indexes), self.chance.choice(indexes)
        view.setFocus()
        view.setCurrentIndex(dragged)
        match self.chance.randrange(4):
            case 0 if model.flags(target) & Qt.ItemFlag.ItemIsDropEnabled:
                data = model.mimeData([dragged])
                at = self.chance.choice((-1, 0, model.rowCount(target)))
                model.dropMimeData(data, Qt.DropAction.MoveAction, at, 0, target)
            case 1:
                view.setExpanded(dragged, self.chance.random() < 0.5)
            case 2:
                self.key(self.chance.choice((KEY.Key_Up, KEY.Key_Down)), ALT)
            case _:
                self.key(KEY.Key_F2)
                self.write()

    # Findings

    def finding(self) -> None:
        """Go to findings, explain them, mend them."""
        if self.chance.random() < 0.3:
            self.window.actions_by_name["findings"].setChecked(True)
            self._open_row(self.shown(FindingList))
            return
        self.window.workspace.visit("audit")
        page = self.window.workspace.page("audit")
        if isinstance(page, AuditPage):
            for _ in range(self.chance.randint(1, 4)):
                self._deal_with(page)

    def _open_row(self, found: list[FindingList | FindingTree]) -> None:
        """Open a row of a list of findings by Enter or a double click."""
        if found and (rows := found[0].rows.rowCount()):
            view = found[0]
            at = view.rows.index(self.chance.randrange(rows), 0)
            view.setFocus()
            view.setCurrentIndex(at)
            view.scrollTo(at)
            if self.chance.random() < 0.5:
                self.key(KEY.Key_Return)
            else:
                self.click(view.viewport(), view.visualRect(at).center(), twice=True)

    def _deal_with(self, page: AuditPage) -> None:
        page.list.step(self.chance.choice((1, -1)))
        explanation, parts = page.detail.explanation, self.shown(QAbstractButton, inside=page.detail)
        match self.chance.randrange(6):
            case 0:
                self._open_row([page.list])
            case 1 if explanation.isVisible():
                page.list.setFocus()
                self.key(KEY.Key_F2)
                self.text(self.chance.choice(WORDS))
                self.key(KEY.Key_Return, CTRL)
            case 2 | 3 if fixes := [each for each in page.detail.fixes.buttons if each.isEnabled()]:
                self.press_button(self.chance.choice(fixes))
            case 4 if parts:
                self.press_button(self.chance.choice(parts))
            case _:
                page.list.setFocus()
                self.key(self.chance.choice((KEY.Key_Left, KEY.Key_Right, KEY.Key_Down)))

    # Buttons, commands, the mouse

    def button(self) -> None:
        """Press a button of the page or the header."""
        if found := self.shown(QAbstractButton):
            self.press_button(self.chance.choice(found))

    def point(self) -> None:
        """Click, double-click, turn the wheel or ask for the menu anywhere."""
        found = self.shown(QWidget)
        if not found:
            return
        each = self.chance.choice(found)
        at = self.inside(each)
        self.note(f"{each.accessibleName() or type(each).__name__} {at.x()},{at.y()}")
        match self.chance.randrange(6):
            case 0:
                self.wheel(each)
            case 1:
                QTest.mouseClick(each, RIGHT, Qt.KeyboardModifier.NoModifier, at)
                asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, each.mapToGlobal(at))
                QApplication.sendEvent(each, asked)
            case 2:
                self.click(each, at, twice=True)
            case 3:
                self.drag(each, at, self.inside(each))
            case _:
                self.click(each, at)


def _walk(model: object, parent: QModelIndex) -> list[QModelIndex]:
    """Return all indexes of the first column, from top to bottom."""
    made: list[QModelIndex] = []
    for row in range(model.rowCount(parent)):  # type: ignore[attr-defined]
        at = model.index(row, 0, parent)  # type: ignore[attr-defined]
        made += [at, *_walk(model, at)]
    return made
