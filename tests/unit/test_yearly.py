"""This year beside last year: 增减, 增减率, 百分点, what is left over, last year's measures."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.exchange.carry_over import carry_over
from desktop.folders import resources
from desktop.models.figures import Reckoning
from desktop.models.records import (
    BudgetLine,
    Indicator,
    Link,
    Measure,
    Payment,
    Project,
    Report,
    Result,
)
from desktop.models.rulepack import parse_rulepack
from desktop.models.yearly import Compared, amount, compared, followed, left_over, number

LIMIT = Decimal(10)


def last_year() -> Report:
    return Report(
        project=Project(name="民生诉求", year=2021, unit="某局"),
        budget=(BudgetLine(1, "宣传", initial=500_0000, adjusted=19_222_0000 // 10),),
        payments=(Payment(1, None, "首款", "甲", budget=1, amount=1_000_0000),),
        results=(Result(1, "受理", Decimal("8.90"), "万宗"), Result(2, "办结率", Decimal("99.78"), "%")),
        indicators=(
            Indicator(1, "产出", "数量", "抽检", "≥", Decimal(600), "宗", actual=Decimal(1300)),
            Indicator(2, "产出", "数量", "旧的", "≥", Decimal(1), "个", actual=Decimal(3)),
        ),
        measures=(Measure(1, None, "全面编制预算", "财务科"),),
    )


@pytest.fixture
def report() -> Report:
    """Return the year after with other amounts, one indicator fewer."""
    made = carry_over(last_year(), file_name="2021.jxzp", sha256="0" * 64, year=2022)
    line = replace(made.budget[0], initial=1_000_0000, adjusted=2_000_0000)
    results = (
        replace(made.results[0], value=Decimal("9.6")),
        replace(made.results[1], value=Decimal("99.85")),
    )
    made = replace(made, budget=(line,), results=results).without("indicators", [2])
    same = replace(made.indicators[0], actual=Decimal(1300))
    return replace(made, indicators=(same,))


def lines(report: Report) -> tuple[Compared, ...]:
    path = resources() / "rulepacks" / "national-2020.toml"
    return compared(Reckoning(report, parse_rulepack(tomllib.loads(path.read_text("utf-8")))))


def test_amounts_have_a_difference_and_a_rate() -> None:
    made = amount("年初预算数", 322_880_000, 498_400_000, "figures/initial", LIMIT)
    assert (made.last, made.now, made.change, made.rate, made.over) == (
        "322.88", "498.40", "+175.52", "+54.36%", True,
    )  # fmt: skip
    down = amount("全年预算数", 519_610_000, 505_100_000, "", LIMIT)
    assert (down.change, down.rate, down.over) == ("−14.51", "−2.79%", False)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (None, 100, ("未报", "0.00", "", "—")),
        (0, 1_000_000, ("0.00", "1.00", "+1.00", "—")),
        (1_000_000, None, ("1.00", "—", "", "—")),
    ],
)
def test_a_base_of_none_or_zero_has_no_rate(before, after, shown) -> None:
    made = amount("全年执行数", before, after, "", LIMIT)
    assert (made.last, made.now, made.change, made.rate) == shown
    assert not made.over


def test_rates_differ_by_points_never_by_a_rate_of_a_rate() -> None:
    made = number("事件总办结率", Decimal("99.78"), Decimal("99.85"), "%", "", "成果")
    assert (made.last, made.now, made.change, made.rate) == ("99.78%", "99.85%", "", "+0.07 百分点")
    count = number("受理", Decimal("8.90"), Decimal("9.60"), "万宗", "", "成果")
    assert (count.label, count.change, count.rate) == ("受理（万宗）", "+0.7", "+7.87%")


def test_the_years_stand_beside_each_other_with_their_sub_projects(report) -> None:
    made = {each.label: each for each in lines(report)}
    assert (made["年初预算数"].last, made["年初预算数"].now, made["年初预算数"].rate) == (
        "5.00",
        "10.00",
        "+100.00%",
    )
    part = next(each for each in lines(report) if each.part)
    assert part.label == "　其中：宣传"
    assert (part.last, part.now, part.place) == ("5.00", "10.00", "budget/1/reason")
    assert made["受理（万宗）"].rate == "+7.87%"
    assert made["办结率"].rate == "+0.07 百分点"
    assert (made["抽检（宗）"].same, made["抽检（宗）"].note) == (True, "与上年完全相同，请核对")
    gone = made["旧的（个）"]
    assert (gone.last, gone.now, gone.note, gone.place) == ("3", "—", "2022年没有这项", "")


def test_without_last_year_every_base_is_not_reported() -> None:
    made = lines(last_year())
    assert {each.last for each in made} == {"未报"}
    assert not any(each.over for each in made)


def test_what_is_left_over_is_what_nobody_has_confirmed(report) -> None:
    found = left_over(report)
    places = {where for each in found for where in each.places}
    assert "project/1/name" in places
    assert "project/1/year" not in places
    assert next(each for each in found if "project/1/name" in each.places).name == "项目概况"


def test_last_years_measures_are_followed(report) -> None:
    (each,) = followed(report)
    assert (each.last.text, each.place, each.state) == ("全面编制预算", "", "")
    own = replace(
        report,
        measures=(Measure(4, None, "全面编制预算", "财务科", state="已完成"),),
        links=(*report.links, Link(99, "measures/4", "measures/1")),
    )
    assert followed(own)[0].state == "已完成"
    assert followed(own)[0].place == "measures/4"
    assert followed(last_year()) == ()


def test_nothing_is_executed_while_no_payment_is_entered(report) -> None:
    made = {each.label: each for each in lines(report)}
    assert (made["全年执行数"].last, made["全年执行数"].now, made["全年执行数"].over) == ("10.00", "—", False)
