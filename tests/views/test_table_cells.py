"""Many cells at once are the same as one after another; where pasted ranges go; spans and widths."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.edits import typed
from desktop.models.records import Contract, Origin, Payment, Report, Unread
from desktop.views.tables.cells import written
from desktop.views.tables.columns import columns_of, fitted, giving_way
from desktop.views.tables.pasting import Target, planned
from desktop.views.tables.spans import Span, spans

REPORT = Report(
    contracts=(Contract(1, name="热线"), Contract(2, name="咨询"), Contract(3, name="咨询")),
    payments=(Payment(1, item="甲"), Payment(2, item="乙", amount=100), Payment(3, item="丙")),
    unread=(Unread(1, "payments/1/amount", "约2万"), Unread(2, "contracts/1/amount", "?")),
    origins=(
        Origin(1, "payments/1/item", "imported", "台账"),
        Origin(2, "payments/2", "last_year", "2020"),
        Origin(3, "payments/3", "confirmed", ""),
    ),
)
TEXTS = {
    "item": st.sampled_from(["甲", "丁", "", " 甲 "]),
    "amount": st.sampled_from(["1", "约2万", "", "0.01元", "三"]),
    "contract": st.sampled_from(["热线", "咨询", "2", "无", ""]),
    "date": st.sampled_from(["2021-3-1", "3月", ""]),
}
CELLS = st.dictionaries(st.integers(1, 4), st.fixed_dictionaries({}, optional=TEXTS))


def numbers():
    following = {"unread": count(10), "origins": count(10)}
    return lambda section: next(following[section])


@given(CELLS)
def test_cells_written_at_once_are_as_if_written_one_after_another(cells) -> None:
    one_by_one, new_id = REPORT, numbers()
    for id_, texts in cells.items():
        for name, text in texts.items() if id_ < 4 else ():
            one_by_one = typed(one_by_one, f"payments/{id_}/{name}", text, new_id)
    at_once = written(REPORT, "payments", cells, numbers())

    def pinned(report):
        unread = {(row.place, row.text) for row in report.unread}
        return unread, {(row.place, row.kind, row.source) for row in report.origins}

    assert at_once.report.payments == one_by_one.payments
    assert pinned(at_once.report) == pinned(one_by_one)
    assert set(at_once.refused) <= {row.place for row in at_once.report.unread}


def test_nothing_new_leaves_the_report_as_it_is() -> None:
    assert written(REPORT, "payments", {2: {"item": "乙", "amount": "1元"}}, numbers()).report is REPORT


COLUMNS = columns_of("payments", ["date", "item", "payee", "contract", "amount"])


@pytest.mark.parametrize(
    ("grid", "target", "cells"),
    [
        ((("a", "b"),), Target(3, 1), {3: {"item": "a", "payee": "b"}}),
        ((("7",),), Target(0, 4, 2, 1), {0: {"amount": "7"}, 1: {"amount": "7"}}),
        ((("a",), ("b",)), Target(0, 1, 4, 1), {n: {"item": "ab"[n % 2]} for n in range(4)}),
        ((("a",), ("b",)), Target(0, 1, 3, 1), {0: {"item": "a"}, 1: {"item": "b"}}),
        ((("金额", "支出事项"), ("1", "a")), Target(2, 0), {2: {"amount": "1", "item": "a"}}),
        (
            (("金额（万元）", "别的", "收款单位"), ("1", "x", "b")),
            Target(0, 3),
            {0: {"amount": "1", "payee": "b"}},
        ),
    ],
)
def test_pasted_cells_go_where_they_belong(grid, target, cells) -> None:
    assert planned(grid, COLUMNS, target).cells == cells


def test_cells_without_a_column_are_counted() -> None:
    assert planned((("1", "x", ""),), COLUMNS, Target(0, 4)).homeless == 1


def test_spans_stand_within_those_of_the_level_above() -> None:
    rows = [
        Payment(n, item=item, payee=payee) for n, (item, payee) in enumerate(["ax", "ax", "ay", "by", "by"])
    ]
    assert spans(rows, ["item", "payee"]) == (
        Span(0, 0, 3),
        Span(0, 1, 2),
        Span(2, 1, 1),
        Span(3, 0, 2),
        Span(3, 1, 2),
    )
    assert all(each.rows == 1 for each in spans([Payment(1), Payment(2)], ["item"]))


@given(st.integers(0, 3000))
def test_columns_fill_the_room_or_keep_their_least_width(room) -> None:
    widths = fitted(COLUMNS, room)
    least = [each.least for each in COLUMNS]
    assert all(width >= small for width, small in zip(widths, least, strict=True))
    assert sum(widths) == max(room, sum(least))


def test_columns_give_way_in_their_order_and_no_more_than_needed() -> None:
    need = sum(each.least for each in COLUMNS)
    assert giving_way(COLUMNS, ["date", "payee"], need) == frozenset()
    assert giving_way(COLUMNS, ["date", "payee"], need - 1) == {"date"}
    assert giving_way(COLUMNS, ["date", "payee"], 0) == {"date", "payee"}
