"""The report of an open file: its outline, its blocks, and its PDF."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from desktop.errors import DataError, OutputError
from desktop.folders import resources
from desktop.models.outline import Outline, parse_outline
from desktop.report.blocks import Document
from desktop.report.compose import compose
from desktop.session import Session


@cache
def outline_named(name: str) -> Outline:
    """Return the outline *name* that ships with the program; raises DataError where there is none."""
    path = resources() / "outlines" / f"{name}.toml"
    if not name.replace("-", "").isalnum() or not path.is_file():
        raise DataError(f"没有名为“{name}”的报告提纲", "请在“项目概况”里另选一个提纲")
    return parse_outline(tomllib.loads(path.read_text("utf-8")))


def document_of(session: Session) -> Document:
    """Compose the report of an open file as blocks, with what the outline asks for in its order."""
    return compose(session.reckoning, outline_named(session.report.project.outline))


def write_report(session: Session, output: Path, *, bundled: bool = False) -> list[str]:
    """Write the report and return what to tell the officer; raises OutputError for an unknown suffix."""
    if output.suffix.lower() != ".pdf":
        raise OutputError(f"不会写“{output.suffix}”格式的报告", "目前能导出 PDF，文件名请以 .pdf 结尾")
    from desktop.output.pdf import write_pdf

    written = write_pdf(document_of(session), output, bundled=bundled)
    lines = [f"已写出报告：{output}（{written.pages} 页）"]
    if written.missing:
        lines.append(f"下列字所有字体都没有，印成了方框：{'、'.join(written.missing)}")
    return lines
