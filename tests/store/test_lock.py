from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.store.lock import FileLock, Holder, Owner, lock, lock_path
from desktop.store.opening import open_file

from .conftest import ZHANG

ROOT = Path(__file__).parents[2]
OTHER_PROGRAM = """
import sys
from pathlib import Path
from desktop.store.lock import Owner
from desktop.store.opening import open_file
file, report = open_file(Path(sys.argv[1]), owner=Owner("李四", "PC-2"))
print(file.obstacle or "held", flush=True)
sys.stdin.readline()
"""


def other_program(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", OTHER_PROGRAM, str(path)],
        cwd=ROOT,
        text=True,
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def said(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


@pytest.mark.parametrize("end", ["kill", "leave"])
def test_the_second_program_is_told_who_holds_the_file_until_the_first_ends(made: Path, end: str) -> None:
    with other_program(made) as first:
        assert said(first) == "held"
        file, _ = open_file(made)
        assert file.read_only
        assert file.holder is not None
        assert (file.holder.who, file.holder.where) == ("李四", "PC-2")
        assert file.holder.since is not None
        assert "李四（PC-2，" in file.obstacle
        file.close()
        if end == "kill":
            first.kill()
        first.communicate("\n")
    assert lock_path(made).exists()  # neither closed it
    file, _ = open_file(made)
    assert not file.read_only
    file.close()
    assert not lock_path(made).exists()


def test_we_keep_the_other_program_out(made: Path) -> None:
    file, _ = open_file(made, owner=ZHANG)
    with other_program(made) as second:
        assert said(second).startswith("张三（财务室一号机，")
        second.communicate("\n")
    file.close()


def test_a_lock_is_free_again_after_release(path: Path) -> None:
    first = lock(path, ZHANG)
    assert isinstance(first, FileLock)
    assert isinstance(lock(path, ZHANG), Holder)
    first.release()
    first.release()
    again = lock(path, ZHANG)
    assert isinstance(again, FileLock)
    again.release()


def test_a_lock_file_that_cannot_be_read_still_locks(path: Path) -> None:
    first = lock(path, ZHANG)
    assert isinstance(first, FileLock)
    lock_path(path).write_bytes(b"\xff{")
    holder = lock(path, ZHANG)
    assert str(holder) == "另一个程序（可能在另一台电脑上）"
    first.release()


def test_a_lock_taken_away_in_between_is_taken_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([False, True])
    monkeypatch.setattr("desktop.store.lock._stands", lambda *_: next(answers))
    taken = lock(path, ZHANG)
    assert isinstance(taken, FileLock)
    taken.release()


def test_the_owner_is_known() -> None:
    owner = Owner.current()
    assert owner.who
    assert owner.where
