from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.models.figures import CATALOGUE, Reckoning
from desktop.models.places import parse_place, value_at
from desktop.models.reckoning.catalogue import definition_of
from tests.report.reports import library, reckoned, report, sample

# (report, figure, exact value, text): one line at least for every figure of the catalogue
EXACT: list[tuple[str, str, object, str]] = [
    ("sample", "initial", 322_880_000, "322.88万元"),
    ("sample", "adjusted", 519_610_000, "519.61万元"),
    ("sample", "change", 196_730_000, "196.73万元"),
    ("sample", "change_rate", "60.92975718533201189296333002973241", "60.93%"),
    ("sample", "spent", 519_320_000, "519.32万元"),
    ("sample", "unspent", 290_000, "0.29万元"),
    ("sample", "execution_rate", "99.94418891091395469679182463770905", "99.94%"),
    ("sample", "received", None, ""),
    ("sample", "received_rate", None, ""),
    ("library", "received", 28_000_000, "28.00万元"),
    ("library", "received_rate", "100", "100%"),
    ("library", "change", -2_000_000, "-2.00万元"),
    ("sample", "budget/1/spent", 312_260_000, "312.26万元"),
    ("sample", "budget/2/spent", 15_000_000, "15.00万元"),
    ("sample", "budget/3/spent", 192_060_000, "192.06万元"),
    ("sample", "budget/1/change", -2_490_000, "-2.49万元"),
    ("sample", "budget/2/change_rate", "400", "400%"),
    ("sample", "budget/3/change_rate", "3744.4", "3744.40%"),
    ("sample", "budget/3/times", "38.444", "38.44倍"),
    ("sample", "budget/1/execution_rate", "99.95838535164377861007074490220558", "99.96%"),
    ("sample", "budget/2/execution_rate", "100", "100%"),
    ("sample", "budget/3/unspent", 160_000, "0.16万元"),
    ("library", "funding/1/executed", 26_160_000, "26.16万元"),
    ("library", "funding/1/execution_rate", "93.42857142857142857142857142857143", "93.43%"),
    ("library", "funding/2/executed", 0, "0.00万元"),
    ("library", "funding/2/execution_rate", None, ""),
    ("library", "payments/by_month/06", 22_800_000, "22.80万元"),
    ("library", "payments/by_month/09", 3_360_000, "3.36万元"),
    ("sample", "payments/by_stage/进度款", 48_200_000, "48.20万元"),
    ("sample", "contracts/10/paid_year", 133_960_000, "133.96万元"),
    ("sample", "contracts/10/paid_all", None, ""),
    ("sample", "contracts/5/paid_all", 42_300_000, "42.30万元"),
    ("sample", "contracts/1/paid_share", "50.00156961230576047716214095118506", "50.00%"),
    ("sample", "contracts/5/balance", 4_700_000, "4.70万元"),
    ("sample", "contracts/12/balance", None, ""),
    ("sample", "contracts/1/commitment", 159_270_000, "159.27万元"),
    ("sample", "contracts/2/commitment", 0, "0.00万元"),
    ("sample", "contracts/5/commitment", None, ""),
    ("sample", "contracts/1/months", 12, "12个月"),
    ("sample", "contracts/2/months", None, ""),
    ("sample", "contracts/1/term", "2021年4月1日至2022年3月31日", "2021年4月1日至2022年3月31日"),
    ("sample", "contracts/prior/count", 1, "1份"),
    ("sample", "contracts/prior/paid_year", 133_960_000, "133.96万元"),
    ("sample", "budget/count", 3, "3个"),
    ("sample", "contracts/count", 13, "13份"),
    ("sample", "payments/count", 23, "23笔"),
    ("sample", "goals/count", 6, "6项"),
    ("sample", "indicators/count", 25, "25项"),
    ("library", "results/count", 3, "3项"),
    ("sample", "problems/count", 1, "1个"),
    ("sample", "measures/count", 1, "1项"),
    ("library", "goals/done", 1, "1项"),
    ("library", "goals/partial", 1, "1项"),
    ("library", "goals/undone", 0, "0项"),
    ("sample", "indicators/met", 8, "8项"),
    ("sample", "indicators/unmet", 1, "1项"),
    ("sample", "indicators/over", 1, "1项"),
    ("sample", "indicators/missing", 16, "16项"),
    ("sample", "indicators/reported", 9, "9项"),
    ("sample", "indicators/quantified", 16, "16项"),
    ("sample", "indicators/qualitative", 9, "9项"),
    ("library", "indicators/met", 7, "7项"),
    ("library", "indicators/unmet", 1, "1项"),
    ("sample", "indicators/1/ratio", "99.49443539630836047774158523344191", "99.49%"),
    ("sample", "indicators/2/ratio", "216.6666666666666666666666666666667", "216.67%"),
    ("sample", "indicators/7/ratio", None, ""),
    ("sample", "indicators/1/shortfall", "1.49", "1.49万元"),
    ("sample", "indicators/2/shortfall", "0", "0宗"),
    ("library", "indicators/4/shortfall", "12", "12天"),
    ("sample", "indicators/8/shortfall", None, ""),
    ("sample", "indicators/2/label", "抽检案件", "抽检案件"),
    ("sample", "levels/output/count", 16, "16项"),
    ("sample", "levels/benefit/count", 9, "9项"),
    ("sample", "levels/cost/count", 0, "0项"),
    ("sample", "levels/output/reported", 9, "9项"),
    ("sample", "levels/output/met", 8, "8项"),
    ("sample", "levels/output/weight", None, ""),
    ("sample", "score", None, ""),
    ("sample", "grade", None, ""),
    ("sample", "execution_points", "9.99", "9.99分"),
    ("sample", "levels/output/points", None, ""),
    ("library", "levels/output/points", "48.33", "48.33分"),
    ("library", "execution_points", "9.34", "9.34分"),
    ("library", "indicators/4/points", "8.33", "8.33分"),
    ("library", "indicators/4/lost", "1.67", "1.67分"),
    ("library", "score", "97.67", "97.67分"),
    ("library", "grade", "优", "优"),
    ("library", "levels/output/weight", "50", "50分"),
    ("library", "levels/satisfaction/weight", "10", "10分"),
    ("library", "results/1/change", "2670", "2670人次"),
    ("library", "results/1/change_rate", "14.29336188436830835117773019271949", "14.29%"),
    ("library", "results/2/points", "1.5", "1.5百分点"),
    ("library", "results/3/change", "0", "0个"),
    ("sample", "results/1/change", None, ""),
    ("sample", "results/2/change", "-0.44", "-0.44个工作日"),
    ("library", "results/1/points", None, ""),
]
REPORTS = {"sample": sample, "library": library}


@pytest.mark.parametrize(("which", "name", "value", "text"), EXACT)
def test_every_figure_is_exact(which: str, name: str, value: object, text: str) -> None:
    figure = reckoned(REPORTS[which]()).figure(name)
    assert figure is not None
    assert figure.name == name
    assert figure.label
    assert figure.text == text
    assert value is None if figure.value is None else str(figure.value) == str(value)
    assert type(figure.value) in {int, Decimal, str, type(None)}


def test_the_catalogue_is_listed_whole_and_by_name() -> None:
    for data in (sample(), library()):
        reckoning = reckoned(data)
        listed = reckoning.figures()
        assert all(reckoning.figure(name) is figure for name, figure in listed.items())
        assert {found[0].pattern for name in listed if (found := definition_of(name))} <= set(CATALOGUE)


def test_unknown_names_have_no_figure() -> None:
    reckoning = reckoned(sample())
    for name in ("", "nothing", "budget/9/spent", "budget/*/spent", "*", "contracts/prior/spent", "budget/1"):
        assert reckoning.figure(name) is None


def test_every_source_is_the_place_of_a_value() -> None:
    for data in (sample(), library()):
        for figure in reckoned(data).figures().values():
            for source in figure.sources:
                where = parse_place(source)
                assert not where.field or value_at(data, where) is not ...


def test_what_is_not_filled_in_is_not_nothing() -> None:
    empty = reckoned(report())
    for name in ("initial", "adjusted", "change", "change_rate", "unspent", "execution_rate", "received"):
        figure = empty.figure(name)
        assert figure is not None
        assert figure.value is None
        assert figure.text == ""
    spent = empty.figure("spent")
    assert spent is not None
    assert spent.value == 0


def test_a_total_over_a_missing_part_is_missing() -> None:
    lines = [{"name": "甲", "initial": 100, "adjusted": 100}, {"name": "乙", "adjusted": 50}]
    reckoning = reckoned(report(budget=lines))
    assert _value(reckoning, "initial") is None
    assert _value(reckoning, "change_rate") is None
    assert _value(reckoning, "adjusted") == 150
    assert _value(reckoning, "budget/2/change") is None


def test_nothing_planned_has_no_rate() -> None:
    reckoning = reckoned(report(budget=[{"name": "甲", "initial": 0, "adjusted": 100}]))
    assert _value(reckoning, "change") == 100
    assert _value(reckoning, "change_rate") is None
    assert _value(reckoning, "budget/1/times") is None


def test_a_refund_lowers_what_was_spent() -> None:
    payments = [{"item": "付", "amount": 500}, {"item": "退", "amount": -200}, {"item": "未填"}]
    reckoning = reckoned(report(payments=payments))
    assert _value(reckoning, "spent") == 300
    assert _value(reckoning, "payments/count") == 3


def test_earlier_years_are_added_to_what_was_paid() -> None:
    contracts = [
        {"name": "旧", "year": 2019, "amount": 1000, "supplement": 100, "prior_paid": 600},
        {"name": "新", "signed": "2021-02-01", "amount": 1000},
        {"name": "旧而不知已付", "signed": "2020-12-31", "amount": 1000},
    ]
    payments = [{"item": "付", "amount": 300, "contract": 1}]
    reckoning = reckoned(report(contracts=contracts, payments=payments))
    assert _value(reckoning, "contracts/1/paid_all") == 900
    assert _value(reckoning, "contracts/1/balance") == 200
    assert _value(reckoning, "contracts/2/paid_all") == 0
    assert _value(reckoning, "contracts/3/paid_all") is None
    assert _value(reckoning, "contracts/prior/count") == 2


@pytest.mark.parametrize(
    ("operator", "target", "actual", "met"),
    [
        ("≥", "99.99", "99.98", False),
        ("≥", "99.99", "99.99", True),
        (">", "10", "10", False),
        ("=", "100", "100", True),
        ("=", "100", "99.999", False),
        ("≤", "0", "0", True),
        ("≤", "10", "10.1", False),
        ("<", "10", "10", False),
        ("", "240", "310", True),
        ("", "294.72", "293.23", False),
    ],
)
def test_a_target_is_met_before_any_rounding(operator: str, target: str, actual: str, met: bool) -> None:
    row = {"name": "甲", "operator": operator, "target": target, "actual": actual}
    reckoning = reckoned(report(indicators=[row]))
    assert _value(reckoning, "indicators/met") == int(met)
    assert _value(reckoning, "indicators/unmet") == int(not met)


def test_bands_and_words_are_actual_values_too() -> None:
    rows = [
        {"name": "甲", "operator": "定性", "target_text": "健全", "band": "达成年度指标"},
        {"name": "乙", "operator": "定性", "target_text": "健全", "band": "未达成年度指标且效果较差"},
        {"name": "丙", "operator": "定性", "target_text": "健全", "actual_text": "已印发办法"},
        {"name": "丁", "operator": "≥", "target": 1, "na_reason": "当年无此项业务"},
        {"name": "戊", "operator": "≥", "target": 1},
    ]
    reckoning = reckoned(report(indicators=rows))
    counted = {
        name: _value(reckoning, f"indicators/{name}") for name in ("met", "unmet", "reported", "missing")
    }
    assert counted == {"met": 1, "unmet": 1, "reported": 3, "missing": 1}


def test_far_above_the_target_is_judged_by_the_rule_pack() -> None:
    def over(operator: str, actual: str) -> object:
        row = {"name": "甲", "operator": operator, "target": "100", "actual": actual}
        return _value(reckoned(report(indicators=[row])), "indicators/over")

    assert over("≥", "130") == 1
    assert over("≥", "129.99") == 0
    assert over("≤", "130") == 0


def test_a_figure_is_reckoned_once() -> None:
    reckoning = reckoned(sample())
    assert reckoning.figure("spent") is reckoning.figure("spent")
    made: list[int] = []

    def derive(each: Reckoning) -> int:
        made.append(len(each.report.payments))
        return len(made)

    assert [reckoning.kept(derive), reckoning.kept(derive)] == [1, 1]


def _value(reckoning: Reckoning, name: str) -> object:
    figure = reckoning.figure(name)
    assert figure is not None
    return figure.value
