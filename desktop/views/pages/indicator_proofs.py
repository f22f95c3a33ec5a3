"""佐证 of one indicator: the files that prove it, opened, added and dropped here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from desktop.errors import DataError
from desktop.models.evidence import of_place, shown_size
from desktop.models.places import place
from desktop.models.records import Evidence
from desktop.views.attaching import Attaching, dropped_files, proved_by
from desktop.views.page_stack import PageStack
from desktop.views.parts import button, label, row
from desktop.views.room import Room
from desktop.views.theme import SMALL, font

SECTION = "indicators"
_HIGH = 54  # px: two files are in sight
_NONE = "还没有佐证材料。把文件拖到表里的这一行或这里，或点“添加文件”；文件复制进项目，原件不动。"


class _Papers(QListWidget):
    """The files; Enter and a double click open one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class ProofLine(QWidget):
    """The files that prove an indicator, with 打开, 添加文件 and the way to the page 佐证材料."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._id = room, 0
        self._rows: tuple[Evidence, ...] = ()
        self._attaching = Attaching(room.desk, room.toast, self)
        self.setAcceptDrops(True)
        self.papers = _Papers()
        self.papers.setAccessibleName("佐证材料")
        self.papers.setFont(font(SMALL))
        self.papers.setFixedHeight(_HIGH)
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papers.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.papers.itemActivated.connect(lambda _item: self.open_current())
        self.papers.itemDoubleClicked.connect(lambda _item: self.open_current())
        self._stack = PageStack()
        self._stack.addWidget(label(_NONE, SMALL, tone="text2", wrap=True))
        self._stack.addWidget(self.papers)
        self._open = button("打开", "", "eye", small=True, clicked=self.open_current)
        self.add = button("添加文件…", "", "plus", small=True, clicked=self.ask)
        self._all = button("佐证材料", "link", "jump", "到佐证材料这一页", small=True, clicked=self._go)
        self.setLayout(row((self._stack, 1), self._open, self.add, self._all))

    @property
    def count(self) -> int:
        """How many files prove the indicator."""
        return len(self._rows)

    def show_indicator(self, id_: int) -> None:
        """Show what proves an indicator, 0 for none."""
        rows = of_place(self._room.desk.report, place(SECTION, id_)) if id_ else ()
        if rows != self._rows or id_ != self._id:
            self._id, self._rows = id_, rows
            self._fill()
        lock = self._room.desk.locked("evidence")
        self.add.setEnabled(bool(id_) and not lock)
        self.add.setToolTip(lock or "也可以把文件拖到表里的一行上")

    def _fill(self) -> None:
        self.papers.clear()
        for each in self._rows:
            words = each.title or each.file_name
            item = QListWidgetItem(f"{' '.join(words.split())}　{shown_size(each.size)}")
            item.setToolTip(f"{each.file_name}\n双击或 Enter 打开")
            self.papers.addItem(item)
        if self._rows:
            self.papers.setCurrentRow(0)
        self._stack.setCurrentIndex(bool(self._rows))
        self._open.setVisible(bool(self._rows))

    def focus_first(self) -> None:
        """Put the focus on the files, else on the button that adds one."""
        (self.papers if self._rows else self.add).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_current(self) -> None:
        """Let the system show a read-only copy of a file; DataError where no program can."""
        from desktop.tasks.viewing import copy_to_view
        from desktop.views.dialogs.done import open_path

        at = self.papers.currentRow()
        if not 0 <= at < len(self._rows):
            return
        session, chosen = self._room.desk.session, self._rows[at].id
        path = self._room.desk.patience("正在打开佐证材料", lambda: copy_to_view(session, chosen))
        if not open_path(path):
            raise DataError(f"系统里没有能打开“{path.name}”的程序", "请到佐证材料页“另存”，换一个程序打开")

    def ask(self) -> None:
        """Ask for files and take them in."""
        folder = str(self._room.desk.session.path.parent)
        names, _ = QFileDialog.getOpenFileNames(self, "选择佐证材料", folder)
        self._take([Path(each) for each in names])

    def _take(self, paths: list[Path]) -> None:
        for each in paths:
            self._attaching.take([each], proved_by(SECTION, self._id, each.name))

    def _go(self) -> None:
        self._room.go(place("evidence", self._rows[0].id) if self._rows else "evidence")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._id and dropped_files(event.mimeData()) and not self._room.desk.locked("evidence"):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(dropped_files(event.mimeData()))
        event.acceptProposedAction()
