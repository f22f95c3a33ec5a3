"""What the rules over goals and indicators are tried on: one report that passes, one that fails."""

from __future__ import annotations

from typing import Any

from desktop.models.plain import plain_report, report_from
from tests.unit.rule_case import Case, Data

OUTPUT = {"level1": "产出指标", "level2": "数量指标"}
RATE = {"level1": "产出指标", "level2": "质量指标", "operator": "≥", "unit": "%"}
WORDS = {"level1": "效益指标", "level2": "社会效益指标", "operator": "定性", "target": None, "unit": ""}
COST = {"level1": "产出指标", "level2": "成本指标", "operator": "≤", "unit": "元"}
BAND = "达成年度指标"


def indicators(*rows: Data, **others: Any) -> Data:
    """A report with some indicators: ≥100 份."""
    named = [
        {"name": f"第{n}项", "operator": "≥", "target": "100", "unit": "份", **row}
        for n, row in enumerate(rows, 1)
    ]
    return {"indicators": named, **others}


def goals(*texts: str, **values: Any) -> Data:
    """Some goals of the year."""
    return {"goals": [{"text": each, **values} for each in texts]}


def achieved(text: str, **values: Any) -> Data:
    """One goal with what was achieved."""
    return {"goals": [{"text": "目标", "achieved": text, **values}]}


def results(*rows: tuple[str, str, str]) -> Data:
    """Some results: name, value, unit."""
    return {"results": [{"name": name, "value": value, "unit": unit} for name, value, unit in rows]}


def before(*rows: Data) -> Data:
    """Last year's file with some indicators."""
    last = report_from(indicators(*rows))
    return {"last": [{"file_name": "2020.jxzp", "year": 2020, "report": plain_report(last)}]}


def stated(figure: str, value: str) -> Data:
    """A reported total or grade."""
    return {"stated": [{"figure": figure, "value": value}]}


def tendered(*amounts: str) -> Data:
    """Payments on one contract that was put out to tender."""
    payments = [{"item": "付款", "payee": "甲", "contract": 1, "amount": each} for each in amounts]
    return {
        "contracts": [{"name": "甲合同", "method": "公开招标", "amount": "500万元"}],
        "payments": payments,
    }


MET = {"actual": "100", "weight": "90", "level1": "产出指标"}
PROCURED = {"name": "政府采购金额", "unit": "万元", "target": "300"}
SPENT = {
    "budget": [{"name": "甲", "initial": "10万元", "adjusted": "10万元"}],
    "payments": [{"item": "付款", "payee": "甲", "budget": 1, "amount": "10万元"}],
}
SURVEY = {**RATE, "name": "群众满意度", "level1": "满意度指标", "target": "90", "actual": "95"}
PROVED = {"data_source": "2021年11月电话抽样调查，有效样本326份"}
UNACCEPTED = {"contracts": [{"name": "甲合同", "ends": "2021-06-30"}]}

CASES = {
    "I01": Case(
        indicators({"weight": "50"}, {"weight": "40"}),
        indicators({"weight": "50"}, {"weight": "38"}),
        ("indicators", "indicators/1/weight", "indicators/2/weight"),
        "指标分值合计 88 + 预算执行率 10 = 98，应为 100",
    ),
    "I04": Case(
        indicators({"actual": "129"}, {"actual": "300", "reason": "新增任务"}),
        indicators({"actual": "130"}),
        ("indicators/1/reason",),
        "“第1项”实际 130 ÷ 指标值 100 = 130%，没有写偏差原因",
    ),
    "I05": Case(
        indicators({**MET, "points": "88", "points_reason": "抽查有 2 份缺页"}),
        indicators({**MET, "actual": "50", "points": "50"}),
        ("indicators/1/points",),
        "“第1项”填的得分 50，按公式 50 ÷ 100 × 90 → 45.00，没有写定分理由",
    ),
    "I06": Case(
        indicators({**WORDS, "weight": "10", "band": BAND, "points": "8"}),
        indicators({**WORDS, "weight": "10", "band": BAND, "points": "7.99"}),
        ("indicators/1/points",),
        "“第1项”填的得分 7.99，“达成年度指标”是 8.00–10.00 分",
    ),
    "I07": Case(
        indicators({**RATE, "name": "受理及时率", "level2": "时效指标"}),
        indicators({**RATE, "name": "受理及时率"}),
        ("indicators/1/level2",),
        "“受理及时率”列在质量指标，按名称应列时效指标",
    ),
    "I08": Case(
        indicators({**WORDS, "target_text": "持续上升", "data_source": "第三方评估报告"}),
        indicators({**WORDS, "target_text": "持续上升"}),
        ("indicators/1/target_text",),
        "1 项指标的指标值难以衡量（“持续上升”），没有数值，也没有数据来源：第1项",
    ),
    "I09": Case(
        indicators({}, {"operator": "=", "target": 0}),
        indicators({"operator": ""}),
        ("indicators/1/operator",),
        "1 项指标值没有写符号：第1项（≥100份？）",
    ),
    "I10": Case(
        {**goals("热线接通率达到100%"), **indicators({**RATE, "name": "热线接通率"})},
        {**goals("热线接通率达到100%"), **indicators({**RATE, "name": "人工接通率", "target": "99.99"})},
        ("goals/1/text", "indicators/1/target"),
        "第 1 项年度目标与指标值不同：“热线接通率”100%（指标“人工接通率”≥99.99%）",
    ),
    "I11": Case(
        {**goals("案件登记率100%"), **indicators({**RATE, "name": "案件登记率"})},
        {**goals("案例登记率100%"), **indicators({**RATE, "name": "案件登记率"})},
        ("goals/1/text",),
        "目标写“案例登记率”，指标写“案件登记率”",
    ),
    "I12": Case(
        {**goals("更新图书", state="部分完成"), **indicators({"actual": "90"})},
        {**goals("更新图书", state="完成"), **indicators({"actual": "90"})},
        ("goals/1/state", "indicators/1/actual"),
        "1 项年度目标都写“完成”，有 1 项指标没有达到指标值：第1项",
    ),
    "I13": Case(
        indicators({**RATE, "name": "验收合格率", "actual": "100"}, {**RATE, "name": "收入增长率", "actual": "120"}),
        indicators({**RATE, "name": "验收合格率", "actual": "120"}),
        ("indicators/1/actual",),
        "“验收合格率”120%，超过 100%",
    ),
    "I14": Case(
        indicators({**SURVEY, **PROVED}),
        indicators({**SURVEY, "data_source": "2021年问卷"}),
        ("indicators/1/data_source",),
        "“群众满意度”95%，数据来源没有写样本量",
    ),
    "I15": Case(
        {
            **indicators({"name": "抽检案件数", "unit": "宗", "actual": "1300"}),
            **results(("受理案件", "8.9", "万宗"), ("抽检满意", "9", "个")),
        },
        {
            **indicators({"name": "抽检案件数", "unit": "宗", "actual": "1300"}),
            **results(("受理事件", "1200", "宗")),
        },
        ("indicators/1/actual", "results/1/value"),
        "“抽检案件数”1,300宗，大于“受理事件”1,200宗",
    ),
    "I16": Case(
        {**indicators({**PROCURED, "actual": "293.23"}), **tendered("66.98万元", "159.28万元", "66.98万元")},
        {**indicators({**PROCURED, "actual": "290"}), **tendered("293.24万元")},
        ("indicators/1/actual",),
        "“政府采购金额”填报 290.00 − 政府采购合同本年度支付 293.24 = −3.24，与合同金额合计 500.00 也不相符",
    ),
    "I17": Case(
        indicators(
            {**PROCURED, "actual": "297"}, {**RATE, "name": "政府采购执行率", "target": "100", "actual": "99"}
        ),
        indicators({**PROCURED, "actual": "297"}, {**RATE, "name": "政府采购执行率", "target": "100"}),
        ("indicators/2/actual", "indicators/1/actual"),
        "“政府采购执行率”指标值 100%，没有填报，“政府采购金额”实际 297 ÷ 指标值 300 = 99%",
    ),
    "I18": Case(
        indicators(OUTPUT, OUTPUT),
        indicators({**OUTPUT, "name": "甲"}, {**OUTPUT, "name": "甲"}),
        ("indicators/1/name", "indicators/2/name"),
        "指标“甲”设了 2 次",
    ),
    "I19": Case(
        {**indicators({"target": "120"}), **before({"actual": "110"})},
        {**indicators({}), **before({"actual": "110"})},
        ("indicators/1/target",),
        "“第1项”指标值 100份，上年实际 110份，与上年指标值相同",
    ),
    "I20": Case(
        indicators(OUTPUT, WORDS),
        indicators(OUTPUT),
        ("indicators",),
        "1 项指标中没有效益指标",
    ),
    "I21": Case(
        {**indicators({**OUTPUT, "actual": "90"}), **UNACCEPTED},
        {**indicators({**OUTPUT, "actual": "100"}), **UNACCEPTED},
        ("contracts/1/accepted", "indicators/1/actual"),
        "《甲合同》已到期，没有验收日期和结论，1 项数量指标全部达到指标值",
    ),
    "I22": Case(
        {**indicators({**OUTPUT, "actual": "100"}), **SPENT},
        {**indicators({**OUTPUT, "actual": "100"}), "budget": [{**SPENT["budget"][0], "adjusted": "25万元"}],
         "payments": SPENT["payments"]},
        ("figures/execution_rate", "indicators/1/actual"),
        "执行 10.00 ÷ 全年预算 25.00 = 40%，低于 50%，1 项产出指标全部达到指标值",
    ),
    "I23": Case(
        indicators({**COST, "actual": "120", "weight": "10", "points": "8", "points_reason": "涨价"}),
        indicators({**COST, "actual": "120", "weight": "10", "points": "10", "points_reason": "涨价"}),
        ("indicators/1/points",),
        "“第1项”实际 120元，没有达到指标值 ≤100元，得分 10.00 是满分",
    ),
    "I24": Case(
        {**indicators(MET), **SPENT, **stated("score", "100.00分")},
        {**indicators(MET), **SPENT, **stated("总分", "99")},
        ("stated/1/value", "figures/score"),
        "上报的总分 99，各项得分合计 100.00",
    ),
}  # fmt: skip
