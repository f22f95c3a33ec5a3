"""What every page is made of: a title line with its place in the report and its actions, and a body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.models.marks import unconfirmed
from desktop.session import Change
from desktop.views.attaching import PROVED, Attaching, RowDrop
from desktop.views.audit import first_place
from desktop.views.pages.catalogue import Page
from desktop.views.parts import button, column, label, page_title, row
from desktop.views.room import Room
from desktop.views.theme import DIALOG_TITLE, SMALL

if TYPE_CHECKING:
    from desktop.views.form import RecordForm
    from desktop.views.tables import RecordTable

_AROUND = 28  # px kept in view above and below a field that has the focus: its label, its message
_NARROW, _WIDE = 320, 640  # px of what an empty page says
_ROOM_FOR_PLACE = 760  # Width of a page in px below which it does not say where it is printed


class Target(Protocol):
    """A form or table that can put the focus at a place."""

    def focus_place(self, where: str) -> bool:
        """Put the focus at a place; False where it is not shown here."""
        ...  # pyright takes a body of a docstring alone for one that returns nothing


class Finder(Protocol):
    """A form, table or tree that shows what is found wrong at its places."""

    def show_findings(self, findings: Mapping[str, tuple[str, str]]) -> None:
        """Show findings, place → class and message."""
        ...  # pyright takes a body of a docstring alone for one that returns nothing


class PageWidget(QWidget):
    """A page of the window; focused(place) tells what is being edited."""

    focused = Signal(str)

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page, self.room, self.desk = page, room, room.desk
        self._targets: list[Target] = []
        self._finders: list[Finder] = []
        self._held: list[RecordTable] = []
        self._editing: dict[QPushButton, str] = {}
        self._where = label(page.where, SMALL, tone="muted")
        self.actions_line = row(gap=8)
        self._confirm = button("确认全部上年数", "", "check", clicked=room.actions["confirm_page"].trigger)
        self._confirm.hide()
        head = row(page_title(page.title), self._where, None, self._confirm, self.actions_line)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.setLayout(column(head, (self.body, 1), gap=12, margins=(20, 14, 20, 14)))
        room.audit.renewed.connect(self._show_findings)
        self._stale = False
        room.desk.changed.connect(self._changed)

    def add_actions(self, *buttons: QWidget) -> None:
        """Put buttons at the right of the title; the last one is the page's own action."""
        for each in buttons:
            self.actions_line.addWidget(each)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add to the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def hold(self, target: Target) -> None:
        """Let the page know of something that places are looked for in, after what it knows already."""
        self._targets.append(target)

    def hold_form(self, form: RecordForm) -> RecordForm:
        """Let the page know of a form: its focus and its findings."""
        form.focused.connect(self.focused)
        self._finders.append(form)
        self.hold(form)
        return form

    def hold_table(self, table: RecordTable) -> RecordTable:
        """Let the page know of a table: its focus, its findings, and what it has to tell."""
        table.focused.connect(self.focused)
        table.told.connect(self.room.toast.show_text)
        table.done.connect(self._offer_undo)
        table.flagged.connect(self.room.flagged)
        self._finders.append(table)
        self._held.append(table)
        self.hold(table)
        if table.records.section in PROVED:
            RowDrop(table, self.desk, Attaching(self.desk, self.room.toast, table))
        return table

    def _offer_undo(self, words: str) -> None:
        """Say what was done and offer to take it back, as long as nothing else has been done since."""
        report = self.desk.report

        def take_back() -> None:
            self.desk.flush()
            if self.desk.report is report:
                self.room.actions["undo"].trigger()
            else:
                self.room.toast.show_text("后来又改过了，请按 Ctrl+Z 一步一步撤销")

        self.room.toast.show_text(words, "撤销", take_back)

    def guard(self, made: QPushButton) -> QPushButton:
        """Let a button that edits be pressed only while the report can be edited; it says why it cannot."""
        self._editing[made] = made.toolTip()
        return made

    def find_with(self, line: QLineEdit) -> None:
        """Let Ctrl+F on this page go into a search line."""
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: line.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def focus_place(self, where: str) -> bool:
        """Put the focus at a place of this page, or into the table of a section; False where it is not here."""
        return any(each.focus_place(where) for each in self._targets) or self._focus_section(where)

    def _focus_section(self, section: str) -> bool:
        table = next((each for each in self._held if each.records.section == section), None)
        if table is None or not table.isVisibleTo(self):
            return False
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focus_first(self) -> None:
        """Put the focus where work on this page begins; on an empty one that is its primary button."""
        begins = [each for each in self.findChildren(QPushButton) if each.property("look") == "primary"]
        for each in (*self._targets, *begins):
            if isinstance(each, QWidget) and each.isVisible() and each.isEnabled():
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lay a paste into the page's table while that is empty and what belongs there is shown in its place."""
        table = self._held[0] if event.matches(QKeySequence.StandardKey.Paste) and self._held else None
        waits = table is not None and not table.isVisible() and not table.records.rows
        if table is None or not waits or self.desk.locked(table.records.section):
            super().keyPressEvent(event)
            return
        table.view.select_cell(0, table.view.shown_columns[0])
        table.view.deeds.paste()

    def adapt(self, width: int) -> None:
        """Give way in a page *width* px wide: the place in the report goes first."""
        self._where.setVisible(width > _ROOM_FOR_PLACE)

    def renew(self, change: Change | None) -> None:
        """Show what is computed on this page anew; *change* is None at the first time."""
        lock = self.desk.locked(self.page.sections[0]) if self.page.sections else ""
        for each, tip in self._editing.items():
            each.setEnabled(not lock)
            each.setToolTip(lock or tip)
        if change is None or change.sections & {"origins", *self.page.sections}:
            self._offer_confirming(lock)

    def _offer_confirming(self, lock: str) -> None:
        count = len(unconfirmed(self.desk.report, self.page.sections))
        self._confirm.setVisible(bool(count))
        self._confirm.setEnabled(not lock)
        self._confirm.setToolTip(lock or f"本页有 {count} 个值还是上年的")

    def findings_by_place(self) -> Mapping[str, tuple[str, str]]:
        """Return for each place its gravest open finding: class and message."""
        made: dict[str, tuple[str, str]] = {}
        for severity, found in groupby(self.room.audit.open_findings, key=attrgetter("severity")):
            word = severity.value  # asked once for each class: an enum is slow to tell its value
            for each in found:
                made.setdefault(first_place(each), (word, each.message))
        return made

    def _show_findings(self) -> None:
        if self._finders and self.isVisible():
            found = self.findings_by_place()
            for each in self._finders:
                each.show_findings(found)

    def _changed(self, change: Change) -> None:
        """Show a change, at once where the page can be seen, else when it is seen again."""
        if self.isVisible():
            self.renew(change)
        else:
            self._stale = True

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale and self.desk.is_open:
            self._stale = False
            self.renew(None)
        self._show_findings()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.adapt(event.size().width())
        QTimer.singleShot(0, self, self._keep_in_view)  # when all in it has its new place

    def _keep_in_view(self) -> None:
        """Scroll what has the focus back into view, where help or findings took the room it stood in."""
        focus = QApplication.focusWidget()
        behind = focus.parentWidget() if focus is not None and self.isAncestorOf(focus) else None
        while focus is not None and behind is not None and behind is not self:
            if isinstance(behind, QScrollArea) and not isinstance(focus, QAbstractItemView):
                behind.ensureWidgetVisible(focus, 0, _AROUND)
                return
            behind = behind.parentWidget()


def empty_box(title: str, text: str, *actions: QWidget) -> QFrame:
    """Return what a page shows while it holds nothing: what belongs here and how to begin."""
    made = QFrame()
    made.setObjectName("empty")
    words = label(text, tone="text2", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words.setMinimumWidth(_NARROW)
    words.setMaximumWidth(_WIDE)
    inside = column(
        row(None, label(title, DIALOG_TITLE, bold=True), None),
        row(None, (words, 1000), None),
        4,
        row(None, *actions, None),
        gap=8,
        margins=(24, 24, 24, 24),
    )
    whole = column(gap=0)
    whole.addStretch(2)  # In the upper half, where the eye begins
    whole.addLayout(inside)
    whole.addStretch(3)
    made.setLayout(whole)
    return made


class Alternating(QWidget):
    """Shows a part of a page, or what belongs there while it holds nothing."""

    def __init__(self, empty: QWidget, full: QWidget, is_empty: Callable[[], bool]) -> None:
        super().__init__()
        self._empty, self._full, self._is_empty = empty, full, is_empty
        self.setLayout(column((empty, 1), (full, 1), gap=0))
        self.renew()

    def renew(self) -> None:
        """Look which of the two is due."""
        empty = self._is_empty()
        self._empty.setVisible(empty)
        self._full.setVisible(not empty)
