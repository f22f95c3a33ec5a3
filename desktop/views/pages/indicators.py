"""绩效指标: levels merged, targets and actual values, and beneath the table what belongs to the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from desktop.models.adjusting_words import told_of_deviation
from desktop.models.joined import actual_shown, is_qualitative, target_shown
from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.reckoning.performance import is_over
from desktop.models.records import Indicator, Record
from desktop.models.scoring import score
from desktop.session import Change
from desktop.views.bands import BandBox
from desktop.views.form import RecordForm
from desktop.views.pages.catalogue import Page
from desktop.views.pages.figures import figure_text
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

WIDTHS = {
    "level1": Wide(76, 70),
    "level2": Wide(84, 76),
    "name": Wide(200, 120, 5),
    "target": Wide(104, 84, 1),
    "actual": Wide(104, 92, 1),
    "完成率": Wide(80, 72),
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
        self._weights = WeightsLine(self.desk)
        self.bands = BandBox(self.desk)
        self.bands.focused.connect(self.focused)
        self.hold(self.bands)
        self._filled = label("", SMALL, tone="text2")
        self._name, self._deviation = Elided("", H2, bold=True, fill=False), Tag()
        self.form = self.hold_form(
            RecordForm(self.desk, "indicators", 0, REASONS, lines={"reason": 2, "measure": 2})
        )
        self.ticks = TickLine(3)
        for name in ("reason", "measure"):
            self.form.editor(name).input.typed.connect(lambda _text: self._judge())
        self.further = self.hold_form(RecordForm(self.desk, "indicators", 0, FURTHER))
        self.further.hide()
        self._fold = button("数据来源、计算方法、定分…", "link", "down", small=True, clicked=self._unfold)
        add = button("新增指标", "", "plus", "Ctrl+Enter 也可以", clicked=self.add_row)
        begin = button("新增指标", "primary", clicked=self.add_row)
        share = button("均分分值", "", "sigma", "按规则包的分值，平均分给各项指标，可以撤销")
        share.setMenu(SharingMenu(share, self.desk, lambda: self.table.selected_ids))
        shown = button("得分计算", "", "list", "得分计算 Ctrl+J", clicked=room.actions["score"].toggle)
        self.add_actions(shown, self.guard(share), self.guard(add))
        empty = empty_box(
            "还没有绩效指标",
            "照绩效目标申报表填写：一级、二级、三级指标，指标值和分值。可以从 Excel 表直接粘贴，再填实际完成值。",
            self.guard(begin),
        )
        self._parts = Alternating(empty, self._full(), lambda: not self.desk.report.indicators)
        self.add(self._parts, 1)
        self.table.chosen.connect(self._choose)

    def _make_table(self) -> RecordTable:
        ratio = Computed("完成率", self._ratio, numeric=True, width=80)
        points = Computed("得分", self._points, numeric=True, width=60)
        made = RecordTable(
            self.desk,
            "indicators",
            ("level1", "level2", "name", "target", "actual", ratio, "weight", points),
            merged=2,
            summaries={"weight": self._sum, "得分": lambda _rows: self._earned()},
            yields=YIELDS,
        )
        made.records.content.joined = JOINED
        widen(made, WIDTHS)
        return made

    def _full(self) -> QWidget:
        made = QWidget()
        title = row(self._name, self._deviation, None, self._fold)
        detail = box(
            column(
                title,
                self.bands,
                self.form,
                row(self.ticks, None),
                self.further,
                gap=6,
                margins=(12, 8, 12, 8),
            ),
            "card",
        )
        above = row(self._weights, None, self._filled)
        made.setLayout(column(above, (self.table, 1), detail, gap=8))
        return made

    def add_row(self) -> None:
        """Make an indicator behind the current one, of the same levels, and go into it."""
        if self.desk.report.indicators:
            self.table.new_row()
            return
        made = self.desk.add("indicators")
        self._parts.renew()
        self.table.focus_place(place("indicators", made))

    def focus_place(self, where: str) -> bool:
        record, _, name = where.rpartition("/")
        if name in IN_CELLS:
            found = super().focus_place(f"{record}/{IN_CELLS[name]}")
            if found:
                self.focused.emit(where)  # shown in that cell, with a help of its own
            return found
        if name == "band":
            self.table.focus_place(record)
            self._choose()
            self.bands.show()
            return self.bands.focus_place(where)
        for form in (self.form, self.further):
            if name in form.fields:
                self.table.focus_place(record)
                self._choose()
                self._unfold(on=form is self.further or self.further.isVisible())
                return form.focus_place(where)
        return super().focus_place(where)

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        self._parts.renew()
        self._show_weights()
        if self.desk.report.find("indicators", self.form.id) is None:
            rows = self.desk.report.indicators
            self._show(rows[0] if rows else None)
        else:
            self._show_deviation()

    def _choose(self) -> None:
        current = self.table.current
        if current is not None and current.id != self.form.id:
            self._show(current)

    def _show(self, indicator: Record | None) -> None:
        for form in (self.form, self.further):
            form.set_record(indicator.id if indicator else 0)
        self._show_deviation()
        self._show_findings()

    def _unfold(self, *, on: bool | None = None) -> None:
        """Show or hide the further fields of the selected indicator."""
        shown = not self.further.isVisibleTo(self) if on is None else on
        self.further.setVisible(shown)
        self._fold.setText("收起" if shown else "数据来源、计算方法、定分…")

    def _show_deviation(self) -> None:
        indicator = self.desk.report.find("indicators", self.form.id)
        self._name.show_text((indicator.name or "未命名的指标") if indicator else "")
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

    def _judge(self) -> None:
        """Tick what reason and measure tell, as they stand or are being typed."""
        indicator = self.desk.report.find("indicators", self.form.id)
        if indicator is None or indicator.actual is None or indicator.target is None:
            return
        texts = {
            name: self.desk.pending_text(place("indicators", indicator.id, name))
            for name in ("reason", "measure")
        }
        reason, measure = (getattr(indicator, name) if text is None else text for name, text in texts.items())
        gap = plain(abs(indicator.actual - indicator.target))
        self.ticks.show_told(told_of_deviation(reason, measure, gap))

    def _sum(self, rows: Sequence[Record]) -> str:
        known = [each.weight for each in rows if each.weight is not None]
        return plain(sum(known, Decimal())) if known else ""

    def _ratio(self, indicator: Indicator) -> str:
        """How much of the target was reached; 达标 for a target that is met and no base for a rate."""
        text = figure_text(self.desk.reckoning, f"indicators/{indicator.id}/ratio")
        found = score(self.desk.reckoning).item(indicator.id)
        return text or ("达标" if found and found.is_met and indicator.actual is not None else "")

    def _points(self, indicator: Indicator) -> str:
        found = score(self.desk.reckoning).item(indicator.id)
        return "" if found is None or found.points is None else f"{found.points:.2f}"

    def _earned(self) -> str:
        known = [each.points for each in score(self.desk.reckoning).items if each.points is not None]
        return f"{sum(known, Decimal()):.2f}" if known else ""

    def _show_weights(self) -> None:
        """Show the sums of the weights, and how many actual values are filled."""
        self._weights.renew()
        rows = self.desk.report.indicators
        filled = sum(each.actual is not None or bool(each.actual_text or each.band) for each in rows)
        self._filled.setText(f"已填实际 {filled} / {len(rows)}")


def deviation(indicator: Indicator, *, over: bool = False) -> tuple[str, str]:
    """Say in a word how the actual value stands to the target, with its tone; *over*: far beyond it."""
    target, actual = indicator.target, indicator.actual
    if is_qualitative(indicator) and not indicator.band:
        return "定性，还没有选档次", "warn"
    if actual is None or target is None:
        return ("", "muted") if indicator.actual_text or indicator.band else ("实际完成待填", "warn")
    difference = actual - target
    distance = f"{plain(abs(difference))}{indicator.unit}"
    reason = "已写原因" if indicator.reason.strip() else "须写原因"
    tone = "ok" if indicator.reason.strip() else "warn"
    match indicator.operator:
        case "≥" | ">" | "=" | "" if difference < 0:
            return f"差 {distance}，{reason}", tone
        case "≤" | "<" if difference > 0:
            return f"超 {distance}，{reason}", tone
        case _ if over:
            return f"远超指标值，{reason}", tone
        case _:
            return "达到指标值", "ok"
