"""The officer's project files at a glance: those opened last, and others in the same and chosen folders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCursor, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QMenu, QWidget

from desktop.folders import documents, home_path
from desktop.views.clearing import clear
from desktop.views.dialogs.paths import ask_save, free_path
from desktop.views.file_card import FileCard
from desktop.views.icons import icon
from desktop.views.list_export import ListExport
from desktop.views.looking import FolderReader
from desktop.views.parts import button, callout, column, label, picture, row, scrolled
from desktop.views.recent import forget, recent_files, when
from desktop.views.seen_files import SeenFile, matches, to_continue, together
from desktop.views.theme import BODY, H2, SMALL, font

if TYPE_CHECKING:
    from desktop.tasks.keeping import BackupAges
    from desktop.tasks.overview import Overview

SHOWN = 40  # Cards; more are found by typing
_BAR = 12  # px that the scroll bar takes
_GATHER_MS = 200  # While files come in, the list is built anew no more often
LISTS = "Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)"


class FileList(QFrame):
    """file_wanted(path), next_year_wanted(path of last year's), restore_wanted(path), second_wanted()."""

    file_wanted = Signal(str)
    next_year_wanted = Signal(str)
    restore_wanted = Signal(str)
    second_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._found: dict[str, Overview] = {}
        self._reader = FolderReader(self)
        self._reader.seen.connect(self._take)
        self._reader.aged.connect(self._show_ages)
        self._reader.ended.connect(self._ended)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.renew)
        self.search = self._search_line()
        self._state = label("", SMALL, tone="muted")
        self._cards = column(gap=8)
        self._foot = row(gap=8)
        self._folders = button("文件夹", "", "folder", "看哪些文件夹，导出一览表")
        self._folders.clicked.connect(self._offer_folders)
        files = QWidget()
        files.setObjectName("canvas")
        files.setLayout(column(self._cards, None, margins=(0, 0, _BAR, 0)))
        self._area = area = scrolled(files)
        self._at = 0  # How far the list is scrolled
        area.setStyleSheet("QScrollArea { background: transparent; }")
        head = row(label("最近的文件", H2, bold=True), self._state, None, self.search, self._folders)
        for each in (head, self._foot):
            each.setContentsMargins(0, 0, _BAR, 0)  # They end where the cards do, beside the scroll bar
        self.setLayout(column(head, (area, 1), self._foot, gap=12, margins=(32, 32, 20, 20)))

    def _search_line(self) -> QLineEdit:
        made = QLineEdit()
        made.setFont(font(BODY))
        made.setPlaceholderText("按项目、年度、单位找")
        made.setAccessibleName("在最近的文件里找")
        made.setClearButtonEnabled(True)
        made.setFixedWidth(200)
        made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        made.textChanged.connect(lambda _text: self.renew())
        return made

    # Reading

    def look(self) -> None:
        """Read the files and folders anew, beside the work in the window."""
        from desktop.tasks.keeping import kept

        if not self.isVisible():
            return
        recent = recent_files()
        folders = dict.fromkeys((*kept().folders, *(str(Path(each.path).parent) for each in recent)))
        self._state.setText("正在看文件夹里的项目…" if folders else "")
        self._reader.read([Path(each) for each in folders], [Path(each.path) for each in recent])

    def rest(self, wait: float = 0.0) -> None:
        """Give reading up; *wait* so many seconds at most for what is in hand."""
        self._reader.stop(wait)
        self._later.stop()

    def _take(self, seen: Overview) -> None:
        if home_path() / "backups" in seen.path.parents:
            return  # They have a list of their own
        self._found[str(seen.path)] = seen
        if not self._later.isActive():
            self._later.start(_GATHER_MS)

    def _ended(self) -> None:
        away = [path for path, each in self._found.items() if each.problem and not path.endswith(".jxzp")]
        self._state.setText(f"{len(away)} 个文件夹现在找不到" if away else "")
        self._state.setToolTip("\n".join(away))
        self.renew()

    # Showing

    @property
    def files(self) -> list[SeenFile]:
        """All files, those that are not looked for included."""
        return together(recent_files(), self._found)

    def renew(self) -> None:
        """Show the files as they are known now; the focus stays on its card."""
        holder = self.window().focusWidget()  # Which tells also while another window is in front
        focused = next((each.file.path for each in self.cards() if each is holder), "")
        self._at = self._area.verticalScrollBar().value()
        clear(self._cards)
        wanted = self.search.text().strip()
        files = self.files
        shown = [each for each in files if matches(each, wanted)]
        for n, each in enumerate(shown[:SHOWN]):
            if not each.recent and (n == 0 or shown[n - 1].recent):
                self._cards.addWidget(label("文件夹里的其他项目", SMALL, bold=True, tone="text2"))
            self._add_card(each, first=not n and not wanted and each.recent, focused=focused)
        self._add_words(len(shown), wanted)
        if not wanted and (last := to_continue(files, datetime.now().astimezone().date())):
            self._cards.addWidget(self._continuing(last))
        QTimer.singleShot(0, self, self._keep_place)  # A card that goes moves the list

    def _keep_place(self) -> None:
        self._area.verticalScrollBar().setValue(self._at)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._at = 0  # What was open last stands at the top
        QTimer.singleShot(0, self, self._keep_place)

    def cards(self) -> list[FileCard]:
        """The cards that are shown, from top to bottom."""
        held = (self._cards.itemAt(n) for n in range(self._cards.count()))
        return [widget for item in held if item and isinstance(widget := item.widget(), FileCard)]

    def _add_card(self, file: SeenFile, *, first: bool, focused: str) -> None:
        card = FileCard(file, self.width(), first=first)
        card.pressed.connect(lambda: self._want(file.path))
        card.offer(self._offer)
        self._cards.addWidget(card)
        card.show()  # The layout does so only later, and what is not shown takes no focus
        if focused == file.path:
            card.setFocus()

    def _want(self, path: str) -> None:
        """Have a file opened; till then no card is taken away, that which is being pressed least of all."""
        self.rest()
        try:
            self.file_wanted.emit(path)
        finally:
            self.look()

    def _add_words(self, count: int, wanted: str) -> None:
        text = ""
        if not count:
            text = "没有符合的文件" if wanted else "打开过的文件会列在这里。可以先打开左边的示例看一看。"
        elif count > SHOWN:
            text = f"还有 {count - SHOWN} 个，在上面写项目、年度或单位来找"
        if text:
            self._cards.addWidget(label(text, tone="muted"))

    def _continuing(self, last: SeenFile) -> QFrame:
        year = last.year + 1
        title = f"发现上年文件：{last.title} {last.year}年度已定稿，还没有 {year}年度"
        go = button(f"接着做 {year}年度", clicked=lambda: self.next_year_wanted.emit(last.path))
        return callout("last", title, "可以从它开始：名称、指标、没付完的合同会带入，上年数作为对比。", go)

    def _show_ages(self, ages: BackupAges) -> None:
        """Say how old the backups are, and warn where the second copy is older than 7 days."""
        clear(self._foot)
        if ages.count and ages.newest:
            newest = when(ages.newest.isoformat())
            text = f"本机备份 {ages.count} 份，最近{newest}"
            self._foot.addWidget(picture("check", "ok"))
            self._foot.addWidget(label(text, SMALL, tone="text2"))
        said, tone = second_said(ages, datetime.now().astimezone())
        if said:
            self._foot.addSpacing(12)
            self._foot.addWidget(picture("usb", tone))
            self._foot.addWidget(label(said, SMALL, tone=tone))
        words = "换第二备份文件夹…" if ages.second else "再备份一份到 U 盘或其他盘…"
        self._foot.addWidget(button(words, "link", small=True, clicked=self.second_wanted.emit))
        self._foot.addStretch(1)

    # Menus

    def _offer(self, file: SeenFile, card: QWidget) -> None:
        menu = QMenu(self)
        menu.addAction("从备份恢复…").triggered.connect(lambda _on: self.restore_wanted.emit(file.path))
        menu.addAction("打开所在的文件夹").triggered.connect(lambda _on: self._show_folder(file))
        menu.addAction("接着做下一年…").triggered.connect(lambda _on: self.next_year_wanted.emit(file.path))
        if file.recent:
            menu.addAction("从列表中移除").triggered.connect(lambda _on: self._forget(file))
        inside = card.rect().contains(card.mapFromGlobal(QCursor.pos()))
        menu.exec(QCursor.pos() if inside else card.mapToGlobal(card.rect().center()))
        menu.deleteLater()

    def _show_folder(self, file: SeenFile) -> None:
        from desktop.views.dialogs.done import show_folder

        show_folder(Path(file.path))

    def _forget(self, file: SeenFile) -> None:
        forget(file.path)
        self.renew()

    def _offer_folders(self) -> None:
        from desktop.tasks.keeping import kept

        menu = QMenu(self)
        menu.addAction("加一个文件夹…").triggered.connect(lambda _on: self.ask_folder())
        for each in kept().folders:
            menu.addAction(f"不再看 {each}").triggered.connect(
                lambda _on, folder=each: self.drop_folder(folder)
            )
        menu.addSeparator()
        menu.addAction("导出一览表…").triggered.connect(lambda _on: self.export())
        menu.exec(self._folders.mapToGlobal(self._folders.rect().bottomLeft()))
        menu.deleteLater()

    def ask_folder(self) -> None:
        """Ask for another folder whose projects are listed, and remember it; raises StoreError."""
        from desktop.tasks.keeping import keep_folders, kept

        if folder := QFileDialog.getExistingDirectory(self, "看哪个文件夹里的项目"):
            keep_folders((*kept().folders, folder))
            self.look()

    def drop_folder(self, folder: str) -> None:
        """Look no longer into a chosen folder; raises StoreError."""
        from desktop.tasks.keeping import keep_folders, kept

        keep_folders(each for each in kept().folders if each != folder)
        self._found.clear()
        self.renew()
        self.look()

    def export(self) -> None:
        """Ask where, and have the list of all files that could be read written."""
        from desktop.tasks.overview import export

        path = ask_save(self, "导出一览表", free_path(documents(), "项目文件一览", ".xlsx"), LISTS, ".xlsx")
        if not path:
            return
        rows = self._rows()

        def write() -> str:
            export(rows, path)
            return f"已导出 {path.name}"

        ListExport(self, "正在导出一览表", write, self._state.setText)

    def _rows(self) -> Sequence[Overview]:
        return [each for path, each in self._found.items() if path.lower().endswith(".jxzp")]


def second_said(ages: BackupAges, now: datetime) -> tuple[str, str]:
    """Say how old the copies in the second folder are, and the tone of that; '' where none is set."""
    if not ages.second:
        return "", "muted"
    if ages.away:
        return f"第二备份文件夹“{ages.second}”现在找不到，插上 U 盘后会接着备份", "warn"
    if ages.second_newest is None:
        return "第二备份文件夹里还没有备份", "warn"
    days = (now - ages.second_newest).days
    if ages.stale:
        return f"第二备份是 {days} 天前的，打开项目后点“现在备份”", "warn"
    return f"第二备份最近{when(ages.second_newest.isoformat(), now)}", "text2"
