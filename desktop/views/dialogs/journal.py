"""修改记录: who changed what, when and from what to what; one change can be taken back, the list exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.folders import documents
from desktop.models.records import SECTIONS
from desktop.progress import forget
from desktop.session import Change
from desktop.tasks.history import (
    ADDED,
    EDITED,
    HEADS,
    KINDS,
    REMOVED,
    Filter,
    Told,
    export,
    history,
    kind_of,
    take_back,
)
from desktop.views.desk import Desk
from desktop.views.dialogs.base import Dialog
from desktop.views.dialogs.day_range import DayRange
from desktop.views.dialogs.paths import ask_save, free_path, safe_name
from desktop.views.icons import icon
from desktop.views.lines import Head, Line, LineTable
from desktop.views.list_export import ListExport
from desktop.views.parts import button, label, row
from desktop.views.theme import BODY, SMALL, font

MOST = 500  # Rows that are listed; a narrower filter shows what lies further back
WIDTHS = (150, 110, 220, 0, 0, 120)
OWN = -1  # Instead of a number of days: from and to as typed
DAYS = (
    ("任何时间", None), ("今天", 0), ("近 7 天", 6), ("近 30 天", 29), ("近一年", 364), ("自选日期", OWN),
)  # fmt: skip
FILES = "Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)"
_PAUSE_MS = 150
_BACK = {EDITED: "取回这一处", ADDED: "删掉新增的这一条", REMOVED: "取回删除的这一条"}


class JournalDialog(Dialog):
    """修改记录; *place* narrows it to a field, a record or a section."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        *,
        go: Callable[[str], None],
        tell: Callable[[str], None],
        place: str = "",
    ) -> None:
        super().__init__(parent, "修改记录", width=980, fit=False)
        self.resize(1040, 560)
        self.setProperty("undoes", True)  # What is taken back here may be undone here
        self._desk, self._go, self._tell = desk, go, tell
        self._rows: tuple[Told, ...] = ()
        everyone = dict.fromkeys(each.who for each in desk.session.journal())
        self._who = _choice("修改人", [("所有人", ""), *((each or "未留名", each) for each in everyone)])
        self._when = _choice("时间", DAYS)
        self._kind = _choice("改动", [("所有改动", ""), *((each, each) for each in KINDS)])
        self._days = DayRange()
        self._days.hide()
        self._where = _choice("位置", [*_here(desk, place), ("所有位置", ""), *_sections()])
        self._words = self._make_words()
        self.table = LineTable([Head(*each) for each in zip(HEADS, WIDTHS, strict=True)], "修改记录")
        self._count = label("", SMALL, tone="muted")
        self.back = button("取回这一处", "primary", "undo", clicked=self._take_back)
        self._to = button("去看", "", "jump", clicked=lambda: self._open(self.table.currentIndex().row()))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.renew)
        self._lay()
        self.renew()

    def _make_words(self) -> QLineEdit:
        made = QLineEdit()
        made.setFont(font(BODY))
        made.setPlaceholderText("位置、原来的或改成的内容")
        made.setAccessibleName("在修改记录里找")
        made.setClearButtonEnabled(True)
        made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        made.textChanged.connect(lambda _text: self._timer.start(_PAUSE_MS))
        return made

    def _lay(self) -> None:
        for each in (self._who, self._when, self._where, self._kind):
            each.currentIndexChanged.connect(lambda _at: self.renew())
        self._when.currentIndexChanged.connect(self._ask_days)
        self._days.changed.connect(lambda: self._timer.start(_PAUSE_MS))
        self.add(row((self._words, 1), self._where, self._kind, self._who, self._when), self._days)
        self._body.addWidget(self.table, 1)
        self.add(row(self._count, None))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _at: self._renew_buttons())
        self._desk.changed.connect(self._changed)
        out = button("导出…", "", "export", clicked=self._export)
        self.close_with(button("关闭", clicked=self.reject), self._to, self.back, left=(out,))
        self.back.setDefault(False)
        self.back.setAutoDefault(False)
        self._words.setFocus()

    @property
    def which(self) -> Filter:
        """What is asked for."""
        since, until = self._span()
        return Filter(
            place=str(self._where.currentData()),
            who=str(self._who.currentData()),
            since=since,
            until=until,
            words=self._words.text().strip(),
            kind=str(self._kind.currentData()),
        )

    def _span(self) -> tuple[date | None, date | None]:
        """The first and the last day that are asked for, None for an open end."""
        match self._when.currentData():
            case None:
                return None, None
            case days if days == OWN:
                return self._days.days
            case days:
                return date.today() - timedelta(days=int(days)), None

    def _ask_days(self) -> None:
        """Offer two dates where the officer wants days of their own."""
        own = self._when.currentData() == OWN
        self._days.setVisible(own)
        if own:
            self._days.first.setFocus()

    def renew(self) -> None:
        """Look for what is asked for."""
        self._timer.stop()
        self._desk.close_edit()
        held = self._current()
        self._rows = history(self._desk.session, self.which, MOST)
        self.table.show_lines([Line(each.cells, each.entered.place) for each in self._rows])
        entered = [each.entered for each in self._rows]
        if held is not None and held.entered in entered:
            self.table.choose(entered.index(held.entered))  # A row that came on top moves no choice
        elif self._rows and (held is not None or self.table.line is None):
            self.table.choose(0)
        more = f"，只列最近 {MOST} 条" if len(self._rows) == MOST else ""
        none = "还没有修改" if self.which == Filter() else "没有这样的修改"
        self._count.setText(f"{len(self._rows)} 条{more}" if self._rows else none)
        self._renew_buttons()

    def _renew_buttons(self) -> None:
        chosen, lock = self._current(), self._desk.lock
        self.back.setEnabled(chosen is not None and not lock)
        self.back.setText(_BACK[kind_of(chosen.entered)] if chosen else _BACK[EDITED])
        self.back.setToolTip(lock)
        self._to.setEnabled(chosen is not None)

    def _current(self) -> Told | None:
        at = self.table.currentIndex().row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _take_back(self) -> None:
        chosen = self._current()
        if chosen is not None:
            take_back(self._desk.session, chosen.entered)
            self._tell(_done(chosen))

    def _changed(self, change: Change) -> None:
        self._timer.start(0)

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._rows):
            self.reject()
            self._go(self._rows[number].entered.place)

    def _export(self) -> None:
        name = safe_name(f"{self._desk.report.project.name}修改记录")
        path = ask_save(self, "导出修改记录", free_path(documents(), name, ".xlsx"), FILES, ".xlsx", ".csv")
        if path is None:
            return
        session, which = self._desk.session, self.which
        rows = self._desk.patience("正在读修改记录", lambda: history(session, which), abandon=forget)

        def write() -> str:
            return f"导出了 {export(rows, path)} 条修改记录：{path.name}"

        ListExport(self, "正在导出修改记录", write, self._tell)


def _done(told: Told) -> str:
    match kind_of(told.entered):
        case done if done == ADDED:
            return f"删掉了{told.new.replace('：', '的“', 1)}”"
        case done if done == REMOVED:
            return f"取回了{told.old.replace('：', '的“', 1)}”"
        case _:
            return f"取回了“{told.where}”"


def _choice(name: str, options: Sequence[tuple[str, str | int | None]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for text, value in options:
        made.addItem(text, value)
    return made


def _here(desk: Desk, place: str) -> list[tuple[str, str]]:
    from desktop.models.places import describe

    return [(f"只看{describe(desk.report, place)}", place)] if place else []


def _sections() -> list[tuple[str, str]]:
    return [(each.label, each.name) for each in SECTIONS.values()]
