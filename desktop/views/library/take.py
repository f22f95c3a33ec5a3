"""What is new to the library, ticked, before anything is taken: from files, or from a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.models.library import Library, merged
from desktop.models.library_words import KINDS, News, news
from desktop.tasks.library import own_library, take
from desktop.views.dialogs.base import Dialog
from desktop.views.library.entry_rows import EntryRows, Field
from desktop.views.library.entry_table import EntryTable
from desktop.views.library.fields import ALL
from desktop.views.lines import Head
from desktop.views.parts import button, label, row, set_tone
from desktop.views.theme import SMALL

_TOLD = 3  # Refused rows that are named one by one


class TakeDialog(Dialog):
    """Lists news; accepted, *taken* says how many entries the library got."""

    def __init__(self, parent: QWidget | None, title: str, note: str) -> None:
        super().__init__(parent, title, width=860, fit=False)
        self.resize(1040, 560)
        self.taken = 0
        self._taught = Library()
        self._news: tuple[News, ...] = ()
        self._known: frozenset[object] = frozenset()
        state = Field(Head("", 56), lambda each: "补充" if each in self._known else "新")
        self.rows = EntryRows((*ALL, state), ticks=True)
        self.table = EntryTable(self.rows, "新的指标、词句和收款单位")
        self.told = label("", SMALL, tone="muted", wrap=True)
        self._count = label("", SMALL, tone="text2")
        self.go = button("收进我的库", "primary", "check", clicked=self._take)
        self.head = row(label(note, SMALL, tone="muted"), None)
        self.add(self.head)
        every = button("全选", "link", small=True, clicked=lambda: self._tick_all(on=True))
        none = button("全不选", "link", small=True, clicked=lambda: self._tick_all(on=False))
        self.add(row(self._count, None, every, none, gap=12))
        self._body.addWidget(self.table, 1)
        self.add(self.told)
        self.close_with(button("取消", clicked=self.reject), self.go)
        self.rows.ticked.connect(self._renew)
        self.table.taken.connect(self._take)
        self.told.hide()
        self._renew()
        self.table.setFocus()

    def teach(self, taught: Library) -> None:
        """Add what a file teaches to the list; what is new is ticked."""
        chosen = frozenset(self.rows.chosen())
        unticked = {(type(each.entry), each.entry.key) for each in self._news if each.entry not in chosen}
        self._taught = merged(self._taught, taught)
        self._news = news(own_library(), self._taught)
        self._known = frozenset(each.entry for each in self._news if each.known)
        found = tuple(each.entry for each in self._news)
        self.rows.tick([each for each in self.rows.chosen() if each not in found], on=False)
        self.rows.show_entries(found)
        self.rows.tick([each for each in found if (type(each), each.key) not in unticked], on=True)

    def tell(self, problems: Sequence[str]) -> None:
        """Say beneath the list what could not be read."""
        more = f"；还有 {len(problems) - _TOLD} 处" if len(problems) > _TOLD else ""
        self.told.setText("；".join(problems[:_TOLD]) + more)
        self.told.setToolTip("\n".join(problems))
        self.told.setVisible(bool(problems))
        set_tone(self.told, "err" if problems else "muted")

    def _tick_all(self, *, on: bool) -> None:
        self.rows.tick(self.rows.entries, on=on)

    def _renew(self) -> None:
        chosen = len(self.rows.chosen())
        kinds = [type(each.entry) for each in self._news]
        parts = [f"{word} {kinds.count(kind)}" for kind, word in KINDS.items() if kind in kinds]
        self._count.setText(f"新的：{'、'.join(parts)}" if parts else "没有新的内容")
        self.go.setText(f"收进 {chosen} 条" if chosen else "收进我的库")
        self.go.setEnabled(bool(chosen))

    def _take(self) -> None:
        chosen = self.rows.chosen()
        if chosen:
            take(chosen)
            self.taken = len(chosen)
            self.accept()
