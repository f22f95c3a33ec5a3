"""Chinese numerals in both directions."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.models.numerals import chinese_number, counted, read_chinese_number, section, simple_numerals

CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "〇"),
        (1, "一"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (1500, "一千五百"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_in_words(number, words):
    assert chinese_number(number) == words


@pytest.mark.parametrize("number", [-1, 10_000])
def test_words_end_at_9999(number):
    with pytest.raises(ValueError, match="例："):
        chinese_number(number)


def test_every_number_reads_back():
    for number in range(10_000):
        words = chinese_number(number)
        assert read_chinese_number(words) == number
        assert read_chinese_number(words.translate(CAPITALS)) == number


@given(st.integers(1, 9999), st.integers(0, 9999), st.integers(0, 9999))
@example(1, 0, 5)
def test_large_numbers_read_back(yi, wan, rest):
    words = section(yi) + "亿"
    words += ("零" if wan < 1000 else "") + section(wan) + "万" if wan else ""
    words += ("零" if rest < 1000 or not wan else "") + section(rest) if rest else ""
    assert read_chinese_number(words) == (yi * 10_000 + wan) * 10_000 + rest


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("二十九", 29),
        ("廿九", 29),
        ("卅", 30),
        ("两百", 200),
        ("二〇二一", 2021),
        ("二○二一", 2021),
        ("零", 0),
        ("叁拾万", 300_000),
        ("一万亿", 10**12),
        ("三万零五", 30_005),
        ("壹佰伍拾玖万贰仟捌佰", 1_592_800),
        (" 十 ", 10),
    ],
)
def test_reads_the_forms_in_use(words, number):
    assert read_chinese_number(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "一千五",
        "三万五",
        "一百五",
        "二三万",
        "十十",
        "五百千",
        "一百零",
        "万",
        "亿",
        "一亿亿",
        "三十个",
        "12",
    ],
)
def test_refuses_what_is_unclear(words):
    with pytest.raises(ValueError, match="例："):
        read_chinese_number(words)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (1, "一"), (2, "两"), (3, "三"), (10, "十"), (11, "11"), (12, "12"), (22, "22"), (-2, "-2")],
)
def test_counts_before_a_measure_word(number, words):
    assert counted(number) == words


@given(st.text() | st.text("〇零一二两九十廿百千万亿壹拾佰仟萬億", max_size=20))
@example("一" * 50)
@example("百" * 10_000)
def test_any_text_is_read_or_refused_in_words(text):
    try:
        number, refusal = read_chinese_number(text), ""
    except ValueError as error:
        number, refusal = 0, str(error)
    assert number >= 0
    assert not refusal or "例：" in refusal


@given(st.text())
def test_simple_numerals_are_stable(text):
    assert simple_numerals(simple_numerals(text)) == simple_numerals(text)
