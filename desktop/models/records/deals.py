"""Contracts, their parties and plans, and every payment (合同与支付)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.entries import COUNT, DATE, MEMO, MONEY, NUMBER, TEXT, choice, entry, reference

METHODS = (
    "公开招标", "邀请招标", "竞争性谈判", "竞争性磋商", "单一来源", "询价", "框架协议", "合作创新采购",
    "三方比价", "直接采购", "零星采购", "网上商城", "定点采购",
)  # fmt: skip
STAGES = ("首款", "预付款", "进度款", "阶段款", "结算款", "尾款", "质保金", "一次性付清")


@dataclass(frozen=True, slots=True)
class Contract:
    """合同: its parties, instalments and payments refer to it by id."""

    id: int = 0
    number: str = entry("合同编号", TEXT, carry="keep", hint="合同首页的编号")
    name: str = entry("合同名称", TEXT, required=True, carry="keep", hint="全称，不写书名号")
    year: int = entry("合同年度", COUNT, carry="keep", hint="不填时按签订日期")
    budget: int | None = entry(
        "子项目", reference("budget"), required=True, carry="keep", hint="从哪个子项目支付"
    )
    category: str = entry("类别", choice("货物", "服务", "工程"), carry="keep", hint="采购的是什么")
    method: str = entry(
        "采购方式", choice(*METHODS), required=True, carry="keep", hint="限额以下的比价写“三方比价”"
    )
    agency: str = entry("代理机构", TEXT, carry="keep", hint="委托招标的代理机构全称")
    award_date: dt.date | None = entry("中标或成交日期", DATE, carry="keep", hint="中标（成交）通知书的日期")
    signed: dt.date | None = entry("签订日期", DATE, required=True, carry="keep", hint="例：2021-03-29")
    starts: dt.date | None = entry("合同起始", DATE, carry="keep", hint="期限的第一天")
    ends: dt.date | None = entry("合同截止", DATE, carry="keep", hint="期限的最后一天")
    amount: int | None = entry("合同金额", MONEY, unit="万元", required=True, carry="keep", hint="例：318.55")
    supplement: int | None = entry("补充协议金额", MONEY, unit="万元", carry="keep", hint="没有就空着")
    max_months: int = entry("最长期限", COUNT, unit="个月", carry="keep", hint="含续签，例：36")
    renewal: str = entry("续签条件", TEXT, carry="keep", hint="从“合同约定”后面写起，句末不写句号")
    approval: str = entry("审批方式", TEXT, carry="keep", hint="例：党组会议审议")
    approved: dt.date | None = entry("审议日期", DATE, carry="keep", hint="会议日期")
    minutes: str = entry("会议纪要文号", TEXT, carry="keep", hint="例：坪政数纪〔2021〕3号")
    accepted: dt.date | None = entry("验收日期", DATE, carry="keep", hint="验收单的日期")
    acceptance: str = entry("验收结论", TEXT, carry="keep", hint="例：合格")
    deliverable: str = entry("成果", TEXT, carry="keep", hint="交付了什么")
    prior_paid: int | None = entry(
        "以前年度已付", MONEY, unit="万元", carry="keep", hint="今年以前一共付了多少"
    )
    note: str = entry("备注", MEMO, carry="keep", hint="余额未付的原因和安排写在这里")


@dataclass(frozen=True, slots=True)
class Party:
    """合同当事人: a company in one contract; the same company in two contracts is two records."""

    id: int = 0
    contract: int | None = entry("合同", reference("contracts"), carry="keep", hint="哪份合同")
    name: str = entry("单位名称", TEXT, carry="keep", hint="营业执照上的全称")
    role: str = entry(
        "身份",
        choice("供应商", "牵头人", "联合体成员"),
        default="供应商",
        carry="keep",
        hint="联合体要分清牵头人",
    )
    credit_code: str = entry("统一社会信用代码", TEXT, carry="keep", hint="18 位")


@dataclass(frozen=True, slots=True)
class Instalment:
    """付款计划: one agreed payment of a contract, as an amount or as a share in per cent."""

    id: int = 0
    contract: int | None = entry("合同", reference("contracts"), carry="keep", hint="哪份合同")
    stage: str = entry("阶段", choice(*STAGES), carry="keep", hint="按合同写")
    amount: int | None = entry("金额", MONEY, unit="万元", carry="keep", hint="金额和比例填一个")
    share: Decimal | None = entry("比例", NUMBER, unit="%", carry="keep", hint="占合同金额，例：50")
    condition: str = entry("付款条件", TEXT, carry="keep", hint="例：验收合格后 10 个工作日内")
    due: dt.date | None = entry("到期日", DATE, carry="keep", hint="约定的付款日期")


@dataclass(frozen=True, slots=True)
class Payment:
    """支付明细: one voucher line; a payment split over sub-projects is two rows with one voucher."""

    id: int = 0
    date: dt.date | None = entry("支付日期", DATE, hint="记账凭证上的日期")
    item: str = entry("支出事项", TEXT, required=True, hint="凭证摘要的原文")
    payee: str = entry("收款单位", TEXT, hint="全称")
    contract: int | None = entry("关联合同", reference("contracts"), hint="打名称选择；没有合同要写原因")
    no_contract: str = entry("无合同原因", TEXT, hint="例：零星采购，凭发票报销")
    budget: int | None = entry("子项目", reference("budget"), hint="从哪个子项目支出")
    funding: int | None = entry("资金来源", reference("funding"), hint="用的是哪笔资金")
    stage: str = entry("阶段", choice(*STAGES), hint="首款、进度款、尾款……")
    amount: int | None = entry("金额", MONEY, unit="万元", required=True, hint="退款写负数")
    voucher: str = entry("凭证号", TEXT, hint="例：记-0123")
    note: str = entry("备注", TEXT, hint="不打印")
