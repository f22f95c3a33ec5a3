from __future__ import annotations

import tomllib
from typing import Any

import pytest

from desktop.errors import DataError
from desktop.models.figures import Reckoning
from desktop.models.outline import (
    Asked,
    OutlineHeading,
    OutlinePassage,
    OutlineTable,
    parse_outline,
    parse_topics,
)
from desktop.report.review import review
from tests.report.reports import RESOURCES, outline, pack, report

TOPICS = parse_topics(tomllib.loads((RESOURCES / "outlines" / "sections.toml").read_text("utf-8")))


def outlined(*parts: Any, **changes: Any) -> dict[str, Any]:
    return {"id": "x", "name": "某地", "title": "报告", "parts": list(parts), **changes}


def test_the_shipped_outline_names_only_known_passages() -> None:
    parts = outline().parts
    assert parts[0] == OutlineHeading(1, "项目概况")
    assert {part.section for part in parts if isinstance(part, OutlinePassage)} <= set(TOPICS)
    assert [part.key for part in parts if isinstance(part, OutlineTable)] == ["payments", "goals"]


def test_every_passage_says_what_to_write_and_where_to_look() -> None:
    assert all(each.title and each.hint and each.where for each in TOPICS.values())
    assert TOPICS["background"].required
    assert not TOPICS["results"].required


@pytest.mark.parametrize(
    "part",
    [
        {"level": 0, "title": "甲"},
        {"level": 5, "title": "甲"},
        {"level": 1, "title": ""},
        {"level": 1},
        {"passage": ""},
        {"table": "nothing", "caption": "表"},
        {"table": "payments"},
        {"records": "payments"},
        {},
        "passage",
    ],
)
def test_a_part_that_is_wrong_is_named(part: Any) -> None:
    with pytest.raises(DataError, match="第 2 个部分") as refused:
        parse_outline(outlined({"passage": "goals"}, part))
    assert refused.value.advice


@pytest.mark.parametrize(
    "data",
    [{}, outlined(), outlined({"passage": "goals"}, title=""), {"id": "x", "parts": "goals"}],
)
def test_an_outline_that_lacks_something_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(DataError):
        parse_outline(data)


@pytest.mark.parametrize(
    "held", ["text", {"title": ""}, {"title": "甲", "limit": "长"}, {"title": "甲", "limit": -1}]
)
def test_a_topic_that_is_wrong_is_refused(held: Any) -> None:
    with pytest.raises(DataError):
        parse_topics({"goals": held})


def test_what_an_outline_asks_for_is_what_it_names_and_the_dictionary_requires() -> None:
    parts = ({"passage": "results"}, {"passage": "goals"}, {"passage": "x-own"}, {"records": "merits"})
    asks = Asked(parse_outline(outlined(*parts, {"passage": "goals"})), TOPICS)
    assert asks.required == ("goals",)
    assert asks.listed == {"merits"}


def test_the_rules_ask_for_the_passages_and_tables_of_the_outline_in_use() -> None:
    parts = (
        {"level": 1, "title": "概况"},
        {"passage": "goals"},
        {"passage": "merits"},
        {"records": "merits"},
        {"level": 1, "title": "预算"},
        {"table": "budget", "caption": "预算表"},
        {"table": "payments", "caption": "支出表"},
    )
    asks = Asked(parse_outline(outlined(*parts)), TOPICS)
    held = report(
        project={"state": "送审", "outline": "x"},
        passages=[{"section": "allocation", "text": "见表1-1和表2-1。"}],
        budget=[{"name": "甲", "initial": 1, "adjusted": 1}],
        merits=[{"title": "甲"}],
    )
    found = {each.rule: each.message for each in review(Reckoning(held, pack(), {"x": asks}.get))}
    assert found["T12"] == "有 1 个必写部分没有写：年度绩效目标"
    assert found["T05"] == "“资金预算和分配”写了“表1-1”，报告里只有表2-1，没有这个编号"
    elsewhere = {each.rule: each.message for each in review(Reckoning(held, pack()))}
    assert elsewhere["T12"].startswith("有 3 个必写部分没有写")
