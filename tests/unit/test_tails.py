from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.money import read_money
from desktop.models.records import Report
from desktop.models.tails import SHOWN, adjusted, balanced, shown, tail
from tests.report.reports import report

amounts = st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=30)


def fen(*texts: str) -> list[int]:
    return [read_money(text) or 0 for text in texts]


def _budget(*initials: str) -> Report:
    return report(budget=[{"name": f"甲{n}", "initial": each} for n, each in enumerate(initials, 1)])


def test_a_tail_with_its_arithmetic_and_its_note() -> None:
    found = tail(fen("159.275", "66.975", "66.975"))
    assert found is not None
    assert found.gap == -SHOWN
    assert found.arithmetic == "159.28 + 66.98 + 66.98 = 293.24，合计 293.23，尾差 0.01"
    assert found.note == "注：因四舍五入，分项之和与合计数存在0.01万元尾差。"


def test_refunds_are_taken_away_and_long_columns_are_told_by_their_number() -> None:
    found = tail(fen("10.005", "-1.004", "2"))
    assert found is not None
    assert found.arithmetic == "10.01 − 1.00 + 2.00 = 11.01，合计 11.00，尾差 0.01"
    long = tail(fen(*["1.004"] * 7))
    assert long is not None
    assert long.arithmetic == "7 行取两位小数后相加 7.00，合计 7.03，尾差 0.03"


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (["1", "2"], None),
        (["1.004", "2"], None),
        (["1", "2"], "3"),
        (["1", "2"], "3.5"),
        ([], None),
        ([], "0.01"),
    ],
)
def test_no_tail(rows: list[str], total: str | None) -> None:
    assert tail(fen(*rows), read_money(total) if total else None) is None


def test_balanced_rows_put_the_tail_on_the_largest() -> None:
    assert balanced(fen("66.975", "159.275", "66.975")) == tuple(fen("66.98", "159.27", "66.98"))
    assert balanced(fen("1", "2")) == tuple(fen("1", "2"))
    assert balanced(fen("2.005", "2.005")) == tuple(fen("2.00", "2.01"))


def test_the_largest_row_is_adjusted_to_a_given_total() -> None:
    before = _budget("66.98", "159.28", "66.98")
    made = adjusted(before, "budget", "initial", read_money("293.23"))
    row = before.budget[1]
    assert made.report == before.with_record("budget", replace(row, initial=read_money("159.27")))
    assert made.place == "budget/2/initial"
    assert made.why == (
        "舍位平衡：66.98 + 159.28 + 66.98 = 293.24，合计 293.23，尾差 0.01，"
        "调整最大的一项“甲2”（资金预算 第 2 行 年初预算数）159.28 调为 159.27 万元"
    )
    with pytest.raises(DataError, match="没有尾差"):
        adjusted(made.report, "budget", "initial", read_money("293.23"))


def test_where_the_total_moves_along_only_the_note_helps() -> None:
    with pytest.raises(DataError, match="仍有尾差") as refused:
        adjusted(_budget("66.975", "159.275", "66.975"), "budget", "initial")
    assert "注：因四舍五入" in refused.value.advice


def test_a_row_that_is_not_filled_in_is_left_out() -> None:
    before = _budget("66.98", "", "159.28")
    assert adjusted(before, "budget", "initial", read_money("226.25")).place == "budget/3/initial"


@given(amounts)
def test_balanced_rows_always_add_up_and_stay_near(rows: list[int]) -> None:
    made = balanced(rows)
    assert sum(made) == shown(sum(rows))
    moved = [at for at, each in enumerate(made) if each != shown(rows[at])]
    assert len(moved) <= 1
    assert all(abs(rows[at]) == max(map(abs, rows)) for at in moved)


@given(amounts)
def test_an_adjustment_leaves_no_tail_or_is_refused(rows: list[int]) -> None:
    held = report().with_rows("budget", _budget(*["1"] * len(rows)).budget)
    held = held.with_rows(
        "budget", (replace(row, initial=each) for row, each in zip(held.budget, rows, strict=True))
    )
    for total in (None, sum(map(shown, rows)) + SHOWN):
        with suppress(DataError):
            made = adjusted(held, "budget", "initial", total)
            left = [row.initial or 0 for row in made.report.budget]
            assert tail(left, total) is None
            assert sum(a != b for a, b in zip(left, rows, strict=True)) == 1
