"""What the rules over budget and execution are tried on: one report that passes, one that fails."""

from __future__ import annotations

from typing import Any

from tests.unit.rule_case import Case, Data


def lines(*rows: Data, **others: Any) -> Data:
    """A report with some sub-projects of 10万元."""
    named = [
        {"name": f"第{n}项", "initial": "10万元", "adjusted": "10万元", **row}
        for n, row in enumerate(rows, 1)
    ]
    return {"budget": named, **others}


def paid(*amounts: str, **values: Any) -> list[Data]:
    """Payments on the first sub-project."""
    return [{"item": "付款", "payee": "甲公司", "budget": 1, "amount": each, **values} for each in amounts]


def stated(figure: str, value: str, **values: Any) -> Data:
    """What was reported of one figure."""
    return {"stated": [{"figure": figure, "value": value, **values}]}


def funds(*rows: Data) -> Data:
    """Some sources of funds."""
    return {
        "funding": [
            {"name": "当年财政拨款", "initial": "10万元", "adjusted": "10万元", **row} for row in rows
        ]
    }


def adjusted(*rows: Data) -> Data:
    """Some adjustments of the first sub-project."""
    return {"adjustments": [{"budget": 1, "kind": "追加", **row} for row in rows]}


SPENT = lines({}, payments=paid("9.50万元"))
OLDER = {
    "contracts": [{"name": "甲合同", "year": 2020, "amount": "10万元"}],
    "payments": paid("1万元", contract=1, budget=None),
}
THREE = lines(*[{"initial": "1.004万元", "adjusted": "1.004万元"}] * 3)
SCORED = {
    "indicators": [
        {"level1": "产出指标", "name": "甲", "operator": "≥", "target": "1", "actual": "1", "weight": "90"}
    ]
}

CASES = {
    "B01": Case(
        lines({}, {}, **stated("initial", "20.01")),
        lines({}, {}, **stated("initial（年初预算数合计）", "20.50万元", document="某批复")),
        ("stated/1/value", "figures/initial"),
        "上报的年初预算数合计 20.50 − 明细合计 20.00 = 0.50（某批复）",
    ),
    "B02": Case(
        lines({}, **stated("adjusted", "10.00")),
        lines({}, **stated("全年预算数", "9.00")),
        ("stated/1/value", "figures/adjusted"),
        "上报的全年预算数合计 9.00 − 明细合计 10.00 = −1.00",
    ),
    "B03": Case(
        lines({"adjusted": "12万元"}, **adjusted({"amount": "3万元"}, {"amount": "-1万元", "kind": "追减"})),
        lines({"adjusted": "12万元"}, **adjusted({"amount": "1.50万元"})),
        ("budget/1/adjusted", "adjustments"),
        "子项目“第1项”：年初预算 10.00 + 1.50 = 11.50，全年预算 12.00，相差 0.50",
    ),
    "B04": Case(
        {**SPENT, **stated("spent", "9.50")},
        {**SPENT, **stated("spent", "9.40")},
        ("stated/1/value", "figures/spent"),
        "上报的全年执行数合计 9.40 − 明细合计 9.50 = −0.10",
    ),
    "B06": Case(
        {**SPENT, **stated("execution_rate", "95%")},
        {**SPENT, **stated("执行率", "95.5%")},
        ("stated/1/value", "figures/execution_rate"),
        "上报的预算执行率 95.50%，按明细计算是 95%",
    ),
    "B10": Case(
        SPENT,
        lines({"unspent_use": "结转"}, payments=paid("7万元")),
        ("figures/execution_rate", "budget"),
        "全年预算 10.00 − 执行 7.00 = 3.00，未执行 30%，超过 20%",
    ),
    "B11": Case(
        {**OLDER, **funds({"name": "上年结转资金"})},
        {**OLDER, **funds({})},
        ("funding", "contracts/1"),
        "以前年度合同 1 份，本年度支付 1.00，占支出合计 100%，资金来源没有列上年结转资金",
    ),
    "B12": Case(
        {
            **lines({}),
            **funds({"initial": "6万元", "adjusted": "4万元"}, {"initial": "4万元", "adjusted": "6万元"}),
        },
        {**lines({}), **funds({"adjusted": "9万元"})},
        ("funding", "budget"),
        "全年预算数：各资金来源合计 9.00 − 各子项目合计 10.00 = −1.00",
    ),
    "B13": Case(
        lines({"received": "10万元"}, **stated("received_rate", "100%")),
        lines({}, **stated("received_rate", "100%")),
        ("budget/1/received",),
        "上报的资金到位率 100%，有 1 个子项目没有填到位资金",
    ),
    "B14": Case(
        lines({"adjusted": 0}),
        lines({"adjusted": 0}, payments=paid("1万元")),
        ("budget/1/adjusted",),
        "子项目“第1项”全年预算数是 0，支出 1.00",
    ),
    "B15": Case(
        lines({"initial": "5万元", "adjusted": "192.22万元"}),
        lines({"adjusted": "12元"}),
        ("budget/1/adjusted",),
        "“第1项”全年预算数 0.0012、年初预算数 10.00，相差约一万倍",
    ),
    "B16": Case(
        lines({}, {}),
        lines({"initial": "1.004万元"}, {"initial": "1.004万元"}),
        ("budget",),
        "子项目年初预算数：1.00 + 1.00 = 2.00，合计 2.01，四舍五入尾差 0.01",
    ),
    "B17": Case(
        {**SPENT, **SCORED},
        {**lines({"unspent_use": "结转"}, payments=paid("9万元")), **SCORED},
        ("figures/execution_rate", "indicators"),
        "指标得分 90.00/90（100%），执行得分 9.00 ÷ 10.00 × 10 → 9.00（90%），相差 10%，超过 5%",
    ),
}
