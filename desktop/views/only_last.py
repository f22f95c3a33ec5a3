"""只看仍是上年数: hides on the page what is not last year's any more, until it is pressed again."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.models.marks import unconfirmed
from desktop.session import Change
from desktop.views.desk import Desk
from desktop.views.form import RecordForm
from desktop.views.parts import button, column
from desktop.views.tables import RecordTable

FILTER = "仍是上年数"


class OnlyLast(QWidget):
    """A button with a count; fields of forms and rows of tables that need no confirming are hidden."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page: QWidget | None = None
        self._sections: tuple[str, ...] = ()
        self.button: QPushButton = button(f"只看{FILTER}的", "", "filter", "再按一次看全部", small=True)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._apply)
        self.setLayout(column(self.button, gap=0))
        desk.changed.connect(self._changed)
        desk.closing.connect(self._leave)

    def show_page(self, page: QWidget | None, sections: tuple[str, ...]) -> None:
        """Work on another page; the one before shows everything again."""
        if page is not self._page:
            self._leave()
            self._page, self._sections = page, sections
        self._count()

    def _leave(self) -> None:
        self.button.setChecked(False)
        self._page = None

    def _changed(self, change: Change) -> None:
        if self._page is not None and "origins" in change.sections:
            self._count()
            if self.button.isChecked():
                self._apply(on=True)

    def _count(self) -> None:
        count = len(unconfirmed(self._desk.report, self._sections)) if self._desk.is_open else 0
        self.button.setText(f"只看{FILTER}的（{count}）")
        self.setVisible(bool(count) or self.button.isChecked())

    def _apply(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if self._page is None or not self._desk.is_open:
            return
        places = frozenset(unconfirmed(self._desk.report, self._sections))
        for form in self._page.findChildren(RecordForm):
            for field in form.fields.values():
                field.setVisible(not on or field.editor.place in places)
        for table in self._page.findChildren(RecordTable):
            table.filter_bar.choose(FILTER if on else "")
            table.filter_bar.setVisible(on or bool(table.filter_bar.line.text()))
            table.filter_bar.reckon()
        self._count()
