"""绩效指标: levels merged, targets and actual values, and beneath the table what belongs to the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from desktop.models.numbers import plain
from desktop.models.places import place
from desktop.models.records import Indicator, Record
from desktop.session import Change
from desktop.views.form import RecordForm
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.pages.widths import Wide, widen
from desktop.views.parts import Elided, box, button, column, label, row
from desktop.views.room import Room
from desktop.views.shapes import Tag
from desktop.views.tables import RecordTable
from desktop.views.theme import H2, SMALL

COLUMNS = (
    "level1", "level2", "name", "operator", "target", "unit", "target_text", "weight", "actual",
    "actual_text",
)  # fmt: skip
YIELDS = ("actual_text", "target_text")
WIDTHS = {
    "level1": Wide(84, 84),
    "level2": Wide(104, 84),
    "name": Wide(230, 130, 5),
    "operator": Wide(52, 52),
    "target": Wide(76, 70),
    "unit": Wide(56, 52),
    "target_text": Wide(120, 120, 1),
    "weight": Wide(84, 84),
    "actual": Wide(96, 96),
    "actual_text": Wide(136, 136, 2),
}
REASONS = ((("reason", 1), ("measure", 1)),)
FURTHER = (("data_source", "calculation", "band"), ("points", "points_reason", "na_reason", "base"))
FULL = Decimal(90)  # Points of the indicators together, beside 10 for the execution (财预〔2020〕10号 附件)


class IndicatorsPage(PageWidget):
    """绩效指标."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self.table = self.hold_table(
            RecordTable(
                self.desk,
                "indicators",
                COLUMNS,
                merged=2,
                summaries={"weight": self._sum},
                yields=YIELDS,
            )
        )
        widen(self.table, WIDTHS)
        self._weights = row(gap=4)
        self._tags: list[Tag] = []
        self._filled = label("", SMALL, tone="text2")
        self._name, self._deviation = Elided("", H2, bold=True, fill=False), Tag()
        self.form = self.hold_form(
            RecordForm(self.desk, "indicators", 0, REASONS, lines={"reason": 2, "measure": 2})
        )
        self.further = self.hold_form(RecordForm(self.desk, "indicators", 0, FURTHER))
        self.further.hide()
        self._fold = button("数据来源、定性档次、得分…", "link", "down", small=True, clicked=self._unfold)
        add = button("新增指标", "", "plus", "Ctrl+Enter 也可以", clicked=self.add_row)
        begin = button("新增指标", "primary", clicked=self.add_row)
        self.add_actions(self.guard(add))
        empty = empty_box(
            "还没有绩效指标",
            "照绩效目标申报表填写：一级、二级、三级指标，指标值和分值。可以从 Excel 表直接粘贴，再填实际完成值。",
            self.guard(begin),
        )
        self._parts = Alternating(empty, self._full(), lambda: not self.desk.report.indicators)
        self.add(self._parts, 1)
        self.table.chosen.connect(self._choose)

    def _full(self) -> QWidget:
        made = QWidget()
        title = row(self._name, self._deviation, None, self._fold)
        detail = box(column(title, self.form, self.further, gap=6, margins=(12, 8, 12, 8)), "card")
        above = row(label("分值", SMALL, tone="text2"), self._weights, None, self._filled)
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
        for form in (self.form, self.further):
            if name in form.fields:
                self.table.focus_place(record)
                self._choose()
                self._unfold(on=form is self.further or self.further.isVisible())
                return form.focus_place(where)
        return super().focus_place(where)

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change and "indicators" not in change.sections:
            return
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
        self._fold.setText("收起" if shown else "数据来源、定性档次、得分…")

    def _show_deviation(self) -> None:
        indicator = self.desk.report.find("indicators", self.form.id)
        self._name.show_text((indicator.name or "未命名的指标") if indicator else "")
        word, tone = deviation(indicator) if indicator else ("", "muted")
        self._deviation.show_word(word, tone, "sev_warn" if tone == "warn" else "")

    def _sum(self, rows: Sequence[Record]) -> str:
        known = [each.weight for each in rows if each.weight is not None]
        return plain(sum(known, Decimal())) if known else ""

    def _show_weights(self) -> None:
        """Show the sum of the weights of each first level, and how many actual values are filled."""
        while (item := self._weights.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        rows = self.desk.report.indicators
        for level in dict.fromkeys(each.level1 for each in rows):
            weights = [each.weight for each in rows if each.level1 == level]
            known = [each for each in weights if each is not None]
            text = plain(sum(known, Decimal())) if known else "未填"
            self._weights.addWidget(Tag(f"{level or '未分级'} {text}", "muted" if known else "warn"))
        total = sum((each.weight for each in rows if each.weight is not None), Decimal())
        if total:
            fits = total == FULL
            self._weights.addWidget(
                Tag(f"合计 {plain(total)} / 90", "ok" if fits else "warn", "check" if fits else "")
            )
        filled = sum(each.actual is not None or bool(each.actual_text or each.band) for each in rows)
        self._filled.setText(f"已填实际 {filled} / {len(rows)}")


def deviation(indicator: Indicator) -> tuple[str, str]:
    """Say in a word how the actual value stands to the target, with its tone."""
    target, actual = indicator.target, indicator.actual
    if actual is None or target is None:
        return ("", "muted") if indicator.actual_text or indicator.band else ("实际完成待填", "warn")
    difference = actual - target
    text = f"差 {plain(abs(difference))}".replace("-", "−") + indicator.unit
    match indicator.operator:
        case "≥" | ">" | "=" | "" if difference < 0:
            return f"{text}，须写原因", "warn"
        case "≤" | "<" if difference > 0:
            return f"超 {plain(difference)}{indicator.unit}，须写原因", "warn"
        case _:
            return "达到指标值", "ok"
