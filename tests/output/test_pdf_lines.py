"""Lines: 禁则, figures kept whole, straight edges, the grid of 28 characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.output.pdf.charset import clean
from desktop.output.pdf.fonts import Fonts
from desktop.output.pdf.glyphs import Glyphs
from desktop.output.pdf.lines import Line, Text, _greedy, _torn, break_lines
from desktop.output.pdf.style import SHEET, STYLES
from desktop.output.pdf.titles import title_lines
from tests.output.pdf_documents import TITLE
from tests.output.pdf_lint import faults, overruns, text_of

FONTS = Fonts(bundled=True)
BODY = Glyphs(FONTS, STYLES["body"])
CELL = Glyphs(FONTS, STYLES["cell"])
HEAD = Glyphs(FONTS, STYLES["title"])
INDENT = 2 * SHEET.pitch

WORDS = (
    *("项目", "绩效自评", "我局于", "市财政局", "的", "完成了", "群众", "资金使用单位为", "实现", "组织"),
    *(
        "519.32万元",
        "2021年7月",
        "〔2020〕10号",
        "表1-2",
        "≥99.99%",
        "2023年12月31日",
        "63%～68%",
        "1,234.50元",
    ),
    *(
        "36个月",
        "5 万元",
        "3.46万人次",
        "QXWL-2023-007",
        "H5",
        "R&D",
        "10-12月",
        "12345热线",
        "5G",
        "第3季度",
    ),
    *(
        "，",
        "。",
        "、",
        "；",
        "：",
        "“书香",
        "”",
        "《管理办法",
        "》，",
        "（试行）",
        "（第五轮）》",
        "——",
        "……",
        "！",
    ),
)


def joined(words: list[str]) -> str:
    """Join words, with a character between two that would read as one (H5 and 5G)."""
    text = ""
    for word in words:
        glued = text[-1:].isascii() and text[-1:].isalnum() and not "一" <= word[0] <= "龟"
        text += ("与" if glued or (text[-1:] == "表" and word[0].isdigit()) else "") + word
    return text


prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=80).map(joined)


def body(text: str) -> tuple[Line, ...]:
    return break_lines(BODY.shown(text), BODY, SHEET.text_width, INDENT)


def gaps(lines: tuple[Line, ...]) -> list[float]:
    return [max((run[3] for run in line), default=0.0) for line in lines]


@given(prose)
def test_no_line_breaks_the_rules(text: str) -> None:
    lines = body(text)
    assert not faults(lines)
    assert not overruns(lines, BODY.length, BODY.size)


@given(prose, st.floats(30, 300))
def test_cells_keep_every_character(text: str, width: float) -> None:
    lines = break_lines(CELL.shown(text), CELL, width)
    kept = "".join(text_of(line) for line in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=400))
def test_any_text_is_set(text: str) -> None:
    shown = BODY.shown(text).replace("\n", "")
    lines = break_lines(shown, BODY, SHEET.text_width, INDENT)
    assert "".join(map(text_of, lines)).replace(" ", "") == shown.replace(" ", "")


@given(st.text(max_size=200))
def test_cleaning_leaves_nothing_dangerous_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\0\x1b\u202e\u2066\ufeff\ufffe\r\t")
    cleaned.encode("utf-8")


def test_a_full_line_has_28_characters_and_the_first_26() -> None:
    lines = body("预" * 100)
    assert [len(text_of(line)) for line in lines] == [26, 28, 28, 18]
    assert lines[0][0][0] == pytest.approx(INDENT)
    for line in lines[:-1]:
        assert BODY.length(line) + BODY.track == pytest.approx(SHEET.text_width, abs=0.3)


@pytest.mark.parametrize(
    "whole",
    [
        "519.32万元",
        "〔2020〕10号",
        "表1-2",
        "≥99.99%",
        "QXWL-2023-007",
        "3.46万人次",
        "5\u00a0万元",
        "63%～68%",
    ],
)
def test_what_belongs_together_stays_together(whole: str) -> None:
    for before in range(10, 40):
        lines = body("我" * before + whole + "是" * 40)
        assert sum(whole in text_of(line) for line in lines) == 1


def test_pairs_of_marks_are_squeezed() -> None:
    (line,) = break_lines("（《办法》）。", BODY, SHEET.text_width)
    assert BODY.length(line) == pytest.approx(7 * SHEET.pitch - 3 * BODY.size / 2, abs=0.5)


def test_a_last_mark_hangs_its_empty_half_at_most() -> None:
    text = "字" * 10 + "，" + "字" * 8 + "，" + "字" * 8 + "。"
    lines = break_lines(text + "字" * 40, BODY, SHEET.text_width)
    assert text_of(lines[0]) == text
    assert BODY.length(lines[0]) <= SHEET.text_width + BODY.size / 2 + 0.1


def test_a_torn_line_is_mended_by_the_lines_before_it_or_by_parting_a_date() -> None:
    torn = left = 0
    for before in range(20, 60):
        text = "我局" * (before // 2) + "于2023年12月31日印发" + "方案" * 30
        ready = Text(text, BODY, SHEET.text_width)
        torn += _torn(ready, _greedy(ready, SHEET.text_width, INDENT), SHEET.text_width, INDENT)
        left += max(gaps(body(text))) > 2 + BODY.track
    assert torn > 5
    assert left <= 2  # a first line before a year that does not fit: nothing can give way


def test_edges_are_straight() -> None:
    lines = body("项目总投资486.50万元，其中设备购置172.65万元；" * 20)
    assert all(SHEET.text_width - 0.5 < BODY.length(line) < SHEET.text_width + 8 for line in lines[:-1])


def test_a_title_is_cut_by_its_sense() -> None:
    lines = [text_of(line) for line in title_lines(TITLE, HEAD, SHEET.text_width)]
    assert lines == ["青溪市公共图书馆智慧服务平台项目", "2023年度项目支出绩效自评报告"]


def test_a_title_of_any_length_is_set() -> None:
    for length in (0, 1, 19, 21, 45, 90, 400):
        lines = title_lines("评" * length, HEAD, SHEET.text_width)
        assert "".join(map(text_of, lines)) == "评" * length
        assert not overruns(lines, HEAD.length, HEAD.size)
    assert len(title_lines("青溪市\n自评报告", HEAD, SHEET.text_width)) == 2


def test_rare_and_missing_characters() -> None:
    (line,) = body("㙍𠮷𬱖😀㎡")
    assert text_of(line) == "㙍𠮷𬱖□㎡"
    assert [FONTS.find("fang", c) for c in "㙍𠮷😀民8￥"] == ["song", "rare", None, "fang", "song", "song"]
