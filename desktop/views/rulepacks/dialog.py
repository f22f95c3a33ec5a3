"""本地规则: every rule pack with what it says and on what grounds; own ones are changed here."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.errors import KnownError
from desktop.models.rulepack_draft import closed, opened
from desktop.models.rulepack_text import written
from desktop.store.own_rulepacks import OWN, Available, checked, copied, exported, taken_in
from desktop.store.rulepack_writing import keep, remove
from desktop.store.rulepacks import installed, own_folder, tables
from desktop.tasks.rulepacks import PLACE, choice_words, news, use_pack
from desktop.views.desk import Desk
from desktop.views.dialogs.ask import confirmed
from desktop.views.dialogs.base import Dialog
from desktop.views.dialogs.done import open_path
from desktop.views.dialogs.paths import ask_open, ask_save, safe_name
from desktop.views.parts import button, column, label, row, set_tone
from desktop.views.rulepacks.copying import CopyDialog
from desktop.views.rulepacks.deeds import PackDeeds
from desktop.views.rulepacks.lines import PackLines
from desktop.views.rulepacks.mending import PackText
from desktop.views.rulepacks.pack_list import PackList
from desktop.views.rulepacks.table import PackTable
from desktop.views.theme import H2, SMALL

_NO_REPORT = "先打开一个项目，再选它用的规则"
_KINDS = "规则包 (*.toml)"


class RulePacks(Dialog):
    """The packs at the left, the chosen one at the right; *desk* may have no report open."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, "本地规则", width=960, fit=False)
        self._desk = desk
        self._pack: Available | None = None
        self._before = ""
        self.list = PackList()
        self.list.setFixedWidth(268)
        self.rows = PackLines()
        self.table = PackTable(self.rows)
        self.deeds = PackDeeds(self.table)
        self.text = PackText()
        self._sides = QStackedWidget()
        self._name = label("", H2, bold=True)
        self._origin = label("", SMALL, tone="muted")
        self.message = label("", SMALL, tone="err", wrap=True)
        self._make_buttons()
        self._lay()
        self.list.currentRowChanged.connect(self._turn)
        self.rows.edited.connect(self._renew)
        self.table.cells.tried.connect(self._say)
        self.table.stood.connect(lambda: self._say(""))
        self.text.edited.connect(self._renew)
        self.text.gone.connect(lambda: self._again(self._pack.id if self._pack else ""))
        self.deeds.listen(self)
        for each in self.findChildren(QWidget):
            each.setProperty("own_undo", True)
        self.list.fill(self._in_use, self._in_use)
        self.list.setFocus()

    def _make_buttons(self) -> None:
        self.copy = button("复制为本单位规则…", "", "copy", clicked=self._copy)
        self.delete = button("删除…", "danger", "trash", clicked=self._delete)
        self.import_ = button(
            "导入…", "link", "carry", "把别处的规则包文件放进自己的规则里", clicked=self._import
        )
        self.export = button("导出…", "link", "export", "把这个规则包全文写成一个文件", clicked=self._export)
        self._folder = button("打开文件夹", "link", "folder", clicked=self._open_folder)
        self.save = button("记下改动", "", "check", clicked=self._save)
        self.use = button("用于本项目", "primary", clicked=self._use)

    def _lay(self) -> None:
        note = (
            "分值、限额和等级按本地规定执行。随程序的规则只能看，要改先复制；项目文件里带着它所用规则的全文。"
        )
        self.add(label(note, SMALL, tone="muted", wrap=True))
        table = QWidget()
        table.setLayout(column((self.table, 1), self.message, gap=6))
        self._sides.addWidget(table)
        self._sides.addWidget(self.text)
        right = column(row(self._name, self._origin, None, self.deeds), (self._sides, 1), gap=6)
        self._body.addLayout(row(self.list, (right, 1), gap=12), 1)
        left = (self.delete, self.copy, self.import_, self.export, self._folder)
        self.close_with(button("关闭", clicked=self.reject), self.save, self.use, left=left, default=self.use)
        for each in (self.use, self.save):
            each.setAutoDefault(False)
            each.setDefault(False)
        self.resize(1120, 590)
        for first, then in pairwise((self.list, *self.deeds.buttons, self.table, self.text.input)):
            self.setTabOrder(first, then)

    @property
    def _in_use(self) -> str:
        return self._desk.report.project.rule_pack if self._desk.is_open else ""

    @property
    def _own(self) -> bool:
        return self._pack is not None and self._pack.origin == OWN

    @property
    def changed(self) -> bool:
        """Whether the pack's draft differs from its file."""
        if self._torn:
            return self.text.changed
        return self._own and bool(self._before) and written(closed(self.rows.draft)) != self._before

    @property
    def _torn(self) -> bool:
        """Whether the chosen pack can only be shown as text."""
        return self._pack is not None and bool(self._pack.problem)

    def _turn(self, _at: int) -> None:
        """Show the chosen pack, unless the one before holds changes that are to be kept."""
        chosen = self.list.chosen
        if chosen is None or chosen == self._pack:
            return
        if not self._may_leave():
            self.list.blockSignals(True)
            self.list.setCurrentRow(self.list.row_of(self._pack.id if self._pack else ""))
            self.list.blockSignals(False)
            return
        self._show(chosen)

    def _show(self, pack: Available) -> None:
        self._pack = pack
        draft = {} if pack.problem else opened(tables(installed(pack.id), pack.id))
        self._before = written(closed(draft)) if draft else ""
        self.rows.show_pack(draft, choice_words, editable=self._own and bool(draft))
        self._sides.setCurrentIndex(int(self._torn))
        self.deeds.setVisible(self._own and not self._torn)
        if self._torn:
            self.text.show_pack(pack.path.stem, pack.problem)
        self._name.setText(pack.name)
        self._origin.setText(f"{'本单位的，可以改' if self._own else '随程序，只能看'} · {pack.id}.toml")
        self._renew()

    def _renew(self) -> None:
        """Say what is wrong with the draft and which buttons may be pressed."""
        wrong = self._wrong()
        self._say("")
        sound = bool(self._pack) and not wrong
        self.save.setVisible(self._own)
        self.save.setEnabled(sound and self.changed)
        self.delete.setVisible(self._own)
        self.delete.setEnabled(bool(self._pack) and self._pack is not None and self._pack.id != self._in_use)
        self.delete.setToolTip("" if self.delete.isEnabled() else "本项目正在用它，先换用别的规则")
        for each in (self.copy, self.export):
            each.setEnabled(sound and not self.changed)
        self.copy.setToolTip("先记下改动" if self.changed else "")
        self._renew_use(sound=sound)

    def _renew_use(self, *, sound: bool) -> None:
        used = self._pack is not None and self._pack.id == self._in_use
        fresh = news(self._desk.session) if used else None
        self.use.setText("换用新版" if fresh else "正在使用" if used else "用于本项目")
        lock = self._desk.locked(PLACE) if self._desk.is_open else _NO_REPORT
        if not lock and self.changed:
            lock = "先记下改动"
        self.use.setEnabled(sound and not lock and (not used or fresh is not None))
        news_text = "；".join(fresh.changes) if fresh else ""
        self.use.setToolTip(lock or (f"与文件里的不同：{news_text or '只有出处不同'}" if fresh else ""))

    def _wrong(self) -> str:
        """What keeps the chosen pack from being used, or ''."""
        if not self._pack or self._torn:
            return self.text.problem if self._pack else ""
        if told := self.table.wrong_words():
            return f"{told}。标红的都改好才能记下，F8 到下一处"
        try:
            checked(written(closed(self.rows.draft)), self._pack.id)
        except KnownError as error:
            return f"{error.message}。{error.advice}"
        return ""

    def _say(self, tried: str) -> None:
        """Say what the parser says of the cell that is typed in, else of the whole."""
        text = tried or self._wrong()
        unsaved = "有改动还没有记下" if self.changed else ""
        self.message.setText(text or unsaved or " ")
        set_tone(self.message, "err" if text else "muted")

    def _may_leave(self) -> bool:
        if not self.changed:
            return True
        title, text = f"“{self._name.text()}”的改动还没有记下", "离开以后，这次的改动就没有了。"
        return confirmed(self, title, text, "不要改动", danger=True)

    def reject(self) -> None:
        """Close; what was changed is given up only when the officer says so."""
        if self._may_leave():
            super().reject()

    def _save(self) -> None:
        if self._pack and self.save.isEnabled():
            if self._torn:
                self.text.keep()
            else:
                keep(self._pack.id, closed(self.rows.draft))
            self._again(self._pack.id)

    def _use(self) -> None:
        if self._pack and self.use.isEnabled():
            self._desk.flush()
            use_pack(self._desk.session, self._pack.id)
            self._again(self._pack.id)

    def _copy(self) -> None:
        if not self._pack:
            return
        dialog = CopyDialog(self, self._pack, [each.id for each in self.list.packs])
        if dialog.exec() == CopyDialog.DialogCode.Accepted:
            id_ = dialog.id.text().strip()
            copied(self._pack.id, id_, dialog.name.text().strip())
            self._again(id_)
            self.table.setFocus()

    def _delete(self) -> None:
        if not self._pack:
            return
        text = "用过它的项目文件里都带着它的全文，不受影响。"
        if confirmed(self, f"删除“{self._pack.name}”", text, "删除", danger=True):
            remove(self._pack.id)
            self._again(self._in_use)

    def _again(self, id_: str) -> None:
        """List the packs anew and show one as it is in its file now."""
        self._pack, self._before = None, ""
        self.list.blockSignals(True)
        self.list.fill(self._in_use, id_)
        self.list.blockSignals(False)
        if chosen := self.list.chosen:
            self._show(chosen)

    def _import(self) -> None:
        path = ask_open(self, "导入规则包", Path.home(), _KINDS) if self._may_leave() else None
        if path is not None:
            self._again(taken_in(path))

    def _export(self) -> None:
        if self._pack and self.export.isEnabled():
            name = Path.home() / f"{safe_name(self._pack.id)}.toml"
            if path := ask_save(self, "导出规则包", name, _KINDS, ".toml"):
                exported(self._pack.id, path)

    def _open_folder(self) -> None:
        folder = own_folder()
        folder.mkdir(parents=True, exist_ok=True)
        open_path(self._pack.path.parent if self._pack else folder)
