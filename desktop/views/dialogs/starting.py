"""How a report begins: a new one by name, year and unit, or this year's out of last year's file."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.models.entries import entry_of
from desktop.models.numbers import read_count
from desktop.models.records import Project
from desktop.views.dialogs.base import Dialog
from desktop.views.dialogs.paths import (
    REPORTS,
    SUFFIX,
    ask_open,
    ask_save,
    free_path,
    is_file,
    is_folder,
    safe_name,
)
from desktop.views.parts import button, column, label, row, set_tone
from desktop.views.theme import BODY, SMALL, font

Lacking = tuple[str, QLineEdit]  # What is missing, in one sentence, and the line it belongs in


def line(name: str, value: str = "", hint: str = "") -> QLineEdit:
    """Return a line to type in, named for screen readers."""
    made = QLineEdit(value)
    made.setFont(font(BODY))
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


class _PathLine(QWidget):
    """A path with a button that asks for another one."""

    def __init__(self, name: str, path: Path | None, words: str) -> None:
        super().__init__()
        self.edit = line(name, str(path or ""))
        self.change = button(words)
        self.setLayout(row((self.edit, 1), self.change))

    @property
    def path(self) -> Path | None:
        """The path as it stands, or None."""
        text = self.edit.text().strip()
        return Path(text) if text else None


class _Starting(Dialog):
    """What both ways of beginning share: the year, where the file goes, and what is still missing."""

    def __init__(self, parent: QWidget | None, title: str, folder: Path, year: int) -> None:
        super().__init__(parent, title, width=560)
        self._folder = folder
        self._path_typed = False
        self._lines: list[QLineEdit] = []  # In the order in which they are filled in
        self.year_line = line("评价年度（必填）", str(year), "例：2021")
        self.where = _PathLine("存到", None, "换个位置…")
        self.where.change.clicked.connect(self._ask_where)
        self.where.edit.textEdited.connect(lambda *_: self._note_path())
        self._problem = label("", SMALL, tone="err", wrap=True)
        self._problem.hide()

    @property
    def year(self) -> int:
        """The year, 0 where none can be read."""
        try:
            return read_count(self.year_line.text()) or 0
        except ValueError:
            return 0

    def tell(self, problem: str) -> bool:
        """Say what is missing, for which the dialog becomes higher; return whether anything is."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem and self.isVisible():
            QTimer.singleShot(0, self, self.fit_height)  # The layout knows of the line by then
        return bool(problem)

    def field(
        self, name: str, editor: QLineEdit | _PathLine, *, required: bool = True, hint: str = ""
    ) -> None:
        """Add a field with its label above."""
        marks = [label("＊", SMALL, tone="err")] if required else []
        head = row(label(name, SMALL, tone="text2"), *marks, None, gap=4)
        self._lines.append(editor.edit if isinstance(editor, _PathLine) else editor)
        below = [label(hint, SMALL, tone="muted", wrap=True)] if hint else []
        self.add(column(head, editor, *below, gap=4))

    def suggest(self, name: str) -> None:
        """Suggest a file name, until the officer has chosen one."""
        if not self._path_typed:
            self.where.edit.setText(str(free_path(self._folder, safe_name(name), SUFFIX)))

    def _note_path(self) -> None:
        self._path_typed = True

    def _ask_where(self) -> None:
        chosen = ask_save(self, "存到哪里", self.where.path or self._folder, REPORTS, SUFFIX)
        if chosen:
            self._path_typed = True
            self.where.edit.setText(str(chosen))

    def _finish(self, words: str) -> None:
        self.add(self._problem)
        go = button(words, "primary", clicked=self._try)
        self.close_with(button("取消", clicked=self.reject), go)

    def _try(self) -> None:
        lacking = self.missing()
        if not lacking:
            self.tell("")
            self.accept()
            return
        at = self.focusWidget()
        held = next((n for n, each in enumerate(self._lines, 1) if each is at), len(self._lines))
        after = self._lines[held:]
        words, at = ("", after[0]) if after else lacking  # Enter goes on while there is something to fill in
        self.tell(words)
        at.setFocus()
        at.selectAll()

    def missing(self) -> Lacking | None:
        """Return what is still missing in one sentence, and where, or None."""
        if not 1990 <= self.year <= 2100:
            return "评价年度请写四位数字，例：2021", self.year_line
        path = self.where.path
        if path is None or not path.is_absolute():
            return "请选择存放的位置", self.where.edit
        return None if is_folder(path.parent) else (f"没有“{path.parent}”这个文件夹", self.where.edit)


class NewProject(_Starting):
    """新建: name, year and unit; everything else is filled in the window."""

    def __init__(self, parent: QWidget | None, folder: Path) -> None:
        super().__init__(parent, "新建项目", folder, datetime.date.today().year - 1)
        self.name_line = line("项目名称（必填）", hint="例：民生诉求")
        self.unit_line = line("项目单位（必填）", hint="与公章一致的全称")
        self.field("项目名称", self.name_line, hint=entry_of(Project, "name").hint)
        self.field("评价年度", self.year_line, hint=entry_of(Project, "year").hint)
        self.field("项目单位", self.unit_line)
        self.field("存到", self.where, hint="一个项目一个文件，可以放在 U 盘上，也可以直接拷走。")
        for each in (self.name_line, self.year_line):
            each.textChanged.connect(self._suggest)
        self._suggest()
        self._finish("建立项目")
        self.name_line.setFocus()

    def project(self) -> Project:
        """Return what was typed."""
        return Project(
            name=self.name_line.text().strip(), year=self.year, unit=" ".join(self.unit_line.text().split())
        )

    def missing(self) -> Lacking | None:
        if not self.name_line.text().strip():
            return "请写项目名称", self.name_line
        if not self.unit_line.text().strip():
            return "请写项目单位", self.unit_line
        return super().missing()

    def _suggest(self) -> None:
        self.suggest(f"{self.name_line.text().strip() or '新项目'}{self.year or ''}")


class NextYear(_Starting):
    """接着上年做: last year's file, the new year, and where the new file goes."""

    def __init__(self, parent: QWidget | None, folder: Path, last: Path | None = None) -> None:
        super().__init__(parent, "接着上年做", folder, datetime.date.today().year - 1)
        self.last = _PathLine("上年的文件（必填）", last, "选择…")
        self.last.change.clicked.connect(self._ask_last)
        self.add("名称、单位、指标和没付完的合同带到新的一年；上年的数留作对比，标“上年”，确认前一直是紫色。")
        self.field("上年的文件", self.last, hint="本程序的项目文件（.jxzp），只读取，不改动。")
        self.field("新的评价年度", self.year_line)
        self.field("存到", self.where)
        self.last.edit.textChanged.connect(self._read_last)
        self.year_line.textChanged.connect(self._suggest)
        self._name = ""
        self._finish("建立新年度")
        self.last.edit.setFocus()
        if last:
            self._read_last()

    def missing(self) -> Lacking | None:
        path = self.last.path
        if path is None or not is_file(path):
            return "请选择上年的项目文件", self.last.edit
        return super().missing()

    def _ask_last(self) -> None:
        chosen = ask_open(self, "选择上年的项目文件", self._folder, REPORTS)
        if chosen:
            self.last.edit.setText(str(chosen))

    def _read_last(self) -> None:
        """Take name and year from last year's file, and say what is wrong with it."""
        from desktop.errors import KnownError
        from desktop.session import Session

        path = self.last.path
        if path is None or not is_file(path):
            return
        try:
            with Session.open(path, read_only=True) as session:
                project = session.report.project
        except KnownError as error:
            self.tell(f"{error.message}。{error.advice}")
            return
        self.tell("")
        self._name, self._folder = project.name or path.stem, path.parent
        if project.year:
            self.year_line.setText(str(project.year + 1))
        self._suggest()

    def _suggest(self) -> None:
        if self._name:
            self.suggest(f"{self._name}{self.year or ''}")
        set_tone(self.year_line, "", "state")
