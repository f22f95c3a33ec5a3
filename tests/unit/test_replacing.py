from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.entries import entries
from desktop.models.records import SECTIONS, Merit
from desktop.models.replacing import SKIPPED_FIELDS, SKIPPED_SECTIONS, Hit, Options, excerpt, find, replaced
from tests.report.reports import library, report, sample


def test_names_prose_and_tables_are_found_in_order() -> None:
    made = report(
        project={"name": "图书角"},
        contracts=[{"name": "图书角图书采购"}],
        payments=[{"item": "付图书角书架款", "amount": 100}],
        passages=[{"section": "background", "text": "图书角建成。\n图书角共14个。", "drafted": "图书角"}],
    )
    assert [(hit.place, hit.start) for hit in find(made, "图书角")] == [
        ("project/1/name", 0),
        ("contracts/1/name", 0),
        ("payments/1/item", 1),
        ("passages/1/text", 0),
        ("passages/1/text", 7),
    ]
    after = replaced(made, find(made, "图书角"), "书屋")
    assert after.passages[0].text == "书屋建成。\n书屋共14个。"
    assert after.passages[0].drafted == "图书角"
    assert (after.project.name, after.contracts[0].name) == ("书屋", "书屋图书采购")
    assert find(after, "图书角") == ()


def test_live_figures_choices_and_keys_are_never_touched() -> None:
    made = report(
        project={"name": "project", "secrecy": "内部"},
        payments=[{"item": "首款", "stage": "首款"}],
        passages=[{"section": "background", "text": "内部project{{project/1/name}}，{{figures/spent|万元}}"}],
    )
    hits = find(made, "project")
    assert [hit.place for hit in hits] == ["project/1/name", "passages/1/text"]
    assert [hit.place for hit in find(made, "首款")] == ["payments/1/item"]
    assert [hit.place for hit in find(made, "内部")] == ["passages/1/text"]
    assert find(made, "background") == ()
    assert find(made, "万元") == ()
    assert len(find(made, "万元", Options(in_slots=True))) == 1


def test_capitals_and_width_can_be_alike() -> None:
    made = report(merits=[{"title": "ＡＰＰ和App", "text": "（试行）"}])
    assert len(find(made, "app")) == 0
    assert len(find(made, "App", Options(any_width=True))) == 1
    hits = find(made, "app", Options(any_width=True, any_case=True))
    assert [hit.text for hit in hits] == ["ＡＰＰ", "App"]
    assert len(find(made, "(试行)", Options(any_width=True))) == 1
    assert replaced(made, hits, "小程序").merits[0].title == "小程序和小程序"


def test_only_some_sections_are_searched_when_asked() -> None:
    made = report(project={"name": "甲"}, merits=[{"title": "甲"}])
    assert [hit.place for hit in find(made, "甲", Options(sections=frozenset({"merits"})))] == [
        "merits/1/title"
    ]


def test_a_text_that_has_changed_since_is_not_replaced() -> None:
    made = report(merits=[{"title": "甲乙"}])
    hits = find(made, "乙")
    with pytest.raises(DataError, match="改动过"):
        replaced(made.with_record("merits", Merit(1, "丙乙乙甲")), [replace(hits[0], start=3, end=4)], "丁")


def test_a_field_of_one_line_stays_one() -> None:
    made = report(merits=[{"title": "甲乙", "text": "甲乙"}])
    after = replaced(made, find(made, "乙"), "\n丙")
    assert (after.merits[0].title, after.merits[0].text) == ("甲 丙", "甲\n丙")


def test_an_excerpt_shows_what_stands_around() -> None:
    made = report(merits=[{"text": "一二三四五六七八\n九十"}])
    (hit,) = find(made, "六")
    assert excerpt(made, hit, 3) == ("…三四五", "六", "七八 …")


def test_an_empty_text_finds_nothing() -> None:
    assert find(sample(), "") == ()


def test_what_is_skipped_is_there() -> None:
    assert set(SKIPPED_SECTIONS) < set(SECTIONS)
    known = {f"{name}/{each.name}" for name, section in SECTIONS.items() for each in entries(section.record)}
    assert known >= SKIPPED_FIELDS


@given(st.sampled_from(["热线", "坪山", "。", "合同", "2021", "a", "的"]), st.text(max_size=5))
def test_replacing_back_and_forth_leaves_every_other_word(text: str, new: str) -> None:
    made = sample()
    hits = find(made, text)
    after = replaced(made, hits, text)
    assert after == made
    changed = replaced(made, hits, new)
    assert changed.payments[0].amount == made.payments[0].amount
    assert {hit.place for hit in hits} >= {
        f"{name}/{row.id}/{each.name}"
        for name, section in SECTIONS.items()
        for was, row in zip(made.rows(name), changed.rows(name), strict=True)
        for each in entries(section.record)
        if getattr(was, each.name) != getattr(row, each.name)
    }


@given(st.text(alphabet="ab{}|/figures ", max_size=40), st.text(alphabet="abgs", min_size=1, max_size=2))
def test_hits_never_overlap_and_say_what_stands_there(held: str, text: str) -> None:
    made = library().with_rows("merits", [Merit(1, "", held)])
    hits = find(made, text, Options(sections=frozenset({"merits"})))
    assert all(held[hit.start : hit.end] == hit.text == text for hit in hits)
    assert all(first.end <= second.start for first, second in pairwise(hits))
    assert all(isinstance(hit, Hit) for hit in hits)
