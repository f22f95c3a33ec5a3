from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.records import Origin, Report, Unread
from desktop.models.rulepack import RulePack
from desktop.models.weighing import attainable, even, of_level, shared_out
from tests.report.reports import pack, report


def _report() -> Report:
    rows = [
        ("产出指标", "数量指标", None),
        ("产出指标", "数量指标", "7"),
        ("产出指标", "时效指标", "8"),
        ("效益指标", "社会效益指标", None),
        ("其他指标", "其他", None),
    ]
    names = ("level1", "level2", "weight")
    return report(
        indicators=[{"name": f"甲{n}", **dict(zip(names, each, strict=True))} for n, each in enumerate(rows)]
    )


def _weights(held: Report) -> list[str]:
    return [str(each.weight) for each in held.indicators]


def test_a_level_gets_exactly_the_points_of_the_profile() -> None:
    after = shared_out(_report(), pack(), of_level(_report(), "产出指标"))
    assert _weights(after) == ["16.67", "16.67", "16.66", "None", "None"]


def test_a_second_level_gets_what_the_others_leave() -> None:
    ids = of_level(_report(), "产出指标", "数量指标")
    assert ids == (1, 2)
    assert attainable(_report(), pack(), ids) == 42
    assert _weights(shared_out(_report(), pack(), ids))[:3] == ["21.00", "21.00", "8"]


def test_a_total_that_the_officer_gives() -> None:
    after = shared_out(_report(), pack(), [5, 1], Decimal("0.03"))
    assert _weights(after) == ["0.02", "7", "8", "None", "0.01"]


def test_nothing_else_changes_and_the_weights_count_as_typed() -> None:
    before = replace(
        _report(),
        unread=(Unread(1, "indicators/4/weight", "十来分"), Unread(2, "indicators/1/weight", "若干")),
        origins=(Origin(1, "indicators/4/weight", "last_year"), Origin(2, "indicators/4", "last_year")),
    )
    after = shared_out(before, pack(), [4])
    assert [each.id for each in after.unread] == [2]
    assert [each.id for each in after.origins] == [2]
    changed = replace(before.indicators[3], weight=Decimal(40))
    assert after.indicators == (*before.indicators[:3], changed, before.indicators[4])


@pytest.mark.parametrize(
    ("ids", "total", "said"),
    [
        ([1, 4], None, "同一个一级指标"),
        ([5], None, "同一个一级指标"),
        ([], None, "没有可以分配"),
        ([9], Decimal(1), "没有可以分配"),
        ([1, 2], Decimal("0.01"), "不够 2 项"),
        ([1], Decimal(-3), "不够 1 项"),
        ([1], Decimal("0.005"), "两位小数"),
        ([1], Decimal("NaN"), "两位小数"),
    ],
)
def test_what_cannot_be_shared_out_is_refused(ids: list[int], total: Decimal | None, said: str) -> None:
    with pytest.raises(DataError, match=said) as refused:
        shared_out(_report(), pack(), ids, total)
    assert refused.value.advice


def test_a_pack_without_points_for_the_level_asks_for_a_total() -> None:
    with pytest.raises(DataError, match="没有规定产出指标的分值"):
        shared_out(_report(), RulePack(), [1])


def test_others_that_take_all_leave_nothing() -> None:
    held = _report()
    held = held.with_record("indicators", replace(held.indicators[1], weight=Decimal(50)))
    with pytest.raises(DataError, match="不够 1 项"):
        shared_out(held, pack(), [1])


@given(st.integers(1, 100_000), st.integers(1, 60))
def test_parts_add_up_exactly_and_differ_by_a_hundredth_at_most(cents: int, count: int) -> None:
    total = Decimal(cents).scaleb(-2)
    if cents >= count:
        parts = even(total, count)
        assert sum(parts) == total
        assert max(parts) - min(parts) <= Decimal("0.01")
        assert list(parts) == sorted(parts, reverse=True)
        assert min(parts) > 0
