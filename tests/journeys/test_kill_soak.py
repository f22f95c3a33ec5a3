"""An officer who does everything at random is killed: what was told as saved is in the files."""

from __future__ import annotations

import sys

import pytest

from tests.views.soak_kill import killed


@pytest.mark.skipif(sys.platform == "win32", reason="an open file of a killed program is held for a while")
@pytest.mark.parametrize("seed", [3, 4])
def test_whatever_was_being_done_nothing_saved_is_lost(tmp_path, seed) -> None:
    assert not killed(tmp_path, seed, longest=25)
