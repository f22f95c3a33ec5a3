"""What the soak looks at after each deed: what is shown, held and filed is one, and all can be undone."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.errors import KnownError
from desktop.models.history import DEPTH
from desktop.session import Session
from desktop.views.editors.editor import Editor
from desktop.views.tables import RecordTable
from desktop.views.tree.view import IndicatorTree
from tests.views.soak_files import Filing

SETTLING = 12  # Looks at a page until what it shows fits its width
ROWS = 40  # Of a list that are looked at


class Fault(AssertionError):
    """What the window did wrong."""


class Looking(Filing):
    """Looks what is shown; raises Fault."""

    def check(self) -> None:
        """What is shown is what the report holds; the file holds it too; nothing went wrong on the way."""
        if self.faults:
            raise Fault("\n".join(self.faults))
        desk = self.window.desk
        if not desk.is_open:
            return
        if desk.pending and any(desk.locked(where) for where in desk._gathered):
            raise Fault(f"typed in what is locked, so that it can never be saved: {desk._gathered}")
        for each in self.shown(Editor):
            self._check_editor(each)
        for each in self.shown(RecordTable):
            if not each.view.open_editor():
                check_table(each)
        for each in self.shown(IndicatorTree):
            check_tree(each)
        with Session.open(desk.session.path, read_only=True) as other:
            if other.report != desk.report:
                raise Fault(f"the file holds other {differing(other.report, desk.report)}")

    def _check_editor(self, each: Editor) -> None:
        desk = self.window.desk
        if not each.place or each.input.hasFocus() or desk.pending_text(each.place) is not None:
            return
        if each.input.value_text() != each._shown():
            raise Fault(f"{each.place}: shown {each.input.value_text()!r}, held {each._shown()!r}")

    def check_file(self) -> None:
        """Whatever was typed can be saved; nothing half-written lies beside the file."""
        desk = self.window.desk
        with suppress(KnownError):
            desk.flush()
        if not desk.pending:
            self.check()
        beside = (each.name for each in self.folder.iterdir())
        left = [name for name in beside if name.startswith("~") and not name.startswith("~$")]
        if left and not self.window.output._run:
            raise Fault(f"left behind: {left}")

    def check_pages(self) -> None:
        """Nothing on the page in sight changes when it is shown anew: nothing on it was stale."""
        key = self.window.workspace.key
        if not key:
            raise Fault("a report is open and no page shown")
        page = self.window.workspace.page(key)
        self.window.setFocus()
        self.window.workspace.audit.look()
        before = self._settled(page)
        page.renew(None)
        QApplication.processEvents()
        if (after := self._settled(page)) != before:
            pairs = zip(before, after, strict=False)
            raise Fault(f"stale on {key}: {[(a, b) for a, b in pairs if a != b][:5]}")

    def _settled(self, page: QWidget) -> list[str]:
        """Return what a page shows when it changes no more by itself."""
        before: list[str] = []
        for _ in range(SETTLING):
            QTest.qWait(5)
            if before == (before := words_of(page)):
                break
        return before

    def check_undo(self, base: Any) -> None:
        """Everything can be undone, and done again."""
        desk = self.window.desk
        with suppress(KnownError):
            desk.flush()
        if desk.session.read_only or desk.pending or len(desk.session._history.past) >= DEPTH:
            return
        last, future = desk.report, len(desk.session._history.future)
        if not any(desk.undo() is None for _ in range(DEPTH + 1)):
            raise Fault("what is undone comes back: there is no end of undoing")
        if desk.report != base:
            raise Fault(f"undone, {differing(desk.report, base)} are not as they were")
        undone = len(desk.session._history.future)
        self.rest()
        self.check()
        if len(desk.session._history.future) != undone:
            return  # What was read in a process of its own has just been accepted
        while len(desk.session._history.future) > future and desk.redo():
            pass
        if desk.report != last:
            raise Fault(f"done again, {differing(desk.report, last)} are not as they were")
        self.rest()


def differing(left: Any, right: Any) -> list[str]:
    """Return the names of the sections that differ."""
    return [name for name in left.__slots__ if getattr(left, name) != getattr(right, name)]


def words_of(page: QWidget) -> list[str]:
    """Return all words that labels, buttons, lines and lists on a page show."""
    made: list[str] = []
    for each in page.findChildren(QWidget):
        if not each.isVisible():
            continue
        match each:
            case QPlainTextEdit():
                made.append(each.toPlainText())
            case QLabel() | QAbstractButton() | QLineEdit():
                made.append(each.text())
            case QAbstractItemView():
                made += _cells(each.model(), each.rootIndex())
            case _:
                pass
    return made


def _cells(model: Any, root: QModelIndex) -> list[str]:
    """Return what the first rows of a list show, with what lies beneath them."""
    made: list[str] = []
    for row in range(min(ROWS, model.rowCount(root) if model else 0)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
        made += [str(model.index(row, n, root).data()) for n in range(columns)]
        made += _cells(model, model.index(row, 0, root))
    return made


def check_table(table: RecordTable) -> None:
    """The table shows just what the report holds."""
    records = table.records
    held = {row.id: row for row in records.desk.report.rows(records.section)}
    if not all(row is held.get(row.id) for row in records.rows):
        raise Fault(f"{records.section}: other rows than held")
    arranged = records.arrangement.filtered or records.arrangement.sorted
    if not arranged and [row.id for row in records.rows] != list(held) and len(records.rows) == len(held):
        raise Fault(f"{records.section}: another order than held")
    for n, row in enumerate(records.rows[:ROWS]):
        for number in table.view.shown_columns:
            shown = records.index(n, number).data()
            if shown != records.content.text(row, table.columns[number]):
                raise Fault(f"{records.section} {n}: {shown!r}")


def check_tree(view: IndicatorTree) -> None:
    """The tree shows every indicator of the report once, as it is held."""
    nodes = [view.tree.node(index) for index in _all(view.tree, QModelIndex())]
    shown = {node.record.id: node.record for node in nodes if node and node.record}
    held = {row.id: row for row in view.desk.report.indicators}
    if len([node for node in nodes if node and node.record]) != len(held) or any(
        shown.get(id_) is not row for id_, row in held.items()
    ):
        raise Fault(f"the tree shows {sorted(shown)}, held are {sorted(held)} or other values")


def _all(model: Any, root: QModelIndex) -> list[QModelIndex]:
    made: list[QModelIndex] = []
    for row in range(model.rowCount(root)):
        at = model.index(row, 0, root)
        made += [at, *_all(model, at)]
    return made
