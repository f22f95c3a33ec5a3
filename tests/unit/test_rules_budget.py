from __future__ import annotations

import pytest

from desktop.models.checks import Severity
from desktop.models.figures import Reckoning
from desktop.models.money import read_money
from desktop.models.plain import report_from
from desktop.models.rules.stated import figure_name
from desktop.models.rules.tolerance import rounded_rows, tolerance
from desktop.models.rules.units import is_other_unit
from desktop.report.blocks import Table
from desktop.report.compose import compose
from desktop.report.review import review
from tests.report.reports import _toml, outline, pack, reckoned, sample
from tests.unit.rule_case import Data
from tests.unit.rules_budget import OLDER, SCORED, SPENT, THREE, adjusted, funds, lines, paid, stated
from tests.unit.test_rules import found

_MOVED = lines({"adjusted": "8万元"}, {"adjusted": "12万元"})
_ONCE = adjusted({"kind": "调剂", "amount": "-2万元", "counterpart": 2})
_TWICE = adjusted(
    {"kind": "调剂", "amount": "-2万元", "counterpart": 2},
    {"kind": "调剂", "amount": "2万元", "counterpart": 1, "budget": 2},
)

FINER: list[tuple[str, Data, tuple[str, ...]]] = [
    ("B01", lines({}, **stated("initial", "约十万")), ("stated/1/value",)),
    ("B01", lines({}, **stated("initial", "")), ()),
    ("B01", lines({"initial": None}, **stated("initial", "20")), ()),
    ("B01", lines({}), ()),
    ("B01", {**THREE, **stated("initial", "3.00")}, ("stated/1/value",)),
    ("B01", lines({}, **stated("nothing", "20")), ()),
    ("B02", lines({"adjusted": "12万元"}, **stated("change", "2.00")), ()),
    ("B02", lines({"adjusted": "12万元"}, **stated("预算调整额合计", "2.50")), ("stated/1/value",)),
    ("B03", {**_MOVED, **_ONCE}, ()),
    ("B03", {**_MOVED, **_TWICE}, ()),
    ("B03", lines({}, {"adjusted": "12万元"}, **adjusted({"amount": 0})), ("budget/2/adjusted",)),
    ("B03", lines({"adjusted": "12万元"}), ()),
    ("B03", lines({"adjusted": "12万元"}, **adjusted({"budget": None, "amount": "1万元"})), ()),
    ("B03", lines({"adjusted": None}, **adjusted({"amount": "1万元"})), ()),
    ("B03", lines({"adjusted": "99万元"}, **adjusted(*[{"amount": "1万元"}] * 8)), ("budget/1/adjusted",)),
    ("B04", {**SPENT, **stated("unspent", "0.50")}, ()),
    ("B04", {**SPENT, **stated("budget/1/spent", "9.00")}, ("stated/1/value",)),
    ("B06", lines({}, payments=paid("9.9442万元"), **stated("execution_rate", "99.44%")), ()),
    ("B06", lines({}, payments=paid("9.9942万元"), **stated("execution_rate", "99.9%")), ()),
    ("B06", lines({}, payments=paid("9.9942万元"), **stated("execution_rate", "100%")), ("stated/1/value",)),
    ("B10", lines({}, payments=paid("8.50万元")), ("figures/execution_rate",)),
    ("B10", lines({}, {}, {}, {}, payments=paid("6万元") + paid("30万元", budget=2)), ("budget/1/unspent_use",)),
    ("B10", lines({}), ()),
    ("B10", {**lines({}), "project": {"state": "送审"}}, ("figures/execution_rate",)),
    ("B10", lines({"adjusted": 0}), ()),
    ("B11", OLDER, ("funding",)),
    ("B11", {**OLDER, "contracts": [{"name": "甲合同", "year": 2021}]}, ()),
    ("B12", {**lines({}), **funds({"initial": None})}, ()),
    ("B12", {**lines({}, payments=paid("1万元", funding=1)), **funds({})}, ()),
    ("B12", {**lines({}, payments=paid("1万元")), **funds({})}, ("payments/1/funding",)),
    ("B12", lines({}, payments=paid("1万元")), ()),
    ("B12", {**lines({"initial": "10.01万元"}), **funds({})}, ()),
    ("B13", lines({"received": "9万元"}, **stated("received_rate", "100%")), ("stated/1/value",)),
    ("B13", lines({"received": "9万元"}, payments=[{"item": "付", "payee": "甲", "amount": "9.01万元", "budget": 1}]), ()),
    ("B13", lines({"received": "9万元"}, payments=[{"item": "付", "payee": "甲", "amount": "9.02万元", "budget": 1}]),
     ("budget/1/received",)),
    ("B13", lines({"received": "9万元"}, **stated("到位资金", "10")), ("stated/1/value",)),
    ("B14", {**lines({}, payments=paid("1万元", funding=1)), **funds({"adjusted": 0})}, ("funding/1/adjusted",)),
    ("B15", {"contracts": [{"name": "甲", "amount": "3185500"}], "payments": paid("3185500元", contract=1, budget=None)},
     ("contracts/1/amount",)),
    ("B15", {"indicators": [{"name": "甲", "target": "294.72", "actual": "2932300"}]}, ("indicators/1/actual",)),
    ("B15", lines({}, payments=paid("10元")), ("budget/1/adjusted",)),
    ("B15", lines({}, payments=paid("12元")), ()),
    ("B15", lines({"initial": 0, "adjusted": "12元"}), ()),
    ("B16", {"indicators": []}, ()),
    ("B16", THREE, ("budget",)),
    ("B17", {**lines({}), **SCORED}, ("figures/execution_rate",)),
    ("B17", {**SPENT, "indicators": [{"name": "甲", "target": "1", "weight": "90"}]}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("rule_id", "data", "places"), FINER)
def test_the_finer_points_of_the_budget_rules(rule_id: str, data: Data, places: tuple[str, ...]) -> None:
    assert tuple(each.place for each in found(rule_id, data)[:1]) == places


def test_nothing_is_asked_where_the_pack_leaves_the_limit_open() -> None:
    data = report_from({"project": {"year": 2021}, **lines({}, payments=paid("1万元")), **SCORED})
    findings = review(Reckoning(data, type(pack())()))
    assert {"B10", "B17"} & {each.rule for each in findings} == set()


def test_what_the_sample_shows_of_budget_and_execution() -> None:
    rules = {f"B{n:02}" for n in (1, 2, 3, 4, 6, *range(10, 18))}
    shown = {each.rule: each for each in review(reckoned(sample())) if each.rule in rules}
    assert set(shown) == {"B11", "B16"}
    assert "133.96，占支出合计 25.80%" in shown["B11"].message
    assert shown["B16"].severity is Severity.HINT
    assert "66.98 + 159.28 + 66.98 = 293.24，相差 0.01" in shown["B16"].message


@pytest.mark.parametrize("name", ["minsheng-2021", "complete"])
def test_a_tables_total_is_the_sum_of_its_rows(name: str) -> None:
    """B05, on the blocks that are printed: the rows add up to the total but for the tail of rounding."""
    data = _toml(f"samples/{name}/report.toml")
    for row in data.get("evidence", ()):
        row.pop("file", None)
    document = compose(Reckoning(report_from(data), pack()), outline())
    tables = [block for block in document.blocks if isinstance(block, Table) and block.total]
    assert tables
    for table in tables:
        for column, head in enumerate(table.columns):
            if head.align == "right" and not table.total[column].endswith("%"):
                amounts = [read_money(row[column]) or 0 for row in table.rows]
                apart = abs(sum(amounts) - (read_money(table.total[column]) or 0))
                assert apart <= tolerance(len(amounts))
                assert not apart or "尾差" in table.note


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("initial", "initial"),
        ("figures/spent", "spent"),
        ("initial（年初预算数合计）", "initial"),
        ("预算执行率", "execution_rate"),
        ("执行率", "execution_rate"),
        ("budget/1/spent", "budget/1/spent"),
    ],
)
def test_a_stated_figure_is_named_in_several_ways(text: str, name: str) -> None:
    assert figure_name(text) == name


def test_how_far_amounts_may_lie_apart() -> None:
    assert [tolerance(count) for count in (0, 2, 3, 23)] == [10_000, 10_000, 15_000, 115_000]
    assert rounded_rows([66_980_000, 6_698_123, None, 0]) == 1


@pytest.mark.parametrize(
    ("one", "other", "is_other"),
    [
        (10_000, 1, True),
        (1, 10_000, True),
        (3_844, 100, False),
        (-10_000, 1, False),
        (0, 5, False),
        (None, 1, False),
    ],
)
def test_amounts_in_another_unit(one: int | None, other: int, is_other: bool) -> None:
    assert is_other_unit(one, other) is is_other
