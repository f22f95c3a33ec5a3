from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.ranks import GAP, fresh_ranks, new_ranks

rows = st.lists(st.integers(1, 30), unique=True, max_size=12)


@given(rows, rows, st.integers(1, 3))
def test_rows_stand_in_the_new_order(before: list[int], after: list[int], gap: int) -> None:
    held = {id_: gap * order for order, id_ in enumerate(before, 1)}
    written = new_ranks(after, held, 0, gap * (len(before) + 1))
    if written is None:
        assert gap <= len(after)  # what had to go in may have been more than the gap holds
        return
    ranks = {**held, **written}
    found = [ranks[id_] for id_ in after]
    assert found == sorted(set(found))
    assert all(0 < rank < gap * (len(before) + 1) for rank in found)


@given(st.permutations(range(1, 9)), st.data())
def test_moving_one_row_writes_one_row(order: list[int], data: st.DataObject) -> None:
    held = fresh_ranks(order)
    moved = data.draw(st.sampled_from(order))
    rest = [id_ for id_ in order if id_ != moved]
    after = list(rest)
    after.insert(data.draw(st.integers(0, len(rest))), moved)
    written = new_ranks(after, held, None, None)
    assert written is not None
    assert len(written) == (0 if after == order else 1)


def test_a_row_at_the_end_keeps_a_gap() -> None:
    assert new_ranks([7], {}, 5 * GAP, None) == {7: 6 * GAP}


def test_rows_at_the_beginning_go_below() -> None:
    assert new_ranks([7, 8], {}, None, GAP) == {7: -GAP, 8: 0}


def test_where_a_gap_is_used_up_it_says_so() -> None:
    assert new_ranks([7], {}, 4, 5) is None


def test_ties_of_a_foreign_hand_are_untied() -> None:
    written = new_ranks([1, 2, 3], {1: 5, 2: 5, 3: 5}, None, None)
    assert written is not None
    assert len(written) == 2
