"""A question with two answers, named for what they do."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from desktop.views.dialogs.base import Dialog
from desktop.views.parts import button


def confirmed(parent: QWidget | None, title: str, text: str, words: str, *, danger: bool = False) -> bool:
    """Ask whether to go on; *words* are on the button that does."""
    dialog = Dialog(parent, title, width=440, mark="sev_warn")
    dialog.add(text)
    go = button(words, "danger" if danger else "primary", clicked=dialog.accept)
    back = button("取消", clicked=dialog.reject)
    if danger:
        dialog.close_with(back, left=(go,), default=back)
    else:
        dialog.close_with(back, go)
    return dialog.exec() == QDialog.DialogCode.Accepted
