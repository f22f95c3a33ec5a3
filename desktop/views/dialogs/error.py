"""What went wrong and what to do now, in two parts; the technical part is folded."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.errors import KnownError
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import button, callout, label
from desktop.views.theme import SMALL

_RUN = re.compile(r"[!-~]{48}(?=[!-~])")  # Latin signs between which no line would be broken
RETRY, ELSEWHERE, DISCARD = 2, 3, 4  # What exec() returns besides accepted and rejected


class ErrorDialog(Dialog):
    """发生了什么 · 怎么办 · what is safe. *details* is for those who look after the program.

    With *saving* it offers to try again and to save elsewhere: exec() then returns RETRY or ELSEWHERE.
    With *edit* (what the edit is called that was not saved) it names it and offers to give it up: DISCARD.
    """

    def __init__(
        self,
        parent: QWidget | None,
        error: KnownError,
        *,
        title: str = "没有做成",
        safe: str = "",
        details: str = "",
        saving: bool = False,
        edit: str = "",
    ) -> None:
        super().__init__(parent, title, mark="sev_err")
        self.heading("发生了什么")
        self.add(sentence(error.message), *((f"刚才改的“{edit}”没有保存。",) if edit else ()))
        self.heading("怎么办")
        self.add(sentence(error.advice))
        if safe:
            self.add(callout("ok", safe))
        if details:
            self._add_details(details)
        if saving:
            elsewhere = button("存到别处…", clicked=lambda: self.done(ELSEWHERE))
            again = button("重试", "primary", clicked=lambda: self.done(RETRY))
            drop = button("放弃这一处修改", "danger", clicked=lambda: self.done(DISCARD))
            drop.setToolTip("这一处回到修改以前的内容")
            self.close_with(elsewhere, again, left=(drop if edit else button("先不管", clicked=self.reject),))
        else:
            self.close_with(button("知道了", "primary", clicked=self.accept))

    def _add_details(self, details: str) -> None:
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setFixedHeight(140)
        text.hide()
        text.setAccessibleName("详细信息")
        fold = button("详细信息（给维护人员）", "link", "right", small=True)
        fold.setCheckable(True)
        fold.toggled.connect(text.setVisible)
        fold.toggled.connect(lambda *_: self.fit_height())
        self.add(fold, text)


def sentence(text: str) -> str:
    """Return a text as a sentence of its own, with the full stop that ends it; an endless name may be broken."""
    text = _RUN.sub("\\g<0>\u200b", text)
    return text if text.endswith(("。", "！", "？", "…")) else f"{text}。"


class BugDialog(Dialog):
    """A fault of the program itself: the report lies where *kept* says, the file is safe."""

    def __init__(self, parent: QWidget | None, kept: str, details: str) -> None:
        super().__init__(parent, "程序出了差错", mark="sev_err")
        self.add("刚才这一步程序没有处理好，这不是你的操作有误。")
        self.add(callout("ok", "项目文件没有损坏，已保存的内容都在。"))
        self.heading("怎么办")
        self.add("可以接着用；同样的步骤再次出错时，请把下面这份记录交给维护人员。")
        self.add(label(kept, SMALL, tone="muted", wrap=True))
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setFixedHeight(120)
        text.setAccessibleName("详细信息")
        self.add(text)
        self.close_with(button("知道了", "primary", clicked=self.accept))
