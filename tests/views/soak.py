"""Some thousand actions on the whole window at random: ``python tests/views/soak.py [STEPS] [SEED…]``.

After each, what is shown is what the report holds; now and then the file is read anew and everything is
undone and done again. A fault is told with its seed, its step and the last actions before it; so is whatever
Qt has to say. After a crash all actions stand in ``actions.txt`` of the seed's folder.
"""

from __future__ import annotations

import faulthandler
import os
import random
import sys
import tempfile
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["JIXIAO_HOME"] = tempfile.mkdtemp(prefix="jixiao-soak-")
    sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QInputMethodEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from desktop.errors import KnownError
from desktop.models.history import DEPTH
from desktop.session import Session
from desktop.tasks.files import write_sample
from desktop.views.editors.editor import Editor
from desktop.views.editors.line import LineInput
from desktop.views.editors.memo import MemoInput
from desktop.views.main_window import MainWindow
from desktop.views.pages.catalogue import PAGES
from desktop.views.tables import RecordTable
from desktop.views.tables.view import TableView
from tests.windows import opened_window

KEY, MOD = Qt.Key, Qt.KeyboardModifier
CTRL, ALT, SHIFT = MOD.ControlModifier, MOD.AltModifier, MOD.ShiftModifier
BETWEEN_FILES, BETWEEN_UNDOS, TRAIL = 40, 160, 30
SETTLING = 10  # Looks at a page until what it shows fits its width
PATIENCE = 6  # Actions in one dialog before it is closed
TEXTS = (
    "3.5", "=12+3.5", "2021-3-1", "abc", "约2万", "中", "=1/3", "0", "-7", "鼎讯智城", "６６．９８万元",
    "{{figures/spent|万元}}", "叁拾万元整", "<b>&amp;", "𠮷", " ", "100", "2021年",
)  # fmt: skip
CLIPS = (
    "3.5\t约2万\n", "甲\t乙\n\t丙\n", "支出事项\t金额\n丁\t1\n戊\t二\n", "热线服务",
    "1\n2\n3\n4\n5\n6\n7\n8\n", "2021-3-1\t甲\t乙\t首款\t\t12.5\n" * 30, "",
)  # fmt: skip
PRESSES = (
    (KEY.Key_Return,), (KEY.Key_Tab,), (KEY.Key_Tab, SHIFT), (KEY.Key_Delete,), (KEY.Key_D, CTRL),
    (KEY.Key_Return, CTRL), (KEY.Key_C, CTRL), (KEY.Key_X, CTRL), (KEY.Key_V, CTRL), (KEY.Key_D, CTRL | SHIFT),
    (KEY.Key_Minus, CTRL), (KEY.Key_Up, ALT), (KEY.Key_Down, ALT), (KEY.Key_Right, SHIFT), (KEY.Key_A, CTRL),
    (KEY.Key_Down, SHIFT), (KEY.Key_Return, ALT), (KEY.Key_Space, SHIFT), (KEY.Key_F2,), (KEY.Key_Escape,),
    (KEY.Key_Down,), (KEY.Key_Up,), (KEY.Key_Z, CTRL), (KEY.Key_Y, CTRL), (KEY.Key_End, CTRL),
    (KEY.Key_Space,), (KEY.Key_Backspace,), (KEY.Key_F8,), (KEY.Key_PageDown,), (KEY.Key_Home, CTRL),
)  # fmt: skip
TYPED_INTO = (LineInput, MemoInput, TableView)
INPUTS = (LineInput, MemoInput, QAbstractItemView, QLineEdit, QPlainTextEdit, QTextEdit)
LEFT_OUT = frozenset({"quit", "undo", "redo"})  # The last two are deeds of their own
LEDGER = "日期,支出事项,收款单位,金额（元）\n2021-03-01,热线首款,鼎讯智城,1592800.00\n2021-05-06,宣传片,甲公司,24200\n"


class Fault(AssertionError):
    """What the window did wrong."""


class Officer(QObject):
    """Does one thing after another in a window, always the same for a seed, and looks what is shown."""

    def __init__(self, seed: int, window: MainWindow, folder: Path, log: TextIO | None = None) -> None:
        super().__init__()
        self.chance, self.window, self.folder = random.Random(seed), window, folder
        self.log = log
        self.trail: deque[str] = deque(maxlen=TRAIL)
        self.refusals: Counter[str] = Counter()
        self.faults: list[str] = []
        self._acts: Counter[int] = Counter()
        self._number = 0
        self._resting = self._over = False
        self.session, self.base, self.known = window.desk.session, window.desk.report, True
        self.deeds: tuple[tuple[Callable[[], None], int], ...] = (
            (self.write, 16), (self.press, 16), (self.focus, 12), (self.visit, 6), (self.table, 10),
            (self.undo, 5), (self.redo, 4), (self.button, 8), (self.action, 5), (self.clip, 4),
            (self.compose, 3), (self.select, 8), (self.reopen, 1), (self.wait, 2), (self.resize, 1),
        )  # fmt: skip
        (folder / "台账.csv").write_text(LEDGER, "utf-8")
        (folder / "证据.pdf").write_bytes(b"%PDF-1.4 nothing")

    # What is done

    def act(self) -> None:
        """Do one thing and wait until the window has come to rest."""
        if QApplication.focusWidget() is None:
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)
        deed = self.chance.choices(*zip(*self.deeds, strict=True))[0]
        self.trail.append("")
        self.note(deed.__name__)
        self._arm()
        with self.told():
            deed()
        self.rest()

    def rest(self) -> None:
        """Let the dialogs be answered, and events come."""
        for _ in range(2):
            QApplication.processEvents()
        while QApplication.activeModalWidget() or QApplication.activePopupWidget():
            QTest.qWait(1)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def note(self, words: str) -> None:
        """Remember what a deed was about."""
        self.trail[-1] += f" {words}" if self.trail[-1] else words
        if self.log:
            self.log.write(f"{words}\n")
            self.log.flush()

    def hear(self, _kind: object, _context: object, text: str) -> None:
        """Take what Qt says; all of it is a fault but what every offscreen window says."""
        if "This plugin does not support" not in text:
            self.faults.append(f"Qt says: {text}\n{''.join(traceback.format_stack(limit=12))}")

    @contextmanager
    def told(self) -> Iterator[None]:
        """Take what a deed raises as the window's own hook would."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - as the hook for what nobody caught
            self.caught(type(error), error, error.__traceback__)

    def caught(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        """Take an exception: a known one is told to the officer, another is a fault."""
        if isinstance(error, KnownError):
            self.refusals[error.message] += 1
        else:
            self.faults.append("".join(traceback.format_exception(kind, error, trace)))

    def visit(self) -> None:
        key = self.chance.choice(PAGES).key
        self.note(key)
        self.window.workspace.visit(key)
        if self.chance.random() < 0.5:
            self.window.workspace.page(key).focus_first()

    def _shown(self, *kinds: type[QWidget]) -> list[Any]:
        """Return the widgets of some kinds that can be seen and used on the page and beside it."""
        found = [each for each in self.window.workspace.findChildren(QWidget) if isinstance(each, kinds)]
        return [each for each in found if each.isVisible() and each.isEnabled()]

    def focus(self) -> None:
        if found := [each for each in self._shown(*INPUTS) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]:
            each = self.chance.choice(found)
            self.note(each.accessibleName() or type(each).__name__)
            each.setFocus()

    def write(self, text: str | None = None) -> None:
        text = self.chance.choice(TEXTS) if text is None else text
        if isinstance(QApplication.focusWidget(), INPUTS):
            self.note(text)
            for sign in text:
                self._sign(sign)
            if self.chance.random() < 0.6:
                self._key(self.chance.choice((KEY.Key_Return, KEY.Key_Tab)))

    def _sign(self, sign: str) -> None:
        if sign.isascii():
            self._send(lambda at: QTest.keyClick(at, sign))  # pyright: ignore[reportCallIssue, reportArgumentType]
            return
        event = QInputMethodEvent()
        event.setCommitString(sign)
        self._send(lambda at: QApplication.sendEvent(at, event))

    def _send(self, deed: Callable[[QWidget], object]) -> None:
        if at := QApplication.focusWidget():
            deed(at)

    def _key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = MOD.NoModifier) -> None:
        self._send(lambda at: QTest.keyClick(at, key, modifier))

    def press(self) -> None:
        for _ in range(self.chance.randint(1, 3)):
            key, *modifiers = self.chance.choice(PRESSES)
            self.note("+".join(each.name or "" for each in (key, *modifiers)))
            self._key(key, *modifiers)  # pyright: ignore[reportArgumentType] - a key, then its modifiers

    def compose(self) -> None:
        """Begin a word by the input method, and perhaps never end it."""
        for letters in ("z", "zh"):
            event = QInputMethodEvent(letters, [])
            self._send(lambda at, event=event: QApplication.sendEvent(at, event))
        done = QInputMethodEvent("", [])
        done.setCommitString(self.chance.choice(("中", "")))
        self._send(lambda at: QApplication.sendEvent(at, done))

    def clip(self) -> None:
        QApplication.clipboard().setText(self.chance.choice(CLIPS))
        self._key(KEY.Key_V, CTRL)

    def undo(self) -> None:
        for _ in range(self.chance.randint(1, 5)):
            self.window.desk.undo()

    def redo(self) -> None:
        for _ in range(self.chance.randint(1, 4)):
            self.window.desk.redo()

    def select(self) -> None:
        """Choose cells or rows of a view."""
        if found := self._shown(QAbstractItemView):
            view = self.chance.choice(found)
            model = view.model()
            root = view.rootIndex()
            table = isinstance(view, QTableView)
            rows, columns = model.rowCount(root), model.columnCount(root) if table else 1
            if rows and columns:
                at = model.index(self.chance.randrange(rows), self.chance.randrange(columns), root)
                self.note(f"{view.accessibleName() or type(view).__name__} {at.row()},{at.column()}")
                view.setFocus()
                view.setCurrentIndex(at)
                if self.chance.random() < 0.2:
                    view.activated.emit(at)

    def table(self) -> None:
        """Sort, filter, choose columns, or type into a table."""
        if not (found := self._shown(RecordTable)):
            return
        table = self.chance.choice(found)
        view, chance = table.view, self.chance
        match chance.randrange(6):
            case 0:
                table.sort(chance.choice(view.shown_columns), chance.choice((-1, -1, 0, 1)))
            case 1 if table.filter_bar.isVisible():
                table.filter_bar.leave()
            case 1:
                table.filter_bar.enter()
                table.filter_bar.line.setText(chance.choice(("rx", "1", "查无此项", "")))
            case 2:
                table.choose_column(chance.choice(table.columns), chance.random() < 0.8)
            case _ if table.records.rowCount():
                view.finish_edit()
                view.setFocus()
                view.select_cell(
                    chance.randrange(table.records.rowCount()), chance.choice(view.shown_columns)
                )
                self.write()
            case _:
                pass
        self.note(table.records.section)

    def button(self) -> None:
        """Press a button of the page or the header."""
        if found := self._shown(QAbstractButton):
            self._press(self.chance.choice(found))

    def _press(self, each: QAbstractButton) -> None:
        self.note(f"[{each.text() or each.accessibleName() or each.toolTip()}]")
        each.click()

    def action(self) -> None:
        names = [name for name, each in self.window.actions_by_name.items() if each.isEnabled()]
        name = self.chance.choice([each for each in names if each not in LEFT_OUT])
        if name in ("print", "print_findings", "import_ledger") and self.chance.random() < 0.7:
            return  # They take a process of their own each
        self.note(name)
        self.window.actions_by_name[name].trigger()

    def reopen(self) -> None:
        path = self.window.desk.session.path
        self.window.close_report()
        QApplication.processEvents()
        self.window.open_path(path)
        self.base = self.window.desk.report

    def wait(self) -> None:
        QTest.qWait(self.chance.choice((20, 60, 400)))

    def resize(self) -> None:
        self.window.resize(*self.chance.choice(((1280, 673), (1366, 768), (1024, 600))))

    # Dialogs

    def leave(self) -> None:
        """Answer no dialog any more: whatever comes up now is somebody else's."""
        self._over = True

    def _arm(self) -> None:
        if not self._resting and not self._over:
            self._resting = True
            QTimer.singleShot(1, self, self._answer)

    def _answer(self) -> None:
        self._resting = False
        if self._over:
            return
        self._arm()
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        with self.told():
            if popup is not None:
                QTest.keyClick(popup, self.chance.choice((KEY.Key_Escape, KEY.Key_Down, KEY.Key_Escape)))
                self._acts[id(popup)] += 1
                if self._acts[id(popup)] > PATIENCE:
                    popup.close()
            elif modal is not None:
                self._answer_in(modal)
            else:
                self._acts.clear()

    def _answer_in(self, modal: QWidget) -> None:
        self._acts[id(modal)] += 1
        self.note(f"| {modal.windowTitle()}")
        if self._acts[id(modal)] > PATIENCE:
            modal.reject() if isinstance(modal, QDialog) else modal.close()
            if self._acts[id(modal)] > 3 * PATIENCE and isinstance(modal, QDialog):
                modal.done(0)
            return
        inside = [each for each in modal.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
        buttons = [each for each in inside if isinstance(each, QAbstractButton)]
        inputs = [each for each in inside if isinstance(each, INPUTS)]
        match self.chance.randrange(5):
            case 0 | 1 if buttons:
                self._press(self.chance.choice(buttons))
            case 2 if inputs:
                self.chance.choice(inputs).setFocus()
                self.write()
            case 3:
                self._key(self.chance.choice((KEY.Key_Return, KEY.Key_Down, KEY.Key_Tab, KEY.Key_Space)))
            case _ if views := [each for each in inputs if isinstance(each, QAbstractItemView)]:
                view = self.chance.choice(views)
                if rows := view.model().rowCount(view.rootIndex()):
                    view.setCurrentIndex(view.model().index(self.chance.randrange(rows), 0, view.rootIndex()))
            case _:
                pass

    # What is asked of the system

    def save_name(self, _parent: object, _title: str, path: str, kinds: str) -> tuple[str, str]:
        """Answer the system's dialog for a file to be written."""
        self._number += 1
        suffix = Path(path).suffix or ".xlsx"
        return (
            ("", "") if self.chance.random() < 0.2 else (str(self.folder / f"{self._number}{suffix}"), kinds)
        )

    def open_name(self, _parent: object, _title: str, _folder: str, kinds: str) -> tuple[str, str]:
        """Answer the system's dialog for a file to be read."""
        if "jxzp" not in kinds:
            return str(self.folder / "台账.csv"), kinds
        held = sorted(self.folder.glob("[!~]*.jxzp"))
        return (str(self.chance.choice(held)), kinds) if held else ("", "")

    def printer(self, _parent: object, _pages: int) -> QPrinter:
        """Answer the dialog for a printer."""
        self._number += 1
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.folder / f"{self._number}-打印.pdf"))
        return made

    # What is looked at

    def check(self) -> None:
        """What is shown is what the report holds; nothing went wrong on the way."""
        if self.faults:
            raise Fault("\n".join(self.faults))
        desk = self.window.desk
        if not desk.is_open:
            return
        if desk.pending and any(desk.locked(where) for where in desk._gathered):
            raise Fault(f"typed in what is locked, so that it can never be saved: {desk._gathered}")
        for each in self._shown(Editor):
            self._check_editor(each)
        for each in self._shown(RecordTable):
            if not each.view.open_editor():
                check_table(each)

    def _check_editor(self, each: Editor) -> None:
        desk = self.window.desk
        if not each.place or each.input.hasFocus() or desk.pending_text(each.place) is not None:
            return
        if each.input.value_text() != each._shown():
            raise Fault(f"{each.place}: shown {each.input.value_text()!r}, held {each._shown()!r}")

    def check_file(self) -> None:
        """The file holds what the window does; nothing half-written lies beside it."""
        desk = self.window.desk
        with suppress(KnownError):
            desk.flush()
        if desk.pending:
            return
        with Session.open(desk.session.path, read_only=True) as other:
            if other.report != desk.report:
                raise Fault("the file holds another report")
        beside = (each.name for each in self.folder.iterdir())
        left = [name for name in beside if name.startswith("~") and not name.startswith("~$")]
        if left and not self.window.output._run:
            raise Fault(f"left behind: {left}")

    def check_pages(self) -> None:
        """Nothing on the page in sight changes when it is shown anew: nothing on it was stale."""
        key = self.window.workspace.key
        if not key:
            raise Fault("a report is open and no page shown")
        page = self.window.workspace.page(key)
        self.window.setFocus()
        self.window.workspace.audit.look()
        before: list[str] = []
        for _ in range(SETTLING):
            QTest.qWait(1)
            if before == (before := words_of(page)):
                break
        page.renew(None)
        QApplication.processEvents()
        if (after := words_of(page)) != before:
            raise Fault(
                f"stale on {key}: {[(a, b) for a, b in zip(before, after, strict=False) if a != b][:5]}"
            )

    def check_undo(self) -> None:
        """Everything can be undone, and done again."""
        desk = self.window.desk
        with suppress(KnownError):
            desk.flush()
        if desk.session.read_only or desk.pending or len(desk.session._history.past) >= DEPTH:
            return
        last, future = desk.report, len(desk.session._history.future)
        while desk.undo():
            pass
        if desk.report != self.base:
            raise Fault(f"undone, {differing(desk.report, self.base)} are not as they were")
        undone = len(desk.session._history.future)
        self.rest()
        self.check()
        if len(desk.session._history.future) != undone:
            return  # What was read in a process of its own has just been accepted
        while len(desk.session._history.future) > future and desk.redo():
            pass
        if desk.report != last:
            raise Fault(f"done again, {differing(desk.report, last)} are not as they were")
        self.rest()


def differing(left: Any, right: Any) -> list[str]:
    """Return the names of the sections that differ."""
    return [name for name in left.__slots__ if getattr(left, name) != getattr(right, name)]


def words_of(page: QWidget) -> list[str]:
    """Return all words that labels, buttons and lines on a page show."""
    kinds = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit)
    found = [each for each in page.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()]
    return [each.toPlainText() if isinstance(each, QPlainTextEdit) else each.text() for each in found]


def check_table(table: RecordTable) -> None:
    """The table shows just what the report holds."""
    records = table.records
    held = {row.id: row for row in records.desk.report.rows(records.section)}
    if not all(row is held.get(row.id) for row in records.rows):
        raise Fault(f"{records.section}: other rows than held")
    arranged = records.arrangement.filtered or records.arrangement.sorted
    if not arranged and [row.id for row in records.rows] != list(held) and len(records.rows) == len(held):
        raise Fault(f"{records.section}: another order than held")
    for n, row in enumerate(records.rows[:40]):
        for number in table.view.shown_columns:
            shown = records.index(n, number).data()
            if shown != records.content.text(row, table.columns[number]):
                raise Fault(f"{records.section} {n}: {shown!r}")


@contextmanager
def answering(officer: Officer) -> Iterator[None]:
    """Let the officer answer what the system's own dialogs would ask, and hear every exception."""
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


def _heard(officer: Officer, press: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Catch what a key brings about where it is raised: PySide 6.9 may crash on its way through our own call."""

    def pressed(self: Any, event: Any) -> None:
        with officer.told():
            press(self, event)

    return pressed


@contextmanager
def ended_by(officer: Officer) -> Iterator[None]:
    """Send the officer home when the block is left, however that is."""
    try:
        yield
    finally:
        officer.leave()


def run(
    window: MainWindow, folder: Path, seed: int, steps: int, *, log: TextIO | None = None, alone: bool = False
) -> Officer:
    """Do so many things in a window that has a report open; raises Fault. alone: nobody else hears Qt."""
    officer = Officer(seed, window, folder, log)
    if alone:
        qInstallMessageHandler(officer.hear)
    with answering(officer), ended_by(officer):
        _look_deeper(officer, 0)
        for step in range(1, steps + 1):
            try:
                officer.act()
                officer.check()
                if officer.window.desk.is_open:
                    _look_deeper(officer, step)
                else:
                    officer.window.open_path(folder / "样例.jxzp")
                    officer.base = officer.window.desk.report
            except Fault as fault:
                trail = "\n    ".join(officer.trail)
                raise Fault(f"seed {seed}, step {step}: {fault}\n  after\n    {trail}") from fault
        if window.output._run is not None:
            window.output._run.cancel()
        window.ledgers._stop()
    return officer


def _look_deeper(officer: Officer, step: int) -> None:
    session = officer.window.desk.session
    if officer.session is not session:
        officer.session = session  # Another file was opened on the way
        officer.base = session.report if not session._history.past else officer.base
        officer.known = not session._history.past
    if step % BETWEEN_FILES == 0:
        officer.check_file()
        officer.check_pages()
    if step % BETWEEN_UNDOS == 0 and officer.known:
        officer.check_undo()


def main(arguments: list[str]) -> int:
    """Run seed after seed; tell what was found and what was refused."""
    from desktop.app import make_application
    from desktop.views.sweeping import Sweeper

    faulthandler.enable()
    application = make_application()
    Sweeper(application)  # as the program has it
    steps = int(arguments[0]) if arguments else 1000
    return sum(_found(application, seed, steps) for seed in map(int, arguments[1:] or ["1"]))


@contextmanager
def _heard_no_more() -> Iterator[None]:
    """Leave Qt nothing of Python's at the end: it would call that ear, and free that clipboard, without Python."""
    try:
        yield
    finally:
        qInstallMessageHandler(None)
        QApplication.clipboard().clear()


def _found(application: QApplication, seed: int, steps: int) -> bool:
    """Run one seed and tell what came of it; True for a fault."""
    folder = Path(tempfile.mkdtemp(prefix=f"soak-{seed}-"))
    print(f"seed {seed}: {folder}/actions.txt", flush=True)
    write_sample("minsheng-2021" if seed % 2 else "complete", folder / "样例.jxzp")
    with (
        _heard_no_more(),
        (folder / "actions.txt").open("w", encoding="utf-8") as log,
        opened_window(application, folder / "样例.jxzp") as window,
    ):
        try:
            officer = run(window, folder, seed, steps, log=log, alone=True)
        except Fault as fault:
            print(fault, flush=True)
            return True
    print(f"seed {seed}: {steps} steps, refused {dict(officer.refusals.most_common(12))}", flush=True)
    print(*officer.faults, sep="\n", end="")  # of taking the window down
    return bool(officer.faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
