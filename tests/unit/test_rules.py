from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import pytest

from desktop.models.checks import Finding, Severity, check, counts, fingerprint, rule, rules
from desktop.models.completeness import is_complete
from desktop.models.figures import Reckoning
from desktop.models.places import parse_place
from desktop.models.records import Explanation
from desktop.models.rules.amounts import exact
from desktop.report.review import plain_finding, review
from tests.report.reports import asked, library, pack, reckoned, report, sample
from tests.unit import rules_budget, rules_contracts, rules_indicators, rules_text
from tests.unit.rule_case import Case, Data, pack_with

NO_LIMITS: Mapping[str, int] = MappingProxyType({})


def _line(**values: Any) -> Data:
    return {"budget": [{"name": "甲", "initial": "10万元", "adjusted": "10万元", **values}]}


def _contract(*, paid: str = "6万元", **values: Any) -> Data:
    payment = {"item": "付", "contract": 1, "amount": paid, "payee": "甲公司"}
    return {"contracts": [{"name": "甲合同", "amount": "10万元", **values}], "payments": [payment]}


def _payment(**values: Any) -> Data:
    return {"payments": [{"item": "付", "amount": "1万元", "payee": "甲公司", **values}]}


def _indicator(**values: Any) -> Data:
    return {"indicators": [{"name": "甲", "operator": "≥", "target": "100", "unit": "份", **values}]}


def _submitted(**values: Any) -> Data:
    project = {"name": "甲", "year": 2021, "unit": "某局", "department": "某局", "state": "送审"}
    return {"project": project, **values}


def _passage(text: str) -> Data:
    return {"passages": [{"section": "goals", "text": text}]}


def _consortium(payee: str) -> Data:
    parties = [
        {"contract": 1, "name": "甲公司", "role": "牵头人"},
        {"contract": 1, "name": "乙公司", "role": "联合体成员"},
    ]
    data = _contract(paid="10万元")
    return {**data, "parties": parties, "payments": [{**data["payments"][0], "payee": payee}]}


_SPENT = {"payments": [{"item": "付", "amount": "10.01万元", "budget": 1, "payee": "甲公司"}]}
_TWO_LINES = {"budget": [*_line()["budget"], {"name": "乙", "initial": "1万元", "adjusted": "1万元"}]}
_GROWN = _line(adjusted="12万元", reason="上级新增任务")

FIRST = {
    "B07": Case(
        {**_TWO_LINES, "payments": [{**_SPENT["payments"][0], "amount": "10万元"}]},
        {**_TWO_LINES, **_SPENT},
        ("budget/1/adjusted",),
        "执行 10.01 − 全年预算 10.00 = 0.01",
    ),
    "B08": Case(
        {**_GROWN, "adjustments": [{"budget": 1, "kind": "追加", "amount": "2万元", "document": "某批复"}]},
        {
            **_line(adjusted="12万元"),
            "adjustments": [{"budget": 1, "kind": "追加", "amount": "2万元", "document": "某批复"}],
        },
        ("budget/1/reason",),
        "年初 10.00 → 全年 12.00，+2.00（+20%），超过 10%",
    ),
    "B09": Case(
        {**_GROWN, "adjustments": [{"budget": 1, "kind": "追加", "amount": "2万元"}]},
        {**_GROWN, "adjustments": [{"budget": 1, "kind": "调剂", "amount": "2万元"}]},
        ("adjustments", "budget"),
        "全年预算 12.00 − 年初预算 10.00 = 2.00，追加、追减记录合计 0.00",
    ),
    "C01": Case(
        _contract(),
        _payment(),
        ("payments/1/contract",),
        "有 1 笔支付没有可查的合同（未关联，或合同没有金额和签订日期），1.00 万元",
    ),
    "C02": Case(
        _contract(paid="10万元"),
        _contract(paid="10.50万元"),
        ("contracts/1/amount",),
        "已付 10.50 − 合同 10.00 = 0.50",
    ),
    "C03": Case(
        _contract(ends="2021-06-30", paid="10万元"),
        _contract(ends="2021-06-30"),
        ("contracts/1/note",),
        "合同 10.00 − 已付 6.00 = 4.00，合同已到期",
    ),
    "C04": Case(
        _contract(ends="2021-12-31", note="质保金，满一年后支付"),
        _contract(ends="2022-03-31"),
        ("contracts/1/note",),
        "合同 10.00 − 已付 6.00 = 4.00，合同期限到 2022-03-31",
    ),
    "C11": Case(
        _consortium("甲公司"),
        _consortium("乙公司"),
        ("payments/1/payee",),
        "收款单位是联合体成员，牵头人是甲公司",
    ),
    "C12": Case(
        _payment(), _payment(payee=""), ("payments/1/payee",), "第 1 笔支付 1.00 没有写收款单位（付）"
    ),
    "C15": Case(
        {**_line(), **_contract(budget=1)},
        {**_line(), **_contract(budget=1, amount="10.50万元")},
        ("contracts/1/amount",),
        "合同 10.50 − 子项目年初预算 10.00 = 0.50",
    ),
    "I02": Case(
        _indicator(actual="0"),
        _indicator(),
        ("indicators/1/actual",),
        "1 项指标中有 1 项没有实际完成值：甲",
    ),
    "I03": Case(
        _indicator(actual="90", reason="印刷推迟", measure="提前送印"),
        _indicator(actual="90"),
        ("indicators/1/reason", "indicators/1/measure"),
        "“甲”实际 90 − 指标值 100 = −10（90%），没有写偏差原因和改进措施",
    ),
    "R01": Case(
        _submitted(),
        _submitted(budget=[{"name": "甲", "initial": 0}]),
        ("budget/1/adjusted",),
        "资金预算有 1 行没有填“全年预算数”",
    ),
    "R02": Case(
        {},
        {**_payment(), "unread": [{"place": "payments/1/amount", "text": "三千来块"}]},
        ("payments/1/amount",),
        "支付明细 第 1 行 金额读不懂“三千来块”",
    ),
    "R03": Case(
        _passage("{普通括号}设目标{{figures/goals/count}}项。"),
        _passage("共支出{{figures/nothing}}。"),
        ("passages/1/text", "figures/nothing"),
        "正文里有 1 处活数字没有对应的数：【？figures/nothing】",
    ),
}


def found(rule_id: str, data: Data, limits: Mapping[str, int] = NO_LIMITS) -> list[Finding]:
    reckoning = Reckoning(report(**data), pack_with(limits), asked)
    return [each for each in review(reckoning) if each.rule == rule_id]


CASES = {
    **FIRST,
    **rules_contracts.CASES,
    **rules_budget.CASES,
    **rules_indicators.CASES,
    **rules_text.CASES,
}


@pytest.mark.parametrize("rule_id", CASES)
def test_a_rule_finds_what_is_wrong_and_nothing_else(rule_id: str) -> None:
    case = CASES[rule_id]
    assert found(rule_id, case.passes, case.limits) == []
    only = found(rule_id, case.fails, case.limits)
    assert len(only) == 1
    assert only[0].places == case.places
    assert case.said in only[0].message


OTHER_CASES: list[tuple[str, Data, tuple[str, ...]]] = [
    ("B07", {**_line(), "payments": [{"item": "付", "amount": "10.01万元", "payee": "甲"}]}, ("budget",)),
    ("B08", _line(initial=0), ("budget/1/reason",)),
    ("B08", _line(initial="5万元", reason="新增任务"), ("adjustments",)),
    ("B08", _line(adjusted="9.01万元"), ()),
    ("B08", _line(initial=None), ()),
    ("B09", _line(initial=None), ()),
    ("C01", _payment(no_contract="零星采购，凭发票报销"), ()),
    ("C01", {**_payment(contract=1), "contracts": [{"name": "甲合同"}]}, ("payments/1/contract",)),
    ("C01", {**_payment(contract=1), "contracts": [{"name": "甲合同", "signed": "2021-01-05"}]}, ()),
    ("C02", _contract(paid="10.50万元", supplement="1万元"), ()),
    ("C02", _contract(amount=None), ()),
    ("C03", _contract(accepted="2021-06-30"), ("contracts/1/note",)),
    ("C03", _contract(deliverable="研究报告一份"), ("contracts/1/note",)),
    ("C03", _contract(), ()),
    ("C03", _contract(ends="2021-06-30", note="质保金，满一年后支付"), ()),
    ("C03", {**_contract(ends="2021-06-30"), "instalments": [{"contract": 1, "due": "2022-06-30"}]}, ()),
    (
        "C03",
        {**_contract(ends="2021-06-30"), "instalments": [{"contract": 1, "due": "2021-06-30"}]},
        ("contracts/1/note",),
    ),
    ("C04", {**_contract(ends="2022-06-30"), "instalments": [{"contract": 1, "due": "2022-06-30"}]}, ()),
    ("C04", _contract(ends="2022-06-30", paid="10万元"), ()),
    ("C11", _consortium(""), ()),
    ("C11", _consortium(" 甲 公司"), ()),
    ("C11", _consortium("丙公司"), ("payments/1/payee",)),
    ("C11", _contract(), ()),
    ("C15", {**_line(adjusted="12万元"), **_contract(budget=1, amount="12万元")}, ()),
    ("C15", _contract(), ()),
    ("C15", {**_line(), **_contract(budget=1, amount="30万元", ends="2022-06-30")}, ("contracts/1/amount",)),
    (
        "C15",
        {**_line(), **_contract(budget=1, amount="30万元", ends="2022-06-30", note="其余2022年支付")},
        (),
    ),
    (
        "C15",
        {**_line(), **_contract(budget=1, amount="30万元", starts="2020-06-01", prior_paid="20万元")},
        (),
    ),
    (
        "C15",
        {**_line(), **_contract(budget=1, amount="30万元", note="其余2022年支付")},
        ("contracts/1/amount",),
    ),
    ("I02", _indicator(na_reason="当年未开展"), ()),
    ("I02", {"indicators": [{"name": "甲", "operator": "定性", "band": "达成年度指标"}]}, ()),
    ("I03", _indicator(actual="90", reason="印刷推迟"), ("indicators/1/measure",)),
    (
        "I03",
        {"indicators": [{"name": "甲", "operator": "定性", "band": "未达成年度指标且效果较差"}]},
        ("indicators/1/reason",),
    ),
    ("I03", _indicator(actual="100"), ()),
    ("R01", {"budget": [{"name": "甲"}]}, ()),
    ("R01", {"project": {"state": "定稿"}}, ("project/1/department",)),
    (
        "R01",
        _submitted(
            budget=[{"name": "甲", "initial": 0}], unread=[{"place": "budget/1/adjusted", "text": "约十万"}]
        ),
        (),
    ),
    ("R03", _passage("见{{table/payments}}。"), ("passages/1/text",)),
    ("R03", {**_passage("见{{table/payments}}。"), **_payment()}, ()),
]


@pytest.mark.parametrize(("rule_id", "data", "places"), OTHER_CASES)
def test_the_finer_points_of_the_rules(rule_id: str, data: Data, places: tuple[str, ...]) -> None:
    assert tuple(each.place for each in found(rule_id, data)[:1]) == places


def test_what_the_sample_shows() -> None:
    findings = review(reckoned(sample()))
    by_rule: dict[str, list[Finding]] = {}
    for each in findings:
        by_rule.setdefault(each.rule, []).append(each)
    assert set(by_rule) & set(FIRST) == {"B08", "B09", "C01", "C03", "C04", "C11", "C12", "C15", "I02", "I03"}
    assert {each.place for each in by_rule["C12"]} == {f"payments/{row}/payee" for row in (2, 14, 17)}
    unsupported = by_rule["C01"][0]
    assert {parse_place(each).id for each in unsupported.places} == {2, 6, 10, 15, 16, 18, 23}
    assert unsupported.numbers == {"笔数": "7", "金额": "161.82"}
    assert [each.numbers["余额"] for each in by_rule["C03"]] == ["4.70"]
    assert by_rule["C03"][0].message.endswith("合同 47.00 − 已付 42.30 = 4.70，合同已写完成")
    assert [each.numbers["余额"] for each in by_rule["C04"]] == ["159.27"]
    assert [each.numbers["超出"] for each in by_rule["C15"]] == ["3.67"]
    assert [each.numbers["净变化"] for each in by_rule["B09"]] == ["196.73"]
    assert [each.places for each in by_rule["B08"]] == [("adjustments", "budget")]
    assert {parse_place(place).id for each in by_rule["C11"] for place in each.places} == {3, 9, 21}
    assert by_rule["I02"][0].numbers == {"指标": "25", "缺少": "16"}
    assert by_rule["I03"][0].message.startswith("“政府采购金额”")
    first = [each for each in findings if each.rule in FIRST]
    assert counts(first) == {Severity.MUST: 5, Severity.VERIFY: 8, Severity.HINT: 0}


def test_a_report_that_is_in_order_has_nothing_that_must_be_mended() -> None:
    assert [each.rule for each in review(reckoned(library())) if each.severity is Severity.MUST] == []


def test_findings_come_gravest_first_and_once() -> None:
    reckoning = reckoned(sample())
    order = [list(Severity).index(each.severity) for each in review(reckoning)]
    assert order == sorted(order)
    assert review(reckoning) is review(reckoning)
    text = {each.id for each in rules("text")}
    assert list(check(reckoning)) == [each for each in review(reckoning) if each.rule not in text]


def test_a_blank_limit_asks_nothing() -> None:
    open_pack = replace(pack(), settings={})
    reckoning = Reckoning(report(**CASES["B08"].fails), open_pack)
    assert [each for each in review(reckoning) if each.rule == "B08"] == []


def test_an_explanation_holds_while_the_numbers_do() -> None:
    first = found("C03", CASES["C03"].fails)[0]
    row = {
        "rule": "C03",
        "place": first.place,
        "fingerprint": first.fingerprint,
        "text": "质保金，满一年后支付",
    }
    explained = found("C03", {**CASES["C03"].fails, "explanations": [row]})[0]
    assert (explained.explained, explained.expired, explained.explanation) == (True, False, row["text"])
    changed = {**_contract(ends="2021-06-30", paid="7万元"), "explanations": [row]}
    expired = found("C03", changed)[0]
    assert (expired.explained, expired.expired, expired.explanation) == (False, True, row["text"])


def test_what_must_be_mended_cannot_be_explained() -> None:
    first = found("C12", CASES["C12"].fails)[0]
    row = {"rule": "C12", "place": first.place, "fingerprint": first.fingerprint, "text": "凭证上没有写"}
    still = found("C12", {**CASES["C12"].fails, "explanations": [row]})[0]
    assert not still.explained
    assert not still.expired


def test_an_empty_explanation_explains_nothing() -> None:
    first = found("C03", CASES["C03"].fails)[0]
    row = Explanation(1, "C03", first.place, first.fingerprint, "  ")
    data = report(**CASES["C03"].fails).with_rows("explanations", [row])
    again = next(each for each in check(reckoned(data)) if each.rule == "C03")
    assert not again.explained


def test_the_fingerprint_is_what_the_contract_says() -> None:
    written = "C03|contracts/5/note|合同金额=47.00;余额=4.70"
    numbers = {"合同金额": "47.00", "余额": "4.70"}
    assert fingerprint("C03", "contracts/5/note", numbers) == sha256(written.encode()).hexdigest()[:16]


def test_a_finding_as_data() -> None:
    plain = plain_finding(found("C15", CASES["C15"].fails)[0])
    assert list(plain) == [
        "rule", "severity", "place", "places", "message", "numbers", "source", "explained", "fingerprint",
    ]  # fmt: skip
    assert plain["severity"] == "核实性"
    assert plain["places"] == ["contracts/1/amount"]
    assert plain["numbers"] == {"合同金额": "10.50", "年初预算": "10.00", "超出": "0.50"}


def test_a_rule_id_is_given_once() -> None:
    with pytest.raises(KeyError):
        rule("B07", Severity.HINT, source="")(lambda _: iter(()))
    assert [each.id for each in rules()] == sorted(each.id for each in rules())


def test_completeness_asks_in_a_draft_too() -> None:
    assert is_complete(report(project={"department": "某局"}))
    assert not is_complete(report())


@pytest.mark.parametrize(
    ("fen", "shown"),
    [
        (47_000_000, "47.00"),
        (4_700_000, "4.70"),
        (159_275_000, "159.275"),
        (-1, "−0.000001"),
        (0, "0.00"),
        (1_000_000_000, "1,000.00"),
        (-154_954_680_000, "−154,954.68"),
    ],
)
def test_numbers_at_issue_are_exact(fen: int, shown: str) -> None:
    assert exact(fen) == shown
