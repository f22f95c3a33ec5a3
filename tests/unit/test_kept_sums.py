from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.common_ends import common_ends, exchanged
from desktop.models.kept_sums import Exchange, Kept, in_place
from desktop.models.records import Payment

ROWS = tuple(Payment(n, amount=n * 10, item="事项" * (n % 3)) for n in range(1, 9))


@st.composite
def states(draw: st.DrawFn) -> list[tuple[Payment, ...]]:
    """Rows, and what some edits make of them: changed, moved, gone, come."""
    rows, made = ROWS[: draw(st.integers(0, 8))], []
    for number in range(draw(st.integers(1, 6))):
        made.append(rows)
        at = draw(st.integers(0, max(0, len(rows) - 1)))
        match draw(st.sampled_from(("change", "move", "remove", "add", "nothing"))):
            case "change" if rows:
                other = replace(rows[at], amount=draw(st.none() | st.integers(-9, 9)))
                rows = (*rows[:at], other, *rows[at + 1 :])
            case "move" if rows:
                rest = (*rows[:at], *rows[at + 1 :])
                to = draw(st.integers(0, len(rest)))
                rows = (*rest[:to], rows[at], *rest[to:])
            case "remove":
                rows = (*rows[:at], *rows[at + draw(st.integers(1, 3)) :])
            case "add":
                rows = (*rows[:at], Payment(100 + number, amount=7), *rows[at:])
            case _:
                pass
    return [*made, rows]


@given(states())
def test_a_kept_sum_is_the_sum_over_all_rows(drawn) -> None:
    exchange = Exchange()
    amounts, named = Kept(lambda row: row.amount or 0, exchange), Kept(lambda row: bool(row.item), exchange)
    for rows in drawn:
        assert amounts.over(rows) == sum(row.amount or 0 for row in rows)
        assert named.over(list(rows)) == sum(bool(row.item) for row in rows)


@given(states(), st.integers(1, 4))
def test_rows_added_up_in_stretches_come_to_the_same(drawn, most) -> None:
    kept = Kept(lambda row: row.amount or 0)
    for rows in drawn:
        if kept.go_on(rows, most):
            break
    while not kept.is_known:
        kept.go_on(drawn[-1], most)
    assert kept.over(drawn[-1]) == sum(row.amount or 0 for row in drawn[-1])


@given(states())
def test_what_went_and_came_leads_from_one_state_to_the_next(drawn) -> None:
    for old, new in pairwise(drawn):
        gone, come = exchanged(old, new)
        assert sorted(map(id, (*new, *gone))) == sorted(map(id, (*old, *come)))
        head, tail = common_ends(old, new)
        assert old[:head] == new[:head]
        assert old[len(old) - tail :] == new[len(new) - tail :]
        assert (in_place(old, new) is not None) == ([r.id for r in old] == [r.id for r in new])


def test_a_term_that_says_something_else_is_asked_again() -> None:
    wanted = {1}
    kept = Kept(lambda row: row.id in wanted)
    assert kept.over(ROWS) == 1
    wanted.add(2)
    assert kept.over(ROWS) == 1
    kept.forget()
    assert kept.over(ROWS) == 2
