"""The soak killed at random moments: ``python tests/views/soak_kill.py [TIMES] [SEED]``.

What stood in the file when it was told as saved, stands there when the file is opened again: the very state that
was told last, or one that was saved after it and could not be told any more.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.models.records import Report
from desktop.session import Session
from desktop.tasks.files import write_sample

ROOT = Path(__file__).parents[2]
LONGEST = 150  # Things told before it is killed at the latest
OFFICER = """
import sys
from pathlib import Path
from desktop.app import make_application
from desktop.views.sweeping import Sweeper
from tests.views.soak import Officer
from tests.views.soak_answers import answering
from tests.views.soak_kill import state_of
from tests.windows import opened_window

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
application = make_application()
Sweeper(application)
with opened_window(application, folder / "样例.jxzp") as window:
    officer = Officer(seed, window, folder)
    window.desk.saved.connect(lambda _at: print(state_of(window.desk.session), flush=True))
    with answering(officer):
        print("ready", flush=True)
        while True:
            officer.act()
"""


def state_of(session: Session) -> str:
    """Tell the state of a file: how often it was saved, its contents as a digest, and where it lies."""
    return f"{session._file._generation} {digest(session.report)} {session.path}"


def digest(report: Report) -> str:
    """Return what tells one state of a report from another."""
    return sha256(repr(report).encode()).hexdigest()[:16]


def killed(folder: Path, seed: int, longest: int = LONGEST) -> str:
    """Let an officer work, kill the window at some moment, and look; return what is wrong, or ''."""
    write_sample("minsheng-2021" if seed % 2 else "complete", folder / "样例.jxzp")
    command = [sys.executable, "-c", OFFICER, str(folder), str(seed)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
        told = [window.stdout.readline() for _ in range(random.Random(seed).randint(1, longest))]
        window.kill()
        told += window.stdout.readlines()
    last = {line.split(" ", 2)[2].strip(): line.split(" ", 2)[:2] for line in told if line.endswith("\n")}
    return "；".join(filter(None, (_lost(Path(path), *state) for path, state in last.items())))


def _lost(path: Path, number: str, contents: str) -> str:
    with Session.open(path) as session:
        if session.read_only:
            return f"{path.name} is held by a program that has been killed"
        now = session._file._generation
        if now < int(number) or (now == int(number) and digest(session.report) != contents):
            return f"{path.name} was saved {number} times, {now} of them are there"
    return ""


def main(arguments: list[str]) -> int:
    """Kill the window so often; tell what was lost."""
    times, seed = [*map(int, arguments), *(20, 1)[len(arguments) :]]
    found = []
    for n in range(seed, seed + times):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["JIXIAO_HOME"] = str(Path(folder) / "home")
            if wrong := killed(Path(folder), n):
                found.append(f"seed {n}: {wrong}")
                print(found[-1], flush=True)
    print(f"killed {times} times, {len(found)} with losses")
    return len(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
