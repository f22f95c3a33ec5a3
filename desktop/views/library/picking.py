"""What the two ways of inserting from the library share: a line to search by, choices, a list, a foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.models.library import KnownEntry
from desktop.models.library_words import fits
from desktop.tasks.library import own_library
from desktop.views.dialogs.base import Dialog
from desktop.views.library.entry_rows import EntryRows, Field
from desktop.views.library.entry_table import EntryTable, search_line
from desktop.views.library.learn import LearnDialog
from desktop.views.pages.page import Alternating, empty_box
from desktop.views.parts import button, column, label, row
from desktop.views.theme import BODY, SMALL, font


class Picking(Dialog):
    """A list of entries to insert from; accepted, *chosen* holds them."""

    def __init__(
        self, parent: QWidget | None, title: str, fields: Sequence[Field], *, ticks: bool, words: str
    ) -> None:
        super().__init__(parent, title, width=780, fit=False)
        self.chosen: tuple[KnownEntry, ...] = ()
        self.rows = EntryRows(fields, ticks=ticks)
        self.table = EntryTable(self.rows, title)
        self.line = search_line(words)
        self.table.search_with(self.line)
        self.count = label("", SMALL, tone="muted")
        self.full = label("", SMALL, tone="text2", wrap=True)
        self.full.setFixedHeight(56)
        self.full.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.go = button("插入", "primary", "check", clicked=self.take)
        self.filters = row(gap=8)
        self._held: tuple[KnownEntry, ...] = ()

    def _lay(self, empty_title: str, empty_text: str) -> None:
        self.add(row((self.line, 1), self.filters, self.count, gap=8))
        learn = button("从我的文件学习…", "primary", "carry", clicked=self._learn)
        self._parts = Alternating(
            empty_box(empty_title, empty_text, learn), self._full(), lambda: not self._held
        )
        self._body.addWidget(self._parts, 1)
        again = button("从我的文件学习…", "link", "carry", clicked=self._learn)
        self.close_with(button("取消", clicked=self.reject), self.go, left=(again,))
        self.go.setAutoDefault(False)
        self.go.setDefault(False)
        self.line.textChanged.connect(lambda _text: self.look())
        self.table.taken.connect(self.take)
        self.table.chosen.connect(self.renew)
        self.rows.ticked.connect(self.renew)
        self.reload()
        self.line.setFocus()

    def _full(self) -> QWidget:
        made = QWidget()
        made.setLayout(column((self.table, 1), self.full, gap=6))
        return made

    def held(self) -> tuple[KnownEntry, ...]:
        """Return every entry that this list is about."""
        raise NotImplementedError

    def passes(self, each: KnownEntry) -> bool:
        """Tell whether an entry passes the choices beside the search line."""
        raise NotImplementedError

    def renew(self) -> None:
        """Say what is chosen."""
        raise NotImplementedError

    def reload(self) -> None:
        """Take the library as it is kept now."""
        self._held = self.held()
        self._parts.renew()
        self.look()

    def look(self) -> None:
        """List what fits the line and the choices."""
        typed = self.line.text()
        found = [each for each in self._held if self.passes(each) and fits(each, typed)]
        self.rows.show_entries(found)
        self.count.setText(f"{len(found)} 条" if found or not self._held else "没有找到")
        self.renew()

    def take(self) -> None:
        """Take what is ticked, else what is selected."""
        picked = self.rows.chosen() or self.table.selected
        self.chosen = tuple(each for each in picked if each not in self.rows.closed)
        if self.chosen:
            self.accept()

    def _learn(self) -> None:
        dialog = LearnDialog(self)
        dialog.exec()
        dialog.deleteLater()
        own_library()
        self.reload()


def choice_box(name: str, every: str) -> QComboBox:
    """Return a list to choose one of, *every* standing for all."""
    made = QComboBox()
    made.setFont(font(BODY))
    made.setAccessibleName(name)
    made.addItem(every)
    made.setMaximumWidth(170)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def offer(made: QComboBox, options: Iterable[str]) -> None:
    """Let a list offer what there is now, each once; what is chosen stays so where it still is there."""
    chosen, every = made.currentText(), made.itemText(0)
    made.blockSignals(True)
    made.clear()
    made.addItems([every, *dict.fromkeys(each for each in options if each)])
    made.setCurrentIndex(max(made.findText(chosen), 0))
    made.blockSignals(False)
