"""The clipboard in both directions: what others put there, and that our own comes back whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.views.tables.html import Cell, read_html, write_html
from desktop.views.tables.tsv import read_tsv, write_tsv

CELLS = st.text(alphabet=st.sampled_from('ab 0"\t\n<&>绩,=-'), max_size=6)


@pytest.mark.parametrize(
    ("text", "grid"),
    [
        ("", ()),
        ("a", (("a",),)),
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\tb\nc", (("a", "b"), ("c", ""))),
        ("a\t\n", (("a", ""),)),
        ("a\n\nb\n", (("a",), ("",), ("b",))),
        ('"第一行\n第二行"\tx', (("第一行\n第二行", "x"),)),
        ('"他说""好"""', (('他说"好"',),)),
        ('宣传"推广"\t"推广"', (('宣传"推广"', '"推广"'),)),
        ('"没有结束\tb', (('"没有结束', "b"),)),
        ('"a\tb"c\td', (('"a', 'b"c', "d"),)),
    ],
)
def test_text_of_excel_and_calc_is_read(text, grid) -> None:
    assert read_tsv(text) == grid


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_text_comes_back_whole(rows) -> None:
    grid = tuple(tuple(cell.replace("\r", "") for cell in row) for row in rows)
    assert read_tsv(write_tsv(grid)) == grid


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_a_page_comes_back_whole_but_for_spaces_at_line_ends(rows) -> None:
    page = write_html([[Cell(text) for text in row] for row in rows])
    wanted = [["\n".join(line.strip(" \t") for line in text.split("\n")) for text in row] for row in rows]
    read = read_html(page)
    assert read is not None
    assert [[cell.replace("\t", " ").split() for cell in row] for row in read] == [
        [cell.split() for cell in row] for row in wanted
    ]


def test_numbers_and_texts_that_look_like_numbers_are_told_apart() -> None:
    page = write_html([[Cell("00123"), Cell("1,234.50", "1234.5"), Cell("=1+1")]])
    assert """mso-number-format:'\\@'" sdnum="2052;0;@" x:str>00123<""" in page
    assert 'sdval="1234.5"' in page
    assert read_html(page) == (("00123", "1234.5", "=1+1"),)


def test_the_full_value_is_taken_only_where_a_bare_number_is_shown() -> None:
    page = (
        '<table><tr><td sdval="1234567.5" sdnum="1033;0;#,##0">1,234,568</td>'
        '<td sdval="44284">2021年3月29日</td><td sdval="0.975">97.5%</td>'
        '<td sdval="1E+3">1000</td><td sdval="nan">7</td></tr></table>'
    )
    assert read_html(page) == (("1234567.5", "2021年3月29日", "97.5%", "1000", "7"),)


def test_only_the_first_table_is_read_and_spans_keep_columns_apart() -> None:
    page = (
        "<style>td{}</style><p>前言</p><table><tr><th colspan=2>合计<td>5</tr>"
        "<tr><td>a<br>b<td><table><tr><td>里面</table><td>c</table><table><tr><td>第二张</table>"
    )
    assert read_html(page) == (("合计", "", "5"), ("a\nb", "里面", "c"))


def test_a_cell_merged_over_rows_keeps_the_columns_apart_and_its_words_below() -> None:
    page = (
        "<table><tr><td rowspan=3>产出</td><td rowspan=2>数量</td><td>抽检</td><td rowspan=3>12.50</td></tr>"
        "<tr><td>录音</td></tr><tr><td>质量</td><td>接通率</td></tr>"
        '<tr><td rowspan="2" colspan="2">效益</td><td>满意度</td><td>5</td></tr><tr><td>知晓率</td></tr></table>'
    )
    assert read_html(page) == (
        ("产出", "数量", "抽检", "12.50"),
        ("产出", "数量", "录音", ""),
        ("产出", "质量", "接通率", ""),
        ("效益", "", "满意度", "5"),
        ("效益", "", "知晓率", ""),
    )
    endless = '<table><tr><td rowspan="9999999999">甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>'
    assert read_html(endless) == (("甲", "乙"), ("甲", "丙"))


@pytest.mark.parametrize("page", ["", "<p>没有表</p>", "<table></table>", "<table><tr></table>"])
def test_a_page_without_cells_is_none(page) -> None:
    assert read_html(page) is None


@given(st.one_of(st.text(max_size=80), st.text(alphabet="<>/=!-[]td 民\"'&;", max_size=80)))
def test_any_text_can_be_read(text) -> None:
    assert len({len(row) for row in read_tsv(text)}) <= 1
    read_html(f"<table><tr><td>{text}")


def test_a_torn_section_is_passed_over_as_browsers_do() -> None:
    assert read_html("<table><tr><td>甲<![;乙>丙</td><td>丁<![</td></tr></table>") == (("甲丙", "丁"),)
