from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from desktop.errors import DataError
from desktop.models.checks import Finding, Issue, Rule, Severity, check, found_by
from desktop.models.explaining import (
    TICKS,
    expired,
    explain,
    is_empty_answer,
    least_words,
    quality,
    unexplain,
    what_to_write,
)
from desktop.models.facts import GONE, Fact, facts
from desktop.models.figures import Reckoning
from desktop.models.records import Report
from desktop.models.rulepack import RulePack
from desktop.models.rules.registry import Whole
from tests.report.reports import pack, reckoned, report

GOOD = "余额4.00万元为质保金，按合同第八条在验收满一年后支付，因此年末未付"


def _held(paid: str = "6万元") -> Report:
    contract = {"name": "甲服务合同", "amount": "10万元", "ends": "2021-06-30"}
    payment = {"item": "付", "contract": 1, "amount": paid, "payee": "甲公司"}
    return report(contracts=[contract], payments=[payment])


def _finding(held: Report, rule: str = "C03") -> Finding:
    return next(each for each in check(reckoned(held)) if each.rule == rule)


def _ids(section: str) -> int:
    assert section == "explanations"
    return 7


@pytest.mark.parametrize(
    "text",
    [
        "", "无", "无。", "暂无", "暂无！", " 核实无误 ", "经核实无误", "已核实，情况属实", "数据无误", "见附件", "详见附件。", "同上", "略",
        "因工作需要", "工作原因", "客观原因", "由于历史原因", "正常", "正常情况", "——", "/", "N/A", "不详", "待补充", "没有问题", "按要求填报",
        "见合同", "实际情况", "因特殊情况导致",
    ],
)  # fmt: skip
def test_phrases_that_say_nothing(text: str) -> None:
    assert is_empty_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "供应商开票推迟",
        "余额为质保金",
        "零星采购，凭发票报销",
        "无合同，零星采购",
        "见合同第八条：验收满一年后支付",
        "因疫情停工两个月",
        "系统升级推迟",
    ],
)
def test_phrases_that_say_something(text: str) -> None:
    assert not is_empty_answer(text)


def test_the_three_ticks() -> None:
    finding = _finding(_held())
    assert [label for label, _ in quality(finding, "").ticks] == list(TICKS)
    assert quality(finding, GOOD).ticks == (("原因", True), ("事项", True), ("依据", True))
    assert quality(finding, "他们搬家了").ticks == (("原因", False), ("事项", False), ("依据", False))
    assert quality(finding, "甲服务合同还在等").matter
    assert quality(finding, "剩下的 4.00 明年给").matter
    assert quality(finding, "有会议纪要〔2021〕3号").document


def test_what_is_refused_and_what_to_write_instead() -> None:
    finding = _finding(_held())
    assert quality(finding, GOOD, least=10).refused == ""
    assert quality(finding, "  ").refused.startswith("还没有写说明，请写明原因，例：余额")
    assert quality(finding, "核实无误").refused.startswith("“核实无误”没有说明原因，请写明原因，例：")
    assert quality(finding, "尾款年后付", least=10).refused.startswith("说明只有 5 个字，至少 10 个字，")
    assert quality(finding, "尾款年后付").refused == ""
    assert what_to_write(replace(finding, rule="C99")).startswith("请写明原因，例：")


def test_the_pack_says_how_long() -> None:
    assert least_words(pack()) == 10
    assert least_words(RulePack()) == 0


def test_an_explanation_is_kept_with_the_numbers_it_was_given_for() -> None:
    held = _held()
    explained = explain(held, _finding(held), f" {GOOD}\n", _ids)
    row = explained.explanations[0]
    assert (row.id, row.rule, row.place, row.text) == (7, "C03", "contracts/1/note", GOOD)
    assert _finding(explained).explained
    assert expired(check(reckoned(explained))) == ()
    assert _finding(unexplain(explained, _finding(explained))).explanation == ""
    assert unexplain(held, _finding(held)) is held


def test_other_numbers_make_it_expire_and_a_new_text_takes_its_place() -> None:
    held = _held()
    explained = explain(held, _finding(held), GOOD, _ids)
    changed = explained.with_rows("payments", _held("7万元").payments)
    assert [each.explanation for each in expired(check(reckoned(changed)))] == [GOOD]
    before = _finding(changed).given
    assert before == _finding(held).numbers == {"合同金额": "10.00", "累计支付": "6.00", "余额": "4.00"}
    again = explain(changed, _finding(changed), "余额3.00万元按合同约定年后支付", lambda _: 99)
    assert [row.id for row in again.explanations] == [7]
    assert _finding(again).explained


def test_the_numbers_that_changed_since_say_what_they_were() -> None:
    held = _held()
    explained = explain(held, _finding(held), GOOD, _ids)
    changed = reckoned(explained.with_rows("payments", _held("7万元").payments))
    told = {each.name: (each.was, each.value) for each in facts(changed, _finding(changed.report))}
    assert told["合同金额"] == ("", "10.00")
    assert told["累计支付"] == ("6.00", "7.00")
    assert told["余额"] == ("4.00", "3.00")
    same = reckoned(explained)
    assert {each.was for each in facts(same, _finding(explained))} == {""}


@pytest.mark.parametrize("numbers", ["", "不是 JSON", "[1]", '{"余额": 4}', '{"余额": "4.00"'])
def test_an_explanation_without_its_numbers_is_as_good(numbers: str) -> None:
    explained = explain(_held(), _finding(_held()), GOOD, _ids)
    row = replace(explained.explanations[0], numbers=numbers)
    changed = explained.with_rows("explanations", [row]).with_rows("payments", _held("7万元").payments)
    finding = _finding(changed)
    assert finding.expired
    assert {each.was for each in facts(reckoned(changed), finding)} == {""}


def test_a_number_that_is_at_issue_no_longer_is_told_as_gone() -> None:
    finding = replace(_finding(_held()), expired=True, given={"笔数": "3"})
    assert Fact("笔数", GONE, was="3") in facts(reckoned(_held()), finding)


def test_what_must_be_mended_is_never_explained() -> None:
    grave = replace(_finding(_held()), severity=Severity.MUST)
    with pytest.raises(DataError, match="强制性问题不能用说明代替"):
        explain(_held(), grave, GOOD, _ids)


@pytest.mark.parametrize(("text", "least"), [("暂无", 0), ("", 0), ("尾款年后付", 10)])
def test_a_refused_text_changes_nothing_and_says_what_to_write(text: str, least: int) -> None:
    held = _held()
    with pytest.raises(DataError) as refused:
        explain(held, _finding(held), text, _ids, least=least)
    assert refused.value.advice.startswith("请写明原因，例：")
    assert "请写明" not in refused.value.message


def test_two_findings_of_a_rule_at_one_place_are_explained_apart() -> None:
    def twice(_reckoning: Reckoning) -> Iterator[Issue]:
        yield Issue(("budget/1/adjusted",), "甲", {"数": "1"})
        yield Issue(("budget/1/adjusted",), "乙", {"数": "2"})

    by = Rule("Z99", Severity.VERIFY, "", "", (Whole(twice),))
    held, ids = Report(), count(1)

    def look() -> tuple[Finding, ...]:
        return found_by((by,), reckoned(held))

    for n in range(2):
        held = explain(held, look()[n], f"因供应商推迟开票，见合同第{n}条", lambda _section: next(ids))
    assert [(each.explained, each.explanation[-2:]) for each in look()] == [(True, "0条"), (True, "1条")]
    held = unexplain(held, look()[0])
    assert [(each.explained, each.expired) for each in look()] == [(False, False), (True, False)]
