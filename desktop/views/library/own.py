"""我的指标与词句: the library as three lists, changed by hand, learned, and to and from a workbook."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QTabBar, QWidget
from shiboken6 import isValid

from desktop.exchange.library_sheets import read_sheets
from desktop.folders import documents
from desktop.models.library import KnownEntry, KnownIndicator, Library, Payee, Phrase, changed
from desktop.models.library_words import KINDS, fits
from desktop.tasks.library import export_library, keep, own_library
from desktop.views.dialogs.base import Dialog
from desktop.views.dialogs.paths import WORKBOOK, ask_open, ask_save, free_path
from desktop.views.library.entry_dialog import EntryDialog
from desktop.views.library.entry_rows import EntryRows
from desktop.views.library.entry_table import EntryTable, search_line
from desktop.views.library.fields import PARTS, part_of
from desktop.views.library.learn import LearnDialog
from desktop.views.library.take import TakeDialog
from desktop.views.list_export import CANCELLED, ListExport
from desktop.views.pages.page import Alternating, empty_box
from desktop.views.parts import Elided, button, column, row
from desktop.views.theme import BODY, SMALL, font

_TABS = (KnownIndicator, Phrase, Payee)
_BLANK = (KnownIndicator(""), Phrase("indicators/reason", ""), Payee(""))


class OwnLibrary(Dialog):
    """The library of this user; every change holds at once and can be undone until it is closed."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "我的指标与词句", width=860, fit=False)
        self.resize(1080, 580)
        self._past: list[tuple[str, Library]] = []
        self.tabs = QTabBar()
        self.tabs.setFont(font(BODY))
        self.tabs.setAccessibleName("指标、词句、收款单位")
        for _kind in _TABS:
            self.tabs.addTab("")
        self.rows = EntryRows(PARTS[KnownIndicator])
        self.table = EntryTable(self.rows, "库里的条目")
        self.line = search_line("名称、拼音、项目")
        self.table.search_with(self.line)
        self.full = Elided("", SMALL, tone="text2")
        self._make_buttons()
        self._lay()
        self.tabs.currentChanged.connect(lambda _at: self.look())
        self.line.textChanged.connect(lambda _text: self.look())
        self.table.taken.connect(self.edit)
        self.table.deleted.connect(self.delete)
        self.table.chosen.connect(self._renew)
        QShortcut(QKeySequence("Ctrl+Z"), self, self.undo)
        self.look()
        (self.table if self.rows.entries else self._empty_learn).setFocus()

    def _make_buttons(self) -> None:
        self.new = button("新增…", "", "plus", clicked=self.add_entry)
        self.change = button("修改…", "", "edit", "修改 Enter", clicked=self.edit)
        self.drop = button("删除", "danger", "trash", "删除选中的 Del", clicked=self.delete)
        self.back = button("撤销", "", "undo", clicked=self.undo)
        self._empty_learn = button("从我的文件学习…", "primary", "carry", clicked=self.learn)

    def _lay(self) -> None:
        self.add(row(self.tabs, None, (self.line, 1), self.new, self.change, self.back, gap=8))
        full = QWidget()
        full.setLayout(column((self.table, 1), self.full, gap=6))
        empty = empty_box(
            "库里还没有内容",
            "从你做过的项目文件学一遍，指标、偏差原因、整改措施、正文段落和收款单位就都在这里，新一年直接选用。",
            self._empty_learn,
        )
        self._parts = Alternating(empty, full, lambda: not own_library().entries)
        self._body.addWidget(self._parts, 1)
        files = (
            button("从我的文件学习…", "link", "carry", clicked=self.learn),
            button("导入 xlsx…", "link", "folder", clicked=self.import_book),
            button("导出 xlsx…", "link", "export", clicked=self.export_book),
        )
        shut = button("关闭", "primary", clicked=self.reject)
        self.close_with(shut, left=(self.drop, *files))
        shut.setAutoDefault(False)
        shut.setDefault(False)

    @property
    def kind(self) -> type:
        """The kind of entries that is listed."""
        return _TABS[self.tabs.currentIndex()]

    def look(self) -> None:
        """List what is kept now and fits the line."""
        library, typed = own_library(), self.line.text()
        for at, kind in enumerate(_TABS):
            self.tabs.setTabText(at, f"{KINDS[kind]} {len(part_of(library, kind))}")
        found = (each for each in part_of(library, self.kind) if fits(each, typed))
        self.rows.show_entries(found, PARTS[self.kind])
        self._parts.renew()
        self._renew()

    def _renew(self) -> None:
        current = self.table.current
        self.full.show_text(" ".join(current.text.split()) if isinstance(current, Phrase) else "")
        for each in (self.change, self.drop):
            each.setEnabled(current is not None)
        self.back.setEnabled(bool(self._past))
        self.back.setToolTip(f"撤销 {self._past[-1][0]} Ctrl+Z" if self._past else "没有可以撤销的")

    def add_entry(self) -> None:
        """Ask for an entry of the kind that is listed and keep it."""
        self._ask(_BLANK[self.tabs.currentIndex()], new=True)

    def edit(self) -> None:
        """Ask how the current entry is to be and keep it so."""
        if (current := self.table.current) is not None:
            self._ask(current)

    def _ask(self, entry: KnownEntry, *, new: bool = False) -> None:
        dialog = EntryDialog(self, entry, new=new)
        if _accepted(dialog):
            gone = () if new else (entry,)
            words = f"{'新增' if new else '修改'}{KINDS[type(entry)]}"
            self._do(words, lambda library: changed(library, gone, (dialog.entry,)))
            self.table.show_entry(dialog.entry)
        dialog.deleteLater()

    def delete(self) -> None:
        """Delete what is selected; it can be undone."""
        if gone := self.table.selected:
            at = self.table.currentIndex().row()
            self._do(f"删除 {len(gone)} 条", lambda library: changed(library, gone))
            self.table.choose(min(at, len(self.rows.entries) - 1))

    def undo(self) -> None:
        """Take the last change back."""
        if self._past:
            _words, before = self._past.pop()
            keep(before)
            self.look()

    def learn(self) -> None:
        """Learn from the officer's own files; one step of undo."""
        dialog = LearnDialog(self)
        self._taken("从文件学习", dialog)

    def import_book(self) -> None:
        """Show what a workbook has that is new, and take what stays ticked. Raises ImportRefused."""
        path = ask_open(self, "导入指标和词句", documents(), WORKBOOK)
        if path is None:
            return
        sheets = read_sheets(path)
        dialog = TakeDialog(
            self, "导入指标和词句", f"来自“{path.name}”；勾上的才收进来，已有的同名条目会补上年度。"
        )
        dialog.teach(sheets.library)
        dialog.tell([each.message for each in sheets.refused])
        self._taken("导入", dialog)

    def export_book(self) -> None:
        """Have the library written as a workbook where the officer says."""
        suggested = free_path(documents(), "我的指标与词句", ".xlsx")
        if path := ask_save(self, "导出指标和词句", suggested, WORKBOOK, ".xlsx"):
            library, done = own_library(), f"已导出：{path}"

            def write() -> str:
                export_library(path, library)
                return done

            ListExport(self, "正在导出指标和词句", write, self._tell_export)

    def _tell_export(self, words: str) -> None:
        if isValid(self):  # The dialog may have been closed meanwhile
            self.full.show_text(words, "muted" if words == CANCELLED else "ok")

    def _taken(self, words: str, dialog: TakeDialog) -> None:
        before = own_library()
        if _accepted(dialog):
            self._past.append((words, before))
            self.look()
        dialog.deleteLater()

    def _do(self, words: str, change: Callable[[Library], Library]) -> None:
        before = own_library()
        keep(change(before))
        self._past.append((words, before))
        self.look()


def _accepted(dialog: QDialog) -> bool:
    return dialog.exec() == QDialog.DialogCode.Accepted
