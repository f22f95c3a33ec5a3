"""What a table does to many cells or rows at once; each is one edit of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.models.places import place
from desktop.models.records import SECTIONS, Record
from desktop.views.tables.cells import with_new_row, written
from desktop.views.tables.columns import Column
from desktop.views.tables.html import Cell, read_html, write_html
from desktop.views.tables.model import RecordModel
from desktop.views.tables.pasting import Plan, Target, planned
from desktop.views.tables.tsv import Grid, read_tsv, write_tsv


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

    # Ranges

    def copied(self, rows: Sequence[int], columns: Sequence[int]) -> tuple[str, str]:
        """Return the cells as tab-separated text and as HTML."""
        cells = [[self._cell(self._records.rows[row], column) for column in columns] for row in rows]
        return write_tsv(tuple(tuple(each.text for each in row) for row in cells)), write_html(cells)

    def _cell(self, record: Record, number: int) -> Cell:
        column = self._records.columns[number]
        text = self._records.content.exact(record, column)
        unread = self._records.content.unread(record, column) is not None
        number_kind = column.entry is not None and column.numeric and not unread
        return Cell(text, text if number_kind else "")

    def paste(self, page: str, text: str, target: tuple[int, int, int, int], shown: Sequence[int]) -> Ending:
        """Write a range from the clipboard.

        target: row, position among the *shown* columns, numbers of rows and columns that are selected.
        """
        grid = (read_html(page) if page else None) or read_tsv(text)
        row, column, rows, columns = target
        wide = Target(row, column, max(rows, 1), max(columns, 1))
        plan = planned(grid, [self._records.columns[n] for n in shown], wide)
        if not any(plan.cells.values()):
            return Ending(range(0), "这里放不下粘贴的内容" if plan.homeless else "")
        refused, made = self._write_plan(plan)
        first = min(plan.cells)
        return Ending(range(first, first + len(plan.cells)), _said(plan, grid, refused, made))

    def _write_plan(self, plan: Plan) -> tuple[int, int]:
        """Write a plan, with new records beyond the last row; return how many cells are unread, rows new."""
        session, records = self._records.desk.session, self._records
        report = records.desk.report
        by_id: dict[int, dict[str, str]] = {}
        made = 0
        for row, texts in plan.cells.items():
            meant = {name: records.content.meant(self._column(name), text) for name, text in texts.items()}
            record = records.record(row)
            if record is None:
                if records.fixed or not any(text.strip() for text in texts.values()):
                    continue
                record = self._fresh()
                report = with_new_row(report, self._section, record)
                records.arrangement.keep(record.id)
                made += 1
            by_id[record.id] = meant
        taken = written(report, self._section, by_id, session.new_id)
        records.desk.edit(
            taken.report, f"粘贴到{self._label}", place=place(self._section, next(iter(by_id), 1))
        )
        return len(taken.refused), made

    def _column(self, name: str) -> Column:
        return next(each for each in self._records.columns if each.name == name)

    def clear(self, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Empty cells."""
        self._write_same("清空单元格", {row: dict.fromkeys(self._names(columns), "") for row in rows})

    def fill(self, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Write the cells of the first of *rows* into the others."""
        records = self._records
        source = records.rows[rows[0]]
        typed = [records.columns[n] for n in columns if records.columns[n].entry]
        texts = {
            each.name: records.content.meant(each, records.content.exact(source, each)) for each in typed
        }
        self._write_same("向下填充", dict.fromkeys(rows[1:], texts))

    def _names(self, columns: Sequence[int]) -> list[str]:
        return [name for n in columns if (name := self._records.columns[n].name)]

    def _write_same(self, words: str, cells: dict[int, dict[str, str]]) -> None:
        records = self._records
        by_id = {records.rows[row].id: texts for row, texts in cells.items() if texts}
        if by_id:
            report = written(records.desk.report, self._section, by_id, records.desk.session.new_id).report
            records.desk.edit(report, words, place=place(self._section, next(iter(by_id))))

    # Rows

    def _fresh(self) -> Record:
        new_id = self._records.desk.session.new_id(self._section)
        return SECTIONS[self._section].record(new_id, **self._records.new)

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
        return f"删除了 {len(rows)} 行，可按 Ctrl+Z 撤销"

    def duplicate(self, rows: Sequence[int]) -> tuple[int, ...]:
        """Put copies behind records; return their ids."""
        records = self._records
        copies = records.desk.duplicate(self._section, [records.rows[row].id for row in rows])
        for id_ in copies:
            records.arrangement.keep(id_)
        records.renew()
        return copies

    def move(self, rows: Sequence[int], by: int) -> None:
        """Move records past their neighbour in sight, up (-1) or down (1)."""
        records = self._records
        shown, chosen = [row.id for row in records.rows], {records.rows[row].id for row in rows}
        beyond = (rows[0] - 1) if by < 0 else (rows[-1] + 1)
        if not 0 <= beyond < len(shown):
            return
        neighbour = shown[beyond]
        held = records.desk.report.rows(self._section)
        moving = [row for row in held if row.id in chosen]
        staying = [row for row in held if row.id not in chosen]
        at = next(n for n, row in enumerate(staying) if row.id == neighbour) + (by > 0)
        report = records.desk.report.with_rows(self._section, (*staying[:at], *moving, *staying[at:]))
        records.desk.edit(report, f"移动{self._label}", place=place(self._section, moving[0].id))


def _said(plan: Plan, grid: Grid, refused: int, made: int) -> str:
    cells = sum(map(len, plan.cells.values()))
    parts = [f"粘贴了 {len(plan.cells)} 行 {cells} 格"]
    if made:
        parts.append(f"其中新增 {made} 行")
    if refused:
        parts.append(f"{refused} 格读不懂，已照原样标红")
    if plan.homeless:
        parts.append(f"{plan.homeless} 格没有对应的列，没有粘贴")
    return "，".join(parts) if made or refused or plan.homeless or len(grid) > 1 else ""
