"""The list of findings as a sheet for colleagues: one row a finding, to filter, print and tick off (审核清单)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from desktop.models.checks import Finding, Severity, counts
from desktop.models.facts import number_shown
from desktop.models.places import describe
from desktop.models.records import Report
from desktop.report.form.grid import HEI, Grid, Look
from desktop.report.form.rows import Part, Rows

NAME = "审核清单"
_COLUMNS = (
    ("序号", 6),
    ("类别", 9),
    ("问题", 44),
    ("位置", 30),
    ("涉及的数", 24),
    ("依据", 26),
    ("状态", 11),
    ("说明", 26),
    ("规则", 10),
)
_CENTRED = {"序号", "类别", "状态", "规则"}
_FILLS: Mapping[Severity, str] = {Severity.MUST: "FBE3E0", Severity.VERIFY: "FFF3D6", Severity.HINT: ""}
_HEAD = Look(bold=True, fill="E7EAEE")
_SHOWN = 5  # places of one finding
_NOTHING = "审核没有发现问题"


def findings_grid(findings: Iterable[Finding], report: Report) -> Grid:
    """Make the list as a grid, in the order given; explained findings stand in it with their explanation."""
    held = tuple(findings)
    rows = Rows(tuple(float(width) for _, width in _COLUMNS))
    last = len(_COLUMNS)
    rows.add([Part(1, last, f"{_titled(report)}{NAME}", Look(size=14, family=HEI, border=False))], 28)
    rows.add([Part(1, last, _summary(held), Look("left", border=False))])
    heads = rows.add(Part(n, n, label, _HEAD) for n, (label, _) in enumerate(_COLUMNS, 1)).first
    for order, finding in enumerate(held, 1):
        rows.add(_row(order, finding, report), single=True)
    return Grid(
        name=NAME,
        title=f"{_titled(report)}{NAME}",
        widths=rows.widths,
        heights=tuple(rows.heights),
        cells=tuple(rows.cells),
        heads=heads,
        landscape=True,
        listing=bool(held),
    )


def _titled(report: Report) -> str:
    project = report.project
    return f"{f'{project.year}年度' if project.year else ''}{project.name.strip()}"


def _summary(findings: tuple[Finding, ...]) -> str:
    """How many findings are open, by class."""
    if not findings:
        return _NOTHING
    open_ = "，".join(f"{severity.value} {count} 条" for severity, count in counts(findings).items())
    explained = sum(finding.explained for finding in findings)
    return f"共 {len(findings)} 条；待处理：{open_}；已说明 {explained} 条"


def _row(order: int, finding: Finding, report: Report) -> list[Part]:
    values = (
        Decimal(order),
        finding.severity.value,
        finding.message,
        _places(finding, report),
        "\n".join(f"{name}：{number_shown(name, value)}" for name, value in finding.numbers.items()),
        finding.source,
        _state(finding),
        finding.explanation,
        finding.rule,
    )
    return [
        Part(n, n, value or None, _look(label, finding))
        for n, (value, (label, _)) in enumerate(zip(values, _COLUMNS, strict=True), 1)
    ]


def _places(finding: Finding, report: Report) -> str:
    """The places in the officer's words, one a line; of many only the first."""
    held = list(dict.fromkeys(describe(report, place) for place in finding.places))
    more = [f"等 {len(held)} 处"] if len(held) > _SHOWN + 1 else []
    return "\n".join([*(held[:_SHOWN] if more else held), *more])


def _look(label: str, finding: Finding) -> Look:
    fill = _FILLS[finding.severity] if label == "类别" and not finding.explained else ""
    return Look("center" if label in _CENTRED else "left", fill=fill)


def _state(finding: Finding) -> str:
    if finding.explained:
        return "已说明"
    return "说明已失效" if finding.expired else "待处理"
