from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.caps import parse_caps
from desktop.models.figures import Reckoning
from desktop.models.places import parse_place, with_value
from desktop.models.plain import report_from
from desktop.models.reckoning.ledger import is_met
from desktop.models.records import BANDS, OPERATORS, Indicator, Report
from desktop.models.rulepack import RulePack
from desktop.models.rulepack_deductions import parse_deductions
from desktop.models.scoring import (
    ItemScore,
    Score,
    band_of,
    lines,
    plain_scores,
    score,
    score_of,
)
from tests.report.reports import RESOURCES, library, pack, report, sample

TOP, MIDDLE, LOW = BANDS
SPENT = {
    "budget": [{"name": "甲", "adjusted": "519.61万元"}],
    "payments": [{"item": "付", "budget": 1, "amount": "519.32万元"}],
}


def scored(held: Report, place: str = "shenzhen", **choices: str) -> Score:
    return score(Reckoning(held, chosen(place, **choices)))


@cache
def chosen(place: str = "shenzhen", **choices: str) -> RulePack:
    held = pack(place)
    settings = {key: replace(held.settings[key], value=value) for key, value in choices.items()}
    return replace(held, settings={**held.settings, **settings})


def indicator(**values: Any) -> dict[str, Any]:
    return {"level1": "产出指标", "level2": "数量指标", "name": "甲", "unit": "个", "weight": 3, **values}


def of(*rows: dict[str, Any], **choices: str) -> Score:
    return scored(report(indicators=list(rows), **SPENT), **choices)


def one(reverse: str = "ratio", **values: Any) -> ItemScore:
    return of(indicator(**values), reverse_scoring=reverse).items[0]


@cache
def complete() -> Report:
    data = tomllib.loads((RESOURCES / "samples/complete/report.toml").read_text("utf-8"))
    for row in data["evidence"]:
        row.pop("file", None)
    return report_from(data)


# --- quantitative ---------------------------------------------------------------------------------

# (operator, target, actual, weight, points by ratio, points by linear deviation, arithmetic by ratio)
VECTORS = [
    ("≥", "99.95", "99.78", 3, "2.99", "2.99", "99.78 ÷ 99.95 × 3 → 2.99"),
    ("≥", "600", "1300", 3, "3.00", "3.00", "1300 ≥ 600，满分 → 3.00"),
    ("≥", "294.72", "293.23", 2, "1.99", "1.99", "293.23 ÷ 294.72 × 2 → 1.99"),
    ("≥", "294.72", "293.23", 4, "3.98", "3.98", "293.23 ÷ 294.72 × 4 → 3.98"),
    ("≤", "10", "8.2", 3, "3.00", "3.00", "8.2 ≤ 10，满分 → 3.00"),
    ("≤", "10", "12", 3, "2.50", "2.40", "10 ÷ 12 × 3 → 2.50"),
    ("≤", "10", "20", 3, "1.50", "0.00", "10 ÷ 20 × 3 → 1.50"),
    ("≤", "10", "25", 3, "1.20", "0.00", "10 ÷ 25 × 3 → 1.20"),
    ("≤", "0", "0", 3, "3.00", "3.00", "0 ≤ 0，满分 → 3.00"),
    ("≤", "0", "1", 3, "0.00", "0.00", "1 > 0，不得分 → 0.00"),
    ("=", "0", "0", 3, "3.00", "3.00", "0 = 0，满分 → 3.00"),
    ("=", "0", "2", 3, "0.00", "0.00", "2 > 0，不得分 → 0.00"),
    ("=", "0", "-1", 3, "3.00", "3.00", "−1 < 0，满分 → 3.00"),
    ("=", "100", "99.49", 3, "2.98", "2.98", "99.49 ÷ 100 × 3 → 2.98"),
    ("=", "12", "13", 5, "5.00", "5.00", "13 > 12，满分 → 5.00"),
    ("≥", "90", "0", 10, "0.00", "0.00", "0 ÷ 90 × 10 → 0.00"),
    ("≥", "90", "-5", 10, "0.00", "0.00", "0 ÷ 90 × 10 → 0.00"),
    ("≥", "0", "0", 10, "10.00", "10.00", "0 ≥ 0，满分 → 10.00"),
    ("≥", "-3", "-2", 4, "4.00", "4.00", "−2 ≥ −3，满分 → 4.00"),
    ("≥", "-3", "-5", 4, "0.00", "0.00", "−5 < −3，不得分 → 0.00"),
    ("≥", "99.99", "99.98", 3, "2.99", "2.99", "99.98 ÷ 99.99 × 3 → 2.99"),
    (">", "600", "600", 3, "2.99", "2.99", "600 ÷ 600 × 3 → 2.99"),
    (">", "0", "0", 3, "0.00", "0.00", "0 ≤ 0，不得分 → 0.00"),
    ("<", "60", "60", 3, "2.99", "2.99", "60 ÷ 60 × 3 → 2.99"),
    ("<", "60", "59.9", 3, "3.00", "3.00", "59.9 < 60，满分 → 3.00"),
]


@pytest.mark.parametrize(("operator", "target", "actual", "weight", "ratio", "linear", "arithmetic"), VECTORS)
def test_points_of_a_number(operator, target, actual, weight, ratio, linear, arithmetic):
    values = {"operator": operator, "target": target, "actual": actual, "weight": weight}
    by_ratio = one(**values)
    assert (str(by_ratio.points), by_ratio.arithmetic) == (ratio, arithmetic)
    assert str(one(reverse="linear", **values).points) == linear


@pytest.mark.parametrize(
    ("actual", "points", "linear", "arithmetic", "met"),
    [
        ("3", "3.00", "3.00", "3 ≤ 3 ≤ 5，满分 → 3.00", True),
        ("5", "3.00", "3.00", "3 ≤ 5 ≤ 5，满分 → 3.00", True),
        ("2", "2.00", "2.00", "2 ÷ 3 × 3 → 2.00", False),
        ("6", "2.50", "2.40", "5 ÷ 6 × 3 → 2.50", False),
    ],
)
def test_a_range_is_met_inside_and_reckoned_to_its_nearer_end(actual, points, linear, arithmetic, met):
    values = {"target_text": "3-5次", "unit": "次", "actual": actual}
    item = one(**values)
    assert (str(item.points), item.arithmetic, item.is_met) == (points, arithmetic, met)
    assert str(one(reverse="linear", **values).points) == linear


def test_a_range_without_an_actual_value_waits_for_one():
    item = one(target_text="3-5次", unit="次")
    assert item.missing == ("indicators/1/actual",)


def test_linear_deviation_is_written_out():
    assert one("linear", operator="≤", target=10, actual=12).arithmetic == "(1 − (12 − 10) ÷ 10) × 3 → 2.40"
    assert one("linear", operator="≤", target=10, actual=25).arithmetic == "25 > 2 × 10，不得分 → 0.00"


def test_rounding_never_makes_an_unmet_indicator_full():
    near = one(operator="≥", target="99.99", actual="99.98")
    assert (near.points, near.is_met, near.lost) == (Decimal("2.99"), False, Decimal("0.01"))
    assert near.note == "没有达标，不进为满分 3.00；没有达标，须写偏差原因和改进措施"


def test_what_has_to_be_explained_is_said_beforehand():
    over = {"operator": "≥", "target": 600, "actual": 1300}
    assert one(**over).note == "完成率 216.67%，须写偏差原因"
    assert one(**over, reason="标准偏低").note == "完成率 216.67%，偏差原因已写"
    assert one(operator="≥", target=240, actual=310).note == ""
    assert one(operator="=", target=12, actual=13).note == "与指标值不等，须写偏差原因"
    unmet = {"operator": "≤", "target": 10, "actual": 12, "reason": "晚", "measure": "早"}
    assert one(**unmet).note == ""
    assert one(**{**unmet, "measure": ""}).note == "没有达标，须写改进措施"
    assert "实际完成值 −5 按 0 计" in one(operator="≥", target=10, actual=-5).note


def test_without_an_operator_100_percent_means_equal_and_all_else_at_least():
    rate = one(target=100, unit="%", actual=100)
    assert (rate.arithmetic, rate.note) == ("100 = 100，满分 → 3.00", "没有填符号，按 = 计")
    assert one(target=100, unit="份", actual=120).arithmetic == "120 ≥ 100，满分 → 3.00"
    assert one(target=100, unit="份", actual=120).note == "没有填符号，按 ≥ 计"


# --- the officer's own points ---------------------------------------------------------------------

UNMET = {
    "operator": "≥",
    "target": "294.72",
    "actual": "293.23",
    "weight": 4,
    "reason": "甲",
    "measure": "乙",
}


def test_own_points_count_with_a_reason_only():
    without = one(**UNMET, points="3.5")
    assert (without.points, without.method) == (Decimal("3.98"), "按比例")
    assert without.note == "自己定的 3.50 分没有写定分理由，仍按计算得分"
    explained = one(**UNMET, points="3.5", points_reason="指标值定得过低")
    assert (explained.points, explained.method) == (Decimal("3.50"), "自己定分")
    assert explained.arithmetic == "293.23 ÷ 294.72 × 4 = 3.98，自己定分 → 3.50"
    assert explained.note == "定分理由：指标值定得过低"


@pytest.mark.parametrize(
    ("points", "counted", "said"),
    [
        ("9", "4.00", "自己定的 9.00 分超出 0–4.00 分；没有达标而给了满分"),
        ("-1", "0.00", "自己定的 -1.00 分超出 0–4.00 分"),
        ("3.996", "3.99", ""),
        ("3.98", "3.98", None),
    ],
)
def test_own_points_stay_within_the_weight(points, counted, said):
    item = one(**UNMET, points=points, points_reason="甲")
    assert str(item.points) == counted
    assert item.note == ("" if said is None else "；".join(filter(None, ("定分理由：甲", said))))


# --- qualitative ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("band", "points", "counted"),
    [
        (TOP, None, "4.00"),
        (TOP, "3.8", "3.80"),
        (TOP, "1", "3.20"),
        (TOP, "5", "4.00"),
        (MIDDLE, "3.2", "3.19"),
        (MIDDLE, "2.4", "2.40"),
        (MIDDLE, "0", "2.40"),
        (LOW, "2.4", "2.39"),
        (LOW, "-1", "0.00"),
    ],
)
def test_qualitative_points_are_held_within_their_band(band, points, counted):
    item = one(operator="定性", target_text="健全", weight=4, band=band, points=points)
    assert (str(item.points), item.is_met) == (counted, band == TOP)
    outside = points is not None and Decimal(points) != Decimal(counted)
    assert ("不在档次内" in item.note) is outside


def test_bands_are_of_the_rule_pack():
    assert [band_of(each, Decimal(4), pack()).text for each in BANDS] == [
        "3.20–4.00 分",
        "2.40–3.19 分",
        "0.00–2.39 分",
    ]
    assert band_of(MIDDLE, Decimal(4), RulePack()).text == "0.00–3.99 分"


def test_a_lower_band_needs_points_and_a_text_target_a_band():
    middle = of(indicator(target_text="持续上升", band=MIDDLE, weight=4))
    assert middle.missing == ("indicators/1/points",)
    assert middle.items[0].formula == "部分达成年度指标并具有一定效果，请在 2.40–3.19 分内定分"
    assert (middle.low, middle.high) == (Decimal("12.39"), Decimal("13.18"))
    assert of(indicator(target_text="持续上升", actual_text="上升", points=3)).missing == (
        "indicators/1/band",
    )


# --- what is missing ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ({"operator": "≥", "target": 5}, ["actual"]),
        ({"operator": "≥", "target": 5, "weight": None}, ["actual", "weight"]),
        ({"operator": "≥", "target": 5, "actual": 5, "weight": None}, ["weight"]),
        ({"operator": "≥", "target": 5, "actual": 5, "weight": -1}, ["weight"]),
        ({"operator": "≥", "actual": 5}, ["target"]),
        ({"operator": "≥", "target": 5, "points": 3, "points_reason": "甲"}, ["actual"]),
        ({"operator": "定性"}, ["band"]),
        ({"operator": "定性", "band": TOP, "weight": None}, ["weight"]),
    ],
)
def test_what_is_missing_is_named_by_its_place(values, places):
    made = of(indicator(**values))
    assert made.missing == tuple(f"indicators/1/{each}" for each in places)
    assert (made.total, made.grade, made.provisional) == (None, "", True)


def test_the_range_while_something_is_missing():
    full = indicator(operator="≥", target=5, actual=5, weight=50)
    made = of(full, indicator(level1="效益指标", operator="≥", target=5, weight=40))
    assert (made.low, made.high, made.earned, made.attainable) == (
        Decimal("59.99"),
        Decimal("99.99"),
        Decimal("59.99"),
        Decimal("60.00"),
    )
    assert lines(made)[-5:] == (
        "还没填：效益 1 项 40 分",
        "若都达标：99.99 分，优",
        "若都不得分：59.99 分，差",
        "优 ≥90　良 ≥80　中 ≥60　差 ＜60",
        "算法：没有达标的按完成率，反向指标按指标值 ÷ 实际完成值；超过不加分；达到指标值的 130% 须写偏差原因",
    )


def test_a_report_without_indicators_has_no_total():
    made = of()
    assert (made.total, made.missing) == (None, ("indicators",))
    assert (made.low, made.high) == (Decimal("9.99"), Decimal("99.99"))
    assert "还没填：绩效指标" in lines(made)


# --- weights of what does not apply ---------------------------------------------------------------


def test_the_weight_of_what_does_not_apply_is_shared_by_its_level():
    made = of(
        indicator(operator="≥", target=10, actual=9, weight=4),
        indicator(operator="≥", target=10, actual=10, weight=3),
        indicator(operator="≥", target=10, weight=2, na_reason="本年没有发生"),
        indicator(level1="效益指标", operator="≥", target=1, actual=1, weight=5),
    )
    assert [item.weight for item in made.items] == [Decimal("5.14"), Decimal("3.86"), Decimal(0), Decimal(5)]
    assert [item.arithmetic for item in made.items[:3]] == [
        "9 ÷ 10 × (4 + 1.14) → 4.63",
        "10 ≥ 10，满分 (3 + 0.86) → 3.86",
        "不适用，分值由其他指标分担",
    ]
    assert made.items[2].note == "本年没有发生"
    assert (made.levels["output"].weight, made.levels["output"].points) == (Decimal("9.00"), Decimal("8.49"))


def test_without_satisfaction_its_weight_goes_to_benefit():
    made = of(
        indicator(level1="效益指标", operator="≥", target=1, actual=1, weight=30),
        indicator(level1="满意度指标", operator="≥", target=90, weight=10, na_reason="没有服务对象"),
    )
    assert (made.levels["benefit"].points, made.total) == (Decimal("40.00"), Decimal("49.99"))
    assert made.items[0].arithmetic == "1 ≥ 1，满分 (30 + 10.00) → 40.00"


def test_a_weight_that_nobody_can_take_is_missing():
    made = of(
        indicator(weight=50, na_reason="没有"), indicator(level1="效益指标", weight=40, na_reason="没有")
    )
    assert made.missing == ("indicators/1/weight", "indicators/2/weight")
    assert (made.low, made.high) == (Decimal("9.99"), Decimal("99.99"))


# --- the execution of the budget ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adjusted", "spent", "points", "arithmetic"),
    [
        ("519.61万元", "519.32万元", "9.99", "519.32 ÷ 519.61 × 10 → 9.99"),
        ("100万元", "0", "0.00", "0.00 ÷ 100.00 × 10 → 0.00"),
        ("100万元", "100.01万元", "10.00", "100.01 > 100.00，满分 → 10.00"),
        ("100万元", "100万元", "10.00", "100.00 ÷ 100.00 × 10 → 10.00"),
        ("100万元", "-1万元", "0.00", "0.00 ÷ 100.00 × 10 → 0.00"),
        ("1000000元", "999999.99元", "9.99", "999999.99 ÷ 1000000.00 × 10 → 9.99"),
        ("40元", "30元", "7.50", "30.00 ÷ 40.00 × 10 → 7.50"),
    ],
)
def test_points_of_the_execution(adjusted, spent, points, arithmetic):
    held = report(budget=[{"name": "甲", "adjusted": adjusted}], payments=[{"item": "付", "amount": spent}])
    item = scored(held).execution
    assert (str(item.points), item.arithmetic) == (points, arithmetic)
    assert item.is_met is (points == "10.00")


@pytest.mark.parametrize(
    ("sections", "places", "said"),
    [
        ({"budget": [{"name": "甲", "adjusted": 0}]}, ("budget/1/adjusted",), "全年预算数为 0，执行率不适用"),
        ({"budget": [{"name": "甲"}]}, ("budget/1/adjusted",), "全年预算数或支付金额没有填全"),
        ({}, ("budget",), "全年预算数或支付金额没有填全"),
        (
            {"budget": [{"name": "甲", "adjusted": 9}], "payments": [{"item": "付"}]},
            ("payments/1/amount",),
            "全年预算数或支付金额没有填全",
        ),
    ],
)
def test_an_execution_that_cannot_be_said_has_no_points(sections, places, said):
    made = scored(report(indicators=[indicator(operator="≥", target=1, actual=1)], **sections))
    item = made.execution
    assert (item.points, item.is_met, item.missing, item.arithmetic) == (None, None, places, said)
    assert made.total is None
    assert f"还没填：预算执行率（{said}）" in lines(made)


def test_without_a_rule_pack_the_weight_of_the_execution_is_not_known():
    made = score(
        Reckoning(report(indicators=[indicator(operator="≥", target=1, actual=1)], **SPENT), RulePack())
    )
    assert made.execution.missing == ("rule_pack/execution_weight",)
    assert (made.items[0].points, made.total, made.grade) == (Decimal("3.00"), None, "")


# --- total, grade, caps ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "total", "grade"),
    [
        ("90", "100.00", "优"),
        ("80", "90.00", "优"),
        ("79.995", "90.00", "优"),
        ("79.99", "89.99", "良"),
        ("70", "80.00", "良"),
        ("69.99", "79.99", "中"),
        ("50", "60.00", "中"),
        ("49.99", "59.99", "差"),
    ],
)
def test_the_grade_is_of_the_printed_total(actual, total, grade):
    held = report(
        budget=[{"name": "甲", "adjusted": 100}],
        payments=[{"item": "付", "amount": 100}],
        indicators=[indicator(operator="≥", target=90, actual=actual, weight=90)],
    )
    made = scored(held)
    assert (str(made.total), made.grade, made.low, made.high) == (total, grade, made.total, made.total)


def test_weights_that_are_not_a_whole_are_said():
    assert of(indicator(operator="≥", target=1, actual=1)).notes == ("分值合计 13 分，应为 100 分",)


CAPS = """
[[caps.execution_rate]]
below = 80
most = 89
source = "某市办法"
confidence = "C"
[[caps.execution_rate]]
below = 50
most = 79.5
source = "某市办法"
confidence = "C"
"""


@pytest.mark.parametrize(
    ("spent", "said", "capped"),
    [
        ("80万元", "执行率 80%，不受限", "98.00"),
        ("75万元", "执行率 75%，受限，得分 97.50 降为 89.00", "89.00"),
        ("40万元", "执行率 40%，受限，得分 94.00 降为 89.00", "79.50"),
    ],
)
def test_caps_say_what_the_total_would_be(spent, said, capped):
    capping = replace(pack(), caps=parse_caps(tomllib.loads(CAPS)["caps"]))
    held = report(
        budget=[{"name": "甲", "adjusted": "100万元"}],
        payments=[{"item": "付", "amount": spent}],
        indicators=[indicator(operator="≥", target=1, actual=1, weight=90)],
    )
    made = score_of(Reckoning(held, capping).ledger)
    assert f"若执行率＜80%，得分上限 89：{said}" in lines(made)
    assert made.capped == Decimal(capped)
    assert made.total == made.low > Decimal("90.00")


DEDUCTIONS = """
[[deductions]]
situation = "超额较多"
when = "over_achieved"
points = 1.5
source = "某市办法"
confidence = "C"

[[deductions]]
situation = "执行率低"
when = "execution_low"
points = 2
source = "某市办法"
confidence = "C"

[[deductions]]
situation = "没有佐证"
when = "no_evidence"
source = "某市办法"
confidence = "C"

[[deductions]]
situation = "迟报"
points = 3
source = "某市办法"
confidence = "C"
"""


def test_deductions_cost_what_the_pack_says_and_only_what_figures_decide():
    rules = parse_deductions(tomllib.loads(DEDUCTIONS)["deductions"])
    capping = replace(pack(), deductions=rules, caps=parse_caps(tomllib.loads(CAPS)["caps"]))
    held = report(
        budget=[{"name": "甲", "adjusted": "100万元"}],
        payments=[{"item": "付", "amount": "85万元"}],
        indicators=[indicator(operator="≥", target=1, actual=2, weight=90)],
    )
    made = score_of(Reckoning(held, capping).ledger)
    told = lines(made)
    assert "扣分“超额较多”：1 项 × 1.5，扣 1.50" in told
    assert "扣分“执行率低”：扣 2.00" in told
    assert "扣分“没有佐证”：规则包没有写扣几分，不扣" in told
    assert "扣分“迟报”：3 分，由评审人判断，这里不扣" in told
    assert (made.total, made.capped) == (Decimal("98.50"), Decimal("95.00"))
    assert "扣分和限分以后得 95.00 分，优" in told
    empty = score_of(Reckoning(report(), capping).ledger)
    assert "扣分“执行率低”：2 分，数据还不全" in lines(empty)
    assert "扣分“超额较多”：没有这种情形，不扣" in lines(empty)
    assert empty.capped is None
    held = report(indicators=[indicator(operator="≥", target=1, actual=2, weight=90)])
    told = lines(score_of(Reckoning(held, capping).ledger))
    assert "若都达标，扣分和限分以后得 98.50 分，优" in told
    proved = replace(rules[2], points=Decimal(1))
    made = score_of(Reckoning(held, replace(pack(), deductions=(proved,))).ledger)
    assert "扣分“没有佐证”：1 项 × 1，扣 1.00" in lines(made)


def test_caps_of_an_unfinished_report():
    capping = replace(pack(), caps=parse_caps(tomllib.loads(CAPS)["caps"]))
    empty = score_of(Reckoning(report(), capping).ledger)
    assert "若执行率＜80%，得分上限 89" in lines(empty)
    assert (empty.caps[0].applies, empty.capped) == (None, None)
    held = report(budget=[{"name": "甲", "adjusted": 100}], payments=[{"item": "付", "amount": 60}])
    made = score_of(Reckoning(held, capping).ledger)
    assert "若执行率＜80%，得分上限 89：执行率 60%，受限，若都达标得 89.00" in lines(made)


@pytest.mark.parametrize(
    "caps",
    [
        [],
        {"execution_rate": 3},
        {"speed": {}},
        {"execution_rate": {"below": 80, "most": 89, "source": "甲", "confidence": "D"}},
        {"execution_rate": {"below": 80, "most": 89, "source": "", "confidence": "C"}},
        {"execution_rate": {"below": "80", "most": 89, "source": "甲", "confidence": "C"}},
        {"execution_rate": {"below": 80, "most": float("nan"), "source": "甲", "confidence": "C"}},
        {"execution_rate": {"below": 80, "most": 89, "source": "甲", "confidence": "C", "x": 1}},
    ],
)
def test_wrong_caps_are_refused(caps):
    with pytest.raises(DataError):
        parse_caps(caps)


# --- samples --------------------------------------------------------------------------------------


def test_the_complete_sample():
    made = scored(complete(), "national-2020")
    assert made.execution.arithmetic == "234.07 ÷ 239.60 × 10 → 9.77"
    lost = {item.place: str(item.lost) for item in made.items if item.lost}
    assert lost == {
        "indicators/9": "0.34",  # 120 ÷ 131 × 4 = 3.664…
        "indicators/15": "0.38",  # 4620 ÷ 5000 × 5 = 4.62
        "indicators/18": "0.20",  # 3.8 of 4, set by hand
        "indicators/19": "0.30",  # 2.7 of 3, set by hand
    }
    points = {key: (str(level.points), str(level.weight)) for key, level in made.levels.items()}
    assert points == {
        "output": ("49.66", "50"),
        "benefit": ("29.12", "30"),
        "satisfaction": ("10.00", "10"),
    }
    assert (made.total, made.grade, made.provisional) == (
        Decimal("98.55"),
        "优",
        False,
    )  # 9.77+49.66+29.12+10
    assert (made.missing, made.notes, made.caps) == ((), (), ())


def test_the_sample_without_weights_has_no_total():
    made = scored(sample())
    assert (made.total, made.grade, made.provisional) == (None, "", True)
    assert "indicators/1/weight" in made.missing
    assert (made.low, made.high) == (Decimal("9.99"), Decimal("99.99"))
    assert "还没填：产出 16 项、效益 9 项" in lines(made)


def test_the_small_project():
    made = scored(library())
    shelves = made.item(4)
    assert shelves is not None
    assert shelves.arithmetic == "60 ÷ 72 × 10 → 8.33"
    assert made.total == Decimal("97.67")
    assert made.item(99) is None


def test_the_panel_as_text():
    text = lines(scored(complete(), "national-2020"))
    assert text[:3] == (
        "得分计算",
        "总分 98.55 分，等级“优”",
        "预算执行率：234.07 ÷ 239.60 × 10 → 9.77",
    )
    assert "改造工程完成用时：120 ÷ 131 × 4 → 3.66" in text
    assert len(text) == 3 + 21 + 2


def test_scores_as_data():
    data = json.loads(json.dumps(plain_scores(scored(complete(), "national-2020"))))
    assert (data["total"], data["grade"], data["missing"]) == ("98.55", "优", [])
    assert data["levels"]["output"] == {"label": "产出", "weight": "50", "points": "49.66"}
    assert data["items"][8] == {
        "place": "indicators/9",
        "name": "改造工程完成用时",
        "level": "output",
        "weight": "4",
        "points": "3.66",
        "is_met": False,
        "arithmetic": "120 ÷ 131 × 4 → 3.66",
        "note": "",
        "method": "按比例",
        "missing": [],
    }
    assert plain_scores(scored(sample()))["total"] is None


# --- properties -----------------------------------------------------------------------------------

cents = st.integers(1, 2000).map(lambda n: Decimal(n).scaleb(-2))
numbers = st.decimals(-200, 2000, places=2)
numeric = st.sampled_from([*(each for each in OPERATORS if each != "定性"), ""])


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    names = st.sampled_from(["产出指标", "效益指标", "满意度指标", "成本指标", "决策"])
    return Indicator(
        level1=draw(names),
        name="甲",
        operator=draw(st.sampled_from([*OPERATORS, ""])),
        target=draw(st.none() | numbers),
        target_text=draw(st.sampled_from(["", "持续上升"])),
        weight=draw(st.none() | cents),
        actual=draw(st.none() | numbers),
        band=draw(st.sampled_from(["", *BANDS])),
        points=draw(st.none() | numbers),
        points_reason=draw(st.sampled_from(["", "理由"])),
        na_reason=draw(st.sampled_from(["", "", "", "没有发生"])),
    )


def _with(rows: list[Indicator]) -> Report:
    numbered = tuple(replace(row, id=number) for number, row in enumerate(rows, 1))
    return replace(report(**SPENT), indicators=numbered)


@given(numeric, numbers, numbers, cents, st.sampled_from(["ratio", "linear"]))
def test_full_points_mean_that_the_target_is_met(operator, target, actual, weight, reverse):
    row = Indicator(id=1, operator=operator, target=target, actual=actual, weight=weight)
    item = scored(_with([row]), reverse_scoring=reverse).items[0]
    assert item.points is not None
    assert 0 <= item.points <= weight
    assert item.is_met is is_met(row) is (item.points == weight)


@given(numeric, numbers, numbers, numbers, cents, st.sampled_from(["ratio", "linear"]))
def test_points_follow_the_actual_value(operator, target, first, second, weight, reverse):
    low, high = sorted((first, second))
    rows = [
        Indicator(operator=operator, target=target, actual=each, weight=weight, level1="产出")
        for each in (low, high)
    ]
    less, more = (item.high for item in scored(_with(rows), reverse_scoring=reverse).items)
    if operator in ("≤", "<") or (operator == "=" and target == 0):
        assert more <= less
    elif operator != "=" or target > 0:
        assert less <= more


@given(st.lists(indicators(), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_indicators_makes_no_difference(rows, random):
    held = _with(rows)
    shuffled = list(held.indicators)
    random.shuffle(shuffled)
    first, second = scored(held), scored(replace(held, indicators=tuple(shuffled)))
    assert {item.place: item for item in first.items} == {item.place: item for item in second.items}
    assert (first.total, first.low, first.high) == (second.total, second.low, second.high)


@given(st.lists(indicators(), max_size=8))
def test_total_levels_and_range_agree(rows):
    made = scored(_with(rows))
    assert made.earned <= made.low <= made.high
    for item in made.items:
        assert item.points is None or (item.weight is not None and 0 <= item.points <= item.weight)
        assert (item.points is None) is bool(item.missing or item.method == "不适用")
    if made.total is not None:
        parts = [made.execution.points, *(level.points for level in made.levels.values())]
        assert sum((each for each in parts if each is not None), Decimal(0)) == made.total
        assert made.low == made.high == made.total
        assert made.grade
    assert json.loads(json.dumps(plain_scores(made)))["provisional"] is made.provisional


@given(st.lists(cents, min_size=1, max_size=6), st.lists(cents, min_size=1, max_size=3))
def test_a_level_keeps_its_weight_to_the_hundredth(scored_weights, idle_weights):
    met = [
        Indicator(level1="产出", operator="≥", target=Decimal(1), actual=Decimal(1), weight=w)
        for w in scored_weights
    ]
    idle = [Indicator(level1="产出", na_reason="没有", weight=w) for w in idle_weights]
    level = scored(_with([*met, *idle])).levels["output"]
    assert level.weight == level.points == sum((*scored_weights, *idle_weights), Decimal(0))


FILLINGS = {"target": numbers, "actual": numbers, "points": numbers, "band": st.sampled_from(BANDS)}


@given(st.lists(indicators().map(lambda row: replace(row, weight=row.weight or Decimal(5)))), st.data())
def test_whatever_is_filled_in_the_total_lies_in_the_range_that_was_told(rows, data):
    held = _with(rows)
    told = made = scored(held)
    while made.missing and not any(each == "indicators" or each.endswith("weight") for each in made.missing):
        place = parse_place(made.missing[0])
        held = with_value(held, place, data.draw(FILLINGS[place.field]))
        made = scored(held)
        assert told.low <= made.low <= made.high <= told.high
