from __future__ import annotations

import tomllib
from typing import Any

import pytest

from desktop.errors import DataError
from desktop.models.outline import OutlineHeading, OutlinePassage, OutlineTable, parse_outline, parse_topics
from tests.report.reports import RESOURCES, outline

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
