"""A session that is killed again and again: ``killed.py FILE SEED KILLS`` prints what was wrong, as JSON.

Each round forks a child that opens the file and edits; before each save it tells what it means to write, and
after it that it is written. It is killed at a random moment. Then the file must hold what was written last,
or else what was meant last.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.models.plain import plain_report
from desktop.models.records import Report
from desktop.session import Session
from desktop.store.report_file import ReportFile

LONGEST = 0.08  # Seconds that a child lives; about a quarter of them passes until it has opened the file
MEANT, WRITTEN, FAILED = b"m", b"w", b"f"


class Told(NamedTuple):
    """What a child told: 41 bytes, the highest payment id there ever was among them."""

    kind: bytes
    digest: bytes
    highest: int

    def __bytes__(self) -> bytes:
        return self.kind + self.digest + self.highest.to_bytes(8, "big")

    @classmethod
    def read(cls, data: bytes) -> Iterator[Told]:
        for at in range(0, len(data) - 40, 41):
            yield cls(
                data[at : at + 1], data[at + 1 : at + 33], int.from_bytes(data[at + 33 : at + 41], "big")
            )


def digest(report: Report) -> bytes:
    return sha256(json.dumps(plain_report(report)).encode()).digest()


class TellingFile:
    """Stands in for the session's file and tells of each save."""

    def __init__(self, file: ReportFile, pipe: int) -> None:
        self.file, self.pipe, self.highest = file, pipe, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def commit(self, old: Report, new: Report, **details: Any) -> None:
        self.tell(MEANT, new)
        self.file.commit(old, new, **details)
        self.tell(WRITTEN, new)

    def tell(self, kind: bytes, report: Report) -> None:
        self.highest = max([self.highest, *(row.id for row in report.payments)])
        os.write(self.pipe, bytes(Told(kind, digest(report), self.highest)))


def act(session: Session, random: Random) -> None:
    """Make one random edit."""
    payments = [row.id for row in session.report.payments]
    match random.choice(["add", "write", "write", "write", "remove", "move", "undo", "redo"]):
        case "write" if payments:
            where = f"payments/{random.choice(payments)}/{random.choice(['item', 'amount', 'date', 'note'])}"
            session.write(where, random.choice(["长" * random.randrange(9000), "12", "3万元"]))
        case "remove" if len(payments) > 5:
            session.remove("payments", random.sample(payments, 4))
        case "move" if payments:
            session.move("payments", random.choice(payments), random.randrange(len(payments)))
        case "undo":
            session.undo()
        case "redo":
            session.redo()
        case _:
            contract = session.add("contracts", name="付" * 50)
            session.add("payments", item="款" * 500, contract=contract)


def live(path: Path, pipe: int, random: Random) -> None:
    session = Session.open(path)
    if session.read_only:
        raise RuntimeError(session.obstacle)
    telling = TellingFile(session._file, pipe)
    session._file = telling  # pyright: ignore[reportAttributeAccessIssue] - it stands in for it
    telling.tell(WRITTEN, session.report)
    while True:
        act(session, random)


def kill_one(path: Path, random: Random) -> list[Told]:
    """Let a child live for a moment and return what it told."""
    readable, writable = os.pipe()
    child = os.fork()
    if not child:
        os.close(readable)
        try:
            live(path, writable, random)
        finally:
            os.write(writable, bytes(Told(FAILED, bytes(32), 0)))
            os._exit(1)
    os.close(writable)
    select.select([], [], [], random.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(readable, "rb") as pipe:
        return list(Told.read(pipe.read()))


def faults(path: Path, seed: int, kills: int) -> Iterator[str]:
    """Kill as often as asked and yield what a reopened file got wrong."""
    last, highest, edits = Told(WRITTEN, digest(Report()), 0), 0, 0
    for round_ in range(kills):
        told = kill_one(path, Random(seed * 10_000 + round_))
        edits += len(told)
        yield from (f"{round_}: the child failed" for each in told if each.kind == FAILED)
        written = [each for each in [last, *told] if each.kind == WRITTEN][-1]
        allowed = {written.digest, told[-1].digest if told else written.digest}
        highest = max([highest, written.highest])
        with Session.open(path) as session:
            held, following = session.report, session.new_id("payments")
        if digest(held) not in allowed:
            yield f"{round_}: not what was written last, nor what was meant last"
        if following <= highest:
            yield f"{round_}: id {following} was used before"
        last = Told(WRITTEN, digest(held), highest)
    if edits < 2 * kills:
        yield f"only {edits // 2} edits in {kills} rounds"


if __name__ == "__main__":
    file, seed, kills = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    Session.create(file).close()
    print(json.dumps(list(faults(file, seed, kills))))
