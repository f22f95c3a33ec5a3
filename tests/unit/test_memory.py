from __future__ import annotations

import pytest

from desktop.models.library import Library, Payee, Phrase
from desktop.models.memory import SHOWN, Remembered, remembered
from tests.report.reports import library, report

OWN = Library(
    phrases=(Phrase("indicators/reason", "天气原因推迟", (2022,)),),
    payees=(Payee("青屏新知图书有限公司", "", (2021, 2022)), Payee("深圳新思路传媒", "", ())),
)


def test_companies_of_this_report_come_first_then_earlier_ones() -> None:
    found = remembered(library(), OWN, "payments/payee")
    assert found == (
        Remembered("青屏木合家具有限公司", "本项目 · 3 次"),
        Remembered("青屏新知图书有限公司", "本项目 · 2 次"),
        Remembered("深圳新思路传媒", "指标和词句库"),
    )
    assert remembered(library(), OWN, "parties/name") == found


def test_they_are_found_by_words_and_initials_those_that_begin_first() -> None:
    found = [each.text for each in remembered(library(), OWN, "payments/payee", "s")]
    assert found == ["深圳新思路传媒", "青屏木合家具有限公司", "青屏新知图书有限公司"]
    assert [each.text for each in remembered(library(), OWN, "payments/payee", "szx")] == ["深圳新思路传媒"]
    assert [each.text for each in remembered(library(), OWN, "payments/payee", "木合")] == [
        "青屏木合家具有限公司"
    ]
    assert remembered(library(), OWN, "payments/payee", "没有") == ()


def test_phrases_are_remembered_for_their_field_only() -> None:
    found = remembered(report(), OWN, "indicators/reason", "天气")
    assert found == (Remembered("天气原因推迟", "2022年"),)
    assert remembered(report(), OWN, "indicators/measure") == ()


def test_only_texts_are_remembered_and_never_too_many() -> None:
    assert remembered(library(), OWN, "payments/amount") == ()
    many = report(payments=[{"item": f"第{n}笔"} for n in range(50)])
    assert len(remembered(many, OWN, "payments/item")) == SHOWN
    with pytest.raises(KeyError):
        remembered(library(), OWN, "payments/nothing")
