"""The places of one figure: its field, the sums it goes into, prose, documents, the printed report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.places import parse_place, place
from desktop.models.slots import SLOT, slot
from desktop.output.pdf import Typesetter
from desktop.output.pdf.spots import boxes
from desktop.report.blocks import Document, Paragraph, Table
from desktop.report.compose import compose
from desktop.report.same_figure import figure_at, printed_at, shown_at, spots
from tests.report.reports import library, outline, reckoned, report, sample


def document(of) -> Document:
    return compose(reckoned(of), outline(), draft=True)


def kinds(of, figure: str) -> list[str]:
    return [each.kind for each in spots(reckoned(of), figure, document(of))]


def test_a_payment_stands_in_its_sums_and_in_the_printed_table() -> None:
    found = spots(reckoned(sample()), "payments/7/amount", document(sample()))
    assert [(each.kind, each.place) for each in found] == [
        ("own", "payments/7/amount"),
        ("sum", "figures/budget/3/spent"),
        ("sum", "figures/contracts/8/paid_year"),
        ("sum", "figures/spent"),
        ("printed", "payments/7/amount"),
    ]
    block = document(sample()).blocks[found[-1].block]
    assert isinstance(block, Table)
    assert block.places[found[-1].row] == "payments/7"
    assert block.columns[found[-1].column].head == "金额"


def test_every_sum_holds_the_value_among_its_sources() -> None:
    reckoning = reckoned(sample())
    for section, field in (("payments", "amount"), ("budget", "initial"), ("contracts", "prior_paid")):
        for row in sample().rows(section):
            where = place(section, row.id, field)
            for spot in spots(reckoning, where)[1:]:
                if spot.kind == "sum":
                    made = reckoning.figure(spot.place.removeprefix("figures/"))
                    assert made is not None
                    assert {where, section} & set(made.sources)


def test_prose_that_names_it_is_found_slot_by_slot() -> None:
    text = "年初{{budget/1/initial|万元}}，全年{{budget/1/adjusted}}；年初仍是{{budget/1/initial}}。"
    of = report(
        budget=[{"name": "甲", "initial": "3万元", "adjusted": "4万元"}],
        passages=[{"section": "background", "text": text}],
    )
    found = [each for each in spots(reckoned(of), "budget/1/initial") if each.kind == "prose"]
    assert [text[each.at : each.end] for each in found] == [
        "{{budget/1/initial|万元}}",
        "{{budget/1/initial}}",
    ]


def test_a_word_and_its_amount_side_by_side_are_one_place() -> None:
    text = "{{figures/change|调增减}}{{figures/change|万元}}，其中{{figures/change|万元}}"
    of = report(
        budget=[{"name": "甲", "initial": "3万元", "adjusted": "4万元"}],
        passages=[{"section": "background", "text": text}],
    )
    found = spots(reckoned(of), "figures/change", document(of))
    assert [each.kind for each in found] == ["own", "prose", "prose", "printed", "printed"]


def test_what_a_document_states_is_a_place_of_the_figure() -> None:
    of = report(
        budget=[{"name": "甲", "initial": "3万元", "adjusted": "4万元"}],
        stated=[{"figure": "initial", "value": "3"}, {"figure": "spent", "value": "1"}],
    )
    assert [each.place for each in spots(reckoned(of), "figures/initial") if each.kind == "stated"] == [
        "stated/1/value"
    ]


@pytest.mark.parametrize(
    ("figure", "wanted"),
    [
        ("figures/budget/1/spent", ["own", "sum"]),
        ("budget/1/name", ["own"]),
        ("payments/1/item", ["own", "printed"]),
        ("measures/1/due", ["own", "printed"]),
        ("project/1/report_date", ["own", "printed"]),
        ("rule_pack/execution_weight", []),
        ("figures/nothing", []),
        ("payments/99/amount", []),
        ("payments/1", []),
        ("payments", []),
        ("no such place", []),
    ],
)
def test_places_by_kind(figure: str, wanted: list[str]) -> None:
    found = kinds(library(), figure)
    assert list(dict.fromkeys(found)) == list(dict.fromkeys(wanted))


@pytest.mark.parametrize(
    ("at", "figure"),
    [(0, ""), (1, "budget/1/initial"), (5, "budget/1/initial"), (21, "budget/1/initial"), (22, "")],
)
def test_the_live_figure_at_a_caret(at: int, figure: str) -> None:
    assert figure_at("甲{{budget/1/initial}}乙丙", at) == figure


def test_what_is_printed_leads_back_to_the_figure() -> None:
    of = sample()
    made = document(of)
    figures = {"payments/7/amount", "figures/spent", "budget/1/initial", "indicators/3/target"}
    for figure in figures:
        for spot in spots(reckoned(of), figure, made):
            if spot.kind == "printed":
                assert printed_at(made, spot.block, spot.at, spot.row, spot.column) == figure
                if isinstance(made.blocks[spot.block], Paragraph):
                    assert shown_at(made, spot.block, spot.at) == (spot.at, spot.end)


def test_the_printed_places_can_be_found_on_their_pages() -> None:
    made = document(sample())
    pages = Typesetter(bundled=True).lay_out(made)
    for figure in ("payments/7/amount", "figures/spent", "budget/1/initial"):
        for spot in spots(reckoned(sample()), figure, made):
            if spot.kind == "printed":
                page = pages.page_at(spot.block, spot.row or spot.at)
                assert page is not None
                there = [each for each in boxes(pages, page) if each.block == spot.block]
                if spot.end:
                    shown = {each.character for each in there}
                    assert {*range(spot.at, spot.end)} <= shown
                else:
                    assert (spot.row, spot.column) in {(each.row, each.column) for each in there}
    assert pages.page_at(999, 0) is None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["甲，", "{{", "}}", slot("figures/spent"), slot("project/1/year", "年")])))
def test_every_slot_is_found_once_and_the_caret_in_it_finds_the_figure(parts: list[str]) -> None:
    text = "".join(parts)
    of = report(passages=[{"section": "background", "text": text}])
    for figure in ("figures/spent", "project/1/year"):
        told = [each for each in spots(reckoned(of), figure) if each.kind == "prose"]
        own = [each for each in SLOT.finditer(text) if each["place"] == figure]
        assert sum(len(text[each.at : each.end]) for each in told) == sum(len(each[0]) for each in own)
        assert all(figure_at(text, each.at + 2) == figure for each in told)
        assert all(parse_place(each.place).section == "passages" for each in told)
