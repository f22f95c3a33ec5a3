from __future__ import annotations

from dataclasses import replace

from desktop.models.checks import Severity
from desktop.models.explaining import explain
from desktop.models.records import Report
from desktop.report.annex import EXPIRED, MUST, NOTHING, OPEN, annex, annex_line
from desktop.report.blocks import Heading, PageBreak, Paragraph, Table, Title
from desktop.report.review import review
from tests.report.reports import reckoned, report, sample

TEXT = "余额4.70万元为尾款，按合同第八条在成果发布后支付"


def _explained(held: Report) -> Report:
    finding = next(each for each in review(reckoned(held)) if each.rule == "C03")
    return explain(held, finding, TEXT, lambda _: 1)


def _table(held: Report) -> Table:
    return next(block for block in annex(reckoned(held)) if isinstance(block, Table))


def test_the_annex_begins_on_a_page_of_its_own() -> None:
    head = annex(reckoned(sample()))[:3]
    assert head == (PageBreak(), Heading("", "附件", 0), Title("审核情况说明"))
    assert annex_line().text == "附件：审核情况说明"


def test_every_grave_finding_has_a_row_with_its_explanation() -> None:
    held = _explained(sample())
    findings = [each for each in review(reckoned(held)) if each.severity is not Severity.HINT]
    table = _table(held)
    assert len(table.rows) == len(findings) == len(table.places)
    assert [row[0] for row in table.rows] == [str(n) for n in range(1, len(findings) + 1)]
    told = {row[2]: row[3] for row in table.rows}
    by_rule = {each.rule: told[each.message] for each in findings}
    assert by_rule["C03"] == TEXT
    assert by_rule["C04"] == OPEN
    assert by_rule["C12"] == MUST


def test_an_expired_explanation_is_told_as_such() -> None:
    held = _explained(sample())
    contract = replace(held.contracts[4], amount=48_000_000)
    told = {row[3] for row in _table(held.with_record("contracts", contract)).rows}
    assert f"{EXPIRED}{TEXT}" in told


def test_the_summary_counts_and_counts_nothing_that_is_not_there() -> None:
    held = _explained(sample())
    kinds = [each.severity for each in review(reckoned(held))]
    must, verify = kinds.count(Severity.MUST), kinds.count(Severity.VERIFY)
    told = f"查出强制性问题{must}项、核实性问题{verify}项。核实性问题中，已说明1项，未说明{verify - 1}项。"
    assert annex(reckoned(held))[3] == Paragraph(f"本报告经审核，{told}各项情况和说明见下表：")
    only = annex(reckoned(report(project={"department": "某局"})))[3]
    assert only == Paragraph("本报告经审核，查出核实性问题1项。核实性问题均未说明。各项情况和说明见下表：")


def test_a_report_without_findings_says_so() -> None:
    clean = report(project={"report_date": "2022-03-05", "department": "某局"})
    assert annex(reckoned(clean))[3:] == (Paragraph(NOTHING),)
