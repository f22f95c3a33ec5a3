"""换用新版: the rule pack of the file differs from the one on this computer, and can be exchanged for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.tasks.rulepacks import PLACE, News, news, use_pack
from desktop.views.desk import Desk
from desktop.views.parts import box, button, column, label, picture, row
from desktop.views.theme import SMALL

_SHOWN = 4  # Changed values that are named; the others are counted


class PackRenewal(QWidget):
    """A callout while session.renewed_pack() says that there is another version; else hidden."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.take = button("换用新版", "", small=True, clicked=self.renew_pack)
        text = (
            "现在用的是文件里带的一份。换用以后，分值、限额和等级按新版重算；你填的内容不变。换用前先备份。"
        )
        self._what = label("", SMALL, wrap=True)
        title = label("这台电脑上的规则包与文件里的不同", bold=True)
        words = column(title, label(text, SMALL, tone="text2", wrap=True), self._what, gap=2)
        line = row(picture("sev_hint", "accent"), (words, 1), self.take, margins=(12, 8, 12, 8))
        self.setLayout(column(box(line, "box_accent"), gap=0))
        self.hide()

    def renew(self) -> None:
        """Look whether there is another version."""
        found = news(self._desk.session)
        self.setVisible(found is not None)
        if found:
            self._what.setText(_words(found))
            lock = self._desk.locked(PLACE) or found.problem
            self.take.setEnabled(not lock)
            self.take.setToolTip(lock)

    def renew_pack(self) -> None:
        """Take the version of this computer, after a backup; raises DataError, StoreError or Locked."""
        self._desk.flush()
        use_pack(self._desk.session, self._desk.report.project.rule_pack)
        self.renew()


def _words(found: News) -> str:
    """What differs, or why the other version cannot be taken."""
    if found.problem:
        return f"还不能换用：{found.problem}"
    more = len(found.changes) - _SHOWN
    shown = "；".join(found.changes[:_SHOWN])
    if not shown:
        return "各项数值相同，只有名称、出处或说明不同。"
    return f"不同之处：{shown}；另有 {more} 处" if more > 0 else f"不同之处：{shown}"
