"""The report of an open file: its outline, its blocks, and its PDF."""

from __future__ import annotations

from pathlib import Path

from desktop.errors import OutputError
from desktop.report.blocks import Document
from desktop.report.compose import compose
from desktop.session import Session
from desktop.store.outlines import outline_named


def document_of(session: Session, *, annexed: bool = False, draft: bool | None = None) -> Document:
    """Compose the report of an open file as blocks; *annexed* adds 审核情况说明 as an annex.

    draft: whether 草稿 is printed beneath, None to find out, for which the rules are run.
    """
    named = session.report.project.outline or session.pack.choice("outline")
    return compose(session.reckoning, outline_named(named), draft=draft, annexed=annexed)


def annex_of(session: Session) -> Document:
    """Compose 审核情况说明 alone, as a document of its own to print."""
    from desktop.report.annex import TITLE, annex
    from desktop.report.blocks import Title

    blocks = annex(session.reckoning)
    first = next(
        n for n, block in enumerate(blocks) if isinstance(block, Title)
    )  # The page 附件 has no use here
    return Document(TITLE, session.report.project.unit, TITLE, blocks[first:])


def write_report(
    session: Session, output: Path, *, bundled: bool = False, annexed: bool = False
) -> list[str]:
    """Write the report (.pdf) or the official form (.xlsx); return what to tell the officer.

    Raises OutputError for another suffix or where the file cannot be written.
    """
    match output.suffix.lower():
        case ".pdf":
            return _write_pdf(document_of(session, annexed=annexed), output, bundled=bundled)
        case ".xlsx":
            from desktop.output.workbook import write_form

            write_form(session.reckoning, output)
            return [f"已写出自评表：{output}"]
        case other:
            raise OutputError(_unknown(other, "报告"), "文件名以 .pdf 结尾是报告，以 .xlsx 结尾是自评表")


def _unknown(suffix: str, what: str) -> str:
    return f"不会写“{suffix}”格式的{what}" if suffix else f"文件名没有后缀，不知道{what}写成什么格式"


def _write_pdf(document: Document, output: Path, *, bundled: bool) -> list[str]:
    from desktop.output.pdf import write_pdf

    written = write_pdf(document, output, bundled=bundled)
    lines = [f"已写出报告：{output}（{written.pages} 页）"]
    if written.missing:
        lines.append(f"下列字所有字体都没有，印成了方框：{'、'.join(written.missing)}")
    return lines


def write_findings_list(session: Session, output: Path) -> None:
    """Write the findings as a workbook for colleagues; raises OutputError for another suffix than .xlsx."""
    if output.suffix.lower() != ".xlsx":
        raise OutputError(_unknown(output.suffix, "审核清单"), "文件名请以 .xlsx 结尾")
    from desktop.output.workbook import write_findings
    from desktop.report.review import review

    write_findings(review(session.reckoning), session.report, output)
