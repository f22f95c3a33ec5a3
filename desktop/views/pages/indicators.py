"""绩效指标: levels merged, targets and actual values, and beneath the table what belongs to the selected one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.models.adjusting_words import told_of_deviation
from desktop.models.joined import actual_shown, is_qualitative, target_shown
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.ledger import as_judged
from desktop.models.reckoning.performance import is_over
from desktop.models.records import Indicator, Record
from desktop.models.scoring import score
from desktop.session import Change
from desktop.views.bands import BandBox
from desktop.views.form import RecordForm
from desktop.views.page_stack import PageStack
from desktop.views.pages.catalogue import Page
from desktop.views.pages.figures import figure_text
from desktop.views.pages.indicator_parts import HealthButton, HealthLine, ViewSwitch
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.pages.weights import SharingMenu, WeightsLine
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import Elided, box, button, column, label, row
from desktop.views.room import Room
from desktop.views.shapes import Tag
from desktop.views.tables import Computed, RecordTable
from desktop.views.tables.content import Joined
from desktop.views.theme import H2, SMALL
from desktop.views.tick_line import TickLine
from desktop.views.tree.nodes import allotted
from desktop.views.tree.view import IndicatorTree

WIDTHS = {
    "level1": Wide(76, 70),
    "level2": Wide(84, 76),
    "name": Wide(200, 106, 5),
    "target": Wide(104, 82, 1),
    "actual": Wide(104, 90, 1),
    "完成率": Wide(80, 74),
    "weight": Wide(90, 88),
    "得分": Wide(60, 56),
}
YIELDS = ("完成率", "level1")
REASONS = ((("reason", 1), ("measure", 1)),)
FURTHER = (
    ("data_source", "calculation", ("points", 1)),
    ("points_reason", "na_reason", ("base", 1)),
)
IN_CELLS = {"operator": "target", "unit": "target", "target_text": "target", "actual_text": "actual"}
JOINED = {
    "target": Joined(target_shown, lambda _: "待填"),
    "actual": Joined(actual_shown, lambda each: "选档次" if is_qualitative(each) else "待填"),
}


class IndicatorsPage(PageWidget):
    """绩效指标."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self.table = self.hold_table(self._make_table())
        self.tree = self._make_tree()
        self.modes = ViewSwitch(self._show_tree)
        self._weights = WeightsLine(self.desk)
        self.bands = BandBox(self.desk)
        self.bands.focused.connect(self.focused)
        self.hold(self.bands)
        self._filled = label("", SMALL, tone="text2")
        self._sheets = PageStack()
        self.health = HealthButton(room)
        self._name, self._deviation = Elided("", H2, bold=True, fill=False), Tag()
        self.form = self.hold_form(
            RecordForm(self.desk, "indicators", 0, REASONS, lines={"reason": 2, "measure": 2})
        )
        self.ticks = TickLine(3)
        for name in ("reason", "measure"):
            self.form.editor(name).input.typed.connect(lambda _text: self._judge())
        self.further = self.hold_form(RecordForm(self.desk, "indicators", 0, FURTHER))
        self.further.hide()
        self._proved = button("", "link", "clip", small=True, clicked=self._show_proofs)
        self.advice = HealthLine(room)
        self._fold = button("数据来源等各栏", "link", "down", small=True, clicked=self._unfold)
        self._offer_actions()
        begin = button("新增指标", "primary", clicked=self.add_row)
        empty = empty_box(
            "还没有绩效指标",
            "照绩效目标申报表填写：一级、二级、三级指标，指标值和分值。可以从 Excel 表直接粘贴，再填实际完成值。",
            self.guard(begin),
            self.guard(button("从指标库选…", "", "plus", clicked=room.actions["pick_indicators"].trigger)),
        )
        self._parts = Alternating(empty, self._full(), lambda: not self.desk.report.indicators)
        self.add(self._parts, 1)
        self.table.chosen.connect(self._choose)
        self.tree.chosen.connect(self._choose)
        self.modes.restore()

    def _offer_actions(self) -> None:
        """Put what can be done with indicators beside the title."""
        add = button("新增指标", "", "plus", "Ctrl+Enter 也可以", clicked=self.add_row)
        share = button("均分分值", "", "swap", "按规则包的分值，平均分给各项指标，可以撤销")
        share.setMenu(SharingMenu(share, self.desk, lambda: self.selected_ids))
        shown = button("", "icon", "sigma", "得分计算 Ctrl+J", clicked=self.room.actions["score"].toggle)
        up = button("", "icon", "up", "上移 Alt+↑", clicked=lambda: self._shift(-1))
        down = button("", "icon", "down", "下移 Alt+↓", clicked=lambda: self._shift(1))
        self.add_actions(self.guard(up), self.guard(down), shown)
        self.add_actions(library_button(self.room), self.guard(share), self.guard(add))

    def _make_tree(self) -> IndicatorTree:
        made = IndicatorTree(self.desk, self._ratio, self._points)
        made.focused.connect(self.focused)
        made.told.connect(self.room.toast.show_text)
        made.done.connect(self._offer_undo)
        made.wanted.connect(self.add_row)
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
            self.tree.shift(by)
        else:
            self.table.view.deeds.move_rows(by)

    def _make_table(self) -> RecordTable:
        ratio = Computed("完成率", self._ratio, numeric=True, width=80)
        points = Computed("得分", self._points, numeric=True, width=60)
        made = RecordTable(
            self.desk,
            "indicators",
            ("level1", "level2", "name", "target", "actual", ratio, "weight", points),
            merged=2,
            yields=YIELDS,
        )
        made.records.content.joined = JOINED
        made.records.content.beneath = {"level1": self._allotted}
        widen(made, WIDTHS)
        return made

    def _full(self) -> QWidget:
        made = QWidget()
        title = row(self._name, self._deviation, None, self._proved, self._fold)
        detail = box(
            column(
                title,
                self.bands,
                self.form,
                row(self.ticks, (self.advice, 50), None, gap=16),
                self.further,
                gap=6,
                margins=(12, 8, 12, 8),
            ),
            "card",
        )
        above = row(self._weights, None, self.health, self._filled, self.modes)
        self._sheets.addWidget(self.table)
        self._sheets.addWidget(self.tree)
        made.setLayout(column(above, (self._sheets, 1), detail, gap=8))
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
        if name == "band":
            self._go_to(record)
            self.bands.show()
            return self.bands.focus_place(where)
        for form in (self.form, self.further):
            if name in form.fields:
                self._go_to(record)
                self._unfold(on=form is self.further or self.further.isVisible())
                return form.focus_place(where)
        return self._go_to(where) or super().focus_place(where)

    def focus_first(self) -> None:
        self.view.setFocus()

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        self._parts.renew()
        if self.modes.is_tree:
            self.tree.renew()
        self._show_weights()
        if self.desk.report.find("indicators", self.form.id) is None:
            rows = self.desk.report.indicators
            self._show(rows[0] if rows else None)
        else:
            self._show_deviation()

    def _choose(self) -> None:
        current = self.view.current
        if current is not None and current.id != self.form.id:
            self._show(current)

    def _show(self, indicator: Record | None) -> None:
        for form in (self.form, self.further):
            form.set_record(indicator.id if indicator else 0)
        self.advice.show_indicator(indicator.id if indicator else 0)
        self._show_deviation()
        self._show_findings()

    def _unfold(self, *, on: bool | None = None) -> None:
        """Show or hide the further fields of the selected indicator."""
        shown = not self.further.isVisibleTo(self) if on is None else on
        self.further.setVisible(shown)
        self._fold.setText("收起" if shown else "数据来源等各栏")

    def _show_deviation(self) -> None:
        indicator = self.desk.report.find("indicators", self.form.id)
        self._name.show_text((indicator.name or "未命名的指标") if indicator else "")
        self._proved.setText(f"佐证 {len(self._proofs())}")
        self.bands.setVisible(indicator is not None and (is_qualitative(indicator) or bool(indicator.band)))
        if indicator:
            self.bands.show_indicator(indicator)
        over = indicator is not None and is_over(self.desk.reckoning.ledger, indicator)
        word, tone = deviation(indicator, over=over) if indicator else ("", "muted")
        asked = "原因" in word
        self.ticks.setVisible(asked)
        if asked:
            self._judge()
        self._deviation.show_word(word, tone, "sev_warn" if tone == "warn" else "")

    def _proofs(self) -> list[int]:
        """The ids of what proves the indicator shown."""
        whole = place("indicators", self.form.id)
        rows = self.desk.report.evidence
        return [
            each.id
            for each in rows
            if any(where == whole or where.startswith(f"{whole}/") for where in each.places)
        ]

    def _show_proofs(self) -> None:
        """Go to the first material that proves the indicator shown, else to where one is added."""
        found = self._proofs()
        self.room.go(place("evidence", found[0]) if found else "evidence")

    def _allotted(self, rows: Sequence[Record]) -> str:
        """The points given to a whole first level, for its merged cell."""
        return f"{allotted(rows, self.desk.session.pack, whole=True)[0]} 分"

    def _judge(self) -> None:
        """Tick what reason and measure tell, as they stand or are being typed."""
        found = self.desk.report.find("indicators", self.form.id)
        indicator = as_judged(found) if found else None
        if indicator is None or indicator.actual is None or indicator.target is None:
            return
        texts = {
            name: self.desk.pending_text(place("indicators", indicator.id, name))
            for name in ("reason", "measure")
        }
        reason, measure = (getattr(indicator, name) if text is None else text for name, text in texts.items())
        gap = plain(abs(indicator.actual - indicator.target))
        self.ticks.show_told(told_of_deviation(reason, measure, gap))

    def _ratio(self, indicator: Indicator) -> str:
        """How much of the target was reached; 达标 for a target that is met and no base for a rate."""
        text = figure_text(self.desk.reckoning, f"indicators/{indicator.id}/ratio")
        found = score(self.desk.reckoning).item(indicator.id)
        return text or ("达标" if found and found.is_met and indicator.actual is not None else "")

    def _points(self, indicator: Indicator) -> str:
        found = score(self.desk.reckoning).item(indicator.id)
        return "" if found is None or found.points is None else f"{found.points:.2f}"

    def _show_weights(self) -> None:
        """Show the sums of the weights, and how many actual values are filled."""
        self._weights.renew()
        rows = self.desk.report.indicators
        filled = sum(each.actual is not None or bool(each.actual_text or each.band) for each in rows)
        self._filled.setText(f"已填实际 {filled} / {len(rows)}")


def library_button(room: Room) -> QPushButton:
    """Return the button that offers what the own library can do here."""
    made = button("指标库", "", "list", "从往年用过的指标里选 Ctrl+Shift+L")
    menu = QMenu(made)
    menu.addActions([room.actions[name] for name in ("pick_indicators", "keep_indicators", "library")])
    made.setMenu(menu)
    return made


def deviation(indicator: Indicator, *, over: bool = False) -> tuple[str, str]:
    """Say in a word how the actual value stands to the target, with its tone; *over*: far beyond it."""
    judged = as_judged(indicator)
    target, actual = judged.target, judged.actual
    if is_qualitative(indicator) and not indicator.band:
        return "定性，还没有选档次", "warn"
    if actual is None or target is None:
        return ("", "muted") if indicator.actual_text or indicator.band else ("实际完成待填", "warn")
    difference = actual - target
    distance = f"{plain(abs(difference))}{indicator.unit}"
    reason = "已写原因" if indicator.reason.strip() else "须写原因"
    tone = "ok" if indicator.reason.strip() else "warn"
    match judged.operator:
        case "≥" | ">" | "=" | "" if difference < 0:
            return f"差 {distance}，{reason}", tone
        case "≤" | "<" if difference > 0:
            return f"超 {distance}，{reason}", tone
        case _ if over:
            return f"远超指标值，{reason}", tone
        case _:
            return "达到指标值", "ok"
