"""The written parts of the report and the papers that prove it (正文、问题与整改、佐证)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.entries import COUNT, DATE, MEMO, PLACES, TEXT, choice, entry, reference


@dataclass(frozen=True, slots=True)
class Merit:
    """取得的成效."""

    id: int = 0
    title: str = entry("成效", TEXT, hint="一个动宾短语，例：完成第五轮流程优化")
    text: str = entry("内容", MEMO, hint="数据和成果文件")


@dataclass(frozen=True, slots=True)
class Problem:
    """存在的问题: headline, facts and cause; ``from_finding`` names the rule that suggested it."""

    id: int = 0
    title: str = entry("问题", TEXT, carry="keep", hint="18 字以内，不写数字")
    text: str = entry("情况", MEMO, carry="keep", hint="用数字说明")
    cause: str = entry("原因", MEMO, carry="keep", hint="从“主要原因是”后面写起")
    from_finding: str = entry("来自审核", TEXT, carry="keep", hint="规则编号")


@dataclass(frozen=True, slots=True)
class Measure:
    """整改措施: what will be done about a problem, by whom, until when."""

    id: int = 0
    problem: int | None = entry("对应问题", reference("problems"), hint="针对哪个问题")
    text: str = entry("措施", MEMO, hint="做什么、怎么做")
    owner: str = entry("负责人或科室", TEXT, hint="例：民情联系部")
    due: dt.date | None = entry("完成时限", DATE, hint="例：2022-06-30")
    state: str = entry("落实情况", choice("已完成", "正在落实", "未启动"), hint="上年的措施要写")


@dataclass(frozen=True, slots=True)
class Passage:
    """正文: one written part; *text* holds live figures, *drafted* the whole draft last merged."""

    id: int = 0
    section: str = entry("部分", TEXT, carry="keep", hint="提纲里的部分")
    text: str = entry("正文", MEMO, carry="keep", hint="数字用活数字插入，数据变了正文跟着变")
    drafted: str = entry("草稿", MEMO, carry="keep", hint="程序上次起草的全文")


@dataclass(frozen=True, slots=True)
class Evidence:
    """佐证材料: a file kept in the report file; its bytes lie in the table ``blobs``."""

    id: int = 0
    title: str = entry("材料名称", TEXT, hint="例：党组会议纪要")
    file_name: str = entry("文件名", TEXT, hint="拖进来时自动填写")
    sha256: str = entry("SHA-256", TEXT, hint="自动计算")
    size: int = entry("大小", COUNT, unit="字节", hint="自动计算")
    places: tuple[str, ...] = entry("用于", PLACES, hint="证明哪些数")
