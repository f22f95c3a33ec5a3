"""A rule pack in lines: every value can be put and is read back; the parser says what is wrong where."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.rulepack import LIMITS, parse_rulepack
from desktop.models.rulepack_changes import changes
from desktop.models.rulepack_draft import (
    Line,
    lines,
    opened,
    problems,
    profile_sum,
    value_at,
    value_text,
    with_text,
)
from desktop.models.rulepack_text import overlaid, thinned, written
from desktop.store.rulepacks import installed, tables
from tests.report.reports import RESOURCES

PACKS = sorted(path.stem for path in (RESOURCES / "rulepacks").glob("*.toml"))


def shipped(name: str) -> dict[str, Any]:
    return opened(tables(installed(name), name))


def line(data: dict[str, Any], *at: str | int) -> Line:
    return next(each for each in lines(data) if each.at == at)


@pytest.mark.parametrize("name", PACKS)
def test_every_value_of_a_shipped_pack_has_a_line_and_is_sound(name: str) -> None:
    data = shipped(name)
    assert problems(data) == {}
    made = [each for each in lines(data) if each.at]
    assert len({each.at for each in made}) == len(made)
    assert {each.at[1] for each in made if each.at[0] == "limits"} == set(LIMITS)
    for each in made:
        assert with_text(data, each, "value", value_text(data, each.at)) == data


def test_what_is_typed_is_a_number_or_stays_as_text() -> None:
    data = shipped("shenzhen")
    low = line(data, "limits", "execution_low", "value")
    for text, held in (("８5", 85), ("33.5%", 33.5), ("一半", "一半"), ("1." + "1" * 19, "1." + "1" * 19)):
        made = with_text(data, low, "value", text)
        assert value_at(made, low.at) == held
        assert (low.held in problems(made)) == isinstance(held, str)
    assert value_at(with_text(data, low, "value", " "), low.at) is None
    assert value_at(data, low.at) == 90


def test_the_parser_says_what_is_wrong_and_where() -> None:
    data = shipped("national-2020-caps")
    output = line(data, "weights", "2020", "output")
    made = with_text(data, output, "value", "44")
    assert problems(made) == {("weights", "2020"): "分值方案“2020”合计 94 分，应为 100 分"}
    assert any(each.label == "分值方案“2020”，合计 94 分" for each in lines(made))
    assert profile_sum(with_text(data, output, "value", "x"), "2020") == 50
    good = line(data, "grades", "from", "良")
    assert "从高到低" in problems(with_text(data, good, "value", "95"))["grades",]
    cap = line(data, "caps", "execution_rate", 0, "most")
    assert problems(with_text(data, cap, "source", "")) == {
        ("caps", "execution_rate", 0): "规则包的“执行率得分上限”缺少“source”"
    }
    profile = line(data, "choices", "weight_profile", "value")
    assert "没有分值方案" in problems(with_text(data, profile, "value", "2033"))[profile.held]


def test_a_limit_that_was_not_there_comes_with_a_confidence_and_goes_with_its_last_word() -> None:
    data = shipped("shenzhen")
    del data["limits"]["goods_limit"]
    goods = line(data, "limits", "goods_limit", "value")
    made = with_text(data, goods, "value", "100")
    assert problems(made) == {goods.held: "“货物、服务分散采购限额”缺少“source”"}
    made = with_text(made, goods, "source", "本市目录")
    assert problems(made) == {}
    assert made["limits"]["goods_limit"] == {"value": 100, "source": "本市目录", "confidence": "C"}
    assert with_text(with_text(made, goods, "value", ""), goods, "source", "") == data


typed = st.one_of(
    st.integers(0, 10**9).map(str),
    st.decimals(0, 10**6, places=3).map(str),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


@given(st.sampled_from(PACKS), st.data())
def test_what_is_put_is_written_and_read_back_as_an_equal_pack(name: str, data: st.DataObject) -> None:
    draft = shipped(name)
    for _ in range(data.draw(st.integers(1, 6))):
        each = data.draw(st.sampled_from([each for each in lines(draft) if each.at]))
        keys = ["value", "source", "confidence"] if each.held else ["value"]
        draft = with_text(draft, each, data.draw(st.sampled_from(keys)), data.draw(typed))
    read = tomllib.loads(written(draft))
    assert read == draft
    if not problems(draft) and draft.get("name"):
        assert parse_rulepack(read) == parse_rulepack(draft)


@given(st.sampled_from(PACKS), st.sampled_from(PACKS))
def test_a_pack_upon_another_is_that_pack_again(base: str, other: str) -> None:
    under, whole = shipped(base), shipped(other)
    made = overlaid(under, thinned(under, whole))
    keyed = {key: {**under.get(key, {}), **whole.get(key, {})} for key in ("limits", "choices", "weights")}
    assert made == {**under, **whole, **keyed}


def test_what_differs_is_said_in_words() -> None:
    data = shipped("shenzhen")
    old = parse_rulepack(data)
    new = with_text(data, line(data, "limits", "execution_low", "value"), "value", "85")
    new = with_text(new, line(data, "limits", "goods_limit", "value"), "value", "100")
    new = with_text(new, line(data, "grades", "from", "良"), "value", "75")
    assert changes(old, parse_rulepack(new)) == (
        "执行率偏低的界限 90 → 85 %",
        "货物、服务分散采购限额 未定 → 100 万元",
        "等级 优90、良80、中60、差0 → 优90、良75、中60、差0",
    )
    assert changes(old, old) == ()
    assert old.limit("execution_low") == Decimal(90)
