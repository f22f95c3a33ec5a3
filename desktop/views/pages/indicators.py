"""绩效指标: levels merged, targets and actual values, and beneath the table what belongs to the selected one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.models.joined import actual_shown, is_qualitative, target_shown
from desktop.models.places import place
from desktop.models.records import BANDS, Indicator, Record
from desktop.session import Change
from desktop.views.attaching import Attaching
from desktop.views.band_keys import BandKeys
from desktop.views.page_stack import PageStack
from desktop.views.pages.catalogue import Page
from desktop.views.pages.indicator_detail import FIELDS, IndicatorDetail
from desktop.views.pages.indicator_parts import HealthButton, ViewSwitch
from desktop.views.pages.indicator_scores import Scores
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.pages.weights import SharingMenu, WeightsLine
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import button, column, label, row
from desktop.views.room import Room
from desktop.views.tables import Computed, RecordTable
from desktop.views.tables.content import Blank, Joined
from desktop.views.theme import SMALL
from desktop.views.tree.dropping import TreeDrop
from desktop.views.tree.nodes import ACTUAL, IDLE, allotted
from desktop.views.tree.view import IndicatorTree

WIDTHS = {
    "level1": Wide(84, 84),
    "level2": Wide(98, 76),
    "name": Wide(200, 106, 5),
    "target": Wide(104, 82, 1),
    "actual": Wide(100, 82, 1),
    "完成率": Wide(78, 74),
    "weight": Wide(56, 52),
    "得分": Wide(60, 56),
}
DETAILED = frozenset(name for names in FIELDS.values() for name in names)
HEADS = {"level1": "一级", "level2": "二级", "actual": "实际完成", "weight": "分值"}
YIELDS = ("完成率", "level1")
IN_CELLS = {"operator": "target", "unit": "target", "target_text": "target", "actual_text": "actual"}
_ROOM_FOR_PLACE = 960  # Width of the page in px below which it does not say where it is printed
_IDLE = Blank(IDLE, "muted", "不计分，分值由本级其他指标分担")


def _missing(indicator: Indicator) -> str | Blank:
    """The word in an empty cell of the actual values."""
    if indicator.na_reason.strip():
        return replace(_IDLE, why=f"{_IDLE.why}；原因：{indicator.na_reason.strip()}")
    return "选档次" if is_qualitative(indicator) else "待填"


JOINED = {"target": Joined(target_shown, lambda _: "待填"), "actual": Joined(actual_shown, _missing)}


class IndicatorsPage(PageWidget):
    """绩效指标."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self.scores = Scores(self.desk)
        self.table = self.hold_table(self._make_table())
        self.tree = self._make_tree()
        self.modes = ViewSwitch(self._show_tree)
        self._weights = WeightsLine(self.desk)
        self._filled = label("", SMALL, tone="text2")
        self._sheets = PageStack()
        self.health = HealthButton(room)
        self.detail = IndicatorDetail(room)
        self.detail.focused.connect(self.focused)
        self._finders.append(self.detail)
        self._share = button("均分", "link", "swap", "按规则包的分值，平均分给各项指标，可以撤销", small=True)
        self._share.setMenu(SharingMenu(self._share, self.desk, lambda: self.selected_ids))
        self._offer_actions()
        self._parts = Alternating(self._empty(), self._full(), lambda: not self.desk.report.indicators)
        self.add(self._parts, 1)
        self._offer_bands()
        self._offer_keys()
        self._keep_in_sight()
        self.table.chosen.connect(self._choose)
        self.tree.chosen.connect(self._choose)
        self.modes.restore()

    def _empty(self) -> QWidget:
        begin = button("新增指标", "primary", clicked=self.add_row)
        return empty_box(
            "还没有绩效指标",
            "照绩效目标申报表填写：一级、二级、三级指标，指标值和分值。可以从 Excel 表直接粘贴，再填实际完成值。",
            self.guard(begin),
            self.guard(
                button("从指标库选…", "", "plus", clicked=self.room.actions["pick_indicators"].trigger)
            ),
        )

    def _offer_actions(self) -> None:
        """Put what can be done with indicators beside the title."""
        add = button("新增指标", "", "plus", "Ctrl+Enter 也可以", clicked=self.add_row)
        shown = button("", "icon", "sigma", "得分计算 Ctrl+J", clicked=self.room.actions["score"].toggle)
        up = button("", "icon", "up", "上移 Alt+↑", clicked=lambda: self._shift(-1))
        down = button("", "icon", "down", "下移 Alt+↓", clicked=lambda: self._shift(1))
        self.add_actions(self.modes, self.guard(up), self.guard(down), shown)
        self.add_actions(self.health, library_button(self.room), self.guard(add))

    def _offer_keys(self) -> None:
        """Ctrl+Tab between the rows and the editor beneath, Ctrl+PgDn and Ctrl+PgUp through its tabs."""
        for keys, deed in (
            ("Ctrl+Tab", self._change_over),
            ("Ctrl+Shift+Tab", self._change_over),
            ("Ctrl+PgDown", lambda: self.detail.step(1)),
            ("Ctrl+PgUp", lambda: self.detail.step(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _change_over(self) -> None:
        held = self.window().focusWidget()
        if held is not None and self.detail.isAncestorOf(held):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.detail.focus_tab()

    def _keep_in_sight(self) -> None:
        """Keep the current row in sight when the rows get less room: a fold opened, the findings shown."""
        for view in (self.table.view, self.tree):
            view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size().height() < event.oldSize().height():
            QTimer.singleShot(0, self, self._show_current)
        return super().eventFilter(watched, event)

    def _show_current(self) -> None:
        view = self.tree if self.modes.is_tree else self.table.view
        view.scrollTo(view.currentIndex())

    def _offer_bands(self) -> None:
        """Offer the bands where one is to be chosen, in table and tree."""
        actual = next(n for n, each in enumerate(self.table.columns) if each.name == "actual")

        def in_table(index: QModelIndex | QPersistentModelIndex) -> Indicator | None:
            found = self.table.records.record(index.row()) if index.column() == actual else None
            return found if isinstance(found, Indicator) else None

        def in_tree(index: QModelIndex | QPersistentModelIndex) -> Indicator | None:
            node = self.tree.tree.node(index) if index.column() == ACTUAL else None
            return node.record if node else None

        told = self.room.toast.show_text
        BandKeys(self.table.view, self.desk, in_table, told=told, done=self._banded, idle=self.focus_place)
        BandKeys(self.tree, self.desk, in_tree, told=told, done=self._banded, idle=self.focus_place)

    def _banded(self, band: str) -> None:
        """Go on below, or to the points, which a lower band leaves to the officer."""
        if band != BANDS[0]:
            self.detail.choose("band")
            self.detail.focus_place(place("indicators", self.detail.id, "points"))
        elif self.modes.is_tree:
            self.tree.go_on(1, 0)
        else:
            at = self.table.view.currentIndex()
            self.table.view.go_on(at.row(), at.column(), 1, 0)

    def _make_tree(self) -> IndicatorTree:
        made = IndicatorTree(self.desk, self.scores)
        made.focused.connect(self.focused)
        made.told.connect(self.room.toast.show_text)
        made.done.connect(self._offer_undo)
        made.wanted.connect(self.add_row)
        made.flagged.connect(self.room.flagged)
        made.idle.connect(self.focus_place)
        TreeDrop(made, self.desk, Attaching(self.desk, self.room.toast, made), made.id_at)
        self._finders.append(made)
        return made

    @property
    def view(self) -> RecordTable | IndicatorTree:
        """What the indicators are shown in now."""
        return self.tree if self.modes.is_tree else self.table

    @property
    def selected_ids(self) -> list[int]:
        """The ids of the indicators that are selected."""
        return self.view.selected_ids

    def _show_tree(self, *, on: bool) -> None:
        """Show the levels as a tree, or as merged cells; the current indicator stays so."""
        current = (self.table if on else self.tree).current
        if on:
            self.tree.renew()
        self._sheets.setCurrentWidget(self.tree if on else self.table)
        if current is not None:
            self.view.focus_place(place("indicators", current.id, "name"))
        self._choose()

    def _shift(self, by: int) -> None:
        """Move what is selected up (-1) or down (1)."""
        if self.modes.is_tree:
            self.tree.deeds.shift(by)
        else:
            self.table.view.deeds.move_rows(by)

    def _make_table(self) -> RecordTable:
        scores = self.scores
        ratio = Computed("完成率", scores.ratio, numeric=True, width=80, look=scores.ratio_look)
        points = Computed("得分", scores.points, numeric=True, width=60, look=scores.points_look)
        made = RecordTable(
            self.desk,
            "indicators",
            ("level1", "level2", "name", "target", "actual", ratio, "weight", points),
            merged=2,
            yields=YIELDS,
        )
        made.records.content.joined = JOINED
        made.records.content.beneath = {"level1": self._allotted}
        call_shortly(made, HEADS)
        widen(made, WIDTHS)
        return made

    def _full(self) -> QWidget:
        made = QWidget()
        above = row((self._weights, 1), self.guard(self._share), self._filled)
        self._sheets.addWidget(self.table)
        self._sheets.addWidget(self.tree)
        made.setLayout(column(above, (self._sheets, 1), self.detail, gap=8))
        return made

    def add_row(self) -> None:
        """Make an indicator behind the current one, of the same levels, and go into it."""
        if not self.desk.report.indicators:
            made = self.desk.add("indicators")
            self._parts.renew()
            self._go_to(place("indicators", made, "name"))
            return
        if self.modes.is_tree and (ids := self.tree.ids_here):
            self.table.focus_place(place("indicators", ids[-1], "name"))
        self.table.new_row()
        if self.modes.is_tree and (fresh := self.table.current) is not None:
            self._go_to(place("indicators", fresh.id, "name"))

    def _go_to(self, where: str) -> bool:
        """Go to a place in table or tree; False where it is not there."""
        found = self.view.focus_place(where)
        self._choose()
        return found

    def focus_place(self, where: str) -> bool:
        record, _, name = where.rpartition("/")
        if name in IN_CELLS:
            found = self._go_to(f"{record}/{IN_CELLS[name]}")
            if found:
                self.focused.emit(where)  # shown in that cell, with a help of its own
            return found
        if name in DETAILED:
            self._go_to(record)
            return self.detail.focus_place(where)
        return self._go_to(where) or super().focus_place(where)

    def focus_first(self) -> None:
        if self.view.isVisible():
            self.view.setFocus()
        else:
            super().focus_first()

    def adapt(self, width: int) -> None:
        self._where.setVisible(width > _ROOM_FOR_PLACE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.give_room(event.size().height())

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        self._parts.renew()
        if self.modes.is_tree:
            self.tree.renew()
        self._show_weights()
        if self.desk.report.find("indicators", self.detail.id) is None:
            rows = self.desk.report.indicators
            self._show(rows[0] if rows else None)
        else:
            self.detail.renew()
        if change is not None and change.place.endswith("/actual") and self._says_idle(change.place):
            QTimer.singleShot(0, self, partial(self._ask_why_idle, change.place))

    def _says_idle(self, where: str) -> bool:
        return (self.desk.unread(where) or "").strip() == IDLE

    def _ask_why_idle(self, where: str) -> None:
        """Somebody wrote 不适用 for an actual value: it is no number, the reason has a field of its own."""
        if self.desk.is_open and self._says_idle(where):
            self.desk.write(where, "")
            self.desk.close_edit()
            self.focus_place(where.replace("/actual", "/na_reason"))
            self.room.toast.show_text("不适用的原因写在这里；写了就不计分，分值由本级其他指标分担")

    def _choose(self) -> None:
        current = self.view.current
        if current is not None and current.id != self.detail.id:
            self._show(current)

    def _show(self, indicator: Record | None) -> None:
        self.detail.set_indicator(indicator.id if indicator else 0)
        self._show_findings()

    def _allotted(self, rows: Sequence[Record]) -> str:
        """The points given to a whole first level, for its merged cell."""
        return f"{allotted(rows, self.desk.session.pack, whole=True)[0]} 分"

    def _show_weights(self) -> None:
        """Show the sums of the weights, and how many actual values are filled of those that are asked for."""
        self._weights.renew()
        rows = [each for each in self.desk.report.indicators if not each.na_reason.strip()]
        filled = sum(each.actual is not None or bool(each.actual_text or each.band) for each in rows)
        self._filled.setText(f"已填实际 {filled} / {len(rows)}")


def call_shortly(table: RecordTable, heads: Mapping[str, str]) -> None:
    """Give columns shorter heads, by entry name; what is pasted is known by the whole labels as well."""
    columns = tuple(replace(each, label=heads.get(each.name, each.label)) for each in table.records.columns)
    table.records.columns = columns
    table.records.content.columns = columns


def library_button(room: Room) -> QPushButton:
    """Return the button that offers what the own library can do here."""
    made = button("指标库", "", "list", "从往年用过的指标里选 Ctrl+Shift+L")
    menu = QMenu(made)
    menu.addActions([room.actions[name] for name in ("pick_indicators", "keep_indicators", "library")])
    made.setMenu(menu)
    return made
