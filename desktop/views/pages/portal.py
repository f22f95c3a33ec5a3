"""一体化填报: every text and figure of the form in its order, copied by one click and ticked off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit

from desktop.report.form_texts import FormText, all_text, form_texts
from desktop.session import Change
from desktop.tasks.copying import key_of, load_ticks, mark_of, save_ticks
from desktop.views.headed import Head, HeadedModel, Index
from desktop.views.lines import ReadTable
from desktop.views.padding import PaddedCells
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import PageWidget
from desktop.views.parts import button, label, row, set_tone
from desktop.views.room import Room
from desktop.views.theme import BODY, SMALL, color, font

HEADS = ("栏目", "内容", "字数", "状态", "")
NAME, TEXT, COUNT, STATE, COPY = range(5)
WIDTHS = {NAME: 260, COUNT: 108, STATE: 72, COPY: 56}
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class BoxRows(HeadedModel):
    """The boxes of the form under the titles of its parts; ticked(box, on) by hand."""

    ticked = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__(map(Head, HEADS))
        self.rows: tuple[FormText | str, ...] = ()
        self.ticks: dict[str, str] = {}

    def show_boxes(self, boxes: Sequence[FormText]) -> None:
        """Show the boxes of a report."""
        made: list[FormText | str] = []
        for before, each in zip((None, *boxes), boxes, strict=False):
            made += [each.part] if before is None or before.part != each.part else []
            made.append(each)
        same = len(made) == len(self.rows)
        if not same:
            self.beginResetModel()
        self.rows = tuple(made)
        if same:
            self.renew()
        else:
            self.endResetModel()

    def box(self, number: int) -> FormText | None:
        """Return the box of a row; None for the title of a part."""
        found = self.rows[number] if 0 <= number < len(self.rows) else None
        return found if isinstance(found, FormText) else None

    def state(self, box: FormText) -> str:
        """Say whether a box has been copied, and whether its text is another since."""
        mark = self.ticks.get(key_of(box))
        return "" if mark is None else "已填" if mark == mark_of(box) else "又改过"

    def count(self) -> int:
        return len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.box(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        box = self.box(index.row())
        if box is None:
            return self._of_title(index, role)
        if role in _ROLES:
            return self._words(box, index.column())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == NAME:
            return Qt.CheckState.Checked if self.state(box) == "已填" else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole:
            return color(self._tone(box, index.column()))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        box = self.box(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or box is None:
            return False
        self.ticked.emit(box, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _of_title(self, index: Index, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole if index.column() == NAME:
                return self.rows[index.row()]
            case Qt.ItemDataRole.FontRole:
                return font(BODY, bold=True)
            case Qt.ItemDataRole.BackgroundRole:
                return color("head")
            case _:
                return None

    def _words(self, box: FormText, column: int) -> str:
        over = f"，多 {box.over} 字" if box.over else ""
        text = " ".join(box.text.split()) or "（空）"
        length = f"{box.length}{over}" if box.text and not _is_figure(box) else ""
        return (box.label, text, length, self.state(box), "复制")[column]

    def _tone(self, box: FormText, column: int) -> str:
        match column:
            case 1 if not box.text:
                return "muted"
            case 2:
                return "err" if box.over else "text2"
            case 3:
                return "ok" if self.state(box) == "已填" else "warn"
            case 4:
                return "accent"
            case _:
                return "text"


def _is_figure(box: FormText) -> bool:
    """Whether a box holds an amount or a rate alone, of which nobody counts the signs."""
    return not box.limit and not box.text.strip("-−+.,%0123456789")


class BoxTable(ReadTable):
    """The boxes; Enter or a click on 复制 copies one: copied(int); chosen(int) when another is current."""

    copied = Signal(int)
    chosen = Signal(int)

    def __init__(self, rows: BoxRows) -> None:
        super().__init__(rows, "自评表的每一栏", WIDTHS)
        self.setItemDelegate(PaddedCells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(lambda index: self.copied.emit(index.row()) if index.column() == COPY else None)
        self.doubleClicked.connect(lambda index: self.copied.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(now.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.copied.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class PortalPage(PageWidget):
    """一体化填报."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._boxes: tuple[FormText, ...] = ()
        self.rows = BoxRows()
        self.table = BoxTable(self.rows)
        self._done = label("", SMALL, tone="text2")
        self._whole = QPlainTextEdit()
        self._whole.setReadOnly(True)
        self._whole.setFont(font(BODY))
        self._whole.setFixedHeight(104)
        self._whole.setAccessibleName("这一栏的全文")
        self._count = label("", SMALL, tone="text2")
        self._copy = button("复制这一栏", "primary", "copy", "Enter", clicked=self._copy_current)
        self._to = button("去改", "", "jump", "到填这个数的地方", clicked=self._go)
        self._clear_all = button("清除勾选", clicked=self._clear)
        self.add_actions(self._clear_all, button("全部复制", "", "copy", clicked=self._copy_all))
        self.add(
            row(
                label(
                    "按自评表的次序，复制一栏，粘贴一栏。复制过的自动打勾，没粘好的可以把勾去掉。",
                    SMALL,
                    tone="muted",
                ),
                None,
                self._done,
            )
        )
        self.add(self.table, 1)
        self.add(self._whole)
        self.add(row(self._count, None, self._to, self._copy))
        self.table.copied.connect(self.copy)
        self.table.chosen.connect(self._show)
        self.rows.ticked.connect(self._tick)

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change is None:
            self.rows.ticks = load_ticks(self.desk.session.path)
        self._boxes = form_texts(self.desk.reckoning)
        self.rows.show_boxes(self._boxes)
        if self.rows.box(self.table.currentIndex().row()) is None and self._boxes:
            self.table.selectRow(1)
        self._renew_counts()
        self._show(self.table.currentIndex().row())

    def focus_first(self) -> None:
        self.table.setFocus()

    def copy(self, number: int) -> None:
        """Copy a box, tick it and go on to the next."""
        box = self.rows.box(number)
        if box is None:
            return
        QGuiApplication.clipboard().setText(box.text)
        self._tick(box, on=True)
        following = number + 1 if self.rows.box(number + 1) else number + 2
        if self.rows.box(following):
            self.table.selectRow(following)

    def _copy_current(self) -> None:
        self.copy(self.table.currentIndex().row())

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(all_text(self._boxes))
        self.room.toast.show_text(f"已复制全部 {len(self._boxes)} 栏")

    def _tick(self, box: FormText, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self.rows.ticks.pop(key_of(box), None)
        if on:
            self.rows.ticks[key_of(box)] = mark_of(box)
        self._keep()

    def _clear(self) -> None:
        """Take all ticks away; they can be had back, for nothing else knows of them."""
        before = dict(self.rows.ticks)

        def take_back() -> None:
            self.rows.ticks.update(before)
            self._keep()

        self.rows.ticks.clear()
        self._keep()
        self.room.toast.show_text(f"清除了 {len(before)} 个勾", "撤销", take_back)

    def _keep(self) -> None:
        save_ticks(self.desk.session.path, self.rows.ticks)
        self.rows.renew()
        self._renew_counts()

    def _renew_counts(self) -> None:
        done = sum(self.rows.state(each) == "已填" for each in self._boxes)
        self._clear_all.setEnabled(bool(self.rows.ticks))
        over = sum(each.over > 0 for each in self._boxes)
        self._done.setText(f"已填 {done} / {len(self._boxes)} 栏{f'，{over} 栏超字数' if over else ''}")
        set_tone(self._done, "err" if over else "text2")

    def _show(self, number: int) -> None:
        box = self.rows.box(number)
        self._copy.setEnabled(box is not None)
        self._to.setEnabled(box is not None)
        if box is None:
            return
        if self._whole.toPlainText() != box.text:
            self._whole.setPlainText(box.text)
        over = f"，超出 {box.over} 字" if box.over else ""
        length = "" if _is_figure(box) else f"　{box.length}{over}，不含空格 {box.signs} 个字符"
        self._count.setText(f"{box.label}{length}")
        set_tone(self._count, "err" if box.over else "text2")

    def _go(self) -> None:
        box = self.rows.box(self.table.currentIndex().row())
        if box is not None:
            self.room.go(box.place)
