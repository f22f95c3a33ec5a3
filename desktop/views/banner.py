"""A line under the header: why the report cannot be changed, or what was done to its file at opening."""

from __future__ import annotations

from weakref import ref

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.models.edits import OPEN_STATES
from desktop.session import Session
from desktop.views.parts import Elided, button, label, picture, row

UPGRADED = "这份文件是旧版本的程序保存的，已改成现在的格式，内容没有变。改以前的在备份里，写着“升级前”。"
INTERRUPTED = "上次保存到一半断了（停电、拔了 U 盘），已回到那次保存以前。请看一下最后改的几处还在不在。"


class Banner(QFrame):
    """Shown over a report that is read-only, or locked because it is 送审 or 定稿.

    And, until it is put away, over one whose file was mended or brought up to date when it was opened.
    """

    copy_wanted = Signal()
    unlock_wanted = Signal()
    retry_wanted = Signal()
    backups_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setFixedHeight(40)
        self._session: ref[Session] | None = None  # The one that is shown, which is not kept alive by this
        self._read = False  # Whether the officer has put the line away
        self._mark = picture("lock", "warn")
        self._text = Elided()
        self._again = button("再试一次", small=False, clicked=self.retry_wanted.emit)
        self._copy = button("存为副本来改…", clicked=self.copy_wanted.emit)
        self._unlock = button("改回草稿…", clicked=self.unlock_wanted.emit)
        self._backups = button("看备份…", clicked=self.backups_wanted.emit)
        self._away = button("知道了", clicked=self._put_away)
        self._word = label("只读：", bold=True)
        words = (self._mark, self._word, (self._text, 1))
        buttons = (self._unlock, self._copy, self._again, self._backups, self._away)
        self.setLayout(row(*words, *buttons, margins=(12, 0, 12, 0)))
        self.hide()

    def show_session(self, session: Session) -> None:
        """Show the banner if the report of *session* cannot be changed, or its file was mended."""
        if self._session is None or self._session() is not session:
            self._session, self._read = ref(session), False
        state = session.report.project.state
        locked = not session.read_only and state not in OPEN_STATES
        shut = session.read_only or locked
        title, told = ("", "") if shut or self._read else at_opening(session)
        for each, shown in (
            (self._again, session.read_only),
            (self._unlock, locked),
            (self._copy, shut),
            (self._backups, bool(told)),
            (self._away, bool(told)),
        ):
            each.setVisible(shown)
        self._mark.draw("lock" if shut else "sev_warn", "warn")
        if locked:
            self._say(f"已{state}", "内容锁定，核实性说明和待核实仍可填写。可以看、审核、导出。")
        elif session.read_only:
            self._say("只读", f"{why_read_only(session)}你可以看、审核、导出，不能改。")
            self._again.setToolTip("对方关闭以后，点这里就能改")
        else:
            self._say(title, told)
        self.setVisible(shut or bool(told))

    def _say(self, word: str, text: str) -> None:
        self._word.setText(f"{word}：")
        self._text.show_text(text)

    def _put_away(self) -> None:
        self._read = True
        self.hide()


def why_read_only(session: Session) -> str:
    """Say why nothing can be saved: who has the file open, or what stands in the way."""
    if holder := session.holder:
        since = f"，{holder.since:%H:%M} 打开" if holder.since else ""
        return f"本文件正由 {holder.who}（电脑 {holder.where}）编辑{since}。"
    return f"{session.obstacle.rstrip('。')}。"


def at_opening(session: Session) -> tuple[str, str]:
    """Say what was done to the file when it was opened: a word and a sentence, '' for nothing."""
    if session.interrupted:
        return "已修复", INTERRUPTED
    return ("已升级", UPGRADED) if session.upgraded else ("", "")
