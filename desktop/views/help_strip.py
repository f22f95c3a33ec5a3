"""Field help (F1): what belongs in the field that has the focus, where it came from and how it changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.errors import DataError
from desktop.models.places import describe, parse_place
from desktop.session import Change
from desktop.views.desk import Desk
from desktop.views.parts import button, column, label, row, rule, scrolled
from desktop.views.shapes import ORIGINS, Tag
from desktop.views.side import Strip
from desktop.views.theme import SMALL

if TYPE_CHECKING:
    from desktop.models.records import Report
    from desktop.tasks.history import Told

TITLE = "字段说明"
NOTHING = "点到一格，这里说明这一格填什么、在哪里找、上年是多少、改过什么。"
RULES = 4  # Rules that are told; the others are counted
CHANGES = 6  # Changes of the field that are listed; the rest is in 修改记录


class _Part(QWidget):
    """A bold caption over a text; hidden while there is nothing to say."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._text = label("", tone="text2", wrap=True)
        self._text.setAccessibleName(caption)
        heading = [label(caption, SMALL, bold=True)] if caption else []
        self.setLayout(column(*heading, self._text, gap=4))

    def show_text(self, text: str) -> None:
        """Show a text, or hide for an empty one."""
        self._text.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return the text shown."""
        return self._text.text()


class HelpStrip(Strip):
    """The help of one field, in the order what, where, example, source, last year, origin, changes.

    *confirm* and *note* act on the field shown; *journal* opens 修改记录; *only* shows only 上年 on the page.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        confirm: Callable[[], object],
        note: Callable[[], object],
        journal: Callable[[], object],
        only: QWidget,
    ) -> None:
        super().__init__(TITLE, "F1")
        self._desk, self._place = desk, ""
        self.what, self.where, self.example = _Part(""), _Part("在哪里找"), _Part("例")
        self.source, self.last_year, self.origin = _Part("出处"), _Part("上年"), _Part("数值从哪来")
        self._confirm = button("确认这个值", "", "check", "Alt+Enter", small=True, clicked=confirm)
        self._note = button("待核实…", "", "flag", "Ctrl+M", small=True, clicked=note)
        self._changes = _Changes(journal)
        self._only = only
        self._facts = self._lay()
        self.body.addWidget(scrolled(self._facts, "字段说明"), 1)
        desk.changed.connect(self._changed)
        self.follow("")

    def _lay(self) -> QWidget:
        legend = row(*(Tag(word, tone) for word, tone in ORIGINS.values()), None, gap=5)
        legend_box = QWidget()
        legend_box.setLayout(legend)
        rules = (rule(), rule())
        self._of_field: list[QWidget] = [legend_box, self._changes, *rules]
        inside = QWidget()
        inside.setLayout(
            column(
                self.what,
                self.where,
                self.example,
                self.source,
                self.last_year,
                rules[0],
                self.origin,
                legend_box,
                row(self._confirm, self._note, None),
                row(self._only, None),
                rules[1],
                self._changes,
                None,
                margins=(16, 4, 12, 12),
            )
        )
        return inside

    def follow(self, place: str) -> None:
        """Show the help of the field at a place."""
        self._place = place
        if self._desk.is_open:
            self._show()

    def _changed(self, change: Change) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        is_field = self._is_field()
        for each in (*self._parts(), *self._of_field, self._confirm, self._note):
            each.setVisible(is_field)
        if not is_field:
            self.title.show_text(TITLE)
            self.what.show_text(NOTHING)
            return
        self._show_help()
        self._show_value()
        self._changes.show_rows(_changes(self._desk, self._place))

    def _parts(self) -> tuple[_Part, ...]:
        return self.what, self.where, self.example, self.source, self.last_year, self.origin

    def _is_field(self) -> bool:
        try:
            known = parse_place(self._place)
        except DataError:
            return False
        return bool(known.field) and self._desk.report.find(known.section, known.id) is not None

    def _show_help(self) -> None:
        from desktop.tasks.field_help import help_for

        each, found = parse_place(self._place).entry, help_for(self._place)
        required = "　必填" if each.required else ""
        self.title.show_text(f"{each.label}{f'（{each.unit}）' if each.unit else ''}{required}")
        self.title.setToolTip(describe(self._desk.report, self._place))
        what = found.what if found else each.hint
        self.what.show_text(_without_example(what) if found and found.example else what)
        self.where.show_text(found.where if found else "")
        self.example.show_text(found.example if found else "")
        self.source.show_text("\n".join(_sources(found.source, found.rules)) if found else "")

    def _show_value(self) -> None:
        report = self._desk.report
        self.last_year.show_text(last_year_said(report, self._place))
        words, doubtful = origin_said(report, self._place)
        self.origin.show_text(words)
        lock = self._desk.locked(self._place)
        self._confirm.setVisible(doubtful)
        _lock(self._confirm, lock, "Alt+Enter")
        _lock(self._note, self._desk.locked("notes"), "Ctrl+M")


class _Changes(QWidget):
    """改动: the last changes of a field, and the way to all of them."""

    def __init__(self, journal: Callable[[], object]) -> None:
        super().__init__()
        self._lines = label("", SMALL, tone="text2", wrap=True)
        self._lines.setAccessibleName("改动")
        every = button("全部修改记录", "link", "clock", small=True, clicked=journal)
        self.setLayout(column(label("改动", SMALL, bold=True), self._lines, row(every, None), gap=4))

    @property
    def lines(self) -> QLabel:
        """The label with a change a line."""
        return self._lines

    def show_rows(self, rows: Iterable[Told]) -> None:
        """Show changes, the latest first."""
        said = [f"{_when(each.entered.at.date(), each.when)}　{_change(each)}" for each in rows]
        self._lines.setText("\n".join(said) or "还没有改过")


def _changes(desk: Desk, where: str) -> tuple[Told, ...]:
    from desktop.tasks.history import Filter, history

    return history(desk.session, Filter(place=where))[:CHANGES]


def _change(each: Told) -> str:
    return f"{_short(each.old) or '空'} → {_short(each.new) or '空'}"


def _short(text: str, most: int = 24) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _without_example(what: str) -> str:
    """What a field is without the example at its end, which stands under 例."""
    return re.split(r"[，；。]?例：", what, maxsplit=1)[0]


def _when(day: date, when: str) -> str:
    today = date.today()
    return when[11:16] if day == today else f"{day.month}月{day.day}日"


def _sources(source: str, rules: tuple[str, ...]) -> list[str]:
    """The regulation, then why each rule asks for the value."""
    from desktop.models.checks import rules as registered

    why = {each.id: each for each in registered()}
    known = [why[name] for name in rules if name in why]
    asked = [f"{each.id} {each.severity.value}：{_first(each.why)}" for each in known[:RULES]]
    more = [f"另有 {len(known) - RULES} 条规则用到这一格。"] if len(known) > RULES else []
    return [*([source] if source else []), *asked, *more]


def _first(why: str) -> str:
    """The first sentence of a rule's reason."""
    return re.split(r"[；。]", why, maxsplit=1)[0] + "。"


def last_year_said(report: Report, where: str) -> str:
    """Say what last year's file holds at a place."""
    from desktop.models.marks import earlier

    before = earlier(report, where)
    if before is None:
        return "没有上年文件"
    year = f"{before.year}年度" if before.year else "上年"
    return f"{year}　{_short(before.text, 120)}" if before.text else f"{year}文件里没有这一项"


def origin_said(report: Report, where: str) -> tuple[str, bool]:
    """Say where the value at a place came from, and whether somebody should still confirm it."""
    from desktop.models.marks import note_at, origin_at

    origin, note = origin_at(report, where), note_at(report, where)
    source = f"（{origin.source}）" if origin and origin.source else ""
    words = {
        "last_year": f"上年：从上年文件带来{source}，还没有人确认。",
        "imported": f"导入：从文件读来{source}，还没有人核对。",
        "confirmed": f"已确认{source}。",
    }
    said = words.get(origin.kind, "") if origin else _typed(report, where)
    pinned = f"待核实：{note}" if note else ""
    return "\n".join(filter(None, (pinned, said))), bool(origin and origin.kind != "confirmed")


def _typed(report: Report, where: str) -> str:
    known = parse_place(where)
    value = getattr(report.find(known.section, known.id), known.field, None)
    return "还没有填。" if value == known.entry.kind.empty else "手工填写，没有标签。"


def _lock(made: QPushButton, lock: str, tip: str) -> None:
    made.setEnabled(not lock)
    made.setToolTip(lock or tip)
