"""Marks on values: confirm what is still last year's, pin a 待核实 note to a field, list the notes."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from desktop.errors import DataError
from desktop.models.marks import confirmed, note_at, unconfirmed, with_note
from desktop.models.places import describe, name_of, parse_place
from desktop.models.records import SECTIONS, Passage, Report
from desktop.session import Change
from desktop.views.desk import Desk
from desktop.views.dialogs.ask import confirmed as agreed
from desktop.views.dialogs.base import Dialog
from desktop.views.icons import icon
from desktop.views.parts import button, label, row
from desktop.views.side import Strip
from desktop.views.tables.cells import confirmed as confirmed_values
from desktop.views.tables.view import TableView
from desktop.views.theme import BODY, SMALL, font

_PLACE = Qt.ItemDataRole.UserRole
_NAMED = 16  # Signs of a record's name


class NoteDialog(Dialog):
    """待核实: what is to be verified at a place; never printed."""

    def __init__(self, parent: QWidget | None, where: str, text: str) -> None:
        super().__init__(parent, "待核实", width=440, mark="")
        self.text = text
        self.add(label(where, SMALL, tone="muted", wrap=True))
        self._edit = QPlainTextEdit(text)
        self._edit.setFont(font(BODY))
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(88)
        self._edit.setAccessibleName("要核实什么")
        self._edit.setPlaceholderText("要核实什么、向谁核实，例：等财务科给出凭证号")
        self.add(self._edit)
        self.add(label("不印在报告里。全部的在“待核实清单”，Ctrl+Shift+M。", SMALL, tone="muted"))
        keep = button("记下", "primary", tip="Ctrl+Enter", clicked=self._keep)
        away = button("去掉标记", "danger", clicked=self._take_away)
        away.setVisible(bool(text))
        self.close_with(button("取消", clicked=self.reject), keep, left=(away,))
        QShortcut(QKeySequence("Ctrl+Return"), self, self._keep)
        self._edit.setFocus()

    def _keep(self) -> None:
        self.text = self._edit.toPlainText().strip()
        self.accept()

    def _take_away(self) -> None:
        self.text = ""
        self.accept()


class Marking:
    """What is done to marks at a place or on a page, each one step of undo."""

    def __init__(self, desk: Desk, parent: QWidget, tell: Callable[[str], None]) -> None:
        self._desk, self._parent, self._tell = desk, parent, tell

    def note(self, where: str) -> None:
        """Ask what is to be verified at a place and pin it there."""
        self._desk.flush()
        report = self._desk.report
        if not names_record(report, where):
            self._tell("先点到要核实的那一格")
            return
        dialog = NoteDialog(self._parent, describe_fully(report, where), note_at(report, where))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.pin(where, dialog.text)

    def pin(self, where: str, text: str) -> None:
        """Pin a note to a place; an empty one is taken away."""
        desk = self._desk
        words = "标为待核实" if text else "去掉待核实"
        desk.edit(with_note(desk.report, where, text, desk.session.new_id), words, place=where)

    def confirm(self, where: str) -> None:
        """Say that the value at a place holds; in a table the selected values."""
        focus = QApplication.focusWidget()
        if isinstance(focus, TableView):
            focus.deeds.confirm()
            return
        self._desk.flush()
        if not names_record(self._desk.report, where) or not parse_place(where).field:
            self._tell("先点到要确认的那一格")
        elif lock := self._desk.locked(where):
            self._tell(lock)
        else:
            self._confirm(where)

    def _confirm(self, where: str) -> None:
        from desktop.models.marks import origin_at

        origin = origin_at(self._desk.report, where)
        if origin is None or origin.kind == "confirmed":
            self._tell("这个值不是上年数，也不是导入的，不用确认")
            return
        after = confirmed_values(self._desk.report, [where], self._desk.session.new_id)
        self._desk.edit(after, f"确认{parse_place(where).entry.label}", place=where)
        self._desk.close_edit()

    def confirm_all(self, sections: Collection[str], title: str) -> None:
        """Confirm all that is still last year's in some sections, after one question; one step of undo."""
        self._desk.flush()
        report = self._desk.report
        places = unconfirmed(report, sections)
        if not places:
            self._tell(f"“{title}”里没有上年数")
            return
        question = f"“{title}”里有 {len(places)} 个值还是上年的：{_some(places)}。确认后不再标“上年”。"
        if agreed(self._parent, "确认全部上年数", question, f"确认 {len(places)} 个上年数"):
            words = f"确认{title}的{len(places)}个上年数"
            self._desk.edit(confirmed(self._desk.report, sections), words, place=places[0])


class NotesStrip(Strip):
    """Every 待核实 of the report; Enter goes to one, Delete takes it away."""

    def __init__(self, desk: Desk, go: Callable[[str], None], pin: Callable[[str, str], None]) -> None:
        super().__init__("待核实", "Ctrl+Shift+M")
        self._desk, self._go, self._pin = desk, go, pin
        self._count = label("", SMALL, tone="muted", wrap=True)
        self.list = _NoteList(self._open, self._remove)
        self._away = button("去掉标记", "", "check", "Delete", small=True, clicked=self._remove)
        self._to = button("去看", "", "jump", "Enter", small=True, clicked=self._open)
        self.body.setContentsMargins(12, 4, 8, 12)
        self.body.addWidget(self._count)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row(self._to, self._away, None))
        desk.changed.connect(self._changed)
        desk.opened.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """List the notes as they are now."""
        if not self._desk.is_open:
            return
        report, at = self._desk.report, self.list.currentRow()
        self.list.clear()
        for each in report.notes:
            item = QListWidgetItem(icon("flag", "warn"), f"{describe_fully(report, each.place)}\n{each.text}")
            item.setData(_PLACE, each.place)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(at, 0), self.list.count() - 1))
        self._count.setText(
            f"{len(report.notes)} 处，都不印在报告里。"
            if report.notes
            else "没有待核实的。在一格上按 Ctrl+M，记下要核实什么。"
        )
        for each in (self._away, self._to):
            each.setEnabled(bool(report.notes))

    def _changed(self, change: Change) -> None:
        if "notes" in change.sections:
            self.renew()

    def _open(self) -> None:
        if where := self.list.place:
            self._go(where)

    def _remove(self) -> None:
        if where := self.list.place:
            self._pin(where, "")


class _NoteList(QListWidget):
    """The notes; Enter goes to one, Delete takes it away."""

    def __init__(self, opened: Callable[[], None], removed: Callable[[], None]) -> None:
        super().__init__()
        self._opened, self._removed = opened, removed
        self.setFont(font(BODY))
        self.setWordWrap(True)
        self.setAccessibleName("待核实的位置")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListWidget::item { padding: 6px 4px; }")
        self.itemDoubleClicked.connect(lambda _item: opened())

    @property
    def place(self) -> str:
        """The place of the current note, '' for none."""
        item = self.currentItem()
        return str(item.data(_PLACE)) if self.currentRow() >= 0 else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._opened()
            case Qt.Key.Key_Delete:
                self._removed()
            case _:
                super().keyPressEvent(event)


def names_record(report: Report, where: str) -> bool:
    """Tell whether a place lies in a record that the report has."""
    try:
        known = parse_place(where)
    except DataError:
        return False
    return report.find(known.section, known.id) is not None


def describe_fully(report: Report, where: str) -> str:
    """Say a place with the name of its record: 支付明细 第 3 行 子项目 · 宣传片首款; a passage by its topic."""
    said = describe(report, where)
    if not names_record(report, where):
        return said
    known = parse_place(where)
    if SECTIONS[known.section].single:
        return said
    if isinstance(passage := report.find(known.section, known.id), Passage):
        from desktop.tasks.topics import topics

        topic = topics().get(passage.section)
        return f"{SECTIONS[known.section].label} · {topic.title}" if topic else said
    name = name_of(report.find(known.section, known.id))
    short = " ".join(name.split())
    more = "…" if len(short) > _NAMED else ""
    return said if name == str(known.id) else f"{said} · {short[:_NAMED]}{more}"


def _some(places: Collection[str], most: int = 6) -> str:
    labels = dict.fromkeys(parse_place(each).entry.label for each in places)
    more = " 等" if len(labels) > most else ""
    return "、".join([*labels][:most]) + more
