from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.records import Report
from desktop.models.slots import render
from desktop.report.fixes.plain_words import blanked, restored
from tests.report.reports import reckoned, report
from tests.unit.fix_case import findings, made, mended, offered

SPENT = "{{figures/spent}}"


def _passage(text: str, **sections: Any) -> Report:
    payments = [{"item": "付", "payee": "甲公司", "amount": "519.32万元", "no_contract": "零星采购"}]
    return report(**{"payments": payments, "passages": [{"section": "goals", "text": text}], **sections})


def _printed(held: Report) -> str:
    return render(reckoned(held), held.passages[0].text)[0]


@pytest.mark.parametrize(
    ("rule", "text", "better"),
    [
        ("T08", "已完成,并验收;成果(共三项)如下", "已完成，并验收；成果（共三项）如下"),
        (
            "T08",
            f"支出{SPENT},其中(含{SPENT})结余,{{{{ 不是数字 }}}}",
            f"支出{SPENT}，其中（含{SPENT}）结余，{{{{ 不是数字 }}}}",
        ),
        ("X03", "依据财预[2020]10号和深财(2021)第012号执行", "依据财预〔2020〕10号和深财〔2021〕12号执行"),
        ("X04", "完成１２项，，开展 培训 3 次", "完成12项，开展培训 3 次"),
        ("X04", '开展"一网统管"工作...', "开展“一网统管”工作……"),
        ("X10", "签定合同并开设账户", "签订合同并开设账户"),
        ("X10", "其它事项截至目前，其它没有", "其他事项截至目前，其他没有"),
    ],
)
def test_words_are_mended_and_live_figures_stay(rule: str, text: str, better: str) -> None:
    before = _passage(text)
    after, told = mended(before, rule)
    assert after == before.with_record("passages", replace(before.passages[0], text=better))
    assert len(told) == 1


def test_each_finding_mends_its_own_words() -> None:
    before = _passage("签定合同并开设帐户")
    texts = [made(before, each).passages[0].text for each in offered(before, "X10")]
    assert texts == ["签订合同并开设帐户", "签定合同并开设账户"]


def test_a_record_is_mended_where_the_fault_stands() -> None:
    before = report(goals=[{"text": "甲", "achieved": "已完成,并验收"}], basis=[{"number": "财预[2020]10号"}])
    assert mended(before, "T08")[0].goals[0].achieved == "已完成，并验收"
    assert mended(before, "X03")[0].basis[0].number == "财预〔2020〕10号"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("T08", "开展“一网统管工作"),
        ("X03", "依据财预〔20〕10号执行"),
        ("X04", '开展"一网统管工作'),
        ("X10", "资金使用率很高"),
    ],
)
def test_what_is_not_certain_is_left_to_the_officer(rule: str, text: str) -> None:
    before = _passage(text)
    assert findings(before, rule)
    assert offered(before, rule) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("共支出519.32万元。", "共支出{{figures/spent|万元}}。"),
        (
            "共 1 项{{project/1/year|年}}支出519.32万元",
            "共 1 项{{project/1/year|年}}支出{{figures/spent|万元}}",
        ),
        ("{{ 原样 }}支出519.32万元", "{{ 原样 }}支出{{figures/spent|万元}}"),
    ],
)
def test_a_typed_number_becomes_a_live_figure_that_reads_the_same(text: str, better: str) -> None:
    before = _passage(text)
    assert findings(before, "T01")
    after, _ = mended(before, "T01")
    assert after.passages[0].text == better
    assert _printed(after) == _printed(before)


def test_a_count_keeps_its_unit_and_every_number_is_an_offer_of_its_own() -> None:
    indicators = [{"name": "更新图书册数", "actual": 6240, "unit": "册"}]
    before = _passage("更新图书6240册，支出519.32万元", indicators=indicators)
    by_label = {each.label: each for each in offered(before, "T01")}
    assert set(by_label) == {"6240册转为活数字", "转为活数字"}
    assert by_label["转为活数字"].text == "“519.32万元”转为活数字（全年执行数合计）"
    after = made(before, by_label["6240册转为活数字"])
    assert after.passages[0].text == "更新图书{{indicators/1/actual|数}}册，支出519.32万元"


@pytest.mark.parametrize("text", ["支出519.33万元", "支出77.77万元", "全年支出600.00万元"])
def test_a_number_that_would_read_differently_is_not_offered(text: str) -> None:
    before = _passage(text)
    assert findings(before, "T01")
    assert offered(before, "T01") == []


words = st.text(st.sampled_from('甲乙,;.!()（）12０１ "帐户\n{}/a|'), max_size=20)


@given(
    st.lists(st.sampled_from([SPENT, "{{project/1/year|年}}", "，,", "(甲)", "签定", " 乙 "]), max_size=8),
    words,
)
def test_fixes_keep_every_live_figure(parts: list[str], more: str) -> None:
    before = _passage("".join((*parts, more)))
    for rule in ("T08", "X03", "X04", "X10", "T01"):
        for each in offered(before, rule):
            after = made(before, each).passages[0].text
            assert after.count(SPENT) >= before.passages[0].text.count(SPENT)
            assert len(render(reckoned(before), after)[1]) >= len(_slots(before))


def _slots(held: Report) -> tuple[Any, ...]:
    return render(reckoned(held), held.passages[0].text)[1]


def test_a_text_whose_figures_got_lost_is_not_taken() -> None:
    text = f"甲{SPENT}乙"
    assert restored(blanked(text), text) == text
    assert restored("甲乙", text) == text
    assert restored("\ufffc", f"\ufffc{SPENT}") == f"\ufffc{SPENT}"
