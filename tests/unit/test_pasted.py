from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.pasted import cleaned, cleaned_line


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("　　第一段。\r\n\r\n　　第二段。\r", "第一段。\n第二段。"),
        ("一行\x0b又一行", "一行\n又一行"),
        ("\uf0b7\t完成更新\n•  完成安装", "完成更新\n完成安装"),
        ("- 完成更新", "完成更新"),
        ("□是 □否", "□是 □否"),
        ("-2.49万元", "-2.49万元"),
        ("一、 背景\n（一）依据\n1.文件", "一、背景\n（一）依据\n1.文件"),
        ("民 生\u00a0诉求\u200b", "民生诉求"),
        ("GB/T  9704 公文", "GB/T 9704 公文"),
        ("{{figures/spent|万元}} 元", "{{figures/spent|万元}} 元"),
        (" \n\t\n", ""),
    ],
)
def test_paragraphs_stay_and_the_page_goes(text: str, result: str) -> None:
    assert cleaned(text) == result


def test_a_field_of_one_line_gets_one() -> None:
    assert cleaned_line("青屏新知\n图书 有限公司\n Ltd.") == "青屏新知图书有限公司 Ltd."


@given(st.text())
def test_cleaning_again_changes_nothing_and_leaves_no_empty_line(text: str) -> None:
    once = cleaned(text)
    assert "\n\n" not in once
    assert "\r" not in once


@given(st.text(alphabet="民生诉求2021,.。（）A", max_size=30))
def test_words_without_blanks_stay_as_they_are(text: str) -> None:
    assert cleaned(text) == text
