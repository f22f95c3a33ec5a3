from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.word_count import sign_count, word_count


@pytest.mark.parametrize(
    ("text", "words", "signs"),
    [
        ("", 0, 0),
        ("  \n　", 0, 0),
        ("项目支出绩效", 6, 6),
        ("项目，支出。", 6, 6),
        ("2021年共12345宗", 5, 12),
        ("GB/T 9704-2012", 2, 13),
        ("“一网统管”——上线……", 12, 12),
        ("执行率99.94%。", 5, 10),
        ("𠮷野\n㙍", 3, 3),
    ],
)
def test_a_text_is_counted_as_wps_counts(text: str, words: int, signs: int) -> None:
    assert (word_count(text), sign_count(text)) == (words, signs)


@given(st.text())
def test_there_are_never_more_words_than_signs(text: str) -> None:
    assert 0 <= word_count(text) <= sign_count(text)


@given(st.text(), st.text())
def test_a_longer_text_has_no_fewer_words(first: str, second: str) -> None:
    assert word_count(first + second) >= max(word_count(first), word_count(second))
