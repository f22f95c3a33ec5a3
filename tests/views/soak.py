"""Some thousand actions on the whole window at random: ``python tests/views/soak.py [STEPS] [SEED…]``.

After each, what is shown, what the report holds and what stands in the file is one; now and then everything is
undone and done again; at the end the window is closed with work going on behind it. Each seed has a process
of its own, in which memory that is freed is overwritten at once (glibc), so that any later use of it is seen.
A fault is told with its seed, its step and the last actions before it; so is whatever Qt has to say. After a
crash all actions stand in ``actions.txt`` of the seed's folder. ``--here`` runs a seed without that process.
"""

from __future__ import annotations

import faulthandler
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

HERE = "--here"
OVERWRITING = {"MALLOC_PERTURB_": "165", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["JIXIAO_HOME"] = tempfile.mkdtemp(prefix="jixiao-soak-")
    sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.session import Change
from desktop.tasks.files import write_sample
from desktop.views.main_window import MainWindow
from desktop.views.sweeping import Sweeper, sweep
from tests.views.soak_answers import answering
from tests.views.soak_looks import Fault, Looking
from tests.windows import opened_window

BETWEEN_FILES, BETWEEN_UNDOS, SOON_UNLOCKED = 40, 160, 0.1
_NAMED = re.compile(r"[“：\d ]")  # Where the kind of an edit ends in its words


class Officer(Looking):
    """Does one thing after another in a window, always the same for a seed, and looks what is shown."""

    def __init__(self, seed: int, window: MainWindow, folder: Path, log: TextIO | None = None) -> None:
        super().__init__(seed, window, folder, log)
        self.session, self.base, self.known = window.desk.session, window.desk.report, True
        self.done: Counter[str] = Counter()
        window.desk.changed.connect(self._count)
        self.deeds = (
            (self.write, 16), (self.press, 16), (self.focus, 12), (self.visit, 6), (self.table, 10),
            (self.undo, 5), (self.redo, 4), (self.button, 8), (self.action, 4), (self.errand, 4),
            (self.clip, 4), (self.compose, 4), (self.select, 8), (self.point, 8), (self.finding, 4),
            (self.tree, 3), (self.flow, 2), (self.leaf, 1), (self.drop_files, 2), (self.full_look, 1),
            (self.clock, 1), (self.second_start, 1), (self.read_only, 1), (self.reopen, 1), (self.wait, 2),
            (self.resize, 1),
        )  # fmt: skip

    def act(self) -> None:
        """Do one thing and wait until the window has come to rest."""
        self._come_back()
        if self.window.desk.is_open:
            deed = self.chance.choices(*zip(*self.deeds, strict=True))[0]
            if self.window.desk.lock and self.chance.random() < SOON_UNLOCKED:
                deed = self.unlock
        else:
            deed = self.welcome
        self.trail.append("")
        self.note(deed.__name__)
        self.arm()
        with self.told():
            deed()
        self.rest()

    def _come_back(self) -> None:
        """Start again where the program was left, and come to the front."""
        if not self.window.isVisible():
            self.window.close_report()  # As a new start begins
            self.window.show()
        if QApplication.focusWidget() is None:
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)

    def _count(self, change: Change) -> None:
        """Count what was done by its kind, as 撤销 names it."""
        self.done[_NAMED.split(change.text)[0][:8]] += 1

    def look_deeper(self, step: int) -> None:
        """Look now and then at what takes longer; take note of a report that was opened on the way."""
        session = self.window.desk.session
        if self.session is not session:
            self.session, self.known = session, not session._history.past
            self.base = session.report if self.known else self.base
        if step % BETWEEN_FILES == 0:
            sweep()
            self.check_file()
            self.check_pages()
        if step % BETWEEN_UNDOS == 0 and self.known:
            self.check_undo(self.base)


def run(
    window: MainWindow, folder: Path, seed: int, steps: int, *, log: TextIO | None = None, alone: bool = False
) -> Officer:
    """Do so many things in a window that has a report open; raises Fault. alone: nobody else hears Qt."""
    officer = Officer(seed, window, folder, log)
    if alone:
        qInstallMessageHandler(officer.hear)
    with answering(officer):
        officer.look_deeper(0)
        for step in range(1, steps + 1):
            try:
                officer.act()
                officer.check()
                if officer.window.desk.is_open:
                    officer.look_deeper(step)
            except Fault as fault:
                trail = "\n    ".join(officer.trail)
                raise Fault(f"seed {seed}, step {step}: {fault}\n  after\n    {trail}") from fault
        if not officer.close_while_busy():
            raise Fault(f"seed {seed}: the window does not close")
    return officer


def main(arguments: list[str]) -> int:
    """Run seed after seed; tell what was found and what was refused."""
    here = HERE in arguments
    steps, *seeds = [int(each) for each in arguments if each != HERE] or [1000]
    if here:
        return sum(_found_here(seed, steps) for seed in seeds or [1])
    return sum(_found(seed, steps) for seed in seeds or [1])


def _found(seed: int, steps: int) -> bool:
    """Run one seed in a process of its own and tell how that ended; True for a fault."""
    command = [sys.executable, __file__, HERE, str(steps), str(seed)]
    code = subprocess.run(command, check=False, env={**os.environ, **OVERWRITING}).returncode
    if code:
        print(f"seed {seed}: exit code {code}", flush=True)
    return bool(code)


@contextmanager
def _heard_no_more() -> Iterator[None]:
    """Leave Qt nothing of Python's at the end: it would call that ear, and free that clipboard, without Python."""
    try:
        yield
    finally:
        qInstallMessageHandler(None)
        QApplication.clipboard().clear()


def _found_here(seed: int, steps: int) -> bool:
    """Run one seed and tell what came of it; True for a fault."""
    from desktop.app import make_application

    faulthandler.enable()
    application = make_application()
    Sweeper(application)  # as the program has it
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
    print(f"seed {seed}: done {dict(officer.done.most_common())}", flush=True)
    print(*officer.faults, sep="\n", end="")  # of taking the window down
    return bool(officer.faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
