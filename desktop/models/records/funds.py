"""Where the money comes from and how it was planned (资金来源、子项目、预算调整)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.entries import DATE, MEMO, MONEY, TEXT, choice, entry, reference


@dataclass(frozen=True, slots=True)
class Funding:
    """资金来源: one line of the form's money block; what was executed is the sum of its payments."""

    id: int = 0
    name: str = entry(
        "资金来源", TEXT, carry="keep", hint="例：当年财政拨款、上年结转资金、其他资金、专项债券"
    )
    initial: int | None = entry("年初预算数", MONEY, unit="万元", carry="base", hint="没有写 0")
    adjusted: int | None = entry("全年预算数", MONEY, unit="万元", carry="base", hint="调整后的数")


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """子项目: one part of the year's budget; what was executed is the sum of its payments."""

    id: int = 0
    name: str = entry("子项目", TEXT, required=True, carry="keep", hint="预算批复里的名称")
    purpose: str = entry("用途", MEMO, carry="keep", hint="这笔预算用来做什么")
    initial: int | None = entry(
        "年初预算数", MONEY, unit="万元", required=True, carry="base", hint="年初批复，例：314.88"
    )
    adjusted: int | None = entry(
        "全年预算数", MONEY, unit="万元", required=True, carry="base", hint="年中调整以后的数"
    )
    received: int | None = entry("到位资金", MONEY, unit="万元", hint="实际到账的数；正文写到位率时要填")
    reason: str = entry("调整说明", MEMO, hint="为什么调整、依据什么文件；不写“因工作需要”")
    unspent_use: str = entry("未支出资金处理", choice("结转", "收回", "继续使用"), hint="没花完的钱去了哪里")


@dataclass(frozen=True, slots=True)
class Adjustment:
    """预算调整: one change of a sub-project's budget; 追减 and 调出 are negative."""

    id: int = 0
    budget: int | None = entry("子项目", reference("budget"), hint="调整的是哪个子项目")
    date: dt.date | None = entry("日期", DATE, hint="批复日期")
    kind: str = entry("类别", choice("追加", "追减", "调剂"), hint="从外面增加是追加，项目之间挪动是调剂")
    amount: int | None = entry("金额", MONEY, unit="万元", hint="减少写负数，例：-2.49")
    counterpart: int | None = entry("对方子项目", reference("budget"), hint="调剂时从哪里来、到哪里去")
    document: str = entry("批复文件", TEXT, hint="文件名称和文号")
    reason: str = entry("原因", MEMO, hint="一句话")


@dataclass(frozen=True, slots=True)
class Stated:
    """上报或批复的数: a total typed from the approval, against which the derived one is checked."""

    id: int = 0
    figure: str = entry("哪个数", TEXT, hint="例：initial（年初预算数合计）")
    value: str = entry("数值", TEXT, hint="照文件写，例：322.88")
    document: str = entry("文件", TEXT, hint="在哪份文件里")
    where: str = entry("位置", TEXT, hint="第几页、哪张表")
