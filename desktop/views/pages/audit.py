"""审核: every finding with its numbers; Enter goes to where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desktop.models.places import describe
from desktop.session import Change
from desktop.views.audit import ORDER, first_place
from desktop.views.finding_list import FindingList, severity_of
from desktop.views.icons import icon
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import Alternating, PageWidget, empty_box
from desktop.views.parts import box, button, column, label, row
from desktop.views.room import Room
from desktop.views.shapes import SEVERITIES, Tag
from desktop.views.theme import BODY, H2, ROW, SMALL

if TYPE_CHECKING:
    from desktop.models.checks import Finding

MEANINGS = {
    "强制性": "必须改正，改完才能定稿",
    "核实性": "请核对，确实无误的要写说明",
    "提示": "供参考，不影响出稿",
}


class AuditPage(PageWidget):
    """审核."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._only = ""
        self._buttons = {name: self._class_button(name) for name in ORDER}
        self._list = FindingList(px=BODY, line=ROW)
        self._list.opened.connect(self._go)
        self._list.current.connect(self._show)
        self._detail = _Detail()
        self._detail.go.clicked.connect(lambda *_: self._go(self._detail.finding))
        full = QWidget()
        full.setLayout(column((self._list, 1), self._detail, gap=10))
        empty = empty_box(
            "没有要处理的问题", "数字对得上，必填项都有，文字里没有发现前后不一致。", self._preview_button()
        )
        self._parts = Alternating(empty, full, lambda: not room.audit.findings)
        self.add(row(*self._buttons.values(), None, label("Enter 去改", SMALL, tone="muted")))
        self.add(self._parts, 1)
        room.audit.renewed.connect(self._renew_list)
        self._renew_list()

    def _preview_button(self) -> QPushButton:
        return button("导出 PDF", "primary", "export", clicked=self.room.actions["export"].trigger)

    def _class_button(self, name: str) -> QPushButton:
        made = button(name, tip=MEANINGS[name])
        made.setIcon(icon(*SEVERITIES[name]))
        made.setCheckable(True)
        made.toggled.connect(lambda on: self._choose(name if on else ""))
        return made

    def focus_first(self) -> None:
        self._list.setFocus()

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change is None:
            self._list.setFocus()

    def _choose(self, name: str) -> None:
        self._only = name
        for each, made in self._buttons.items():
            made.blockSignals(True)
            made.setChecked(each == name)
            made.blockSignals(False)
        self._renew_list()

    def _renew_list(self) -> None:
        counts = self.room.audit.counts()
        for name, made in self._buttons.items():
            made.setText(f"{name} {counts[name]}")
        found = self.room.audit.findings
        shown = tuple(each for each in found if not self._only or severity_of(each) == self._only)
        self._list.rows.renew(shown)
        self._parts.renew()
        at = self._list.currentIndex().row()
        if shown and not 0 <= at < len(shown):
            self._list.choose(0)
            at = 0
        self._detail.setVisible(bool(shown))
        if shown:
            self._show(at)

    def _show(self, at: int) -> None:
        findings = self._list.rows.findings
        if 0 <= at < len(findings):
            finding = findings[at]
            places = [describe(self.desk.report, each) for each in finding.places[:6]]
            self._detail.show_finding(finding, places)

    def _go(self, finding: Finding | None) -> None:
        if finding is not None:
            self.room.go(first_place(finding) or "project")


class _Detail(QWidget):
    """One finding: its sentence, the numbers at issue, where, and the rule it comes from."""

    def __init__(self) -> None:
        super().__init__()
        self.finding: Finding | None = None
        self._class = Tag()
        self._message = label("", H2, bold=True, wrap=True)
        self.go = button("去改", "primary", "jump")
        self._numbers = QGridLayout()
        self._numbers.setHorizontalSpacing(16)
        self._numbers.setVerticalSpacing(4)
        self._numbers.setColumnStretch(2, 1)
        self._places = label("", tone="text2", wrap=True)
        self._source = label("", SMALL, tone="muted", wrap=True)
        self._facts = label("现场数据", SMALL, bold=True)
        head = row(self._class, (self._message, 1), self.go)
        body = column(
            head,
            self._facts,
            self._numbers,
            self._places,
            self._source,
            gap=6,
            margins=(16, 12, 16, 12),
        )
        self.setLayout(column(box(body, "card"), gap=0))

    def show_finding(self, finding: Finding, places: list[str]) -> None:
        """Show a finding; *places* are said in the officer's words."""
        self.finding = finding
        name = severity_of(finding)
        shape, tone = SEVERITIES[name]
        self._class.show_word(name, tone, shape)
        self._message.setText(finding.message)
        while (item := self._numbers.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self._facts.setVisible(bool(finding.numbers))
        for line, (title, value) in enumerate(list(finding.numbers.items())[:8]):
            self._numbers.addWidget(label(title, tone="text2"), line, 0)
            self._numbers.addWidget(label(value, bold=True), line, 1)
        more = f" 等 {len(finding.places)} 处" if len(finding.places) > len(places) else ""
        self._places.setText(f"位置：{'、'.join(places)}{more}" if places else "位置：整份报告")
        source = f"　依据：{finding.source}" if finding.source else ""
        self._source.setText(f"规则 {finding.rule}{source}　{MEANINGS[finding.severity.value]}")
