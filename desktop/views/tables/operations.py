"""What a table does to many cells or rows at once; each is one edit of the report.

Where these are very many, they are read in a thread beside the window, which stays alive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from desktop.models.entries import entries
from desktop.models.joined import is_joined
from desktop.models.places import place
from desktop.models.records import SECTIONS, Record, Report
from desktop.views.editors.standing import why_unreadable
from desktop.views.tables.cells import NewId, Written, confirmed, told, with_new_row, written
from desktop.views.tables.columns import Column, columns_of
from desktop.views.tables.html import Cell, write_html
from desktop.views.tables.model import RecordModel
from desktop.views.tables.paste_rows import DraftRow
from desktop.views.tables.pasting import Plan, Target, fills, heads_in, planned
from desktop.views.tables.tsv import Grid, write_tsv

T = TypeVar("T")

_NOT_IN_USE = 1 << 40  # Ids of records that are only looked at
_MANY = 2_000  # Cells: up to so many the window does not stand still for 20 ms


@dataclass(frozen=True, slots=True)
class Ending:
    """How a paste ended: the shown rows that were written, and what is to be told of it."""

    rows: range
    words: str = ""


class Operations:
    """The edits of a table over ranges and rows; rows are those shown, columns by number."""

    def __init__(self, records: RecordModel) -> None:
        self._records = records
        self._section = records.section
        self._label = SECTIONS[records.section].label

    def _patiently(self, title: str, cells: int, deed: Callable[[], T]) -> T:
        """Do what takes long for many cells beside the window; raises Stopped."""
        return self._records.desk.patience(title, deed) if cells > _MANY else deed()

    # Ranges

    def copied(self, rows: Sequence[int], columns: Sequence[int]) -> tuple[str, str]:
        """Return the cells as tab-separated text and as HTML; raises Stopped."""
        held = [self._records.rows[row] for row in rows]

        def copy() -> tuple[str, str]:
            cells = [[self._cell(each, column) for column in columns] for each in told(held)]
            return write_tsv(tuple(tuple(each.text for each in row) for row in cells)), write_html(cells)

        return self._patiently("正在复制", len(rows) * len(columns), copy)

    def _cell(self, record: Record, number: int) -> Cell:
        column = self._records.columns[number]
        text = self._records.content.exact(record, column)
        unread = self._records.content.unread(record, column) is not None
        joined = column.name in self._records.content.joined
        number_kind = column.entry is not None and column.numeric and not (unread or joined)
        return Cell(text, text if number_kind else "")

    def paste_at_once(
        self, grid: Grid, target: tuple[int, int, int, int], shown: Sequence[int]
    ) -> Ending | None:
        """Write a range of the clipboard where nothing about it needs a look; None where something does.

        target: row, position among the *shown* columns, numbers of rows and columns that are selected.
        At once go ranges of the selection's shape (cells of this program are taken for that at a single cell)
        whose cells can all be read, and ranges at a single selected cell that write over nothing.
        """
        row, column, rows, columns = target
        wide = Target(row, column, max(rows, 1), max(columns, 1))
        cells = max(len(grid), wide.rows) * max(len(grid[0]) if grid else 0, wide.columns)
        laid = self._patiently("正在粘贴", cells, lambda: self._laid(grid, wide, shown))
        if laid is None:
            return None
        plan, taken, ids, fresh = laid
        records = self._records
        for id_ in fresh:
            records.arrangement.keep(id_)
        records.desk.edit(taken.report, f"粘贴到{self._label}", place=place(self._section, ids[0] or 1))
        first = min(plan.cells)
        words = _said(plan, len(taken.refused), len(fresh))
        return Ending(range(first, first + len(plan.cells)), words)

    def _laid(
        self, grid: Grid, target: Target, shown: Sequence[int]
    ) -> tuple[Plan, Written, list[int], list[int]] | None:
        """Lay a range over the report: the plan, what is written, the ids of its rows, the new ones of them."""
        places = [self._records.columns[n] for n in shown]
        plan = planned(grid, places, target)
        if not plan.cells or plan.homeless or heads_in(grid, places) or not self._free(plan, grid, target):
            return None
        if self._records.fixed and max(plan.cells) >= len(self._records.rows):
            return None
        rows = self._records.rows
        known = [rows[row].id if row < len(rows) else 0 for row in plan.cells]
        cells = list(zip(known, map(self._meant, plan.cells.values()), strict=True))
        taken, ids = self._with_cells(cells, self._records.desk.session.new_id)
        return plan, taken, ids, [id_ for id_, was in zip(ids, known, strict=True) if id_ and not was]

    def _free(self, plan: Plan, grid: Grid, target: Target) -> bool:
        """Whether a plan can be read throughout, and was asked for or writes over nothing."""
        records = self._records
        report = records.desk.report
        known = [records.record(row) for row in plan.cells]
        shaped = fills(grid, target) and (None not in known or len(grid) == 1)
        if not shaped and None in known and len(grid) > 1:
            return False
        for record, texts in zip(known, plan.cells.values(), strict=True):
            for name, text in texts.items():
                column = self._column(name)
                entry = column.entry
                apart = is_joined(SECTIONS[self._section].record, name)
                if entry is None or (
                    not apart and why_unreadable(report, entry, records.content.meant(column, text))
                ):
                    return len(grid) == 1 and len(grid[0]) == 1  # one cell is like typing: marked, not asked
                if not shaped and record is not None and getattr(record, name) != entry.kind.empty:
                    return False
        return True

    def _meant(self, texts: dict[str, str]) -> dict[str, str]:
        content = self._records.content
        return {name: content.meant(self._column(name), text) for name, text in texts.items()}

    def offered(self) -> list[Column]:
        """Return the columns of the table and, behind them, those of the fields that it does not show."""
        columns = self._records.columns
        held = {*(each.name for each in columns), *self._records.new}
        others = [each.name for each in entries(SECTIONS[self._section].record) if each.name not in held]
        return [*columns, *columns_of(self._section, others, unit=self._records.content.unit)]

    def outlook(self, rows: Sequence[DraftRow]) -> Report:
        """Return the report that rows of a preview would lead to; no ids are taken from the file for it."""
        unused = count(_NOT_IN_USE)
        return self._with_cells(_cells_of(rows), lambda _: next(unused))[0].report

    def write_draft(self, rows: Sequence[DraftRow]) -> list[int]:
        """Write rows of a preview as one edit; return the ids of the records written. Raises Stopped."""
        new_id = self._records.desk.session.new_id
        cells = sum(len(each.cells) for each in rows)
        taken, ids = self._patiently("正在粘贴", cells, lambda: self._with_cells(_cells_of(rows), new_id))
        for each, id_ in zip(rows, ids, strict=True):
            if id_ and not each.record:
                self._records.arrangement.keep(id_)
        written_to = [id_ for id_ in ids if id_]
        if written_to:
            where = place(self._section, written_to[0])
            self._records.desk.edit(taken.report, f"粘贴到{self._label}", place=where)
        return written_to

    def _with_cells(
        self, cells: Sequence[tuple[int, dict[str, str]]], new_id: NewId
    ) -> tuple[Written, list[int]]:
        """Lay texts over records; id 0 stands for a new one at the end, and stays 0 where there is no text."""
        ids: list[int] = []
        made: list[Record] = []
        for id_, texts in cells:
            if not id_ and any(text.strip() for text in texts.values()):
                made.append(replace(self._blank, id=new_id(self._section)))
                ids.append(made[-1].id)
            else:
                ids.append(id_)
        report = self._records.desk.report
        if made:
            report = report.with_rows(self._section, (*report.rows(self._section), *made))
        by_id = {id_: texts for id_, (_, texts) in zip(ids, cells, strict=True) if id_}
        return written(report, self._section, by_id, new_id), ids

    @property
    def _blank(self) -> Record:
        return SECTIONS[self._section].record(1, **self._records.new)

    def _column(self, name: str) -> Column:
        return next(each for each in self._records.columns if each.name == name)

    def clear(self, rows: Sequence[int], columns: Sequence[int]) -> int:
        """Empty cells; return how many."""
        return self._write("清空单元格", {row: dict.fromkeys(self._names(columns), "") for row in rows})

    def fill(self, rows: Sequence[int], columns: Sequence[int]) -> int:
        """Write the cells of the first of *rows* into the others; return how many were written to."""
        source = self._records.rows[rows[0]]
        texts = {each.name: self._meant_of(source, each) for each in self._typed(columns)}
        return self._write("向下填充", dict.fromkeys(rows[1:], texts))

    def fill_right(self, rows: Sequence[int], columns: Sequence[int]) -> int:
        """Write the cells of the first of *columns* into the others; return how many were written to."""
        records = self._records
        first, others = records.columns[columns[0]], self._names(columns[1:])
        texts = {row: self._meant_of(records.rows[row], first) for row in rows}
        return self._write("向右填充", {row: dict.fromkeys(others, text) for row, text in texts.items()})

    def _typed(self, columns: Sequence[int]) -> list[Column]:
        return [column for n in columns if (column := self._records.columns[n]).entry]

    def _meant_of(self, record: Record, column: Column) -> str:
        """The text that reads back to the value of a cell."""
        content = self._records.content
        return content.meant(column, content.exact(record, column))

    def carried(self, rows: Sequence[int], columns: Sequence[int]) -> list[str]:
        """Return the places of values that are still last year's or an import's."""
        records = self._records
        pairs = ((records.rows[row], records.columns[n]) for row in rows for n in columns)
        return [
            place(self._section, record.id, column.name)
            for record, column in pairs
            if column.entry and records.content.kind_of_origin(record, column) in ("last_year", "imported")
        ]

    def confirm(self, rows: Sequence[int], columns: Sequence[int]) -> str:
        """Confirm such values; return what to tell."""
        places, desk = self.carried(rows, columns), self._records.desk
        if not places:
            return "所选的格里没有要确认的值"
        report = confirmed(desk.report, places, desk.session.new_id)
        desk.edit(report, f"确认{len(places)}个值", place=places[0])
        return f"确认了 {len(places)} 个值"

    def _names(self, columns: Sequence[int]) -> list[str]:
        return [each.name for each in self._typed(columns)]

    def _write(self, words: str, cells: dict[int, dict[str, str]]) -> int:
        """Write shown row → entry name → text as one edit named *words*; return how many cells."""
        records = self._records
        by_id = {records.rows[row].id: texts for row, texts in cells.items() if texts}
        count, old, new_id = sum(map(len, by_id.values())), records.desk.report, records.desk.session.new_id
        if by_id:
            made = self._patiently(f"正在{words}", count, lambda: written(old, self._section, by_id, new_id))
            records.desk.edit(made.report, words, place=place(self._section, next(iter(by_id))))
        return count

    # Rows

    def _fresh(self) -> Record:
        new_id = self._records.desk.session.new_id(self._section)
        return replace(self._blank, id=new_id)

    def insert(self, row: int) -> int:
        """Make an empty record behind a row, of its levels where these are merged; return its id."""
        records = self._records
        above = records.record(row)
        fresh = self._fresh()
        if above is not None:
            levels = [each.name for each in records.columns[: records.merged]]
            fresh = replace(fresh, **{name: getattr(above, name) for name in levels})
        report = with_new_row(records.desk.report, self._section, fresh, above.id if above else None)
        records.arrangement.keep(fresh.id)
        records.desk.edit(report, f"新增{self._label}", place=place(self._section, fresh.id))
        return fresh.id

    def delete(self, rows: Sequence[int]) -> str:
        """Delete records; return what to tell."""
        self._records.desk.remove(self._section, [self._records.rows[row].id for row in rows])
        return f"删除了 {len(rows)} 行"

    def duplicate(self, rows: Sequence[int]) -> tuple[int, ...]:
        """Put copies behind records; return their ids."""
        records = self._records
        copies = records.desk.duplicate(self._section, [records.rows[row].id for row in rows])
        for id_ in copies:
            records.arrangement.keep(id_)
        records.renew()
        return copies

    def move(self, rows: Sequence[int], by: int) -> None:
        """Move records past their neighbour in sight, up (-1) or down (1); over a merged border first."""
        records = self._records
        shown = [row.id for row in records.rows]
        beyond = (rows[0] - 1) if by < 0 else (rows[-1] + 1)
        if not 0 <= beyond < len(shown):
            return
        levels = self._levels(records.rows[beyond])
        if any(self._levels(records.rows[row]) != levels for row in rows):
            self._place(rows, None, levels)  # over the border of a group first, past its records then
        else:
            self._place(rows, (shown[beyond], by > 0), levels)

    def move_to(self, rows: Sequence[int], gap: int) -> None:
        """Move records into the gap above a row in sight; where levels are merged they take those above it."""
        records, chosen = self._records, set(rows)
        above = next((n for n in range(gap - 1, -1, -1) if n not in chosen), None)
        below = next((n for n in range(gap, len(records.rows)) if n not in chosen), None)
        beside = above if above is not None else below
        if beside is not None and rows:
            there = records.rows[beside]
            self._place(rows, (there.id, beside == above), self._levels(there))

    def _levels(self, record: Record) -> dict[str, object]:
        """The values of a record in the merged columns."""
        records = self._records
        return {each.name: getattr(record, each.name) for each in records.columns[: records.merged]}

    def _place(self, rows: Sequence[int], beside: tuple[int, bool] | None, levels: dict[str, object]) -> None:
        """Put records behind (True) or before another, with its levels; where they are if there is none."""
        records = self._records
        held, chosen = records.desk.report.rows(self._section), {records.rows[row].id for row in rows}
        moving = [replace(row, **levels) if levels else row for row in held if row.id in chosen]
        if beside is None:
            fresh = {row.id: row for row in moving}
            after = tuple(fresh.get(row.id, row) for row in held)
        else:
            staying = [row for row in held if row.id not in chosen]
            at = next(n for n, row in enumerate(staying) if row.id == beside[0]) + beside[1]
            after = (*staying[:at], *moving, *staying[at:])
        if after != held:
            report = records.desk.report.with_rows(self._section, after)
            records.desk.edit(report, f"移动{self._label}", place=place(self._section, moving[0].id))


def _cells_of(rows: Sequence[DraftRow]) -> list[tuple[int, dict[str, str]]]:
    return [(each.record, each.texts) for each in rows]


def _said(plan: Plan, refused: int, made: int) -> str:
    cells = sum(map(len, plan.cells.values()))
    parts = [f"粘贴了 {len(plan.cells)} 行 {cells} 格"]
    if made:
        parts.append(f"其中新增 {made} 行")
    if refused:
        parts.append(f"{refused} 格读不懂，已照原样标红")
    return "，".join(parts) if refused or cells > 1 else ""  # One cell alone is as if it were typed
