"""Excel workbooks: the self-evaluation form and the list of findings (XLSX)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop.models.checks import Finding
from desktop.models.figures import Reckoning
from desktop.models.records import Report
from desktop.output.workbook.findings import findings_grid
from desktop.output.workbook.forms import form_names, layout_named
from desktop.output.workbook.package import write_grid
from desktop.report.form import compose_form

__all__ = ["form_names", "write_findings", "write_form"]

STANDARD = "national-2020"


def write_form(reckoning: Reckoning, path: Path, *, form: str = "") -> None:
    """Write the 项目支出绩效自评表 in the layout *form*, else the project's own, else that of the rule pack.

    Raises DataError for an unknown layout, OutputError where *path* cannot be written.
    """
    named = form or reckoning.report.project.form.strip() or reckoning.pack.choice("form") or STANDARD
    write_grid(compose_form(reckoning, layout_named(named)), path)


def write_findings(findings: Iterable[Finding], report: Report, path: Path) -> None:
    """Write the list of findings, places in the officer's words; raises OutputError as above."""
    write_grid(findings_grid(findings, report), path)
