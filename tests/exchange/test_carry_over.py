"""接着上年做: what is carried, what stays behind, and that nothing in the new report points to nowhere."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError
from desktop.exchange.carry_over import carry_over, is_open
from desktop.models.entries import entries
from desktop.models.places import parse_place, record_at
from desktop.models.plain import plain_report, report_from
from desktop.models.records import (
    SECTIONS,
    BudgetLine,
    Contract,
    Funding,
    Goal,
    Indicator,
    Instalment,
    LastReport,
    Link,
    Measure,
    Merit,
    Note,
    Origin,
    Party,
    Passage,
    Payment,
    Problem,
    Project,
    Report,
    Result,
    UserRule,
)

ROOT = Path(__file__).parents[2]
SHA = "a" * 64
LAST = Report(
    project=Project(
        name="民生诉求", year=2021, unit="某局", state="定稿", report_date=date(2022, 3, 5), secrecy="内部"
    ),
    funding=(Funding(4, "当年财政拨款", 100, 200),),
    budget=(
        BudgetLine(3, "热线", "接听", 31488, 31239, 100, "调减", "结转"),
        BudgetLine(7, "宣传", "", 300, 1500),
    ),
    contracts=(
        Contract(2, name="已付清", budget=3, amount=100, ends=date(2021, 12, 31)),
        Contract(5, name="跨年", budget=7, amount=100, ends=date(2022, 1, 1)),
        Contract(6, name="未付清", budget=3, amount=100, prior_paid=30, ends=date(2021, 6, 30)),
        Contract(9, name="不知", budget=3),
    ),
    parties=(
        Party(1, 2, "甲"),
        Party(2, 5, "乙", "牵头人"),
        Party(3, 6, "丙"),
        Party(4, None, "丁"),
    ),
    instalments=(Instalment(8, 6, "尾款", 70), Instalment(9, 2, "首款", 100)),
    payments=(
        Payment(1, item="a", contract=2, amount=100),
        Payment(2, item="b", contract=6, amount=50),
        Payment(3, item="c", contract=6, amount=-10),
        Payment(4, item="d", contract=5, amount=None),
        Payment(5, item="e", amount=1),
    ),
    goals=(Goal(2, "目标", "实现", "完成"),),
    indicators=(
        Indicator(
            6, "产出", "数量指标", "件数", "≥", Decimal(5), "件", "", Decimal(10), Decimal(7), base=Decimal(3)
        ),
    ),
    results=(Result(1, "受理量", Decimal("8.9"), "万宗", Decimal("5.1"), "说明"),),
    merits=(Merit(1, "成效"),),
    problems=(Problem(4, "问题", "情况", "原因", "B07"),),
    measures=(Measure(1, 4, "措施"),),
    passages=(
        Passage(
            3,
            "execution",
            "{{budget/7/name}}、{{figures/budget/3/spent|万元}}、{{figures/spent}}、{{payments/2/amount|万元.00}}、"
            "{{figures/contracts/2/balance}}、{{last/measures/1/text}}、{{table/payments}}、{不是}、"
            "{{contracts/6/amount}}",
            "{{payments/2/amount}}",
        ),
        Passage(5, "goals", "{{project/1/name}}"),
    ),
    user_rules=(UserRule(2, "a", "=", "b"),),
    origins=(Origin(1, "budget/3", "imported", "x"),),
    notes=(
        Note(1, "budget/7/name", "核实名称"),
        Note(2, "budget/3/adjusted", "核实数"),
        Note(3, "payments/1/budget", "x"),
        Note(4, "contracts/6", "核实合同"),
        Note(5, "figures/spent", "核实合计"),
    ),
    last=(LastReport(1, "2020.jxzp", SHA, 2020, json.dumps({"project": {"name": "很长" * 1000}})),),
    links=(Link(1, "budget/3", "budget/1"),),
)


def carried(last=LAST, year=2022):
    return carry_over(last, file_name="2021.jxzp", sha256=SHA, year=year)


def test_the_project_keeps_who_it_is_and_begins_as_a_draft():
    project = carried().project
    assert (project.name, project.unit, project.secrecy) == ("民生诉求", "某局", "内部")
    assert (project.year, project.state, project.report_date) == (2022, "草稿", None)


def test_names_are_kept_and_money_is_not():
    new = carried()
    assert new.funding == (Funding(1, "当年财政拨款"),)
    assert new.budget == (BudgetLine(1, "热线", "接听"), BudgetLine(2, "宣传"))


def test_what_is_of_its_year_stays_behind():
    new = carried()
    for section in (
        "payments",
        "adjustments",
        "stated",
        "merits",
        "measures",
        "evidence",
        "explanations",
        "unread",
    ):
        assert new.rows(section) == ()


def test_contracts_while_running_or_unpaid():
    new = carried()
    assert [(row.id, row.name, row.budget, row.prior_paid) for row in new.contracts] == [
        (1, "跨年", 2, 0),
        (2, "未付清", 1, 70),
        (3, "不知", 1, None),
    ]
    assert [(row.id, row.contract, row.name, row.role) for row in new.parties] == [
        (1, 1, "乙", "牵头人"),
        (2, 2, "丙", "供应商"),
    ]
    assert new.instalments == (Instalment(1, 2, "尾款", 70),)


@pytest.mark.parametrize(
    ("amount", "supplement", "ends", "paid", "expected"),
    [
        (100, None, date(2022, 1, 1), 100, True),
        (100, None, date(2021, 12, 31), 100, False),
        (100, None, date(2021, 12, 31), 99, True),
        (100, 20, date(2021, 12, 31), 100, True),
        (100, None, None, 100, False),
        (100, None, None, 50, True),
        (None, None, None, 0, True),
        (None, None, date(2021, 12, 31), 0, False),
        (None, None, date(2023, 12, 31), 0, True),
    ],
)
def test_open_contracts(amount, supplement, ends, paid, expected):
    assert is_open(Contract(1, amount=amount, supplement=supplement, ends=ends), paid, 2022) is expected


def test_last_values_become_bases():
    new = carried()
    (indicator,) = new.indicators
    assert (indicator.base, indicator.actual, indicator.target, indicator.weight) == (7, None, None, 10)
    assert new.results == (Result(1, "受理量", None, "万宗", Decimal("8.9")),)
    assert new.goals == (Goal(1, "目标"),)
    assert new.problems == (Problem(1, "问题", "情况", "原因", "B07"),)


def test_live_figures_follow_their_records():
    text = carried().passages[0].text
    assert text == (
        "{{budget/2/name}}、{{figures/budget/1/spent|万元}}、{{figures/spent}}、{{last/payments/2/amount|万元.00}}、"
        "{{last/figures/contracts/2/balance}}、{{last/last/measures/1/text}}、{{table/payments}}、{不是}、"
        "{{contracts/2/amount}}"
    )
    assert carried().passages[0].drafted == "{{last/payments/2/amount}}"


def test_notes_follow_what_is_carried_and_name_what_is_not():
    notes = carried().notes
    assert [(each.id, each.place) for each in notes] == [
        (1, "budget/2/name"),
        (2, "contracts/2"),
        (3, "figures/spent"),
        (4, "passages/1/text"),
    ]
    assert "上年支付明细“b”、上年合同“已付清”" in notes[3].text


def test_a_figure_of_an_earlier_year_is_not_told_by_its_own_name():
    text = "共{{last/figures/measures/count}}条"
    last = replace(LAST, passages=(replace(LAST.passages[0], text=text),))
    notes = carry_over(last, file_name="2021.jxzp", sha256=SHA, year=2022).notes
    assert "更早年度的数" in notes[-1].text
    assert "figures" not in notes[-1].text


def test_origins_links_and_the_last_file():
    new = carried()
    assert {each.kind for each in new.origins if each.place != "project/1/year"} == {"last_year"}
    assert {each.source for each in new.origins if each.kind == "last_year"} == {"2021年度文件"}
    assert Link(1, "project/1", "project/1") in new.links
    assert ("budget/2", "budget/7") in {(each.place, each.last) for each in new.links}
    (last,) = new.last
    assert (last.file_name, last.sha256, last.year) == ("2021.jxzp", SHA, 2021)
    held = json.loads(last.report)
    assert held["last"] == held["links"] == []
    assert report_from(held) == replace(LAST, last=(), links=())


def test_a_report_survives_its_plain_shape():
    new = carried()
    assert report_from(plain_report(new)) == new


def test_a_year_without_end_does_not_grow_by_nesting():
    new = carried()
    sizes = []
    for year in (2023, 2024, 2025):
        new = carried(new, year)
        sizes.append(len(new.last[0].report))
    assert sizes[1] == sizes[2]


@pytest.mark.parametrize("year", [2021, 2020, 0])
def test_a_year_that_is_not_later(year):
    with pytest.raises(DataError):
        carried(year=year)


def test_an_empty_report():
    new = carried(Report())
    assert new.project.year == 2022
    assert [each.source for each in new.origins if each.kind == "last_year"] == ["2021.jxzp"]


def test_the_sample():
    data = tomllib.loads((ROOT / "resources/samples/minsheng-2021/report.toml").read_text("utf-8"))
    last = report_from(data)
    new = carried(last)
    check_whole(last, new)
    assert {row.name for row in new.contracts} >= {
        row.name for row in last.contracts if row.ends and row.ends >= date(2022, 1, 1)
    }
    assert len(new.indicators) == len(last.indicators)


def check_whole(last: Report, new: Report) -> None:
    """Ids count from 1, references and places exist, reset fields are empty."""
    for name, section in SECTIONS.items():
        rows = new.rows(name)
        assert [row.id for row in rows] == list(range(1, len(rows) + 1))
        for each in entries(section.record):
            for row in rows:
                value = getattr(row, each.name)
                if each.kind.section and value is not None:
                    assert new.find(each.kind.section, value) is not None
                if each.carry in ("reset", "base") and name not in ("origins", "links", "last", "project"):
                    assert value == getattr(section.record(), each.name)
    for pinned in (*new.origins, *new.links):
        record_at(new, parse_place(pinned.place).record)
    for link in new.links:
        record_at(last, parse_place(link.last))
    for passage in new.passages:
        for where in re.findall(r"\{\{((?:project|budget|contracts)/\d+)", passage.text):
            record_at(new, parse_place(where))


IDS = st.lists(st.integers(1, 30), max_size=4, unique=True)
MONEY = st.one_of(st.none(), st.integers(-1000, 1000))
DAYS = st.one_of(st.none(), st.dates(date(2020, 6, 1), date(2023, 6, 1)))


@st.composite
def reports(draw):
    budget = [BudgetLine(id_, f"b{id_}", initial=draw(MONEY)) for id_ in draw(IDS)]
    one_budget = st.sampled_from([None, *(row.id for row in budget)])
    contracts = [
        Contract(
            *(id_, "", f"c{id_}", 0, draw(one_budget)),
            amount=draw(MONEY),
            ends=draw(DAYS),
            prior_paid=draw(MONEY),
        )
        for id_ in draw(IDS)
    ]
    one = st.sampled_from([None, *(row.id for row in contracts)])
    slot = st.sampled_from(
        [
            "字",
            *(f"{{{{contracts/{row.id}/amount|万元}}}}" for row in contracts),
            "{{budget/99/name}}",
            "{{",
            "}}",
        ]
    )
    return Report(
        project=Project(year=2021),
        budget=tuple(budget),
        contracts=tuple(contracts),
        parties=tuple(Party(id_, draw(one)) for id_ in draw(IDS)),
        instalments=tuple(Instalment(id_, draw(one), share=Decimal(5)) for id_ in draw(IDS)),
        payments=tuple(Payment(id_, contract=draw(one), amount=draw(MONEY)) for id_ in draw(IDS)),
        passages=tuple(Passage(id_, "x", "".join(draw(st.lists(slot, max_size=5)))) for id_ in draw(IDS)),
        notes=tuple(
            Note(
                id_,
                draw(st.sampled_from(["budget/1", "contracts/2/name", "payments/1", "x", "project/1/name"])),
            )
            for id_ in draw(IDS)
        ),
    )


@given(reports())
def test_every_carried_report_is_whole(last):
    new = carried(last)
    check_whole(last, new)
    assert report_from(plain_report(new)) == new
    paid = {
        row.id: sum(each.amount or 0 for each in last.payments if each.contract == row.id)
        for row in last.contracts
    }
    names = {row.name: row for row in last.contracts}
    for row in new.contracts:
        before = names[row.name]
        assert (row.prior_paid or 0) == (before.prior_paid or 0) + paid[before.id]
    check_whole(new, carried(new, 2023))
