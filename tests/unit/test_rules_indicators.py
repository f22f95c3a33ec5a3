from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.checks import Finding, Severity
from desktop.models.figures import Reckoning
from desktop.models.places import parse_place
from desktop.models.records import Goal, Indicator, LastReport
from desktop.models.rules.categories import misplaced
from desktop.models.rules.claims import claims_of, named, same, wider
from desktop.report.review import review
from tests.report.reports import library, pack, reckoned, report, sample
from tests.unit.rule_case import Data
from tests.unit.rules_indicators import (
    BAND,
    MET,
    OUTPUT,
    PROCURED,
    PROVED,
    RATE,
    SPENT,
    SURVEY,
    UNACCEPTED,
    WORDS,
    achieved,
    before,
    goals,
    indicators,
    results,
    stated,
    tendered,
)
from tests.unit.test_rules import found

_POINTED = {"level1": "产出指标（50分）", "level2": "数量指标"}
_CLOSING = results(("事件总办结率", "99.78", "%"))
_TIMELY = indicators({**RATE, "name": "工单及时办结率", "actual": "100"})
_COUNTED = {**OUTPUT, "unit": "宗", "name": "抽查事件数", "actual": "20"}


def _worded(target: str) -> Data:
    return indicators({"operator": "", "target": None, "target_text": target, "unit": "次"})


def _weighted(**levels: int | None) -> Data:
    rows = ({"level1": f"{level}指标", "weight": weight} for level, weight in levels.items())
    return indicators(*rows)


FINER: list[tuple[str, Data, tuple[str, ...]]] = [
    ("I01", indicators({}, {}), ("indicators/1/weight",)),
    ("I01", indicators({"weight": "90"}, {}), ("indicators/2/weight",)),
    ("I01", {}, ()),
    ("I01", indicators({**_POINTED, "weight": "40"}, {"weight": "50"}), ("indicators/1/weight",)),
    ("I01", indicators({**_POINTED, "weight": "50"}, {"weight": "40"}), ()),
    ("I04", indicators({"operator": "=", "actual": "101"}), ("indicators/1/reason",)),
    ("I04", indicators({"operator": "=", "actual": "100"}), ()),
    ("I04", indicators({"operator": "≤", "actual": "10"}), ()),
    ("I04", indicators({"actual": "300", "na_reason": "当年未开展"}), ()),
    ("I05", indicators({**MET, "points": "90"}), ()),
    ("I05", indicators({**MET, "points": "91", "points_reason": "超额"}), ("indicators/1/points",)),
    ("I05", indicators({"points": "9"}), ()),
    ("I06", indicators({**WORDS, "weight": "10", "points": "8"}), ()),
    ("I06", indicators({**WORDS, "weight": "10", "band": BAND, "points": "10.01"}), ("indicators/1/points",)),
    ("I08", indicators({**WORDS, "target_text": "较上年提升5%"}), ()),
    ("I08", indicators({**WORDS, "target_text": "印发三项制度"}), ()),
    ("I08", indicators({**WORDS, "target_text": "持续上升", "base": "92.7"}), ()),
    ("I08", {**indicators({**WORDS, "target_text": "持续上升"}),
             "evidence": [{"title": "评估", "places": ["indicators/1/band"]}]}, ()),
    ("I09", indicators({"operator": "≤", "target": 0}), ("indicators/1/operator",)),
    ("I09", indicators({"target": 0}), ("indicators/1/operator",)),
    ("I09", indicators({"operator": "定性"}), ("indicators/1/operator",)),
    ("I09", indicators({"operator": "", "target": None, "target_text": "600宗"}), ("indicators/1/target_text",)),
    ("I09", indicators({"operator": "", "target": None, "target_text": "12月底前"}), ()),
    ("I09", _worded("3-5次"), ()),
    ("I09", _worded("3-5万次"), ("indicators/1/target_text",)),
    ("I09", _worded("约600次"), ("indicators/1/target_text",)),
    ("I03", {"indicators": [{**_worded("3-5次")["indicators"][0], "actual": "4"}]}, ()),
    ("I03", {"indicators": [{**_worded("3-5次")["indicators"][0], "actual": "6"}]}, ("indicators/1/reason",)),
    ("I10", {**goals("更新图书不少于24000册"), **indicators({"name": "更新图书册数", "unit": "册"})}, ("goals/1/text",)),
    ("I10", {**goals("更新图书100册"), **indicators({"name": "更新图书册数", "unit": "册"})}, ()),
    ("I10", {**goals("更新图书20场"), **indicators({"name": "更新图书册数", "unit": "册"})}, ()),
    ("I10", {**goals("接通率达到99%"), **indicators({**RATE, "name": "接通率", "target": None})}, ()),
    ("I11", {**goals("案例登记率100%、案件登记率100%"),
             **indicators({**RATE, "name": "案件登记率"}, {**RATE, "name": "案例登记率"})}, ()),
    ("I12", {**goals("每月办结100份"), **indicators({"actual": "90"})}, ()),
    ("I12", {"goals": [{"text": "印发手册100份", "state": "完成"}, {"text": "乙", "state": "部分完成"}],
             **indicators({"name": "印发手册", "actual": "90"})}, ("goals/1/state",)),
    ("I12", {**achieved("印发手册95份"), **indicators({"name": "印发手册", "actual": "100"})}, ("goals/1/achieved",)),
    ("I12", {**achieved("印发手册100份"), **indicators({"name": "印发手册", "actual": "100"})}, ()),
    ("I12", {**indicators({"actual": "100"}), **results(("第1项", "99", "份"))}, ("results/1/value",)),
    ("I12", {**_TIMELY, **_CLOSING}, ("results/1/value",)),
    ("I12", {**_TIMELY, "results": [{**_CLOSING["results"][0], "note": "含未到期的件"}]}, ()),
    ("I12", {**_TIMELY, **results(("事件总办结率", "100", "%"))}, ()),
    ("I13", indicators({"actual": "-1"}), ("indicators/1/actual",)),
    ("I13", indicators({"name": "净增人数", "unit": "人", "actual": "-1"}), ()),
    ("I13", indicators({**RATE, "name": "床位使用率", "actual": "104"}), ()),
    ("I13", indicators({**RATE, "name": "读者满意度", "actual": "-3"}), ("indicators/1/actual",)),
    ("I13", indicators({"unit": "℃", "actual": "-3"}), ()),
    ("I14", indicators({**RATE, "name": "学员满意度", "actual": "100", "data_source": "每期结业问卷（回收298份）"}), ()),
    ("I14", indicators({**SURVEY, "data_source": "全年未收到有效投诉"}), ("indicators/1/data_source",)),
    ("I14", indicators({**SURVEY, "actual": None}), ()),
    ("I14", indicators({**SURVEY, "target": None, "actual": None}), ()),
    ("I14", indicators({**SURVEY, "target": None, "target_text": "较高"}), ("indicators/1/target",)),
    ("I14", indicators({**WORDS, "level2": "满意度指标"}), ("indicators/1/target",)),
    ("I14", indicators({**SURVEY, "calculation": "12月网上问卷，回收1.2万份"}), ()),
    ("I15", {**indicators(_COUNTED), **results(("受理热线", "10", "宗"))}, ()),
    ("I15", {**indicators(_COUNTED), **results(("受理事件", "10", "个"))}, ()),
    ("I15", {**indicators(_COUNTED), **results(("受理事件总量", "10", "宗"))}, ("indicators/1/actual",)),
    ("I16", {**indicators({**PROCURED, "actual": "500"}), **tendered("293.24万元")}, ()),
    ("I16", indicators({**PROCURED, "actual": "500"}), ()),
    ("I16", {**indicators({**PROCURED, "unit": "家", "actual": "5"}), **tendered("1万元")}, ()),
    ("I17", indicators({**PROCURED, "actual": "297"}, {**RATE, "name": "政府采购执行率", "actual": "100"}),
     ("indicators/2/actual",)),
    ("I17", indicators(PROCURED, {**RATE, "name": "政府采购执行率"}), ()),
    ("I18", goals("甲", "甲"), ("goals/1/text",)),
    ("I18", goals("受理及时率100%", "案件受理，受理及时率100%"), ("goals/1/text",)),
    ("I18", goals("受理及时率100%，受理及时率100%"), ()),
    ("I19", indicators({"base": "110"}), ("indicators/1/target",)),
    ("I19", indicators({"operator": "≤", "base": "90"}), ("indicators/1/target",)),
    ("I19", indicators({"operator": "≤", "base": "110"}), ()),
    ("I19", indicators({"operator": "=", "base": "110"}), ()),
    ("I19", {**indicators({}), **before({"actual": "100"})}, ("indicators/1/target",)),
    ("I19", {**indicators({}), **before({"actual": "90"})}, ()),
    ("I19", {**indicators({**RATE, "target": "99.99"}), **before({**RATE, "target": "99.99", "actual": "100"})}, ()),
    ("I19", {**indicators({"name": "新名"}), **before({"actual": "110"})}, ()),
    ("I19", {**indicators({"name": "新名"}), **before({"actual": "110"}),
             "links": [{"place": "indicators/1", "last": "indicators/1"}]}, ("indicators/1/target",)),
    ("I20", indicators({"level1": "绩效"}), ()),
    ("I20", indicators(WORDS), ("indicators",)),
    ("I20", _weighted(产出=50, 效益=40), ()),
    ("I20", _weighted(产出=50, 效益=30, 满意度=10), ()),
    ("I20", _weighted(成本=20, 产出=40, 效益=30), ()),
    ("I20", _weighted(产出=60, 效益=30), ("indicators/1/weight",)),
    ("I20", _weighted(产出=60, 效益=20, 满意度=10), ("indicators/1/weight",)),
    ("I20", _weighted(产出=60, 效益=20), ()),
    ("I20", _weighted(产出=50, 效益=None), ()),
    ("I21", {**indicators({**OUTPUT, "actual": "100"}),
             "contracts": [{"name": "甲", "ends": "2021-06-30", "accepted": "2021-07-01"}]}, ()),
    ("I21", {**indicators({**OUTPUT, "actual": "100"}), "contracts": [{"name": "甲", "ends": "2022-06-30"}]}, ()),
    ("I21", {**indicators({**OUTPUT, "actual": "100"}), "contracts": [{"name": "甲", "acceptance": "不合格"}]},
     ("contracts/1/accepted",)),
    ("I21", {**indicators(OUTPUT), **UNACCEPTED}, ()),
    ("I22", {"budget": [{"name": "甲", "adjusted": "25万元"}], "payments": SPENT["payments"],
             **indicators({**OUTPUT, "actual": "90"})}, ()),
    ("I24", {**indicators(MET), **SPENT, **stated("grade", "优")}, ()),
    ("I24", {**indicators(MET), **SPENT, **stated("等级", "良")}, ("stated/1/value",)),
    ("I24", {**indicators(MET), **stated("总分", "98")}, ("stated/1/value",)),
    ("I24", {**indicators(MET), **SPENT, **stated("总分", "近百分")}, ("stated/1/value",)),
    ("I24", {**indicators(MET), **SPENT, **stated("总分", "")}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("rule_id", "data", "places"), FINER)
def test_the_finer_points_of_the_indicator_rules(rule_id: str, data: Data, places: tuple[str, ...]) -> None:
    assert tuple(each.place for each in found(rule_id, data)[:1]) == places


@pytest.mark.parametrize(
    ("level2", "name", "said"),
    [
        ("数量指标", "政府采购金额", "成本"),
        ("数量指标", "补助发放金额", ""),
        ("数量指标", "培训时长", ""),
        ("数量指标", "图书验收合格率", "质量"),
        ("数量指标", "任务完成率", ""),
        ("质量指标", "责任投诉量", ""),
        ("质量指标", "获奖作品数量", ""),
        ("质量指标", "培训人数", "数量"),
        ("质量指标", "政府采购执行率", "预算执行过程"),
        ("质量指标", "分拨准确率", ""),
        ("质量指标", "回访率", ""),
        ("时效指标", "平均排队等待时长", ""),
        ("时效指标", "改造工程完成用时", ""),
        ("成本指标", "工单及时办结率", "时效"),
        ("成本指标", "成本节约率", ""),
        ("社会成本指标", "道路占用时长", ""),
        ("经济效益指标", "打造服务型政府", "社会效益"),
        ("经济效益指标", "带动企业增收", ""),
        ("生态效益指标", "旧书循环流转册数", ""),
        ("生态效益指标", "优化营商环境，方便群众办事", "社会效益"),
        ("生态效益指标", "改善社区环境", ""),
        ("社会效益指标", "群众满意度", "满意度"),
        ("社会效益指标", "带动税收增长", "经济效益"),
        ("满意度指标", "群众满意度", ""),
        ("可持续影响指标", "社区共建长效机制", ""),
        ("", "受理及时率", ""),
        ("质量指标", "费用报销准确率", ""),
        ("质量指标", "响应时间达标率", ""),
        ("数量指标", "服务企业家数", ""),
        ("数量指标", "养护绿地面积", ""),
        ("时效指标", "年度任务完成率", ""),
        ("成本指标", "人均培训成本", ""),
        ("经济效益指标", "带动就业人数", ""),
        ("经济效益指标", "降低群众办事成本", ""),
        ("生态效益指标", "促进社会可持续发展", ""),
        ("社会效益指标", "缩短群众办事时间", ""),
    ],
)
def test_where_an_indicator_belongs(level2: str, name: str, said: str) -> None:
    why = misplaced(Indicator(1, "", level2, name))
    assert said in why
    assert bool(why) == bool(said)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "受理民生诉求，热线接通率、案例登记率和受理及时率均达到100%",
            ["热线接通率 100%", "案例登记率 100%", "受理及时率 100%"],
        ),
        (
            "更新图书不少于24000册，图书轮换4次；力争改造图书角12个",
            ["更新图书 不少于24000册", "图书轮换 4次", "改造图书角 12个"],
        ),
        ("发放口罩13.2万个、环保袋7500个", ["发放口罩 13.2万个", "环保袋 7500个"]),
        ("平台热线全天二十四小时提供服务", []),
        ("第三季度开通热线，12月底前完成验收", []),
    ],
)
def test_what_a_goal_says_in_numbers(text: str, told: list[str]) -> None:
    assert [f"{each.name} {each.said}" for each in claims_of(Goal(1, text), "text")] == told


@given(st.text("接通率、和及均达到不少于0123456789.%％次个，；。万每年 （）-~", max_size=24))
def test_whatever_a_goal_says_is_taken_apart(text: str) -> None:
    for claim in claims_of(Goal(1, text), "text"):
        assert claim.name
        assert claim.target.num is not None


def test_names_that_mean_the_same() -> None:
    assert same("案例登记率") == same("工单登记率")
    assert same("热线接通率") != same("网络接通率")
    assert wider("事件总办结率") == wider("案件及时办结率")
    assert named("更新图书册数", "册") == "更新图书"


def _of_the_sample() -> dict[str, list[Finding]]:
    made: dict[str, list[Finding]] = {}
    for each in review(reckoned(sample())):
        made.setdefault(each.rule, []).append(each)
    return made


def test_what_the_sample_shows_of_goals_and_indicators() -> None:
    shown = _of_the_sample()
    assert shown["I01"][0].numbers == {"指标": "25", "缺少": "25"}
    assert [each.place for each in shown["I04"]] == ["indicators/2/reason"]
    assert {parse_place(each.place).id for each in shown["I07"]} == {1, 5, 14, 16, 17, 21, 22}
    assert {parse_place(place).id for place in shown["I08"][0].places} == set(range(17, 26))
    assert shown["I09"][0].numbers == {"指标": "5"}
    assert [each.place for each in shown["I09"][1:]] == ["indicators/7/operator"]
    assert [each.numbers for each in shown["I10"]] == [
        {"指标6": "100%/≥99.99%", "指标11": "100%/≥99.99%", "指标14": "100%/≥99.99%"},
        {"指标14": "100%/≥99.99%", "指标16": "100%/≥99.95%"},
    ]
    assert [each.numbers["目标"] for each in shown["I11"]] == ["热线接通率", "案例登记率", "案件及时办结率"]
    assert [each.place for each in shown["I12"]] == ["goals/1/state", "results/3/value"]
    assert "99.78%" in shown["I12"][1].message
    assert "“问卷参与人数”21037人" in shown["I14"][0].message
    assert shown["I17"][0].numbers["执行率"] == "99.49%"
    assert shown["I18"][0].places == ("goals/1/text", "goals/2/text")


def test_a_target_that_cannot_be_scored_says_what_to_write_instead() -> None:
    beyond = {"indicators": [{**_worded("3-5次")["indicators"][0], "actual": "6"}]}
    assert found("I03", beyond)[0].message.startswith("“第1项”实际 6 − 指标值 3-5次 的 5 = 1（120%）")
    assert found("I09", _worded("600次左右"))[0].message == (
        "“第1项”的指标值写成文字“600次左右”，差多少算完成没有说，写成 ≥600次，或写成上下限（例：3-5次），才能计分"
    )


def test_points_that_are_not_the_profiles_are_told_level_by_level() -> None:
    told = [each.message for each in found("I20", _weighted(产出=60, 效益=20, 满意度=10))]
    assert told == ["指标分值是产出 60 分、效益 20 分，规则包的分值方案是产出 50 分、效益 30 分"]


def test_a_place_that_leaves_the_points_to_the_unit_asks_nothing() -> None:
    local = pack()
    open_ = replace(local.weights["2020"], points={"execution": Decimal(10), "open": Decimal(90)})
    chosen = replace(local.settings["weight_profile"], value="open")
    free = replace(
        local,
        weights={**local.weights, "open": open_},
        settings={**local.settings, "weight_profile": chosen},
    )
    uneven = report(**_weighted(产出=60, 效益=20, 满意度=10))
    assert "I20" in {each.rule for each in review(Reckoning(uneven, local))}
    assert "I20" not in {each.rule for each in review(Reckoning(uneven, free))}


def test_what_is_right_in_the_sample_is_left_alone() -> None:
    silent = {"I05", "I06", "I13", "I15", "I16", "I19", "I20", "I21", "I22", "I23", "I24"}
    assert silent & set(_of_the_sample()) == set()


def test_a_small_report_in_order_has_only_words_to_be_proved() -> None:
    asked = {"I05", "I06", "I07", *(f"I{n}" for n in range(10, 25))}
    findings = review(reckoned(library()))
    assert {each.rule for each in findings if each.severity is not Severity.HINT} & asked == set()


def test_last_years_file_that_cannot_be_read_is_no_ground() -> None:
    data = report(**indicators({})).with_rows("last", [LastReport(1, "x", "", 2020, json.dumps([1]))])
    assert [each for each in review(reckoned(data)) if each.rule == "I19"] == []


def test_a_survey_that_is_told_whole_is_enough() -> None:
    assert found("I14", indicators({**SURVEY, **PROVED})) == []
