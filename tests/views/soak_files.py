"""What the officer of the soak does with files: commands, reopening, second starts, read-only, dropping, closing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.app import _called
from desktop.models.edits import OPEN_STATES
from desktop.session import Session
from desktop.tasks.files import write_sample
from desktop.tasks.states import set_state
from desktop.views.main_window import MainWindow
from desktop.views.pages.contracts import ContractsPage
from desktop.views.pressable import Pressable
from desktop.views.single import Single
from tests.views.soak_deeds import Deeds
from tests.views.soak_hands import KEY

LEFT_OUT = frozenset({"quit", "undo", "redo"})  # The last two are deeds of their own
ERRANDS = (
    "state", "restore", "journal", "replace", "import_ledger", "last_year", "rule_packs", "note", "confirm",
    "pick_indicators", "insert_phrase", "keep_indicators", "keep_phrase", "learn", "own_rules", "save_as",
    "confirm_page", "export", "export_form",
)  # fmt: skip
DEAR = ("print", "print_findings", "import_ledger")  # They take a process of their own each
LEDGER = "日期,支出事项,收款单位,金额（元）\n2021-03-01,热线首款,鼎讯智城,1592800.00\n2021-05-06,宣传片,甲公司,24200\n"
ANSWERED_MS, CLOSING_MS, CLOSING_TIMES = 50, 20, 1_000


class Filing(Deeds):
    """What is done with files and with the program itself."""

    def __init__(self, seed: int, window: MainWindow, folder: Path, log: TextIO | None = None) -> None:
        super().__init__(seed, window, folder, log)
        (folder / "台账.csv").write_text(LEDGER, "utf-8")
        (folder / "证据.pdf").write_bytes(b"%PDF-1.4 nothing")
        self._held: Session | None = None
        self.single = Single(self)
        self._first = self.single.take()
        self.single.wanted.connect(lambda files: _called(window, files))

    def leave(self) -> None:
        super().leave()
        self.single.release()
        self._let_go()

    def action(self) -> None:
        """Give a command."""
        names = [name for name, each in self.window.actions_by_name.items() if each.isEnabled()]
        name = self.chance.choice([each for each in names if each not in LEFT_OUT])
        if name in DEAR and self.chance.random() < 0.7:
            return
        self.note(name)
        self.window.actions_by_name[name].trigger()

    def errand(self) -> None:
        """Give a command that asks for more, and go through with it."""
        name = self.chance.choice(ERRANDS)
        if self.window.actions_by_name[name].isEnabled():
            self.note(name)
            self.bent = True
            try:
                self.window.actions_by_name[name].trigger()
                self.rest()
            finally:
                self.bent = False

    def unlock(self) -> None:
        """Take a report that was sent away back to be worked on."""
        desk = self.window.desk
        if desk.lock and not desk.session.read_only:
            set_state(desk.session, OPEN_STATES[0], "数字要改")

    def flow(self) -> None:
        """Look where the money went, and give a strand of payments its contract."""
        self.window.workspace.visit("contracts")
        page = self.window.workspace.page("contracts")
        if not isinstance(page, ContractsPage):
            return
        page.show_flow(on=self.chance.random() < 0.8)
        flow = page.flow
        if not (flow.isVisible() and (boughs := flow.picture.boughs)):
            return
        strand = self.chance.choice(boughs).strand
        flow.picture.chosen.emit(strand)
        contracts = self.window.desk.report.contracts
        self.bent = True
        try:
            if self.chance.random() < 0.3 and contracts and not self.window.desk.locked("payments"):
                flow.give(strand, self.chance.choice(contracts).id)
            elif found := self.shown(QAbstractButton, inside=flow):
                self.press_button(self.chance.choice(found))
            self.rest()
        finally:
            self.bent = False

    def full_look(self) -> None:
        """Ask for all rules, and perhaps break that off."""
        self.window.actions_by_name["audit"].trigger()
        if self.chance.random() < 0.6:
            self.key(KEY.Key_Escape)
            self.window.workspace.full_look.break_off()

    def clock(self) -> None:
        """Let the time for a backup come."""
        self.window.interior.safe.backups.tick()

    def reopen(self) -> None:
        """Close the report and open it again, at once or after a look at the welcome page."""
        path = self.window.desk.session.path
        self.window.close_report()
        if self.chance.random() < 0.5:
            QApplication.processEvents()
        self.window.open_path(path)

    def read_only(self) -> None:
        """Open a file that somebody else has open; the next time let them close it."""
        if self._held is not None:
            self._let_go()
            return
        path = self.folder / "他人.jxzp"
        if not path.exists():
            write_sample("complete", path)
        if self.window.desk.is_open and self.window.desk.session.path == path:
            return
        self._held = Session.open(path)
        self.window.open_path(path)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def drop_files(self) -> None:
        """Drop files somewhere, or a project file on the window."""
        takers = [each for each in self.shown(QWidget) if each.acceptDrops()]
        evidence = [self.folder / "证据.pdf", self.folder / "台账.csv"]
        if takers and self.chance.random() < 0.8:
            each = self.chance.choice(takers)
            self.note(each.accessibleName() or type(each).__name__)
            self.drop(each, self.chance.sample(evidence, self.chance.randint(1, 2)))
        else:
            self.drop(self.window, [self.chance.choice(self.files())])

    def second_start(self) -> None:
        """Start the program a second time, with a file or without; sometimes what calls goes too early."""
        if not self._first:
            return
        wanted = [str(self.chance.choice(self.files()))] if self.chance.random() < 0.7 else []
        message = json.dumps({"open": wanted}).encode() + b"\n"
        socket = QLocalSocket()
        socket.connectToServer(self.single.name)
        way = self.chance.randrange(4)
        self.note(f"{wanted} {way}")
        socket.write(message if way else message[:9])
        socket.flush()
        if way > 1:
            QTest.qWait(ANSWERED_MS)
        socket.abort()

    def welcome(self) -> None:
        """Do something on the welcome page."""
        files = self.window.welcome.files
        match self.chance.randrange(4):
            case 0:
                files.search.setText(self.chance.choice(("", "2021", "查无此项")))
                QTest.qWait(self.chance.choice((0, 60, 260)))
            case 1 if found := self.shown(Pressable, inside=self.window.welcome):
                self.click(self.chance.choice(found))
            case 2:
                self.button()
            case _:
                self.window.open_path(self.chance.choice(self.files()))

    def close_while_busy(self) -> bool:
        """Close the window with work going on behind it; tell whether it closed."""
        self.window.show()
        begun = ("import_ledger", "audit", "print")
        name = self.chance.choice(begun)
        if self.window.desk.is_open and self.window.actions_by_name[name].isEnabled():
            with self.told():
                self.window.actions_by_name[name].trigger()
        with self.told():
            self.clock()
        self.window.close()
        for _ in range(CLOSING_TIMES):
            if not self.window.isVisible():
                return True
            QTest.qWait(CLOSING_MS)
        return False
