"""One finding at length: its sentence, the facts with their places, why it is looked for, what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.explaining_words import proposal
from desktop.models.places import place
from desktop.views.auditing.explanation import ExplanationBox
from desktop.views.auditing.facts_table import FactsTable
from desktop.views.auditing.fix_bar import FixBar
from desktop.views.auditing.words import brief, short, where_words
from desktop.views.desk import Desk
from desktop.views.finding_list import severity_of
from desktop.views.parts import Elided, button, callout, column, label, picture, row
from desktop.views.recent import when
from desktop.views.shapes import SEVERITIES, Tag
from desktop.views.theme import H2, SMALL

if TYPE_CHECKING:
    from desktop.models.checks import Finding

_ANY_EXPLANATION = "explanations/+1/text"
_NAME, _MOST, _TOLD = 40, 240, 600  # Characters of a name, of the sentence, and of its tooltip
_TAGS = {"强制性": "err", "核实性": "warn", "提示": "muted"}


class Detail(QWidget):
    """Shows one finding; stepped(±1) for the arrows, wanted(place) for a place to go to."""

    stepped = Signal(int)
    wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self.finding: Finding | None = None
        self._shape = picture("sev_hint", "text2", 18)
        self._message = label("", H2, bold=True, wrap=True)
        self._class, self._expired = Tag(), Tag("已失效", "warn")
        self._where = Elided("", SMALL, tone="text2", fill=False)
        self.go = button("去改 Enter", "link", "jump", small=True)
        self._why = label("", SMALL, tone="text2", wrap=True)
        self._source = label("", SMALL, tone="text2", wrap=True)
        self._must = callout("err", "强制性问题要改正数据，不能用说明代替", "改正以后这条自然消失。")
        self.facts, self.fixes = FactsTable(), FixBar()
        self.explanation = ExplanationBox(
            lambda: desk.recollection.known(_ANY_EXPLANATION), lambda each: proposal(desk.reckoning, each)
        )
        self.facts.wanted.connect(self.wanted)
        self.explanation.input.told.connect(desk.told)
        self.setLayout(self._lay())

    def _lay(self) -> QVBoxLayout:
        up = button("", "icon", "up", "上一条", clicked=lambda: self.stepped.emit(-1))
        down = button("", "icon", "down", "下一条", clicked=lambda: self.stepped.emit(1))
        mark = column(self._shape, None, margins=(0, 1, 0, 0))
        steps = column(row(self._class, self._expired, up, down, gap=4), None, gap=0)
        return column(
            row(mark, (self._message, 1), steps),
            row(self._where, self.go, None),
            self.facts,
            self._why,
            self._source,
            self.fixes,
            self._must,
            self.explanation,
            None,
            gap=8,
            margins=(16, 0, 8, 0),
        )

    def show_finding(self, finding: Finding) -> None:
        """Show a finding with what can be done about it in the report as it stands."""
        from desktop.models.facts import facts
        from desktop.report.fixes import fixes

        self.finding = finding
        reckoning, desk = self._desk.reckoning, self._desk
        self._show_head(finding)
        self._where.show_text(where_words(reckoning, finding.places[0] if finding.places else ""))
        self.facts.show_facts(reckoning, facts(reckoning, finding))
        self._show_rule(finding)
        self.fixes.show_fixes(desk.report, fixes(reckoning, finding), desk.lock)
        must = finding.severity.value == "强制性"
        self._must.setVisible(must)
        self.explanation.setVisible(not must)
        if not must:
            lock, noted = desk.locked("explanations"), self._noted(finding)
            self.explanation.show_finding(finding, reckoning.pack, lock, noted)

    def _noted(self, finding: Finding) -> str:
        """Say when the explanation of a finding was written; '' where it has none or nobody knows."""
        if not finding.explanation:
            return ""
        rows = self._desk.report.explanations
        mine = (each for each in rows if (each.rule, each.place) == (finding.rule, finding.place))
        row = next((each for each in mine if each.text == finding.explanation), None)
        kept = self._desk.session.journal(place("explanations", row.id)) if row else ()
        return when(kept[-1].at.isoformat()) if kept else ""

    def _show_head(self, finding: Finding) -> None:
        name, severity = severity_of(finding), finding.severity.value
        self._shape.draw(*SEVERITIES[name])
        told = short(brief(finding.message, _NAME), _MOST)
        self._message.setText(told)
        self._message.setToolTip("" if told == finding.message else short(finding.message, _TOLD))
        self._class.show_word(severity, _TAGS[severity])
        self._expired.setVisible(finding.expired)

    def _show_rule(self, finding: Finding) -> None:
        from desktop.models.checks import rules

        rule = next((each for each in rules() if each.id == finding.rule), None)
        self._why.setText(f"为什么查　{rule.why}" if rule and rule.why else "")
        self._why.setVisible(bool(self._why.text()))
        self._source.setText("　".join(filter(None, ("依据", finding.source, f"规则 {finding.rule}"))))
