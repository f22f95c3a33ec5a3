from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop.errors import DataError
from desktop.models.rulepack import CHOICES, LIMITS, RulePack, parse_rulepack
from desktop.store.own_rulepacks import checked
from desktop.store.rulepacks import installed
from tests.report.reports import RESOURCES

SHIPPED = sorted(path.stem for path in (RESOURCES / "rulepacks").glob("*.toml"))


def data(**changes: Any) -> dict[str, Any]:
    setting = {"value": 10, "source": "某办法", "confidence": "B"}
    made: dict[str, Any] = {
        "id": "here",
        "limits": {"adjust_explain_pct": setting},
        "choices": {"self_name": {"value": "本单位", "source": "惯例", "confidence": "C"}},
        "weights": {
            "w": {
                "execution": 10,
                "output": 60,
                "benefit": 20,
                "satisfaction": 10,
                "source": "x",
                "confidence": "B",
            }
        },
        "grades": {"source": "某办法", "confidence": "A", "from": {"优": 90, "差": 0}},
    }
    return {"name": "这里", **made, **changes}


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_packs_are_whole_and_every_value_has_a_source(name: str) -> None:
    held = checked(installed(name), name)
    assert held.id == name
    assert set(held.settings) == set(LIMITS) | set(CHOICES)
    assert all(each.source and each.confidence in "ABC" for each in held.settings.values())
    assert all(sum(each.points.values()) == 100 for each in held.weights.values())
    assert [each.name for each in held.grades] == ["优", "良", "中", "差"]
    assert held.profile is not None
    assert held.profile.points["execution"] == held.limit("execution_weight")


def test_limits_and_choices_by_key() -> None:
    held = parse_rulepack(data())
    assert held.limit("adjust_explain_pct") == Decimal(10)
    assert held.choice("self_name") == "本单位"
    assert held.limit("goods_limit") is None
    assert held.choice("form") == ""
    assert held.profile is None
    with pytest.raises(KeyError):
        held.limit("nothing")
    with pytest.raises(KeyError):
        held.choice("nothing")


def test_a_blank_is_an_open_limit() -> None:
    blank = {"adjust_explain_pct": {"source": "待填", "confidence": "C"}}
    assert parse_rulepack(data(limits=blank)).limit("adjust_explain_pct") is None
    assert RulePack().limit("adjust_explain_pct") is None


def test_a_decimal_limit_is_exact() -> None:
    setting = {"adjust_explain_pct": {"value": 0.1, "source": "x", "confidence": "C"}}
    assert parse_rulepack(data(limits=setting)).limit("adjust_explain_pct") == Decimal("0.1")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"id": ""}, "id"),
        ({"nothing": {}}, "nothing"),
        ({"limits": {"nothing": {"value": 1, "source": "x", "confidence": "A"}}}, "nothing"),
        ({"limits": {"adjust_explain_pct": 10}}, "预算调整"),
        (
            {"limits": {"adjust_explain_pct": {"value": "十", "source": "x", "confidence": "A"}}},
            "应当是数字",
        ),
        (
            {"limits": {"adjust_explain_pct": {"value": True, "source": "x", "confidence": "A"}}},
            "应当是数字",
        ),
        ({"limits": {"adjust_explain_pct": {"value": 10, "confidence": "A"}}}, "source"),
        ({"limits": {"adjust_explain_pct": {"value": 10, "source": "x"}}}, "依据"),
        ({"limits": {"adjust_explain_pct": {"value": 10, "source": "x", "confidence": "D"}}}, "依据"),
        (
            {"limits": {"adjust_explain_pct": {"value": 1, "source": "x", "confidence": "A", "no": 1}}},
            "no",
        ),
        ({"choices": {"nothing": {"value": "", "source": "x", "confidence": "A"}}}, "nothing"),
        ({"choices": {"self_name": {"value": "俺", "source": "x", "confidence": "A"}}}, "俺"),
        ({"choices": {"form": {"value": 3, "source": "x", "confidence": "A"}}}, "自评表样式"),
        ({"choices": {"weight_profile": {"value": "v", "source": "x", "confidence": "A"}}}, "v"),
        ({"weights": {"w": {"output": 90, "source": "x", "confidence": "A"}}}, "90"),
        ({"weights": {"w": {"outputs": 100, "source": "x", "confidence": "A"}}}, "outputs"),
        ({"grades": {"source": "x", "confidence": "A", "from": {"良": 80, "优": 90}}}, "等级"),
        ({"grades": {"source": "x", "confidence": "A"}}, "等级"),
        ({"limits": 3}, "limits"),
    ],
)
def test_a_pack_that_is_wrong_is_refused_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(DataError, match=named) as refused:
        parse_rulepack(data(**changes))
    assert refused.value.advice
