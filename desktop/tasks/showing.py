"""Everything a file holds, as data in the shape of the contract or as a text to read."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from desktop.models.entries import entries
from desktop.models.figures import Figure, Reckoning
from desktop.models.places import name_of
from desktop.models.plain import plain_report
from desktop.models.records import SECTIONS, Record, Report
from desktop.models.scoring import plain_scores, score
from desktop.session import Session

QUIET = ("last", "links", "origins", "evidence")  # Sections of which the readable text gives only the count


def shown(session: Session, *, evidence: bool = False) -> dict[str, Any]:
    """Return everything a file holds in the shape of the contract, figures included; money in 分."""
    plain = plain_report(session.report)
    if evidence:
        for row in plain["evidence"]:
            if (content := session.blob(row["sha256"])) is not None:
                row["content"] = base64.b64encode(content).decode("ascii")
    return {
        **plain,
        "figures": plain_figures(session.reckoning),
        "scores": plain_scores(score(session.reckoning)),
    }


def plain_figures(reckoning: Reckoning) -> dict[str, dict[str, Any]]:
    """Return every figure by name: value (分 as integer, else an exact text), unit, text and sources."""
    return {name: _plain_figure(each) for name, each in reckoning.figures().items()}


def _plain_figure(figure: Figure) -> dict[str, Any]:
    value = figure.value
    exact = value if value is None or isinstance(value, int | str) else str(value)
    return {"value": exact, "unit": figure.unit, "text": figure.text, "from": list(figure.sources)}


def shown_text(session: Session) -> str:
    """Return a file's contents as lines that a person reads: label and value, one record after the other."""
    return "\n".join(_lines(session.report, session.reckoning))


def _lines(report: Report, reckoning: Reckoning) -> Iterator[str]:
    for name, section in SECTIONS.items():
        rows = report.rows(name)
        if not rows:
            continue
        yield f"【{section.label}】" if section.single else f"【{section.label}】共 {len(rows)} 条"
        if name not in QUIET:
            for row in rows:
                yield from _record_lines(report, row, numbered=not section.single)
    yield "【合计】"
    for figure in (reckoning.figure(name) for name in ("initial", "adjusted", "spent", "execution_rate")):
        if figure is not None and figure.value is not None:
            yield f"  {figure.label}：{figure.text}"


def _record_lines(report: Report, row: Record, *, numbered: bool) -> Iterator[str]:
    if numbered:
        yield f"  {row.id}. {name_of(row)}"
    for each in entries(type(row)):
        value = getattr(row, each.name)
        if value == each.kind.empty or (numbered and each.kind.show(value) == name_of(row)):
            continue
        named = report.find(each.kind.section, value) if each.kind.section else None
        text = name_of(named) if named is not None else each.kind.show(value)
        yield f"    {each.label}：{text}{each.unit if each.kind.numeric else ''}"
