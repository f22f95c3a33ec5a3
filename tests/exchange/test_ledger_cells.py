"""Single cells of ledgers: amounts to the 分, days in all their forms, labels of columns."""

from __future__ import annotations

import datetime

import pytest

from desktop.exchange.readers.ledger_cells import plausible_unit, read_amount, read_day, read_words
from desktop.exchange.readers.ledger_words import heading

DAY = datetime.date(2021, 3, 29)


@pytest.mark.parametrize(
    ("cells", "unit", "clear"),
    [
        ([66.975, 3.0], "万元", True),
        (["159.2753", "3"], "万元", True),
        ([1592800.0, 40000.0], "元", True),
        ([66.97500000000001], "万元", True),
        ([4.0, 66.98], "万元", False),
        ([0.1 + 0.2], "万元", False),
        ([], "元", False),
        (["abc", None, True, float("nan"), float("inf"), "3万元"], "元", False),
    ],
)
def test_units_that_nobody_stated(cells, unit, clear):
    assert plausible_unit(cells) == (unit, clear)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("１５９２．８０", 159280),
        ("￥1,592,800.00", 159280000),
        ("66.98万元", 66980000),
        ("叁拾万元整", 30000000),
        (0.1 + 0.2, 30),
        (1.005, 101),
        (-20.5, -2050),
        ("(1,000.00)", -100000),
        (40, 4000),
    ],
)
def test_amounts(cell, fen):
    assert read_amount(cell, "元")[0] == fen


def test_what_is_finer_than_a_fen_is_said():
    assert read_amount(33.333333, "元") == (3333, "表里的数比分还细，已四舍五入到分")
    assert read_amount("66.97500000000001", "万元") == (66975000, "")


@pytest.mark.parametrize("cell", [True, "abc", "约30万元", DAY, float("nan"), 1e300, "#REF!", "1,59,2800"])
def test_amounts_that_cannot_be_read(cell):
    with pytest.raises(ValueError, match=r"[一-鿿]"):
        read_amount(cell, "元")


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime.datetime(2021, 3, 29, 12, 30),  # noqa: DTZ001 - cells have no zone
        44284,
        44284.5,
        "44284",
        20210329,
        "20210329",
        "2021年3月29日",
        "2021.3.29",
        "2021/3/29 0:00:00",
        "二〇二一年三月二十九日",
        "3月29日",
        "3-29",
        "２０２１－０３－２９",
    ],
)
def test_days(cell):
    assert read_day(cell, 2021) == DAY


@pytest.mark.parametrize("cell", ["2021年3月", "2021-02-30", 12, "昨天", "3-29", datetime.time(1, 2), True])
def test_days_that_cannot_be_read(cell):
    with pytest.raises(ValueError, match=r"[一-鿿]"):
        read_day(cell, 0)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("支 付 日 期", "date"),
        ("付款日期*", "date"),
        ("合同签订日期", ""),
        ("费用支出事项", "item"),
        ("收款单位（全称）", "payee"),
        ("付款单位", ""),
        ("付款单位名称", ""),
        ("凭证字号", "voucher"),
        ("实际支付金额(元)", "amount"),
        ("含税支付金额", "amount"),
        ("预算金额", ""),
        ("剩余支付金额", None),
        ("所属子项目", "budget"),
        ("合同编号", "contract_number"),
        ("资金来源", "funding"),
        ("备 注", "note"),
        ("", None),
        ("一二三", None),
    ],
)
def test_headings(label, field):
    assert heading(label).field == field


@pytest.mark.parametrize(
    ("cell", "words"),
    [(None, ""), (True, "是"), (3.0, "3"), (3.5, "3.5"), (DAY, "2021-03-29"), (" 甲 ", "甲")],
)
def test_cells_as_words(cell, words):
    assert read_words(cell) == words
