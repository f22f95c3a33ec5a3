"""Pages that are one table: 立项依据, 组织与职责, 绩效目标, 成果数据."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop.models.places import place
from desktop.session import Change
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.parts import button
from desktop.views.room import Room
from desktop.views.tables import RecordTable


@dataclass(frozen=True, slots=True)
class Listing:
    """A section as a table: its columns, and what is said while it is empty.

    lines: how many lines of text a row shows.
    """

    section: str
    columns: tuple[str, ...]
    add: str
    title: str
    text: str
    lines: int = 1


class ListPage(PageWidget):
    """One table over the whole page."""

    listing: ClassVar[Listing]

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        each = self.listing
        self.table = self.hold_table(RecordTable(self.desk, each.section, each.columns, lines=each.lines))
        add = button(each.add, "", "plus", "Ctrl+Enter 也可以", clicked=self.add_row)
        begin = button(each.add, "primary", clicked=self.add_row)
        self.add_actions(self.guard(add))
        empty = empty_box(each.title, each.text, self.guard(begin))
        self._parts = Alternating(empty, self.table, lambda: not self.desk.report.rows(each.section))
        self.add(self._parts, 1)

    def add_row(self) -> None:
        """Make a row at the end and go into it."""
        section = self.listing.section
        made = self.desk.add(section)
        self._parts.renew()
        self.table.focus_place(place(section, made))

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change is None or self.listing.section in change.sections:
            self._parts.renew()


class BasisPage(ListPage):
    """立项依据."""

    listing = Listing(
        "basis",
        ("title", "number", "issuer", "date", "note"),
        "新增文件",
        "还没有立项依据",
        "列出批准或要求实施本项目的文件：立项批复、预算批复、上级部署。报告第一部分会逐份写出。",
    )


class DutiesPage(ListPage):
    """组织与职责."""

    listing = Listing(
        "duties",
        ("body", "duty"),
        "新增部门",
        "还没有写组织与职责",
        "写明谁统筹、谁实施、谁监督，各自负责哪些工作。一个部门一行，职责用分号隔开。",
        lines=2,
    )


class GoalsPage(ListPage):
    """绩效目标."""

    listing = Listing(
        "goals",
        ("text", "achieved", "state"),
        "新增目标",
        "还没有绩效目标",
        "照年初批复的目标申报表原文填写，一个目标一行；旁边写实现情况：做了什么、多少、到什么程度。",
        lines=3,
    )


class ResultsPage(ListPage):
    """成果数据."""

    listing = Listing(
        "results",
        ("name", "value", "unit", "previous", "note"),
        "新增成果",
        "还没有成果数据",
        "用数字说明项目做成了什么，例：受理民生诉求事件 8.9 万宗。有上年数的写在旁边，报告会比较增减。",
    )
