"""What earlier files leave behind for filling later ones."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kept_texts import (
    MOST,
    Kept,
    KeptTexts,
    plain_texts,
    sentences,
    texts_from,
    with_report,
)
from desktop.models.library import Library
from desktop.models.memory import fitting, remembered
from tests.report.reports import report

NONE = Library()


def test_a_report_leaves_its_texts_and_of_long_ones_the_sentences() -> None:
    kept = with_report(
        KeptTexts(),
        report(
            payments=[{"item": "热线服务首款", "payee": "鼎讯智城", "voucher": "记-0123", "amount": 100}],
            contracts=[{"note": "余额结转下年支付。待验收后付清，共{{figures/spent|万元}}。"}],
            problems=[{"text": "暂无"}],
        ),
    )
    assert kept.of("payments/item") == (Kept("热线服务首款", (2021,)),)
    assert kept.of("parties/name") == kept.of("payments/payee") == (Kept("鼎讯智城", (2021,)),)
    assert kept.of("contracts/note") == (Kept("余额结转下年支付。", (2021,)),)
    assert kept.of("payments/voucher") == kept.of("problems/text") == ()


def test_twice_is_as_once_and_years_come_together() -> None:
    one = report(payments=[{"payee": "甲公司"}, {"payee": "乙公司"}])
    other = report(project={"year": 2022}, payments=[{"payee": "乙公司"}])
    first = with_report(KeptTexts(), one)
    assert with_report(first, one) == first
    both = with_report(first, other)
    assert both.of("payments/payee") == (Kept("乙公司", (2021, 2022)), Kept("甲公司", (2021,)))
    assert with_report(first, report(project={"secrecy": "机密"}, payments=[{"payee": "丙"}])) == first


def test_the_ones_used_longest_ago_go() -> None:
    kept = KeptTexts()
    for year in range(2000, 2005):
        rows = [{"payee": f"{year}年第{n}家公司"} for n in range(60)]
        kept = with_report(kept, report(project={"year": year}, payments=rows))
    held = kept.of("payments/payee")
    assert len(held) == MOST
    assert {each.years for each in held} == {(2004,), (2003,), (2002,)}


def test_they_are_offered_after_this_reports_and_last_years() -> None:
    kept = with_report(KeptTexts(), report(project={"year": 2019}, payments=[{"payee": "丙公司"}]))
    last = {"project": {"year": 2020}, "payments": [{"payee": "乙公司"}, {"payee": "甲公司"}]}
    now = report(payments=[{"payee": "甲公司"}], last=[{"year": 2020, "report": last}])
    found = remembered(now, NONE, "parties/name", "公司", kept)
    assert [(each.text, each.source) for each in found] == [
        ("甲公司", "本项目 · 1 次"),
        ("乙公司", "2020年"),
        ("丙公司", "2019年"),
    ]
    assert fitting(found, "甲公司") == ()


def test_sentences_of_one_paragraph_are_offered_together_too() -> None:
    assert list(sentences("完成了流程优化。提升了接通率！")) == [
        "完成了流程优化。提升了接通率！",
        "完成了流程优化。",
        "提升了接通率！",
    ]
    assert list(sentences("第一段的一句话\n第二段的一句话")) == ["第一段的一句话", "第二段的一句话"]
    assert list(sentences("短。暂无。" + "长" * 300)) == []


TEXTS = st.dictionaries(
    st.sampled_from(["payments/item", "contracts/note"]),
    st.lists(
        st.builds(
            Kept,
            st.text(min_size=1, max_size=20),
            st.lists(st.integers(1990, 2100), unique=True).map(lambda years: tuple(sorted(years))),
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
)


@given(TEXTS)
def test_what_is_kept_survives_its_file(fields) -> None:
    kept = KeptTexts(fields)
    assert texts_from(json.loads(json.dumps(plain_texts(kept)))) == kept


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda held: st.lists(held) | st.dictionaries(st.text(), held)
    )
)
def test_whatever_stands_in_the_file_is_read(data) -> None:
    assert texts_from(data).count == 0
    assert texts_from({"format": 1, "fields": data}).count >= 0
    assert texts_from({"format": 1, "fields": {"a": data}}).count >= 0
