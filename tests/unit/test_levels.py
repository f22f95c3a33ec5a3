"""Indicators moved between levels: nothing is lost, nothing doubled, and borders are gone over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.levels import arranged, levels_of, put, renamed, shifted, shifted_level
from desktop.models.records import Indicator, Report

ROWS = (("产出", "数量"), ("产出", "数量"), ("产出", "质量"), ("效益", "社会"), ("效益", "社会"))


def report(*levels: tuple[str, str]) -> Report:
    rows = (Indicator(n, one, two, f"指标{n}") for n, (one, two) in enumerate(levels or ROWS, 1))
    return Report(indicators=tuple(rows))


def homes(made: Report) -> list[tuple[int, str, str]]:
    return [(each.id, each.level1, each.level2) for each in made.indicators]


def moved(ids: list[int], by: int, begin: Report | None = None) -> list[tuple[int, str, str]]:
    begin = begin or report()
    return homes(arranged(begin, shifted(levels_of(begin.indicators), ids, by)))


def test_levels_are_gathered_where_they_first_occur() -> None:
    mixed = report(("产出", "数量"), ("效益", "社会"), ("产出", "数量"))
    assert [(each.name, each.ids) for each in levels_of(mixed.indicators)] == [
        ("产出", (1, 3)),
        ("效益", (2,)),
    ]


def test_an_indicator_goes_past_its_neighbour_and_then_over_the_border() -> None:
    assert [id_ for id_, *_ in moved([1], 1)] == [2, 1, 3, 4, 5]
    assert moved([2], 1)[1:3] == [(2, "产出", "质量"), (3, "产出", "质量")]
    assert moved([4], -1)[2:4] == [(3, "产出", "质量"), (4, "产出", "质量")]
    assert moved([1], -1) == homes(report())
    assert moved([5], 1) == homes(report())


def test_a_dropped_one_takes_the_level_it_falls_on() -> None:
    begin = report()
    levels = put(levels_of(begin.indicators), [1, 3], ("效益", "社会"), 5)
    assert homes(arranged(begin, levels)) == [
        (2, "产出", "数量"),
        (4, "效益", "社会"),
        (1, "效益", "社会"),
        (3, "效益", "社会"),
        (5, "效益", "社会"),
    ]


def test_whole_levels_change_places() -> None:
    begin = report()
    levels = levels_of(begin.indicators)
    assert [id_ for id_, *_ in homes(arranged(begin, shifted_level(levels, "效益", None, -1)))] == [
        4,
        5,
        1,
        2,
        3,
    ]
    assert [id_ for id_, *_ in homes(arranged(begin, shifted_level(levels, "产出", "质量", -1)))] == [
        3, 1, 2, 4, 5,
    ]  # fmt: skip
    assert shifted_level(levels, "产出", None, -1) == levels


def test_a_second_level_at_the_border_goes_over_into_the_next_first_one() -> None:
    begin = report()
    levels = levels_of(begin.indicators)
    made = homes(arranged(begin, shifted_level(levels, "产出", "质量", 1)))
    assert made[2:4] == [(3, "效益", "质量"), (4, "效益", "社会")]
    assert shifted_level(levels, "产出", "数量", -1) == levels
    emptied = homes(arranged(begin, shifted_level(levels, "效益", "社会", -1)))
    assert [one for _, one, _ in emptied] == ["产出"] * 5


def test_a_second_level_joins_its_namesake() -> None:
    begin = report(("产出", "数量"), ("产出", "其他"), ("效益", "其他"))
    made = shifted_level(levels_of(begin.indicators), "产出", "其他", 1)
    assert homes(arranged(begin, made)) == [(1, "产出", "数量"), (3, "效益", "其他"), (2, "效益", "其他")]


def test_what_stays_where_it_is_is_no_edit() -> None:
    begin = report()
    assert arranged(begin, levels_of(begin.indicators)) is begin
    assert {each.level2 for each in renamed(begin, (1, 2), "level2", " 数量指标 ").indicators[:2]} == {
        "数量指标"
    }


@given(
    st.lists(st.tuples(st.sampled_from("产效"), st.sampled_from("甲乙丙")), min_size=1, max_size=8),
    st.data(),
)
def test_no_move_loses_or_doubles_an_indicator(levels: list[tuple[str, str]], data: st.DataObject) -> None:
    begin = report(*levels)
    ids = sorted(data.draw(st.sets(st.sampled_from(range(1, len(levels) + 1)), min_size=1)))
    made = arranged(begin, shifted(levels_of(begin.indicators), ids, data.draw(st.sampled_from((-1, 1)))))
    assert sorted(each.id for each in made.indicators) == list(range(1, len(levels) + 1))
    target = data.draw(st.sampled_from(levels))
    put_there = arranged(begin, put(levels_of(begin.indicators), ids, target))
    assert sorted(each.id for each in put_there.indicators) == list(range(1, len(levels) + 1))
    assert all((each.level1, each.level2) == target for each in put_there.indicators if each.id in ids)
