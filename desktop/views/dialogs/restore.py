"""从备份恢复: the backups of the open file, and what taking one back would change, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.errors import StoreError
from desktop.models.comparing import Changed, Differing
from desktop.models.evidence import shown_size
from desktop.models.records import SECTIONS
from desktop.session import Session
from desktop.store.backups import REASONS, Backup, copy_out
from desktop.tasks.backups import preview
from desktop.views.dialogs.base import Dialog
from desktop.views.dialogs.paths import REPORTS, SUFFIX, ask_save, free_path
from desktop.views.lines import Head, Line, LineTable
from desktop.views.parts import Elided, button, column, label, row
from desktop.views.recent import when
from desktop.views.shapes import Tag
from desktop.views.theme import SMALL

BACKUPS = (Head("时间", 116), Head("原因"), Head("大小", 76, numeric=True))
_SETTLE_MS = 60  # Walking through the list reads no backup on the way
_HEAD = 20  # px above both lists, as high as a tag
_DETAILS = 40  # Lines shown of one section
_THERE, _GONE = "有", "没有"


class RestoreDialog(Dialog):
    """Accepted, it says which *backup* to take back and which *section* ('' for all); nothing is done here.

    lock: why nothing can be restored, in the officer's words, or ''.
    """

    def __init__(
        self, parent: QWidget | None, session: Session, *, second: Path | None = None, lock: str = ""
    ) -> None:
        super().__init__(parent, "从备份恢复", width=1000, fit=False)
        self._session, self._lock = session, lock
        self._held = [each for each in session.backups(second) if each.path is not None]
        self._second = second
        self._seen: dict[Path, tuple[Differing, ...] | StoreError] = {}
        self.section = ""
        self.list = LineTable(BACKUPS, "备份")
        heads = (Head("位置"), Head("备份", 180), Head("现在", 180))
        self.differences = LineTable(heads, "恢复后会改变的内容")
        self._count, self._told = Tag(), Elided("", SMALL, tone="muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._preview)
        self._one = button("只恢复选中的一节", clicked=self._restore_section)
        self._copy = button("另存为新文件…", "", "export", clicked=self.copy)
        self._go = button("恢复", "primary", "clock", clicked=self.accept)
        self._lay()
        self.list.chosen.connect(lambda _row: self._timer.start(_SETTLE_MS))
        self.differences.chosen.connect(lambda _row: self._allow())
        self.list.show_lines([self._line(each) for each in self._held])
        if self._held:
            self.list.choose(0)
        self._preview()

    def _lay(self) -> None:
        count = label(f"备份 {len(self._held)} 份", SMALL, tone="text2")
        count.setFixedHeight(_HEAD)
        self._told.setFixedHeight(_HEAD)
        left = column(count, (self.list, 1), gap=6)
        head = row((self._told, 1), self._count)
        right = column(head, (self.differences, 1), gap=6)
        self.list.setMinimumSize(360, 340)
        self.differences.setMinimumWidth(440)
        self._body.addLayout(row((left, 4), (right, 5), gap=16), 1)
        note = label("恢复前先备份现在的内容，恢复以后可以撤销", SMALL, tone="muted")
        self.close_with(button("取消", clicked=self.reject), self._go, left=(self._one, self._copy))
        self._foot.insertWidget(2, note)
        self.list.setFocus()

    def _line(self, each: Backup) -> Line:
        path = each.path or Path()
        second = "（第二备份）" if self._second and self._second in path.parents else ""
        return Line((shown_time(each.at), REASONS.get(each.reason, each.reason) + second, _size(path)))

    @property
    def backup(self) -> Backup:
        """The backup that is chosen; StoreError where there is none."""
        at = self.list.currentIndex().row()
        if not 0 <= at < len(self._held):
            raise StoreError("还没有备份", "每次打开、导入、送审前都会自动备份；现在可以点“现在备份”")
        return self._held[at]

    # What it would change

    def _preview(self) -> None:
        self._timer.stop()
        self.section = ""
        found = self._found()
        if isinstance(found, StoreError):
            self.differences.show_lines(())
            self._told.show_text(f"{found.message}。{found.advice}", "err")
            self._count.show_word("")
        else:
            self._show(found)
        self._allow()

    def _found(self) -> tuple[Differing, ...] | StoreError:
        """Return what differs, read once for each backup."""
        try:
            path = self.backup.path or Path()
            if path not in self._seen:
                self._seen[path] = preview(self._session, self.backup)
        except StoreError as error:
            return error
        return self._seen[path]

    def _show(self, found: tuple[Differing, ...]) -> None:
        self.differences.show_lines([line for each in found for line in lines_of(each)])
        count = sum(map(_places, found))
        self._count.show_word(
            f"{len(found)} 节 {count} 处不同" if found else "和现在一样", "warn" if found else "ok"
        )
        at = shown_time(self.backup.at)
        self._told.show_text(f"恢复后会变回{at} 的样子" if found else f"{at} 的备份和现在一样", "text2")

    def _allow(self) -> None:
        found = self._seen.get(self.backup.path) if self._held and self.backup.path else None
        able = bool(found) and not isinstance(found, StoreError) and not self._lock
        line = self.differences.line
        self._go.setEnabled(able)
        self._one.setEnabled(able and line is not None)
        for each in (self._go, self._one):
            each.setToolTip(self._lock)
        self._copy.setEnabled(bool(self._held))
        if self._held:
            self._go.setText(f"恢复到 {self.backup.at:%H:%M}")
        if line is not None and isinstance(found, tuple):
            name = next((each.label for each in found if each.section == line.place), "")
            self._one.setText(f"只恢复“{name}”" if name else "只恢复选中的一节")

    # What is done

    def _restore_section(self) -> None:
        if self.differences.line is not None:
            self.section = self.differences.line.place
            self.done(Dialog.DialogCode.Accepted)

    def copy(self) -> None:
        """Ask where and write the chosen backup as a file of its own; raises StoreError."""
        backup, path = self.backup, self._session.path
        suggested = free_path(path.parent, f"{path.stem} {backup.at:%Y%m%d-%H%M}", SUFFIX)
        if target := ask_save(self, "备份另存为", suggested, REPORTS, SUFFIX):
            self._session.patience("正在存备份", lambda: copy_out(backup, target))
            self._told.show_text(f"已另存为 {target}", "ok")


def lines_of(each: Differing) -> Iterator[Line]:
    """Yield what differs in a section: a title with the counts, then each value then and now."""
    yield Line((each.label, "", each.text), each.section, title=True)
    details = [
        *((_named(each.section, row), row.new, row.old) for row in each.changed),
        *((f"　{row.name}", _THERE, _GONE) for row in each.added),
        *((f"　{row.name}", _GONE, _THERE) for row in each.removed),
    ]
    for name, then, now in details[:_DETAILS]:
        yield Line((name, then or "—", now or "—"), each.section)
    if len(details) > _DETAILS:
        yield Line((f"　还有 {len(details) - _DETAILS} 处", "", ""), each.section, "muted")


def _named(section: str, row: Changed) -> str:
    return f"　{row.label}" if SECTIONS[section].single else f"　{row.label}：{row.name}"


def shown_time(at: datetime) -> str:
    """Say when a backup was made, always with the time: 今天 10:31, 11月18日 18:02."""
    said = when(at.isoformat())
    return said if ":" in said else f"{said} {at:%H:%M}"


def _places(each: Differing) -> int:
    return len(each.added) + len(each.removed) + len(each.changed) + each.moved


def _size(path: Path) -> str:
    try:
        return shown_size(path.stat().st_size)
    except OSError:
        return "—"  # The stick was pulled; the preview tells it
