"""与上年对比: amounts, results and indicators beside last year's; what is left over from it; its measures."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.models.places import parse_place
from desktop.models.yearly import NONE, Compared, compared
from desktop.session import Change
from desktop.views.dialogs.paths import ask_save, safe_name
from desktop.views.form import RecordForm
from desktop.views.lines import Head, Line, LineTable
from desktop.views.list_export import ListExport
from desktop.views.pages.catalogue import Page
from desktop.views.pages.left_over import LeftOver
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.parts import Elided, box, button, column, label, row
from desktop.views.room import Room
from desktop.views.theme import H2, SMALL

HEADS = ("项目", "上年", "今年", "增减", "增减率", "说明")
LISTS = "Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)"
FORMS = (("budget", "reason"), ("results", "note"), ("indicators", "reason"))
_ROOM_FOR_LEFT = 900  # Width of the page in px below which what is left over is not beside the table
_SIDE, _NARROW, _ROOM_FOR_WIDE = 320, 280, 1160  # px
_NOTE, _ROOM_FOR_NOTE = 6, 720  # The column 说明; px of the page below which it gives way to the names


class ComparePage(PageWidget):
    """与上年对比."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._lines: tuple[Compared, ...] = ()
        self._shown: list[Compared | None] = []
        self._only, self._split = "all", False
        self._filters = {name: self._filter(name) for name in ("all", "over", "changed")}
        self._limit = label("", SMALL, tone="text2")
        self.table = LineTable(self._heads(), "与上年对比")
        self.table.chosen.connect(lambda _row: self._show_detail())
        self.table.opened.connect(lambda _row: self._go())
        self._title, self._told = Elided("", H2, bold=True, fill=False), label("", SMALL, tone="muted")
        self._forms = {
            section: self.hold_form(RecordForm(self.desk, section, 0, ((name,),), lines={name: 2}))
            for section, name in FORMS
        }
        self._side = LeftOver(room)
        self._split_button = button("按子项目拆开看", "link", small=True, clicked=self.split)
        self._split_button.setCheckable(True)
        self.add_actions(button("导出对比表…", "", "export", clicked=self.export))
        begin = button("接着上年做…", "primary", "carry", clicked=room.actions["last_year"].trigger)
        text = "从上年的文件开始做，上年数自动带入；也可以在成果数据和绩效指标里直接填上年数。"
        self._parts = Alternating(empty_box("还没有上年的数", text, begin), self._full(), self._is_empty)
        self.add(self._parts, 1)

    def _heads(self) -> tuple[Head, ...]:
        held = self.desk.report.last
        last = f"{held[0].year}年" if held and held[0].year else "上年"
        year = self.desk.report.project.year
        return (
            Head("", 32), Head("项目"), Head(last, 92, numeric=True),
            Head(f"{year}年" if year else "今年", 92, numeric=True),
            Head("增减", 84, numeric=True), Head("增减率", 112, numeric=True), Head("说明"),
        )  # fmt: skip

    def _filter(self, name: str) -> QPushButton:
        made = button("全部", small=True, clicked=lambda: self.choose(name))
        made.setCheckable(True)
        made.setChecked(name == "all")
        return made

    def _full(self) -> QFrame:
        go = button("去改", "link", "jump", small=True, clicked=self._go)
        title = row(self._title, self._told, None, self._split_button, go)
        detail = box(column(title, *self._forms.values(), gap=6, margins=(12, 8, 12, 8)), "card")
        above = row(*self._filters.values(), 8, self._limit, None)
        self.table.setMinimumWidth(320)
        left = QWidget()
        left.setLayout(column(above, (self.table, 1), detail, gap=8))
        made = QFrame()
        made.setLayout(row((left, 1), self._side, gap=16))
        return made

    def _is_empty(self) -> bool:
        return not self.desk.report.last and not any(each.last not in ("未报", "") for each in self._lines)

    # What is shown

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        self._lines = compared(self.desk.reckoning)
        self._parts.renew()
        limit = self.desk.session.pack.limit("adjust_explain_pct")
        self._limit.setText(f"金额增减率超过 {limit}% 要说明，比率看百分点" if limit is not None else "")
        self._side.renew()
        self.adapt(self.width())
        self._show_lines()

    def choose(self, name: str) -> None:
        """Show all lines, those over the limit, or those that differ."""
        self._only = name
        self._show_lines()

    def split(self) -> None:
        """Show the sub-projects below each total, or not."""
        self._split = not self._split
        self._show_lines()

    def _show_lines(self) -> None:
        for name, words, count in self._counts():
            self._filters[name].setText(f"{words} {count}")
            self._filters[name].setChecked(name == self._only)
        self._split_button.setChecked(self._split)
        lines = list(self._grouped())
        self._shown = [each for each, _ in lines]
        self.table.show_lines([line for _, line in lines])
        if self.table.line is None and len(lines) > 1:
            self.table.choose(1)
        self._show_detail()

    def _counts(self) -> tuple[tuple[str, str, int], ...]:
        whole = [each for each in self._lines if self._split or not each.part]
        return (
            ("all", "全部", len(whole)),
            ("over", "要说明", sum(each.over for each in whole)),
            ("changed", "有变化", sum(each.differs for each in whole)),
        )

    def _wanted(self) -> Iterator[Compared]:
        for each in self._lines:
            fits = {"all": True, "over": each.over, "changed": each.differs}[self._only]
            if fits and (self._split or not each.part):
                yield each

    def _grouped(self) -> Iterator[tuple[Compared | None, Line]]:
        group = ""
        for each in self._wanted():
            if each.group != group:
                group = each.group
                yield None, Line(("", group, "", "", "", "", ""), title=True)
            mark = "▲" if each.over else "○" if each.same else ""
            note = each.note or ("超过限额，要写说明" if each.over else "")
            cells = (mark, each.label, each.last, each.now, each.change, each.rate, note)
            yield each, Line(cells, each.place, warned=(0, 5) if each.over else ())

    @property
    def current(self) -> Compared | None:
        """The line that is chosen."""
        at = self.table.currentIndex().row()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def _show_detail(self) -> None:
        line = self.current
        section = line.place.partition("/")[0] if line else ""
        for name, form in self._forms.items():
            fits = line is not None and name == section
            form.setVisible(fits)
            if fits and line is not None and form.id != parse_place(line.place).id:
                form.set_record(parse_place(line.place).id)
        self._title.show_text(_headed(line) if line else "")
        over = line is not None and line.over and section not in self._forms
        self._told.setText("▲ 超过限额：拆开看是哪个子项目，在它的调整说明里写原因" if over else "")
        self._split_button.setVisible(bool(self.desk.report.budget))

    def _go(self) -> None:
        if self.current is not None and self.current.place:
            self.room.go(self.current.place)

    def focus_place(self, where: str) -> bool:
        self.table.setFocus()
        return True

    def focus_first(self) -> None:
        self.table.setFocus()

    def adapt(self, width: int) -> None:
        super().adapt(width)
        self._side.setVisible(width >= _ROOM_FOR_LEFT and self._side.is_needed)
        self.table.setColumnHidden(_NOTE, width < _ROOM_FOR_NOTE)
        self._side.setFixedWidth(_SIDE if width >= _ROOM_FOR_WIDE else _NARROW)

    def export(self) -> None:
        """Ask where, and have the comparison written as a table."""
        from desktop.output.listing import write_listing

        project = self.desk.report.project
        name = safe_name(f"{project.name}-{project.year}年与上年对比")
        path = ask_save(self, "导出对比表", self.desk.session.path.parent / f"{name}.xlsx", LISTS, ".xlsx")
        if not path:
            return
        rows = [(e.label, e.last, e.now, e.change, e.rate, e.note) for e in self._lines]

        def write() -> str:
            write_listing(path, "与上年对比", HEADS, rows)
            return f"已导出 {path.name}"

        ListExport(self, "正在导出对比表", write, self.room.toast.show_text)


def _headed(line: Compared) -> str:
    """A line in a few words: 年初预算数 +175.52（+54.36%）; its name alone where there is nothing to compare."""
    rate = "" if line.rate in ("", NONE) else f"（{line.rate}）" if line.change else line.rate
    return " ".join(filter(None, (line.label.strip("　"), f"{line.change}{rate}")))
