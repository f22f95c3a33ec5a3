"""The library's commands over the open report: inserting from it, and taking into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.errors import DataError
from desktop.models.library import Phrase
from desktop.models.library_words import field_label, takes_words
from desktop.models.places import parse_place, place
from desktop.models.slots import SLOT
from desktop.views.desk import Desk

if TYPE_CHECKING:
    from desktop.views.workspace import Workspace

Field = QPlainTextEdit | QTextEdit | QLineEdit
_PAGE = "indicators"
_OBJECT = "\ufffc"  # What stands for a live figure where it is shown as one sign
_STOPS = ("。", "；", "，", "！", "？", "：", "、", "\n")


class LibraryFlow:
    """我的指标与词句, 从指标库选, 插入词句 and their like; each insertion is one step of undo."""

    def __init__(self, desk: Desk, workspace: Workspace) -> None:
        self._desk, self._workspace = desk, workspace

    def slots(self) -> dict[str, Callable[[], object]]:
        """Say what each command does."""
        return {
            "library": self.show,
            "learn": self.learn,
            "pick_indicators": self.pick_indicators,
            "keep_indicators": self.keep_indicators,
            "insert_phrase": self.insert_phrase,
            "keep_phrase": self.keep_phrase,
        }

    def show(self) -> None:
        """Show the library. Raises DataError where it is damaged."""
        from desktop.views.library.own import OwnLibrary

        self._flush()
        _look()
        _accepted(OwnLibrary(self._workspace.window()))

    def learn(self) -> None:
        """Show what the officer's own files teach."""
        from desktop.views.library.learn import LearnDialog

        self._flush()
        _look()
        dialog = LearnDialog(self._workspace.window())
        if _accepted(dialog) and self._desk.is_open:
            self._tell(f"收进了 {dialog.taken} 条")

    def pick_indicators(self) -> None:
        """Insert indicators of the library below the selected row; the focus goes to the first."""
        from desktop.tasks.library_indicators import insert_indicators
        from desktop.views.library.pick_indicators import PickIndicators

        self._flush()
        _look()
        space, desk = self._workspace, self._desk
        space.visit(_PAGE)
        dialog = PickIndicators(space.window(), [row.name for row in desk.report.indicators])
        if _accepted(dialog):
            desk.close_edit()
            ids = insert_indicators(desk.session, dialog.indicators, self._indicators()[-1])
            space.go(place(_PAGE, ids[0], "target"))
            self._tell(f"插入了 {len(ids)} 项，指标值请核对；Ctrl+Z 可以一次撤销")

    def keep_indicators(self) -> None:
        """Take the selected indicators into the library. Raises DataError where none is selected."""
        from desktop.tasks.library_indicators import keep_indicators

        self._flush()
        kept = keep_indicators(self._desk.session, self._indicators())
        self._tell(f"{len(kept)} 项指标已收进指标库")

    def _indicators(self) -> list[int]:
        """The selected indicators, 0 for none; the current one where the page is not shown."""
        from desktop.views.pages.indicators import IndicatorsPage

        page = self._workspace.page(_PAGE) if self._workspace.key == _PAGE else None
        return (page.selected_ids if isinstance(page, IndicatorsPage) else []) or [0]

    def insert_phrase(self) -> None:
        """Put a phrase in at the cursor of the field that has the focus, behind the text of a cell."""
        from desktop.views.library.pick_phrases import PickPhrases

        where, field = self._field()
        if lock := self._desk.locked(where):
            raise DataError(f"这里不能改：{lock}", "可以先看词句：更多 · 指标与词句")
        self._flush()
        known = parse_place(where)
        _look()
        dialog = PickPhrases(self._workspace.window(), f"{known.section}/{known.field}")
        if not _accepted(dialog):
            return
        self._desk.close_edit()
        if field is None:
            self._append(where, dialog.text)
        else:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            _insert(field, dialog.text)
        self._desk.flush()
        self._desk.close_edit()

    def keep_phrase(self) -> None:
        """Take the selected words, else the whole field, into the library; DataError for live figures."""
        from desktop.tasks.library import take

        where, field = self._field()
        self._flush()
        known = parse_place(where)
        text = (_selected(field) if field is not None else "") or self._text(where)
        if not text.strip():
            raise DataError("这一格还没有文字", "先写好，或选中一段话，再收进词句库")
        if SLOT.search(text) or _OBJECT in text:
            raise DataError("选中的话里有活数字，换了项目就不对", "请只选不带数字的部分，再收进词句库")
        year = self._desk.report.project.year
        used = f"{known.section}/{known.field}"
        source = self._desk.session.path.name
        take([Phrase(used, text.strip(), (year,) if year else (), source)])
        self._tell(f"已收进词句库（{field_label(used)}）")

    def _field(self) -> tuple[str, Field | None]:
        """The place of the text that has the focus, and its input; None for a cell. Raises DataError."""
        where = self._workspace.place
        if where.count("/") == 2 and takes_words("/".join(where.split("/")[::2])):
            focus = self._workspace.window().focusWidget()
            field = focus if isinstance(focus, Field) and not _in_table(focus) else None
            return where, field
        raise DataError("光标不在文字栏里", "先点进偏差原因、整改措施、正文这样的文字栏，再用词句")

    def _text(self, where: str) -> str:
        known = parse_place(where)
        found = self._desk.record(where)
        return "" if found is None else str(getattr(found, known.field))

    def _append(self, where: str, text: str) -> None:
        before = self._text(where).rstrip()
        joint = "" if not before or before.endswith(_STOPS) else "；"
        self._desk.write(where, f"{before}{joint}{text}")

    def _flush(self) -> None:
        if self._desk.is_open:
            self._desk.flush()

    def _tell(self, words: str) -> None:
        self._workspace.toast.show_text(words)


def _look() -> None:
    """Read the library, so that a damaged one is told before a dialog comes up. Raises DataError."""
    from desktop.tasks.library import own_library

    own_library()


def _in_table(field: QWidget) -> bool:
    """Whether an input is the editor of a cell, which goes when a dialog comes up."""
    parent = field.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractItemView):
        parent = parent.parentWidget()
    return parent is not None


def _insert(field: Field, text: str) -> None:
    match field:
        case QLineEdit():
            field.insert(" ".join(text.split()))
        case _:
            field.textCursor().insertText(text)


def _selected(field: Field) -> str:
    if isinstance(field, QLineEdit):
        return field.selectedText()
    return field.textCursor().selectedText().replace("\u2029", "\n")


def _accepted(dialog: QDialog) -> bool:
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
