"""佐证材料: the files that prove the report, what each proves, and which facts have none yet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QSizePolicy

from desktop.errors import DataError
from desktop.models.evidence import (
    FILE_LIMIT,
    MEGABYTE,
    TOTAL_LIMIT,
    asks_for_evidence,
    shown_size,
    size_of,
    wanting,
)
from desktop.models.places import describe, name_of, parse_place, place
from desktop.models.records import SECTIONS, Evidence, Report
from desktop.session import Change
from desktop.views.attaching import Attaching, dropped_files
from desktop.views.lines import Head, Line, LineTable
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import box, button, column, label, row, section_title
from desktop.views.room import Room
from desktop.views.tables import Computed, RecordTable
from desktop.views.tables.looks import PLAIN, Look
from desktop.views.theme import SMALL

LIMITS = f"一份最多 {FILE_LIMIT // MEGABYTE} MB，一个项目共 {TOTAL_LIMIT // MEGABYTE} MB"
HEADS = (Head("要佐证的内容"), Head("建议的材料", 320))
_GONE = "文件里已经没有这份材料的内容，请重新放入原件；用途和名称不变"
_UNUSED = "还没写用途"
_LONGEST = 120  # Signs of a name in a table, which ends in … where the column does


class EvidencePage(PageWidget):
    """佐证材料; files are taken in by the button and by dropping them anywhere on the page."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self.setAcceptDrops(True)
        self._gone: frozenset[int] = frozenset()
        self._attaching = Attaching(room.desk, room.toast, self)
        self.table = self.hold_table(self._made_table())
        self.missing = LineTable(HEADS, "还缺佐证的内容")
        self._sum = label("", SMALL, tone="text2")
        self._wanted = label("", SMALL, tone="muted")
        self._rows = [
            self._for_row("打开", "", "eye", self.open_chosen),
            self._for_row("另存…", "", "export", self.save_chosen),
            self._for_row("到用处", "", "jump", self.go_to_use),
        ]
        self._edits = [
            self._for_row("清空用途", "", "link", self.unlink),
            self._for_row("删除", "danger", "trash", self.remove),
        ]
        self._of_use = (self._rows[2], self._edits[0])
        for made in self._edits:
            self.guard(made)
        self._add = self.guard(button("添加文件…", "primary", "plus", LIMITS, clicked=self.ask))
        self.add_actions(self._add)
        self.add(self._papers(), 3)
        self.add(self._wants(), 2)
        self.table.chosen.connect(self._allow)
        self.table.focused.connect(lambda _where: self._allow())
        self.table.view.doubleClicked.connect(self._double)
        self.missing.opened.connect(lambda _row: self.ask_for_line())

    def _made_table(self) -> RecordTable:
        made = RecordTable(
            self.desk,
            "evidence",
            (
                "title",
                Computed("文件", self._file, width=220, look=self._file_look),
                Computed("大小", lambda each: shown_size(each.size), numeric=True, width=84),
                Computed("用于", self._used, width=320, look=_use_look),
            ),
            fixed=True,
        )
        widen(
            made,
            {
                "title": Wide(200, 120, 2),
                "文件": Wide(220, 120, 2),
                "大小": Wide(84, 76),
                "用于": Wide(320, 160, 4),
            },
        )
        return made

    def _papers(self) -> Alternating:
        begin = self.guard(button("添加文件…", "primary", "plus", clicked=self.ask))
        text = "把合同、批复、台账、验收单拖进来，或点“添加文件”。文件复制进项目文件，原件不动。"
        empty = empty_box("还没有佐证材料", f"{text}\n{LIMITS}。", begin)
        bar = row(*self._rows, *self._edits, None, self._sum)
        full = QFrame()
        full.setLayout(column((self.table, 1), bar, gap=8))
        self._parts = Alternating(empty, full, lambda: not self.desk.report.evidence)
        return self._parts

    def _wants(self) -> QFrame:
        add = button("为它添加文件…", "", "plus", "Enter 也可以", small=True, clicked=self.ask_for_line)
        use = button("就用上面选中的", "", "link", small=True, clicked=self.link_chosen)
        go = button("去看", "link", "jump", small=True, clicked=self.go_to_line)
        self._line_buttons, self._use = (go, self.guard(use), self.guard(add)), use
        title = section_title("还缺佐证", "", self._wanted, *self._line_buttons)
        self._lacking = box(column(title, (self.missing, 1), gap=6))
        return self._lacking

    def _for_row(self, text: str, look: str, icon: str, run: object) -> QPushButton:
        return button(text, look, icon, small=True, clicked=run)  # type: ignore[arg-type] # a bound method

    # What is shown

    def _file(self, each: Evidence) -> str:
        return f"内容不在：{each.file_name}" if each.id in self._gone else each.file_name

    def _file_look(self, each: Evidence) -> Look:
        return Look("err", tip=_GONE) if each.id in self._gone else Look(tip=f"SHA-256 {each.sha256}")

    def _used(self, each: Evidence) -> str:
        report = self.desk.report
        return "、".join(dict.fromkeys(said(report, where, _LONGEST) for where in each.places)) or _UNUSED

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        from desktop.tasks.evidence import missing

        self._gone = frozenset(each.id for each in missing(self.desk.session))
        report = self.desk.report
        self._parts.renew()
        self.table.records.touch()
        count, size = len(report.evidence), shown_size(size_of(report))
        self._sum.setText(f"共 {count} 份 {size} / {TOTAL_LIMIT // MEGABYTE} MB" if count else "")
        self._add.setVisible(bool(count))  # Without any file the empty box offers it
        wanted = wanting(report)
        self._wanted.setText(_lacking(report, len(wanted)))
        for each in (self.missing, *self._line_buttons):
            each.setVisible(bool(wanted))
        self._use.setVisible(bool(wanted and count))  # Without any file none can be chosen above
        high = QSizePolicy.Policy.Preferred if wanted else QSizePolicy.Policy.Maximum
        self._lacking.setSizePolicy(QSizePolicy.Policy.Preferred, high)
        self.missing.show_lines(
            [Line((said(report, each.place, _LONGEST), each.paper), each.place) for each in wanted]
        )
        self._allow()

    def _allow(self) -> None:
        held = self.table.current
        any_row, used = held is not None, isinstance(held, Evidence) and bool(held.places)
        lock = self.desk.locked("evidence")
        for each in (*self._rows, *self._edits):
            locked = lock if each in self._edits else ""
            each.setEnabled(any_row and not locked and (used or each not in self._of_use))
            why = "" if any_row else "先在上面的表里选一行"
            each.setToolTip(locked or why or ("" if each.isEnabled() else _UNUSED))

    # What is done

    @property
    def chosen(self) -> Evidence:
        """The evidence of the current row; DataError where there is none."""
        held = self.table.current
        if held is None:
            raise DataError("还没有选中佐证材料", "请先在上面的表里选一行")
        return held

    def ask(self, where: str = "") -> None:
        """Ask for files and take them in, as evidence for a place if one is given."""
        title = f"选择佐证材料：{said(self.desk.report, where)}" if where else "选择佐证材料"
        names, _ = QFileDialog.getOpenFileNames(self, title, str(self.desk.session.path.parent))
        if names:
            self._attaching.take([Path(each) for each in names], where)

    def ask_for_line(self) -> None:
        """Ask for files that prove the fact of the current line."""
        if self.missing.line is not None and not self.desk.locked("evidence"):
            self.ask(self.missing.line.place)

    def link_chosen(self) -> None:
        """Let the chosen evidence prove the fact of the current line too."""
        if self.missing.line is None:
            raise DataError("还没有选中要佐证的内容", "请在“还缺佐证”里选一行")
        held = self.chosen
        self._set_places(held, tuple(dict.fromkeys((*held.places, self.missing.line.place))), "添加佐证用途")

    def unlink(self) -> None:
        """Let the chosen evidence prove nothing for now."""
        self._set_places(self.chosen, (), "清空佐证用途")

    def _set_places(self, held: Evidence, places: tuple[str, ...], text: str) -> None:
        from dataclasses import replace

        where = place("evidence", held.id, "places")
        self.desk.edit(
            self.desk.report.with_record("evidence", replace(held, places=places)), text, place=where
        )

    def remove(self) -> None:
        """Delete the selected evidence; it can be taken back."""
        ids = self.table.selected_ids or [self.chosen.id]
        self.desk.remove("evidence", ids)
        self.room.toast.show_text(f"已删除 {len(ids)} 份佐证材料", "撤销", self.desk.undo)

    def open_chosen(self) -> None:
        """Let the system show a read-only copy of the chosen evidence."""
        from desktop.tasks.viewing import copy_to_view
        from desktop.views.dialogs.done import open_path

        session, chosen = self.desk.session, self.chosen.id
        path = self.desk.patience("正在打开佐证材料", lambda: copy_to_view(session, chosen))
        if not open_path(path):
            raise DataError(f"系统里没有能打开“{path.name}”的程序", "请用“另存”存到文件夹，换一个程序打开")

    def save_chosen(self) -> None:
        """Ask for a folder and copy the selected evidence there."""
        from desktop.tasks.evidence import extract

        ids = self.table.selected_ids or [self.chosen.id]
        folder = QFileDialog.getExistingDirectory(self, "存到哪个文件夹", str(self.desk.session.path.parent))
        if folder:
            session = self.desk.session
            self.desk.patience(
                "正在存出佐证材料", lambda: [extract(session, each, Path(folder)) for each in ids]
            )
            self.room.toast.show_text(f"已存到 {folder}：{len(ids)} 份")

    def go_to_use(self) -> None:
        """Go to the first place that the chosen evidence proves."""
        if self.chosen.places:
            self.room.go(self.chosen.places[0])

    def go_to_line(self) -> None:
        """Go to the fact of the current line."""
        if self.missing.line is not None:
            self.room.go(self.missing.line.place)

    def _double(self) -> None:
        if not self.table.records.columns[self.table.view.currentIndex().column()].entry:
            self.open_chosen()

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._weigh(event)

    def _weigh(self, event: QDropEvent) -> None:
        if dropped_files(event.mimeData()) and not self.desk.locked("evidence"):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        self._weigh(event)
        if event.isAccepted():
            self._attaching.take(
                dropped_files(event.mimeData()), self._place_under(event.position().toPoint())
            )

    def _place_under(self, at: QPoint) -> str:
        view = self.missing.viewport()
        inside = view.mapFrom(self, at)
        line = self.missing.rowAt(inside.y()) if view.rect().contains(inside) else -1
        return self.missing.rows.lines[line].place if line >= 0 else ""

    def focus_first(self) -> None:
        """Go to the papers, else to what wants some, else to the button that adds the first one."""
        if not self.table.isVisible() and self.missing.isVisible():
            self.missing.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus_first()


def _lacking(report: Report, count: int) -> str:
    """Say how many facts have no evidence; a report that has no facts yet lacks none and has none."""
    if count:
        return f"{count} 项，文件拖到一行上，就记为它的佐证"
    if asks_for_evidence(report):
        return "要佐证的内容都有材料了"
    return "填了合同、指标实际完成值、立项依据以后，这里列出要佐证的内容"


def _use_look(each: Evidence) -> Look:
    return PLAIN if each.places else Look("warn")


def said(report: Report, where: str, most: int = 24) -> str:
    """Say a place by its record's name: 合同“热线服务”合同金额; by its row where the record has none.

    A name is shortened to *most* signs.
    """
    try:
        known = parse_place(where)
    except DataError:
        return where
    held = report.find(known.section, known.id)
    if held is None or SECTIONS[known.section].single or name_of(held) == str(held.id):
        return describe(report, where)
    name = name_of(held)
    short = name if len(name) <= most else f"{name[:most]}…"
    return f"{SECTIONS[known.section].label}“{short}”{known.entry.label if known.field else ''}"
