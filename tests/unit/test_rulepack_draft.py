"""A rule pack in lines: every value can be put and is read back; what is wrong is said at its cell."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.rulepack import parse_rulepack
from desktop.models.rulepack_changes import changes
from desktop.models.rulepack_draft import cell_of, closed, opened, value_text, with_text
from desktop.models.rulepack_limits import GROUPS, LIMITS
from desktop.models.rulepack_lines import At, Line, lines, profile_sum, rows_at, value_at
from desktop.models.rulepack_marks import NO_SOURCE, marks
from desktop.models.rulepack_parts import ADDABLE, added, moved, removed
from desktop.models.rulepack_text import overlaid, thinned, written
from desktop.store.rulepacks import installed, tables
from tests.report.reports import RESOURCES

PACKS = sorted(path.stem for path in (RESOURCES / "rulepacks").glob("*.toml"))


def shipped(name: str) -> dict[str, Any]:
    return opened(tables(installed(name), name))


def line(draft: dict[str, Any], *at: str | int) -> Line:
    return next(each for each in lines(draft) if each.at == at)


def typed_at(draft: dict[str, Any], at: At, text: str, key: str = "value") -> dict[str, Any]:
    return with_text(draft, line(draft, *at), key, text)


def filled(draft: dict[str, Any], part: At, **texts: str) -> dict[str, Any]:
    """Type into the cells of a row by the name of what they hold."""
    for name, text in texts.items():
        for each in lines(draft):
            key = next((k for k in KEYS if cell_of(each, k) == (*part, name)), "")
            if key:
                draft = with_text(draft, each, key, text)
                break
    return draft


KEYS = ("value", "label", "source", "confidence")


def test_every_limit_stands_in_one_group() -> None:
    assert sorted(key for keys in GROUPS.values() for key in keys) == sorted(LIMITS)


@pytest.mark.parametrize("name", PACKS)
def test_every_value_of_a_shipped_pack_has_a_line_and_is_sound(name: str) -> None:
    draft = shipped(name)
    assert marks(draft) == {}
    made = [each for each in lines(draft) if each.at]
    assert len({each.at for each in made}) == len(made)
    assert {each.at[1] for each in made if each.at[0] == "limits"} == set(LIMITS)
    for each in made:
        assert with_text(draft, each, "value", value_text(draft, each.at)) == draft
    assert parse_rulepack(closed(draft)) == parse_rulepack(tables(installed(name), name))


def test_what_is_typed_is_a_number_or_stays_as_text() -> None:
    draft = shipped("shenzhen")
    low = line(draft, "limits", "execution_low", "value")
    for text, held in (("８5", 85), ("33.5%", 33.5), ("一半", "一半"), ("1." + "1" * 19, "1." + "1" * 19)):
        made = with_text(draft, low, "value", text)
        assert value_at(made, low.at) == held
        assert (low.at in marks(made)) == isinstance(held, str)
    assert marks(with_text(draft, low, "value", "一半"))[low.at] == "“一半”应当是数字，例：90"
    assert marks(with_text(draft, low, "value", "-1"))[low.at] == "不能是负数"
    assert value_at(with_text(draft, low, "value", " "), low.at) is None
    assert value_at(draft, low.at) == 90


def test_what_is_wrong_is_said_where_it_is() -> None:
    draft = shipped("national-2020-caps")
    output = ("weights", 0, "output")
    made = typed_at(draft, output, "44")
    assert marks(made) == {("weights", 0): "分值方案“2020”合计 94 分，应为 100 分"}
    assert any(each.label == "分值方案“2020”，合计 94 分" for each in lines(made))
    assert profile_sum(rows_at(typed_at(draft, output, "x"), ("weights",))[0]) == 50
    good = ("grades", "from", 1, "least")
    assert "从高到低" in marks(typed_at(draft, good, "95"))["grades",]
    cap = ("caps", 0, "most")
    assert marks(typed_at(draft, cap, "", "source")) == {("caps", 0, "source"): NO_SOURCE}
    assert marks(typed_at(draft, cap, "")) == {cap: "数字还没有写，例：90"}
    profile = ("choices", "weight_profile", "value")
    assert "没有分值方案" in marks(typed_at(draft, profile, "2033"))[profile[:2]]


def test_a_limit_that_was_not_there_comes_with_a_confidence_and_goes_with_its_last_word() -> None:
    draft = shipped("shenzhen")
    del draft["limits"]["sentence_max"]
    at = ("limits", "sentence_max", "value")
    made = typed_at(draft, at, "100")
    assert marks(made) == {("limits", "sentence_max", "source"): NO_SOURCE}
    made = typed_at(made, at, "本市格式", "source")
    assert marks(made) == {}
    assert made["limits"]["sentence_max"] == {"value": 100, "source": "本市格式", "confidence": "C"}
    assert typed_at(typed_at(made, at, ""), at, "", "source") == draft


def test_a_limit_changes_from_a_day_on() -> None:
    draft = filled(shipped("shenzhen"), ("limits", "goods_limit", 0), value="100", source="2019年目录")
    draft, part = added(draft, ("limits", "goods_limit"))
    assert part == ("limits", "goods_limit", 1)
    made = filled(draft, part, value="200", source="2021年目录", **{"from": "去年"})
    assert marks(made) == {(*part, "from"): "“去年”应当是日期，例：2024-01-01"}
    made = filled(made, part, **{"from": "2021年7月1日"})
    assert marks(made) == {}
    read = tomllib.loads(written(closed(made)))
    assert opened(read) == made
    pack = parse_rulepack(read)
    assert [pack.limit("goods_limit", day) for day in (date(2021, 6, 30), date(2021, 7, 1), None)] == [
        100, 200, 200,
    ]  # fmt: skip
    old = parse_rulepack(closed(shipped("shenzhen")))
    assert changes(old, pack) == ("货物、服务分散采购限额 未定 → 100（以前）、200（2021-07-01 起） 万元",)
    both = filled(made, ("limits", "goods_limit", 0), **{"from": "2021-07-01"})
    assert "两条从 2021-07-01 起用" in marks(both)[part]
    assert len(rows_at(removed(made, part), part[:-1])) == 1
    assert removed(removed(made, part), ("limits", "goods_limit", 0))["limits"]["goods_limit"] == [{}]


def test_a_limit_of_which_nobody_knows_what_held_before_is_open_then() -> None:
    part = ("limits", "goods_limit", 0)
    made = filled(shipped("shenzhen"), part, value="100", source="目录", **{"from": "2021-7-1"})
    pack = parse_rulepack(closed(made))
    assert pack.limit("goods_limit", date(2021, 6, 30)) is None
    assert pack.limit("goods_limit") == 100


def test_a_profile_is_added_renamed_used_and_removed() -> None:
    draft, part = added(shipped("shenzhen"), ("weights",), ("weights", 1))
    assert part == ("weights", 2)
    assert marks(draft) == {(*part, "source"): NO_SOURCE}
    draft = filled(draft, part, name="本市", source="本市办法")
    assert marks(draft) == {}
    draft = typed_at(draft, ("choices", "weight_profile", "value"), "本市")
    draft = filled(draft, part, name="本市2026")
    assert value_at(draft, ("choices", "weight_profile", "value")) == "本市2026"
    pack = parse_rulepack(closed(draft))
    assert pack.profile is not None
    assert pack.profile.points["benefit"] == 40
    assert [*pack.weights][2] == "本市2026"
    assert "没有分值方案“本市2026”" in marks(removed(draft, part))["choices", "weight_profile"]
    twice = filled(draft, part, name="2020")
    assert marks(twice)[(*part, "name")] == "“2020”有 2 个，请换一个名称"
    assert marks(filled(draft, part, name=""))[(*part, "name")] == "名称还没有写"


def test_grades_are_added_renamed_and_change_places_over_their_bounds() -> None:
    draft, part = added(shipped("shenzhen"), ("grades", "from"), ("grades", "from", 0))
    assert set(marks(draft)) == {(*part, "name"), (*part, "least")}
    draft = filled(draft, part, name="良好", least="85")
    assert marks(draft) == {}
    assert [each.name for each in parse_rulepack(closed(draft)).grades] == ["优", "良好", "良", "中", "差"]
    turned, to = moved(draft, part, 1)
    assert to == ("grades", "from", 2)
    assert [(each.name, each.least) for each in parse_rulepack(closed(turned)).grades][1:3] == [
        ("良", 85),
        ("良好", 80),
    ]
    assert moved(draft, ("grades", "from", 0), -1) == (draft, ("grades", "from", 0))
    assert removed(draft, part) == shipped("shenzhen")


def test_a_deduction_without_points_is_sound_and_one_without_words_is_not() -> None:
    draft, part = added(shipped("shenzhen"), ("deductions",))
    assert set(marks(draft)) == {(*part, "situation"), (*part, "source")}
    draft = filled(draft, part, situation="超额较多", source="本市办法", when="over_achieved")
    assert marks(draft) == {}
    assert parse_rulepack(closed(draft)).deductions[0].points is None
    assert "[[deductions]]" in written(closed(draft))


typed = st.one_of(
    st.integers(0, 10**9).map(str),
    st.decimals(0, 10**6, places=3).map(str),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


@given(st.sampled_from(PACKS), st.data())
def test_what_is_done_to_a_draft_is_written_and_read_back(name: str, data: st.DataObject) -> None:
    draft = shipped(name)
    for _ in range(data.draw(st.integers(1, 6))):
        shown = lines(draft)
        parts = sorted({each.part for each in shown if each.part}, key=str)
        match data.draw(st.sampled_from(["type", "type", "type", "add", "remove", "move"])):
            case "add":
                draft, _ = added(
                    draft, data.draw(st.sampled_from(sorted(ADDABLE))), data.draw(st.sampled_from(parts))
                )
            case "remove":
                draft = removed(draft, data.draw(st.sampled_from(parts)))
            case "move":
                draft, _ = moved(
                    draft, data.draw(st.sampled_from(parts)), data.draw(st.sampled_from([-1, 1]))
                )
            case _:
                each = data.draw(st.sampled_from([each for each in shown if each.at]))
                keys = [key for key in KEYS if cell_of(each, key)]
                draft = with_text(draft, each, data.draw(st.sampled_from(keys)), data.draw(typed))
    read = tomllib.loads(written(closed(draft)))
    assert read == closed(draft)
    if not marks(draft):
        assert closed(opened(read)) == read
        assert parse_rulepack(read) == parse_rulepack(closed(draft))


@given(st.sampled_from(PACKS), st.sampled_from(PACKS))
def test_a_pack_upon_another_is_that_pack_again(base: str, other: str) -> None:
    under, whole = closed(shipped(base)), closed(shipped(other))
    made = overlaid(under, thinned(under, whole))
    keyed = {key: {**under.get(key, {}), **whole.get(key, {})} for key in ("limits", "choices", "weights")}
    assert made == {**under, **whole, **keyed}


def test_what_differs_is_said_in_words() -> None:
    draft = shipped("shenzhen")
    old = parse_rulepack(closed(draft))
    new = typed_at(draft, ("limits", "execution_low", "value"), "85")
    new = filled(new, ("limits", "goods_limit", 0), value="100")
    new = typed_at(new, ("grades", "from", 1, "least"), "75")
    new["deductions"] = [{"situation": "迟报", "points": 2, "source": "办法", "confidence": "C"}]
    new["rules"] = [{"left": "1", "operator": "=", "right": "1", "severity": "提示"}]
    assert changes(old, parse_rulepack(closed(new))) == (
        "执行率偏低的界限 90 → 85 %",
        "货物、服务分散采购限额 未定 → 100 万元",
        "等级 优90、良80、中60、差0 → 优90、良75、中60、差0",
        "没有扣分情形 → 迟报扣 2 分",
        "增加自定义审核“1 = 1”",
    )
    assert changes(old, old) == ()
    assert old.limit("execution_low") == Decimal(90)
