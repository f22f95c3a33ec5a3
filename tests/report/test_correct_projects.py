"""Two invented projects that are in order: the rules find nothing wrong but what is so, and each planted fault."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from desktop.models.checks import Finding, Severity
from desktop.models.edits import typed
from desktop.models.figures import Reckoning
from desktop.models.plain import report_from
from desktop.models.records import Report
from desktop.models.rulepack import RulePack, parse_rulepack
from desktop.report.compose import compose
from desktop.report.review import review
from desktop.store.outlines import asked_by, outline_named
from desktop.store.rulepacks import installed

PROJECTS = Path(__file__).parent / "projects"
BELOW = "goals/1/state"  # Goals that are reached though an indicator is not: to be explained


@cache
def project(name: str) -> Report:
    return report_from(tomllib.loads((PROJECTS / f"{name}.toml").read_text("utf-8")))


@cache
def pack_of(name: str) -> RulePack:
    return parse_rulepack(tomllib.loads(installed(name)))


def findings(held: Report) -> tuple[Finding, ...]:
    return review(Reckoning(held, pack_of(held.project.rule_pack), asked_by))


@pytest.mark.parametrize("name", ["dyke", "allowance"])
def test_what_is_in_order_is_left_alone(name: str) -> None:
    held = project(name)
    grave = [each for each in findings(held) if each.severity is not Severity.HINT]
    assert [(each.rule, each.place) for each in grave] == [("I12", BELOW)]
    assert {each.rule for each in findings(held)} == {"I12", "T01"}
    reckoning = Reckoning(held, pack_of(held.project.rule_pack), asked_by)
    assert compose(reckoning, outline_named(held.project.outline)).watermark == ""


PLANTED = [
    ("dyke", "payments/3/payee", "四川岷江建设有限公司", "C11", "付给四川岷江建设有限公司 301.75"),
    ("dyke", "payments/2/amount", "2864万元", "C02", "付多了"),
    ("dyke", "payments/2/date", "2022-05-22", "C08", "2022-05-24 签订，有 1 笔进度款在此以前支付"),
    ("dyke", "payments/2/date", "2022-05-22", "P02", "有 1 笔支付的日期不在 2023年：2022-05-22，合计 286.40"),
    ("dyke", "payments/8/date", "2023-12-02", "C09", "有 1 笔尾款在此以前支付，最早 2023-12-02，早 20 天"),
    ("dyke", "payments/9/no_contract", "", "C01", "有 1 笔支付没有可查的合同"),
    ("dyke", "payments/7/amount", "7.20万元", "C13", "首款计划 7.80，已付 7.20，少 0.60"),
    ("dyke", "contracts/1/supplement", "174万元", "C24", "占原合同 1,480.00 的 11.76%"),
    ("dyke", "contracts/2/note", "", "C04", "下一年度要支付"),
    ("dyke", "budget/2/received", "60万元", "B13", "执行 65.60 − 到位资金 60.00 = 5.60"),
    ("dyke", "funding/1/adjusted", "915万元", "B12", "各资金来源合计 975.00 − 各子项目合计 965.00 = 10.00"),
    ("dyke", "indicators/1/weight", "20", "I01", "95 + 预算执行率 10 = 105，应为 100"),
    ("dyke", "indicators/4/level2", "质量指标", "I07", "按名称应列时效指标"),
    ("dyke", "indicators/7/actual", "", "I02", "9 项指标中有 1 项没有实际完成值：岸坡绿化面积"),
    ("dyke", "indicators/9/actual", "935", "I13", "“沿岸群众满意度”935%，超过 100%"),
    ("allowance", "payments/4/payee", "", "C12", "第 4 笔支付 62.16 没有写收款单位"),
    ("allowance", "payments/1/amount", "80.32万元", "B07", "执行 619.18 − 全年预算 612.00 = 7.18"),
    ("allowance", "indicators/1/actual", "3000", "I04", "3,000 ÷ 指标值 2,050 = 146.34%"),
    ("allowance", "indicators/3/reason", "", "I03", "没有写偏差原因"),
    ("allowance", "project/1/report_date", "2020-06-01", "T15", "在评价年度结束"),
    ("allowance", "project/1/starts", "2021-01-01", "P02", "不在项目起止日期"),
    ("allowance", "problems/1/cause", "客观原因", "X01", "没有说明实际情况"),
    ("allowance", "measures/1/owner", "", "X08", "没有写负责人或科室"),
]


def _ids(_: str) -> int:
    return 99


@pytest.mark.parametrize(("name", "place", "text", "rule", "said"), PLANTED)
def test_a_planted_fault_is_told(name: str, place: str, text: str, rule: str, said: str) -> None:
    faulty = typed(project(name), place, text, _ids)
    told = [each.message for each in findings(faulty) if each.rule == rule]
    assert any(said in each for each in told), told


WORDS = [
    ("allowance", 6, "合计600.18万元", "合计601.18万元", "T01", "数据里全年执行数合计是 600.18万元"),
    ("allowance", 6, "执行率98.07%", "执行率99.07%", "T01", "数据里预算执行率是 98.07%，相差 1个百分点"),
    ("allowance", 2, "城政发〔2016〕11号", "城政发[2016]11号", "X03", "应写作“〔2020〕10号”的样子"),
    ("allowance", 6, "2020年共支出", "2019年共支出", "T02", "评价年度是 2020年，“资金执行”出现 2019年 1 处"),
    ("dyke", 4, "合同金额26万元", "合同金额62万元", "C17", "合同金额 62万元，合同是 26.00 万元"),
    ("dyke", 6, "{{table/payments}}", "表1-9", "T05", "报告里只有表1-1、表1-2，没有这个编号"),
    ("dyke", 12, "造价452.60万元", "造价425.60万元", "T01", "数据里每公里堤防造价是 452.6万元"),
]


@pytest.mark.parametrize(("name", "passage", "old", "new", "rule", "said"), WORDS)
def test_a_fault_planted_in_the_prose_is_told(
    name: str, passage: int, old: str, new: str, rule: str, said: str
) -> None:
    held = project(name)
    text = held.passages[passage - 1].text
    assert old in text
    faulty = typed(held, f"passages/{passage}/text", text.replace(old, new), _ids)
    assert any(said in each.message for each in findings(faulty) if each.rule == rule)
