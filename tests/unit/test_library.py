from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.models.library import (
    PHRASES,
    KnownIndicator,
    Library,
    Payee,
    Phrase,
    changed,
    learned,
    library_from,
    library_of,
    merged,
    plain_library,
)
from desktop.models.library_words import told_years
from desktop.models.places import parse_place
from tests.report.reports import library as library_report
from tests.report.reports import report, sample


def test_a_report_teaches_its_indicators_phrases_and_payees() -> None:
    held = learned(library_report())
    known = {each.name: each for each in held.indicators}
    assert known["更新图书册数"].values == {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "更新图书册数",
        "operator": "≥",
        "unit": "册",
        "weight": Decimal(15),
        "data_source": "",
        "calculation": "",
    }
    assert [each.text for each in held.phrases_for("indicators/reason")] == ["两处点位的场地移交晚于计划"]
    assert {each.name for each in held.payees} == {"青屏新知图书有限公司", "青屏木合家具有限公司"}
    assert held.payees[0].years == (2023,)


def test_empty_words_and_live_figures_are_not_learned() -> None:
    texts = ["暂无", "无", "共{{figures/spent}}元整", "按合同付款", "x" * 500]
    made = report(problems=[{"title": "t", "cause": text} for text in texts])
    assert [each.text for each in learned(made).phrases] == ["按合同付款"]


def test_years_are_merged_and_counted_once() -> None:
    this = library_report()
    last = replace(
        this,
        project=replace(this.project, year=2022),
        indicators=(replace(this.indicators[0], weight=Decimal(20), calculation="入库册数"),),
    )
    held = merged(learned(this), learned(last), learned(this))
    first = held.indicators[0]
    assert (first.name, first.years) == ("更新图书册数", (2022, 2023))
    assert (first.weight, first.calculation) == (Decimal(15), "入库册数")
    assert merged(held, held) == held


def test_what_is_learned_says_its_file_and_target() -> None:
    held = learned(library_report(), "图书2023.jxzp")
    known = {each.name: each for each in held.indicators}
    assert known["更新图书册数"].target.startswith("≥")
    assert {each.source for each in held.entries} == {"图书2023.jxzp"}


def test_paragraphs_of_prose_are_phrases_each() -> None:
    text = "一、概况\n本项目按月召开调度会，逐项核对进度。\n支出{{figures/spent}}元，占全年预算的大部分。"
    made = report(passages=[{"section": "management", "text": text}])
    assert [each.text for each in learned(made).phrases] == ["本项目按月召开调度会，逐项核对进度。"]


def test_entries_are_exchanged_for_others() -> None:
    held = library_of([KnownIndicator("甲"), Phrase("budget/reason", "乙"), Payee("甲")])
    assert changed(held, [KnownIndicator("甲")], [KnownIndicator("丁")]) == library_of(
        [KnownIndicator("丁"), Phrase("budget/reason", "乙"), Payee("甲")]
    )
    assert changed(held, [Payee("甲")]).indicators == held.indicators


def test_what_an_earlier_version_kept_is_read() -> None:
    kept = plain_library(learned(library_report()))
    for each in [*kept["indicators"], *kept["phrases"], *kept["payees"]]:
        del each["source"]
        each.pop("target", "")
    held = library_from(kept)
    assert {each.name: each.target for each in held.indicators}["更新图书册数"] == ""
    assert len(held.entries) == len(learned(library_report()).entries)


@pytest.mark.parametrize(
    ("years", "told"),
    [((), ""), ((2021,), "2021"), ((2019, 2020, 2021), "2019–2021"), ((2018, 2021), "2018、2021"),
     ((2015, 2018, 2021), "2018、2021 等 3 年")],
)  # fmt: skip
def test_years_are_told_shortly(years: tuple[int, ...], told: str) -> None:
    assert told_years(Payee("甲", "", years)) == told


def test_entries_can_be_thrown_away() -> None:
    held = Library((KnownIndicator("甲"),), (Phrase("budget/reason", "乙"),), (Payee("丙"),))
    assert held.without(["甲", "budget/reason 乙", "丙"]) == Library()


def test_it_is_kept_as_json() -> None:
    held = merged(learned(library_report()), learned(sample()))
    assert library_from(json.loads(json.dumps(plain_library(held)))) == held


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"format": 2},
        {"format": 1, "payees": [{}]},
        {"format": 1, "phrases": 5},
        {"format": 1, "indicators": [{"name": "甲"}]},
    ],
)
def test_what_is_no_library_is_told(data: object) -> None:
    with pytest.raises(DataError, match="指标和词句库"):
        library_from(data)


def test_phrases_are_for_fields_that_are_there() -> None:
    assert all(parse_place(each.replace("/", "/1/")).entry.label for each in PHRASES)


@given(
    st.lists(
        st.builds(
            Payee, st.sampled_from("甲乙"), st.sampled_from(["", "x", "y"]), st.sampled_from([(), (1,), (2,)])
        )
    )
)
def test_merging_in_any_grouping_knows_the_same_years(rows: list[Payee]) -> None:
    whole = merged(Library(payees=tuple(rows)))
    parts = merged(*(Library(payees=(row,)) for row in rows))
    assert [(each.name, each.years) for each in whole.payees] == [
        (each.name, each.years) for each in parts.payees
    ]
