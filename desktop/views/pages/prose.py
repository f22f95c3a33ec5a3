"""报告正文: the passages in the order of the outline at the left, the chosen one at the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.errors import DataError
from desktop.models.outline import Topic
from desktop.models.places import parse_place
from desktop.session import Change
from desktop.tasks.topics import headings_of, outline_topics, topics
from desktop.views.auditing.words import short
from desktop.views.icons import icon
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import PageWidget
from desktop.views.pages.passages import PassageBox
from desktop.views.parts import box, column, label, row
from desktop.views.room import Room
from desktop.views.shapes import SEVERITIES
from desktop.views.theme import BODY, H2, SMALL, font

_LIST = 232
_TOLD = 200  # Characters of a tooltip
_WIDEST = 760  # Prose of some 42 characters a line; the rest is margin


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: a topic and the passage that stands for it, 0 for none yet."""

    topic: Topic
    id: int


class ProsePage(PageWidget):
    """报告正文."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._lines: tuple[Line, ...] = ()
        self._list = QListWidget()
        self._list.setFont(font(BODY))
        self._list.setIconSize(QSize(16, 16))  # else Qt takes the larger pixmaps of a fractional scale
        self._list.setAccessibleName("正文各节")
        self._list.setFixedWidth(_LIST)
        self._list.setStyleSheet("QListWidget::item { padding: 5px 6px; }")
        self._list.currentRowChanged.connect(self._choose)
        self._title = label("", H2, bold=True)
        self._heading = label("", SMALL, tone="muted")
        self._hint = label("", tone="text2", wrap=True)
        self._found = label("", SMALL, tone="muted", wrap=True)
        self._box = PassageBox(room, topics()["background"], titled=False, fills=True)
        self._box.focused.connect(self.focused)
        self.hold(self._box)
        self.add(row(self._list, (self._right(), 1), gap=16), 1)
        room.audit.renewed.connect(self._mark_all)
        self._fill()
        self._choose(0)

    def _right(self) -> QWidget:
        advice = box(column(self._hint, self._found, gap=4, margins=(12, 8, 12, 8)), "sunken")
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        inside.setLayout(
            column(
                row(self._title, self._heading, None), advice, (self._box, 1), gap=10, margins=(0, 0, 12, 0)
            )
        )
        outer = QWidget()
        outer.setLayout(row((inside, 1000), (QWidget(), 1), gap=0))
        return outer

    def focus_place(self, where: str) -> bool:
        try:
            known = parse_place(where)
        except DataError:
            return False
        for number, line in enumerate(self._lines):
            if line.id and line.id == known.id and known.section == "passages":
                self._list.setCurrentRow(number)
                return self._box.focus_place(where)
        return False

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change is None or change.sections & {"passages", "project"}:
            self._fill()
        self._box.renew(change)

    def _fill(self) -> None:
        """Show the lines of the outline with their states, staying at the same one."""
        report = self.desk.report
        lines = tuple(
            Line(topic, id_)
            for topic in outline_topics(report)
            for id_ in [each.id for each in report.passages if each.section == topic.key] or [0]
        )
        if len(lines) != self._list.count():
            at = max(0, self._list.currentRow())
            blocked = self._list.blockSignals(True)
            self._list.clear()
            for line in lines:
                self._list.addItem(QListWidgetItem(line.topic.title))
            self._list.setCurrentRow(min(at, len(lines) - 1))
            self._list.blockSignals(blocked)
        self._lines = lines
        self._mark_all()

    def _mark_all(self) -> None:
        """Show of every passage whether it is written, and the gravest of what is found in it."""
        if not self.desk.is_open:
            return
        written = {each.id for each in self.desk.report.passages if each.text.strip()}
        wrong: dict[int, tuple[str, str]] = {}
        for where, found in self.findings_by_place().items():
            section, _, rest = where.partition("/")
            id_ = rest.partition("/")[0]
            if section == "passages" and id_.isdecimal() and found[0] != "提示":
                wrong.setdefault(int(id_), found)
        for number, line in enumerate(self._lines):
            self._mark(self._list.item(number), line.topic, wrong.get(line.id), done=line.id in written)

    def _mark(
        self, item: QListWidgetItem, topic: Topic, wrong: tuple[str, str] | None, *, done: bool
    ) -> None:
        title = topic.title
        shape, tone = SEVERITIES[wrong[0]] if wrong else ("check", "ok") if done else ("state_none", "muted")
        state = "已写" if done else "必写，还没有写" if topic.required else "还没有写"
        said = "，".join((state, *(wrong or ())))
        if item.data(Qt.ItemDataRole.AccessibleTextRole) == f"{title}，{said}":
            return  # A long list is not laid out anew for nothing
        item.setText(title)
        item.setIcon(icon(shape, tone))
        item.setToolTip(f"{title}：{short(said, _TOLD)}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}，{said}")

    def _choose(self, number: int) -> None:
        if not 0 <= number < len(self._lines):
            return
        line = self._lines[number]
        self._title.setText(line.topic.title)
        heading = headings_of(self.desk.report).get(line.topic.key, "")
        self._heading.setText(f"印在“{heading}”下" if heading else "这份提纲不印这一节")
        self._hint.setText(line.topic.hint)
        self._hint.setVisible(bool(line.topic.hint))
        self._found.setText(f"材料在：{line.topic.where}" if line.topic.where else "")
        self._found.setVisible(bool(line.topic.where))
        self.desk.flush()
        self._box.show_topic(line.topic, line.id)
        if self._box.place:
            self.focused.emit(self._box.place)
