"""Rows found by words, amounts and pinyin: each of the quick ways finds what going through every sign would."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.entries import entries
from desktop.models.pinyin import matches, syllables
from desktop.models.records import Payment, Report
from desktop.views.tables.searching import Search
from tests.views.conftest import small_report

ENTRIES = list(entries(Payment))
SIGNS = st.text(alphabet="重庆银行长期合同会计石单首款a1", max_size=6)


def found(report: Report, typed: str) -> list[int]:
    fits = Search(lambda: report, ENTRIES).test(typed)
    assert fits is not None
    return [each.id for each in report.payments if fits(each)]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("rexianfuwu", [1]),
        ("rxfw", [1]),
        ("rexfw", [1]),
        ("dingxun", [1]),
        ("xuanchuan weikuan", [3]),
        ("xuanchuanpian", [2, 3]),
        ("wenjuan", [4]),
        ("242", [2, 3]),
        ("24.2万元", [2]),
        ("242,000", [2]),
        ("66980", [1]),
        ("669,800.00", [1]),
        ("zixun", []),
    ],
)
def test_payments_by_pinyin_and_amount(typed: str, ids: list[int]) -> None:
    report = small_report()
    paid = [replace(each, amount=24_200_000) if each.id == 2 else each for each in report.payments]
    assert found(report.with_rows("payments", paid), typed) == ids


@settings(deadline=None)
@given(SIGNS, st.data())
def test_the_quick_way_finds_what_every_sign_would(text: str, data: st.DataObject) -> None:
    parts = [
        data.draw(st.sampled_from((sign, *syllables(sign), *(s[0] for s in syllables(sign)))))
        for sign in text
    ]
    typed = "".join(parts) or "hang"
    report = Report(payments=(Payment(1, item=text), Payment(2, item="别的事项")))
    wanted = [each.id for each in report.payments if matches(typed, each.item)]
    assert found(report, typed) == wanted
