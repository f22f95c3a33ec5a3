from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.checks import Finding, Severity
from desktop.models.rules.credit_codes import LENGTH, SIGNS, check_sign, fault
from desktop.models.rules.splitting import subject
from desktop.report.review import review
from tests.report.reports import library, reckoned, sample
from tests.unit.rule_case import Data
from tests.unit.rules_contracts import (
    CODE,
    coded,
    contract,
    contracts,
    limited,
    outreach,
    paid,
    planned,
    written,
)
from tests.unit.test_rules import found

_YEAR = {"category": "服务", "starts": "2021-04-01", "ends": "2022-03-31"}
_TITLED = "《甲服务合同》"


def _at_once(**values: Any) -> Data:
    return paid({"amount": "2万元", "stage": "一次性付清"}, {"amount": "1万元", "stage": "首款"}, **values)


def _in_order(first: str, then: str) -> Data:
    return paid(
        {"amount": "2万元", "stage": first, "date": "2021-05-01"},
        {"amount": "1万元", "stage": then, "date": "2021-06-01"},
    )


_HALVES = ({"stage": "首款", "share": 50}, {"stage": "尾款", "share": 50})
_DATED = ({**_HALVES[0], "due": "2021-06-30"}, {**_HALVES[1], "due": "2022-06-30"})


def _plan_and_paid(plan: tuple[Data, ...], *payments: tuple[str, str], **values: Any) -> Data:
    made = paid(*({"stage": stage, "amount": amount} for stage, amount in payments), **values)
    return {**made, "instalments": planned(*plan)["instalments"]}


def _twice(**second: Any) -> Data:
    row = {"amount": "2万元", "item": "付款", "date": "2021-05-01", "voucher": "记-1", "stage": "首款"}
    return paid(row, {**row, **second})


def _of_one_supplier(*amounts: str, method: str = "三方比价") -> Data:
    data = contracts(*({"amount": each, "method": method} for each in amounts))
    names = ("甲（深圳）公司", "甲(深圳)公司")
    parties = [{"contract": n + 1, "name": names[n % 2]} for n in range(len(amounts))]
    return {**data, "parties": parties}


def _goods(deliverable: str, *results: str) -> Data:
    goods = contract(category="货物", deliverable=deliverable)
    return {**goods, "results": [{"name": name, "value": 1} for name in results]}


def _results(*rows: tuple[str, int, str]) -> Data:
    return {"results": [dict(zip(("name", "value", "unit"), row, strict=True)) for row in rows]}


OTHER_CASES: list[tuple[str, Data, tuple[str, ...]]] = [
    ("C05", contract(signed="2021-04-05"), ()),
    ("C06", contract(award_date="2021-10-11", signed="2021-10-10"), ("contracts/1/signed",)),
    ("C06", contract(signed="2021-10-10"), ()),
    ("C07", contract(signed="2021-04-05", ends="2021-04-01"), ("contracts/1/ends",)),
    ("C07", contract(starts="2021-04-01", accepted="2021-03-31"), ("contracts/1/accepted",)),
    ("C07", contract(signed="2021-04-05", accepted="2021-04-05"), ()),
    ("C07", contract(signed="2021-04-05", accepted="2021-04-01"), ("contracts/1/accepted",)),
    ("P02", {**paid({"amount": "5万元", "date": "2020-12-31"}), "project": {"year": 0}}, ()),
    ("P02", {"project": {"starts": "2020-01-01", "ends": "2020-12-31"}}, ("project/1/starts",)),
    ("P02", {"project": {"starts": "2022-01-01"}}, ("project/1/starts",)),
    ("P02", {"project": {"starts": "2020-01-01", "ends": "2022-12-31"}}, ()),
    ("P03", {"indicators": [{"weight": "-10"}]}, ("indicators/1/weight",)),
    ("P03", planned({"share": "-50"}), ("instalments/1/share",)),
    ("C08", paid({"amount": "5万元"}, signed="2021-03-29"), ()),
    ("C09", paid({"date": "2021-06-01", "amount": "5万元", "stage": "尾款"}), ()),
    ("C10", contract(category="工程", max_months=60), ()),
    ("C10", contract(category="服务", starts="2021-04-01", ends="2024-04-01"), ("contracts/1/ends",)),
    ("C10", contract(category="服务", starts="2020-02-29", ends="2023-02-28"), ()),
    ("C13", planned({"amount": "4万元"}, {"share": "60"}), ()),
    ("C13", planned({"amount": "4万元"}, {"amount": "7万元"}, supplement="1万元"), ()),
    ("C13", planned({"amount": "4万元"}, {"amount": "5万元"}), ("instalments/1/amount",)),
    ("C13", planned({"amount": "4万元"}, {"condition": "验收后"}), ()),
    ("C13", _at_once(), ("payments/1/stage",)),
    ("C13", _plan_and_paid(_HALVES, ("首款", "5万元")), ()),
    ("C13", _plan_and_paid(_HALVES, ("预付款", "5万元"), ("结算款", "4.995万元")), ()),
    ("C13", _plan_and_paid(_HALVES, ("首款", "6万元")), ("payments/1/amount",)),
    ("C13", _plan_and_paid(_HALVES, ("首款", "6万元"), ("首款", "-1万元")), ()),
    ("C13", _plan_and_paid(_HALVES, ("首款", "4万元")), ()),
    ("C13", _plan_and_paid(_HALVES, ("首款", "4万元"), ("尾款", "5万元")), ("payments/1/amount",)),
    ("C13", _plan_and_paid(_HALVES, ("尾款", "5万元"), prior_paid="4万元"), ()),
    ("C13", _plan_and_paid(_HALVES, ("进度款", "5万元")), ("payments/1/stage",)),
    ("C13", _plan_and_paid(_HALVES, ("质保金", "5万元")), ()),
    ("C13", _plan_and_paid(_HALVES, ("", "6万元")), ()),
    ("C13", _plan_and_paid(_HALVES, ("首款", "6万元"), supplement="2万元"), ()),
    ("C13", _plan_and_paid(_DATED, ("首款", "5万元")), ()),
    ("C13", _plan_and_paid(_DATED, ("首款", "3万元")), ("instalments/1/due",)),
    ("C13", _plan_and_paid(_DATED, ("首款", "3万元"), note="发票未到，2022年1月支付"), ()),
    ("C13", _plan_and_paid(_DATED, ("首款", "5万元"), ("尾款", "5万元")), ("instalments/1/due",)),
    ("C13", _plan_and_paid(_DATED), ("instalments/1/due",)),
    ("C13", _at_once(supplement="2万元"), ()),
    ("C13", _in_order("首款", "尾款"), ()),
    ("C13", _in_order("尾款", "进度款"), ("payments/2/stage",)),
    ("C16", {**paid({"amount": "5万元"}), **written("由某公司承担。", "goals")}, ()),
    (
        "C16",
        {**paid({"amount": "5万元"}), "parties": [{"contract": 1, "name": "甲乙公司"}], **written("甲乙公司承担。")},
        (),
    ),
    ("C16", {**contract(), **written(f"签订了{_TITLED}。")}, ("contracts/1/note",)),
    ("C16", {**contract(note="2022年支付"), **written(f"签订了{_TITLED}。")}, ()),
    ("C16", written("签订了《乙服务合同》。"), ("passages/1/text",)),
    ("C16", {**paid({"amount": "5万元"}), **written("签订“甲服务”合同。")}, ()),
    ("C17", {**contract(), **written("《甲服务合同》费用为10万元。")}, ()),
    ("C17", {**contract(), **written("《甲服务合同》合同金额{{contracts/1/amount|万元}}。")}, ()),
    ("C17", {**contract(), **written("《甲服务合同》合同金额为99,999元。")}, ("passages/1/text",)),
    ("C17", {**contract(), **written("《甲服务合同》金额11万元，按期付清。")}, ("passages/1/text",)),
    ("C17", {**contract(), **written("《甲服务合同》金额10万元，按期付清。")}, ()),
    ("C17", {**contract(supplement="1万元"), **written("《甲服务合同》合同金额11万元。")}, ()),
    ("C17", {**contract(amount=None), **written("《甲服务合同》合同金额11万元。")}, ()),
    ("C17", {**paid({"amount": "7万元"}), **written("《甲服务合同》费用7万元。")}, ()),
    ("C18", _twice(), ("payments/1/amount",)),
    ("C18", {**_twice(budget=1), "budget": [{"name": "甲"}]}, ()),
    ("C18", _twice(date="2021-06-01", voucher="记-2"), ("payments/1/amount",)),
    ("C18", _twice(stage="尾款", voucher="记-2"), ("payments/1/amount",)),
    ("C18", _twice(stage="进度款"), ()),
    ("C20", contracts({"name": "甲图书采购合同"}, {"name": "甲书架采购合同"}), ()),
    (
        "C20",
        contracts({"name": "甲宣传片合同", "method": "公开招标"}, {"name": "甲宣传片合同", "method": "公开招标"}),
        (),
    ),
    ("C20", _of_one_supplier("50万元", "48万元"), ()),
    ("C21", contract(amount="50万元"), ()),
    ("C21", {**limited("50万元"), **contract(amount="49.99万元")}, ()),
    ("C21", {**limited("50万元"), **contract(amount="50万元", approval="党组会审议通过")}, ()),
    ("C21", {**limited("50万元"), **contract(amount="50万元", approval="局长审批")}, ("contracts/1/minutes",)),
    ("C21", {**limited("50万元", ""), **contract(amount="50万元", approval="局长审批")}, ()),
    ("C21", {**limited("5万元"), **paid({"amount": "5万元"}, amount=None)}, ("contracts/1/minutes",)),
    ("C22", {**limited("50万元"), **contract(amount="50万元")}, ()),
    ("C22", {**limited("50万元"), **contract(amount="48万元", approval="党组会议审议通过")}, ()),
    ("C22", {**limited("50万元"), **contract(amount="48万元", year=2020)}, ()),
    ("C23", written("经三方询价确定供应商。"), ("passages/1/text",)),
    ("C23", {**contract(method="三方比价"), **written("由某公司中标，承担《甲服务合同》。")}, ("passages/1/text",)),
    ("C23", {**contract(method="公开招标"), **written("由某公司中标，承担《甲服务合同》。")}, ()),
    ("C23", written("通过三方比价自主采购，中标单位为甲事务所。"), ("passages/1/text",)),
    ("C23", written("通过招投标或询价确定供应商，由中标单位承担。"), ()),
    ("C25", outreach("甲培训咨询合同"), ()),
    ("C25", {**outreach("甲咨询合同"), "budget": [{"name": "流程优化"}]}, ()),
    ("C25", outreach("甲宣传片合同", items=("付甲宣传片款",)), ("budget/1/purpose",)),
    ("C25", outreach(items=("付办公用品款",)), ()),
    ("C26", paid({"amount": "10万元"}, **_YEAR), ("contracts/1/amount",)),
    ("C26", paid({"amount": "10万元"}, **{**_YEAR, "category": "货物"}), ()),
    ("C26", paid({"amount": "10万元"}, **{**_YEAR, "ends": "2021-12-31"}), ()),
    ("C27", _results(("发放生活补贴人数", 2078, "人"), ("发放助学金", 12, "万元"), ("发放调查问卷", 300, "份")), ()),
    ("C27", contract(ends="2021-12-31"), ("contracts/1/deliverable",)),
    ("C27", contract(ends="2022-01-01"), ()),
    ("C27", paid({"amount": "5万元", "stage": "尾款"}, year=2020), ()),
    ("C27", _goods("“某某”海报、布袋等物资"), ()),
    ("C27", _goods("“某某”海报、布袋等物资", "发放环保袋"), ("contracts/1/deliverable",)),
    ("C27", _goods("海报500张", "发放海报", "发放纸杯"), ("results/2/name",)),
    ("C28", {**paid({"amount": "5万元"}), "notes": [{"place": "goals/1/state", "text": "推断"}]}, ()),
    ("P01", coded(f"{CODE[:8]} {CODE[8:]}"), ()),
    ("P01", coded(CODE[:-1]), ("parties/1/credit_code",)),
    ("P01", coded(f"O{CODE[1:]}"), ("parties/1/credit_code",)),
    ("P01", coded(""), ()),
]  # fmt: skip


@pytest.mark.parametrize(("rule_id", "data", "places"), OTHER_CASES)
def test_the_finer_points_of_the_rules(rule_id: str, data: Data, places: tuple[str, ...]) -> None:
    assert tuple(each.place for each in found(rule_id, data)[:1]) == places


LIMITED_CASES: list[tuple[str, Data, Mapping[str, int], str]] = [
    ("C19", contract(method="直接采购", amount="60万元", category="工程"), {"goods_limit": 50}, ""),
    ("C19", contract(method="直接采购", amount="60万元", category="工程"), {"works_limit": 60}, "采购限额 60.00"),
    ("C19", contract(method="竞争性磋商", amount="60万元"), {"goods_limit": 50}, ""),
    (
        "C20",
        _of_one_supplier("50万元", "48万元"),
        {"goods_limit": 100},
        "50.00 + 48.00 = 98.00，接近采购限额 100.00（98%）",
    ),
    ("C20", _of_one_supplier("60万元", "48万元"), {"goods_limit": 100}, "达到采购限额 100.00（108%）"),
    ("C20", _of_one_supplier("50万元", "39万元"), {"goods_limit": 100}, ""),
    ("C20", _of_one_supplier("100万元", "39万元"), {"goods_limit": 100}, ""),
    ("C20", _of_one_supplier("50万元", "48万元", method="竞争性谈判"), {"goods_limit": 100}, ""),
    ("C22", contract(amount="96万元"), {"goods_limit": 100}, "接近货物、服务采购限额 100.00"),
    ("C22", contract(amount="96万元", method="公开招标"), {"tender_limit": 100}, ""),
    ("C23", contract(amount="200万元", method="竞争性磋商"), {"tender_limit": 200}, "达到公开招标数额标准 200.00"),
    ("C23", contract(amount="200万元", method="公开招标"), {"tender_limit": 200}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("rule_id", "data", "limits", "said"), LIMITED_CASES)
def test_limits_that_the_rule_pack_fills_in(
    rule_id: str, data: Data, limits: Mapping[str, int], said: str
) -> None:
    messages = [each.message for each in found(rule_id, data, limits)]
    assert len(messages) == bool(said)
    assert said in "".join(messages)


def test_the_same_amount_in_two_stages_is_only_a_hint() -> None:
    assert found("C18", _twice())[0].severity is Severity.VERIFY
    stages = found("C18", _twice(stage="尾款", voucher="记-2"))[0]
    assert stages.severity is Severity.HINT
    assert stages.message.endswith("第 1、2 笔各 2.00")


def _of_the_sample() -> dict[str, list[Finding]]:
    made: dict[str, list[Finding]] = {}
    for each in review(reckoned(sample())):
        made.setdefault(each.rule, []).append(each)
    return made


def test_what_the_sample_shows() -> None:
    shown = _of_the_sample()
    assert [each.numbers["合计"] for each in shown["C20"]] == ["9.74"]
    assert [each.place for each in shown["C21"]] == ["contracts/10/minutes"]
    assert "48.00（96%）" in shown["C22"][0].message
    assert "47.00（94%）" in shown["C22"][0].message
    assert shown["C25"][0].numbers == {"份数": "3", "合计": "145.00"}
    assert "没有一笔写到培训" in shown["C25"][1].message
    assert "折合 238.91，已付 159.28（50.00%），少付 79.63" in shown["C26"][0].message
    assert shown["C28"][0].numbers == {"笔数": "23", "金额": "519.32"}
    assert len(shown["C28"][0].places) == 23
    twins = {row for each in shown["C18"] for place in each.places for row in [int(place.split("/")[1])]}
    assert twins == {2, 6, 14, 19, 15, 18, 16, 23, 17, 22}
    assert {each.severity for each in shown["C18"]} == {Severity.HINT}
    goods = [each.numbers for each in shown["C27"] if each.numbers]
    assert goods == [{"物品": "宣传海报、书签"}, {"成果": "发放宣传纸杯、发放消毒湿巾"}]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            _plan_and_paid(_HALVES, ("首款", "6万元")),
            "《甲服务合同》首款计划 5.00，已付 6.00，多 1.00",
        ),
        (
            _plan_and_paid(_HALVES, ("首款", "4万元"), ("尾款", "5万元")),
            "《甲服务合同》首款计划 5.00，已付 4.00，少 1.00，后面的阶段已经支付",
        ),
        (
            _plan_and_paid(_HALVES, ("进度款", "5万元")),
            "《甲服务合同》支付了进度款 5.00，付款计划里只有首款、尾款",
        ),
        (
            _plan_and_paid(_DATED, ("首款", "5万元"), ("尾款", "5万元")),
            "《甲服务合同》付款计划到 2021-12-31 应付 5.00，累计已付 10.00，早付 5.00",
        ),
    ],
)
def test_payments_are_held_against_the_plan(data: Data, said: str) -> None:
    assert [each.message for each in found("C13", data)] == [said]


def test_what_is_right_in_the_sample_is_left_alone() -> None:
    silent = {"C05", "C06", "C07", "C08", "C09", "C10", "C13", "C16", "C17", "C19", "C23", "C24", "P01"}
    assert silent & set(_of_the_sample()) == set()


def test_a_report_that_is_in_order_has_none_of_these() -> None:
    rules = {"C05", "C06", "C07", "C08", "C09", "C10", "C13", "C16", "C17", "C19", "C21", "C23", "C24"}
    assert rules & {each.rule for each in review(reckoned(library()))} == set()


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("2021年民生诉求宣传片制作合同", "民生诉求宣传片"),
        ("民生诉求宣传片合同", "民生诉求宣传片"),
        ("2023年度保洁服务采购合同（第二期）", "保洁"),
        ("“一网统管”系统第2批设备采购项目合同书", "一网统管系统设备"),
        ("合同", ""),
    ],
)
def test_what_a_contract_is_about(name: str, about: str) -> None:
    assert subject(name) == about


@given(
    st.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1),
    st.integers(0, LENGTH - 1),
    st.sampled_from(SIGNS),
)
def test_a_code_with_one_wrong_sign_is_always_found(first: str, at: int, sign: str) -> None:
    code = first + check_sign(first)
    assert fault(code) == ""
    changed = code[:at] + sign + code[at + 1 :]
    assert (fault(changed) == "") == (changed == code)


def test_a_contract_that_was_signed_after_the_work_can_be_explained() -> None:
    late = contract(signed="2021-04-05", accepted="2021-04-01")
    assert [each.severity for each in found("C07", late)] == [Severity.VERIFY]
    wrong = contract(starts="2021-04-05", accepted="2021-04-01")
    assert [each.severity for each in found("C07", wrong)] == [Severity.MUST]
