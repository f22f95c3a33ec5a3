"""舍位平衡: that the amounts as printed do not add up, with a note or an adjustment, as the officer chooses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.entries import entry_of
from desktop.models.records import SECTIONS
from desktop.models.tails import adjusted, tail
from desktop.views.clearing import clear
from desktop.views.parts import button, callout, column
from desktop.views.room import Room

FIELDS = ("initial", "adjusted")


class TailLines(QWidget):
    """A callout for each column of money of a section whose printed parts do not add up; hidden without one."""

    def __init__(self, room: Room, section: str, fields: Sequence[str] = FIELDS) -> None:
        super().__init__()
        self._room, self._desk = room, room.desk
        self._columns = tuple((section, field) for field in fields)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._layout: QVBoxLayout = column(gap=6)
        self.setLayout(self._layout)
        self.hide()

    def renew(self) -> None:
        """Look for tails anew."""
        found = tuple(self._tails())
        if found == self._shown:
            return
        self._shown = found
        clear(self._layout)
        for section, field, arithmetic in found:
            self._layout.addWidget(self._line(section, field, arithmetic))
        self.setVisible(bool(found))

    @property
    def texts(self) -> tuple[str, ...]:
        """The sums that do not add up."""
        return tuple(arithmetic for _, _, arithmetic in self._shown)

    def _tails(self) -> list[tuple[str, str, str]]:
        made: list[tuple[str, str, str]] = []
        for section, field in self._columns:
            amounts = [getattr(each, field) for each in self._desk.report.rows(section)]
            if amounts and None not in amounts and (found := tail(amounts)):
                made.append((section, field, found.arithmetic))
        return made

    def _line(self, section: str, field: str, arithmetic: str) -> QWidget:
        label = entry_of(SECTIONS[section].record, field).label
        note = button("复制附注", "link", small=True, clicked=partial(self.copy_note, section, field))
        note.setToolTip("把尾差说明复制为文字，放在表下面")
        adjust = button("调整最大的一项", "link", small=True, clicked=partial(self.adjust, section, field))
        lock = self._desk.locked(section)
        adjust.setEnabled(not lock)
        adjust.setToolTip(lock or "改写最大一项的金额，理由记入修改记录，可以撤销")
        return callout("accent", f"{label}：{arithmetic}", "", note, adjust)

    def copy_note(self, section: str, field: str) -> None:
        """Put the note that belongs under the table on the clipboard."""
        found = tail([getattr(each, field) for each in self._desk.report.rows(section)])
        if found:
            QGuiApplication.clipboard().setText(found.note)
            self._room.toast.show_text(f"已复制：{found.note}")

    def adjust(self, section: str, field: str) -> None:
        """Put the tail on the largest row; the words for it go into the journal. Raises DataError."""
        self._desk.flush()
        made = adjusted(self._desk.report, section, field)
        self._desk.edit(made.report, "舍位平衡", place=made.place, why=made.why)
        self._room.toast.show_text(made.why)
