"""审核: all findings in groups; for one of them the facts, the quick fixes and the explanation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget

from desktop.models.explaining import explain, least_words, unexplain
from desktop.models.places import place
from desktop.session import Change
from desktop.views.audit import first_place
from desktop.views.auditing.detail import Detail
from desktop.views.auditing.filters import Filters
from desktop.views.auditing.finding_tree import FindingTree
from desktop.views.auditing.groups import EXPIRED, EXPLAINED, alike, grouped, having, key_of, of_state
from desktop.views.auditing.nothing import NothingFound
from desktop.views.auditing.verdict import unfinished, verdict
from desktop.views.auditing.words import short, where_of
from desktop.views.pages.catalogue import Page
from desktop.views.pages.page import Alternating, PageWidget
from desktop.views.parts import button, column, label, row, scrolled
from desktop.views.room import Room
from desktop.views.theme import BODY, font

if TYPE_CHECKING:
    from desktop.models.checks import Finding
    from desktop.models.fixes import Fix
    from desktop.models.records import Report

_OWN = "user_rules"
_RULES = (_OWN, "rule_pack/rules")  # Where rules of one's own stand: in the file, in the rule pack


class AuditPage(PageWidget):
    """审核."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self._search = self._search_line()
        self.find_with(self._search)
        self.add_actions(self._search, *self._tools())  # Made in reading order, for Tab
        self.filters = Filters()
        self.filters.changed.connect(self._renew_list)
        self.list = FindingTree(self._where_of)
        self.list.current.connect(self._show)
        self.list.opened.connect(self._go)
        self.list.explaining.connect(self._explain)
        self._nothing = label("", tone="muted", wrap=True)
        self.detail = self._make_detail()
        self._scroll = scrolled(self.detail)
        self.nothing = NothingFound(room.audit, self._export_button(), self._again_button("再审一次", ""))
        self._failed = label("", tone="err", wrap=True)
        left = column(self._failed, self._nothing, (self.list, 1), gap=8)
        full = QWidget()
        full.setLayout(column(self.filters, (row((left, 43), (self._scroll, 57), gap=0), 1), gap=10))
        self._parts = Alternating(self.nothing, full, lambda: not room.audit.findings)
        self.add(self._parts, 1)
        room.audit.renewed.connect(self._looked)
        room.audit.unsettled.connect(self._looked)

    def _search_line(self) -> QLineEdit:
        made = QLineEdit()
        made.setFont(font(BODY))
        made.setPlaceholderText("找规则、位置")
        made.setAccessibleName("找规则、位置")
        made.setToolTip("规则、句子里的字、位置的拼音　Ctrl+F")
        made.setClearButtonEnabled(True)
        made.setFixedWidth(150)
        made.textChanged.connect(lambda _text: self._renew_list())
        made.returnPressed.connect(self._enter_list)
        for key, deed in ((Qt.Key.Key_Down, self._enter_list), (Qt.Key.Key_Escape, made.clear)):
            QShortcut(QKeySequence(key), made, deed).setContext(Qt.ShortcutContext.WidgetShortcut)
        return made

    def _enter_list(self) -> None:
        """Go on from what is sought to what was found."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_detail(self) -> Detail:
        made = Detail(self.desk)
        made.go.clicked.connect(lambda *_: self._go(made.finding))
        made.stepped.connect(self.list.step)
        made.wanted.connect(self._go_to)
        made.fixes.chosen.connect(self._mend)
        made.explanation.noted.connect(self._note)
        made.explanation.withdrawn.connect(self._withdraw)
        return made

    def _export_button(self) -> QPushButton:
        return button("导出 PDF", "primary", "export", clicked=self.room.actions["export"].trigger)

    def _tools(self) -> tuple[QPushButton, ...]:
        actions = self.room.actions
        menu = QMenu(self)
        menu.addAction(actions["export_findings"])
        menu.addAction(actions["print_findings"])
        listing = button("审核清单", "", "list", "导出成 Excel 或打印")
        listing.setMenu(menu)
        own = button(
            "自定义审核…",
            "",
            "edit",
            "自己写的审核：两个数应当满足的关系",
            clicked=actions["own_rules"].trigger,
        )
        return own, listing, self._again_button("全审 F9", "primary")

    def _again_button(self, text: str, look: str) -> QPushButton:
        return button(text, look, "check", "从头审一遍 F9", clicked=self.room.actions["audit"].trigger)

    def focus_first(self) -> None:
        self.list.setFocus()

    def focus_place(self, where: str) -> bool:
        """Show the finding that an explanation or a rule of one's own belongs to."""
        section, _, rest = where.partition("/")
        id_ = rest.partition("/")[0]
        row_ = self.desk.report.find(section, int(id_)) if id_.isdecimal() else None
        wanted = (
            ("U01", where) if section == _OWN else (getattr(row_, "rule", ""), getattr(row_, "place", ""))
        )
        for each in self.room.audit.findings:
            if (each.rule, each.place) == wanted:
                self.filters.choose("")
                self.list.choose(key_of(each))
        self.list.setFocus()
        return True

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        if change is None:
            self._looked()
            self.list.setFocus()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._renew_list()

    def _looked(self) -> None:
        """Show what the last look found, and when it was."""
        audit = self.room.audit
        if audit.is_looked:
            from desktop.models.checks import rules

            self._where.setText(f"规则 {len(rules())} 条 · {datetime.now().astimezone():%H:%M}")
        elif self.desk.is_open:
            self._where.setText(verdict(audit).title)
        if self.isVisible():
            self._renew_list()

    def _renew_list(self) -> None:
        if not self.desk.is_open:
            return
        found = self.room.audit.findings
        self.filters.show_counts(found)
        shown = having(of_state(found, self.filters.state), self._search.text(), self._where_of)
        if self.filters.state == EXPLAINED:
            self.list.unfold(EXPLAINED)
        self.list.show_groups(grouped(shown, self.filters.by))
        self.nothing.renew()
        self._parts.renew()
        found_not = unfinished(self.room.audit)
        self._failed.setVisible(found_not is not None)
        self._failed.setText(found_not.line if found_not else "")
        looked_at = self._is_among(shown)
        self._nothing.setVisible(not looked_at)
        self._nothing.setText(self._why_nothing(shown))
        self._scroll.widget().setVisible(looked_at)

    def _is_among(self, shown: Sequence[Finding]) -> bool:
        """Whether the finding in the detail is one to look at still: in the list, or open in a folded group."""
        finding = self.detail.finding
        if finding is None:
            return False
        key = key_of(finding)
        same = (not each.explained for each in shown if alike(key_of(each), key))
        return self.list.rows.row_of(key) >= 0 or any(same)

    def _why_nothing(self, shown: Sequence[Finding]) -> str:
        if shown:  # Explained ones, folded
            return f"{verdict(self.room.audit).line}；已说明 {len(shown)} 处，点开可以看。"
        if self._search.text().strip():
            return f"没有含“{short(self._search.text().strip())}”的问题，清空查找可以看全部。"
        return "没有失效的说明。" if self.filters.state == EXPIRED else f"没有{self.filters.state}的问题。"

    def _where_of(self, finding: Finding) -> str:
        return where_of(self.desk.reckoning, finding) if self.desk.is_open else ""

    def _show(self, finding: Finding) -> None:
        self.detail.show_finding(finding)
        self._scroll.widget().show()
        self._nothing.hide()
        self.room.flagged(first_place(finding))

    def _explain(self) -> None:
        """Put the focus into the explanation, where there may be one."""
        if self.detail.explanation.isVisible():
            self.detail.explanation.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scroll.ensureWidgetVisible(self.detail.explanation)

    def _go(self, finding: Finding | None) -> None:
        if finding is None:
            return
        where = first_place(finding)
        if where.startswith(_RULES):
            self.edit_rules(where)
        else:
            self.room.go(where or "project")

    def _go_to(self, where: str) -> None:
        from desktop.models.facts import stored_place

        where = stored_place(self.desk.reckoning, where)
        if where.startswith(_RULES):
            self.edit_rules(where)
        else:
            self.room.go(where)

    def _mend(self, fix: Fix) -> None:
        """Apply a quick fix as one edit, and look again at once."""
        finding = self.detail.finding
        self.desk.flush()
        report = fix.apply(self.desk.report, self.desk.session.new_id)
        self.desk.edit(report, fix.text, place=first_place(finding) if finding else "")
        self._told(f"已改正：{fix.text}")

    def _note(self, text: str) -> None:
        finding = self.detail.finding
        if finding is None:
            return
        self.desk.flush()
        least = least_words(self.desk.reckoning.pack)
        report = explain(self.desk.report, finding, text, self.desk.session.new_id, least=least)
        self._edit_explanation(report, finding, "记下说明")

    def _withdraw(self) -> None:
        finding = self.detail.finding
        if finding is not None:
            self.desk.flush()
            self._edit_explanation(unexplain(self.desk.report, finding), finding, "撤回说明")

    def _edit_explanation(self, report: Report, finding: Finding, words: str) -> None:
        given = report.explanations or self.desk.report.explanations
        same = (each.id for each in given if (each.rule, each.place) == (finding.rule, finding.place))
        where = place("explanations", next(same, 0) or 1)
        self.desk.edit(report, f"{words}：{short(finding.message)}", place=where)
        self.detail.explanation.forget(finding)
        self._told(f"已{words}")

    def _told(self, words: str) -> None:
        self.room.audit.look()
        self._offer_undo(words)
        holder = QApplication.focusWidget()
        if holder is None or not self.isAncestorOf(holder):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_rules(self, where: str = "") -> None:
        """Open 自定义审核, at the rule of a place; what was changed there is one edit."""
        from desktop.tasks.pack_rules import keep_rules, shelf
        from desktop.views.dialogs.user_rules import UserRules

        self.desk.flush()
        held = shelf(self.desk.session)
        dialog = UserRules(self, self.desk.reckoning, where, self.desk.locked(_OWN), held)
        if dialog.exec() == UserRules.DialogCode.Accepted and dialog.changed:
            rows = dialog.rules(self.desk.session.new_id)
            keep_rules(self.desk.session, rows, dialog.packed)
            self._told(f"已记下 {len(rows) + len(dialog.packed)} 条自定义审核")
