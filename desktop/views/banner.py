"""A line under the header that says why the report cannot be changed, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.models.edits import OPEN_STATES
from desktop.session import Session
from desktop.views.parts import Elided, button, label, picture, row


class Banner(QFrame):
    """Shown over a report that is read-only, or locked because it is 送审 or 定稿."""

    copy_wanted = Signal()
    unlock_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setFixedHeight(40)
        self._text = Elided()
        self._again = button("再试一次", small=False, clicked=self.retry_wanted.emit)
        copy = button("存为副本来改…", clicked=self.copy_wanted.emit)
        self._unlock = button("改回草稿…", clicked=self.unlock_wanted.emit)
        self._word = label("只读：", bold=True)
        words = (picture("lock", "warn"), self._word, (self._text, 1))
        self.setLayout(row(*words, self._unlock, copy, self._again, margins=(12, 0, 12, 0)))
        self.hide()

    def show_session(self, session: Session) -> None:
        """Show the banner if the report of *session* cannot be changed."""
        state = session.report.project.state
        locked = not session.read_only and state not in OPEN_STATES
        self.setVisible(session.read_only or locked)
        self._again.setVisible(session.read_only)
        self._unlock.setVisible(locked)
        self._word.setText(f"已{state}：" if locked else "只读：")
        if locked:
            self._text.show_text("内容锁定，核实性说明和待核实仍可填写。可以看、审核、导出。")
        if not session.read_only:
            return
        holder = session.holder
        if holder:
            since = f"，{holder.since:%H:%M} 打开" if holder.since else ""
            reason = f"本文件正由 {holder.who}（电脑 {holder.where}）编辑{since}。"
        else:
            reason = f"{session.obstacle.rstrip('。')}。"
        self._text.show_text(f"{reason}你可以看、审核、导出，不能改。")
        self._again.setToolTip("对方关闭以后，点这里就能改")
