"""What the project is, what it rests on and who carries it (一、项目概况)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.entries import COUNT, DATE, MEMO, MONEY, TEXT, choice, entry


@dataclass(frozen=True, slots=True)
class Project:
    """项目: one to a file; the unit's own approval rules live here too, not in a rule pack."""

    id: int = 1
    name: str = entry(
        "项目名称",
        TEXT,
        required=True,
        carry="keep",
        hint="批复或预算文件里的全称，不写“关于”“报告”等字样，例：民生诉求",
    )
    year: int = entry("评价年度", COUNT, required=True, hint="预算资金所属的年度，例：2021")
    unit: str = entry("项目单位", TEXT, required=True, carry="keep", hint="承担项目的单位全称，与公章一致")
    unit_code: str = entry("单位代码", TEXT, carry="keep", hint="预算单位编码，见部门预算批复")
    department: str = entry(
        "主管部门", TEXT, required=True, carry="keep", hint="预算主管部门全称；单位自己就是主管部门时照写"
    )
    executor: str = entry(
        "实施科室", TEXT, carry="keep", hint="具体使用资金、组织实施的内设机构，例：民情联系部"
    )
    kind: str = entry("项目类型", choice("常年", "延续", "一次性", "新增"), carry="keep", hint="见预算申报表")
    level: str = entry("项目级次", TEXT, carry="keep", hint="例：区级")
    starts: dt.date | None = entry("起始日期", DATE, carry="keep", hint="例：2021-01-01")
    ends: dt.date | None = entry("截止日期", DATE, carry="keep", hint="例：2021-12-31")
    responsible: str = entry("项目负责人", TEXT, carry="keep", hint="印在自评表上，正文不印")
    finance: str = entry("财务负责人", TEXT, carry="keep", hint="印在自评表上，正文不印")
    author: str = entry("填报人", TEXT, carry="keep", hint="填这张表的人，印在自评表末尾，可留空")
    phone: str = entry("联系电话", TEXT, carry="keep", hint="填报人的办公电话，只印在自评表上")
    finance_rule: str = entry(
        "财务管理制度名称", TEXT, carry="keep", hint="制度全称，不写书名号，例：××局财务管理制度（试行）"
    )
    approval_flow: str = entry(
        "支出审批流程", TEXT, carry="keep", hint="依次审批的人，例：分管财务局领导和局长"
    )
    approval_limit: int | None = entry(
        "集体审议限额", MONEY, unit="万元", carry="keep", hint="达到这个金额的支出要集体审议，例：50"
    )
    approval_body: str = entry("审议机构", TEXT, carry="keep", hint="例：党组会议")
    report_date: dt.date | None = entry("报告日期", DATE, hint="印在落款处，例：2022-03-05")
    secrecy: str = entry(
        "密级",
        choice("非涉密", "内部", "秘密", "机密", "绝密"),
        default="非涉密",
        carry="keep",
        hint="涉密材料不得在本机填写",
    )
    state: str = entry(
        "状态", choice("草稿", "送审", "定稿"), default="草稿", hint="草稿可改；送审、定稿后要先解锁"
    )
    rule_pack: str = entry(
        "规则包", TEXT, default="national-2020", carry="keep", hint="本地的分值、限额和格式规定"
    )
    outline: str = entry("报告提纲", TEXT, default="shenzhen", carry="keep", hint="报告各章的顺序")
    form: str = entry("自评表样式", TEXT, default="national-2020", carry="keep", hint="Excel 自评表的格式")


@dataclass(frozen=True, slots=True)
class Basis:
    """立项依据文件: a document that approves or demands the project."""

    id: int = 0
    title: str = entry("文件名称", TEXT, carry="keep", hint="全称，不写书名号")
    number: str = entry("文号", TEXT, carry="keep", hint="例：青财预〔2023〕12号")
    issuer: str = entry("发文机关", TEXT, carry="keep", hint="例：市财政局")
    date: dt.date | None = entry("日期", DATE, carry="keep", hint="印发日期")
    note: str = entry("说明", MEMO, carry="keep", hint="与本项目有关的条款")


@dataclass(frozen=True, slots=True)
class Duty:
    """组织架构与职责: what one body answers for."""

    id: int = 0
    body: str = entry("部门或机构", TEXT, carry="keep", hint="例：民情联系部")
    duty: str = entry("职责", MEMO, carry="keep", hint="用分号隔开，句末不写句号")
