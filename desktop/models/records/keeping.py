"""What is kept beside the facts: explanations, notes, origins, unread input, last year's file."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.entries import COUNT, DOCUMENT, MEMO, TEXT, choice, entry


@dataclass(frozen=True, slots=True)
class Explanation:
    """核实性说明: why a finding is right as it is; holds while the finding's fingerprint does.

    numbers: the finding's numbers when it was written, as a JSON object; '' where they were not kept.
    """

    id: int = 0
    rule: str = entry("规则", TEXT, hint="规则编号")
    place: str = entry("位置", TEXT, hint="数据的位置")
    fingerprint: str = entry("指纹", TEXT, hint="当时的数字")
    text: str = entry("说明", MEMO, hint="原因、事项、文件")
    numbers: str = entry("原值", TEXT, hint="写说明时的数，数字变了可以对照")


@dataclass(frozen=True, slots=True)
class UserRule:
    """自定义审核: two expressions, an operator and a tolerance."""

    id: int = 0
    left: str = entry("左边", TEXT, carry="keep", hint="例：全年执行数")
    operator: str = entry(
        "关系", choice("=", "≠", "≥", ">", "≤", "<"), carry="keep", hint="左右应当满足的关系"
    )
    right: str = entry("右边", TEXT, carry="keep", hint="例：全年预算数")
    tolerance: str = entry("允许误差", TEXT, carry="keep", hint="例：0.01")
    severity: str = entry(
        "类别", choice("强制性", "核实性", "提示"), default="核实性", carry="keep", hint="三选一"
    )
    note: str = entry("说明", TEXT, carry="keep", hint="为什么要审")


@dataclass(frozen=True, slots=True)
class Unread:
    """读不懂的输入: what was typed at a place and could not be read; never printed."""

    id: int = 0
    place: str = entry("位置", TEXT, hint="哪一格")
    text: str = entry("原文", MEMO, hint="输入的原文")


@dataclass(frozen=True, slots=True)
class Origin:
    """来源: where a value came from when it was not typed."""

    id: int = 0
    place: str = entry("位置", TEXT, hint="哪一格或哪条记录")
    kind: str = entry("来源", choice("last_year", "imported", "confirmed"), hint="上年、导入或已确认")
    source: str = entry("出处", TEXT, hint="文件和位置")


@dataclass(frozen=True, slots=True)
class Note:
    """待核实: a note pinned to a place; never printed."""

    id: int = 0
    place: str = entry("位置", TEXT, carry="keep", hint="哪一格")
    text: str = entry("待核实", MEMO, carry="keep", hint="要核实什么")


@dataclass(frozen=True, slots=True)
class LastReport:
    """上年文件: last year's report in the shape of ``show``; at most one."""

    id: int = 0
    file_name: str = entry("文件名", TEXT, hint="上年的文件")
    sha256: str = entry("SHA-256", TEXT, hint="自动计算")
    year: int = entry("年度", COUNT, hint="上年的评价年度")
    report: str = entry("内容", DOCUMENT, hint="上年的全部数据")


@dataclass(frozen=True, slots=True)
class Link:
    """上年对应: which record of last year's a record of this year continues."""

    id: int = 0
    place: str = entry("今年", TEXT, hint="今年的记录")
    last: str = entry("上年", TEXT, hint="上年的记录")
