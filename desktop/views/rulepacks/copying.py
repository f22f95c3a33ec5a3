"""Name and file name for a copy of a rule pack, checked while they are typed (复制为本单位规则)."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.store.own_rulepacks import Available, new_id_problem
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import button, label, set_tone
from desktop.views.theme import BODY, SMALL, font


class CopyDialog(Dialog):
    """Asks what the copy of *pack* is to be called; *taken* are the ids that are there."""

    def __init__(self, parent: QWidget | None, pack: Available, taken: Collection[str]) -> None:
        super().__init__(parent, f"复制“{pack.name}”", width=460)
        self._taken = frozenset(each.casefold() for each in taken)
        self.name = _line("名称", f"{pack.name}（本单位）")
        self.id = _line("文件名", self._free(pack.id))
        self._wrong = label("", SMALL, tone="err", wrap=True)
        self.add("复制出来的规则可以改，原来的不变。")
        self.heading("名称")
        self.add(self.name)
        self.heading("文件名（只用字母、数字、点和短横）")
        self.add(self.id, self._wrong)
        self.go = button("复制", "primary", "copy", clicked=self.accept)
        self.close_with(button("取消", clicked=self.reject), self.go)
        for each in (self.name, self.id):
            each.textEdited.connect(lambda _text: self._check())
        self.name.setFocus()
        self.name.selectAll()

    def _free(self, id_: str) -> str:
        names = (f"{id_}-own{n or ''}" for n in range(len(self._taken) + 1))
        return next(each for each in names if each not in self._taken)

    def _check(self) -> None:
        id_ = self.id.text().strip()
        wrong = new_id_problem(id_)
        if not wrong and id_.casefold() in self._taken:
            wrong = f"已经有规则包“{id_}”，请换一个文件名"
        if not self.name.text().strip():
            wrong = "名称还没有写，例：某市2024"
        self._wrong.setText(wrong)
        set_tone(self.id, "error" if wrong else "", "state")
        self.go.setEnabled(not wrong)


def _line(name: str, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setFont(font(BODY))
    made.setAccessibleName(name)
    return made
