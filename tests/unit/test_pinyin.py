from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.pinyin import begins, finding, initials, letters, matches, outline, outlines, syllables
from desktop.models.pinyin_table import MORE, USUAL


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
        ("政府采购", "zhengfucaigou"),
        ("政府采购", "zhengfu"),
        ("政府采购", "ZhengFuCai"),
        ("政府采购", "zhengfuca"),
        ("政府采购", "zhfcg"),
        ("政府采购", "zhengfcg"),
        ("政府采购", "zfcaig"),
        ("政府采购", "zhengf采购"),
        ("重庆南路", "chongqing"),
        ("重点项目", "zhongdian"),
        ("中国银行", "zhongguoyinhang"),
        ("行政执法", "xingzheng"),
        ("长期合同", "changqihetong"),
        ("长沙", "cs"),
        ("增长率", "zengzhanglv"),
        ("率先", "shuaixian"),
        ("音乐厅", "yinyue"),
        ("乐居", "leju"),
        ("西安", "xi'an"),
        ("西安", "xian"),
        ("绿化", "lvhua"),
        ("绿化", "lühua"),
        ("侵略", "qinlue"),
        ("单位", "danwei"),
        ("会计", "kuaiji"),
        ("调整预算", "tiaozhengyusuan"),
        ("调研", "diaoyan"),
        ("给水", "jishui"),
        ("2021年A类", "2021nianalei"),
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
    assert syllables("乐")[:2] == ("le", "yue")
    assert syllables("a") == ()


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


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("政府采购", "engfu"),  # from the middle of a syllable
        ("政府采购", "zhenfu"),
        ("政府采购", "zhengcai"),  # leaves a character out
        ("政府采购", "zhengfucaigouu"),
        ("政府采购", "zefu"),  # the beginning of a syllable is for the last character alone
        ("一", "yyy"),
        ("", "a"),
    ],
)
def test_other_letters_find_nothing(text: str, typed: str) -> None:
    assert not matches(typed, text)


def test_the_table_holds_each_character_once_as_usual_and_every_other_reading_once() -> None:
    usual, more = (
        [(sign, each) for each, signs in re.findall("([a-z]+)([^a-z]+)", table) for sign in signs]
        for table in (USUAL, MORE)
    )
    assert len({sign for sign, _ in usual}) == len(usual) == 8253
    assert {sign for sign, _ in more} < {sign for sign, _ in usual}
    assert len({*usual, *more}) == len(usual) + len(more)
    assert 400 < len({each for _, each in usual}) < 420


SIGNS = st.sampled_from("政府采购民生热线服务中行长重会区石率乐绿略单合同支付a1，")


@st.composite
def texts_and_letters(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and letters by which somebody may type it: whole syllables, initials or the signs, mixed."""
    text = draw(st.text(alphabet=SIGNS, min_size=1, max_size=8))
    typed = ""
    for at, sign in enumerate(text):
        syllable = draw(st.sampled_from(syllables(sign) or (sign,)))
        two = syllable[:2] if syllable[:2] in ("zh", "ch", "sh") else syllable[0]
        part = draw(st.sampled_from((sign, syllable[0], two, syllable)))
        last = at == len(text) - 1 and part == syllable
        typed += part[: draw(st.integers(1, len(part)))] if last else part
    return text, typed


@given(texts_and_letters(), st.text(alphabet=SIGNS, max_size=4), st.text(alphabet=SIGNS, max_size=4))
def test_any_reading_of_each_sign_and_any_mixture_finds_a_text(
    held: tuple[str, str], before: str, after: str
) -> None:
    text, typed = held
    assert begins(typed, text + after)
    assert any(each in "".join(map(outline, text)) for each in outlines(typed))
    assert matches(typed, before + text + after)
    assert matches(typed.upper(), before + text + after)


def can_be_typed(wanted: str, signs: str) -> bool:
    """The same said slowly: by every way to part the letters over the signs."""
    if not wanted:
        return True
    if not signs:
        return False
    known = syllables(signs[0])
    also = [each.replace("ve", "ue") for each in known if each in ("lve", "nve")]
    short = [each[:n] for each in known for n in (1, 2) if n == 1 or each[:2] in ("zh", "ch", "sh")]
    if any(each.startswith(wanted) for each in (*known, *also)):
        return True
    whole = (signs[0], *short, *known, *also)
    return any(wanted.startswith(each) and can_be_typed(wanted[len(each) :], signs[1:]) for each in whole)


@given(
    st.text(alphabet=SIGNS, max_size=8),
    st.text(alphabet="zhengfucaioulvxsyjq政1", min_size=1, max_size=6),
)
def test_nothing_is_found_but_what_can_be_typed_so(text: str, typed: str) -> None:
    wanted = any(can_be_typed(typed, text[at:]) for at in range(len(text)))
    assert finding(typed)(text) == (wanted or typed in text)
    assert begins(typed, text) == (can_be_typed(typed, text) or text.startswith(typed))
