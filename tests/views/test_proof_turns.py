from __future__ import annotations

from desktop.views.proof import Proof


def test_pages_are_there_in_the_turn_in_which_that_is_told(desk) -> None:
    proof, told = Proof(desk), []
    proof.renewed.connect(lambda: told.append(proof.page_count))
    for _ in proof._laying():
        assert proof.page_count == 0
    assert len(told) == 1
    assert told[0] > 0
