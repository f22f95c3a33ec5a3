"""问题与整改: problems with their causes, measures against them, and what was achieved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.models.places import place
from desktop.session import Change
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import PageWidget
from desktop.views.parts import button, column, label, scrolled, section_title
from desktop.views.room import Room
from desktop.views.tables import RecordTable

PARTS = (
    (
        "merits",
        "取得的成效",
        "报告第三部分",
        ("title", "text"),
        "新增成效",
        "每条写做成了什么、形成了什么，有数据或成果文件。",
    ),
    (
        "problems",
        "存在的问题",
        "报告第四部分",
        ("title", "text", "cause"),
        "新增问题",
        "先写是什么，再写数据，后写原因。只写项目的问题，填报差错应当改正。",
    ),
    (
        "measures",
        "整改措施",
        "报告第五部分",
        ("problem", "text", "owner", "due", "state"),
        "新增措施",
        "与问题逐条对应，写明做什么、由谁负责、何时完成。",
    ),
)
_LINES, _FRAME = 2, 34
_ROW = 20 * _LINES + 10
_AROUND = 12  # px kept in view above and below the cell that has the focus


class ProblemsPage(PageWidget):
    """问题与整改."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._tables: dict[str, RecordTable] = {}
        self._hints: dict[str, QWidget] = {}
        parts: list[Any] = []
        for section, title, where, columns, add, hint in PARTS:
            parts += self._part(section, title, where, columns, add, hint)
        inside = QWidget()
        inside.setLayout(column(*parts, None, gap=8, margins=(0, 0, 12, 0)))
        self._area = scrolled(inside)
        self.add(self._area, 1)

    def _part(
        self, section: str, title: str, where: str, columns: Sequence[str], add: str, hint: str
    ) -> tuple[Any, ...]:
        table = RecordTable(self.desk, section, columns, lines=_LINES)
        self._tables[section] = self.hold_table(table)
        table.focused.connect(lambda _where: self._show_cell(table))
        self._hints[section] = label(hint, tone="muted", wrap=True)
        more = button(add, "link", "plus", small=True, clicked=lambda: self.add_row(section))
        return section_title(title, where, self.guard(more)), self._hints[section], table, 8

    def add_row(self, section: str) -> None:
        """Make a row of a section and go into it."""
        made = self.desk.add(section)
        self._tables[section].focus_place(place(section, made))

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        for section, hint in self._hints.items():
            hint.setVisible(not self.desk.report.rows(section))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give every table the height of its rows, so that the page alone scrolls; no table is higher than it."""
        most = max(_FRAME + 3 * _ROW, self._area.viewport().height())
        for section, table in self._tables.items():
            count = len(self.desk.report.rows(section)) + (not self.desk.locked(section))
            table.setFixedHeight(min(most, _FRAME + _ROW * max(1, count)))

    def _show_cell(self, table: RecordTable) -> None:
        """Scroll the page to the cell that has the focus."""
        inside, view = self._area.widget(), table.view
        cell = view.visualRect(view.currentIndex())
        top = view.viewport().mapTo(inside, cell.topLeft()).y()
        self._area.ensureVisible(0, top + cell.height() // 2, 0, cell.height() // 2 + _AROUND)
