"""What the rules over contracts and payments are tried on: one report that passes, one that fails."""

from __future__ import annotations

from typing import Any

from tests.unit.rule_case import Case, Data

CODE = "91110108551385082Q"


def contract(**values: Any) -> Data:
    """A report with one contract of 10万元 that nobody has paid."""
    return {"contracts": [{"name": "甲服务合同", "amount": "10万元", **values}]}


def contracts(*rows: Data, **others: Any) -> Data:
    """A report with several contracts of the year."""
    named = [{"name": f"第{n}份合同", "signed": "2021-05-01", **row} for n, row in enumerate(rows, 1)]
    return {"contracts": named, **others}


def paid(*rows: Data, **values: Any) -> Data:
    """A report with one contract and some payments on it."""
    named = [
        {"item": f"付第{n}笔款", "payee": "甲公司", "contract": 1, **row} for n, row in enumerate(rows, 1)
    ]
    return {**contract(**values), "payments": named}


def planned(*rows: Data, **values: Any) -> Data:
    """A report with one contract and its plan of payments."""
    return {**contract(**values), "instalments": [{"contract": 1, **row} for row in rows]}


def limited(limit: str, body: str = "党组会议") -> Data:
    """The project's own limit above which spending is decided together."""
    return {"project": {"approval_limit": limit, "approval_body": body}}


def written(text: str, section: str = "allocation") -> Data:
    """A passage in which contracts are described."""
    return {"passages": [{"section": section, "text": text}]}


def outreach(*names: str, items: tuple[str, ...] = ()) -> Data:
    """A sub-project 宣传和培训 with some contracts charged to it, and payments."""
    line = {"name": "宣传和培训", "initial": "50万元", "adjusted": "50万元"}
    charged = [{"name": name, "budget": 1, "amount": "5万元"} for name in names]
    spent = [{"item": item, "budget": 1, "payee": "甲公司", "amount": "1万元"} for item in items]
    return {"budget": [line], "contracts": charged, "payments": spent}


def coded(code: str) -> Data:
    """A party to a contract with its credit code."""
    return {**contract(), "parties": [{"contract": 1, "name": "甲公司", "credit_code": code}]}


_SERVICE = {"category": "服务", "starts": "2021-04-01", "ends": "2022-03-31"}

CASES = {
    "C05": Case(
        contract(signed="2021-03-29", starts="2021-04-01"),
        contract(signed="2021-04-05", starts="2021-04-01"),
        ("contracts/1/signed", "contracts/1/starts"),
        "《甲服务合同》2021-04-05 签订，合同起始 2021-04-01，晚 4 天",
    ),
    "C06": Case(
        contract(award_date="2021-10-11", signed="2021-11-10"),
        contract(award_date="2021-10-11", signed="2021-11-11"),
        ("contracts/1/signed", "contracts/1/award_date"),
        "2021-10-11 中标或成交，2021-11-11 签订，相隔 31 天，超过 30 天",
    ),
    "C07": Case(
        contract(starts="2021-04-01", ends="2021-04-01"),
        contract(starts="2021-04-01", ends="2021-03-31"),
        ("contracts/1/ends", "contracts/1/starts"),
        "截止 2021-03-31 早于起始 2021-04-01",
    ),
    "C08": Case(
        paid({"date": "2021-03-29", "amount": "5万元"}, signed="2021-03-29"),
        paid({"date": "2021-03-15", "amount": "5万元", "stage": "首款"}, signed="2021-03-29"),
        ("payments/1/date", "contracts/1/signed"),
        "2021-03-29 签订，有 1 笔首款在此以前支付，最早 2021-03-15，早 14 天",
    ),
    "C09": Case(
        paid({"date": "2021-06-01", "amount": "5万元", "stage": "首款"}, accepted="2021-06-30"),
        paid({"date": "2021-06-01", "amount": "5万元", "stage": "尾款"}, accepted="2021-06-30"),
        ("payments/1/date", "contracts/1/accepted"),
        "2021-06-30 验收，有 1 笔尾款在此以前支付，最早 2021-06-01，早 29 天",
    ),
    "C10": Case(
        contract(category="服务", max_months=36, starts="2021-04-01", ends="2024-03-31"),
        contract(category="服务", max_months=37),
        ("contracts/1/max_months",),
        "约定最长 37 个月，超过 36 个月",
    ),
    "C13": Case(
        planned({"share": "33.33"}, {"share": "33.33"}, {"share": "33.33"}),
        planned({"share": 50}, {"share": 30}, {"share": 10}),
        ("instalments/1/share", "instalments/2/share", "instalments/3/share"),
        "付款计划 50% + 30% + 10% = 90%，合计应为 100%",
    ),
    "C14": Case(
        paid({"amount": "3万元", "stage": "首款"}),
        paid({"amount": "5万元", "stage": "预付款"}),
        ("contracts/1/amount",),
        "有 1 份合同的首付款超过合同金额的 30%，最高 50%：《甲服务合同》",
    ),
    "C16": Case(
        {**paid({"amount": "5万元"}), **written("由某公司承担{{contracts/1/name|书名号}}。")},
        {**paid({"amount": "5万元"}), **written("采购情况如下。")},
        ("contracts/1/name",),
        "有 1 份合同本年度付了款，合计 5.00，正文没有写到：《甲服务合同》",
    ),
    "C17": Case(
        {**contract(amount="318.554万元"), **written("《甲服务合同》合同金额为318.55万元。")},
        {**contract(amount="318.55万元"), **written("《甲服务合同》合同金额为318.65万元。")},
        ("passages/1/text", "contracts/1/amount"),
        "正文写《甲服务合同》合同金额 318.65万元，合同是 318.55 万元",
    ),
    "C18": Case(
        paid({"amount": "2万元", "date": "2021-05-01"}, {"amount": "2万元", "date": "2021-06-01"}),
        paid({"amount": "2万元", "item": "付款"}, {"amount": "2万元", "item": "付款"}),
        ("payments/1/amount", "payments/2/amount"),
        "第 1、2 笔各 2.00，收款单位、金额都相同（付款），可能重复",
    ),
    "C19": Case(
        contract(method="三方比价", amount="99.99万元"),
        contract(method="三方比价", amount="100万元"),
        ("contracts/1/method", "contracts/1/amount"),
        "《甲服务合同》合同金额 100.00，达到采购限额 100.00，采购方式是三方比价",
        {"goods_limit": 100},
    ),
    "C20": Case(
        contracts({"name": "甲宣传片制作合同"}, {"name": "2020年甲宣传片合同", "signed": None}),
        contracts(
            {"name": "甲宣传片制作合同", "amount": "4.90万元"},
            {"name": "2021年甲宣传片项目合同", "amount": "4.84万元"},
        ),
        ("contracts/1/amount", "contracts/2/amount"),
        "《甲宣传片制作合同》4.90、《2021年甲宣传片项目合同》4.84，合计 9.74",
    ),
    "C21": Case(
        {**limited("50万元"), **contract(amount="50万元", minutes="局纪〔2021〕3号")},
        {**limited("50万元"), **contract(amount="50万元")},
        ("contracts/1/minutes", "contracts/1/approved"),
        "合同金额 50.00，达到集体审议限额 50.00，没有写党组会议的审议日期和会议纪要文号",
    ),
    "C22": Case(
        {**limited("50万元"), **contract(amount="44.99万元")},
        {**limited("50万元"), **contract(amount="48万元")},
        ("contracts/1/amount",),
        "有 1 份合同的金额接近集体审议限额 50.00：《甲服务合同》48.00（96%）",
    ),
    "C23": Case(
        contract(category="货物", method="询价"),
        contract(category="服务", method="询价"),
        ("contracts/1/method",),
        "是服务，采购方式是询价，询价用于规格统一的货物",
    ),
    "C24": Case(
        contract(supplement="1万元"),
        contract(supplement="1.01万元"),
        ("contracts/1/supplement",),
        "补充协议 1.01，占原合同 10.00 的 10.10%，超过 10%",
    ),
    "C25": Case(
        outreach("甲宣传片合同", "甲培训合同"),
        outreach("甲改革资料汇编合同"),
        ("contracts/1/budget",),
        "子项目“宣传和培训”有 1 份合同从名称看是咨询研究，合计 5.00：《甲改革资料汇编合同》",
    ),
    "C26": Case(
        paid({"amount": "7.5万元"}, **_SERVICE),
        paid({"amount": "5万元"}, **_SERVICE),
        ("contracts/1/amount",),
        "共 12 个月，到年末 9 个月（75%）折合 7.50，已付 5.00（50%），少付 2.50",
    ),
    "C27": Case(
        contract(accepted="2021-11-25", deliverable="印刷文本400本"),
        contract(accepted="2021-11-25"),
        ("contracts/1/deliverable",),
        "《甲服务合同》2021-11-25 验收，没有写成果",
    ),
    "C28": Case(
        {**paid({"amount": "5万元"}), "notes": [{"place": "payments/1/payee", "text": "待核实"}]},
        {**paid({"amount": "5万元"}), "notes": [{"place": "payments/1/budget", "text": "推断"}]},
        ("payments/1/budget",),
        "有 1 笔支付的子项目待核实，合计 5.00",
    ),
    "P02": Case(
        paid({"amount": "5万元", "date": "2021-12-31"}, {"amount": "1万元"}),
        paid({"amount": "5万元", "date": "2022-01-04"}, {"amount": "1万元", "date": "2021-01-04"}),
        ("payments/1/date",),
        "有 1 笔支付的日期不在 2021年：2022-01-04，合计 5.00",
    ),
    "P03": Case(
        paid({"amount": "-5万元"}, supplement="-1万元"),
        contract(amount="-10万元"),
        ("contracts/1/amount",),
        "合同 第 1 行 合同金额 −10.00万元，不会是负数",
    ),
    "P01": Case(
        coded(CODE.lower()),
        coded(f"{CODE[:-1]}X"),
        ("parties/1/credit_code",),
        f"甲公司的统一社会信用代码 {CODE[:-1]}X 校验不符，按前 17 位末位应为 Q",
    ),
}
