"""Texts of several lines in a cell: whole lines, … where there are more."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from desktop.views.tables.wrapped import whole_lines
from desktop.views.theme import font

WORDS = "受理民生诉求，热线接通率达到要求，"


def test_a_short_text_stays_as_it_is(qapp) -> None:
    assert whole_lines(WORDS, font(), 400, 3) == WORDS
    assert whole_lines("一\n二", font(), 400, 3) == "一\n二"


def test_a_long_text_ends_in_dots_on_the_last_whole_line(qapp) -> None:
    made = whole_lines(WORDS * 50, font(), 200, 3).split("\n")
    assert len(made) == 3
    assert made[-1].endswith("…")
    assert all(QFontMetrics(font()).horizontalAdvance(each) <= 200 for each in made)
    assert (WORDS * 50).startswith("".join(made).rstrip("…"))


def test_a_paragraph_that_has_no_room_is_told_of(qapp) -> None:
    assert whole_lines("一\n二\n三\n四", font(), 200, 3) == "一\n二\n三…"
    assert whole_lines("一\n二\n三\n", font(), 200, 3) == "一\n二\n三"
