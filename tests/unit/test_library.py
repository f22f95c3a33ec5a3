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
    learned,
    library_from,
    merged,
    plain_library,
)
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
