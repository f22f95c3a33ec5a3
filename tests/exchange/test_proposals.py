"""From ledger rows to proposals and from accepted proposals to the report; and which rows it has already."""

from __future__ import annotations

import contextlib
import json
import tomllib
from collections import Counter
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import DataError, KnownError
from desktop.exchange.ledgers import DUPLICATE, TWICE, LedgerFile, load_ledger, propose, read_ledger
from desktop.exchange.matching import Names, already_there
from desktop.exchange.proposals import Proposal, accept, at_least
from desktop.exchange.readers.ledger import read_ledger_tables
from desktop.exchange.source import Source, SourceTable
from desktop.models.money import show_exact
from desktop.models.places import parse_place
from desktop.models.plain import report_from
from desktop.models.records import BudgetLine, Contract, Funding, Origin, Payment, Project, Report

ROOT = Path(__file__).parents[2]
DAY = date(2021, 3, 29)
HEAD = (
    "日期",
    "摘要",
    "收款单位",
    "金额（元）",
    "凭证号",
    "子项目",
    "合同编号",
    "合同名称",
    "资金来源",
    "阶段",
    "备注",
)
REPORT = Report(
    project=Project(name="民生诉求", year=2021),
    budget=(BudgetLine(3, "民生热线服务"), BudgetLine(5, "宣传（线上）"), BudgetLine(6, "宣传（线下）")),
    funding=(Funding(2, "当年财政拨款"),),
    contracts=(Contract(4, "HT-01", "2021年热线服务合同"), Contract(8, "HT-02", "宣传片制作合同")),
)


def reading_of(*rows, report=REPORT, head=HEAD, unit=""):
    ledger = read_ledger_tables(Source((SourceTable("支出", (head, *rows)),)), unit=unit)
    return propose(LedgerFile("台账.xlsx", "a" * 64, "", ledger), report)


def fields(reading, number=1):
    return {
        each.place.split("/")[2]: each
        for each in reading.proposals
        if each.place.startswith(f"payments/+{number}/")
    }


def ids():
    numbers: dict[str, count] = {}
    return lambda section: next(numbers.setdefault(section, count(100)))


FULL = (DAY, "热线尾款", "甲公司", 5.0, "记-1", "民生热线服务", "HT-01", "", "财政拨款", "", "备注")


def test_one_row_becomes_one_payment():
    found = fields(reading_of(FULL))
    assert {name: each.value for name, each in found.items()} == {
        "date": DAY,
        "item": "热线尾款",
        "payee": "甲公司",
        "amount": 500,
        "voucher": "记-1",
        "note": "备注",
        "budget": 3,
        "funding": 2,
        "contract": 4,
        "stage": "尾款",
    }
    assert {name for name, each in found.items() if each.confidence != "sure"} == {"funding", "stage"}
    assert found["amount"].text == "5"
    assert found["amount"].where == "支出!第2行"


def test_names_that_mean_nothing_or_several_stay_empty_and_say_why():
    found = fields(reading_of((DAY, "x", "", 5.0, "", "宣传", "HT-99", "合同", "专项债", "", "")))
    assert found["budget"].value is None
    assert "2 个" in found["budget"].reason
    assert found["contract"].value is None
    assert "没有叫" in found["funding"].reason
    assert {found[name].confidence for name in ("budget", "contract", "funding")} == {"guess"}


def test_the_contract_by_its_name_where_the_number_is_unknown():
    found = fields(reading_of((DAY, "x", "", 5.0, "", "", "HT-99", "宣传片制作合同", "", "", "")))
    assert found["contract"].value == 8


@pytest.mark.parametrize(
    ("item", "column", "stage"),
    [
        ("服务合同首款", "", "首款"),
        ("预付款", "", "预付款"),
        ("付首付款", "", "首款"),
        ("质量保证金", "", "质保金"),
        ("一次性支付", "", "一次性付清"),
        ("第二笔款", "", None),
        ("首款和尾款", "", None),
        ("服务费", "进度款", "进度款"),
        ("尾款", "第一期款", "首款"),
    ],
)
def test_stages(item, column, stage):
    found = fields(reading_of((DAY, item, "", 5.0, "", "", "", "", "", column, "")))
    assert (found["stage"].value if "stage" in found else None) == stage


def test_days_outside_the_year_are_to_be_looked_at():
    found = fields(reading_of((date(2020, 12, 31), "x", "", 5.0)))
    assert found["amount"].confidence == "guess"
    assert "2021" in found["amount"].reason


def test_a_unit_far_from_the_budget_is_a_hint():
    report = Report(budget=(BudgetLine(1, adjusted=51961_0000),))
    head = ("摘要", "金额")
    assert (
        any("弄反" in each.advice for each in reading_of(("x", 400.0), head=head, report=report).problems)
        is False
    )
    report = Report(budget=(BudgetLine(1, adjusted=51961),))
    assert any("弄反" in each.advice for each in reading_of(("x", 400.0), head=head, report=report).problems)
    assert not reading_of(("x", 400.0), head=head, report=report, unit="元").problems


def test_accepting_is_one_new_report():
    reading = reading_of(FULL, (DAY, "y", "", 6.0))
    new = accept(REPORT, reading.proposals, ids())
    assert [row.id for row in new.payments] == [100, 101]
    assert new.payments[0] == Payment(
        *(100, DAY, "热线尾款", "甲公司", 4, "", 3, 2, "尾款", 500, "记-1", "备注"),
    )
    assert new.origins == (
        Origin(100, "payments/100", "imported", "台账.xlsx 支出!第2行"),
        Origin(101, "payments/101", "imported", "台账.xlsx 支出!第3行"),
    )
    assert new.contracts is REPORT.contracts


def test_accepting_nothing_changes_nothing():
    assert accept(REPORT, (), ids()) == REPORT


def test_accepting_some_fields_of_some_rows():
    reading = reading_of(FULL, (DAY, "y", "", 6.0))
    new = accept(REPORT, [each for each in reading.proposals if each.place == "payments/+2/amount"], ids())
    assert new.payments == (Payment(100, amount=600),)


def test_accepting_a_value_of_a_record_that_is_there():
    report = Report(budget=(BudgetLine(3, "a"),), origins=(Origin(1, "budget/3/name", "confirmed", "x"),))
    proposal = Proposal("budget/3/name", "b", "b", "sure", "第1行", "", "台账.csv")
    new = accept(report, [proposal], ids())
    assert new.budget == (BudgetLine(3, "b"),)
    assert new.origins == (Origin(100, "budget/3/name", "imported", "台账.csv 第1行"),)


@pytest.mark.parametrize(
    "where", ["payments", "payments/1", "payments/+1", "payments/7/amount", "x/1/y", "project/+1/name"]
)
def test_accepting_at_no_place(where):
    with pytest.raises(DataError):
        accept(REPORT, [Proposal(where, 1, "", "sure", "", "", "")], ids())


def test_accepting_an_unknown_field_beside_a_known_one():
    some = [Proposal(f"payments/+1/{name}", 1, "", "sure", "", "", "") for name in ("amount", "price")]
    with pytest.raises(DataError, match="price"):
        accept(REPORT, some, ids())


def test_how_sure_is_sure_enough():
    some = [Proposal("payments/+1/note", n, "", n, "", "", "") for n in ("guess", "sure", "likely")]
    assert [[each.value for each in at_least(some, level)] for level in ("sure", "likely", "all")] == [
        ["sure"],
        ["sure", "likely"],
        ["guess", "sure", "likely"],
    ]
    with pytest.raises(DataError):
        at_least(some, "guess")


def test_the_plain_shape(book):
    path = book([HEAD, FULL, ["合计", "", "", 5.0], ["", "x", "", "待定"]])
    plain = json.loads(json.dumps(read_ledger(path, REPORT).plain, ensure_ascii=False))
    assert plain["source"] | {"sha256": ""} == {
        "file": "台账.xlsx",
        "kind": "ledger",
        "sha256": "",
        "encoding": "",
    }
    assert plain["proposals"][0] == {
        "place": "payments/+1/date",
        "value": "2021-03-29",
        "text": "2021-03-29",
        "confidence": "sure",
        "where": "支出!第2行",
        "reason": "",
    }
    assert plain["unused"] == [{"text": "合计 5", "where": "支出!第3行"}]
    assert [sorted(each) for each in plain["problems"]] == [["advice", "message", "where"]]


def test_what_is_there_already_is_not_ticked():
    report = accept(REPORT, reading_of(FULL).proposals, ids())
    found = reading_of(FULL, (DAY, "y", "", 6.0), report=report)
    assert {each.confidence for each in fields(found).values()} == {"guess"}
    assert all(DUPLICATE in each.reason for each in fields(found).values())
    assert fields(found, 2)["amount"].confidence == "sure"


def test_the_same_row_on_two_sheets():
    tables = tuple(SourceTable(sheet, (HEAD, FULL)) for sheet in ("明细", "汇总"))
    reading = propose(LedgerFile("台账.xlsx", "", "", read_ledger_tables(Source(tables))), REPORT)
    assert fields(reading)["amount"].confidence == "sure"
    assert TWICE in fields(reading, 2)["amount"].reason


def paid(day="", item="", payee="", amount=5, voucher=""):
    return Payment(0, date.fromisoformat(day) if day else None, item, payee, amount=amount, voucher=voucher)


@pytest.mark.parametrize(
    ("existing", "row", "same"),
    [
        (paid("2021-03-29", payee="甲", voucher="1"), paid("2021-03-29", payee="甲", voucher="1"), True),
        (paid("2021-03-29", payee="甲", voucher="1"), paid("2021-03-29", payee="甲", voucher="2"), False),
        (paid("2021-03-29", payee="甲"), paid("2021-03-29", payee="乙"), False),
        (paid("2021-03-29"), paid("2021-03-30"), False),
        (paid("2021-03-29", item="首款"), paid("2021-03-29", item="热线首款"), True),
        (paid("2021-03-29"), paid("2021-03-29", amount=6), False),
        (paid(item="热线首款"), paid("2021-03-29", item="热线首款", voucher="1"), True),
        (paid(item="热线首款", payee="甲"), paid("2021-03-29", item="热线 首款", payee="甲"), True),
        (paid(item="热线首款", payee="甲"), paid("2021-03-29", item="热线首款", payee="乙"), False),
        (paid(item="热线首款", payee="甲"), paid("2021-03-29", item="热线尾款", payee="甲"), False),
        (paid(), paid(), False),
        (paid(voucher="记－1"), paid("2021-03-29", voucher="记-1"), True),
        (paid("2021-03-29", payee="甲（深圳）公司"), paid("2021-03-29", payee="甲(深圳)公司"), True),
    ],
)
def test_the_same_payment(existing, row, same):
    assert already_there([existing], [row]) == (frozenset({0}) if same else frozenset())


def test_equal_rows_are_counted():
    twin = paid("2021-03-29", "首款", "甲", 5, "1")
    assert already_there([twin], [twin, twin]) == {0}
    assert already_there([twin, twin], [twin, twin]) == {0, 1}
    assert already_there([twin, twin, twin], [twin]) == {0}
    assert already_there([], [twin]) == already_there([twin], []) == frozenset()


PAYMENTS = st.lists(
    st.builds(
        paid,
        day=st.sampled_from(["2021-03-29", "2021-03-30"]),
        item=st.sampled_from(["首款", "尾款"]),
        payee=st.sampled_from(["甲", "乙"]),
        amount=st.sampled_from([5, 6]),
        voucher=st.sampled_from(["1", "2"]),
    ),
    max_size=8,
)


@given(PAYMENTS, PAYMENTS)
def test_full_rows_match_as_multisets(existing, rows):
    def key(row):
        return row.date, row.payee, row.amount, row.voucher

    held, wanted = Counter(map(key, existing)), Counter(map(key, rows))
    found = Counter(key(rows[index]) for index in already_there(existing, rows))
    assert found == held & wanted


@given(PAYMENTS)
def test_a_report_holds_all_its_own_payments(rows):
    assert already_there(rows, rows) == frozenset(range(len(rows)))


def test_names():
    names = Names([(1, "热线服务"), (2, "热线服务（二期）"), (3, "宣传"), (4, "")])
    assert names.find("热线服务") == (1, "名称一致")
    assert names.find(" 热线服务(二期) ") == (2, "名称一致")
    assert names.find("宣传费") == (3, "名称相近")
    assert names.find("热线")[0] is None
    assert names.find("培训")[0] is None
    assert names.find("")[0] is None


def sample():
    return report_from(
        tomllib.loads((ROOT / "resources/samples/minsheng-2021/report.toml").read_text("utf-8"))
    )


@pytest.mark.parametrize("unit", ["万元", "元"])
def test_the_sample_s_payments_come_back_exactly(book, unit):
    report = sample()
    names = {row.id: row.name for row in (*report.budget,)}
    contracts = {row.id: row.name for row in report.contracts}
    rows = [
        [
            *(n, row.item, row.payee, float(show_exact(row.amount, unit)), names.get(row.budget, "")),
            *(contracts.get(row.contract, ""), row.stage),
        ]
        for n, row in enumerate(report.payments, 1)
    ]
    total = float(show_exact(sum(row.amount for row in report.payments), unit))
    head = ["序号", "支出事项", "收款单位", f"金额（{unit}）", "子项目", "合同名称", "阶段"]
    path = book([["“民生诉求”项目支出明细表"], head, *rows, ["合计", "", "", total]])
    empty = report.with_rows("payments", ())
    reading = read_ledger(path, empty)
    assert not reading.problems
    assert {each.confidence for each in reading.proposals} == {"sure"}
    new = accept(empty, reading.proposals, ids())
    stripped = [
        (row.item, row.payee, row.contract, row.budget, row.stage, row.amount) for row in new.payments
    ]
    assert stripped == [
        (row.item, row.payee, row.contract, row.budget, row.stage, row.amount) for row in report.payments
    ]
    again = read_ledger(path, new)
    assert {each.confidence for each in again.proposals} == {"guess"}


@given(st.lists(st.tuples(*[st.text(max_size=8)] * 5), max_size=6), st.sampled_from(["", "元", "万元"]))
def test_any_ledger_text_is_proposed_and_accepted_or_refused(tmp_path_factory, rows, unit):
    path = tmp_path_factory.mktemp("text") / "台账.csv"
    head = "日期,摘要,金额,子项目,阶段\n"
    path.write_bytes((head + "\n".join(map(",".join, rows))).encode("utf-8", "replace"))
    with contextlib.suppress(KnownError):
        reading = propose(load_ledger(path, unit, 2021), REPORT)
        new = accept(REPORT, reading.proposals, ids())
        assert len(new.payments) == len({parse_place(each.place).fresh for each in reading.proposals})
        json.dumps(reading.plain)
