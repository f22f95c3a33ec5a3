"""上年遗留 beside 与上年对比: what is last year's still, and beneath it 上年整改落实."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QWidget

from desktop.models.marks import confirmed
from desktop.models.places import place
from desktop.models.records import SECTIONS, Link
from desktop.models.yearly import Followed, Left, followed, left_over
from desktop.views.dialogs.ask import confirmed as agreed
from desktop.views.lines import Head, Line, LineTable
from desktop.views.pages.left_list import LeftList
from desktop.views.parts import box, button, column, label, picture, row, section_title
from desktop.views.room import Room
from desktop.views.tables.cells import confirmed as confirmed_values
from desktop.views.theme import H2, SMALL


class LeftOver(QFrame):
    """上年遗留 with 去改 and 就是这样, and beneath it 上年整改落实."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._desk = room, room.desk
        self._left: tuple[Left, ...] = ()
        self._followed: tuple[Followed, ...] = ()
        self.list = LeftList()
        self.measures = LineTable((Head("上年的整改措施"), Head("落实情况", 92)), "上年整改落实")
        self.list.opened.connect(lambda _row: self.go())
        self.measures.opened.connect(lambda _row: self.follow())
        self._count = label("", SMALL, tone="muted")
        self._so = button("就是这样", "", "check", small=True, clicked=self.confirm)
        self._to = button("去改", "", "jump", "Enter 也可以", small=True, clicked=self.go)
        self._all = button("全部确认…", "link", small=True, clicked=self.confirm_all)
        self._follow = button("写落实情况", "", "edit", "Enter 也可以", small=True, clicked=self.follow)
        self.measures.setMaximumHeight(150)
        self._what = label("从上年带来、还没改也没确认的内容。", SMALL, tone="muted", wrap=True)
        done = label("从上年带来的内容都改过或确认过了。", SMALL, tone="ok", wrap=True)
        self._done = box(row(picture("check", "ok", 14), (done, 1), gap=6), "")
        self._deeds = box(row(self._to, self._so, self._all, None), "")
        follow = section_title("上年整改落实", "", self._follow)
        self._below = box(column(follow, self.measures, gap=8), "")
        title = row(label("上年遗留", H2, bold=True), self._count, None)
        self._spare = QWidget()  # takes what is left while there is no list
        self.setLayout(
            column(
                title,
                self._what,
                self._done,
                (self.list, 1),
                self._deeds,
                self._below,
                (self._spare, 1),
                gap=8,
            )
        )

    @property
    def is_needed(self) -> bool:
        """Whether there is anything of last year's, left over or done with."""
        return bool(self._left or self._followed or self._desk.report.last)

    def renew(self) -> None:
        """Show what is left over now."""
        report, lock = self._desk.report, self._desk.locked("project")
        self._left, self._followed = left_over(report), followed(report)
        count = sum(len(each.places) for each in self._left)
        self._count.setText(f"{len(self._left)} 条，{count} 处" if self._left else "没有")
        self.list.show_left(self._left, str(report.last[0].year) if report.last else "")
        self.measures.show_lines([_told(each) for each in self._followed])
        for each in (self._what, self.list, self._deeds):
            each.setVisible(bool(self._left))
        for each in (self._done, self._spare):
            each.setVisible(not self._left)
        self._below.setVisible(bool(self._followed))
        for each in (self._so, self._all, self._follow):
            each.setEnabled(not lock)
            each.setToolTip(lock)

    def go(self) -> None:
        """Go to the value of the current line."""
        if self.list.line is not None:
            self._room.go(self.list.line.place)

    def confirm(self) -> None:
        """Say that what the current line tells holds this year too."""
        at = self.list.currentIndex().row()
        if 0 <= at < len(self._left):
            each, report = self._left[at], self._desk.report
            after = confirmed_values(report, each.places, self._desk.session.new_id)
            self._desk.edit(after, f"确认{each.name}", place=each.places[0])

    def confirm_all(self) -> None:
        """Confirm everything that is left over, after one question; one step of undo."""
        words = f"确认 {len(self._left)} 条"
        text = f"有 {len(self._left)} 条还是上年的内容。确认后不再标“上年”，可以撤销。"
        if self._left and agreed(self.window(), "全部就是这样？", text, words):
            after = confirmed(self._desk.report, list(SECTIONS))
            self._desk.edit(after, f"确认上年遗留 {len(self._left)} 条", place=self._left[0].places[0])

    def follow(self) -> None:
        """Go to this year's record of a measure of last year's, made now where there is none."""
        at = max(self.measures.currentIndex().row(), 0)
        if at >= len(self._followed):
            return
        each = self._followed[at]
        where = each.place or self._carry(each)
        self._room.go(f"{where}/state")

    def _carry(self, each: Followed) -> str:
        new = self._desk.session.new_id
        made = replace(each.last, id=new("measures"), problem=None, state=each.last.state)
        where = place("measures", made.id)
        report = self._desk.report.with_record("measures", made)
        link = Link(new("links"), where, place("measures", each.last.id))
        self._desk.edit(report.with_record("links", link), "带入上年的整改措施", place=where)
        return where


def _told(each: Followed) -> Line:
    warned = () if each.state else (1,)
    return Line((each.last.text, each.state or "还没写"), each.place, warned=warned)
