"""The table of the program: records of a section, typed into like a worksheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QVBoxLayout, QWidget

from desktop.errors import DataError
from desktop.models.places import parse_place
from desktop.models.records import Record
from desktop.views.desk import Desk
from desktop.views.editors.initials import initials
from desktop.views.tables.arrangement import Where, sorted_ids
from desktop.views.tables.cell_painter import one_line
from desktop.views.tables.columns import Column, Computed, columns_of, fitted, giving_way, suited
from desktop.views.tables.heads import RowHead
from desktop.views.tables.model import RecordModel
from desktop.views.tables.totals import Summary, TotalsRow
from desktop.views.tables.view import TableView

_SAMPLED, _LONGEST = 60, 60  # Rows and signs that a column's width is reckoned from


class RecordTable(QWidget):
    """Records of *section* that *where* takes, in *columns* (entry names, or ``Computed`` in any place).

    new: values of a record made here. totals: entry names summed at the foot; summaries: other texts there,
    by entry name or computed label. merged: so many leading columns join equal values. flags: the column of
    findings. blanks: entry name → word for an empty value (required ones say 待填). yields: names of columns
    that give way, in this order, where there is no room. lines: text lines a row. fixed: no rows by typing.

    focused(place) with the current cell, told(str) what an action did or could not do, flagged(place) at a
    click on a finding, chosen() when the selected rows change.
    """

    focused = Signal(str)
    told = Signal(str)
    flagged = Signal(str)
    chosen = Signal()

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
        blanks: Mapping[str, str] | None = None,
        yields: Sequence[str] = (),
        lines: int = 1,
        fixed: bool = False,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._section = section
        self._yields = yields
        self._sorting: tuple[int, bool] | None = None
        self._widened = self._fitting = False
        self._asked = ""
        self.records = RecordModel(desk, section, columns_of(section, columns, computed), where, merged)
        self.records.new = dict(new or {})
        self.records.fixed = fixed
        self.records.content.blanks = blanks or {}
        self.records.renew()
        self.view = TableView(self.records, lines=lines)
        self.head = RowHead(self.records, flags=flags)
        self.view.setVerticalHeader(self.head)
        self.head.setDefaultSectionSize(self.view.row_height)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._lay_out(totals, summaries or {})
        self._connect()

    def _lay_out(self, totals: Sequence[str], summaries: Mapping[str, Summary]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
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
        head.sectionHandleDoubleClicked.connect(lambda _: self.fit(again=True))
        self.view.viewport().installEventFilter(self)
        self.view.focused.connect(self.focused)
        self.view.told.connect(self.told)
        self.head.flagged.connect(self.flagged)
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
        self.view.finish_edit()
        if new is not None:
            self.records.new = dict(new)
        self.records.show_where(where)

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
        if self.records.merged:
            return
        self.view.finish_edit()
        match self._sorting:
            case (column, False) if column == number:
                self._sorting = (number, True)
            case (column, True) if column == number:
                self._sorting = None
            case _:
                self._sorting = (number, False)
        ids = None
        if self._sorting:
            column = self.columns[number]
            ids = sorted_ids(
                self.records.rows, lambda row: self._key(row, column), descending=self._sorting[1]
            )
        self.records.show_order(ids)
        order = (
            Qt.SortOrder.DescendingOrder
            if self._sorting and self._sorting[1]
            else Qt.SortOrder.AscendingOrder
        )
        head = self.view.horizontalHeader()
        head.setSortIndicatorShown(self._sorting is not None)
        head.setSortIndicator(number, order)

    def _key(self, row: Record, column: Column) -> Any:
        if column.entry is None or column.entry.kind.section or not column.numeric:
            value = getattr(row, column.name) if column.entry else None
            text = self.records.content.text(row, column)
            return (
                value
                if column.entry and column.entry.kind.name == "date"
                else (initials(text), text)
                if text
                else None
            )
        return getattr(row, column.name)

    # Where the officer is

    @property
    def current(self) -> Record | None:
        """The record of the current row, None for the empty one."""
        return self.records.record(self.view.currentIndex().row())

    @property
    def selected_ids(self) -> list[int]:
        """The ids of the records that are selected in any part."""
        return self.view.selected_ids()

    def focus_place(self, where: str) -> bool:
        """Go to the cell or row of a place, though a filter hides it; False where it is not here."""
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
        self._asked = self.columns[column].name  # stays in sight, though the room is short
        self.view.setColumnHidden(column, False)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.select_cell(row, column)
        return True

    # Widths

    def fit(self, *, again: bool = False) -> None:
        """Give the columns the width of the view; widths drawn by hand stay until asked *again*."""
        if self._widened and not again:
            return
        self._widened, self._fitting = False, True
        room = self.view.viewport().width()
        columns = suited(self.columns, self._text_widths())
        hidden = giving_way(columns, self._yields, room) - {self._asked}
        shown = [n for n, each in enumerate(self.columns) if (each.name or each.label) not in hidden]
        for number in range(len(self.columns)):
            self.view.setColumnHidden(number, number not in shown)
        for number, width in zip(shown, fitted([columns[n] for n in shown], room), strict=True):
            self.view.setColumnWidth(number, width)
        self._fitting = False

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

    def _resized(self) -> None:
        """Take note that a column was drawn by hand."""
        drawn = QApplication.mouseButtons() & Qt.MouseButton.LeftButton
        self._widened = self._widened or (bool(drawn) and not self._fitting)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    # Row actions, for a page's buttons

    def new_row(self) -> None:
        """Make an empty record behind the current one and go to it."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.deeds.insert_row()
