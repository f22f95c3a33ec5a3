"""What was to be reached and what was (绩效目标、绩效指标、成果数据)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.models.entries import MEMO, NUMBER, TEXT, choice, entry

OPERATORS = ("≥", ">", "=", "≤", "<", "定性")
BANDS = ("达成年度指标", "部分达成年度指标并具有一定效果", "未达成年度指标且效果较差")


@dataclass(frozen=True, slots=True)
class Goal:
    """年度绩效目标 with how far it was reached."""

    id: int = 0
    text: str = entry("目标内容", MEMO, required=True, carry="keep", hint="年初批复的原文，句末不写句号")
    achieved: str = entry("实现情况", MEMO, hint="做了什么、多少、到什么程度，句末不写句号")
    state: str = entry("完成状态", choice("完成", "部分完成", "未完成"), hint="三选一")


@dataclass(frozen=True, slots=True)
class Indicator:
    """绩效指标: a third-level indicator; points None means that the program computes them."""

    id: int = 0
    level1: str = entry("一级指标", TEXT, required=True, carry="keep", hint="成本、产出、效益、满意度")
    level2: str = entry("二级指标", TEXT, required=True, carry="keep", hint="例：数量指标")
    name: str = entry("三级指标", TEXT, required=True, carry="keep", hint="一个可以计量的名称")
    operator: str = entry("符号", choice(*OPERATORS), carry="keep", hint="越大越好用 ≥，越小越好用 ≤")
    target: Decimal | None = entry("指标值", NUMBER, hint="只写数，例：99.99")
    unit: str = entry("单位", TEXT, carry="keep", hint="例：%、宗、个")
    target_text: str = entry("指标值（文字）", TEXT, hint="定性指标或日期，例：持续上升")
    weight: Decimal | None = entry("分值", NUMBER, unit="分", carry="keep", hint="各指标合计 90 分")
    actual: Decimal | None = entry("实际完成值", NUMBER, hint="只写数")
    actual_text: str = entry("实际完成（文字）", TEXT, hint="定性指标写事实")
    band: str = entry("定性档次", choice(*BANDS), hint="定性指标选一档")
    points: Decimal | None = entry("得分", NUMBER, unit="分", hint="空着由程序计算；自己定分要写理由")
    points_reason: str = entry("定分理由", TEXT, hint="为什么不用计算的得分")
    reason: str = entry("偏差原因", MEMO, hint="没有达到，或超过指标值三成时要写")
    measure: str = entry("改进措施", MEMO, hint="下一步怎么做")
    na_reason: str = entry("不适用原因", TEXT, hint="写了就不计分，分值由其他指标分担")
    data_source: str = entry("数据来源", TEXT, carry="keep", hint="例：市12345热线平台月报")
    calculation: str = entry("计算方法", TEXT, carry="keep", hint="例：按时办结数 ÷ 应办结数")
    base: Decimal | None = entry("上年实际", NUMBER, carry="last:actual", hint="上年文件里的实际完成值")


@dataclass(frozen=True, slots=True)
class Result:
    """成果数据: a number that shows what the project did, with last year's beside it."""

    id: int = 0
    name: str = entry("名称", TEXT, carry="keep", hint="例：受理民生诉求事件")
    value: Decimal | None = entry("数值", NUMBER, hint="例：8.9")
    unit: str = entry("单位", TEXT, carry="keep", hint="例：万宗")
    previous: Decimal | None = entry(
        "上年数", NUMBER, carry="last:value", hint="只填确切的上年数，不由增长率倒算"
    )
    note: str = entry("说明", TEXT, hint="例：其中最快用时 5 分钟")
