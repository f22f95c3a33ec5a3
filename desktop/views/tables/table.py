"""The table of the program: records of a section, typed into like a worksheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.errors import DataError
from desktop.models.places import parse_place
from desktop.models.records import Record
from desktop.session import Change
from desktop.views.desk import Desk
from desktop.views.tables.arrangement import Where
from desktop.views.tables.cell_painter import one_line
from desktop.views.tables.chooser import Choice, ChoiceMenu, choice_button, key_of
from desktop.views.tables.columns import Column, Computed, columns_of, fitted, suited
from desktop.views.tables.content import Blanks
from desktop.views.tables.counts import Basis, Test
from desktop.views.tables.filter_bar import FilterBar
from desktop.views.tables.heads import RowHead
from desktop.views.tables.model import RecordModel
from desktop.views.tables.sorting import sort_key, sorted_ids
from desktop.views.tables.totals import Summary, TotalsRow
from desktop.views.tables.view import TableView

STEPS = ("撤销", "重做")
_SAMPLED, _LONGEST = 60, 60  # Rows and signs that a column's width is reckoned from


class RecordTable(QWidget):
    """Records of *section* that *where* takes, in *columns* (entry names, or ``Computed`` in any place).

    new: values of a record made here. totals: entry names summed at the foot; summaries: other texts there,
    by entry name or computed label. merged: so many leading columns join equal values. flags, numbers:
    the columns of findings and of row numbers. blanks: words for empty values (required ones say 待填). yields:
    names of columns that give way, in this order, where there is no room. optional: entry names in sight only
    while they hold something or are asked for. lines: text lines a row. fixed: no rows by typing.

    focused(place) with the current cell, told(str) what could not be done, done(str) what was done to many
    cells in one step of undo, flagged(place) at a click on a finding, chosen() when the selected rows change,
    columns_changed() when others are in sight.
    """

    focused = Signal(str)
    told = Signal(str)
    done = Signal(str)
    flagged = Signal(str)
    chosen = Signal()
    columns_changed = Signal()

    def __init__(  # noqa: PLR0913 - a table is described, not called
        self,
        desk: Desk,
        section: str,
        columns: Sequence[str | Computed],
        *,
        where: Where | None = None,
        new: Mapping[str, Any] | None = None,
        computed: Sequence[Computed] = (),
        totals: Sequence[str] = (),
        summaries: Mapping[str, Summary] | None = None,
        merged: int = 0,
        flags: bool = True,
        numbers: bool = True,
        blanks: Blanks | None = None,
        yields: Sequence[str] = (),
        optional: Sequence[str] = (),
        lines: int = 1,
        fixed: bool = False,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._section = section
        self._where = where
        self._sorting: tuple[int, bool] | None = None
        self._undone = ""
        self._drawing: set[int] = set()
        self._fitting = False
        self._last_wanted: tuple[str, ...] = ()
        self._counts: tuple[int, int] = (0, 0)
        self.records = RecordModel(desk, section, columns_of(section, columns, computed), where, merged)
        self.choice = Choice(section, yields, optional, self.records.exchange)
        self.records.new = dict(new or {})
        self.records.fixed = fixed
        self.records.content.blanks = blanks or {}
        self.records.renew()
        self.view = TableView(self.records, lines=lines)
        self.head = RowHead(self.records, flags=flags, numbers=numbers)
        self._lay_out(totals, summaries or {})
        self._connect()

    def _lay_out(self, totals: Sequence[str], summaries: Mapping[str, Summary]) -> None:
        self.view.setVerticalHeader(self.head)
        self.head.setDefaultSectionSize(self.view.row_height)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.filter_bar = FilterBar(self.records)
        self.filter_bar.hide()
        layout.addWidget(self.filter_bar)
        layout.addWidget(self.view, 1)
        self.view.totalled = tuple(totals)
        self.totals = TotalsRow(self.view, totals, summaries) if totals or summaries else None
        if self.totals:
            layout.addWidget(self.totals)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        head = self.view.horizontalHeader()
        head.setSectionsClickable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self.sort_by)
        head.sectionResized.connect(self._resized)
        head.sectionHandleDoubleClicked.connect(self._undraw)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: self.column_menu().popup(head.mapToGlobal(at)))
        head.viewport().installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.view.sought.connect(self.filter_bar.enter)
        self.view.sorted.connect(self.sort)
        self.filter_bar.changed.connect(self._find)
        self.filter_bar.left.connect(self.view.setFocus)
        self.records.renewed.connect(self._renewed)
        self.view.focused.connect(self.focused)
        self.view.told.connect(self.told)
        self.view.done.connect(self.done)
        self._desk.changed.connect(self._remember_undone)
        self._desk.closing.connect(self.view.traces.clear)
        self.head.flagged.connect(self.flagged)
        self.head.dropped.connect(self.view.deeds.drop_rows)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    # What is shown

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, those that had to give way included."""
        return self.records.columns

    @property
    def shown_count(self) -> int:
        """How many columns are in sight."""
        return len(self.view.shown_columns)

    def set_where(self, where: Where | None, new: Mapping[str, Any] | None = None) -> None:
        """Show other records; *new* replaces the values of a record made here."""
        if new is not None:
            self.records.new = dict(new)
        self._where = where
        self._filter()

    def add_count(self, name: str, test: Test, basis: Basis = lambda: None) -> None:
        """Offer a button in the filter bar that counts the records *test* takes and shows only those.

        basis: what else than the record the test looks at.
        """
        self.filter_bar.add_count(name, test, basis)

    def _filter(self) -> None:
        """Show what both the page and the filter bar take."""
        self.view.finish_edit()
        page, own = self._where, self.filter_bar.where
        self.records.show_where((lambda row: page(row) and own(row)) if page and own else page or own)

    def _find(self) -> None:
        """Show what the filter bar takes; where the current row goes, the first one found is next."""
        held = self.current
        self._filter()
        self.view.leave_hidden(held)

    def _renewed(self) -> None:
        self.filter_bar.reckon()
        if self._wanted() != self._last_wanted:
            self.fit()

    def set_unit(self, unit: str) -> None:
        """Show, read and copy money in 万元 or 元."""
        self.view.finish_edit()
        names: list[str | Computed] = [each.computed or each.name for each in self.columns]
        fresh = columns_of(self._section, names, unit=unit)
        self.records.columns = tuple(
            replace(old, label=new.label) for old, new in zip(self.columns, fresh, strict=True)
        )
        self.records.content.columns = self.records.columns
        self.records.content.unit = unit
        self.records.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.records.touch()
        self.fit(again=True)

    def show_findings(self, findings: Mapping[str, tuple[str, str]]) -> None:
        """Show findings, place → severity (强制性, 核实性, 提示, 已说明) and message, at their rows."""
        self.head.show_findings(findings)

    def sort_by(self, number: int) -> None:
        """Sort the view by a column: ascending, descending, then the officer's order again."""
        match self._sorting:
            case (column, False) if column == number:
                self.sort(number, 1)
            case (column, True) if column == number:
                self.sort(number, -1)
            case _:
                self.sort(number, 0)

    def sort(self, number: int, order: int) -> None:
        """Sort the view by a column: 0 ascending, 1 descending, −1 the officer's order; never while merged."""
        if self.records.merged:
            return
        self.view.finish_edit()
        self._sorting = None if order < 0 else (number, bool(order))
        ids = None
        if self._sorting:
            rows, key = self.records.rows, sort_key(self.columns[number], self.records.content.text)
            ids = self._desk.patience("正在排序", lambda: sorted_ids(rows, key, descending=bool(order)))
        self.records.show_order(ids)
        head = self.view.horizontalHeader()
        head.setSortIndicatorShown(self._sorting is not None)
        head.setSortIndicator(
            number, Qt.SortOrder.DescendingOrder if order > 0 else Qt.SortOrder.AscendingOrder
        )

    # Where the officer is

    @property
    def current(self) -> Record | None:
        """The record of the current row, None for the empty one."""
        return self.records.record(self.view.currentIndex().row())

    @property
    def selected_ids(self) -> list[int]:
        """The ids of the records that are selected in any part."""
        return self.view.selected_ids()

    def _remember_undone(self, change: Change) -> None:
        """Take note of where something was undone or redone: going there selects what was selected then."""
        self._undone = change.place if change.text.startswith(STEPS) else ""

    def _pick_undone(self, where: str) -> bool:
        """Select what was selected when the edit that was just undone or redone was made, where it is known."""
        if not self._undone or where != self._undone:
            return False
        self._undone = ""
        found = self.view.traces.find(self._desk.report.rows(self._section))
        if found is None or not self.view.pick(found):
            return False
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focus_place(self, where: str) -> bool:
        """Go to the cell or row of a place, though a filter hides it; False where it is not here."""
        if self._pick_undone(where):
            return True
        try:
            known = parse_place(where)
        except DataError:
            return False
        if known.section != self._section or self._desk.report.find(known.section, known.id) is None:
            return False
        row = self.records.row_of(known.id)
        if row < 0:
            self.records.arrangement.keep(known.id)
            self.records.renew()
            row = self.records.row_of(known.id)
        names = [each.name for each in self.columns]
        column = names.index(known.field) if known.field in names else self.view.shown_columns[0]
        if self.view.isColumnHidden(column):  # it stays in sight, though the room is short
            self.choice.asked = key_of(self.columns[column])
            self.fit(again=True)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.select_cell(row, column)
        return True

    # Widths

    def fit(self, *, again: bool = False) -> None:
        """Give the columns the width of the view, those drawn by hand theirs; not while one is being drawn."""
        if self._drawing and not again:
            return
        room = self.view.viewport().width()
        suiting = dict(zip(map(key_of, self.columns), suited(self.columns, self._text_widths()), strict=True))
        self._last_wanted = self._wanted()
        shown = self.choice.fitting([suiting[name] for name in self._last_wanted], room)
        widths = dict(zip(map(key_of, shown), fitted(shown, room), strict=True))
        self._fitting = True
        for number, each in enumerate(self.columns):
            self.view.setColumnHidden(number, key_of(each) not in widths)
            if key_of(each) in widths:
                self.view.setColumnWidth(number, widths[key_of(each)])
        self._fitting = False
        self.view.stay_in_sight()
        self._tell_columns()

    def _wanted(self) -> tuple[str, ...]:
        """The columns that would be in sight if there were room."""
        rows = self._desk.report.rows(self._section) if self._desk.is_open else ()
        return tuple(map(key_of, self.choice.wanted(self.columns, rows)))

    def _tell_columns(self) -> None:
        counts = (self.shown_count, len(self.columns))
        if counts != self._counts:
            self._counts = counts
            self.columns_changed.emit()

    def column_button(self) -> QPushButton:
        """Return a new button that says how many columns are in sight (列 6 / 11) and offers the others."""
        made = choice_button(
            lambda each: self.column_menu().popup(each.mapToGlobal(each.rect().bottomLeft()))
        )

        def say() -> None:
            made.setText(f"列 {self.shown_count} / {len(self.columns)}")

        self.columns_changed.connect(say)
        say()
        return made

    def column_menu(self) -> QMenu:
        """Return the menu in which columns are shown and sent away; it goes when it is closed."""
        shown = [self.columns[n] for n in self.view.shown_columns]
        wanted = [each for each in self.columns if key_of(each) in self._wanted()]
        return ChoiceMenu(self, self.columns, wanted, shown, self.choose_column, self.reset_columns)

    def choose_column(self, column: Column, on: bool) -> None:  # noqa: FBT001 - a menu's own signal
        """Show a column or send it away; it is remembered. The last one in sight stays."""
        if on or self.shown_count > 1:
            self.view.finish_edit()
            self.choice.choose(column, on=on)
            self.fit(again=True)

    def reset_columns(self) -> None:
        """Show the columns as they come, with the widths that fit."""
        self.choice.reset()
        self.fit(again=True)

    def _text_widths(self) -> list[int]:
        """How wide the texts of the first rows are, column by column: nine in ten fit."""
        measure, content = self.view.fontMetrics(), self.records.content
        rows = self.records.rows[:_SAMPLED]
        made: list[int] = []
        for column in self.columns:
            texts = [one_line(content.text(row, column))[:_LONGEST] for row in rows] if column.share else []
            widths = sorted(measure.horizontalAdvance(text) for text in texts)
            made.append(widths[len(widths) * 9 // 10] if widths else 0)
        return made

    def _resized(self, number: int) -> None:
        """Take note that a column is being drawn by hand."""
        if not self._fitting and QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._drawing.add(number)

    def _drawn(self) -> None:
        """Remember the widths that were drawn."""
        if self._drawing:
            self.choice.draw({key_of(self.columns[n]): self.view.columnWidth(n) for n in self._drawing})
            self._drawing.clear()

    def _undraw(self, number: int) -> None:
        """Give a column the width that fits again."""
        self._drawing.clear()
        self.choice.undraw(key_of(self.columns[number]))
        self.fit(again=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._drawn()
        elif event.type() == QEvent.Type.Resize and watched is self.view.viewport():
            self.fit()
        return super().eventFilter(watched, event)

    # Row actions, for a page's buttons

    def new_row(self) -> None:
        """Make an empty record behind the current one and go to it."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.deeds.insert_row()
