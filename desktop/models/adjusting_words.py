"""What an explanation of a changed budget should tell: why, what, which document, how much (调整说明)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.explaining import is_empty_answer
from desktop.models.money import show_exact, show_wan
from desktop.models.numbers import half_width
from desktop.models.places import name_of
from desktop.models.records import BudgetLine, Report

_CAUSE = re.compile(r"因|由于|为了?|鉴于|根据|按照|受.{1,20}影响|交办|要求|推迟|提前|增加了|减少了")
_MATTER = re.compile(
    r"[“《][^”》]{2,40}[”》]|(?:开展|实施|推进|承办|组织|编制|采购|建设|购置|举办|聘请|完成).{2,}|"
    r".{2,}(?:任务|项目|活动|服务|培训|宣传|调查|优化|系统|设备|热线|汇编)"
)
_DOCUMENT = re.compile(r"《[^》]+》|〔\d{4}〕|\[\d{4}\]|文号|批复|纪要|通知|文件|复函|批示|会议")
_AMOUNT = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?:万元|元|%)")
_MOST = 3  # Contracts that a sentence names


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that an explanation tells, or does not: the words for either."""

    told: bool
    yes: str
    no: str

    @property
    def text(self) -> str:
        """The words for how it stands."""
        return self.yes if self.told else self.no


def told(text: str) -> tuple[Told, ...]:
    """Return what an explanation tells, in the order asked for; an empty phrase tells nothing."""
    words = "" if is_empty_answer(text) else half_width(text)
    return (
        Told(bool(_CAUSE.search(words)), "写了原因", "没写原因"),
        Told(bool(_MATTER.search(words)), "写了事项", "没写事项"),
        Told(bool(_DOCUMENT.search(words)), "写了批准文件", "没写批准文件"),
        Told(bool(_AMOUNT.search(words)), "写了金额", "没写金额"),
    )


def told_of_deviation(reason: str, measure: str, gap: str) -> tuple[Told, ...]:
    """Return what is told of an indicator that is not as it should be; *gap*: the difference as a number."""
    written = bool(reason.strip()) and not is_empty_answer(reason)
    return (
        Told(written, "写了原因", "没写原因"),
        Told(bool(gap) and gap in half_width(reason), f"引用了差额 {gap}", f"没引用差额 {gap}"),
        Told(bool(measure.strip()) and not is_empty_answer(measure), "写了改进措施", "没写改进措施"),
    )


def lacks(text: str) -> str:
    """Name what an explanation does not tell yet (没写批准文件、没写金额), '' for one that tells everything."""
    return "、".join(each.no for each in told(text) if not each.told)


def sentence(report: Report, line: BudgetLine) -> str:
    """Write how much was added or taken and, for an addition, what it was spent on; '' without a change.

    The matters come from the sub-project's contracts and payments, the documents from its adjustments; a
    reason is never invented.
    """
    if line.initial is None or line.adjusted is None or line.initial == line.adjusted:
        return ""
    change = line.adjusted - line.initial
    amount = f"{'追加' if change > 0 else '追减'}{show_exact(abs(change))}万元"
    documents = [each.document for each in report.adjustments if each.budget == line.id and each.document]
    by = f"，依据{'、'.join(dict.fromkeys(documents))}" if documents else ""
    spent = matters(report, line) if change > 0 else ()
    upon = f"用于{'、'.join(spent)}" if spent else ""
    return "，".join(filter(None, (f"{name_of(line)}年中{amount}", upon))) + f"{by}。"


def matters(report: Report, line: BudgetLine) -> Sequence[str]:
    """Return what most of a sub-project's money went to, with the amounts (万元), the largest first."""
    paid: dict[str, int] = {}
    contracts = {each.id: each for each in report.contracts}
    for each in report.payments:
        if each.budget == line.id and each.amount:
            contract = contracts.get(each.contract) if each.contract is not None else None
            name = name_of(contract) if contract else each.item
            paid[name] = paid.get(name, 0) + each.amount
    largest = sorted((name for name in paid if name), key=lambda name: -paid[name])
    made = [f"{name.removesuffix('合同')}（{show_wan(paid[name])}万元）" for name in largest[:_MOST]]
    return [*made[:-1], f"{made[-1]}等"] if len(largest) > _MOST else made
