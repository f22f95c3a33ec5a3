"""The annex 审核情况说明: what the check found and how each point was explained, as blocks (附件)."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.checks import Finding, Severity
from desktop.models.figures import Reckoning
from desktop.models.formats import inline
from desktop.report.blocks import Block, Column, Heading, PageBreak, Paragraph, Table, Title
from desktop.report.review import review

TITLE = "审核情况说明"
NOTHING = "本报告经审核，没有需要改正或说明的事项。"
MUST = "待改正"
OPEN = "未说明"
EXPIRED = "原说明因数据变化已失效："


def annex_line() -> Paragraph:
    """The line that names the annex below the text (附件说明, GB/T 9704-2012 7.3.4)."""
    return Paragraph(f"附件：{TITLE}")


def annex(reckoning: Reckoning) -> tuple[Block, ...]:
    """Make the annex: a new page, 附件 on its first line, the title, a summary and the table (7.3.7).

    It tells what is 强制性 and 核实性, in the order of the findings; 提示 are for the desk only.
    """
    findings = [each for each in review(reckoning) if each.severity is not Severity.HINT]
    head: tuple[Block, ...] = (PageBreak(), Heading("", "附件", 0), Title(TITLE))
    if not findings:
        return (*head, Paragraph(NOTHING))
    return (*head, Paragraph(_summary(findings)), _table(findings))


def _summary(findings: Iterable[Finding]) -> str:
    held = list(findings)
    must = sum(each.severity is Severity.MUST for each in held)
    verify = len(held) - must
    explained = sum(each.explained for each in held)
    found = [
        f"{word}问题{count}项" for word, count in (("强制性", must), ("核实性", verify)) if count
    ]  # A count of nothing is not told
    sentences = [f"本报告经审核，查出{'、'.join(found)}。"]
    if verify:
        sentences.append(_answered(explained, verify - explained))
    return "".join((*sentences, "各项情况和说明见下表："))


def _answered(explained: int, left: int) -> str:
    if explained and left:
        return f"核实性问题中，已说明{explained}项，未说明{left}项。"
    return "核实性问题均未说明。" if left else "核实性问题均已说明。"


def _table(findings: Iterable[Finding]) -> Table:
    held = tuple(findings)
    return Table(
        caption="附表 审核情况及说明",
        unit="金额单位：万元",
        columns=(
            Column("序号", 1.2, "center"),
            Column("类别", 1.6, "center"),
            Column("审核情况", 6),
            Column("说明", 5),
        ),
        rows=tuple(
            (str(order), each.severity.value, inline(each.message), _explained(each))
            for order, each in enumerate(held, 1)
        ),
        places=tuple(each.place for each in held),
        place="explanations",
    )


def _explained(finding: Finding) -> str:
    if finding.severity is Severity.MUST:
        return MUST
    text = inline(finding.explanation)
    if finding.expired:
        return f"{EXPIRED}{text}"
    return text if finding.explained else OPEN
