"""The paste preview: what a pasted range would write, before it does; nothing of it is dropped silently."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from desktop.models.records import SECTIONS, Record, Report
from desktop.progress import Patience, at_once
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import Elided, box, button, column, label, row
from desktop.views.shapes import Tag
from desktop.views.tables.cell_painter import PADDING
from desktop.views.tables.columns import Column, amount, fitted, suited
from desktop.views.tables.memory import remember_heads
from desktop.views.tables.paste_columns import Matching
from desktop.views.tables.paste_model import DraftModel
from desktop.views.tables.paste_painter import DraftPainter
from desktop.views.tables.paste_rows import Drafting, DraftRow, Onto
from desktop.views.theme import BODY, ROW, SMALL, font

UNWANTED = "不要这一列"
_PICK = 148  # Width of a column's choice (px)
_USUAL, _MANY, _FEW = 1014, 1240, 5  # px wide, and the columns beyond which it is wider
_SAID, _TICK, _SCROLLING = 200, 52, 10
_LOWEST = 200
_WIDEST = 220
_MEASURED = 20  # Texts of a column


class PastePreview(Dialog):
    """Shows a pasted range over *columns*; ``after`` makes the report that ticked rows would lead to.

    over: the ids of the records in sight from the current one on, or None where there are none beneath.
    totals: the names of money columns whose sums are told.
    """

    def __init__(  # noqa: PLR0913 - what is previewed is described, not called
        self,
        parent: QWidget | None,
        report: Report,
        section: str,
        columns: Sequence[Column],
        matching: Matching,
        over: tuple[int, ...] | None,
        *,
        unit: str,
        totals: Sequence[str] = (),
        fixed: bool = False,
        own: Mapping[str, object] | None = None,
        after: Callable[[Sequence[DraftRow]], Report],
        patience: Patience = at_once,
    ) -> None:
        super().__init__(parent, "粘贴预览", width=760, fit=False)
        self._report, self._section, self._after, self._patience = report, section, after, patience
        self._columns = [each for each in columns if each.entry]
        self._matching, self._ids, self._fixed = matching, over, fixed
        self._own = own or {}
        self._given = matching.names
        self._own_names: dict[int, str] = {}  # Column number → what the officer chose for it
        self._totals = [each for each in self._columns if each.name in totals and _is_money(each)]
        self.unit = matching.unit or unit
        self.over = over is not None and not matching.heads
        self.model = DraftModel()
        self._said: list[list[str]] = []
        self._picks = [self._pick(n) for n in range(matching.width)]
        self.table = self._table()
        self.effect, self.beyond = label("", BODY, bold=True), Tag()
        self.add(self._head(), self._choices(), self.table, self._effect_line())
        self.go = button("", "primary", clicked=self.accept)
        cancel = button("取消", "", "", "Esc", clicked=self.reject)
        self.close_with(self.go, left=(cancel,))
        self.model.ticked_changed.connect(self._renew)
        self._read()
        self.resize(*self._wanted_size())

    # Parts

    def _head(self) -> QHBoxLayout:
        count, width = len(self._matching.rows) + bool(self._matching.heads), self._matching.width
        told = f"剪贴板里有 {count} 行 {width} 列" + ("，第一行是表头。" if self._matching.heads else "。")
        parts: list[QWidget] = []
        self._warning = Tag()
        if self._ids is not None:
            beneath = self._either("从当前行起覆盖", "作为新增行", self._choose_over, first=self.over)
            parts += [label("放到", SMALL, tone="text2"), *beneath]
        if any(map(_is_money, self._columns)):
            units = self._either("元", "万元", self._choose_unit, first=self.unit == "元")
            parts += [label("金额单位", SMALL, tone="text2"), *units]
        return row(label(told), self._warning, None, *parts)

    def _either(
        self, one: str, other: str, chosen: Callable[[str], None], *, first: bool
    ) -> tuple[QPushButton, QPushButton]:
        """Return two buttons of which one is down."""
        group = QButtonGroup(self)
        made = button(one, small=True), button(other, small=True)
        for each in made:
            each.setCheckable(True)
            group.addButton(each)
        made[0 if first else 1].setChecked(True)
        group.buttonClicked.connect(lambda each: chosen(each.text()))
        return made

    def _choose_unit(self, unit: str) -> None:
        self.unit = unit
        self._read()

    def _choose_over(self, words: str) -> None:
        self.over = words != "作为新增行"
        self._read()

    def _pick(self, number: int) -> QComboBox:
        made = QComboBox()
        made.setFont(font(BODY))
        made.addItem(UNWANTED, "")
        for each in self._columns:
            made.addItem(each.entry.label if each.entry else each.label, each.name)
        made.setCurrentIndex(max(0, made.findData(self._matching.names[number])))
        made.setFixedWidth(_PICK)
        made.setAccessibleName(f"{self._called(number)}，写到哪一列")
        made.activated.connect(lambda _: self._match(number))
        return made

    def _called(self, number: int) -> str:
        head = self._matching.heads[number] if self._matching.heads else ""
        return f"剪贴板列：{head or f'第 {number + 1} 列'}"

    def _choices(self) -> QScrollArea:
        """The choice of a column for each pasted one, side by side."""
        pairs: list[QWidget] = []
        for number, pick in enumerate(self._picks):
            title = Elided(self._called(number), SMALL, tone="text2")
            title.setFixedWidth(_PICK)
            pairs.append(box(column(title, pick, gap=4)))
        inside = QWidget()
        inside.setObjectName("sunken")
        inside.setLayout(row(*pairs, None, gap=12, margins=(12, 8, 12, 8)))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(inside.sizeHint().height() + 12)
        return area

    def _table(self) -> QTableView:
        made = QTableView()
        made.setTabKeyNavigation(False)  # Tab leads to the columns and out again
        made.setModel(self.model)
        made.setFont(font(BODY))
        made.setAccessibleName("粘贴的行")
        made.setShowGrid(False)
        made.setItemDelegate(DraftPainter(made))
        made.setWordWrap(False)
        made.setIconSize(QSize(16, 16))
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.verticalHeader().hide()
        made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        made.verticalHeader().setDefaultSectionSize(ROW)
        head = made.horizontalHeader()
        head.setFont(font(SMALL, bold=True))
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        made.setMinimumHeight(_LOWEST)
        made.installEventFilter(self)
        return made

    def _effect_line(self) -> QHBoxLayout:
        return row(
            label("写入后", SMALL, tone="text2"),
            self.effect,
            self.beyond,
            None,
            label("空格勾选；写入是一步，可撤销", SMALL, tone="muted"),
        )

    def _wanted_size(self) -> tuple[int, int]:
        parent = self.parentWidget()
        window = parent.window() if parent else None
        width, height = (window.width(), window.height()) if window else (1366, 768)
        rows = 250 + ROW * (len(self.model.rows) + 2)
        widest = _USUAL if self._matching.width <= _FEW else _MANY
        return max(760, min(widest, width - 60)), max(420, min(rows, height - 120))

    # What is shown

    def _match(self, number: int) -> None:
        """Take what the officer chose for a column; the one that has it has none as long as this one keeps it."""
        name = self._picks[number].currentData()
        self._own_names = {n: "" if each == name else each for n, each in self._own_names.items()}
        self._own_names[number] = name
        taken = set(self._own_names.values())
        names = ["" if each in taken else each for each in self._given]
        names = [self._own_names.get(n, each) for n, each in enumerate(names)]
        self._matching = replace(self._matching, names=tuple(names))
        for each, wanted in zip(self._picks, names, strict=True):
            each.setCurrentIndex(max(0, each.findData(wanted)))
        self._read()

    def _read(self) -> None:
        drafting = Drafting(self._report, self._section, self._columns, self.unit)
        matching, onto = self._matching, Onto(self._ids if self.over else None, self._fixed)
        by_name = {each.name: _headed(each, self.unit) for each in self._columns}
        columns = [by_name[name] for name in matching.names if name in by_name]

        def read() -> tuple[tuple[DraftRow, ...], list[list[str]]]:
            rows = drafting.rows(matching, onto)
            return rows, [_longest(rows, number) for number in range(len(columns))]

        rows, self._said = self._patience("正在读要粘贴的内容", read)
        self.model.show_rows(rows, columns)
        self._set_widths()
        homeless = self._matching.names.count("")
        self._warning.show_word(f"{homeless} 列没有选去处，不写入" if homeless else "", "warn", "sev_warn")

    def _set_widths(self) -> None:
        """Give ticks and words their width and the cells what is left, texts more of it than figures."""
        columns = [self._as_wide_as_said(n, each) for n, each in enumerate(self.model.columns)]
        room = self.table.width() - 2 - _TICK - _SAID - _SCROLLING
        asked = [_TICK, *fitted(suited(columns, [0] * len(columns)), room), _SAID]
        for number, width in enumerate(asked):
            self.table.setColumnWidth(number, width)

    def _as_wide_as_said(self, number: int, each: Column) -> Column:
        """A column with room for what is written otherwise in it; texts have their share anyway."""
        if each.share:
            return each
        wide = map(self.table.fontMetrics().horizontalAdvance, self._said[number])
        widest = max(wide, default=0) + 2 * PADDING + 4
        width = max(each.width, min(widest, _WIDEST))
        return replace(each, width=width, least=max(each.least, width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._outer.activate()
        self._set_widths()

    def _renew(self) -> None:
        """Tell what the ticked rows would do."""
        chosen = self.model.chosen
        told, beyond = self._patience("正在算写入后的合计", lambda: self._told(chosen))
        self.effect.setText(told)
        self.beyond.show_word(beyond, "warn", "sev_warn")
        self.effect.setAccessibleName(f"写入后 {self.effect.text()}")
        self.go.setText(f"只写入勾选的 {len(chosen)} 行")
        self.go.setEnabled(bool(chosen))

    def _told(self, chosen: Sequence[DraftRow]) -> tuple[str, str]:
        """How many rows there are before and after, and the sums of money; and what of it is too much."""
        after = self._after(chosen)
        before, now = (self._rows(each) for each in (self._report, after))
        told = [f"{len(before)} 行 → {len(now)} 行"]
        for each in self._totals:
            old, new = (sum(getattr(r, each.name) or 0 for r in rows) for rows in (before, now))
            sign = "+" if new >= old else ""
            name = each.entry.label if each.entry else each.label
            told.append(
                f"{name}合计 {amount(old, '万元')} → {amount(new, '万元')} 万元（{sign}{amount(new - old, '万元')}）"
            )
        return "　".join(told), _beyond(after) if self._section == "payments" else ""

    def _rows(self, report: Report) -> list[Record]:
        """The records of the table that is pasted into."""
        own = self._own.items()
        return [row for row in report.rows(self._section) if all(getattr(row, k) == v for k, v in own)]

    def accept(self) -> None:
        """Remember what the heads stood for."""
        if self._matching.heads:
            pairs = zip(self._matching.heads, self._matching.names, strict=True)
            remember_heads(self._section, {head: name for head, name in pairs if head})
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if space and watched is self.table and event.type() == QEvent.Type.KeyPress:
            self.model.toggle([each.row() for each in self.table.selectionModel().selectedRows()])
            return True
        return super().eventFilter(watched, event)


def _beyond(report: Report) -> str:
    """That payments come to more than the year's budget, and its sum; '' where they do not."""
    budget = sum(each.adjusted or 0 for each in report.budget)
    paid = sum(each.amount or 0 for each in report.payments)
    return f"超过全年预算 {amount(budget, '万元')}" if 0 < budget < paid else ""


def _longest(rows: Sequence[DraftRow], number: int) -> list[str]:
    """The longest texts of a column that are written otherwise than they were pasted."""
    said = (row.cells[number].words for row in rows if row.cells[number].rewritten)
    return nlargest(_MEASURED, said, key=len)


def _is_money(each: Column) -> bool:
    return each.entry is not None and each.entry.kind.name == "money"


def _headed(each: Column, unit: str) -> Column:
    """The column with the unit of the pasted money in its head."""
    return replace(each, label=f"{each.entry.label}（{unit}）") if each.entry and _is_money(each) else each


def told_of(section: str, rows: Sequence[DraftRow], left_out: int) -> str:
    """Return what is told after rows of a preview were written."""
    made = sum(1 for each in rows if not each.record)
    wrong = sum(bool(cell.problem) for each in rows for cell in each.cells)
    parts = [f"{SECTIONS[section].label}：粘贴了 {len(rows)} 行"]
    if made:
        parts.append(f"其中新增 {made} 行")
    if wrong:
        parts.append(f"{wrong} 格读不懂，已照原样标红")
    if left_out:
        parts.append(f"{left_out} 行没有勾选，没有写入")
    return "，".join(parts)
