from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("killed.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks what it kills")
@pytest.mark.parametrize("seed", range(4))
def test_a_program_killed_at_any_moment_loses_nothing_it_has_saved(tmp_path: Path, seed: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-S", PROGRAM, tmp_path / "报告.jxzp", str(seed), "50"],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    assert json.loads(ended.stdout) == []
