"""Hundreds of random actions on the whole window; JIXIAO_SOAK=5000 does so many, ``tests/views/soak.py`` any seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.tasks.files import write_sample
from tests.views import soak, soak_openings
from tests.views.soak import OVERWRITING, run
from tests.windows import opened_window

STEPS = int(os.environ.get("JIXIAO_SOAK", "250"))


@pytest.mark.parametrize(("seed", "sample"), [(1, "minsheng-2021"), (2, "complete")])
def test_whatever_is_done_what_is_shown_held_and_filed_stays_one(qapp, tmp_path: Path, seed, sample) -> None:
    write_sample(sample, tmp_path / "样例.jxzp")
    with opened_window(qapp, tmp_path / "样例.jxzp") as window:
        run(window, tmp_path, seed, STEPS)


@pytest.mark.parametrize(("script", "arguments"), [(soak, ["60", "5"]), (soak_openings, ["40"])])
def test_memory_that_was_freed_is_used_no_more(tmp_path: Path, script, arguments) -> None:
    """What is freed is overwritten at once (by glibc, elsewhere never), so that no later use of it passes."""
    command = [sys.executable, str(script.__file__), *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1", "TMPDIR": str(tmp_path), **OVERWRITING}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600, env=environment)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
