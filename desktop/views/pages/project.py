"""项目概况: the form of the project, the money as it is computed, and the background passage."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.session import Change
from desktop.tasks.topics import topics
from desktop.views.figure_cells import FIGURE
from desktop.views.form import FormGroup, RecordForm
from desktop.views.pages.catalogue import Page
from desktop.views.pages.figures import figure_text
from desktop.views.pages.named import NamedChoices
from desktop.views.pages.page import PageWidget
from desktop.views.pages.passages import PassageBox
from desktop.views.parts import button, column, label, row, scrolled, section_title
from desktop.views.room import Room
from desktop.views.theme import BODY, SMALL, font

FIRST = (
    FormGroup(
        "项目",
        "自评表表头",
        (
            (("name", 2), ("year", 1)),
            ("unit", "department", "executor"),
            ("kind", "level", "starts", "ends"),
        ),
    ),
    FormGroup("人员", "印在自评表上，可留空", (("responsible", "finance", "author", "phone"),)),
)
LATER = (
    FormGroup(
        "制度与审批",
        "本单位自己的规定，正文“资金管理情况”会写到",
        (("finance_rule", "approval_flow"), (("approval_limit", 1), ("approval_body", 1), ("", 2))),
    ),
    FormGroup("其他", "报告日期印在落款处", (("report_date", "unit_code", "secrecy", ("", 1)),)),
)
FIGURES = (
    ("initial", "年初预算数", "budget"),
    ("adjusted", "全年预算数", "budget"),
    ("spent", "全年执行数", "payments"),
    ("execution_rate", "预算执行率", "budget"),
)


class ProjectPage(PageWidget):
    """项目概况."""

    def __init__(self, page: Page, room: Room) -> None:
        super().__init__(page, room)
        self.form = self.hold_form(RecordForm(self.desk, "project", 1, FIRST))
        self._figures = {name: _Computed(name, title) for name, title, _ in FIGURES}
        self._named = NamedChoices(room)
        self._background = PassageBox(room, topics()["background"], rows=4, quiet=True)
        self._background.focused.connect(self.focused)
        self.hold(self._background)
        self.later = self.hold_form(RecordForm(self.desk, "project", 1, LATER))
        inside = QWidget()
        inside.setLayout(
            column(
                self.form,
                4,
                section_title("资金（万元）", "来自资金预算和支付明细，在那里改", self._jump()),
                row(*((each, 1) for each in self._figures.values()), gap=16),
                4,
                section_title("正文", "项目背景，印在报告第一部分（一）"),
                self._background,
                4,
                self.later,
                self._named,
                None,
                gap=10,
                margins=(0, 0, 12, 0),
            )
        )
        self.add(self._named.renewal)
        self._area = scrolled(inside)
        self.add(self._area, 1)
        self._background.focused.connect(lambda _where: QTimer.singleShot(0, self, self._show_background))

    def _jump(self) -> QWidget:
        return button("去资金预算", "link", "jump", small=True, clicked=lambda: self.room.go("budget"))

    def _show_background(self) -> None:
        """Scroll to what is printed beneath the background, which comes when it is written."""
        self._area.ensureWidgetVisible(self._background, 0, 8)

    def renew(self, change: Change | None) -> None:
        super().renew(change)
        for name, field in self._figures.items():
            field.show_text(figure_text(self.desk.reckoning, name))
        self._named.renew()
        self._background.renew(change)


class _Shown(QLineEdit):
    """A line that is read: a word on its way from an input method is none of its own, though Qt would take it."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.ignore()


class _Computed(QWidget):
    """A figure that is computed: grey, read-only, with the word for it."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self._line = _Shown()
        self._line.setProperty(FIGURE, name)
        self._line.setFont(font(BODY))
        self._line.setReadOnly(True)
        self._line.setProperty("origin", "computed")
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line.setAccessibleName(f"{title}，计算得出")
        self._line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        head = row(label(title, SMALL, tone="text2"), None, label("ƒ 计算", SMALL, tone="muted"))
        self.setLayout(column(head, self._line, gap=4))

    def show_text(self, text: str) -> None:
        """Show a value; — where it cannot be computed."""
        self._line.setText(text or "—")
