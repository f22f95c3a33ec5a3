from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.pinyin import begins, initials, letters, matches, readings


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("政府采购", "zfcg"),
        ("深圳市坪山区", "szspsq"),
        ("中国银行", "zgyh"),
        ("重庆南路", "cqnl"),
        ("行政执法", "xzzf"),
        ("长春大厦", "ccds"),
        ("东涌、大埔和黄埔", "dc"),
        ("睿鑫科技", "rxkj"),
        ("陈喆", "cz"),
        ("12345热线", "12345rx"),
        ("GB标准", "gbbz"),
        ("单位", "dw"),
        ("会计", "kj"),
    ],
)
def test_words_are_found_by_their_initials(text: str, typed: str) -> None:
    assert begins(typed, text)
    assert matches(typed.upper(), f"前面{text}后面")


def test_signs_and_letters_may_be_mixed() -> None:
    assert matches("深z", "深圳")
    assert matches("圳", "深圳")
    assert not matches("zz", "深圳")
    assert not begins("z", "深圳")
    assert begins("", "深圳")
    assert matches(" ", "")


def test_initials_are_one_sign_each() -> None:
    assert initials("民生诉求“一网统管”2021年A类") == "mssq“ywtg”2021nal"
    assert letters("𠮷") == "𠮷"
    assert letters("乐") == "ly"


def test_every_common_character_has_a_letter() -> None:
    signs = [
        bytes([high, low]).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    ]
    assert [sign for sign in signs if sign and not letters(sign)[0].isascii()] == []
    assert len([sign for sign in signs if sign]) == 6763


@given(st.text())
def test_every_text_is_found_by_itself_and_its_initials(text: str) -> None:
    assert matches(text, text)
    assert matches(initials(text), text) or len(initials(text)) != len(text.strip())


def test_readings_hold_the_text_and_its_initials() -> None:
    assert readings("热线AB") == "\n热线ab\nrxab"
    assert readings("中行") == "\n中行\nzx\nzh"
    assert len(readings("行" * 200).split("\n")) < 40


@given(st.text(alphabet="热线服务中行长重会区石ab1", max_size=8), st.text(alphabet="rxfwzhcsb", max_size=3))
def test_what_is_found_in_readings_matches(text: str, typed: str) -> None:
    assert (typed not in readings(text)) or matches(typed, text) or not typed
