from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.checks import rules
from desktop.models.records import Indicator, Origin, Report
from desktop.report.fixes import fixable, outcome
from desktop.report.review import review
from tests.report.reports import library, reckoned, report, sample
from tests.unit.fix_case import findings, made, mended, offered

TELECOM = "中国电信股份有限公司深圳分公司"


def _indicators(*rows: dict[str, Any]) -> Report:
    first = {"level1": "产出指标", "level2": "数量指标", "name": "甲", "unit": "份"}
    return report(indicators=[{**first, **row} for row in rows])


def _payment(item: str, **values: Any) -> dict[str, Any]:
    return {"item": item, "amount": "1万元", **values}


def _paid(item: str, *, payee: str = "", contract: int | None = None, **sections: Any) -> Report:
    contracts = [
        {"name": "2021年甲乙丙丁维护合同", "amount": "5万元"},
        {"name": "戊己庚辛印刷合同", "amount": "5万元"},
    ]
    payments = [_payment(item, payee=payee, contract=contract)]
    return report(**{"contracts": contracts, "payments": payments, **sections})


def test_every_fix_belongs_to_a_rule() -> None:
    assert fixable() <= {each.id for each in rules()}


def test_at_most_nothing_becomes_exactly_nothing() -> None:
    before = _indicators({"operator": "≤", "target": 0, "unit": "件"}, {"operator": "≤", "target": 1})
    after, told = mended(before, "I09")
    assert after.indicators == (replace(before.indicators[0], operator="="), before.indicators[1])
    assert told == ("绩效指标 第 1 行 符号：≤ → =",)


def test_missing_operators_are_supplied_together() -> None:
    before = _indicators({"target": 600}, {"target": 100, "unit": "％"}, {"target": 5, "operator": "≤"})
    after, told = mended(before, "I09")
    assert [each.operator for each in after.indicators] == ["≥", "=", "≤"]
    assert told == ("绩效指标 第 1 行 符号：未填 → ≥", "绩效指标 第 2 行 符号：未填 → =")
    assert offered(before, "I09")[0].text == "补上 2 项指标的符号"
    assert offered(_indicators({"target": 600}), "I09")[0].label == "补上符号≥"


@pytest.mark.parametrize(
    "row", [{"target": 0}, {"target": 0, "operator": "≥"}, {"target": 3, "operator": "定性"}]
)
def test_an_operator_that_nobody_can_tell_is_left_to_the_officer(row: dict[str, Any]) -> None:
    before = _indicators(row)
    assert findings(before, "I09")
    assert offered(before, "I09") == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("≥99.99%", ("≥", Decimal("99.99"), "%")),
        ("600宗", ("≥", Decimal(600), "宗")),
        ("≤0件", ("=", Decimal(0), "件")),
        ("不超过10个工作日", ("≤", Decimal(10), "个工作日")),
    ],
)
def test_a_target_in_words_is_taken_apart(text: str, held: tuple[str, Decimal, str]) -> None:
    after, _ = mended(_indicators({"target_text": text, "unit": ""}), "I09")
    row = after.indicators[0]
    assert (row.operator, row.target, row.unit, row.target_text) == (*held, "")


@pytest.mark.parametrize(
    "row",
    [
        {"target_text": "600宗左右", "unit": ""},
        {"target_text": "600宗", "unit": "件"},
        {"target_text": "≥600份", "operator": "≤"},
        {"target_text": "0件", "unit": ""},
    ],
)
def test_a_target_that_says_more_stays_as_it_is(row: dict[str, Any]) -> None:
    assert offered(_indicators(row), "I09") == []


def test_an_indicator_moves_to_the_category_that_the_report_already_has() -> None:
    before = _indicators({"name": "受理及时率"}, {"level2": "时效", "name": "办结用时"})
    after, told = mended(before, "I07")
    assert after.indicators[0] == replace(before.indicators[0], level2="时效")
    assert told == ("绩效指标 第 1 行 二级指标：数量指标 → 时效",)
    assert offered(before, "I07")[0].label == "移到时效指标"


def test_an_indicator_moves_to_a_category_written_like_its_own() -> None:
    after, _ = mended(_indicators({"level2": "数量", "name": "受理及时率"}), "I07")
    assert after.indicators[0].level2 == "时效"
    after, _ = mended(_indicators({"level1": "效益", "level2": "经济效益指标", "name": "公众参与"}), "I07")
    assert after.indicators[0].level2 == "社会效益指标"


def test_satisfaction_moves_only_where_the_report_has_such_a_level() -> None:
    alone = {"level1": "效益指标", "level2": "社会效益指标", "name": "读者满意度"}
    assert offered(_indicators(alone), "I07") == []
    other = {"level1": "满意度指标", "level2": "服务对象满意度", "name": "学员满意度"}
    after, _ = mended(_indicators(alone, other), "I07")
    assert after.indicators[0].level1 == "满意度指标"
    assert after.indicators[0].level2 == "服务对象满意度"


@pytest.mark.parametrize(
    "rows",
    [
        [{"name": "预算执行率"}],
        [{"level2": "数量（20分）", "name": "受理及时率"}],
        [{"level1": "成本指标", "level2": "成本指标", "name": "受理及时率"}],
        [
            {"name": "受理及时率"},
            {"level2": "时效", "name": "办结用时"},
            {"level2": "时效指标", "name": "响应时间"},
        ],
    ],
)
def test_an_indicator_stays_where_its_new_category_is_not_clear(rows: list[dict[str, Any]]) -> None:
    before = _indicators(*rows)
    assert findings(before, "I07")
    assert offered(before, "I07") == []


def test_a_payee_from_the_only_party_of_the_contract() -> None:
    before = _paid("付首款", contract=1, parties=[{"contract": 1, "name": "青屏甲有限公司"}])
    after, told = mended(before, "C12")
    assert after == before.with_record("payments", replace(before.payments[0], payee="青屏甲有限公司"))
    assert told == ("支付明细 第 1 行 收款单位：未填 → 青屏甲有限公司",)
    assert offered(before, "C12")[0].label == "填写收款单位"


def test_a_payee_from_the_words_where_the_company_is_known() -> None:
    parties = [{"contract": 2, "name": "数文（广东）公司"}, {"contract": 2, "name": "数文（广东）公司分公司"}]
    after, _ = mended(_paid("付数文(广东)公司分公司合同款", contract=2, parties=parties), "C12")
    assert after.payments[0].payee == "数文（广东）公司分公司"


def test_contract_and_words_that_differ_are_two_offers() -> None:
    parties = [{"contract": 1, "name": "青屏甲有限公司"}, {"contract": 2, "name": "青屏乙有限公司"}]
    before = _paid("付青屏乙有限公司尾款", contract=1, parties=parties)
    agreed, said = offered(before, "C12")
    assert (agreed.label, said.label) == ("按合同填收款单位", "按事项填收款单位")
    assert made(before, agreed).payments[0].payee == "青屏甲有限公司"
    assert made(before, said).payments[0].payee == "青屏乙有限公司"


@pytest.mark.parametrize("item", ["付未知有限公司合同款", "购青屏甲有限公司产品", ""])
def test_no_payee_is_guessed(item: str) -> None:
    parties = [{"contract": 1, "name": name} for name in ("青屏甲有限公司", "青屏乙有限公司")]
    assert offered(_paid(item, contract=1, parties=parties), "C12") == []


def test_payments_are_linked_to_the_contracts_that_they_name() -> None:
    payments = [
        _payment("付甲乙丙丁维护合同款", payee="甲公司"),
        _payment("付2021年“甲乙丙丁维护”首款", payee="甲公司"),
        _payment("付戊己庚辛印刷合同款", payee="乙公司"),
    ]
    before = _paid("", payments=payments)
    one = before.with_rows("payments", before.payments[1:2])
    assert offered(one, "C01")[0].text == "关联到《2021年甲乙丙丁维护合同》"
    after, told = mended(before.with_rows("payments", before.payments[1:]), "C01")
    assert [each.contract for each in after.payments] == [1, 2]
    assert told[0] == "支付明细 第 1 行 关联合同：未填 → 2021年甲乙丙丁维护合同"


@pytest.mark.parametrize(
    ("item", "sections"),
    [
        ("付2021年甲乙丙丁维护和戊己庚辛印刷款", {}),
        ("付戊己庚辛印刷款", {"contracts": [{"name": "戊己庚辛印刷合同"}, {"name": "戊己庚辛印刷"}]}),
        ("付戊己庚辛印刷合同款", {"parties": [{"contract": 2, "name": "另一家公司"}]}),
        ("付款", {}),
    ],
)
def test_an_unclear_contract_is_not_linked(item: str, sections: dict[str, Any]) -> None:
    assert offered(_paid(item, payee="甲公司", **sections), "C01") == []


def test_a_contract_is_founded_on_the_words_and_linked() -> None:
    payments = [
        _payment("付青屏甲有限公司定制文创产品购销合同首款", payee="青屏甲有限公司", budget=1),
        _payment("付定制文创产品购销合同尾款", payee="青屏甲有限公司", budget=1),
        _payment("办公用品", payee="某商店"),
    ]
    before = report(budget=[{"name": "甲"}], payments=payments)
    (chosen,) = offered(before, "C01")
    after = made(before, chosen)
    (contract,) = after.contracts
    assert (contract.id, contract.name, contract.budget) == (500, "定制文创产品购销合同", 1)
    assert [each.contract for each in after.payments] == [500, 500, None]
    assert contract.amount is None  # So the finding stands until the officer has filled in the rest
    assert chosen.text == "建立《定制文创产品购销合同》并关联支付"
    assert outcome(before, chosen)[0] == "新增合同“定制文创产品购销合同”"
    filled = after.with_record("contracts", replace(contract, amount=1))
    assert findings(filled, "C01")[0].numbers["笔数"] == "1"


@pytest.mark.parametrize("item", ["付某某有限公司咨询服务合同款", "付合同款", "付款，见合同"])
def test_a_contract_is_not_founded_on_words_that_name_more_or_less(item: str) -> None:
    assert offered(report(payments=[_payment(item, payee="甲公司")]), "C01") == []


def test_a_fix_for_other_data_is_refused() -> None:
    before = _indicators({"operator": "≤", "target": 0})
    (chosen,) = offered(before, "I09")
    changed = before.with_record("indicators", replace(before.indicators[0], operator="≥"))
    for now in (changed, before.without("indicators", [1])):
        with pytest.raises(DataError, match="又改动过"):
            chosen.apply(now, lambda _section: 9)
    founded = report(payments=[_payment("付定制文创产品购销合同款", payee="甲公司")])
    (chosen,) = offered(founded, "C01")
    with pytest.raises(DataError, match="又改动过"):
        chosen.apply(founded.without("payments", [1]), lambda _section: 9)


def test_a_fixed_value_counts_as_typed() -> None:
    before = _indicators({"operator": "≤", "target": 0})
    before = before.with_rows("origins", [Origin(1, "indicators/1/operator", "last_year", "2020.jxzp")])
    assert made(before, offered(before, "I09")[0]).origins == ()


def test_what_is_offered_for_the_sample() -> None:
    labels = [each.label for each in offered(sample(), "C12")]
    assert labels == ["填写收款单位"] * 3
    assert made(sample(), offered(sample(), "C12")[0]).payments[1].payee == TELECOM
    moved = [made(sample(), each) for each in offered(sample(), "I07")]
    assert all(len(findings(each, "I07")) == len(findings(sample(), "I07")) - 1 for each in moved)


def test_a_fix_changes_what_it_says_and_no_more() -> None:
    for held in (sample(), library()):
        for found in review(reckoned(held)):
            for each in offered(held, found.rule):
                after = made(held, each)
                assert isinstance(after.indicators[0], Indicator)
                assert len(outcome(held, each)) >= 1


PIECES = (
    "付",
    "青屏甲有限公司",
    "青屏甲有限公司分公司",
    "定制文创",
    "戊己庚辛印刷",
    "合同",
    "2021年",
    "首款",
    "，",
)
names = st.sampled_from(["", *PIECES[1:3]])
rows = st.lists(
    st.tuples(st.lists(st.sampled_from(PIECES), max_size=6), names, st.none() | st.just(1)), max_size=4
)
levels = st.sampled_from(["数量指标", "质量指标", "时效", "成本指标", "社会效益指标", "经济效益"])
rated = st.sampled_from(["受理及时率", "书架均价", "公众参与", "合格率", "办理件数", "满意度"])
indicators = st.lists(
    st.tuples(st.sampled_from(["产出指标", "效益指标", "满意度指标"]), levels, rated), max_size=4
)


@given(rows, st.lists(names, max_size=2), indicators)
def test_whatever_is_offered_can_be_made_and_undone(
    paid: list[tuple[list[str], str, int | None]], parties: list[str], rated_in: list[tuple[str, str, str]]
) -> None:
    before = _paid(
        "",
        payments=[_payment("".join(item), payee=payee, contract=held) for item, payee, held in paid],
        parties=[{"contract": 1, "name": each} for each in parties],
        indicators=[dict(zip(("level1", "level2", "name"), each, strict=True)) for each in rated_in],
    )
    for rule in ("C12", "I07", "C01"):
        for each in offered(before, rule):
            after = made(before, each)
            assert rule == "C01" or len(findings(after, rule)) < len(findings(before, rule))
            assert {row.id for row in after.contracts} - {1, 2} <= {500, 501, 502, 503}
