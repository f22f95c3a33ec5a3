"""Hundreds of random actions on the whole window; JIXIAO_SOAK=5000 does so many, ``tests/views/soak.py`` any seed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.tasks.files import write_sample
from tests.views.soak import run
from tests.windows import opened_window

STEPS = int(os.environ.get("JIXIAO_SOAK", "250"))


@pytest.mark.parametrize(("seed", "sample"), [(1, "minsheng-2021"), (2, "complete")])
def test_whatever_is_done_what_is_shown_held_and_filed_stays_one(qapp, tmp_path: Path, seed, sample) -> None:
    write_sample(sample, tmp_path / "样例.jxzp")
    with opened_window(qapp, tmp_path / "样例.jxzp") as window:
        run(window, tmp_path, seed, STEPS)
