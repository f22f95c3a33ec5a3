"""What the officer of the soak answers: dialogs, menus, calendars, and what the system asks for files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.main_window import MainWindow
from desktop.views.tables.view import TableView
from tests.views.soak_hands import INPUTS, KEY, TEXTS, Hands

PATIENCE = 6  # Actions in one dialog before it is closed
TYPED_INTO = (LineInput, MemoInput, TableView)
WORDS = ("热线", "服务", "2021", "合同已按约定分期支付，凭证和验收单齐全", "坪山")
POPUP_KEYS = (KEY.Key_Escape, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return, KEY.Key_Right, KEY.Key_Up)


class Answers(Hands):
    """Answers whatever comes up: at random, or to the end as one who wants the thing done."""

    def __init__(self, seed: int, window: MainWindow, folder: Path, log: TextIO | None = None) -> None:
        super().__init__(seed, window, folder, log)
        self._acts: Counter[int] = Counter()
        self._earnest: dict[int, bool] = {}
        self._number = 0
        self._resting = self._over = False
        self.bent = False  # On doing what was begun

    def leave(self) -> None:
        """Answer no dialog any more: whatever comes up now is somebody else's."""
        self._over = True

    def arm(self) -> None:
        """Answer what comes up from now on."""
        if not self._resting and not self._over:
            self._resting = True
            QTimer.singleShot(1, self, self._answer)

    def rest(self) -> None:
        """Let the dialogs be answered, and events come."""
        for _ in range(2):
            QApplication.processEvents()
        while QApplication.activeModalWidget() or QApplication.activePopupWidget():
            QTest.qWait(1)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _answer(self) -> None:
        self._resting = False
        if self._over:
            return
        self.arm()
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        with self.told():
            if popup is not None:
                self._answer_popup(popup)
            elif modal is not None:
                self._answer_in(modal)
            else:
                self._acts.clear()
                self._earnest.clear()

    def _answer_popup(self, popup: QWidget) -> None:
        self._acts[id(popup)] += 1
        key = self.chance.choice(POPUP_KEYS)
        self.note(f"^ {key.name}")
        QTest.keyClick(popup, key)
        if self._acts[id(popup)] > PATIENCE:
            popup.close()

    def _answer_in(self, modal: QWidget) -> None:
        self._acts[id(modal)] += 1
        acts = self._acts[id(modal)]
        earnest = self._earnest.setdefault(id(modal), self.bent or self.chance.random() < 0.5)
        self.note(f"| {modal.windowTitle()}")
        if acts > PATIENCE:
            modal.reject() if isinstance(modal, QDialog) else modal.close()
            if acts > 3 * PATIENCE and isinstance(modal, QDialog):
                modal.done(0)
        elif earnest:
            self._finish(modal, acts)
        else:
            self._try_something(modal)

    def _finish(self, modal: QWidget, acts: int) -> None:
        """Go through a dialog: choose a row, fill in what is empty, set a tick, press what it is for."""
        match acts:
            case 1 if views := self.shown(QAbstractItemView, inside=modal):
                self.choose_row(self.chance.choice(views))
            case 1 | 2 if empty := self._empty_inputs(modal):
                each = self.chance.choice(empty)
                each.setFocus()
                self.text(self.chance.choice(WORDS))
            case 3 if ticks := [
                each for each in self.shown(QAbstractButton, inside=modal) if each.isCheckable()
            ]:
                self.press_button(self.chance.choice(ticks))
            case _ if buttons := [each for each in self.shown(QPushButton, inside=modal) if _does_it(each)]:
                self.press_button(self.chance.choice(buttons))
            case _:
                self._try_something(modal)

    def _empty_inputs(self, modal: QWidget) -> list[Any]:
        found = self.shown(QLineEdit, QPlainTextEdit, inside=modal)
        shut = [each for each in found if each.isReadOnly()]
        return [
            each
            for each in found
            if each not in shut and not (each.text() if isinstance(each, QLineEdit) else each.toPlainText())
        ]

    def _try_something(self, modal: QWidget) -> None:
        buttons, inputs = self.shown(QAbstractButton, inside=modal), self.shown(*INPUTS, inside=modal)
        match self.chance.randrange(5):
            case 0 | 1 if buttons:
                self.press_button(self.chance.choice(buttons))
            case 2 if inputs:
                self.chance.choice(inputs).setFocus()
                self.text(self.chance.choice(TEXTS))
            case 3:
                self.key(self.chance.choice((KEY.Key_Return, KEY.Key_Down, KEY.Key_Tab, KEY.Key_Space)))
            case _ if views := [each for each in inputs if isinstance(each, QAbstractItemView)]:
                self.choose_row(self.chance.choice(views))
            case _:
                pass

    def choose_row(self, view: QAbstractItemView) -> None:
        """Make some row of a view the current one; perhaps tick it, or open it as a double click does."""
        root = view.rootIndex()
        if rows := view.model().rowCount(root):
            at = view.model().index(self.chance.randrange(rows), 0, root)
            self.note(f"row {at.row()}")
            view.setFocus()
            view.setCurrentIndex(at)
            match self.chance.randrange(6):
                case 0:
                    self.key(KEY.Key_Space)
                case 1:
                    self.click(view.viewport(), view.visualRect(at).center(), twice=True)
                case _:
                    pass

    # What is asked of the system

    def save_name(self, _parent: object, _title: str, path: str, kinds: str) -> tuple[str, str]:
        """Answer the system's dialog for a file to be written; one in five times it is cancelled."""
        self._number += 1
        suffix = Path(path).suffix or ".xlsx"
        return (
            ("", "") if self.chance.random() < 0.2 else (str(self.folder / f"{self._number}{suffix}"), kinds)
        )

    def open_name(self, _parent: object, _title: str, _folder: str, kinds: str) -> tuple[str, str]:
        """Answer the system's dialog for a file to be read."""
        if self.chance.random() < 0.1:
            return "", ""
        if "jxzp" not in kinds:
            return str(self.folder / "台账.csv"), kinds
        held = self.files()
        return (str(self.chance.choice(held)), kinds) if held else ("", "")

    def files(self) -> list[Path]:
        """Return the project files there are."""
        return sorted(self.folder.glob("[!~]*.jxzp"))

    def printer(self, _parent: object, _pages: int) -> QPrinter | None:
        """Answer the dialog for a printer."""
        self._number += 1
        if self.chance.random() < 0.2:
            return None
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.folder / f"{self._number}-打印.pdf"))
        return made


def _does_it(each: QPushButton) -> bool:
    """Whether a button is the one that its dialog is there for."""
    return each.isDefault() or each.property("look") in ("primary", "danger")


@contextmanager
def answering(officer: Answers) -> Iterator[None]:
    """Let the officer answer what the system's own dialogs would ask, and hear every exception."""
    import sys

    from desktop.output import printing

    names = (
        (QFileDialog, "getSaveFileName", officer.save_name),
        (QFileDialog, "getOpenFileName", officer.open_name),
        (QFileDialog, "getOpenFileNames", lambda *_: ([str(officer.folder / "证据.pdf")], "")),
        (QFileDialog, "getExistingDirectory", lambda *_: str(officer.folder / "另存")),
        (QDesktopServices, "openUrl", lambda _url: True),
        (printing, "choose_printer", officer.printer),
        (sys, "excepthook", officer.caught),
    )
    names = (*names, *((each, "keyPressEvent", _heard(officer, each.keyPressEvent)) for each in TYPED_INTO))
    (officer.folder / "另存").mkdir(exist_ok=True)
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in names]
    for owner, name, answer in names:
        setattr(owner, name, answer)
    try:
        yield
    finally:
        for owner, name, answer in before:
            setattr(owner, name, answer)
        officer.leave()


def _heard(officer: Answers, press: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Catch what a key brings about where it is raised: PySide 6.9 may crash on its way through our own call."""

    def pressed(self: Any, event: Any) -> None:
        with officer.told():
            press(self, event)

    return pressed
