"""Rules over what must not be printed and what a report ends with (涉密、个人信息、落款)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.models.checks import Issue, Severity
from desktop.models.dates import chinese_date, show_date
from desktop.models.figures import Reckoning
from desktop.models.records import Project
from desktop.models.rules.registry import row_rule
from desktop.report.rules.text_rules import ALL, also_texts
from desktop.report.rules.texts import Written

_PRINTED = (("payments", "item"), ("contracts", "note"), ("duties", "duty"), ("indicators", "reason"))
_SECRET = ("秘密", "机密", "绝密")
_SUSPECT = re.compile(r"\d{7}|\w@\w|★")
_PRIVATE = (
    ("手机号码", re.compile(r"(?<![0-9A-Za-z-])1[3-9]\d{9}(?![0-9A-Za-z])")),
    ("电话号码", re.compile(r"(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)|(?:电话|手机)(?:号码)?[：:]?\d{7,11}(?!\d)")),
    (
        "身份证号",
        re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?![0-9A-Za-z])"),
    ),
    ("银行账号", re.compile(r"(?:账号|帐号|卡号)[：:为]?\d{10,25}")),
    ("电子邮箱", re.compile(r"[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}")),
    ("密级标志", re.compile(r"(?:绝密|机密|秘密)★")),
)


@row_rule(
    "T14",
    Severity.VERIFY,
    source="保密和个人信息保护的要求",
    section="project",
    scope="text",
    reads="",
)
def secret(_: Reckoning, project: Project) -> Iterator[Issue]:
    """报告会公开或流转。涉密材料不得在本机填写；正文不写手机号、身份证号和账号。"""
    level = project.secrecy
    if level in _SECRET:
        told = f"密级是“{level}”，涉密材料不得在本机填写"
        yield Issue(("project/1/secrecy",), told, {"密级": level})


@also_texts("T14", (*ALL, *_PRINTED), suspect=_SUSPECT, reads="")
def _private(_: Reckoning, text: Written) -> Iterator[Issue]:
    if kinds := list(_found(text)):
        told = f"“{text.title}”有{'、'.join(kinds)}"
        yield Issue((text.place,), told, {"内容": "、".join(kinds)})


def _found(text: Written) -> Iterator[str]:
    for kind, pattern in _PRIVATE if _SUSPECT.search(text.text) else ():
        if found := pattern.search(text.text):
            yield f"{kind}（{_masked(found[0])}）"


def _masked(number: str) -> str:
    """Enough of a number to find it again, not the number."""
    return number if "★" in number else f"{number[:3]}…{number[-2:]}"


@row_rule(
    "T15",
    Severity.VERIFY,
    source="GB/T 9704-2012《党政机关公文格式》7.3.5 成文日期和署名",
    section="project",
    scope="text",
    reads="project",
)
def unsigned(reckoning: Reckoning, project: Project) -> Iterator[Issue]:
    """落款要有单位全称和报告日期。日期没有填时，落款只印单位。"""
    absent = [
        (f"project/1/{field}", label)
        for field, label in (("unit", "项目单位"), ("report_date", "报告日期"))
        if not getattr(project, field)
    ]
    if absent:
        lacking = "、".join(label for _, label in absent)
        yield Issue(tuple(where for where, _ in absent), f"落款没有{lacking}", {"缺少": lacking})
    end = reckoning.ledger.year_end
    if project.report_date and end and project.report_date <= end:
        told = f"报告日期 {show_date(project.report_date)} 在评价年度结束（{chinese_date(end)}）以前"
        yield Issue(("project/1/report_date",), told, {"报告日期": show_date(project.report_date)})
