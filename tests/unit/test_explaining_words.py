"""Sentences made of the data's own facts: nothing in them is invented, and none is taken for an explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.checks import Finding, Severity
from desktop.models.explaining import (
    DOCUMENT_GAP,
    REASON_GAP,
    explain,
    gaps,
    is_empty_answer,
    quality,
)
from desktop.models.explaining_words import deviation, offered_at, proposal
from desktop.models.figures import Reckoning
from desktop.models.kept_texts import texts_of
from desktop.models.library import learned
from desktop.models.places import place
from desktop.models.records import Indicator, Report
from desktop.report.review import review
from tests.report.reports import library, reckoned, report, sample

GIVEN = "合同约定验收满一年后支付质保金"


def found(of: Report) -> Iterator[tuple[Reckoning, Finding]]:
    reckoning = reckoned(of)
    yield from ((reckoning, each) for each in review(reckoning) if each.severity is Severity.VERIFY)


def said(of: Report, rule: str) -> str:
    return next(proposal(reckoning, each) for reckoning, each in found(of) if each.rule == rule)


def test_the_balance_of_a_contract_is_told_with_its_days() -> None:
    of = report(
        contracts=[
            {"name": "甲服务合同", "amount": "47万元", "ends": "2022-03-31", "minutes": "坪政数纪〔2021〕3号"}
        ],
        payments=[
            {"item": "首款", "contract": 1, "amount": "30万元", "date": "2021-03-02"},
            {"item": "进度款", "contract": 1, "amount": "12.3万元", "date": "2021-12-10"},
        ],
    )
    assert said(of, "C04") == (
        "《甲服务合同》金额47万元，已付42.30万元（最近一笔在2021年12月10日），余额4.70万元，合同期限到2022年3月31日，"
        "原因是【原因待填】，依据坪政数纪〔2021〕3号。"
    )


def test_payments_without_a_contract_are_told_by_matter_the_largest_first() -> None:
    of = report(
        payments=[
            {"item": "印刷费", "amount": "1万元"},
            {"item": "场地费", "amount": "3万元"},
        ]
    )
    told = said(of, "C01")
    assert told == (
        "2笔支付共4万元，包括“场地费”3万元、“印刷费”1万元，原因是【原因待填】，依据是【依据待填】。"
    )


def test_a_changed_budget_is_told_by_sub_project() -> None:
    assert said(sample(), "B08").startswith(
        "年初预算数322.88万元，全年预算数519.61万元，调增196.73万元，其中民生热线服务调减2.49万元、民情联系调增12万元"
    )


def row(operator: str, target: str, actual: str, unit: str) -> Indicator:
    wanted, reached = (Decimal(each) if each else None for each in (target, actual))
    return Indicator(1, "产出", "数量指标", "抽检", operator, wanted, unit, actual=reached)


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (("≥", "600", "1300", "宗"), "实际完成1300宗，高于指标值600宗，相差700宗，原因是【原因待填】。"),
        (("≥", "99", "98", "%"), "实际完成98%，低于指标值99%，相差1个百分点，原因是【原因待填】。"),
        (("≤", "60", "72", "天"), "实际完成72天，高于指标值60天，相差12天，原因是【原因待填】。"),
        (("=", "60", "60", "天"), ""),
        (("≥", "60", "", "天"), ""),
        (("定性", "", "", ""), ""),
    ],
)
def test_a_deviation_is_told_by_its_numbers(of: tuple[str, str, str, str], told: str) -> None:
    assert deviation(row(*of)) == told


def test_a_reason_is_offered_only_where_one_has_to_be_written() -> None:
    asked = [
        each.id
        for each in sample().indicators
        if offered_at(reckoned(sample()), place("indicators", each.id, "reason"))
    ]
    assert asked == [1, 2]
    for where in (
        "indicators/1/measure",
        "indicators/99/reason",
        "budget/1/reason",
        "indicators",
        "no place",
    ):
        assert offered_at(reckoned(sample()), where) == ""


@pytest.mark.parametrize("of", [sample(), library()], ids=["sample", "library"])
def test_every_proposal_leaves_the_cause_open_and_is_refused_as_it_stands(of: Report) -> None:
    for reckoning, finding in found(of):
        text = proposal(reckoning, finding)
        assert REASON_GAP in text
        judged = quality(finding, text)
        assert not judged.cause
        assert judged.refused.startswith(REASON_GAP)
        with pytest.raises(DataError, match="还没有填"):
            explain(of, finding, text, lambda _: 1)


@pytest.mark.parametrize("of", [sample(), library()], ids=["sample", "library"])
def test_every_number_of_a_proposal_stands_in_the_data(of: Report) -> None:
    """No number is made up: each is one of the finding, of its message, or of the report's figures."""
    for reckoning, finding in found(of):
        known = finding.message + " ".join(finding.numbers.values())
        figures = " ".join(each.text for each in reckoning.figures().values())
        held = known + figures + repr(of)
        for number in re.findall(r"\d+\.\d+", proposal(reckoning, finding)):
            assert (
                number in held
                or number.rstrip("0").rstrip(".") in held
                or str(round(float(number) * 1_000_000)) in held
            )


def test_a_filled_proposal_is_accepted() -> None:
    for reckoning, finding in found(sample()):
        text = proposal(reckoning, finding)
        filled = text.replace(REASON_GAP, GIVEN).replace(DOCUMENT_GAP, "《甲合同》")
        judged = quality(finding, filled)
        assert (judged.refused, judged.cause, judged.document) == ("", True, True)


def test_a_text_with_a_gap_is_no_answer_yet() -> None:
    assert is_empty_answer("差1.49万元，原因是【原因待填】。")
    assert not is_empty_answer("差1.49万元，原因是招标节约。")
    of = report(
        indicators=[
            {"name": "抽检", "level1": "产出", "level2": "数量指标", "reason": "差2宗，原因是【原因待填】。"}
        ]
    )
    told = [each for each in review(reckoned(of)) if each.rule == "X01"]
    assert [each.message.partition("里")[2] for each in told] == ["【原因待填】还没有填"]


@settings(deadline=None)
@given(st.text(alphabet="原因是【待填】依据，。甲1"))
def test_gaps_are_found_wherever_they_stand(text: str) -> None:
    assert bool(gaps(text)) == bool(re.search("【[^【】]*待填】", text))
    assert gaps(text + REASON_GAP)[-1] == REASON_GAP


def test_a_sentence_with_a_gap_is_not_learned() -> None:
    kept = "本年度抽检任务按街道分别安排"
    reason = f"实际完成1300宗，高于指标值600宗，原因是{REASON_GAP}。{kept}。"
    of = report(indicators=[{"name": "抽检", "level1": "产出", "level2": "数量指标", "reason": reason}])
    told = [text for texts in texts_of(of).values() for text in texts]
    assert f"{kept}。" in told
    assert not [text for text in told if REASON_GAP in text]
    assert not [each for each in learned(of).phrases if REASON_GAP in each.text]
